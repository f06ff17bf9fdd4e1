"""What is wanted of the study file, of a plan, and of the frames given to the method."""

from __future__ import annotations

from santitham_eval.text.model import Text

# --- what is wanted of the study file -------------------------------------------------------
WANT_STUDY_FILE = Text(
    "แฟ้มการศึกษา (study.toml) แต่ไม่พบแฟ้มนี้", "a study file (study.toml); there is no such file"
)
WANT_TOML = Text("แฟ้ม TOML ที่เข้ารหัส UTF-8 และอ่านได้", "a readable TOML file in UTF-8")
WANT_KEY = Text("ค่าของรายการนี้ (ขาดหายไป)", "a value for this key (it is missing)")
WANT_VALUE = Text("ค่าตามเงื่อนไข: {rule}", "a value by the rule: {rule}")
WANT_KNOWN_KEY = Text("รายการที่รู้จัก: {known}", "a known key: {known}")
WANT_NEAREST_KEY = Text(
    "รายการที่รู้จัก ตั้งใจจะพิมพ์ “{near}” ใช่หรือไม่", "a known key; did you mean “{near}”?"
)
WANT_AFTER = Text("เดือนที่ไม่อยู่ก่อน {first}", "a month not before {first}")
WANT_EVENT_SOURCE = Text(
    "แหล่งข้อมูลเหตุการณ์ (ucdp-ged, acled, incident-list) แหล่งอื่นบอกช่วงเวลาไว้ในแฟ้มเองแล้ว",
    "a source of events (ucdp-ged, acled, incident-list): files of others tell their own periods",
)
WANT_AT_MOST = Text("ค่าไม่เกิน {most}", "at most {most}")
WANT_ONCE = Text("ตัวชี้วัดที่ยังไม่ได้ระบุไว้ข้างต้น", "an indicator not listed before")
WANT_GROUP_ONCE = Text("รหัสกลุ่มที่ยังไม่ได้ใช้ข้างต้น", "an id not used by a group before")
WANT_PRIMARY = Text("ผลลัพธ์หลัก (primary) อย่างน้อยหนึ่งตัว", "at least one primary outcome")
WANT_BELOW_RAW = Text(
    "ชื่อแฟ้มที่อยู่ภายในโฟลเดอร์ข้อมูลดิบ ไม่มี “..”", "a file below the raw folder, without “..”"
)
WANT_BUILT = Text(
    "ตารางที่ประมวลผลแล้ว ให้เรียก santitham-eval build และ estimate ก่อน",
    "a built table; run santitham-eval build and estimate first",
)


# --- what is wanted of the frames given to the method -----------------------------------------
WANT_COLUMN = Text("คอลัมน์ {name}", "a column {name}")
WANT_ONE_ROW = Text("เพียงแถวเดียว (พบซ้ำ)", "one row only (it stands there twice)")
WANT_COUNT = Text("จำนวนที่ไม่ติดลบและมีค่าจำกัด", "a finite figure that is not negative")
WANT_IN_PANEL = Text("ตำบลที่มีอยู่ในตารางข้อมูล", "a tambon that the panel holds")
WANT_START = Text(
    "เดือนเริ่มโครงการเป็น Period หรือวันที่ ค.ศ. เช่น 2018-10",
    "the month in which the programme started, as a Period or a date of the common era (2018-10)",
)
WANT_CODE_TEXT = Text('รหัสตำบลเป็นข้อความ เช่น "940101"', 'a tambon code as text, such as "940101"')
WANT_PERIOD = Text(
    "คาบเวลาแบบ pandas Period ความถี่เดียวกันทั้งหมด (รายเดือน หรือรายปี)",
    "pandas Periods of one frequency (months, or years)",
)
WANT_BOOL = Text("ค่า True หรือ False", "True or False")
WANT_WHOLE_COUNT = Text("จำนวนเต็ม เพราะเป็นการนับ", "a whole number, since it is a count")
WANT_PART = Text("ตัวตั้งที่ไม่เกินตัวหาร", "a numerator not above its denominator")
WANT_OUTCOME_OF = Text("ตัวชี้วัดที่อยู่ในแฟ้มการศึกษา: {known}", "an outcome of the study file: {known}")
WANT_NOT_VAST = Text("จำนวนที่ไม่เกิน 1,000,000,000", "at most 1,000,000,000")
WANT_APART = Text(
    "โฟลเดอร์ที่ไม่ซ้อนกับโฟลเดอร์อื่นใน [paths]", "a folder that does not overlap another of [paths]"
)
WANT_WRITABLE = Text(
    "เขียนหรืออ่านแฟ้มไม่ได้: {name} ({why}) โปรดตรวจสิทธิ์และพื้นที่ว่าง",
    "cannot read or write {name} ({why}); check permissions and free space",
)
WANT_OUTCOME = Text("ตัวชี้วัดอย่างน้อยหนึ่งตัว", "at least one outcome")
WANT_RATIO_MARGIN = Text(
    "อัตราส่วนที่น้อยกว่า 1 เช่น 0.8 สำหรับตัวชี้วัดที่เป็นอัตรา",
    "a ratio below 1, such as 0.8, for a rate",
)
WANT_SHARE_MARGIN = Text(
    "ผลต่างไม่เกิน 0.5 สำหรับตัวชี้วัดที่เป็นสัดส่วน (0.05 คือ 5 จุดร้อยละ)",
    "a difference of at most 0.5 for a share (0.05 is five percentage points)",
)
WARN_NO_NEIGHBOURS = Text(
    "แผนกำหนดให้ตัดตำบลข้างเคียงออก แต่ไม่ได้ให้ตารางตำบลข้างเคียง จึงไม่มีตำบลใดถูกตัดออก",
    "the plan leaves neighbours out, but no neighbours were given: nobody was left out",
)
WANT_ROWS = Text("ข้อมูลของตัวชี้วัด {indicator}", "rows of the indicator {indicator}")


