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
WANT_A_TREATED_UNIT = Text(
    "อย่างน้อยหนึ่งหน่วยที่เข้าโครงการ", "at least one unit that is in the programme at some time"
)
WANT_A_NEVER_TREATED_UNIT = Text(
    "อย่างน้อยหนึ่งหน่วยที่ไม่เคยเข้าโครงการ ไว้เปรียบเทียบ",
    "at least one unit that is never in the programme, to compare with",
)
WANT_STARTING_UNIT = Text(
    "อย่างน้อยหนึ่งหน่วยที่เริ่มโครงการภายในช่วงข้อมูล",
    "at least one unit that starts in the programme within the table",
)
WANT_CHOICE_OF_METHOD = Text("ค่าใดค่าหนึ่งใน {known}", "one of {known}")
WANT_COUNT_FROM = Text("จำนวนเต็มตั้งแต่ {low} ขึ้นไป", "a whole number of {low} or more")
WANT_BETWEEN_NOUGHT_AND_ONE = Text("ตัวเลขระหว่าง 0 กับ 1", "a number between 0 and 1")
WANT_DRAWS = Text("จำนวนครั้งที่สุ่มอย่างน้อย 1", "at least one draw")
WANT_STRATA = Text("กลุ่มหนึ่งกลุ่มต่อหนึ่งหน่วย ไม่มีค่าว่าง", "one stratum for each unit, none of them blank")
WANT_SAME_SHAPE = Text(
    "จำนวนจริงหนึ่งค่าต่อหน่วยต่อช่วงเวลา ขนาดเดียวกับผลลัพธ์",
    "a finite number for each unit and period, in the shape of the outcome",
)
WANT_WILD_WEIGHTS = Text("rademacher หรือ webb", "rademacher or webb")
WANT_EXPOSURE = Text(
    "ประชากรหรือเวลาเสี่ยงที่มากกว่าศูนย์ทุกที่ที่มีเหตุการณ์ และไม่ติดลบ",
    "an exposure that is positive wherever there are events, and nowhere negative",
)
WANT_COUNTS = Text("จำนวนเหตุการณ์ที่ไม่ติดลบ", "counts of events, none negative")
WANT_EVENT_REFERENCE = Text(
    "ช่วงอ้างอิงที่อยู่ระหว่างช่วงแรกและช่วงสุดท้าย และความกว้างอย่างน้อย 1",
    "a reference between the first and the last event time, and a width of at least 1",
)
WANT_CONFIDENCE = Text("ระดับความเชื่อมั่นระหว่าง 0 กับ 1", "a confidence between 0 and 1")
WANT_EVENT_COEFFICIENTS = Text(
    "ค่าสัมประสิทธิ์ของทุกช่วงเวลา เรียงต่อเนื่องทีละหนึ่งช่วง ยกเว้นช่วงอ้างอิง "
    "โดยมีทั้งช่วงก่อนและหลังช่วงอ้างอิงอย่างน้อยฝ่ายละหนึ่งช่วง",
    "one finite coefficient for each period, one apart and in order, all but the reference "
    "period, with at least one on either side of it",
)
WANT_COVARIANCE = Text(
    "เมทริกซ์ความแปรปรวนร่วมที่สมมาตรและเป็นบวกแน่นอน ขนาดเท่าจำนวนสัมประสิทธิ์ "
    "(จำนวนกลุ่มต้องมากกว่าจำนวนสัมประสิทธิ์)",
    "a symmetric, positive definite covariance matrix, one row per coefficient "
    "(there must be more clusters than coefficients)",
)
WANT_POST_WEIGHTS = Text(
    "น้ำหนักหนึ่งค่าต่อช่วงเวลาหลังเริ่มโครงการ ไม่เป็นศูนย์ทั้งหมด",
    "one finite weight for each period after the reference, not all nought",
)
WANT_TREND_BOUND = Text("ตัวเลขตั้งแต่ 0 ขึ้นไป", "a finite number of at least 0")
WANT_COVERAGE = Text("ตัวเลขที่มากกว่า 0.5 แต่น้อยกว่า 1", "a number above 0.5 and under 1")
WANT_RESTRICTION = Text("smoothness หรือ relative", "smoothness or relative")
