"""The evaluator's own incident list: one CSV a fiscal year, each as another clerk typed it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval import thai
from santitham_eval.demo.land import DECIMALS, Land
from santitham_eval.demo.names import RENAMED_UNTIL, current, old_codes
from santitham_eval.simulate import World

FATAL = 0.15
"""Share of incidents in which somebody dies; the same everywhere and always, so that the true
rate ratio of deaths is that of incidents, and the civilian share of deaths does not change."""
MORE_DEATHS = 0.35  # mean of further deaths where there is one
CIVILIAN = 0.6
INJURED = 0.6
COLUMNS = (
    "วันที่", "รหัสตำบล", "ละติจูด", "ลองจิจูด", "ประเภทเหตุ", "เสียชีวิต", "พลเรือนเสียชีวิต", "บาดเจ็บ",
    "หมายเหตุ", "ผู้รายงาน",
)  # fmt: skip
_KINDS = ("ยิง", "ระเบิด", "วางเพลิง", "ปะทะ", "ก่อกวน")
_KIND_SHARES = (0.42, 0.26, 0.08, 0.08, 0.16)
_REMARKS = (
    "", "ข้อมูลจำลอง", "จำลอง, มีเครื่องหมายจุลภาค", 'จำลอง "มีอัญประกาศ"', "จำลอง\nสองบรรทัด",
)  # fmt: skip
_REMARK_SHARES = (0.94, 0.03, 0.01, 0.01, 0.01)


@dataclass(frozen=True)
class Habit:
    """How one year's clerk writes.

    Parameters
    ----------
    encoding : str
    date : str
        Format with d, m (numbers), month, short (Thai names) and be (year).
    located : float
        Share of rows given by a point; the others by the tambon's code.
    thai_digits : bool
        Whether all figures are in Thai digits.
    """

    encoding: str
    date: str
    located: float = 0.0
    thai_digits: bool = False


HABITS = {
    2556: Habit("cp874", "{d} {month} {be}"),
    2557: Habit("cp874", "{d:02d}/{m:02d}/{be}"),
    2558: Habit("cp874", "{d} {short} {be}"),
    2559: Habit("utf-8", "{be}-{m:02d}-{d:02d}"),
    2560: Habit("utf-8", "{d} {short} {be}", thai_digits=True),
    2561: Habit("utf-8-sig", "{d}/{m}/{be}", located=0.5),
    2562: Habit("utf-8", "{d} {month} พ.ศ. {be}", located=0.6),
    2563: Habit("utf-8", "{be}-{m:02d}-{d:02d}", located=0.8),
    2564: Habit("utf-8", "{d:02d}-{m:02d}-{be}", located=0.9),
    2565: Habit("utf-8", "{be}-{m:02d}-{d:02d} 00:00:00", located=0.9),
}
"""By fiscal year (Buddhist era)."""


def draw_incidents(world: World, land: Land, rng: np.random.Generator) -> pd.DataFrame:
    """Every incident of the world, with what official files would know of it.

    Returns
    -------
    DataFrame
        at (row of the world), date, longitude, latitude, kind, deaths, civilians, injured
        (Int64, <NA> where nobody noted it); sorted by date, one row an incident.
    """
    at, month = (np.repeat(ix, world.incidents[world.incidents > 0])
                 for ix in np.nonzero(world.incidents))  # fmt: skip
    n = len(at)
    days = world.periods.days_in_month.to_numpy()[month]
    first = world.periods.start_time.to_numpy()[month]
    villages = np.array([len(v) for v in land.villages])
    chosen = rng.integers(0, villages[at])
    points = np.array([land.villages[a][v] for a, v in zip(at, chosen, strict=True)])
    deaths = np.where(rng.random(n) < FATAL, 1 + rng.poisson(MORE_DEATHS, n), 0)
    injured = pd.Series(rng.poisson(INJURED, n), dtype="Int64")
    table = pd.DataFrame(
        {
            "at": at,
            "date": pd.to_datetime(first) + pd.to_timedelta(rng.integers(0, days), "D"),
            "longitude": points[:, 0],
            "latitude": points[:, 1],
            "kind": rng.choice(_KINDS, n, p=_KIND_SHARES),
            "deaths": deaths,
            "civilians": rng.binomial(deaths, CIVILIAN),
            "injured": injured.mask(rng.random(n) < 0.02),
        }
    )
    return table.sort_values(["date", "at"], kind="stable").reset_index(drop=True)


def write_incidents(
    folder: Path, incidents: pd.DataFrame, register: pd.DataFrame, rng: np.random.Generator
) -> list[Path]:
    """Write one incident list a fiscal year; returns the files."""
    codes = current(register)["code"].to_numpy()
    former = old_codes(register)
    n = len(incidents)
    table = incidents.assign(
        code=codes[incidents["at"]],
        remark=rng.choice(_REMARKS, n, p=_REMARK_SHARES),
        reporter=[f"สมมุติ {k}" for k in rng.integers(1, 60, n)],
        draw=rng.random(n),
    )
    old = table["date"].dt.year <= RENAMED_UNTIL
    table["code"] = table["code"].mask(old, table["code"].replace(former))
    fiscal = [thai.fiscal_year(d.year, d.month) for d in table["date"]]
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for year, rows in table.groupby(fiscal):
        habit = HABITS[int(str(year))]
        paths.append(folder / f"incidents_{year}.csv")
        paths[-1].write_bytes(_csv(rows, habit).encode(habit.encoding))
    return paths


def _csv(rows: pd.DataFrame, habit: Habit) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows.to_dict("records"):
        pointed = row["draw"] < habit.located
        cells = [
            _date(row["date"], habit.date),
            "" if pointed else row["code"],
            f"{row['latitude']:.{DECIMALS}f}" if pointed else "",
            f"{row['longitude']:.{DECIMALS}f}" if pointed else "",
            row["kind"],
            str(row["deaths"]),
            str(row["civilians"]),
            "" if pd.isna(row["injured"]) else str(row["injured"]),
            row["remark"],
            row["reporter"],
        ]
        writer.writerow(map(thai.thai_digits, cells) if habit.thai_digits else cells)
    return out.getvalue()


def _date(date: dt.date, pattern: str) -> str:
    return pattern.format(
        d=date.day,
        m=date.month,
        be=thai.to_be(date.year),
        month=thai.MONTHS[date.month - 1],
        short=thai.ABBREVIATIONS[date.month - 1],
    )
