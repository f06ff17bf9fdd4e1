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
    "no_comparison_events": Text(
        "ไม่มีเหตุในตำบลที่จะเปรียบเทียบ จึงบอกไม่ได้ว่าควรเปลี่ยนไปเท่าใด",
        "nothing was counted in the tambons to compare with, so no change can be expected",
    ),
    "small_whole": Text(
        "จำนวนทั้งหมดที่ใช้เป็นฐานของสัดส่วนน้อยเกินไป",
        "the total that the share is taken of is too small",
    ),
    "poor_match": Text(
        "ไม่มีตำบลเปรียบเทียบที่ระดับก่อนเริ่มโครงการใกล้เคียงพอ",
        "no comparison tambons were near enough to its level before the start",
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
PERCENT_TIMES = Text("ร้อยละ {n} (เป็น {times} เท่า)", "{n}% (a factor of {times})")
# Thai puts a space before a numeral, none before ร้อยละ.
POINTS = Text(" {n} จุดร้อยละ", "{n} percentage points")
IN_UNIT = Text(" {n} ({unit})", "{n} ({unit})")
DOWN = Text("ลดลง{amount}", "down {amount}")
UP = Text("เพิ่มขึ้น{amount}", "up {amount}")
SAME = Text("แทบไม่ต่าง", "hardly different")
UNBOUNDED = Text("เพิ่มขึ้นโดยไม่อาจบอกขอบบนได้", "an increase without a known upper limit")
UNBOUNDED_DOWN = Text("ลดลงโดยไม่อาจบอกขอบล่างได้", "a fall without a known lower limit")
LOWER = Text("ต่ำกว่า", "lower")
HIGHER = Text("สูงกว่า", "higher")
RATE_OF = Text("อัตรา{name}", "the rate of {name}")
FIGURE_OF = Text("“{name}”", "“{name}”")
MISSING = "–"
SUPPRESSED = Text("ปกปิด", "suppressed")

# --- the verdict -----------------------------------------------------------------------------
VERDICT_CHANGED = Text(
    "หลังเริ่มโครงการ {name}ของตำบลนี้{side}ที่คาดไว้หากไม่มีโครงการ ประมาณ{amount}",
    "After the programme began, {name} in this tambon was about {amount} {side} than expected "
    "without the programme.",
)
VERDICT_CHANGED_HIDDEN = Text(
    "หลังเริ่มโครงการ {name}ของตำบลนี้{side}ที่คาดไว้หากไม่มีโครงการ",
    "After the programme began, {name} in this tambon was {side} than expected without the "
    "programme.",
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
    "เมื่อคำนึงว่าดูหลายตำบลและหลายตัวชี้วัดพร้อมกัน ค่า q {q} (เกณฑ์ไม่เกิน {fdr})",
    "Allowing for the many tambons and indicators looked at together, q {q} (threshold {fdr}).",
)
NOT_AFTER_CORRECTION = Text(
    "ดูเฉพาะตำบลนี้ ตัวเลข{side}ที่คาดไว้ แต่เมื่อดูหลายตำบลและหลายตัวชี้วัดพร้อมกัน ย่อมพบเช่นนี้โดยบังเอิญได้บ้าง "
    "หลักฐานจึงยังไม่ถึงเกณฑ์ (q {q} เกณฑ์ไม่เกิน {fdr})",
    "Taken alone this tambon’s figures are {side} than expected; but where many tambons and "
    "indicators are looked at, some will be so by chance, and the evidence falls short "
    "(q {q}, threshold {fdr}).",
)
CAN_SAY = Text("สิ่งที่พูดได้: {said}", "What can be said: {said}.")
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
SMALLEST_SEEN = Text(
    "การเปลี่ยนแปลงที่เล็กที่สุดซึ่งข้อมูลชุดนี้น่าจะตรวจพบได้ คือ{mde}",
    "The smallest change that these data would probably have shown is {mde}.",
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
    "ค่าประมาณ: {effect} (ช่วงความเชื่อมั่น {confidence}% {low} ถึง {high}; q {q}; MDE {mde})",
    "Estimate: {effect} ({confidence}% CI {low} to {high}; BH q {q}; smallest "
    "detectable effect {mde}).",
)
RATIO_IS = Text("อัตราส่วน {ratio}", "rate ratio {ratio}")
DIFFERENCE_IS = Text("ผลต่าง {difference}", "difference {difference}")
IN_ENGLISH = Text("ภาษาอังกฤษ", "In English.")

# --- figure ----------------------------------------------------------------------------------
OBSERVED = Text("เกิดขึ้นจริง", "observed")
EXPECTED = Text("คาดไว้หากไม่มีโครงการ", "expected without it")
START_LINE = Text("เริ่ม {month}", "start {month}")
AXIS_FISCAL = Text("ปีงบประมาณ พ.ศ.", "Thai fiscal year (B.E.)")
AXIS_CALENDAR = Text("ปี พ.ศ.", "year (B.E.)")
AXIS_FROM = Text("รอบ 12 เดือน เริ่มเดือน{month}ของปี พ.ศ.", "12 months from {month} of year (B.E.)")
SIMULATED = Text("จำลอง", "SIMULATED")
ALT_COURSE = Text(
    "กราฟเส้น{name} ({unit}) ของ{place} รอบ 12 เดือน ตั้งแต่ พ.ศ. {first} ถึง {last} เริ่มโครงการ {start} "
    "ก่อนเริ่มโครงการเฉลี่ย {before} หลังเริ่มเฉลี่ย {after} เทียบกับที่คาดไว้หากไม่มีโครงการ {expected} "
    "ค่าแต่ละรอบ: {values}",
    "Line chart of {name} ({unit}) in {place} by 12 months, B.E. {first} to {last}; the "
    "programme began in {start}. Mean before {before}, after {after}, against {expected} expected "
    "without the programme. By year: {values}.",
)
CAPTION_OBSERVED = Text(
    "เส้นทึบ = ข้อมูลจริง  พื้นเทา = ช่วงติดตามผล  จุดกลวง = รอบที่ไม่นับในการประเมิน",
    "Solid line: observed. Grey: follow-up. Hollow points: years that do not count in the "
    "evaluation.",
)
CAPTION_EXPECTED = Text(
    "เส้นประ = ค่าที่คาดไว้หากไม่มีโครงการ  "
    "แถบสี = ช่วงที่ข้อมูลจริงน่าจะตกอยู่ {confidence} ใน 100 ครั้งหากไม่มีโครงการ",
    "Dashes: expected without the programme. Band: where the observed would fall {confidence} "
    "times in 100 without it.",
)
CAPTION_HIDDEN = Text(
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
HEAD_START = Text("เริ่มโครงการ", "Start")
CAPTION_EFFECTS = Text(
    "ผลรายตัวชี้วัด ค่าก่อนและหลังเทียบกับที่คาดไว้หากไม่มีโครงการ",
    "Indicators before and after, against what was expected without the programme.",
)
NOTE_EFFECTS = Text(
    "ผลของอัตราแสดงเป็นร้อยละที่ต่างจากที่คาดไว้ และเป็นอัตราส่วน (×) ผลของสัดส่วนเป็นจุดร้อยละ  "
    "q = ค่าที่ปรับแล้วว่าดูหลายตำบลและหลายตัวชี้วัดพร้อมกัน (Benjamini–Hochberg)  MDE = "
    "การเปลี่ยนแปลงที่เล็กที่สุดซึ่งน่าจะตรวจพบได้ (กำลังทดสอบร้อยละ 80)",
    "Effects on rates are percent differences from what was expected, and ratios (×); on shares, "
    "percentage points. q: Benjamini–Hochberg across tambons and primary indicators together, "
    "and across tambons for each secondary one. MDE: smallest change that would probably have "
    "been detected (80% power).",
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
CAPTION_SHOCKS = Text("เรื่องอื่นที่เกิดขึ้นพร้อมกัน ซึ่งกระทบทุกตำบล", "What else happened, to every tambon.")
NO_SHOCKS = Text("ไม่ได้ประกาศไว้ในแฟ้มการศึกษา", "None declared in the study file.")
CAPTION_PLACEMENT = Text(
    "เหตุการณ์ในช่วงการศึกษา แยกตามความละเอียดของตำแหน่ง เหตุการณ์ที่รู้เพียงอำเภอหรือจังหวัดไม่นับลงตำบลใด",
    "Events of the study’s months by how finely they could be placed; those known only to the "
    "amphoe or province count for no tambon.",
)
CAPTION_QUALITY = Text(
    "สิ่งที่ควรรู้เกี่ยวกับข้อมูลของตำบลนี้ และของทั้งพื้นที่ศึกษา",
    "What to know of the data of this tambon and of the whole study area.",
)
HEAD_LEVEL = Text("ความละเอียดของตำแหน่ง", "Placed by")
EVENTS_FROM = Text("แหล่งข้อมูล {source}", "source {source}")
AND_SIMILAR = Text("{words} และอีก {n} รายการทำนองเดียวกัน", "{words}; {n} more like it")
WHOLE_AREA = Text("ทั้งพื้นที่ศึกษา", "whole study area")
TOPICS = {
    "placement": Text("ตำแหน่งของเหตุการณ์", "Placement of events"),
    "left_out": Text("ไม่ได้นำมานับ", "Left out"),
    "coverage": Text("ความครบถ้วน", "Coverage"),
    "population": Text("ประชากร", "Population"),
    "codes": Text("รหัสพื้นที่", "Area codes"),
    "note": Text("หมายเหตุ", "Notes"),
}

# --- sections of the page --------------------------------------------------------------------
ALL_TAMBONS = Text("ทุกตำบล", "All tambons")
TAMBON_NAME = Text("ตำบล{name}", "{name} sub-district")
AMPHOE_NAME = Text("อำเภอ{name}", "{name} district")
PROVINCE_NAME = Text("จังหวัด{name}", "{name} province")
STARTED = Text("เข้าร่วมโครงการตั้งแต่เดือน{month}", "In the programme since {month}.")
SECTION_COURSE = Text("ก่อน–หลัง และ “ถ้าไม่มีโครงการ”", "Before, after, and without the programme")
SECTION_EFFECTS = Text("ผลทุกตัวชี้วัด", "All indicators")
SECTION_DONORS = Text("เทียบกับใคร", "Compared with whom")
SECTION_SHOCKS = Text("มีอะไรเกิดขึ้นอีก", "What else happened")
SECTION_QUALITY = Text("คุณภาพข้อมูล", "Data quality")
SECTION_METHOD = Text("ประเมินอย่างไร", "How this was assessed")
SECTION_PROVENANCE = Text("ที่มาและการทำซ้ำ", "Provenance")
TILES_LABEL = Text("จำนวนตัวชี้วัดแยกตามข้อสรุป", "Indicators by finding")
TILES_TAMBONS = Text("จำนวนตำบลแยกตามข้อสรุป", "Tambons by finding")
CRUMBS = Text("เส้นทาง", "Breadcrumb")
VERDICT_LABEL = Text("ข้อสรุปหลัก", "Main finding")
METHOD_COMPARISON = Text(
    "เทียบการเปลี่ยนแปลงของตำบลนี้กับตำบลที่คล้ายกันซึ่งยังไม่ได้เข้าโครงการ {n} ตำบล "
    "ในช่วงเวลาเดียวกัน เพราะสถานการณ์เปลี่ยนไปทั่วทั้งพื้นที่อยู่แล้ว การดูก่อน–หลังอย่างเดียวจึงชวนให้เข้าใจผิด",
    "This tambon’s change is set against that of {n} similar tambons not in the programme over "
    "the same months. Things change everywhere anyway, so before and after alone would mislead.",
)
METHOD_WINDOWS = Text(
    "ตำบลนี้เริ่มโครงการ {start} ช่วงก่อน: {baseline} ช่วงหลัง: {follow_up} "
    "ไม่นับเดือนที่อยู่ระหว่างการคัดเลือกตำบล เพราะมักเลือกตำบลในช่วงที่สถานการณ์แย่กว่าปกติ",
    "This tambon began in {start}. Before: {baseline}. After: {follow_up}. The months in which "
    "tambons were being chosen are left out, since they tend to be chosen when things are worse "
    "than usual.",
)
METHOD_WINDOW = Text("{first} ถึง {last} ({n} เดือน)", "{first} to {last} ({n} months)")
METHOD_NO_WINDOW = Text("ไม่มีข้อมูล", "no data")
METHOD_CERTAINTY = Text(
    "ความไม่แน่นอนวัดจากตำบลที่ไม่ได้เข้าโครงการ ว่าแต่ละตำบลแกว่งจากแนวโน้มร่วมเพียงใด "
    "และปรับที่ดูหลายตำบลหลายตัวชี้วัดพร้อมกันด้วยค่า q",
    "Uncertainty comes from how far tambons outside the programme scatter about their common "
    "change; q allows for the many tambons and indicators looked at together.",
)
METHOD_LIMITS = Text(
    "ผลที่เห็นอาจรวมสิ่งอื่นที่เกิดเฉพาะในตำบลนี้ช่วงเดียวกัน ไม่ใช่โครงการล้วน ๆ และไม่ควรนำไปจัดอันดับตำบล",
    "What is seen may include other things that happened only here at the same time. It is not "
    "meant for ranking tambons.",
)
PROV_STUDY = Text("การศึกษา", "Study")
PROV_VERSION = Text("รุ่นของโปรแกรม", "Program version")
PROV_INPUTS = {
    "study": Text("แฟ้มการศึกษา", "Study file"),
    "plan": Text("แผนวิเคราะห์", "Analysis plan"),
    "library": Text("ตัวโปรแกรม", "Program code"),
    "versions": Text("รุ่นของซอฟต์แวร์ทั้งหมด", "All software versions"),
    "seed": Text("ค่าเริ่มต้นของการสุ่ม", "Random seed"),
    "table": Text("ตาราง {name}", "Table {name}"),
    "raw": Text("ข้อมูลดิบ {name}", "Raw file {name}"),
}
PROV_SOFTWARE = Text("ซอฟต์แวร์", "Software")
PROV_COMMAND = Text("สร้างหน้านี้ใหม่", "Make this page again")
PROV_FULL = Text("ค่า sha256 เต็ม", "Full sha256")
SIMULATED_BANNER = Text(
    "ข้อมูลจำลอง ไม่ใช่สถานที่หรือเหตุการณ์จริง", "SIMULATED data: no real place, no real event."
)
SKIP_LINK = Text("ข้ามไปเนื้อหา", "Skip to content")
PAGE_TITLE = Text("{name} – รายงานผลกระทบรายตำบล", "{name} – sub-district impact report")

# --- index page ------------------------------------------------------------------------------
INDEX_TITLE = Text(
    "ผลกระทบรายตำบล: {treated} ตำบลในโครงการ จาก {n} ตำบลในพื้นที่ศึกษา",
    "Impact by sub-district: {treated} in the programme, of {n} in the study area",
)
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


# --- data rooms: sources, geography, panel ----------------------------------------------------
BLANK = Text("(ว่าง)", "(blank)")
EMPTY = Text("แฟ้มว่างเปล่า", "an empty file")
ODD_BYTES = Text("อักขระที่อ่านเป็นภาษาไทยไม่ได้", "characters that are no readable Thai")
HEADER_ONLY = Text("มีแต่หัวตาราง", "a header without rows")
N_FIELDS = Text("{n} ช่อง", "{n} fields")
ALREADY = Text("{found} (ซ้ำกับบรรทัด {row})", "{found} (also on row {row})")

WANT_FILE = Text("แฟ้มในโฟลเดอร์ {folder} ที่ตรงกับชื่อนี้", "a file of this name in the folder {folder}")
WANT_INSIDE = Text(
    "แฟ้มที่อยู่ในโฟลเดอร์ข้อมูลดิบจริง ไม่ใช่ทางลัดไปที่อื่น",
    "a file that lies in the raw folder itself, not a link to elsewhere",
)
WANT_READABLE = Text("แฟ้มที่เปิดอ่านได้", "a file that can be opened")
WANT_ROWS_OF_DATA = Text(
    "แฟ้มที่มีหัวตารางและข้อมูลอย่างน้อยหนึ่งแถว", "a header and at least one row of data"
)
WANT_ENCODING = Text(
    "อักษรแบบ UTF-8 หรือ CP874 (TIS-620) ให้บันทึกแฟ้มใหม่เป็น CSV UTF-8",
    "text in UTF-8 or CP874 (TIS-620); save the file again as CSV UTF-8",
)
WANT_CSV_NOT_HTML = Text(
    "แฟ้ม CSV แต่แฟ้มนี้เป็นหน้าเว็บ (HTML) ให้ดาวน์โหลดหรือบันทึกใหม่เป็น CSV",
    "a CSV file; this is a web page (HTML): download it again, or save it as CSV",
)
WANT_CSV_NOT_EXCEL = Text(
    "แฟ้ม CSV แต่แฟ้มนี้เป็นสมุดงาน Excel ให้บันทึกเป็น CSV UTF-8",
    "a CSV file; this is an Excel workbook: save it as CSV UTF-8",
)
WANT_XLSX = Text("สมุดงาน Excel (.xlsx) ที่เปิดอ่านได้", "a readable Excel workbook (.xlsx)")
WANT_QUOTES = Text("เครื่องหมายคำพูดที่เปิดและปิดครบคู่", "quotation marks that open and close in pairs")
WANT_N_FIELDS = Text("{n} ช่องเท่ากับหัวตาราง", "{n} fields, as in the header")
WANT_COLUMN_ONCE = Text("ชื่อคอลัมน์ที่ไม่ซ้ำกัน", "this column name once only")
WANT_COLUMN_NAMED = Text("คอลัมน์ชื่อ {name} (ขาดหายไป)", "a column named {name} (it is missing)")
WANT_NEAREST_COLUMN = Text(
    "คอลัมน์ที่รู้จัก ตั้งใจจะใช้ชื่อ {near} ใช่หรือไม่", "a known column; did you mean {near}?"
)
WANT_NO_EXTRA_COLUMN = Text("เฉพาะคอลัมน์ {known}", "only the columns {known}")
WANT_MAPPING = Text(
    "การจับคู่คอลัมน์ใน [sources.…].columns: ต้องมี {keys}",
    "a mapping in [sources.…].columns: {keys}",
)
WANT_MAPPING_KEY = Text("ชื่อมาตรฐานชื่อใดชื่อหนึ่งใน {known}", "one of the standard names {known}")

WANT_FILLED = Text("ค่าในช่องนี้ (ว่างอยู่)", "a value in this cell (it is blank)")
WANT_NUMBER = Text("ตัวเลข เช่น 1,234 หรือ ๑๒๓", "a number such as 1,234")
WANT_WHOLE = Text("จำนวนเต็ม", "a whole number")
WANT_NOT_NEGATIVE = Text("จำนวนที่ไม่ติดลบ", "a figure that is not negative")
WANT_BETWEEN = Text("ตัวเลขตั้งแต่ {low} ถึง {high}", "a number from {low} to {high}")
WANT_CODE = Text("รหัสตัวเลข {n} หลัก", "a code of {n} digits")
WANT_DATE = Text(
    "วันที่ เช่น 2020-03-15, 15/03/2563 หรือ 15 มี.ค. 2563",
    "a date such as 2020-03-15, 15/03/2563 or 15 March 2020",
)
WANT_DAY = Text("วันที่มีอยู่จริงในปฏิทิน (วัน/เดือน/ปี)", "a day that exists, written day/month/year")
WANT_YEAR = Text(
    "ปี พ.ศ. 2400–2700 หรือ ค.ศ. 1900–2100 สี่หลัก",
    "a four-digit year, BE 2400-2700 or CE 1900-2100",
)
WANT_FOUR_DIGIT_YEAR = Text(
    "ปีสี่หลัก หรือประกาศว่าคอลัมน์เป็น พ.ศ. ด้วยชื่อ date_be",
    "a four-digit year, or the column declared as Buddhist era by the name date_be",
)
WANT_CE = Text("ปี ค.ศ. (คอลัมน์นี้ประกาศเป็น ค.ศ.)", "a CE year (the column is declared CE)")
WANT_BE = Text("ปี พ.ศ. (คอลัมน์นี้ประกาศเป็น พ.ศ.)", "a BE year (the column is declared BE)")
WANT_SAME_ERA = Text("ปีที่ตรงกับศักราชที่เขียนกำกับไว้", "a year of the era that is written beside it")
WANT_END_AFTER_START = Text("วันที่ไม่ก่อน {start}", "a day not before {start}")
WANT_MONTH_WITHIN = Text(
    "เดือนในช่วงข้อมูลของการศึกษา {first} ถึง {last}",
    "a month within the study's data, {first} to {last}",
)
WANT_UNIQUE = Text("ค่าที่ไม่ซ้ำกับแถวอื่น", "a value that no other row holds")
WANT_AT_MOST_DEATHS = Text(
    "จำนวนไม่เกินผู้เสียชีวิตทั้งหมด ({deaths})", "no more than all deaths ({deaths})"
)
WANT_CURRENT_TAMBON = Text(
    "รหัสตำบลปัจจุบันในพื้นที่ศึกษา", "the current code of a tambon in the study area"
)
WANT_SUCCESSOR = Text(
    "รหัสปัจจุบัน รหัสนี้ยกเลิกแล้ว ปัจจุบันใช้ {successor}",
    "a current code; this one was abolished and is now {successor}",
)
WANT_SUCCESSOR_UNKNOWN = Text(
    "รหัสปัจจุบัน รหัสนี้ยกเลิกแล้วและไม่มีบันทึกว่ารวมเข้ากับตำบลใด",
    "a current code; this one was abolished, and no successor is recorded",
)
WANT_NAME_OF_CODE = Text(
    "ชื่อ {name} ตามรหัส {code} หรือเว้นว่างไว้", "the name {name} that belongs to {code}, or blank"
)
WANT_KNOWN_PLACE = Text(
    "ชื่อตำบล อำเภอ จังหวัด ที่ตรงกับทะเบียน", "tambon, amphoe and province as in the register"
)
WANT_NEAREST_PLACE = Text(
    "ชื่อที่ตรงกับทะเบียน ตั้งใจจะเขียน “{near}” ใช่หรือไม่",
    "a name of the register; did you mean “{near}”?",
)
WANT_EVENT_NUMBER = Text(
    "เลขที่เหตุการณ์ ไม่ใช่เลขประจำตัวประชาชน", "an event's number, not a person's identity number"
)
WANT_PLACE = Text("รหัสตำบล ชื่อตำบล/อำเภอ/จังหวัด หรือพิกัด", "a tambon code, place names or coordinates")
WANT_ON_LAND = Text(
    "พิกัดที่อยู่ในเขตตำบลของแฟ้มขอบเขต พิกัดนี้อยู่ในทะเลหรือนอกแผนที่ (event in the sea)",
    "a point inside a tambon of the boundaries; this event is in the sea or off the map",
)
WANT_CODE_OF_TAMBON = Text("{code} ตามรหัสตำบลในแถวนี้", "{code}, as in this row's tambon code")
WANT_AREA_CODES = Text(
    "ตำบลอย่างน้อยหนึ่งแห่งที่ขึ้นต้นด้วยรหัสพื้นที่ศึกษา",
    "at least one tambon whose code begins with the study area's codes",
)
WANT_CURRENT_SUCCESSOR = Text(
    "รหัสตำบลที่ใช้อยู่ในแฟ้มนี้", "the code of a tambon that is current in this file"
)

WANT_DOPA_FIELDS = Text(
    "13 ช่องคั่นด้วย | แบบแฟ้ม stat_a ของกรมการปกครอง", "13 fields divided by |, as in DOPA stat_a files"
)
WANT_DECEMBER = Text(
    "ปีและเดือนแบบ ปปดด เดือน 12 เช่น 6212", "year and month as YYMM of December, such as 6212"
)
WANT_SUM_OF_SEXES = Text("ผลรวมชายและหญิง ({total})", "the sum of men and women ({total})")
WANT_ONE_YEAR_ONCE = Text("ปีนี้ในแฟ้มเดียว", "this year in one file only")
WANT_POPULATION = Text(
    "ประชากร ณ 31 ธันวาคม พ.ศ. {year} ต้องมีแฟ้มของปีนี้ (เช่น {file})",
    "population at 31 December BE {year}; the file of that year is needed (such as {file})",
)

WANT_SHAPE = Text(
    "แฟ้มขอบเขตที่สมบูรณ์ (shapefile หรือ GeoJSON)", "a whole shapefile or GeoJSON of boundaries"
)
WANT_COMPANION = Text("แฟ้ม {name} วางไว้ข้างกัน", "the companion file {name} beside it")
WANT_WGS84 = Text(
    "พิกัดแบบ WGS84 (EPSG:4326) ที่ระบุไว้ในแฟ้ม .prj หรือ GeoJSON",
    "WGS84 degrees (EPSG:4326), stated in the .prj file or the GeoJSON",
)
WANT_PCODE = Text("รหัส TH ตามด้วยเลข {n} หลัก", "TH and {n} digits")
WANT_POLYGON = Text("รูปหลายเหลี่ยมที่มีพื้นที่", "a polygon with an area")
WANT_BOUNDARY_OF = Text("ขอบเขตของตำบล {name}", "a boundary of the tambon {name}")

WANT_ONE_SOURCE = Text("แหล่งข้อมูลชนิด {format} เพียงแหล่งเดียว", "one source of the format {format}")
WANT_SOURCE = Text(
    "แหล่งข้อมูลชนิด {format} ในแฟ้มการศึกษา", "a source of the format {format} in the study file"
)
WANT_ONE_FEED = Text(
    "แหล่งเหตุการณ์เพียงแหล่งเดียวต่อตัวชี้วัด (แหล่ง {other} ใช้ {indicator} แล้ว)",
    "one event source for one indicator ({other} feeds {indicator} already)",
)
WANT_FED = Text("แหล่งเหตุการณ์ที่ให้ตัวชี้วัด {indicator}", "an event source that feeds {indicator}")

NOTE_COLUMNS_DROPPED = Text(
    "คอลัมน์ในแฟ้ม {file} ที่ไม่ได้จับคู่ ไม่ถูกอ่านเข้าระบบ",
    "columns of {file} that are not mapped and were not read in",
)
NOTE_OTHER_COUNTRY = Text("เหตุการณ์นอกประเทศไทยในแฟ้ม {file}", "events outside Thailand in {file}")
NOTE_NO_MONTH = Text(
    "เหตุการณ์ที่บอกเดือนไม่ได้ (ช่วงวันคร่อมเดือนและความละเอียดวันระดับ 5) ไม่นำเข้าตาราง: {events}",
    "events whose month cannot be told (days span months, date precision 5), left out: {events}",
)
NOTE_SPAN = Text(
    "เหตุการณ์ที่คร่อมเดือน นับในเดือนแรก", "events that span months, counted in the first month"
)
NOTE_PROVINCE_DIFFERENCE = Text(
    "ยอดรวมตำบลต่างจากแถวจังหวัดในแฟ้มปี {year}",
    "sum of tambons less the province row of the file of BE {year}",
)
NOTE_PROVINCE_AGREES = Text(
    "แถวจังหวัดที่ยอดรวมตำบลตรงกัน (จังหวัด × ปี)",
    "province rows that the sum of their tambons equals (provinces x years)",
)
NOTE_BLANK_POPULATION = Text(
    "ตัวเลขประชากรที่เว้นว่างในแฟ้มปี {year}", "blank population figures in the file of BE {year}"
)
NOTE_REPAIRED = Text("ขอบเขตที่ซ่อมรูปทรงแล้ว", "boundaries whose shape was repaired")
NOTE_OFFICES = Text("สำนักทะเบียนที่รวมยอดเป็นตำบลนี้", "registration offices summed into this tambon")
NOTE_OLD_CODE = Text("รหัสเดิม {old} อ่านเป็น {new}", "former code {old} read as {new}")
NOTE_INTERPOLATION = Text(
    "ประชากรรายเดือนคิดเชิงเส้นตามเวลาระหว่างยอด 31 ธันวาคมสองปี ณ กึ่งกลางเดือน คน-ปีของเดือน = ประชากร ÷ 12",
    "population is interpolated linearly in time between two 31 Decembers to the middle of each "
    "month; person-years of a month = population / 12",
)
NOTE_NO_POPULATION = Text(
    "เดือนที่ไม่มีข้อมูลประชากรของตำบลนี้", "months without a population figure for this tambon"
)
NOTE_MONTHS = Text(
    "เดือนที่มีข้อมูลเหตุการณ์จากแหล่ง {source} (แฟ้มครอบคลุม พ.ศ. {first}–{last})",
    "months observed by the source {source} (its files cover BE {first}-{last})",
)
NOTE_OBSERVED = Text("เดือนที่มีข้อมูล: {indicator}", "months observed: {indicator}")
NOTE_FORMER_EVENTS = Text(
    "เหตุการณ์จากแหล่ง {source} ที่ใช้รหัสเดิมของตำบลนี้",
    "events of the source {source} under a former code of this tambon",
)
NOTE_NO_MEASURE = Text(
    "แหล่ง {source} ไม่มีข้อมูลที่ {indicator} ต้องใช้ จึงไม่มีค่าสังเกต",
    "the source {source} lacks what {indicator} needs, so nothing is observed",
)
NOTE_UNKNOWN_COUNT = Text(
    "เหตุการณ์จากแหล่ง {source} ที่ไม่ทราบจำนวน จึงถือว่าเดือนนั้นไม่มีข้อมูล",
    "events of the source {source} without the figure; their months are not observed",
)
LEVELS = {
    "exact": Text("รู้ตำบลแน่ชัด", "tambon known exactly"),
    "near": Text("อยู่ในหรือใกล้ตำบล", "in or near the tambon"),
    "named": Text("ตำบลตามชื่อที่ระบุ", "tambon by its name"),
    "amphoe": Text("รู้ถึงระดับอำเภอ", "known to the amphoe"),
    "province": Text("รู้ถึงระดับจังหวัด", "known to the province"),
    "outside": Text("นอกพื้นที่ศึกษา", "outside the study area"),
}
NOTE_LEVEL = Text("เหตุการณ์จากแหล่ง {source}: {level}", "events of the source {source}: {level}")
NOTE_NAMED_UNMATCHED = Text(
    "เหตุการณ์ที่ระบุชื่อตำบลแต่เทียบกับทะเบียนไม่ได้ คงไว้ระดับอำเภอ (แหล่ง {source}): {events}",
    "events that name a tambon which the register does not show for certain, kept at the amphoe "
    "(source {source}): {events}",
)
WHY_LEFT_OUT = {
    "before_periods": Text("ก่อนช่วงการศึกษา", "before the study's periods"),
    "after_periods": Text("หลังช่วงการศึกษา", "after the study's periods"),
    "amphoe": Text("รู้เพียงอำเภอ ไม่นับลงตำบล", "known to the amphoe only, in no tambon"),
    "province": Text("รู้เพียงจังหวัด ไม่นับลงตำบล", "known to the province only, in no tambon"),
    "outside": Text("นอกพื้นที่ศึกษา", "outside the study area"),
    "no_month": Text("บอกเดือนไม่ได้", "month cannot be told"),
}
NOTE_LEFT_OUT = Text(
    "เหตุการณ์จากแหล่ง {source} ที่ไม่อยู่ในตาราง: {why}", "events of the source {source} left out: {why}"
)


# === batch and commands =======================================================================
BATCH_STEP = {
    "build": Text("สร้างตารางข้อมูล", "build"),
    "estimate": Text("ประมาณผล", "estimate"),
    "report": Text("ทำรายงาน", "report"),
    "site": Text("ทำหน้ารวม", "site"),
    "check": Text("ตรวจข้อมูล", "check"),
}
BATCH_DONE = Text("{step}: เสร็จแล้ว ({what})", "{step}: done ({what})")
BATCH_SAME = Text(
    "{step}: ข้อมูลนำเข้าไม่เปลี่ยน จึงไม่ทำซ้ำ ({what})",
    "{step}: the inputs have not changed, so it is not run again ({what})",
)
BATCH_TABLES = Text("{n} ตาราง", "{n} tables")
BATCH_ROWS = Text("ผล {n} แถว", "{n} rows of effects")
BATCH_REPORTS = Text("รายงาน {n} ตำบล", "reports of {n} tambons")
BATCH_PAGE = Text("หน้าแรก {path}", "first page {path}")
BATCH_FINE = Text("ไม่พบข้อผิดพลาด", "nothing wrong found")
BATCH_ONE_DONE = Text("ตำบล {code} เสร็จแล้ว ({n}/{total})", "tambon {code} done ({n} of {total})")
BATCH_ONE_FAILED = Text(
    "ตำบล {code} ไม่สำเร็จ ({n}/{total})", "tambon {code} failed ({n} of {total})"
)
BATCH_FAILURES = Text(
    "มี {n} ตำบลที่ทำรายงานไม่สำเร็จ สมุดงานที่หยุดกลางคันอยู่ในโฟลเดอร์ failed",
    "{n} tambons failed; the notebooks that stopped are in the folder failed",
)
BATCH_FAILURE = Text(
    "ตำบล {code} {cell}: {reason}",
    "tambon {code}, {cell}: {reason}",
)
BATCH_CELL = Text("เซลล์ที่ {n} ({source})", "cell {n} ({source})")
BATCH_NO_CELL = Text("นอกเซลล์ของสมุดงาน", "outside the notebook's cells")
BATCH_PROCESS_ENDED = Text(
    "กระบวนการทำงานหยุดลงเอง (อาจเป็นเพราะหน่วยความจำไม่พอ)",
    "its process ended by itself (memory may have run out)",
)
BATCH_STALE = Text(
    "รายงานของ {n} ตำบลทำจากข้อมูลนำเข้าชุดเดิม จึงไม่อยู่ในหน้ารวม ให้เรียก santitham-eval report",
    "reports of {n} tambons were made of earlier inputs and are left out of the site; "
    "run santitham-eval report",
)
BENCH_LINE = Text("{name}: {seconds} วินาที", "{name}: {seconds} s")
BENCH_RATIOS = Text(
    "สร้างตารางใหม่นานเป็น {same} เท่าของเมื่อข้อมูลไม่เปลี่ยน "
    "ทำรายงานสองตำบลพร้อมกันเร็วขึ้น {jobs} เท่า ตกรายงานละ {each} วินาที",
    "building anew takes {same} times as long as finding nothing changed; two reports at once are "
    "{jobs} times as fast as one, {each} s a report",
)
WANT_DEMO_FILE = Text(
    "แฟ้มของข้อมูลจำลอง แฟ้มนี้เป็นของท่านเอง จึงไม่เขียนทับ เว้นแต่สั่งด้วย --force",
    "a file of the demo; this one is your own and is not replaced unless you say --force",
)
BATCH_DEMO = Text("เขียนข้อมูลจำลองแล้ว: {path}", "demo data written: {path}")
HELP_APP = Text(
    "ประเมินผลโครงการตำบลสันติธรรม จากแฟ้มข้อมูลดิบถึงรายงานรายตำบล",
    "Evaluate the tambon Santitham programme: from raw files to a report per tambon.",
)
HELP = {
    "check": Text(
        "ตรวจแฟ้มทั้งหมดโดยไม่เขียนอะไร", "Read every file and tell every problem; writes nothing."
    ),
    "build": Text("สร้างตารางจากแฟ้มดิบ", "Make the tables from the raw files."),
    "estimate": Text("ประมาณผลของทุกตำบล", "Estimate the effects of all tambons."),
    "report": Text("ทำรายงานรายตำบล", "Make the reports of tambons."),
    "site": Text("ทำหน้ารวมและบัญชีแฟ้ม", "Write the index of reports and the manifest."),
    "demo": Text("เขียนข้อมูลจำลองลงโฟลเดอร์ข้อมูลดิบ", "Write the simulated demo into a raw folder."),
    "run": Text("ทำทุกขั้นตอน", "All steps: build, estimate, report, site."),
}
HELP_OPTION = {
    "study": Text("แฟ้มการศึกษา", "the study file"),
    "force": Text("ทำซ้ำแม้ข้อมูลนำเข้าไม่เปลี่ยน", "also when no input has changed"),
    "over": Text("เขียนทับแฟ้มของท่านเองด้วย", "also over files of your own"),
    "quiet": Text("ไม่แสดงความคืบหน้า", "tell no progress"),
    "jobs": Text("ทำพร้อมกันกี่ตำบล", "how many tambons at once"),
    "parameter": Text("พารามิเตอร์อื่นของสมุดงาน", "another parameter of the notebook"),
    "tambon": Text(
        "รหัสตำบล หนึ่งรหัสหรือมากกว่า ถ้าไม่ระบุคือทุกตำบลในโครงการ",
        "one code or more; without it, every tambon of the programme",
    ),
}
PROGRESS = Text("รายงาน", "reports")
WANT_NOTEBOOK = Text("สมุดงาน (notebook) ที่อ่านได้", "a readable notebook")
WANT_PARAMETERS_CELL = Text(
    "เซลล์ที่ติดป้าย parameters หนึ่งเซลล์ ทุกบรรทัดอยู่ในรูป ชื่อ: ชนิด = ค่า โดยชนิดเป็น str, int, float หรือ bool",
    "one cell tagged parameters, each line as name: type = value, the type one of str, int, "
    "float, bool",
)
WANT_PARAMETER = Text(
    "พารามิเตอร์ที่สมุดงานประกาศไว้: {known}", "a parameter that the notebook declares: {known}"
)
WANT_NEAREST_PARAMETER = Text(
    "พารามิเตอร์ที่สมุดงานประกาศไว้ ตั้งใจจะพิมพ์ “{near}” ใช่หรือไม่",
    "a parameter that the notebook declares; did you mean “{near}”?",
)
WANT_FREE_PARAMETER = Text(
    "พารามิเตอร์อื่น เพราะตัวนี้กำหนดด้วย --tambon หรือ --study",
    "another parameter: this one is set by --tambon or --study",
)
WANT_NAME_IS_VALUE = Text("ชื่อ=ค่า", "NAME=VALUE")
WANT_SIX_DIGITS = Text("รหัสตำบลเป็นตัวเลข 6 หลัก", "a tambon code of 6 digits")
WANT_TREATED = Text(
    "ตำบลที่เข้าร่วมโครงการ (ตำบลนี้ไม่อยู่ในบัญชี จึงไม่มีรายงานผล ใช้เป็นตำบลเปรียบเทียบเท่านั้น)",
    "a tambon in the programme (this one is not in the roster: it has no impact report and can "
    "only serve for comparison)",
)
WANT_METHOD = Text("วิธีประมาณค่าที่มีอยู่ เช่น {near}", "the name of a method, such as {near}")
WANT_SAME = Text(
    "ค่าเดียวกับที่คำนวณใหม่จากข้อมูล คือ {now} ให้เรียก santitham-eval estimate อีกครั้ง",
    "the figure made anew from the panel, {now}; run santitham-eval estimate again",
)

# --- the demo's registry of raw files ---------------------------------------------------------
DEMO_SOURCE = Text("ข้อมูลจำลองจาก santitham_eval.demo", "simulated by santitham_eval.demo")
DEMO_NOTES = {
    "tambon-register": Text(
        "ทะเบียนตำบลสมมุติ รวมรหัสที่ยกเลิกแล้ว", "register of fictional tambons, abolished codes included"
    ),
    "roster": Text("รายชื่อตำบลที่เข้าร่วมโครงการ (สมมุติ)", "tambons in the programme (fictional)"),
    "dopa-population": Text(
        "ประชากรตามทะเบียนราษฎรสมมุติ ณ 31 ธันวาคม ตามรูปแบบของกรมการปกครอง",
        "fictional registered population at 31 December, in DOPA's layout",
    ),
    "cod-ab": Text("แผนที่สมมุติกลางทะเล ตามรูปแบบ COD-AB", "made-up map in open sea, as COD-AB"),
    "incident-list": Text(
        "บัญชีเหตุการณ์สมมุติของผู้ประเมิน แยกตามปีงบประมาณ",
        "fictional incident list of the evaluator, by fiscal year",
    ),
    "ucdp-ged": Text(
        "เหตุที่มีผู้เสียชีวิต (สมมุติ) ตามรูปแบบ UCDP GED", "fictional fatal events, as UCDP GED"
    ),
}
