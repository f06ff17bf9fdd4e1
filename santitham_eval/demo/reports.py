"""Exports of the peace councils' e-report: participants only, from their start on, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from santitham_eval import thai
from santitham_eval.demo.land import DECIMALS, Land
from santitham_eval.demo.places import CENTRAL, HEADER, Places
from santitham_eval.demo.sheets import write_table
from santitham_eval.simulate import IntArray, Outcome, World

KINDS = ("รายงานการประชุม", "บันทึกการประชุม", "รูปภาพ", "อธิบายกิจกกรม")
"""The four reports of a month; the last as the export misspells it."""
GROUPS = ("secure", "economy", "budget", "environment", "education", "director")
DONE, NOT_DONE = "ดำเนินการแล้ว", "ไม่ดำเนินการ"
MULTICULTURAL = "กิจกรรมพหุวัฒนธรรม"
_OTHERS = ("ส่งเสริมอาชีพ", "เกษตรผสมผสาน", "ดูแลผู้สูงอายุ", "กีฬาเยาวชน", "เฝ้าระวังหมู่บ้าน", "สิ่งแวดล้อม")
_ACTIVITIES = ("อบรมอาชีพ (จำลอง)", "ปรับปรุงลานกีฬา (จำลอง)", "ตลาดนัดชุมชน (จำลอง)",
               "เวทีประชาคม (จำลอง)")  # fmt: skip
_PERSON = ("สมมุติ บัญชีเดียว", "สมมุติ คนที่สอง", "สมมุติ คนที่สาม")


@dataclass(frozen=True)
class Council:
    """One participating tambon in one fiscal year.

    Attributes
    ----------
    at : int
        Row of the world.
    be : int
        Fiscal year, Buddhist era.
    year : int
        Column of the fiscal year in yearly outcomes.
    months : ndarray of int
        Columns of the world's months of that year in which it takes part.
    dose : int
        Its budget, baht.
    """

    at: int
    be: int
    year: int
    months: IntArray
    dose: int


def councils(world: World, doses: Mapping[str, int]) -> list[Council]:
    """Every tambon in every fiscal year in which it takes part."""
    fiscal = np.array([thai.fiscal_year(p.year, p.month) for p in world.periods])
    taking_part = []
    for year, be in enumerate(np.unique(fiscal)):
        columns = np.flatnonzero(fiscal == be)
        for at in np.flatnonzero(world.start <= columns[-1]):
            months = columns[columns >= world.start[at]]
            dose = doses[str(world.tambon[at])]
            taking_part.append(Council(int(at), int(be), year, months, dose))
    return taking_part


def write_activities(
    folder: Path,
    taking_part: list[Council],
    places: Places,
    land: Land,
    rng: np.random.Generator,
) -> list[Path]:
    """Lists of activities: web pages named .xls, money with commas, a point in one cell."""
    header = (*HEADER, "กิจกรรม", "งบประมาณ/กิจกรรม", "งบประมาณที่ได้รับทั้งหมด", "ละติจูด/ลองจิจูด")
    paths = []
    for be, some in _years(taking_part):
        rows = []
        for c in some:
            names = places.names(c.at, int(rng.integers(6)), doubt=be == 2563)
            count = int(rng.integers(2, 5))
            money = _split(c.dose, count, rng)
            for k, baht in enumerate(money):
                x, y = land.villages[c.at][int(rng.integers(len(land.villages[c.at])))]
                point = f"{y:.{DECIMALS}f},{x:.{DECIMALS}f}"
                rows.append((*names, _ACTIVITIES[k], f"{baht:,}", f"{c.dose:,}", point))
        if be == 2563:
            province, amphoe, _ = places.amphoes[0]
            rows.append((province, amphoe, CENTRAL, _ACTIVITIES[3], "50,000", "50,000", ""))
        paths.append(write_table(folder / f"activities_{be}.xls", header, rows))
    return paths


def write_completeness(
    folder: Path,
    taking_part: list[Council],
    world: World,
    places: Places,
    complete: Outcome,
    rng: np.random.Generator,
) -> list[Path]:
    """Four rows a tambon and a column a month; the months' years of either era."""
    paths = []
    for be, some in _years(taking_part):
        columns = some[0].months
        months = world.periods[columns]
        offset = thai.OFFSET if be % 2 else 0
        heads = [f"{m.year + offset}-{m.month:02d}" for m in months]
        rows: list[tuple[object, ...]] = []
        for number, c in enumerate(some, 1):
            names = places.names(c.at, c.at, doubt=be == 2563)
            for kind in KINDS:
                there = rng.random(len(columns)) < complete.value[c.at, columns]
                marks = ["มี" if t else "ไม่มี" for t in there]
                rows.append((number, *names, f"{c.dose:,}", kind, *marks))
        header = ("ลำดับ", *HEADER, "งบ", "ประเภท", *heads)
        paths.append(write_table(folder / f"completeness_{be}.xls", header, rows))
    return paths


