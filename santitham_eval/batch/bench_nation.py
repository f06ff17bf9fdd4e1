"""A made-up nation as raw files, to measure how long its panel takes: part of ``make bench``.

7,425 tambons, 120 months and ten monthly indicators, from an incident list of 350,000 events,
the registered population, boundaries, and the three monthly exports of the e-report.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import text, thai
from santitham_eval.batch.progress import Progress

TAMBONS = 7_425
EVENTS = 350_000
SERIES = ("SAF1", "SAF2", "SAF3", "SAF4", "SAF5", "SAF6", "STR1", "STR2", "STR3", "ADM1")
MONTHS = pd.period_range("2012-10", "2022-09", freq="M")
_ACROSS = 90  # squares in a row of the made-up map
_STUDY = """\
[study]
id = "nation"
title = { th = "ทั้งประเทศจำลอง", en = "made-up nation" }
simulated = true
[area]
codes = [AREA]
[sources.register]
format = "tambon-register"
file = "register.csv"
[sources.roster]
format = "roster"
file = "roster.csv"
[sources.population]
format = "dopa-population"
file = "stat_a*.txt"
[sources.boundaries]
format = "cod-ab"
file = "boundaries.geojson"
[sources.incidents]
format = "incident-list"
file = "incidents.csv"
columns = { date_ce = "date", tambon = "code", killed = "k", civilians_killed = "c", injured = "i" }
[sources.completeness]
format = "ereport-completeness"
file = "completeness.csv"
[sources.monthly]
format = "ereport-monthly"
file = "monthly.csv"
[sources.meetings]
format = "ereport-meetings"
file = "meetings.csv"
[periods]
first = "2012-10"
last = "2022-09"
[[outcomes]]
indicator = "SAF1"
"""


_BUILD = """
import resource, sys, time
from pathlib import Path
from santitham_eval.panel import build
from santitham_eval.study import load_study
read, spent = build._read_all, []
def timed(study):
    began = time.perf_counter()
    readings = read(study)
    spent.append(time.perf_counter() - began)
    return readings
