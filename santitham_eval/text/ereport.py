"""What the readers of e-report exports, lists and surveys want, and what they note."""

from __future__ import annotations

from santitham_eval.text.model import Text

# --- tables ---------------------------------------------------------------------------------------
WANT_SMALLER_FILE = Text(
    "ตารางขนาดปกติ แฟ้มนี้คลายออกแล้วใหญ่ผิดปกติ ให้บันทึกใหม่เป็น CSV UTF-8",
    "a table of ordinary size; unpacked this one is vast: save it again as CSV UTF-8",
)
MOST_CELLS = Text(
    "มากกว่า {cells} ช่อง หรือ {columns} คอลัมน์", "more than {cells} cells or {columns} columns"
)
WANT_ONE_TABLE = Text(
    "ตารางเดียวในแฟ้ม แฟ้มนี้มีตารางแบบเดียวกันมากกว่าหนึ่งตารางหรือหนึ่งแผ่นงาน ให้แยกบันทึกแฟ้มละหนึ่งตาราง",
    "one table in a file; this one holds several such tables or sheets: save each as its own file",
)
TABLE_NUMBER = Text("ตารางที่ {n}", "table {n}")
WANT_ONE_HEADER = Text(
    "หัวตารางเพียงแห่งเดียว มีหัวตารางและข้อมูลอยู่เหนือแถวนี้อีก ให้ลบหัวตารางที่ซ้ำหรือแยกเป็นคนละแฟ้ม",
    "one header; above this one stand another header and rows of data: take the repeated header "
    "away, or save the parts as files of their own",
)
WANT_STORED_RESULT = Text(
    "ค่าที่คำนวณแล้ว ช่องนี้เป็นสูตรที่ไม่มีผลลัพธ์เก็บไว้ ให้เปิดแฟ้มใน Excel แล้วบันทึกใหม่ หรือวางเป็นค่า",
    "a computed value; this is a formula without a stored result: open and save the file in Excel, "
    "or paste as values",
)

# --- e-report ------------------------------------------------------------------------------------
WANT_ONE_OF = Text("คำใดคำหนึ่งใน {known}", "one of {known}")
WANT_FISCAL_YEAR_IN_NAME = Text(
    "ชื่อแฟ้มที่มีปีงบประมาณสี่หลักเพียงปีเดียว เช่น activities_2562.xls",
    "a file name that holds one fiscal year of four digits, such as activities_2562.xls",
)
WANT_ONE_FILE = Text(
    "ข้อมูลของตำบลในช่วงเวลาเดียวกันอยู่ในแฟ้มเดียว", "a tambon's rows of one period in one file only"
)
WANT_SAME_TOTAL = Text(
    "ยอดรวมเดียวกันทุกแถวของตำบล ({total})", "the same total in all rows of the tambon ({total})"
)
WANT_MONTH_ONCE = Text("เดือนละหนึ่งคอลัมน์", "one column for a month")
WANT_MONTH_COLUMNS = Text(
    "คอลัมน์รายเดือนอย่างน้อยหนึ่งคอลัมน์ เช่น 2562-10", "at least one column of a month, such as 2562-10"
)
WANT_MONTH_AND_YEAR = Text("เดือนและปี เช่น ตุลาคม 2562", "a month and a year, such as ตุลาคม 2562")
NOTE_SAME_ROW = Text(
    "แถวกิจกรรมที่เหมือนแถวก่อนหน้าทุกช่อง นับเป็นกิจกรรมแยกกัน",
    "rows of activities that repeat an earlier row in every cell; each is counted",
)
WANT_MONTH_HEADING = Text(
    "หัวคอลัมน์เดือนที่มีปีสี่หลัก เช่น 2562-10 หรือ ตุลาคม 2562",
    "a heading of a month with a year of four digits, such as 2562-10",
)
NOTE_NEVER_MET = Text(
    "ตำบลในบัญชีโครงการที่ไม่มีการประชุมในแฟ้มใดเลย นับว่าไม่ได้ประชุมทุกเดือนที่แฟ้มของจังหวัดครอบคลุม "
    "โปรดตรวจว่าแฟ้มมีอำเภอนี้ครบ",
    "months due of a tambon of the roster that met in no file, all counted as without a meeting: "
    "please check that the files hold its amphoe",
)
NOTE_OFF_MAP = Text(
    "พิกัดที่ไม่ใช่ “ละติจูด,ลองจิจูด” ในประเทศไทย (พิกัดไม่ได้ใช้ระบุตำบล)",
    "coordinates that are no “latitude,longitude” in Thailand (they are not used to place rows)",
)
NOTE_OVER_TOTAL = Text(
    "ตำบล × ปีที่งบรายกิจกรรมรวมกันเกินงบที่ได้รับทั้งหมด อาจมีช่องงบที่ผสานหลายแถวจึงนับซ้ำ ควรตรวจสอบ",
    "tambons x years whose listed budgets are more than they were given in all; a cell of money "
    "merged over several rows may be counted in each: please check",
)
NOTE_MISSING_KIND = Text(
    "ประเภทรายงานที่ไม่มีแถวของตำบล (ตำบล × ประเภท) ความครบถ้วนจึงไม่ทราบค่า",
    "kinds of report without a row (tambons x kinds), so completeness there is unknown",
)
NOTE_SILENT_MONTH = Text(
    "เดือน {month} ไม่มีรายงานจากตำบลใดเลย อาจอยู่หลังวันที่ส่งออกแฟ้ม ควรตรวจสอบ",
    "no tambon reported anything in {month}; it may be after the day of the export: please check",
)

# --- own survey ----------------------------------------------------------------------------------
WANT_POSITIVE_WEIGHT = Text("น้ำหนักที่มากกว่าศูนย์", "a weight above zero")
NOTE_NO_ANSWER = Text("ผู้ให้ข้อมูลที่ไม่ตอบข้อนี้ ไม่นับ", "respondents without an answer, not counted")
NOTE_LONELY = Text(
    "ตำบล × ปีที่มีชั้นภูมิซึ่งสำรวจเพียงหมู่บ้านเดียว จึงไม่ทราบความคลาดเคลื่อนมาตรฐาน",
    "tambons x years with a stratum of a single village, so the standard error is unknown",
)

# --- names of places -----------------------------------------------------------------------------
WANT_ONE_OF_CODES = Text(
    "รหัสตำบล เพราะในอำเภอนี้มีชื่อตำบลซ้ำกัน ({codes})",
    "a tambon code, since tambons of this amphoe share the name ({codes})",
)