def write_monthly(
    folder: Path,
    taking_part: list[Council],
    world: World,
    places: Places,
    active: Outcome,
    rng: np.random.Generator,
) -> list[Path]:
    """Mission groups month by month; dates are years of the Buddhist era in ISO shape."""
    header = (*HEADER, "เดือน", "ปี", *GROUPS, "created_at")
    paths = []
    for be, some in _years(taking_part):
        rows = []
        for c in some:
            for column in c.months:
                m = world.periods[column]
                done = rng.random(len(GROUPS)) < active.value[c.at, column]
                year = thai.to_be(m.year)
                rows.append((*places.names(c.at), thai.MONTHS[m.month - 1], year,
                             *(DONE if d else NOT_DONE for d in done),
                             f"{year}-{m.month:02d}-28"))  # fmt: skip
        encoding = "utf-8-sig" if be == 2562 else "cp874"
        paths.append(write_table(folder / f"monthly_{be}.csv", header, rows, encoding))
    return paths


def write_meetings(
    folder: Path,
    taking_part: list[Council],
    world: World,
    places: Places,
    outcomes: Mapping[str, Outcome],
    rng: np.random.Generator,
) -> list[Path]:
    """Minutes of meetings, with the made-up name and number of who wrote them."""
    topics = ("narcotics", "unrest", "guard", "home", "elder", "education")
    header = (*HEADER, "round", "meeting_date", *topics, "ผู้บันทึก", "เลขประจำตัวประชาชน")
    held, guarded = outcomes["STR1"].value, outcomes["STR3"].value
    paths = []
    for be, some in _years(taking_part):
        rows = []
        for c in some:
            met = [m for m in c.months if rng.random() < held[c.at, m]]
            for number, column in enumerate(met, 1):
                m = world.periods[column]
                # Guard duty is noted in the minutes only, so among months with a meeting.
                guard = rng.random() < guarded[c.at, column] / held[c.at, column]
                words = ["หารือแล้ว (จำลอง)" if rng.random() < 0.4 else "" for _ in topics]
                words[topics.index("guard")] = "จัดเวรยาม (จำลอง)" if guard else ""
                date = f"{thai.to_be(m.year)}-{m.month:02d}-{int(rng.integers(1, 29)):02d}"
                person = _PERSON[int(rng.integers(len(_PERSON)))]
                rows.append((*places.names(c.at, c.at), number, date, *words, person,
                             "0-0000-00000-00-0"))  # fmt: skip
        encoding = "utf-8-sig" if be == 2565 else "cp874" if be == 2562 else "utf-8"
        spelt = [[_old(cell, encoding) for cell in row] for row in rows]
        paths.append(write_table(folder / f"meetings_{be}.csv", header, spelt, encoding))
    return paths


def write_results(
    folder: Path,
    taking_part: list[Council],
    places: Places,
    outcomes: Mapping[str, Outcome],
    rng: np.random.Generator,
) -> list[Path]:
    """What became of each activity: money as text with commas, two decimals and blanks."""
    header = (*HEADER, "ปีงบประมาณ", "กิจกรรม", "ประเภทกิจกรรม", "re_ac_approve", "re_ac_withdraw",
              "re_ac_target", "re_ac_income", "re_ac_quality", "re_ac_problem")  # fmt: skip
    paths = []
    for be, some in _years(taking_part):
        rows = [
            (*places.names(c.at, c.at % 4), be, *cells)
            for c in some
            for cells in _activities(c, outcomes, rng)
        ]
        paths.append(write_table(folder / f"results_{be}.csv", header, rows))
    return paths


def _activities(
    c: Council, outcomes: Mapping[str, Outcome], rng: np.random.Generator
) -> Iterator[tuple[object, ...]]:
    """Activities of one tambon in one year, as many completed as its true share says."""
    mean = {name: outcomes[name].value[c.at, c.year] for name in ("ADM2", "ADM3", "LIV5", "SOC2")}
    planned = 8 + int(rng.poisson(3))
    completed = int(rng.binomial(planned, mean["ADM3"]))
    plural = min(int(rng.poisson(mean["SOC2"])), completed)
    paid = rng.beta(20 * mean["ADM2"], 20 * (1 - mean["ADM2"]), planned)
    for k, baht in enumerate(_split(c.dose, planned, rng)):
        people = 10 + int(rng.poisson(20))
        income = people * mean["LIV5"] * rng.gamma(16, 1 / 16)
        kind = MULTICULTURAL if k < plural else _OTHERS[int(rng.integers(len(_OTHERS)))]
        done = k < completed
        yield (
            f"{_ACTIVITIES[k % len(_ACTIVITIES)]} {k + 1}", kind, f"{baht:,}",
            f"{baht * paid[k]:,.2f}", people, f"{income:,.2f}",
            "ผ่าน" if done else "", "" if done else "ยังไม่แล้วเสร็จ",
        )  # fmt: skip


def _years(taking_part: list[Council]) -> Iterator[tuple[int, list[Council]]]:
    """Fiscal years in order; of each, those who take part, the longest first to tell months."""
    for be in sorted({c.be for c in taking_part}):
        some = [c for c in taking_part if c.be == be]
        yield be, some


def _split(total: int, count: int, rng: np.random.Generator) -> list[int]:
    """A budget in parts of hundreds of baht that add up to it."""
    parts = [int(p) for p in np.round(rng.dirichlet(np.full(count, 6.0)) * total, -2)]
    parts[0] += total - sum(parts)
    return parts


def _old(cell: object, encoding: str) -> object:
    """The cell without marks that the old encoding has no letter for."""
    return str(cell).replace("\u200b", "") if encoding == "cp874" else cell
