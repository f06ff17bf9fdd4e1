"""The quality of the data: what the table tells, the page of it, and the end of `check`."""

from __future__ import annotations

from santitham_eval.text.model import Text

# --- sentences of the quality table ------------------------------------------------------------
TIMES = {
    "month": Text("เดือน", "months"),
    "fiscal year": Text("ปีงบประมาณ", "fiscal years"),
    "calendar year": Text("ปีปฏิทิน", "calendar years"),
}
YEAR_OF = Text("ปี {year}", "BE {year}")
FISCAL_YEAR_OF = Text("ปีงบประมาณ {year}", "fiscal year BE {year}")
NOTE_PERIODS_OBSERVED = Text("{time}ที่มีข้อมูล: {indicator}", "{time} observed: {indicator}")
NOTE_PERIODS_GIVEN = Text(
    "ช่วงเวลาที่แหล่ง {source} มีตัวเลขของตำบล",
    "periods for which the source {source} has any figure of the tambon",
)
NOTE_TAMBONS_IN_YEAR = Text(
    "ตำบลที่แหล่ง {source} มีข้อมูลใน{year}", "tambons that the source {source} covers in {year}"
)
NOTE_TAMBONS_HELD = Text(
    "ตำบลในพื้นที่ศึกษาที่แหล่ง {source} มี", "tambons of the study area that the source {source} holds"
)
NOTE_VALUES = {
    "missing": Text(
        "{indicator}: ช่องที่ไม่มีข้อมูล (ตำบล × ช่วงเวลา)", "{indicator}: missing (tambons x periods)"
    ),
    "zero": Text(
        "{indicator}: ช่องที่เป็นศูนย์จริง (ตำบล × ช่วงเวลา)",
        "{indicator}: a true zero (tambons x periods)",
    ),
    "other": Text(
        "{indicator}: ช่องที่มีค่าอื่น (ตำบล × ช่วงเวลา)",
        "{indicator}: any other value (tambons x periods)",
    ),
}
NOTE_BREAK_IN_WINDOW = Text(
    "{indicator}: นิยามเปลี่ยนตั้งแต่ปี {year} ({why}) จึงเทียบได้เฉพาะช่วงที่นิยามเดียวกัน "
    "จำนวนคือช่วงเวลาที่ใช้นิยามใหม่",
    "{indicator}: the definition changes from BE {year} ({why}), so only like is compared with "
    "like; the count is of periods of the new definition",
)
NOTE_NO_NUMERATOR = Text(
    "{indicator}: ผลรวมของตัวหารที่ไม่มีตัวตั้ง จึงไม่นำมาใช้", "{indicator}: denominators without a numerator"
)
NOTE_NO_PRICE = Text(
    "{source}: รายได้รวม (บาท) ของปีที่ไม่มีดัชนีราคา จึงไม่นำมาใช้",
    "{source}: income (baht) of years that the price index lacks, which does not count",
)
NOTE_PRICES_OF = Text(
    "รายได้คิดเป็นราคาของปี {year} ซึ่งเป็นปีสุดท้ายของดัชนีราคา (แหล่ง {source})",
    "incomes are in the prices of BE {year}, the last year of the price index (source {source})",
)
NOTE_LARGEST = Text(
    "{measure} มากที่สุดในเหตุการณ์เดียวของแหล่ง {source} ควรตรวจกับต้นฉบับ (เหตุการณ์ {event})",
    "most {measure} in one event of {source}; hold it against the original (event {event})",
)
NOTE_SILENT = Text(
    "เดือนที่นับเป็นศูนย์เพราะแฟ้มของแหล่ง {source} ไม่มีเหตุเลย ยาวสุด {first} ถึง {last} ({n} เดือน) "
    "ควรตรวจว่าแฟ้มไม่ขาดช่วง",
    "months that count as zero because the files of the source {source} hold no event at all in "
    "them; the longest run is {first} to {last} ({n} months): make sure that no file is missing",
)
NOTE_CODE_BECAME = Text("รหัสเดิม {old} เปลี่ยนเป็น {new}", "former code {old} became {new}")
NOTE_CODE_SPLIT = Text(
    "รหัสเดิม {old} แยกหรือยุบเป็น {new} จึงไม่มีรหัสปัจจุบันเพียงรหัสเดียว",
    "former code {old} became {new}, so no one current code stands for it",
)
NOTE_EVENTS_IN_YEAR = Text(
    "เหตุการณ์จากแหล่ง {source} ในปี {year} ที่รู้ถึงระดับอำเภอหรือละเอียดกว่า",
    "events of the source {source} in BE {year} that are known to the amphoe or finer",
)
NOTE_NO_COMMON_MONTHS = Text(
    "แหล่ง {one} และ {other} ไม่มีเดือนที่ครอบคลุมร่วมกัน",
    "the sources {one} and {other} have no month in common",
)
NOTE_AGREEMENT = {
    "months": Text(
        "เดือนที่แหล่ง {one} และ {other} ครอบคลุมร่วมกัน (อำเภอ × เดือน)",
        "months that {one} and {other} both cover (amphoe x months)",
    ),
    "both_some": Text("เดือนที่ทั้งสองแหล่งมีเหตุ", "months in which both have events"),
    "both_none": Text("เดือนที่ทั้งสองแหล่งไม่มีเหตุ", "months in which neither has events"),
    "only_one": Text("เดือนที่มีเหตุเฉพาะในแหล่ง {one}", "months with events in {one} only"),
    "only_other": Text("เดือนที่มีเหตุเฉพาะในแหล่ง {other}", "months with events in {other} only"),
    "same_share": Text(
        "ร้อยละของเดือนที่สองแหล่งตรงกันว่ามีหรือไม่มีเหตุ",
        "share of months in which both say some or both say none (%)",
    ),
    "correlation": Text(
        "สหสัมพันธ์ (Pearson) ของจำนวนเหตุรายอำเภอรายปี",
        "correlation (Pearson) of events by amphoe and year",
    ),
}
ABOVE_MEDIAN = Text("สูงกว่า", "above")
BELOW_MEDIAN = Text("ต่ำกว่า", "below")
NOTE_OUTLIER = Text(
    "{indicator}: ค่าของปี {year} {side}ค่ามัธยฐานของตำบลเองมากผิดปกติ ควรตรวจกับต้นฉบับ (ไม่ได้ตัดออก)",
    "{indicator}: the value of BE {year} lies far {side} the tambon's own median; hold it against "
    "the original (it is not removed)",
)
NOTE_REPEATED = Text(
    "แถวในแหล่ง {source} ที่วัน สถานที่ และจำนวนตรงกัน อาจเป็นเหตุเดียวที่บันทึกซ้ำ (ไม่ได้ตัดออก): {rows}",
    "rows of the source {source} with the same day, place and counts, perhaps one event written "
    "twice (not removed): {rows}",
)

