"""Words that a reader sees: each in Thai and in English, in one place.

The library's other rooms never hold a sentence of their own; they pick one here and fill in
the figures.  `Text.both` is the usual order of the study: Thai first, English beside it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One phrase in the two languages of the study.

    Parameters
    ----------
    th, en : str
        The Thai and the English wording; either may hold ``{named}`` fields for `format`.
    """

    th: str
    en: str

    def format(self, **fields: object) -> Text:
        """Fill the named fields; a field that is itself a `Text` gives each language its own."""
        thai = {k: v.th if isinstance(v, Text) else v for k, v in fields.items()}
        english = {k: v.en if isinstance(v, Text) else v for k, v in fields.items()}
        return Text(self.th.format(**thai), self.en.format(**english))

    def both(self, separator: str = " / ") -> str:
        """Thai first, English after the separator."""
        return f"{self.th}{separator}{self.en}"

    def lang(self, code: str) -> str:
        """The wording in ``"th"`` or ``"en"``."""
        return {"th": self.th, "en": self.en}[code]


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
WANT_AT_MOST = Text("ค่าไม่เกิน {most}", "at most {most}")
WANT_ONCE = Text("ตัวชี้วัดที่ยังไม่ได้ระบุไว้ข้างต้น", "an indicator not listed before")
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
WANT_INDICATOR = Text(
    "รหัสตัวชี้วัดที่ประกาศไว้ เช่น {near}", "the id of a declared indicator, such as {near}"
)
WANT_ONE_ROW = Text("เพียงแถวเดียว (พบซ้ำ)", "one row only (it stands there twice)")
WANT_COUNT = Text("จำนวนที่ไม่ติดลบและมีค่าจำกัด", "a finite figure that is not negative")
WANT_IN_PANEL = Text("ตำบลที่มีอยู่ในตารางข้อมูล", "a tambon that the panel holds")
WANT_START = Text("เดือนเริ่มโครงการ", "the month in which the programme started")
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
    "below_raw": WANT_BELOW_RAW,
    "tuple_type": Text("รายการในวงเล็บเหลี่ยม [ ]", "a list in square brackets [ ]"),
    "dict_type": Text("กลุ่มของรายการ (ตารางใน TOML)", "a group of keys (a TOML table)"),
    "dataclass_type": Text("กลุ่มของรายการ (ตารางใน TOML)", "a group of keys (a TOML table)"),
}


# === reading rooms: tables, figures, narrate, report =========================================
# --- the five states, and why something cannot be said ---------------------------------------
STATES = {
    "improved": Text("ดีขึ้น", "Improved"),
    "worsened": Text("แย่ลง", "Worsened"),
    "no_large_change": Text("ไม่เปลี่ยนแปลงมาก", "No large change"),
    "insufficient": Text("หลักฐานยังไม่พอ", "Insufficient evidence"),
    "not_assessed": Text("ประเมินไม่ได้", "Not assessed"),
}
STATE_NONE = Text("ไม่ได้อยู่ในโครงการ", "Not in the programme")
REASONS = {
    "no_events": Text(
        "ไม่มีเหตุที่นับได้เลยทั้งก่อนและหลังเริ่มโครงการ จึงไม่มีอะไรให้เทียบ",
        "nothing was counted either before or after the start, so there is nothing to compare",
    ),
    "short_follow_up": Text(
        "ข้อมูลหลังเริ่มโครงการยังสั้นกว่าที่กำหนดไว้",
        "the data after the start are shorter than the plan requires",
    ),
    "short_baseline": Text(
        "ข้อมูลก่อนเริ่มโครงการสั้นกว่าที่กำหนดไว้",
        "the data before the start are shorter than the plan requires",
    ),
    "few_comparisons": Text(
        "มีตำบลที่คล้ายกันให้เปรียบเทียบน้อยเกินไป",
        "too few similar tambons to compare with",
    ),
    "not_observed": Text(
        "ไม่มีข้อมูลของตัวชี้วัดนี้ในตำบลนี้", "this indicator was not observed in this tambon"
    ),
    "suppressed": Text(
        "จำนวนคนน้อยจนอาจรู้ได้ว่าเป็นใคร จึงไม่แสดงตัวเลข",
        "so few persons that someone might be recognised; the figures are not shown",
    ),
}
REASON_OTHER = Text(
    "เงื่อนไขของวิธีประเมินไม่ครบ ({code})", "a condition of the method is not met ({code})"
)
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# --- amounts ---------------------------------------------------------------------------------
PERCENT = Text("ร้อยละ {n}", "{n}%")
PERCENT_TIMES = Text("ร้อยละ {n} (เป็น {times} เท่า)", "{n}% ({times} times as high)")
POINTS = Text("{n} จุดร้อยละ", "{n} percentage points")
IN_UNIT = Text("{n} ({unit})", "{n} ({unit})")
DOWN = Text("ลดลง{amount}", "down {amount}")
UP = Text("เพิ่มขึ้น{amount}", "up {amount}")
SAME = Text("แทบไม่ต่าง", "hardly different")
UNBOUNDED = Text("เพิ่มขึ้นโดยไม่อาจบอกขอบบนได้", "an increase without a known upper limit")
LOWER = Text("ต่ำกว่า", "lower")
HIGHER = Text("สูงกว่า", "higher")
RATE_OF = Text("อัตรา{name}", "the rate of {name}")
FIGURE_OF = Text("“{name}”", "“{name}”")
POINTS_SHORT = Text("จุด", "pp")
MISSING = "–"
SUPPRESSED = Text("ปกปิด", "suppressed")

