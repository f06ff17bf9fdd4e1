"""A small made-up study to the contracts, for the tests of the reading rooms."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import store
from santitham_eval.backing import back
from santitham_eval.evidence import balance as balance_of_all
from santitham_eval.evidence import estimate_effects
from santitham_eval.geography import outlines
from santitham_eval.study import Study, load_study
from santitham_eval.tables import withheld_figures

TREATED = ["990101", "990102", "990103", "990104", "990105", "990106"]
STUDY = """
[study]
id = "small"
title.th = "การศึกษาเล็ก"
title.en = "Small study"
simulated = {simulated}
[area]
codes = ["99"]
[sources.events]
format = "ucdp-ged"
file = "events/*.csv"
[periods]
first = "2012-10"
last = "2022-09"
[[periods.shock]]
name.th = "โรคโควิด-19"
name.en = "COVID-19"
first = "2020-03"
last = "2022-09"
[[outcomes]]
indicator = "SAF1"
[[outcomes]]
indicator = "SAF2"
[[outcomes]]
indicator = "SAF4"
role = "secondary"
margin = 0.1
[[outcomes]]
indicator = "SAF5"
role = "secondary"
margin = 0.05
"""


def write_study(folder: Path, *, simulated: bool = True) -> Study:
    path = folder / "study.toml"
    path.write_text(STUDY.format(simulated=str(simulated).lower()), "utf-8")
    return load_study(path)


def register() -> pd.DataFrame:
    codes = [f"99{a:02d}{t:02d}" for a in range(1, 6) for t in range(1, 9)]
    return pd.DataFrame(
        {
            "tambon": codes,
            "name_th": [f"จำลองที่ {c[2:]}" for c in codes],
            "name_en": [f"Chamlong {c[2:]}" for c in codes],
            "amphoe": [c[:4] for c in codes],
            "amphoe_th": [f"จำลองดาว {c[2:4]}" for c in codes],
            "amphoe_en": [f"Chamlong Dao {c[2:4]}" for c in codes],
            "province": "99",
            "province_th": "จำลอง",
            "province_en": "Simulated",
        }
    )


def roster() -> pd.DataFrame:
    start = [pd.Period("2018-10", "M")] * 5 + [pd.Period("2022-01", "M")]
    return pd.DataFrame({"tambon": TREATED, "start": start, "dose": np.nan})


@cache
def panel() -> pd.DataFrame:
    """Events fall everywhere; 990101 falls by far more, 990102 rises, 990103 has one death."""
    rng = np.random.default_rng(1)
    months = pd.period_range("2012-10", "2022-09", freq="M")
    parts = []
    for n, code in enumerate(register()["tambon"]):
        people = 4000 + 150 * n
        rate = np.full(120, 0.8 if n < 2 else 0.25) * np.exp(-0.008 * np.arange(120))
        if n < 2:
            rate[72:] *= (0.15, 4.0)[n]
        events = rng.poisson(rate)
        deaths = rng.binomial(events, 0.6) if n != 2 else np.eye(1, 120, 80, dtype=int)[0]
        civilian = rng.binomial(deaths, 0.5)
        years = np.full(120, people / 12)
        pairs = {
            "SAF1": (events, years),
            "SAF2": (deaths, years),
            "SAF4": (civilian, deaths),
            "SAF5": ((events == 0).astype(int), np.ones(120)),
        }
        for indicator, (numerator, denominator) in pairs.items():
            parts.append(
                pd.DataFrame(
                    {
                        "tambon": code,
                        "indicator": indicator,
                        "period": months,
                        "numerator": numerator.astype(float),
                        "denominator": denominator.astype(float),
                    }
                )
            )
    frame = pd.concat(parts, ignore_index=True)
    frame["value"] = frame["numerator"] / frame["denominator"].replace(0, np.nan)
    return frame.assign(observed=True)


@cache
def _effects(plan) -> pd.DataFrame:
    return estimate_effects(panel(), roster(), plan, rng=np.random.default_rng(1))


def effects(plan) -> pd.DataFrame:
    return _effects(plan).copy()


def quality() -> pd.DataFrame:
    rows = [
        ("placement", "990101", "exact", 31, "รู้ตำแหน่งแน่ชัด", "placed exactly"),
        ("placement", "9901", "amphoe", 12, "รู้เพียงอำเภอ", "known to the amphoe only"),
        ("placement", "99", "province", 7, "รู้เพียงจังหวัด", "known to the province only"),
        ("placement", "9902", "amphoe", 5, "รู้เพียงอำเภอ", "known to the amphoe only"),
        ("coverage", "990101", "months", 120, "เดือนที่มีข้อมูล", "months observed"),
        ("population", "ALL", "rule", np.nan, "ประมาณระหว่างสองสิ้นปี", "between two 31 Decembers"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["topic", "area", "item", "count", "th", "en"])


@cache
def _placebos(plan) -> pd.DataFrame:
    return back(panel(), roster(), plan, neighbours=neighbours())[1]


def placebos(plan) -> pd.DataFrame:
    return _placebos(plan).copy()


@cache
def withheld(plan, minimum: int = 3) -> pd.DataFrame:
    return withheld_figures(panel(), roster(), plan, minimum, neighbours())


@cache
def _balance(plan) -> pd.DataFrame:
    return balance_of_all(panel(), roster(), plan, neighbours=neighbours())


def balance(plan) -> pd.DataFrame:
    return _balance(plan).copy()


def area() -> pd.DataFrame:
    return outlines(pd.DataFrame({"tambon": []}), register()["tambon"])


def neighbours() -> pd.DataFrame:
    pairs = [("990101", "990107"), ("990107", "990101")]
    return pd.DataFrame(pairs, columns=["tambon", "neighbour"])


def build(folder: Path, *, simulated: bool = True) -> Study:
    """Write the study and its processed tables below a folder."""
    study = write_study(folder, simulated=simulated)
    tables = {
        "register": register(),
        "roster": roster(),
        "neighbours": neighbours(),
        "panel": panel(),
        "quality": quality(),
        "effects": estimate_effects(
            panel(), roster(), study.plan, rng=np.random.default_rng(1), neighbours=neighbours()
        ),
    }
    for name, frame in tables.items():
        store.write(study.processed(), name, frame, {"raw/events/a.csv": "ab" * 32})
    return study


def hidden(panel, roster, plan, tambon, minimum, neighbours=None):
    """Indicators of one tambon whose figures are withheld."""
    found = withheld_figures(panel, roster, plan, minimum, neighbours)
    return set(found.loc[found["tambon"] == tambon, "indicator"])