# --- page of the data --------------------------------------------------------------------------
QUALITY_TITLE = Text("คุณภาพข้อมูล", "Data quality")
QUALITY_PAGE_TITLE = Text("คุณภาพข้อมูล: {study}", "Data quality: {study}")
QUALITY_LEAD = Text(
    "หน้านี้บอกว่าข้อมูลแต่ละแหล่งครอบคลุมอะไร อะไรหายไป และอะไรไม่ได้นำมานับ "
    "ข้อมูลที่ไม่มีไม่นับเป็นศูนย์ และไม่มีค่าใดถูกตัดออกเพราะดูผิดปกติ",
    "What each source covers, what is missing, and what was left out. Missing is never zero, and "
    "no value was removed for looking odd.",
)
SECTION_FIGURES = Text("ภาพรวม", "At a glance")
SECTION_COVERAGE = Text(
    "ความครอบคลุม และข้อมูลที่ไม่มีกับศูนย์จริง", "Coverage, and what is missing against zero"
)
SECTION_PLACEMENT = Text("ตำแหน่งของเหตุการณ์", "How finely events are placed")
SECTION_AGREEMENT = Text("แหล่งเหตุการณ์สองแหล่งเทียบกัน", "Two event sources beside each other")
SECTION_CHANGES = Text("นิยามและรหัสที่เปลี่ยน", "Definitions and codes that changed")
SECTION_DOUBTS = Text("ค่าที่ควรตรวจ", "Values to look at")
SECTION_LEFT_OUT = Text("สิ่งที่ไม่ได้นำมานับ และเหตุผล", "What was left out, and why")
HEAD_SOURCE = Text("แหล่งข้อมูล", "Source")
HEAD_FORMAT = Text("รูปแบบ", "Format")
HEAD_YEARS = Text("ปีที่มีข้อมูล (พ.ศ.)", "Years held (BE)")
HEAD_TAMBONS = Text("ตำบล (น้อยสุด–มากสุดต่อปี)", "Tambons (least–most in a year)")
HEAD_PERIODS = Text("ช่วงเวลาที่มี / มากสุด", "Periods held / most")
HEAD_TAMBONS_OF = Text("จำนวนตำบล", "Tambons")
HEAD_MISSING = Text("ไม่มีข้อมูล", "Missing")
HEAD_ZERO = Text("ศูนย์จริง", "True zero")
HEAD_OTHER_VALUES = Text("ค่าอื่น", "Other values")
HEAD_PARTS_MISSING = Text("ส่วนที่ไม่มีข้อมูล", "Share missing")
CAPTION_SOURCES = Text(
    "แหล่งข้อมูลของการศึกษา และปีในช่วงการศึกษาที่มีข้อมูลอย่างน้อยหนึ่งตำบล จากทั้งหมด {n} ตำบล",
    "Sources of the study, and the years of its periods with data for any of its {n} tambons.",
)
CAPTION_THIN = Text(
    "จำนวนตำบลที่มีข้อมูลน้อยกว่าตำบลอื่นในแหล่งเดียวกัน", "Tambons with less data than others of a source."
)
CAPTION_VALUES = Text(
    "ช่องข้อมูล (ตำบล × ช่วงเวลา) ของแต่ละตัวชี้วัด แยกว่าไม่มีข้อมูล เป็นศูนย์จริง หรือมีค่าอื่น",
    "Cells (tambons x periods) of each indicator: missing, a true zero, or any other value.",
)
CAPTION_GAPS = Text(
    "สิ่งที่แต่ละแหล่งมี ช่วงที่ขาด และเดือนที่ไม่มีเหตุการณ์ยืนยันว่ามีการเก็บข้อมูล",
    "What each source holds, its gaps, and months that no event shows to be covered.",
)
CAPTION_ALL_PLACED = Text(
    "เหตุการณ์ในช่วงการศึกษาตามความละเอียดของตำแหน่ง",
    "Events of the study’s periods by level of placement.",
)
CAPTION_AGREEMENT = Text(
    "สองแหล่งนับคนละสิ่ง จึงวางเทียบกันเท่านั้น และไม่นำมารวมในตัวชี้วัดเดียวกัน",
    "Two sources count different things: they stand beside each other and are never mixed in one "
    "indicator.",
)
CAPTION_EVENTS = Text(
    "เหตุการณ์รายอำเภอรายปีของแต่ละแหล่ง (เหตุที่รู้ถึงระดับอำเภอหรือละเอียดกว่า)",
    "Events of each source by amphoe and year (those known to the amphoe or finer).",
)
CAPTION_BREAKS = Text(
    "นิยามของตัวชี้วัดที่เปลี่ยนในช่วงการศึกษา", "Definitions that change inside the study’s periods."
)
CAPTION_CODES = Text("รหัสและขอบเขตที่เปลี่ยน", "Codes and boundaries that changed.")
CAPTION_OUTLIERS = Text(
    "ค่ารายปีที่ห่างจากค่ามัธยฐานของตำบลเองเกิน {limit} เท่าของส่วนเบี่ยงเบนแบบทนทาน "
    "(มาตราลอการิทึม หรือโลจิตสำหรับสัดส่วน)",
    "Yearly values more than {limit} robust deviations from the tambon’s own median (log scale, "
    "logit for shares).",
)
CAPTION_REPEATS = Text("แถวที่อาจเป็นเหตุเดียวบันทึกซ้ำ", "Rows that may be one event written twice.")
CAPTION_LEFT_OUT = Text(
    "จำนวนและยอดที่ไม่อยู่ในตาราง พร้อมเหตุผล",
    "Rows and amounts that are not in the panel, with the reason.",
)
CAPTION_REMARKS = Text("หมายเหตุของแต่ละแหล่ง", "Remarks on each source.")
NOTE_NOTHING = Text("{what}: ไม่พบ", "{what} None found.")
NOTE_MORE_ROWS = Text("และอีก {n} รายการ ซึ่งอยู่ในตาราง quality", "And {n} more, in the table quality.")
NOTE_WITHHELD = Text(
    "ปกปิด = จำนวนคนตั้งแต่ 1 ถึง {most} คน", "Withheld: counts of 1 to {most} persons."
)
NOTE_ONE_EVENT_SOURCE = Text(
    "การศึกษานี้มีแหล่งเหตุการณ์ไม่เกินหนึ่งแหล่ง จึงไม่มีอะไรให้เทียบ",
    "This study has no more than one event source, so there is nothing to compare.",
)
NOTE_NO_EVENTS = Text("การศึกษานี้ไม่มีแหล่งเหตุการณ์", "This study has no event source.")
AREA_ALL = Text("ทั้งพื้นที่", "whole area")