# --- the verdict -----------------------------------------------------------------------------
VERDICT_CHANGED = Text(
    "หลังเริ่มโครงการ {name}ของตำบลนี้{side}ที่คาดไว้หากไม่มีโครงการ ประมาณ{amount}",
    "After the programme began, {name} in this tambon was about {amount} {side} than expected "
    "without the programme.",
)
VERDICT_NO_LARGE_CHANGE = Text(
    "{name}ของตำบลนี้ไม่ต่างมากจากที่คาดไว้หากไม่มีโครงการ "
    "ค่าที่เป็นไปได้ทั้งหมดอยู่ในขอบเขตที่ตกลงไว้ก่อนเห็นผลว่ายังไม่ใช่การเปลี่ยนแปลงที่สำคัญ",
    "In this tambon {name} did not differ much from what was expected without the programme: "
    "every plausible value lies inside the limits agreed beforehand as no change that matters.",
)
VERDICT_INSUFFICIENT = Text(
    "ข้อมูลของตำบลนี้ยังไม่พอที่จะบอกได้ว่าโครงการทำให้{name}เพิ่มขึ้นหรือลดลง",
    "The data of this tambon are not enough to tell whether the programme raised or lowered "
    "{name}.",
)
VERDICT_NOT_ASSESSED = Text(
    "ประเมิน{name}ของตำบลนี้ไม่ได้ เพราะ{reason}",
    "In this tambon {name} could not be assessed: {reason}.",
)
INTERVAL = Text(
    "เมื่อเทียบกับที่คาดไว้ ค่าที่เป็นไปได้อยู่ระหว่าง{low} ถึง{high} (ช่วงความเชื่อมั่นร้อยละ {confidence}) "
    "กล่าวคือ หากประเมินด้วยวิธีเดียวกันซ้ำหลายครั้ง ราว {confidence} ใน 100 ครั้ง "
    "ช่วงที่ได้จะครอบคลุมค่าจริง",
    "Against what was expected, plausible values run from {low} to {high} ({confidence}% "
    "confidence interval): of many evaluations done this way, about {confidence} in 100 would "
    "give an interval that holds the true value.",
)
CORRECTED = Text(
    "เมื่อคำนึงว่าดูหลายตำบลและหลายตัวชี้วัดพร้อมกัน ค่า q = {q} (เกณฑ์ไม่เกิน {fdr})",
    "Allowing for the many tambons and indicators looked at together, q = {q} "
    "(threshold {fdr}).",
)
NOT_AFTER_CORRECTION = Text(
    "ช่วงนี้ไม่รวมค่า “ไม่เปลี่ยน” แต่เมื่อคำนึงว่าดูหลายตำบลและหลายตัวชี้วัดพร้อมกัน หลักฐานยังไม่ถึงเกณฑ์ "
    "(q = {q} เกณฑ์ไม่เกิน {fdr})",
    "This interval leaves out “no change”, yet allowing for the many tambons and indicators "
    "looked at together the evidence falls short (q = {q}, threshold {fdr}).",
)
CAN_SAY = Text("สิ่งที่พูดได้", "What can be said")
EXCLUDED_BOTH = Text(
    "ข้อมูลไม่สอดคล้องกับความเป็นไปได้ที่จะ{low} และที่จะ{high}",
    "the data speak against {low} and against {high}",
)
EXCLUDED_ONE = Text("ข้อมูลไม่สอดคล้องกับความเป็นไปได้ที่จะ{one}", "the data speak against {one}")
EXCLUDED_NONE = Text(
    "ข้อมูลยังตัดความเป็นไปได้ใดออกไม่ได้ ทั้งการเพิ่มขึ้นมากและการลดลงมาก",
    "the data exclude nothing yet, neither a large rise nor a large fall",
)
FALL_BEYOND = Text("ลดลงเกิน{amount}", "a fall of more than {amount}")
RISE_BEYOND = Text("เพิ่มขึ้นเกิน{amount}", "a rise of more than {amount}")
FALL_WITHIN = Text(
    "ลดลงไม่ถึง{amount} ไม่เปลี่ยน หรือเพิ่มขึ้น", "a fall of less than {amount}, no change or a rise"
)
RISE_WITHIN = Text(
    "เพิ่มขึ้นไม่ถึง{amount} ไม่เปลี่ยน หรือลดลง", "a rise of less than {amount}, no change or a fall"
)
SMALLEST_SEEN = Text(
    "การเปลี่ยนแปลงที่เล็กที่สุดซึ่งข้อมูลชุดนี้น่าจะตรวจพบได้ คือ{mde}",
    "the smallest change that these data would probably have shown is {mde}",
)
NOT_NO_EFFECT = Text(
    "“หลักฐานยังไม่พอ” ไม่ได้แปลว่าโครงการไม่ได้ผล",
    "“Insufficient evidence” does not mean that the programme had no effect.",
)
PROGRAMME_CONTEXT = Text(
    "ทั้งโครงการ {n} ตำบล ตัวชี้วัดนี้ {counts}",
    "Across the {n} tambons of the programme, on this indicator: {counts}.",
)
STATE_COUNT = Text("{state} {count}", "{state} {count}")
SUPPRESSED_VERDICT = Text(
    "ไม่แสดงขนาดของผล เพราะ{reason}", "The size of the effect is withheld: {reason}."
)
TECHNICAL = Text(
    "ค่าประมาณ {effect} (ช่วงความเชื่อมั่น {confidence}%: {low} ถึง {high}; q = {q}; MDE {mde})",
    "Estimated effect {effect} ({confidence}% CI {low} to {high}; BH q = {q}; smallest "
    "detectable effect {mde}).",
)
RATIO_IS = Text("อัตราส่วน {ratio}", "rate ratio {ratio}")
DIFFERENCE_IS = Text("ผลต่าง {difference}", "difference {difference}")
IN_ENGLISH = Text("ภาษาอังกฤษ", "In English.")

