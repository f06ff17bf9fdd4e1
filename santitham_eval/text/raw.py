"""What is wanted of raw files, and what their readers and the panel note."""

from __future__ import annotations

from santitham_eval.text.model import Text

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
SAME_BYTES = Text("เนื้อหาเหมือน {file} ทุกประการ", "the same bytes as {file}")
WANT_NO_COPY = Text(
    "แฟ้มที่ไม่ใช่สำเนาของแฟ้มอื่น มิฉะนั้นข้อมูลจะถูกนับสองครั้ง ให้ย้ายสำเนาออกจากโฟลเดอร์",
    "a file that is not the copy of another, or its data count twice: take the copy out",
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
WANT_DECISION = Text(
    "{wanted} หรือเพิ่มบรรทัดนี้ใน {file}: {line}",
    "{wanted}; or add this line to {file}: {line}",
)
CODE_OF_SIX = Text("รหัส 6 หลัก", "code of 6 digits")
WANT_DECIDED_CODE = Text(
    "รหัสปัจจุบันในพื้นที่ศึกษา (ตำบล 6 หลัก อำเภอ 4 หลัก จังหวัด 2 หลัก) หรือ - เพื่อไม่นำมาใช้",
    "a current code of the study area (tambon 6 digits, amphoe 4, province 2), or - to leave out",
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
WANT_CODE_OF_PROVINCE = Text(
    "รหัสตำบล 6 หลักที่ขึ้นต้นด้วย {code} หรือ 0 ในแถวของจังหวัดและสำนักทะเบียน",
    "a tambon code of 6 digits that begins with {code}, or 0 in rows of provinces and offices",
)
WANT_UNIQUE_ROW = Text(
    "แถวที่ไม่เหมือนแถวอื่นทุกช่อง แถวนี้คัดลอกซ้ำ จึงจะนับประชากรสองครั้ง",
    "a row that is not the copy of another; its people would be counted twice",
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
WANT_FED = Text("แหล่งข้อมูลที่ให้ตัวชี้วัด {indicator}", "a source that feeds {indicator}")

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
    "not_covered": Text(
        "นอกเดือนที่แฟ้มการศึกษาระบุว่าแหล่งนี้ครอบคลุม",
        "outside the months that the study file says the source covers",
    ),
    "amphoe": Text("รู้เพียงอำเภอ ไม่นับลงตำบล", "known to the amphoe only, in no tambon"),
    "province": Text("รู้เพียงจังหวัด ไม่นับลงตำบล", "known to the province only, in no tambon"),
    "outside": Text("นอกพื้นที่ศึกษา", "outside the study area"),
    "no_month": Text("บอกเดือนไม่ได้", "month cannot be told"),
    "not_violent": Text("ไม่ใช่เหตุรุนแรง", "not violent"),
    "incomplete": Text(
        "เดือนของตำบลที่มีเหตุการณ์ไม่ทราบจำนวน",
        "months of a tambon with an event whose figure is unknown",
    ),
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
    "print": Text("พิมพ์", "print"),
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
    "log": Text(
        "แฟ้มบันทึกความคืบหน้าสำหรับเครื่องอ่าน บรรทัดละหนึ่งรายการแบบ JSON",
        "file to which progress is added for machines, one JSON object per line",
    ),
    "outside": Text(
        "รวมหน้าของตำบลนอกโครงการทุกตำบล (ไม่มีผลของโครงการ)",
        "also the page of every tambon outside the programme (without any effect)",
    ),
    "parameter": Text("พารามิเตอร์อื่นของสมุดงาน", "another parameter of the notebook"),
    "tambon": Text(
        "รหัสตำบล หนึ่งรหัสหรือมากกว่า ถ้าไม่ระบุคือทุกตำบลในโครงการ",
        "one code or more; without it, every tambon of the programme",
    ),
}
PROGRESS = Text("รายงาน", "reports")
PROGRESS_FAILED = Text("ไม่สำเร็จ {n}", "{n} failed")
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
WANT_METHOD = Text("วิธีประมาณค่าที่มีอยู่ เช่น {near}", "the name of a method, such as {near}")
WANT_SAME = Text(
    "ค่าเดียวกับที่คำนวณใหม่จากข้อมูล คือ {now} ให้เรียก santitham-eval estimate อีกครั้ง",
    "the figure made anew from the panel, {now}; run santitham-eval estimate again",
)
