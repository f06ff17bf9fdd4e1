"""Words about the programme as a whole."""

from santitham_eval.text.model import Text

WANT_BALANCED = Text(
    "ค่าที่วัดได้หนึ่งค่าต่อหน่วยต่อช่วงเวลา ครบทุกหน่วยและทุกช่วงเวลา",
    "one finite value for each unit and period, none missing and none twice",
)
WANT_ONE_START = Text(
    "เวลาเริ่มโครงการเดียวกันในทุกแถวของหน่วยนั้น", "the same start in all rows of the unit"
)
WANT_START_PERIOD = Text(
    "ช่วงเวลาที่มีอยู่ในตาราง หรือเว้นว่างหากไม่เข้าโครงการ",
    "a period of the table, or blank where the unit is never in the programme",
)