# --- figure ----------------------------------------------------------------------------------
OBSERVED = Text("เกิดขึ้นจริง", "observed")
EXPECTED = Text("คาดไว้หากไม่มีโครงการ", "expected without it")
START_LINE = Text("เริ่มโครงการ {month}", "start {month}")
LEFT_OUT = Text("ปีคัดเลือก ไม่นับ", "selection, left out")
AXIS_FISCAL = Text("ปีงบประมาณ พ.ศ.", "Thai fiscal year (B.E.)")
AXIS_CALENDAR = Text("ปี พ.ศ.", "year (B.E.)")
AXIS_FROM = Text(
    "รอบ 12 เดือน เริ่มเดือน{month}ของปี พ.ศ.", "12 months from {month} of year (B.E.)"
)
SIMULATED = Text("จำลอง", "SIMULATED")
ALT_COURSE = Text(
    "กราฟเส้น{name} ({unit}) ของ{place} รอบ 12 เดือน ตั้งแต่ พ.ศ. {first} ถึง {last} เริ่มโครงการ {start} "
    "ก่อนเริ่มโครงการเฉลี่ย {before} หลังเริ่มเฉลี่ย {after} เทียบกับที่คาดไว้หากไม่มีโครงการ {expected} "
    "ค่าแต่ละรอบ: {values}",
    "Line chart of {name} ({unit}) in {place} by 12 months, B.E. {first} to {last}; the "
    "programme began in {start}. Mean before {before}, after {after}, against {expected} expected "
    "without the programme. By year: {values}.",
)
CAPTION_COURSE = Text(
    "เส้นทึบ = ข้อมูลจริง  เส้นประและแถบสี = ค่าที่คาดไว้หากไม่มีโครงการ (ช่วงร้อยละ {confidence})  "
    "พื้นเทา = ช่วงติดตามผล  จุดกลวง = รอบที่ไม่นับในการประเมิน",
    "Solid line: observed. Dashes and band: expected without the programme ({confidence}% "
    "interval). Grey: follow-up. Hollow points: years that do not count in the evaluation.",
)
CAPTION_COURSE_HIDDEN = Text(
    "บางรอบมีจำนวนคนน้อยกว่า {minimum} จึงแสดงค่าเฉลี่ยของทั้งช่วงแทน หรือเว้นไว้",
    "Where a year counts fewer than {minimum} persons, the mean of its whole window is drawn, "
    "or nothing.",
)

