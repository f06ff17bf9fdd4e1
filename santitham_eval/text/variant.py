"""Pages in another language or other digits: what the commands and the style sheet say of it."""

from __future__ import annotations

from santitham_eval.text.findings import SUPPRESSED
from santitham_eval.text.funnel import AXIS_FUNNEL_RATIO
from santitham_eval.text.model import Text
from santitham_eval.text.pages import SIMULATED
from santitham_eval.text.programme_page import AXIS_CHANGE
from santitham_eval.text.quality import AXIS_EVENTS
from santitham_eval.text.tambon import AXIS_TAMBONS, MAP_KINDS

HELP_PAGES = {
    "lang": Text(
        "ภาษาที่นำในทุกหน้า: th ไทยนำ มีอังกฤษกำกับ หรือ en อังกฤษนำ มีไทยกำกับ ถ้าไม่ระบุใช้ตามแฟ้มการศึกษา",
        "which language leads on every page: th, with English beside it, or en, with Thai beside "
        "it; as the study file says where it is not given",
    ),
    "digits": Text(
        "ตัวเลขในข้อความไทย: arabic (0–9) หรือ thai (๐–๙) ถ้าไม่ระบุใช้ตามแฟ้มการศึกษา",
        "digits in Thai text: arabic (0–9) or thai; as the study file says where it is not given",
    ),
}
STYLE_WORDS = (
    Text("รูปที่ ", "Figure "),
    Text("ตารางที่ ", "Table "),
    Text("จำลอง  SIMULATED", "SIMULATED  จำลอง"),
    Text("เลื่อนภาพไปทางซ้ายเพื่อดูส่วนที่เหลือ →", "swipe left for the rest →"),
)
"""What the style sheet writes of itself, as it stands there."""

BESIDE = (SIMULATED, MAP_KINDS["own"])
"""Labels of figures with both languages on one line and no sign between them."""
ALONE = (AXIS_CHANGE, AXIS_EVENTS, AXIS_FUNNEL_RATIO, AXIS_TAMBONS, SUPPRESSED)
"""What stands in Thai alone for want of room, besides units; where English leads, in English."""