build._read_all = timed
began = time.perf_counter()
panel = build.build_panel(load_study(Path(sys.argv[1])))
whole = time.perf_counter() - began
scale = 1 if sys.platform == "darwin" else 1024
print(len(panel), spent[0], whole, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale)
"""


def measure_nation(folder: Path, progress: Progress, tambons: int = TAMBONS) -> None:
    """Time the panel of a made-up nation in a process of its own, and tell it.

    Parameters
    ----------
    folder : Path
        Empty; the study is written below it.
    progress : Progress
    tambons : int
    """
    study = write_nation(folder, np.random.default_rng(1), tambons)
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, str(study)], capture_output=True, text=True, check=True
    )
    rows, reading, whole, peak = map(float, done.stdout.split())
    progress.say(
        text.BENCH_NATION.format(
            tambons=f"{tambons:,}", rows=f"{rows:,.0f}", reading=f"{reading:.0f}",
            panel=f"{whole - reading:.0f}", whole=f"{whole:.0f}", peak=f"{peak / 1e9:.1f}",
        )
    )  # fmt: skip


def write_nation(folder: Path, rng: np.random.Generator, tambons: int = TAMBONS) -> Path:
    """Write the study below a folder; returns its study file.

    Parameters
    ----------
    folder : Path
    rng : numpy.random.Generator
    tambons : int
        How many; the events keep their number for each tambon.
    """
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    at = np.arange(tambons)
    codes = np.array([f"{10 + i // 400:02d}{i // 20 % 20 + 1:02d}{i % 20 + 1:02d}" for i in at])
    area = ", ".join(f'"{p}"' for p in sorted({c[:2] for c in codes}))
    _register(codes).to_csv(raw / "register.csv", index=False)
    roster = pd.DataFrame({"code": codes[::50], "name_th": "", "start": "2018-10", "dose": ""})
    roster.to_csv(raw / "roster.csv", index=False)
    for year in range(2011, 2023):
        (raw / f"stat_a{thai.to_be(year) % 100}.txt").write_text(_population(codes, year), "utf-8")
    (raw / "boundaries.geojson").write_text(_boundaries(codes), "utf-8")
    _incidents(codes, rng).to_csv(raw / "incidents.csv", index=False)
    _ereports(raw, codes, rng)
    path = folder / "study.toml"
    path.write_text(_STUDY.replace("AREA", area), "utf-8")
    return path


def _register(codes: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": codes,
            "name_th": [f"จำลอง{c}" for c in codes],
            "name_en": [f"Chamlong {c}" for c in codes],
            "amphoe_code": [c[:4] for c in codes],
            "amphoe_th": [f"อำเภอจำลอง{c[:4]}" for c in codes],
            "amphoe_en": [f"Amphoe {c[:4]}" for c in codes],
            "province_code": [c[:2] for c in codes],
            "province_th": [f"จังหวัดจำลอง{c[:2]}" for c in codes],
            "province_en": [f"Province {c[:2]}" for c in codes],
            "successor": "",
        }
    )


def _population(codes: np.ndarray, year: int) -> str:
    stamp = f"{thai.to_be(year) % 100}12"
    return "".join(
        f"{stamp}|{c[:2]}|-|{c[:4]}|-|{c}|-|0| |2,500|2,500|5,000|1,200|\n" for c in codes
    )


def _boundaries(codes: np.ndarray) -> str:
    features = []
    for i, code in enumerate(codes):
        x, y = 95 + 0.05 * (i % _ACROSS), 5 + 0.05 * (i // _ACROSS)
        ring = [[x, y], [x + 0.05, y], [x + 0.05, y + 0.05], [x, y + 0.05], [x, y]]
        ring = [[round(a, 4), round(b, 4)] for a, b in ring]
        names = {f"ADM{n}_{end}": f"-{code[: 2 * n]}" for n in (1, 2, 3) for end in ("EN", "TH")}
        pcodes = {f"ADM{n}_PCODE": f"TH{code[: 2 * n]}" for n in (1, 2, 3)}
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": names | pcodes, "geometry": shape})
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _incidents(codes: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    many = EVENTS * len(codes) // TAMBONS
    days = pd.date_range("2012-10-01", "2022-09-30")
    civilians = rng.poisson(0.1, many)
    return pd.DataFrame(
        {
            "date": days[rng.integers(0, len(days), many)].strftime("%Y-%m-%d"),
            "code": codes[rng.integers(0, len(codes), many)],
            "k": civilians + rng.poisson(0.1, many),
            "c": civilians,
            "i": rng.poisson(0.3, many),
        }
    )


def _ereports(raw: Path, codes: np.ndarray, rng: np.random.Generator) -> None:
    kinds = ("รายงานการประชุม", "บันทึกการประชุม", "รูปภาพ", "อธิบายกิจกกรม")
    marks = np.where(rng.random((len(codes) * 4, len(MONTHS))) < 0.8, "มี", "ไม่มี")
    wide = pd.DataFrame(marks, columns=[str(m) for m in MONTHS])
    wide.insert(0, "รหัสตำบล", np.repeat(codes, 4))
    wide.insert(1, "ประเภท", np.tile(kinds, len(codes)))
    wide.to_csv(raw / "completeness.csv", index=False)
    rows = len(codes) * len(MONTHS)
    done = np.array(["ไม่ดำเนินการ", "ดำเนินการแล้ว"])
    month = np.tile(np.arange(len(MONTHS)), len(codes))
    monthly = pd.DataFrame(
        {
            "รหัสตำบล": np.repeat(codes, len(MONTHS)),
            "เดือน": np.array([thai.MONTHS[m.month - 1] for m in MONTHS])[month],
            "ปี": np.array([thai.to_be(m.year) for m in MONTHS])[month],
        }
    )
    for mission in ("secure", "economy", "budget", "environment", "education", "director"):
        monthly[mission] = done[rng.integers(0, 2, rows)]
    monthly.to_csv(raw / "monthly.csv", index=False)
    meetings = pd.DataFrame(
        {
            "รหัสตำบล": monthly["รหัสตำบล"],
            "meeting_date": np.array([f"{m}-15" for m in MONTHS])[month],
            "guard": np.where(rng.random(rows) < 0.5, "ดำเนินการ", ""),
        }
    )
    meetings[rng.random(rows) < 0.7].to_csv(raw / "meetings.csv", index=False)
