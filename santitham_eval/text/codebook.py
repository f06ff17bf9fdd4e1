"""The codebook: what every variable, indicator and source is called and means."""

from __future__ import annotations

from santitham_eval.text.model import Text

CODEBOOK_TITLE = Text("คู่มือรหัสและตัวแปร", "Codebook")
CODEBOOK_LEAD = Text(
    "หน้านี้สร้างจากคำประกาศในโปรแกรมและแฟ้มการศึกษา จึงตรงกับสิ่งที่คำนวณเสมอ "
    "ตารางในรูป CSV อยู่ในโฟลเดอร์ tables และอธิบายไว้ใน datapackage.json",
    "Made of the declarations in the program and of the study file, so it says what is computed. "
    "The tables as CSV lie in the folder tables, described by datapackage.json.",
)
SECTION_INDICATORS = Text("ตัวชี้วัด", "Indicators")
SECTION_SOURCES = Text("แหล่งข้อมูลของการศึกษานี้", "Sources of this study")
SECTION_VARIABLES = Text("ตัวแปรของแต่ละตาราง", "Variables of each table")
CAPTION_INDICATORS = Text("ตัวชี้วัดทั้งหมด แยกตามเป้าหมาย", "All indicators, by goal.")
CAPTION_FILES = Text(
    "แฟ้มดิบ สัญญาอนุญาต และค่า sha256 ของแฟ้มที่ใช้สร้างตาราง",
    "Raw files, their licences, and the sha256 of those that the tables were built of.",
)
CAPTION_VARIABLES = Text("ตาราง {table}: {what}", "Table {table}: {what}")
HEAD_FORMULA = Text("สูตร", "Formula")
HEAD_UNIT = Text("หน่วย", "Unit")
HEAD_REMARKS = Text("ข้อสังเกต", "Remarks")
HEAD_FILE = Text("แฟ้ม", "File")
HEAD_LICENCE = Text("สัญญาอนุญาต", "Licence")
HEAD_ORIGIN = Text("ที่มา", "Origin")
HEAD_SHA = Text("sha256", "sha256")
HEAD_VARIABLE = Text("ตัวแปร", "Variable")
HEAD_TYPE = Text("ชนิด", "Type")
HEAD_MEANING = Text("ความหมาย", "Meaning")
FAMILIES = {
    "rate": Text("อัตรา", "rate"),
    "share": Text("สัดส่วน", "share"),
    "mean": Text("ค่าเฉลี่ย", "mean"),
}
DIRECTIONS = {
    1: Text("มากดีกว่า", "higher is better"),
    -1: Text("น้อยดีกว่า", "lower is better"),
}
KIND_OF = Text("{family} {direction} ราย{time}", "{family}, {direction}, by {time}")
REMARK_PARTICIPANTS = Text(
    "มีเฉพาะตำบลในโครงการ จึงบรรยายเท่านั้น ไม่ใช้ตัดสินผล",
    "observed in the programme's tambons only: described, never judged",
)
REMARK_BREAK = Text("นิยามเปลี่ยนปี {year}: {why}", "break in BE {year}: {why}")
REMARK_YARDSTICK = Text("เกณฑ์ทางการ: {words}", "official target: {words}")
REMARK_PERSONS = Text("นับคน จำนวนน้อยไม่แสดง", "counts persons: small counts are withheld")
REMARK_PARTS = Text("แยกเป็น {parts}", "opened into {parts}")
REMARK_SOURCE = Text("แหล่ง: {source}", "source: {source}")
NOT_REGISTERED = Text("ไม่มีในทะเบียนแฟ้ม", "not in registry.csv")
OTHER_BYTES = Text(
    "แฟ้มต่างจากที่ลงทะเบียนไว้ใน registry.csv", "the file is not the one that registry.csv lists"
)
NOTE_NO_REGISTRY = Text(
    "ไม่มี registry.csv ในโฟลเดอร์ข้อมูลดิบ จึงไม่ทราบที่มาและสัญญาอนุญาต",
    "There is no registry.csv in the raw folder, so origins and licences are not known.",
)
NOTE_EVENTS_KEPT = Text(
    "ตาราง events ไม่เผยแพร่เป็น CSV เพราะมีจำนวนคนรายเหตุ และเงื่อนไขของบางแหล่งไม่ให้ส่งต่อรายแถว",
    "The table events is not released as CSV: it counts persons event by event, and the terms of "
    "some sources forbid passing rows on.",
)
NOTE_LESSONS_KEPT = Text(
    "ตาราง lessons ไม่เผยแพร่เป็น CSV เพราะเป็นถ้อยคำของคนในพื้นที่ "
    "หน้าถอดบทเรียนแสดงเฉพาะจำนวนและข้อความที่ผู้ตอบยินยอม",
    "The table lessons is not released as CSV: it holds people's own words; the page of lessons "
    "shows counts, and only such words as may be quoted.",
)
PACKAGE_TITLE = Text("ตารางของการศึกษา {study}", "Tables of the study {study}")