# --- rules of the study file, in words --------------------------------------------------------
RULE_MONTH = Text(
    "เดือนตามปฏิทินสากลในรูป ปปปป-ดด เช่น 2019-10 (ปี ค.ศ. ไม่ใช่ พ.ศ.)",
    "a month as YYYY-MM, for instance 2019-10 (Gregorian year, not Buddhist era)",
)
RULE_CODE = Text(
    "รหัสจังหวัด อำเภอ หรือตำบล เป็นตัวเลข 2 ถึง 6 หลัก ใส่ในเครื่องหมายคำพูด",
    "a province, amphoe or tambon code of 2 to 6 digits, in quotation marks",
)
RULE_ID = Text(
    "อักษรโรมันตัวพิมพ์เล็ก ตัวเลข หรือขีดกลาง และไม่ขึ้นต้นด้วยขีด",
    "lower-case letters, digits and hyphens, not beginning with a hyphen",
)
RULES = {
    "int": Text("จำนวนเต็ม", "a whole number"),
    "float": Text("ตัวเลข", "a number"),
    "bool": Text("true หรือ false", "true or false"),
    "string": Text("ข้อความในเครื่องหมายคำพูด", "text in quotation marks"),
    "greater_than": Text("ค่าที่มากกว่า {gt}", "a value above {gt}"),
    "greater_than_equal": Text("ค่าตั้งแต่ {ge} ขึ้นไป", "a value of {ge} or more"),
    "less_than": Text("ค่าที่น้อยกว่า {lt}", "a value below {lt}"),
    "less_than_equal": Text("ค่าไม่เกิน {le}", "a value of {le} or less"),
    "literal_error": Text("ค่าใดค่าหนึ่งใน {expected}", "one of {expected}"),
    "string_too_short": Text("ข้อความที่ไม่ว่าง", "text that is not empty"),
    "too_short": Text("อย่างน้อย {min_length} รายการ", "at least {min_length} item"),
    "too_long": Text("ไม่เกิน {max_length} รายการ", "at most {max_length} items"),
    "below_raw": WANT_BELOW_RAW,
    "telling_mark": Text(
        "3 ขึ้นไป หรือ 1 หากไม่ต้องปกปิด เพราะค่า 2 ปกปิดเฉพาะ 1 คน เครื่องหมายปกปิดจึงบอกจำนวนนั้นเอง",
        "3 or more, or 1 to withhold nothing: 2 withholds only 1, so that the mark itself tells it",
    ),
    "tuple_type": Text("รายการในวงเล็บเหลี่ยม [ ]", "a list in square brackets [ ]"),
    "dict_type": Text("กลุ่มของรายการ (ตารางใน TOML)", "a group of keys (a TOML table)"),
    "dataclass_type": Text("กลุ่มของรายการ (ตารางใน TOML)", "a group of keys (a TOML table)"),
}


# === reading rooms: tables, figures, narrate, report =========================================
WANT_NOT_PRIMARY = Text(
    "secondary เพราะตัวชี้วัดนี้มีข้อมูลเฉพาะตำบลในโครงการ จึงไม่มีตำบลเปรียบเทียบ",
    "secondary: only the programme's tambons are observed, so there is no comparison",
)
WANT_NO_OUTCOME = Text(
    "ตัวชี้วัดที่ไม่ใช่ผลลัพธ์ของการศึกษา เพราะตัวควบคุมเชิงลบต้องเป็นสิ่งที่โครงการไม่น่าจะทำให้เปลี่ยน",
    "an indicator that is no outcome: a negative control is what the programme cannot move",
)
WANT_COMPARABLE = Text(
    "ตัวชี้วัดที่มีข้อมูลของตำบลนอกโครงการด้วย",
    "an indicator that is observed outside the programme too",
)
