"""Outcomes that are not monthly events: years, new definitions, participants only, yardsticks."""

from __future__ import annotations

from santitham_eval.text.model import Text

WANT_FINITE = Text("จำนวนที่มีค่าจำกัด", "a finite figure")

# --- description -----------------------------------------------------------------------------
SECTION_DESCRIPTION = Text("สภาพที่วัดเฉพาะตำบลในโครงการ", "Seen in the programme’s tambons only")
CAPTION_DESCRIPTION = Text(
    "คำอธิบายสภาพ ไม่ใช่ผลกระทบ: ระดับรายปีของตำบลนี้ และของทุกตำบลในโครงการรวมกัน",
    "Description, not impact: the level of each year, in this tambon and in all tambons of the "
    "programme together.",
)
NOTE_DESCRIPTION = Text(
    "ตัวชี้วัดเหล่านี้มีข้อมูลเฉพาะตำบลในโครงการ จึงไม่มีตำบลให้เทียบว่าหากไม่มีโครงการจะเป็นอย่างไร "
    "ตัวเลขจึงบอกสภาพ ไม่ได้บอกผลของโครงการ และไม่ใช่การจัดอันดับ",
    "These indicators are observed only in tambons of the programme, so nothing tells how things "
    "would have been without it. The figures describe; they show no effect and are no ranking.",
)
NOTE_ALL_TOGETHER = Text(
    "“ทุกตำบลรวมกัน” คือผลรวมตัวตั้งหารด้วยผลรวมตัวหารของตำบลที่มีข้อมูลในปีนั้น",
    "All together: the sum of numerators over the sum of denominators of the tambons with data "
    "in that year.",
)
NO_DESCRIPTION = Text(
    "การศึกษานี้ไม่มีตัวชี้วัดที่วัดเฉพาะตำบลในโครงการ",
    "This study has no indicator that is observed in the programme’s tambons only.",
)
HEAD_YEAR = Text("ปี", "Year")
HEAD_ALL_PARTICIPANTS = Text("ทุกตำบลรวมกัน", "All together")
HEAD_NUMBER = Text("จำนวนตำบลที่มีข้อมูล", "Tambons with data")
FISCAL_YEAR = Text("ปีงบประมาณ {year}", "fiscal year B.E. {year}")
CALENDAR_YEAR = Text("ปี {year}", "B.E. {year}")
NOTE_PARTICIPANTS = Text(
    "ตัวชี้วัดที่มีข้อมูลเฉพาะตำบลในโครงการไม่ได้ประเมินผล แต่อธิบายสภาพไว้ในส่วน “{section}”: {names}",
    "Observed in the programme’s tambons only, so not assessed but described under “{section}”: "
    "{names}",
)

NOTE_UNITS = Text(
    "ผลของค่าเฉลี่ย และของสัดส่วนที่ไม่ได้แสดงเป็นร้อยละ อยู่ในหน่วยของตัวชี้วัดนั้น",
    "Effects on means, and on shares not shown in percent, are in the indicator’s own unit.",
)

# --- years and definitions -------------------------------------------------------------------
NOTE_FISCAL = Text(
    "ข้อมูลรายปีงบประมาณ นับเฉพาะปีที่อยู่เต็มปีในช่วงก่อนหรือหลังเริ่มโครงการ: {names}",
    "By fiscal years; a year counts when it lies whole before or after the start: {names}",
)
NOTE_CALENDAR = Text(
    "ข้อมูลรายปีปฏิทิน นับเฉพาะปีที่อยู่เต็มปีในช่วงก่อนหรือหลังเริ่มโครงการ: {names}",
    "By calendar years; a year counts when it lies whole before or after the start: {names}",
)
NOTE_BREAK = Text(
    "{why} จึงเทียบเฉพาะปีที่นิยามเดียวกัน: {names}",
    "Since {why}, only years of one definition are compared: {names}",
)
METHOD_FISCAL_YEARS = Text("ปีงบประมาณ {years} ({n} ปี)", "fiscal years B.E. {years} ({n} years)")
METHOD_CALENDAR_YEARS = Text("ปี {years} ({n} ปี)", "calendar years B.E. {years} ({n} years)")
METHOD_WHOLE_YEARS = Text(
    "ตัวชี้วัดนี้เป็นข้อมูลรายปี นับเฉพาะปีที่อยู่เต็มปีในช่วงก่อนหรือหลัง ปีที่คาบเกี่ยววันเริ่มโครงการไม่นับ",
    "This indicator comes by years; a year counts when it lies whole before or after, so the "
    "year in which the programme began does not unless it began with it.",
)
METHOD_BREAK = Text(
    "{why} จึงใช้เฉพาะปีที่นิยามเดียวกัน", "Since {why}, only years of one definition are used."
)
NEW_DEFINITION = Text("เปลี่ยนนิยาม", "new definition")
CAPTION_BREAK = Text(
    "เส้นจุด = นิยามของตัวชี้วัดเปลี่ยน ค่าสองข้างเทียบกันไม่ได้",
    "Dotted line: the definition changes; values on its two sides cannot be compared.",
)

# --- official yardsticks ---------------------------------------------------------------------
CAPTION_YARDSTICKS = Text(
    "เป้าหมายที่หน่วยงานกำหนดไว้สำหรับทั้งพื้นที่ แสดงไว้ข้างผล ไม่ใช่ข้อสรุปของตำบลนี้",
    "Targets set for the whole area, shown beside the result; no finding on this tambon.",
)
NOTE_YARDSTICKS = Text(
    "ตัวเลขเป็นของพื้นที่ศึกษา ไม่ได้เทียบกับกรณีไม่มีโครงการ จำนวนสองปีนับเฉพาะตำบลที่มีข้อมูลครบทั้งสองปี "
    "เหตุการณ์นับเฉพาะที่รู้ตำบล จึงอาจน้อยกว่าที่ทางการนับ",
    "Figures are of the study area, and not held against what would have been without the "
    "programme. Counts of two years are of the tambons with data in both. Only events known to a "
    "tambon count, so the official number may be larger.",
)
HEAD_TARGET = Text("เป้าหมาย", "Target")
HEAD_AREA_FIGURE = Text("ทั้งพื้นที่ศึกษา", "Study area")
YARDSTICK_TWO = Text(
    "{before} ({first}) → {after} ({last}); {n} ตำบล",
    "{before} ({first}) → {after} ({last}); {n} tambons",
)
YARDSTICK_TAMBONS = Text("{n} ตำบล ({last})", "{n} tambons ({last})")
YARDSTICK_LEVEL = Text("{value} ({last}); {n} ตำบล", "{value} ({last}); {n} tambons")