# --- tables and their variables ----------------------------------------------------------------
TABLES_ARE = {
    "register": Text("ตำบลในพื้นที่ศึกษา", "tambons of the study area"),
    "roster": Text("ตำบลในโครงการและเดือนที่เริ่ม", "tambons in the programme and when they began"),
    "events": Text("เหตุการณ์และตำแหน่งที่วางได้", "events, at the finest level they support"),
    "neighbours": Text("คู่ตำบลที่มีเขตติดกัน", "pairs of tambons that share a border"),
    "map": Text("เส้นรอบตำบลอย่างย่อสำหรับวาดแผนที่", "outlines of the tambons, thinned, to draw a map"),
    "panel": Text("ค่าของทุกตำบล ตัวชี้วัด และช่วงเวลา", "every tambon, indicator and period"),
    "quality": Text("คุณภาพข้อมูล", "quality of the data"),
    "effects": Text("ผลที่ประมาณได้ทุกวิธี", "effects by every method"),
    "diagnostics": Text("ฐานของผลหลักแต่ละตำบล", "what each headline rests on"),
    "programme": Text(
        "ผลของโครงการทั้งหมด ผลแยกส่วน และสิ่งที่อาจทำให้ผลเปลี่ยน",
        "the programme as a whole, its parts, and what might overturn its effect",
    ),
    "checks": Text("การตรวจสอบข้อสมมติของผลหลัก", "checks of the headline's assumptions"),
    "comparisons": Text(
        "ตำบลเปรียบเทียบของแต่ละตำบลในตัวชี้วัดหลัก",
        "with whom each tambon is compared on primary indicators",
    ),
    "placebos": Text(
        "ตำบลนอกโครงการ หากสมมติว่าเริ่มพร้อมแต่ละรุ่น",
        "tambons outside the programme, as if they had begun with each wave",
    ),
    "withheld": Text(
        "ตัวชี้วัดของแต่ละตำบลที่ไม่แสดงตัวเลข เพราะนับคนได้น้อยเกินไป",
        "indicators of each tambon whose figures are withheld: they count too few persons",
    ),
    "levels": Text(
        "ยอดรวมรายปีของตัวชี้วัดที่มีเฉพาะตำบลในโครงการหรือมีเป้าหมายของทางการ",
        "sums by year of what only participants have and of what has an official target",
    ),
    "lessons": Text(
        "คำตอบจากใบงานถอดบทเรียนที่ส่งกลับมา เป็นสิ่งที่คนในพื้นที่บอก ไม่ใช่ผลที่วัดได้",
        "answers of returned lessons-learned sheets: what people said, not measured effects",
    ),
    "balance": Text(
        "ความคล้ายกันกับตำบลเปรียบเทียบก่อนเริ่มโครงการ", "how alike tambons and comparison were before"
    ),
}
VARIABLES = {
    "date": Text("วันที่ตอบใบงาน (ค.ศ.)", "day on which the sheet was answered (CE)"),
    "goal": Text(
        "เป้าหมายของโครงการ ตามอักษรขึ้นต้นของตัวชี้วัด",
        "goal of the programme, by the letters with which its indicators begin",
    ),
    "field": Text(
        "ข้อของใบงาน: 1 สิ่งที่เห็น 2 เหตุและสิ่งที่ควรทำต่อ", "question: 1 what was seen, 2 why and what next"
    ),
    "theme": Text("ประเด็นจากรายการสั้นของใบงาน", "theme of the sheet's short list"),
    "text": Text("ข้อความที่เขียนตอบ ว่างได้", "what was written; may be blank"),
    "consent": Text("ยินยอมให้อ้างข้อความหรือไม่ ไม่ระบุถือว่าไม่", "whether it may be quoted; silence is no"),
    "tambon": Text("รหัสตำบล 6 หลัก (ALL คือทั้งโครงการ)", "six-digit code (ALL: the programme)"),
    "name_th": Text("ชื่อตำบลภาษาไทย", "Thai name of the tambon"),
    "name_en": Text("ชื่อตำบลภาษาอังกฤษ", "English name of the tambon"),
    "amphoe": Text("รหัสอำเภอ 4 หลัก", "four-digit code of the amphoe"),
    "amphoe_th": Text("ชื่ออำเภอภาษาไทย", "Thai name of the amphoe"),
    "amphoe_en": Text("ชื่ออำเภอภาษาอังกฤษ", "English name of the amphoe"),
    "province": Text("รหัสจังหวัด 2 หลัก", "two-digit code of the province"),
    "province_th": Text("ชื่อจังหวัดภาษาไทย", "Thai name of the province"),
    "province_en": Text("ชื่อจังหวัดภาษาอังกฤษ", "English name of the province"),
    "start": Text("เดือนที่เริ่มโครงการ (ค.ศ.)", "first month in the programme (CE)"),
    "dose": Text("งบประมาณของตำบล", "budget of the tambon"),
    "event_id": Text("เลขเหตุการณ์ในแหล่งข้อมูล", "number of the event in its source"),
    "source": Text("ชื่อแหล่งข้อมูลในแฟ้มการศึกษา", "name of the source in the study file"),
    "period": Text(
        "ช่วงเวลา (ค.ศ.): เดือน ปีงบประมาณที่สิ้นสุดกันยายน หรือปีปฏิทิน ตามตัวชี้วัด",
        "period (CE): month, fiscal year ending September, or calendar year, by indicator",
    ),
    "deaths": Text("ผู้เสียชีวิต ว่างคือไม่ทราบ", "deaths; blank where unknown"),
    "civilian_deaths": Text("พลเรือนเสียชีวิต ว่างคือไม่ทราบ", "civilian deaths; blank where unknown"),
    "injured": Text("ผู้บาดเจ็บ ว่างคือไม่ทราบ", "injured; blank where unknown"),
    "level": Text("ระดับตำแหน่งที่ละเอียดที่สุด", "finest level at which the event is placed"),
    "note": Text("เหตุผลโดยย่อ", "short reason"),
    "neighbour": Text("รหัสตำบลที่ติดกัน", "code of the adjacent tambon"),
    "basis": Text(
        "boundary เขตตำบลจริง หรือ tile ช่องแทนตำบลเมื่อไม่มีแผนที่เขต",
        "boundary, or tile: a square in place of the tambon where no boundaries are given",
    ),
    "x": Text("ตำแหน่งในแผนที่ จากซ้าย", "place in the map, from its left"),
    "y": Text("ตำแหน่งในแผนที่ จากบน", "place in the map, from its top"),
    "outline": Text("เส้นรอบตำบล (SVG path)", "outline, as the path of an SVG"),
    "indicator": Text("รหัสตัวชี้วัด", "id of the indicator"),
    "numerator": Text("ตัวตั้งตามสูตรของตัวชี้วัด", "numerator of the indicator's formula"),
    "denominator": Text("ตัวหารตามสูตรของตัวชี้วัด", "denominator of the indicator's formula"),
    "value": Text("ตัวตั้ง ÷ ตัวหาร ก่อนปรับหน่วย", "numerator / denominator, before the unit's scale"),
    "observed": Text("มีข้อมูลหรือไม่ (ไม่มีไม่ใช่ศูนย์)", "whether it is observed (missing is not zero)"),
    "se": Text(
        "ค่าคลาดเคลื่อนมาตรฐานของค่า ว่างถ้าแหล่งไม่ให้", "standard error of the value; blank where none"
    ),
    "topic": Text("หัวข้อ", "topic"),
    "area": Text("รหัสพื้นที่ หรือ ALL", "code of the area, or ALL"),
    "item": Text("รายการ: แหล่งหรือตัวชี้วัด แล้วตามด้วยเรื่อง", "item: source or indicator, then what"),
    "count": Text("จำนวน ว่างถ้าไม่มีอะไรให้นับ", "count; blank where nothing is counted"),
    "th": Text("คำอธิบายภาษาไทย", "the sentence in Thai"),
    "en": Text("คำอธิบายภาษาอังกฤษ", "the sentence in English"),
    "part": Text("เรื่องที่แถวนี้บอก", "what the row is about"),
    "item_of_part": Text(
        "รายการในเรื่องนั้น: วิธี ปี จังหวัด งบประมาณ วงรอบ หรืออำเภอ",
        "which of that: method, year, province, budget, ring or amphoe",
    ),
    "tambons": Text("จำนวนตำบลที่นับ", "tambons that count"),
    "comparisons_of_part": Text(
        "จำนวนตำบลนอกโครงการที่ใช้เปรียบเทียบ", "tambons outside that are compared with"
    ),
    "method": Text("วิธีประมาณ", "method of estimation"),
    "scale": Text("มาตรของผล: ratio หรือ difference", "scale of the effect: ratio or difference"),
    "estimate": Text("ผลที่ประมาณได้", "estimated effect"),
    "low": Text("ขอบล่างของช่วงความเชื่อมั่น", "lower end of the interval"),
    "high": Text("ขอบบนของช่วงความเชื่อมั่น", "upper end of the interval"),
    "p_value": Text("ค่า p", "p-value"),
    "q_value": Text("ค่า q ปรับการดูหลายผลพร้อมกัน", "q-value, for looking at many at once"),
    "mde": Text("การเปลี่ยนแปลงที่เล็กที่สุดซึ่งน่าจะตรวจพบ", "smallest change likely to be seen"),
    "before": Text("ค่าช่วงก่อน", "level before"),
    "after": Text("ค่าช่วงหลัง", "level after"),
    "expected": Text("ค่าที่คาดไว้หากไม่มีโครงการ", "level expected without the programme"),
    "n_before": Text("ตัวตั้งรวมช่วงก่อน", "numerator summed before"),
    "n_after": Text("ตัวตั้งรวมช่วงหลัง", "numerator summed after"),
    "state": Text("ข้อสรุป หนึ่งในห้าสถานะ", "finding: one of the five states"),
    "baseline_first": Text("ช่วงแรกของฐาน", "first period of the baseline"),
    "baseline_last": Text("ช่วงสุดท้ายของฐาน", "last period of the baseline"),
    "baseline_periods": Text("จำนวนช่วงของฐาน", "periods of the baseline"),
    "follow_up_first": Text("ช่วงแรกของการติดตามผล", "first period of the follow-up"),
    "follow_up_last": Text("ช่วงสุดท้ายของการติดตามผล", "last period of the follow-up"),
    "follow_up_periods": Text("จำนวนช่วงของการติดตามผล", "periods of the follow-up"),
    "comparisons": Text("จำนวนตำบลที่ใช้เปรียบเทียบได้", "tambons that may be compared with"),
    "matched": Text("จำนวนตำบลเปรียบเทียบที่เลือก", "tambons matched"),
    "level_of_baseline": Text("ค่าช่วงฐานของตำบล", "the tambon's level in the baseline"),
    "matched_level": Text("ค่าช่วงฐานของตำบลเปรียบเทียบ", "their level in the baseline"),
    "change": Text("การเปลี่ยนแปลงของตำบลเปรียบเทียบ", "change of the comparison tambons"),
    "spread": Text("ความต่างระหว่างตำบล", "spread between tambons"),
    "placebos": Text("จำนวนการทดสอบลวงในพื้นที่", "placebos in space"),
    "margin_power": Text(
        "โอกาสตรวจพบ หากดีขึ้นเท่าขอบเขตที่ตกลงไว้ (ก่อนปรับการดูหลายผล)",
        "chance to find a change of the margin for the better (before correction)",
    ),
    "equivalence": Text(
        "ค่า p ว่าไม่เปลี่ยนเกินขอบเขต (การทดสอบทางเดียวสองครั้ง คูณสอง)",
        "p-value of equivalence within the margin (two one-sided tests, doubled)",
    ),
    "comparison": Text("รหัสตำบลเปรียบเทียบ", "code of the comparison tambon"),
    "weight": Text("น้ำหนักในค่าที่คาดไว้ รวมเป็น 1", "its share in what is expected; they sum to 1"),
    "check": Text("การตรวจสอบ", "check"),
    "judged": Text(
        "จำนวนตำบลหรือทางเลือกที่ใช้ตรวจ", "tambons, or specifications, that the check rests on"
    ),
    "rejected": Text("ในจำนวนนั้น ค่า p ต่ำกว่า 0.05", "of these, with p below 0.05"),
    "alike": Text("ในจำนวนนั้น ได้ข้อสรุปเหมือนผลหลัก", "of these, with the headline's state"),
    "verdict": Text("ผลการตรวจ: pass, caution, not_possible", "pass, caution or not_possible"),
    "covariate": Text(
        "ลักษณะก่อนเริ่มโครงการ: level ระดับ trend แนวโน้ม size ขนาด near ตำบลข้างเคียง",
        "what is compared before: level, trend, size, near (adjacent tambons)",
    ),
    "own": Text(
        "ค่าของตำบล (อัตราและขนาดเป็น log)", "value of the tambon (a log for rates and for size)"
    ),
    "others": Text("ค่าเฉลี่ยของตำบลเปรียบเทียบ", "mean of its comparison tambons"),
    "outside": Text("ค่าเฉลี่ยของตำบลนอกโครงการ", "mean of all tambons it may be compared with"),
    "apart": Text("ผลต่างกับตำบลเปรียบเทียบ เป็น SD", "distance from its comparison, in SD"),
    "apart_outside": Text("ผลต่างกับตำบลนอกโครงการ เป็น SD", "distance from all outside, in SD"),
    "variance_ratio": Text(
        "อัตราส่วนความแปรปรวนต่อตำบลเปรียบเทียบ", "ratio of variances to the comparison's"
    ),
    "variance_ratio_outside": Text(
        "อัตราส่วนความแปรปรวนต่อตำบลนอกโครงการ", "ratio of variances to those outside"
    ),
    "year": Text("ปี พ.ศ. (รายเดือนรวมตามปีงบประมาณ)", "year, B.E.; months by fiscal year"),
    "numerator_of_year": Text("ตัวตั้งรวมทั้งปี", "numerator summed over the year"),
    "denominator_of_year": Text("ตัวหารรวมทั้งปี", "denominator summed over the year"),
    "periods_of_year": Text("จำนวนช่วงเวลาที่มีข้อมูลในปี", "periods of the year that are observed"),
    "whole_year": Text("มีข้อมูลครบทั้งปี", "whether all of the year is observed"),
    "edition": Text(
        "จำนวนครั้งที่นิยามเปลี่ยนมาแล้ว", "changes of the definition that lie behind the year"
    ),
    "withheld": Text("ตัวเลขของแถวนี้ไม่เผยแพร่ เพราะตัวชี้วัดนับคน", "figures withheld: it counts persons"),
}
UNIT_BAHT = Text("บาท", "baht")
UNIT_PERSONS = Text("คน", "persons")
UNIT_PERIODS = Text("ช่วงเวลา", "periods")
UNIT_OF_INDICATOR = Text("ตามตัวชี้วัด", "as the indicator")
