"""Returned lessons-learned sheets, as people fill them in: made-up words, blind to every result.

What is said is drawn without the outcomes, the effects or the estimates, so the demo's counts of
themes stand in no relation to its findings but by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from santitham_eval import text, thai
from santitham_eval.demo.places import Places
from santitham_eval.demo.sheets import write_table
from santitham_eval.simulate import World

YEARS = {2564: 14, 2565: 18}
"""Files by fiscal year, and how many tambons of the programme sent a sheet back."""
HEADER = ("รหัสตำบล", "วันที่", "เป้าหมาย", "ข้อ", "ประเด็น", "ข้อความ", "ยินยอมให้อ้างข้อความ")
SAID = {
    "cooperation": ("คนหลายหมู่บ้านมาช่วยงานกันเองโดยไม่ต้องเรียก", "มาประชุมกันแต่กลุ่มเดิม คนอื่นยังไม่มา"),
    "officials": ("เจ้าหน้าที่ลงพื้นที่บ่อยขึ้นและฟังมากขึ้น", "เปลี่ยนผู้รับผิดชอบบ่อย ต้องเริ่มเล่าใหม่ทุกครั้ง"),
    "trust": ("กล้าพูดในเวทีมากกว่าแต่ก่อน", "ยังไม่ค่อยกล้าบอกเรื่องในหมู่บ้าน"),
    "resources": ("งบมาช้า ทำได้ไม่ทันฤดู", "ของที่ได้ยังใช้งานอยู่ มีคนดูแล"),
    "livelihood": ("ราคายางตก คนออกไปทำงานข้างนอก", "กลุ่มอาชีพขายได้ในตลาดนัด"),
    "youth": ("วัยรุ่นมาเล่นกีฬาที่ลานทุกเย็น", "เด็กจบแล้วยังไม่มีงานทำในตำบล"),
    "outside": ("เหตุเกิดนอกตำบลแต่คนในตำบลกลัวไปด้วย", "ช่วงโรคระบาดทำอะไรไม่ได้หลายเดือน"),
    "records": ("ไม่มีใครจดไว้ว่าทำอะไรไปบ้าง", "มีสมุดจดของหมู่บ้าน แต่ไม่ได้ส่งต่อ"),
    "other": ("ฝนตกน้ำท่วมถนนหลายครั้ง", ""),
}
"""Made-up answers to each theme."""
_SAID_SO = ("ยินยอม", "ยินยอม", "ไม่ยินยอม", "ยินยอม ", "")


def write_lessons(
    folder: Path, world: World, places: Places, rng: np.random.Generator
) -> list[Path]:
    """One file a year: dates, numbers and themes as people write them, and forms half empty."""
    paths = []
    for be, count in YEARS.items():
        # Whoever has been in the programme for a year and more by then.
        began = np.flatnonzero(world.start <= world.periods.year.searchsorted(thai.to_ce(be) - 1))
        chosen = np.sort(rng.choice(began, count, replace=False))
        rows = [row for at in chosen for row in _sheet(places.codes[at], be, rng)]
        encoding = "cp874" if be == 2564 else "utf-8-sig"
        paths.append(write_table(folder / f"lessons_{be}.csv", HEADER, rows, encoding))
    return paths


def _sheet(code: str, be: int, rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    """The rows of one returned form: each question once, some left empty."""
    month, day = int(rng.integers(7, 10)), int(rng.integers(1, 29))
    date = (
        f"{day} {thai.ABBREVIATIONS[month - 1]} {be}",
        f"{day:02d}/{month:02d}/{be}",
        thai.thai_digits(f"{day}/{month}/{be}"),
    )[int(rng.integers(3))]
    consent = _SAID_SO[int(rng.integers(len(_SAID_SO)))]
    written = thai.thai_digits(code) if rng.random() < 0.2 else code
    themes = list(text.LESSON_THEMES)
    for goal, name in text.LESSON_GOALS.items():
        called = goal if rng.random() < 0.8 else name.th
        for field in text.LESSON_FIELDS:
            theme = themes[int(rng.integers(len(themes)))]
            number = str(themes.index(theme) + 1)
            ways = (number, thai.thai_digits(number), text.LESSON_THEMES[theme].th)
            shown = ways[int(rng.integers(3))]
            words = SAID[theme][int(rng.integers(2))]
            if rng.random() < 0.35:
                shown, words = "", ""
            label = f"{goal}-{field}" if rng.random() < 0.7 else thai.thai_digits(field)
            yield written, date, called, label, shown, words, consent