# --- tables ----------------------------------------------------------------------------------
HEAD_INDICATOR = Text("ตัวชี้วัด", "Indicator")
HEAD_BEFORE = Text("ก่อน", "Before")
HEAD_AFTER = Text("หลัง", "After")
HEAD_EXPECTED = Text("คาดไว้", "Expected")
HEAD_EFFECT = Text("ผล [ช่วง {confidence}%]", "Effect [{confidence}% CI]")
HEAD_Q = Text("q", "q")
HEAD_MDE = Text("MDE", "MDE")
HEAD_STATE = Text("ข้อสรุป", "Finding")
HEAD_TAMBON = Text("ตำบล", "Tambon")
HEAD_AMPHOE = Text("อำเภอ", "Amphoe")
HEAD_CODE = Text("รหัส", "Code")
HEAD_WEIGHT = Text("น้ำหนัก", "Weight")
HEAD_ITEM = Text("รายการ", "Item")
HEAD_HERE = Text("ตำบลนี้", "This tambon")
HEAD_COUNT = Text("จำนวน", "Count")
HEAD_AREA = Text("พื้นที่", "Area")
HEAD_EVENT = Text("เรื่อง", "What")
HEAD_FROM = Text("ตั้งแต่", "From")
HEAD_TO = Text("ถึง", "To")
HEAD_REPORT = Text("รายงาน", "Report")
HEAD_START = Text("เริ่มโครงการ", "Start")
CAPTION_EFFECTS = Text(
    "ผลรายตัวชี้วัด ค่าก่อนและหลังเทียบกับที่คาดไว้หากไม่มีโครงการ",
    "Indicators before and after, against what was expected without the programme.",
)
NOTE_EFFECTS = Text(
    "q = ค่าที่ปรับแล้วว่าดูหลายตำบลและหลายตัวชี้วัดพร้อมกัน (Benjamini–Hochberg)  MDE = "
    "การเปลี่ยนแปลงที่เล็กที่สุดซึ่งน่าจะตรวจพบได้ (กำลังทดสอบร้อยละ 80)",
    "q: Benjamini–Hochberg across tambons and primary indicators. MDE: smallest change that "
    "would probably have been detected (80% power).",
)
NOTE_EXPECTED = Text(
    "ผลไม่จำเป็นต้องเท่ากับหลังหารคาดไว้พอดี เพราะค่าประมาณปรับความเอนเอียงจากจำนวนน้อยแล้ว",
    "The effect need not equal after over expected exactly: the estimate is corrected for the "
    "bias of small counts.",
)
NOTE_SECONDARY = Text(
    "† ตัวชี้วัดรอง ไม่ใช้ตัดสินข้อสรุปหลัก", "† secondary indicator, not part of the verdict"
)
NOTE_SUPPRESSED = Text(
    "ปกปิด = จำนวนคนตั้งแต่ 1 ถึง {most} คน และทุกค่าที่คำนวณย้อนกลับได้ (ศูนย์แสดงตามจริง)",
    "suppressed: 1 to {most} persons, and every figure from which they could be worked out (zero "
    "is shown)",
)
NOTE_REASON = Text("– ใน{name}: {reason}", "– in {name}: {reason}")
CAPTION_DONORS = Text(
    "ตำบลเปรียบเทียบ {shown} ตำบลที่มีน้ำหนักมากที่สุด จากทั้งหมด {all} ตำบล",
    "Comparison tambons: the {shown} with most weight of {all}.",
)
NOTE_DONORS = Text(
    "ลำดับตามน้ำหนักในการเปรียบเทียบ ไม่ใช่การจัดอันดับผลงาน",
    "In order of weight in the comparison, not of performance.",
)
CAPTION_SHOCKS = Text(
    "เรื่องอื่นที่เกิดขึ้นพร้อมกัน ซึ่งกระทบทุกตำบล", "What else happened, to every tambon."
)
NO_SHOCKS = Text("ไม่ได้ประกาศไว้ในแฟ้มการศึกษา", "None declared in the study file.")
CAPTION_QUALITY = Text(
    "คุณภาพข้อมูลของตำบลนี้ อำเภอ จังหวัด และทั้งพื้นที่ศึกษา",
    "Data quality in this tambon, its amphoe, its province and the whole study area.",
)
WHOLE_AREA = Text("ทั้งพื้นที่ศึกษา", "whole study area")
TOPICS = {
    "placement": Text("ตำแหน่งของเหตุการณ์", "Where events could be placed"),
    "left_out": Text("ไม่ได้นำมานับ", "Left out"),
    "coverage": Text("ความครบถ้วน", "Coverage"),
    "population": Text("ประชากร", "Population"),
    "codes": Text("รหัสพื้นที่", "Area codes"),
    "note": Text("หมายเหตุ", "Notes"),
}
MONTHS_OBSERVED = Text(
    "เดือนที่มีข้อมูล {name}", "Months observed: {name}"
)
OF = Text("{part} จาก {whole}", "{part} of {whole}")