# --- figures -----------------------------------------------------------------------------------
AXIS_YEAR_BE = Text("ปี พ.ศ.", "year (B.E.)")
AXIS_EVENTS = Text("เหตุการณ์", "events")
AXIS_SHARE_EVENTS = Text("ร้อยละของเหตุการณ์", "% of events")
TITLE_COVERAGE = Text("ความครอบคลุมรายปี", "coverage by year")
TITLE_LEVELS = Text("ความละเอียดของตำแหน่ง", "level of placement")
TITLE_EVENTS = Text("เหตุการณ์รายปี", "events by year")
FIGURE_COVERAGE = Text(
    "ร้อยละของตำบลที่แต่ละแหล่งมีข้อมูลในแต่ละปี ช่องว่างคือปีที่แหล่งนั้นไม่เกี่ยวข้อง",
    "Share of tambons that each source covers in each year (%); a blank cell is a year that does "
    "not concern the source.",
)
FIGURE_LEVELS = Text(
    "เหตุการณ์ของแต่ละแหล่งแยกตามความละเอียดของตำแหน่ง เฉพาะที่รู้ถึงตำบลจึงนับลงตำบล",
    "Events of each source by how finely they are placed; only those known to a tambon count in "
    "one.",
)
FIGURE_EVENTS = Text(
    "เหตุการณ์รายปีของแต่ละแหล่ง (เหตุที่รู้ถึงระดับอำเภอหรือละเอียดกว่า)",
    "Events of each source by year (those known to the amphoe or finer).",
)
ALT_FIGURE = Text("{caption} ค่า: {values}", "{caption} Values: {values}.")
INDEX_QUALITY = Text("คุณภาพข้อมูล", "Data quality")
INDEX_CODEBOOK = Text("คู่มือรหัสและตัวแปร", "Codebook")
INDEX_MORE = Text("หน้าอื่นของการศึกษานี้", "Other pages of this study")

