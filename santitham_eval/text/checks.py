"""Checks of a headline's assumptions, as a page names them."""

from santitham_eval.text.model import Text

CAPTION_CHECKS = Text(
    "{name}: คำถามที่ควรได้คำตอบว่า “ไม่พบสิ่งผิดปกติ”", "{name}: questions whose answer should be “nothing”"
)
HEAD_CHECK = Text("การตรวจสอบ", "Check")
HEAD_FOUND = Text("สิ่งที่พบ", "What was found")
HEAD_VERDICT = Text("ผลการตรวจ", "Result")
CHECKS = {
    "placebo_in_time": Text(
        "สมมติว่าเริ่มโครงการเร็วกว่าจริง ก่อนช่วงคัดเลือก 24 เดือน",
        "as if the programme had begun 24 months before the months of choosing",
    ),
    "pre_trend": Text(
        "ก่อนช่วงคัดเลือก แนวโน้มของตำบลนี้ต่างจากตำบลเปรียบเทียบหรือไม่",
        "whether it was already drifting from its comparison tambons before it was chosen",
    ),
    "leave_one_out": Text(
        "ตัดตำบลเปรียบเทียบที่มีน้ำหนักมากที่สุดออกทีละตำบล",
        "the heaviest comparison tambons left out, one at a time",
    ),
    "specifications": Text(
        "เปลี่ยนวิธีคิดทีละข้อ ตามทางเลือกอื่นที่สมเหตุผลและกำหนดไว้ก่อนเห็นผล",
        "other reasonable choices, listed beforehand, made one at a time",
    ),
    "placebo_in_space": Text(
        "สมมติว่าตำบลนอกโครงการเริ่มโครงการพร้อมตำบลนี้",
        "as if tambons outside the programme had begun with it",
    ),
    "negative_control": Text(
        "สิ่งที่โครงการไม่น่าจะทำให้เปลี่ยน: {name}",
        "what the programme cannot plausibly move: {name}",
    ),
}
CHECK_VERDICTS = {
    "pass": Text("ไม่พบข้อน่าสงสัย", "pass"),
    "caution": Text("ควรระวัง", "caution"),
    "not_possible": Text("ตรวจไม่ได้", "not possible"),
}
FOUND_PLACEBO = Text(
    "พบ {effect} (p {p}) การเปลี่ยนแปลงที่เล็กที่สุดซึ่งน่าจะตรวจพบได้คือ {mde}",
    "found {effect} (p {p}); the smallest change it would probably have shown: {mde}",
)
FOUND_BLIND = Text(
    "พบ {effect} (p {p}) ข้อมูลน้อยจนแม้เหตุหายไปหมดก็ตรวจไม่พบ",
    "found {effect} (p {p}); so little is counted that even a full stop would not have shown",
)
FOUND_DRIFT = Text(
    "ต่างไปปีละ {effect} (p {p}) หากต่างไปปีละ {mde} ขึ้นไปน่าจะตรวจพบ",
    "a drift of {effect} a year (p {p}); one of {mde} a year would probably have been seen",
)
FOUND_RANGE = Text(
    "ค่าประมาณอยู่ระหว่าง {low} ถึง {high} เมื่อตัดออกทีละตำบลจาก {n} ตำบล",
    "the estimate stays between {low} and {high} over {n} tambons",
)
FOUND_SPECIFICATIONS = Text(
    "ใน {n} ทางเลือก ค่าประมาณอยู่ระหว่าง {low} ถึง {high} และ {alike} ทางเลือกได้ข้อสรุปเหมือนผลหลัก",
    "over {n} choices the estimate stays between {low} and {high}; {alike} give the same finding",
)
FOUND_SPACE = Text(
    "{rejected} จาก {judged} ตำบลมีค่า p ต่ำกว่า 0.05 (หากทุกอย่างถูกต้องควรมีราว {expected} ตำบล)",
    "{rejected} of {judged} tambons had p below 0.05 (about {expected} if all is right)",
)
FOUND_NOBODY = Text(
    "ไม่มีตำบลนอกโครงการที่ประเมินด้วยวิธีเดียวกันได้", "no tambon outside the programme could be judged alike"
)
NOTE_CHECKS = Text(
    "“ควรระวัง” ไม่เปลี่ยนข้อสรุปของหน้านี้ และ “ไม่พบข้อน่าสงสัย” บอกได้เพียงเท่าที่การตรวจนั้นมองเห็น "
    "เมื่อตรวจหลายข้อ ย่อมพบข้อที่ควรระวังโดยบังเอิญได้ แม้ทุกอย่างถูกต้อง (แต่ละข้อที่มีค่า p ราว 1 ใน 20)",
    "A caution changes no finding, and a pass says no more than the check could see. Where several "
    "are made, some will be cautions by chance (about 1 in 20 of those with a p) though all is "
    "right.",
)
NOTE_SPECIFICATIONS = Text(
    "ทางเลือกที่ลอง: ตัดช่วงคัดเลือกออก 6, 12 หรือ 18 เดือน; ช่วงก่อน 36, 48 หรือ 60 เดือน; "
    "ติดตามผล 24 หรือ 36 เดือน; เลือกตำบลเปรียบเทียบด้วยระดับเดิม ด้วยกลุ่มอำเภอ ด้วยทั้งสองอย่าง หรือใช้ทุกตำบล; "
    "ใช้หรือไม่ใช้ตำบลที่ติดกัน",
    "The choices: 6, 12 or 18 months of choosing left out; 36, 48 or 60 months before; 24 or 36 "
    "months of follow-up; matched on level, on amphoe, on both or not at all; adjacent tambons in "
    "or out.",
)
NOTE_DEPENDENCE = Text(
    "เกณฑ์ q ใช้ได้เมื่อผลของแต่ละตำบลไม่เกี่ยวกัน หรือเกี่ยวกันในทางเดียวกัน "
    "ถ้าไม่สมมติเช่นนั้นเลย จาก “ดีขึ้น” และ “แย่ลง” รวม {called} ข้อ จะเหลือ {held} ข้อ "
    "(Benjamini–Yekutieli)",
    "The threshold on q holds where tambons’ results are independent or lean the same way. Without "
    "assuming even that, {held} of the {called} findings “improved” or “worsened” would be left "
    "(Benjamini–Yekutieli).",
)
NOTE_CONTROL = Text(
    "{name}: ไม่มีงานของโครงการที่มุ่งทำให้สิ่งนี้เปลี่ยน หากเปลี่ยนไปจากตำบลเปรียบเทียบ "
    "แสดงว่ามีเรื่องอื่นเกิดขึ้นรอบตำบลนี้ หรือผลของโครงการแผ่ออกไปไกลกว่าที่คิด",
    "{name}: nothing that the programme does aims at it. If it moved from the comparison, "
    "something else happened around this tambon, or the programme reached further than thought.",
)
