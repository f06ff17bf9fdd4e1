"""Words of the starting notebook."""

from santitham_eval.text.model import Text

SECTION_MATCHING = Text("ตำบลที่ค้นพบ", "Tambons found")
CAPTION_MATCHING = Text(
    "ตำบลที่ตรงกับ “{words}” {n} ตำบล เรียงตามรหัส ไม่จัดอันดับ",
    "Tambons that “{words}” may mean: {n}, by code, not ranked",
)
CAPTION_ALL_TAMBONS = Text(
    "ทุกตำบลในพื้นที่ศึกษา {n} ตำบล เรียงตามรหัส ไม่จัดอันดับ",
    "All tambons of the study area: {n}, by code, not ranked",
)
NOTE_MORE_TAMBONS = Text(
    "ยังมีอีก {n} ตำบลที่ไม่ได้แสดง พิมพ์ชื่อหรือรหัสให้ยาวขึ้นเพื่อให้เหลือน้อยลง",
    "{n} more are not shown; a longer name or code leaves fewer.",
)
WANT_A_TAMBON = Text(
    "รหัสหรือชื่อของตำบลในทะเบียน ชื่อที่ใกล้เคียงที่สุดคือ {near}",
    "code or name of a tambon of the register; the nearest name is {near}",
)
WANT_ONE_TAMBON = Text(
    "ตำบลเดียว แต่ตรงกัน {n} ตำบล เช่น {some} ให้ใส่รหัส 6 หลักของตำบลที่ต้องการ",
    "one tambon, but {n} may be meant, such as {some}; give the six-digit code of the one you want",
)
