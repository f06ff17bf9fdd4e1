"""Words about names that raw files may hold."""

from santitham_eval.text.model import Text

WANT_FIT_NAME = Text(
    "ชื่อที่ยาวไม่เกิน {most} ตัวอักษร และไม่มีอักขระควบคุมหรืออักขระกำหนดทิศทางการเขียน",
    "a name of at most {most} signs, without control signs or signs that turn the direction of "
    "writing",
)
