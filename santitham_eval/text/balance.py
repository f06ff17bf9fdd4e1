"""How alike a tambon and its comparison were before, as a page says it."""

from santitham_eval.text.model import Text

CAPTION_BALANCE = Text(
    "{name}: ก่อนเริ่มโครงการ ตำบลนี้กับตำบลเปรียบเทียบคล้ายกันเพียงใด",
    "{name}: how alike the tambon and its comparison were before",
)
CAPTION_BALANCE_ALL = Text(
    "{name}: ก่อนเริ่มโครงการ ตำบลในโครงการกับตำบลเปรียบเทียบคล้ายกันเพียงใด (เฉลี่ยทุกตำบล)",
    "{name}: how alike the programme's tambons and their comparison were before, on average",
)
HEAD_COVARIATE = Text("สิ่งที่เทียบก่อนเริ่มโครงการ", "Before the programme")
HEAD_OWN = Text("ตำบลนี้", "This tambon")
HEAD_OWN_ALL = Text("ตำบลในโครงการ", "Programme's tambons")
HEAD_HEADLINE_OTHERS = Text("ตำบลเปรียบเทียบของผลหลัก", "The headline's comparison")
HEAD_MATCHED_OTHERS = Text("ตำบลที่จับคู่ไว้", "The matched tambons")
HEAD_OUTSIDE = Text("ตำบลนอกโครงการทั้งหมด", "All outside")
COVARIATES = {
    "level": Text("ระดับ ({unit})", "level ({unit})"),
    "trend": Text("เปลี่ยนจากครึ่งแรกไปครึ่งหลังของช่วงก่อน", "change from its first half to its second"),
    "size": Text("ขนาด (ตัวหารต่อปี เช่น ประชากร)", "size (denominator a year, as its population)"),
    "near": Text("ระดับของตำบลที่ติดกัน", "level of the adjacent tambons"),
}
NOTE_BALANCE = Text(
    "บรรทัดเล็กบอกว่าตำบลนี้ห่างจากค่านั้นเท่าใด นับเป็นส่วนเบี่ยงเบนมาตรฐาน (SD) ระหว่างตำบลนอกโครงการ "
    "ห่างไม่เกินราว {alike} SD มักถือว่าคล้ายกัน ผลหลักเลือกตำบลเปรียบเทียบด้วยระดับเท่านั้น วิธีจับคู่ใช้ทั้งสี่อย่าง "
    "และปรับส่วนที่ยังห่างอยู่ตามที่ตำบลนอกโครงการแสดงว่าเกี่ยวกับการเปลี่ยนแปลงเพียงใด",
    "In small letters: how far the tambon lies from that value, in standard deviations (SD) "
    "between tambons outside. Up to about {alike} SD is usually taken for alike. The headline "
    "matches on level alone, the matched comparison on all, and corrects for what is left by how "
    "it goes with change outside the programme.",
)
NOTE_BALANCE_RATIO = Text(
    "หลัง × คืออัตราส่วนความแปรปรวนระหว่างตำบลของโครงการต่อของกลุ่มนั้น ใกล้ 1 คือกระจายพอกัน",
    "After ×: the variance between the programme's tambons over that group's; near 1, both are as "
    "spread out.",
)
NOTE_BALANCE_ONE = Text(
    "อัตราส่วนความแปรปรวนต้องคิดจากหลายตำบลรวมกัน จึงอยู่ในหน้าของทั้งโครงการ",
    "A variance ratio needs several tambons, so it stands on the page of the whole programme.",
)
