"""Figures, tables, sections of the page, the index."""

from __future__ import annotations

from santitham_eval.text.model import Text

# --- figure ----------------------------------------------------------------------------------
OBSERVED = Text("เกิดขึ้นจริง", "observed")
EXPECTED = Text("คาดไว้หากไม่มีโครงการ", "expected without it")
START_LINE = Text("เริ่ม {month}", "start {month}")
AXIS_FISCAL = Text("ปีงบประมาณ พ.ศ.", "Thai fiscal year (B.E.)")
AXIS_CALENDAR = Text("ปี พ.ศ.", "year (B.E.)")
AXIS_FROM = Text("รอบ 12 เดือน เริ่มเดือน{month}ของปี พ.ศ.", "12 months from {month} of year (B.E.)")
SIMULATED = Text("จำลอง", "SIMULATED")
ALT_COURSE = Text(
    "กราฟเส้นตัวชี้วัด “{name}” ({unit}) ของ{place} รอบ 12 เดือน ตั้งแต่ พ.ศ. {first} ถึง {last} "
    "เริ่มโครงการ {start} {levels} ค่าแต่ละรอบ: {values}",
    "Line chart of “{name}” ({unit}) in {place} by 12 months, B.E. {first} to {last}; the "
    "programme began in {start}. {levels} By year: {values}.",
)
ALT_LEVELS = Text(
    "ก่อนเริ่มโครงการเฉลี่ย {before} หลังเริ่มเฉลี่ย {after} เทียบกับที่คาดไว้หากไม่มีโครงการ {expected}",
    "Mean before {before}, after {after}, against {expected} expected without the programme.",
)
ALT_NOTHING_EXPECTED = Text(
    "ไม่มีค่าที่คาดไว้หากไม่มีโครงการ เพราะประเมินไม่ได้",
    "Nothing is shown as expected without the programme, since it could not be assessed.",
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
NOTE_REASON = Text("{name}: ประเมินไม่ได้ เพราะ{reason}", "{name}: not assessed, since {reason}")
CAPTION_DONORS = Text(
    "ตำบลเปรียบเทียบ {shown} ตำบลที่มีน้ำหนักมากที่สุด จากทั้งหมด {all} ตำบล",
    "Comparison tambons: the {shown} with most weight of {all}.",
)
NO_DONORS = Text(
    "ไม่มีตำบลที่นำมาเทียบ เพราะตัวชี้วัดนี้ประเมินไม่ได้",
    "No tambon was compared with, since this indicator could not be assessed.",
)
DONORS_PERSONS = Text(
    "ตัวชี้วัดนี้นับคน จึงไม่แสดงน้ำหนักของตำบลเปรียบเทียบแต่ละตำบล เพราะคำนวณย้อนเป็นจำนวนคนได้",
    "This indicator counts persons, so the weights of single comparison tambons are not shown: "
    "how many persons were counted there follows from them.",
)
NOTE_DONORS = Text(
    "ลำดับตามน้ำหนักในการเปรียบเทียบ ไม่ใช่การจัดอันดับผลงาน",
    "In order of weight in the comparison, not of performance.",
)
CAPTION_SHOCKS = Text("เรื่องอื่นที่เกิดขึ้นในช่วงเดียวกัน", "What else happened in these years.")
NO_SHOCKS = Text("ไม่ได้ประกาศไว้ในแฟ้มการศึกษา", "None declared in the study file.")
CAPTION_PLACEMENT = Text(
    "เหตุการณ์ในช่วงการศึกษา แยกตามความละเอียดของตำแหน่ง เหตุการณ์ที่รู้เพียงอำเภอหรือจังหวัดไม่นับลงตำบลใด",
    "Events of the study’s months by how finely they could be placed; those known only to the "
    "amphoe or province count for no tambon.",
)
CAPTION_QUALITY = Text(
    "สิ่งที่ควรรู้เกี่ยวกับข้อมูลของตำบลนี้",
    "What to know of the data of this tambon.",
)
QUALITY_ELSEWHERE = Text(
    "ข้อมูลทุกแหล่งของทั้งพื้นที่ศึกษา และสิ่งที่ไม่ได้นำมานับ อยู่ในหน้า",
    "All sources of the whole study area, and what was left out, are on the page",
)
ON_SCREEN = Text(
    "ตารางนี้ยาว จึงไม่พิมพ์ลงกระดาษ อ่านได้ในรายงานบนจอ: tambon/{code}/index.html",
    "Too long for paper; to be read in the report on screen: tambon/{code}/index.html",
)
PART_YEAR = Text(
    "{caption} ปี {year} มีเพียง {n} เดือนในช่วงการศึกษา",
    "{caption} Only {n} months of BE {year} are in the study’s periods.",
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
    "outliers": Text("ค่าที่ควรตรวจ", "Values to look at"),
    "duplicates": Text("แถวที่อาจบันทึกซ้ำ", "Rows perhaps written twice"),
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
TILES_LABEL = Text(
    "จำนวนตัวชี้วัดของตำบลนี้ แยกตามข้อสรุป", "How many of this tambon's indicators, by finding"
)
TILES_TAMBONS = Text(
    "จำนวนตำบลในโครงการ แยกตามข้อสรุปของตัวชี้วัดหลัก: {name}",
    "How many tambons of the programme, by finding on the main indicator: {name}",
)
CRUMBS = Text("เส้นทาง", "Breadcrumb")
VERDICT_LABEL = Text("ข้อสรุปหลัก", "Main finding")
METHOD_COMPARISON = Text(
    "เทียบการเปลี่ยนแปลงของตำบลนี้กับตำบลที่คล้ายกันซึ่งยังไม่ได้เข้าโครงการ {n} ตำบล "
    "ในช่วงเวลาเดียวกัน เพราะสถานการณ์เปลี่ยนไปทั่วทั้งพื้นที่อยู่แล้ว การดูก่อน–หลังอย่างเดียวจึงชวนให้เข้าใจผิด",
    "This tambon’s change is set against that of {n} similar tambons not in the programme over "
    "the same months. Things change everywhere anyway, so before and after alone would mislead.",
)
METHOD_NO_COMPARISON = Text(
    "วิธีประเมินคือเทียบการเปลี่ยนแปลงของตำบลนี้กับตำบลที่คล้ายกันซึ่งยังไม่ได้เข้าโครงการ แต่ตัวชี้วัดนี้เทียบไม่ได้ "
    "ด้วยเหตุผลที่บอกไว้ในข้อสรุปหลัก",
    "The method sets this tambon’s change against that of similar tambons not in the programme; "
    "on this indicator it could not, for the reason given in the main finding.",
)
METHOD_WINDOWS = Text(
    "ตำบลนี้เริ่มโครงการ {start} ช่วงก่อน: {baseline} ช่วงหลัง: {follow_up} "
    "ไม่นับเดือนที่อยู่ระหว่างการคัดเลือกตำบล เพราะมักเลือกตำบลในช่วงที่สถานการณ์แย่กว่าปกติ",
    "This tambon began in {start}. Before: {baseline}. After: {follow_up}. The months in which "
    "tambons were being chosen are left out, since they tend to be chosen when things are worse "
    "than usual.",
)
METHOD_WINDOW = Text("{first} ถึง {last} ({n} เดือน)", "{first} to {last} ({n} months)")
METHOD_NO_WINDOW = Text("ไม่มีรอบที่นำมาใช้ได้", "none that could be used")
METHOD_CERTAINTY = Text(
    "ความไม่แน่นอนวัดจากตำบลที่ไม่ได้เข้าโครงการ ว่าแต่ละตำบลแกว่งจากแนวโน้มร่วมเพียงใด "
    "และปรับที่ดูหลายตำบลหลายตัวชี้วัดพร้อมกันด้วยค่า q",
    "Uncertainty comes from how far tambons outside the programme scatter about their common "
    "change; q allows for the many tambons and indicators looked at together.",
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
WANT_OUTSIDE = Text(
    "ตำบลที่ไม่อยู่ในบัญชีรายชื่อของโครงการ ตำบลในโครงการมีสมุดงานของตนเอง",
    "a tambon that is not in the roster; those of the programme have a notebook of their own",
)
WANT_IN_PLAN = Text("ตัวชี้วัดในแผน: {known}", "an indicator of the plan: {known}")