# --- sections of the page --------------------------------------------------------------------
ALL_TAMBONS = Text("ทุกตำบล", "All tambons")
TAMBON_NAME = Text("ตำบล{name}", "{name} sub-district")
AMPHOE_NAME = Text("อำเภอ{name}", "{name} district")
PROVINCE_NAME = Text("จังหวัด{name}", "{name} province")
STARTED = Text("เข้าร่วมโครงการตั้งแต่{month}", "In the programme since {month}.")
SECTION_COURSE = Text("ก่อน–หลัง และ “ถ้าไม่มีโครงการ”", "Before, after, and without the programme")
SECTION_EFFECTS = Text("ผลทุกตัวชี้วัด", "All indicators")
SECTION_DONORS = Text("เทียบกับใคร", "Compared with whom")
SECTION_SHOCKS = Text("มีอะไรเกิดขึ้นอีก", "What else happened")
SECTION_QUALITY = Text("คุณภาพข้อมูล", "Data quality")
SECTION_METHOD = Text("ประเมินอย่างไร", "How this was assessed")
SECTION_PROVENANCE = Text("ที่มาและการทำซ้ำ", "Provenance")
TILES_LABEL = Text("จำนวนตัวชี้วัดแยกตามข้อสรุป", "Indicators by finding")
VERDICT_LABEL = Text("ข้อสรุปหลัก", "Main finding")
FIGURE_LABEL = Text("รูปที่", "Figure")
TABLE_LABEL = Text("ตารางที่", "Table")
METHOD_COMPARISON = Text(
    "เทียบการเปลี่ยนแปลงของตำบลนี้กับตำบลที่คล้ายกันซึ่งยังไม่ได้เข้าโครงการ {n} ตำบล "
    "ในช่วงเวลาเดียวกัน เพราะเหตุการณ์ลดลงทั่วทั้งพื้นที่อยู่ก่อนแล้ว การดูก่อน–หลังอย่างเดียวจึงชวนให้เข้าใจผิด",
    "This tambon’s change is set against that of {n} similar tambons not in the programme over "
    "the same months. Levels were already moving everywhere, so before and after alone would "
    "mislead.",
)
METHOD_WINDOWS = Text(
    "นับจากเดือนที่ตำบลนี้เริ่ม ({start}): ก่อน = {baseline} เดือน เว้น {selection} เดือนสุดท้ายก่อนเริ่ม "
    "(มักเป็นช่วงที่เลือกตำบลเพราะสถานการณ์แย่) หลัง = ไม่เกิน {follow_up} เดือน",
    "Counted from this tambon’s own start ({start}): before is {baseline} months, leaving out the "
    "last {selection} before the start (tambons tend to be chosen when things are bad); after is "
    "up to {follow_up} months.",
)
METHOD_CERTAINTY = Text(
    "ความไม่แน่นอนวัดจากตำบลที่ไม่ได้เข้าโครงการ ว่าแต่ละตำบลแกว่งจากแนวโน้มร่วมเพียงใด "
    "และปรับที่ดูหลายตำบลหลายตัวชี้วัดพร้อมกันด้วยค่า q",
    "Uncertainty comes from how far tambons outside the programme scatter about their common "
    "change; q allows for the many tambons and indicators looked at together.",
)
METHOD_LIMITS = Text(
    "ผลที่เห็นอาจรวมสิ่งอื่นที่เกิดเฉพาะในตำบลนี้ช่วงเดียวกัน ไม่ใช่โครงการล้วน ๆ "
    "และไม่ควรนำไปจัดอันดับตำบล",
    "What is seen may include other things that happened only here at the same time. It is not "
    "meant for ranking tambons.",
)
PROV_STUDY = Text("การศึกษา", "Study")
PROV_VERSION = Text("รุ่นของโปรแกรม", "Program version")
PROV_STUDY_HASH = Text("แฟ้มการศึกษา", "Study file")
PROV_PLAN_HASH = Text("แผนวิเคราะห์", "Analysis plan")
PROV_INPUTS = Text("ข้อมูลนำเข้า", "Inputs")
PROV_SOFTWARE = Text("ซอฟต์แวร์", "Software")
PROV_COMMAND = Text("สร้างหน้านี้ใหม่", "Make this page again")
PROV_FULL = Text("ค่า sha256 เต็ม", "Full sha256")
SIMULATED_BANNER = Text(
    "ข้อมูลจำลอง ไม่ใช่สถานที่หรือเหตุการณ์จริง", "SIMULATED data: no real place, no real event."
)
SKIP_LINK = Text("ข้ามไปเนื้อหา", "Skip to content")
PAGE_TITLE = Text("{name} – รายงานผลกระทบรายตำบล", "{name} – sub-district impact report")

