"""Lessons learned: the returned sheets, what is wanted of them, and how they are read."""

from __future__ import annotations

from santitham_eval.text.model import Text

# --- what a sheet may say -----------------------------------------------------------------------
LESSON_GOALS = {
    "SAF": Text("ความปลอดภัย", "Safety"),
    "STR": Text("ความเข้มแข็งของหมู่บ้านและตำบล", "Strength of villages and tambons"),
    "LIV": Text("อาชีพและรายได้", "Livelihood"),
    "VUL": Text("คนยากจนและผู้ไม่มีสถานะทางทะเบียน", "The poor and the unregistered"),
    "SOC": Text("สังคมพหุวัฒนธรรม", "Plural society"),
    "ADM": Text("การบริหารจัดการระดับตำบล", "Tambon administration"),
}
"""Goals by the letters with which their indicators begin."""

LESSON_FIELDS = {
    "1": Text("สิ่งที่เห็นด้วยตนเอง", "what was seen"),
    "2": Text("เหตุและสิ่งที่ควรทำต่อ", "why, and what next"),
}
"""Questions of each goal; SAF-1 is the first one about safety, however it is worded."""

LESSON_THEMES = {
    "cooperation": Text("ความร่วมมือของคนในพื้นที่", "people working together"),
    "officials": Text("การทำงานของเจ้าหน้าที่และหน่วยงาน", "officials and agencies"),
    "trust": Text("ความไว้วางใจกัน", "trust"),
    "resources": Text("งบประมาณ คน และเวลา", "money, people and time"),
    "livelihood": Text("อาชีพ ราคาผลผลิต และค่าครองชีพ", "work, prices and living costs"),
    "youth": Text("เยาวชนและการศึกษา", "youth and education"),
    "outside": Text("เหตุหรือปัจจัยจากนอกตำบล", "events from outside the tambon"),
    "records": Text("การจดบันทึกและข้อมูล", "records and data"),
    "other": Text("อื่น ๆ", "other"),
}
"""The short list of themes, in the order of their numbers on the sheet."""

LESSON_CONSENT = {"ยินยอม": True, "ไม่ยินยอม": False}

# --- what is wanted of the file -----------------------------------------------------------------
WANT_NO_OTHER_COLUMN = Text(
    "เฉพาะคอลัมน์ของแบบตอบ ({known}) แบบตอบไม่เก็บชื่อบุคคล เลขประจำตัว หรือหมายเลขติดต่อ ให้ลบคอลัมน์นี้ออกจากแฟ้ม",
    "only the columns of the form ({known}); it holds no names, numbers or contacts of persons: "
    "remove this column",
)
WANT_LESSON_GOAL = Text("เป้าหมาย: {known}", "a goal: {known}")
WANT_LESSON_FIELD = Text("ข้อของเป้าหมายนั้น เช่น {known}", "a question of that goal, such as {known}")
WANT_LESSON_THEME = Text("หมายเลขหรือชื่อประเด็น: {known}", "a theme by number or name: {known}")
WANT_SHEET_TAMBON = Text(
    "ตำบลในพื้นที่ศึกษา ใบงานเป็นของตำบลเดียวเสมอ",
    "a tambon of the study area; a sheet is always of one tambon",
)
WANT_SHEET_TREATED = Text(
    "ตำบลที่อยู่ในโครงการ เพราะใบงานมีเฉพาะตำบลในโครงการ",
    "a tambon in the programme: only those have a sheet",
)
WANT_ANSWER = Text(
    "ข้อความไม่เกิน {most} ตัวอักษร ไม่มีอักขระควบคุมหรืออักขระกำหนดทิศทางการเขียน",
    "an answer of at most {most} signs, without control signs or signs that turn the direction of "
    "writing",
)
WANT_NO_PERSON = Text(
    "ข้อความที่ไม่มีชื่อบุคคล เลขประจำตัว หรือหมายเลขโทรศัพท์ (ดูคล้ายว่ามี) ให้เขียนแทนด้วยตำแหน่งหรือกลุ่ม",
    "an answer without a person's name, number or telephone (this looks like one); say an office "
    "or a group instead",
)
HIDDEN_WORDS = Text("(ไม่แสดง)", "(not shown)")
NOTE_EMPTY_ANSWERS = Text(
    "ช่องของแบบตอบที่เว้นว่างไว้ ไม่นับเป็นคำตอบ", "questions left empty, which are no answers"
)
NOTE_NO_CONSENT_SAID = Text(
    "คำตอบที่ไม่ได้ระบุความยินยอม ถือว่าไม่ยินยอมให้อ้างข้อความ",
    "answers that say nothing of consent, taken as not to be quoted",
)
