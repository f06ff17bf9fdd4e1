"""What the panel notes of sources of measures."""

from __future__ import annotations

from santitham_eval.text.model import Text

NOTE_MEASURE_LEFT_OUT = Text(
    "{source}: ผลรวมของ {measure} ที่ไม่นำเข้าตาราง ({why})",
    "{source}: sum of {measure} that is not in the panel ({why})",
)
NOTE_NO_DENOMINATOR = Text(
    "{indicator}: ผลรวมของตัวตั้งที่ไม่มีตัวหาร จึงไม่นำมาใช้",
    "{indicator}: sum of numerators without a denominator, which do not count",
)