# --- index page ------------------------------------------------------------------------------
INDEX_TITLE = Text("รายงานผลกระทบรายตำบล {n} ตำบล", "Impact reports of {n} sub-districts")
INDEX_LEAD = Text(
    "ข้อมูลของตำบลเดียวส่วนใหญ่ยังไม่พอจะสรุปผลได้ ซึ่งไม่ได้แปลว่าโครงการไม่ได้ผล",
    "For most single tambons the data are not enough for a conclusion, which does not mean that "
    "the programme had no effect.",
)
INDEX_CAPTION = Text(
    "ข้อสรุปของตัวชี้วัดหลัก: {name}  เรียงตามรหัสตำบล ไม่จัดอันดับ",
    "Findings on the main indicator: {name}. Ordered by code; deliberately not ranked.",
)
INDEX_SEARCH = Text("ค้นหาตำบล อำเภอ หรือรหัส", "Search tambon, amphoe or code")
INDEX_FILTER = Text("ข้อสรุป", "Finding")
INDEX_ALL = Text("ทุกข้อสรุป", "All findings")
INDEX_SHOWN = Text("ตำบลที่แสดง", "tambons shown")
INDEX_NO_PAGE = Text("ยังไม่ได้สร้างรายงาน", "report not made yet")

# --- what the exporter refuses ---------------------------------------------------------------
WANT_RUN_NOTEBOOK = Text(
    "สมุดงานที่รันครบทุกเซลล์โดยไม่มีข้อผิดพลาด", "a notebook that ran to its end without an error"
)
WANT_REPORT_CELLS = Text(
    "สมุดงานที่มีเซลล์ติดป้าย report และรันแล้ว", "a notebook with executed cells tagged “report”"
)
WANT_IN_REGISTER = Text(
    "รหัสตำบลที่อยู่ในทะเบียน ใกล้เคียงที่สุดคือ {near}", "a tambon code of the register; the nearest is {near}"
)
WANT_IN_ROSTER = Text(
    "ตำบลที่อยู่ในโครงการ (ในบัญชีรายชื่อ) จึงจะมีรายงาน", "a tambon of the roster; only those have a report"
)
WANT_IN_PLAN = Text("ตัวชี้วัดในแผน: {known}", "an indicator of the plan: {known}")