# --- the end of check, and tables that are stale -----------------------------------------------
CHECK_SOURCE = Text("แหล่ง {source} ({format}): {covers}", "source {source} ({format}): {covers}")
CHECK_YEARS = Text("พ.ศ. {years} รวม {n} ตำบล", "BE {years}, {n} tambons")
CHECK_HOLDS = Text("{n} ตำบล", "{n} tambons")
CHECK_NOTHING_COVERED = Text("ไม่มีข้อมูลในช่วงการศึกษา", "nothing in the study's periods")
CHECK_LEFT_OUT = Text("ไม่ได้นำมานับ: {words} = {n}", "left out: {words} = {n}")
CHECK_AMOUNTS = Text(
    "ไม่ได้นำมานับ: ยอดจากแหล่ง {source} อีก {n} รายการ ดูเหตุผลในตาราง quality",
    "left out: {n} more amounts of the source {source}, with the reasons in the table quality",
)
CHECK_SILENT = Text("ควรตรวจ: {words} = {n}", "to look at: {words} = {n}")
CHECK_COUNTS = Text(
    "ควรตรวจ: ค่าผิดปกติ {outliers} แถวที่อาจซ้ำ {duplicates} นิยามที่เปลี่ยน {breaks}",
    "to look at: outliers {outliers}, rows that may be repeats {duplicates}, changed "
    "definitions {breaks}",
)
CHECK_WITHOUT_REGISTER = Text(
    "ทะเบียนตำบลใช้ไม่ได้ จึงตรวจแฟ้มอื่นโดยไม่ตรวจรหัสและชื่อสถานที่ เมื่อแก้ทะเบียนแล้วให้ตรวจอีกครั้ง",
    "a readable register of tambons: the other files were checked, but their codes and place "
    "names could not be; check again once it is mended",
)
WANT_BUILT_ANEW = Text(
    "ตารางที่สร้างจากแฟ้มปัจจุบัน ให้เรียก santitham-eval build แล้ว estimate (เปลี่ยนไปแล้ว: {changed})",
    "tables built of the present files; run santitham-eval build, then estimate "
    "(changed: {changed})",
)
WANT_ESTIMATED_ANEW = Text(
    "ผลที่ประมาณจากตารางปัจจุบัน ให้เรียก santitham-eval estimate (เปลี่ยนไปแล้ว: {changed})",
    "effects estimated from the present tables; run santitham-eval estimate (changed: {changed})",
)
BATCH_WHOLE_PAGE = Text("หน้า{page}", "page: {page}")
BATCH_FAILED_PAGE = Text(
    "ทำหน้า {page} ไม่สำเร็จ {cell}: {reason}", "the page {page} failed, {cell}: {reason}"
)
