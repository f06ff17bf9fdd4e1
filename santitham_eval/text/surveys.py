"""Words of the readers of measures: surveys of households and persons, by tambon and year."""

from __future__ import annotations

from santitham_eval.text.model import Text

# --- all readers of measures --------------------------------------------------------------------
WANT_PLACE_COLUMNS = Text(
    "คอลัมน์รหัสตำบล ({code}) หรือคอลัมน์ชื่อตำบล อำเภอ และจังหวัดครบสามคอลัมน์ ({names})",
    "a column of tambon codes ({code}), or the three columns of names ({names})",
)
ALREADY_IN = Text("{found} (ซ้ำกับ {file} บรรทัด {row})", "{found} (also in {file}, row {row})")
WANT_TAMBON_ONCE = Text("ตำบลละหนึ่งแถวในช่วงเวลาเดียวกัน", "one row for a tambon in the same period")
WANT_PART_OF = Text("จำนวนไม่เกิน {column} ({most})", "no more than {column} ({most})")
WHY_NOT_MEASURED = {
    "total": Text("แถวยอดรวม ไม่ใช่ของตำบลใดตำบลหนึ่ง", "rows of totals, of no single tambon"),
    "province": Text("รู้เพียงจังหวัด ไม่นับลงตำบล", "known to the province only, in no tambon"),
    "amphoe": Text("รู้เพียงอำเภอ ไม่นับลงตำบล", "known to the amphoe only, in no tambon"),
    "outside": Text(
        "นอกพื้นที่ศึกษา หรือไม่นำมาใช้ตาม name_decisions.csv",
        "outside the study area, or left out by name_decisions.csv",
    ),
    "incomplete": Text(
        "บางส่วนของตำบลไม่มีตัวเลข จึงไม่ทราบยอดของทั้งตำบล",
        "a part of the tambon has no figure, so the whole tambon's is unknown",
    ),
}
NOTE_ROWS_LEFT_OUT = Text("แถวที่ไม่ได้ใช้: {why}", "rows not used: {why}")
NOTE_AMOUNT_LEFT_OUT = Text(
    "ยอด {measure} ที่ไม่อยู่ในตาราง: {why}", "amount of {measure} that is not in the panel: {why}"
)
NOTE_BLANK_AMOUNT = Text(
    "ค่า {measure} ที่ไม่ทราบ (ตำบล × ช่วงเวลา) ไม่นับเป็นศูนย์",
    "unknown figures of {measure} (tambons x periods); they are not zeros",
)
NOTE_GAP = Text(
    "ปีที่ไม่มีข้อมูลระหว่างปีที่มี ถือเป็นช่องว่าง ไม่ใช่ศูนย์: {years}",
    "years without figures between those that have them; they are gaps and not zeros: {years}",
)

# --- TPMAP --------------------------------------------------------------------------------------
WANT_SURVEY_YEAR = Text(
    'ปีที่สำรวจ เช่น items = {{ "{label}" = {{ survey = "2564" }} }}',
    'the year of the survey, such as items = {{ "{label}" = {{ survey = "2564" }} }}',
)
WANT_KNOWN_LABEL = Text(
    "ปีของชุดข้อมูลที่ทราบปีสำรวจ ({known}) หรือระบุในแฟ้มการศึกษาตามเอกสารของชุดข้อมูล "
    'เช่น items = {{ "{label}" = {{ survey = "ปีที่สำรวจ" }} }}',
    "a release whose year of survey is known ({known}), or say it in the study file as the "
    'release states it, such as items = {{ "{label}" = {{ survey = "year of the survey" }} }}',
)
NOTE_LABEL_YEAR = Text(
    "แถวของชุดข้อมูล TPMAP ปี {label} ซึ่งใช้ผลสำรวจปี {survey}",
    "rows of the TPMAP release {label}, which shows the survey of {survey}",
)

# --- จปฐ. ---------------------------------------------------------------------------------------
WANT_ITEM_NUMBER = Text(
    "เลขข้อของตัวชี้วัด จปฐ. เช่น 14 หรือ ข้อที่ 14", "the number of a จปฐ. item such as 14"
)
WANT_EDITION_YEAR = Text(
    "ปี พ.ศ. สี่หลักที่เริ่มใช้เลขข้อชุดนี้", "the four-digit BE year from which these numbers hold"
)
WANT_ITEM_NAME = Text("ชื่อข้อชื่อใดชื่อหนึ่งใน {known}", "one of the items {known}")
WANT_ITEM_ONCE = Text(
    "เลขข้อที่ไม่ซ้ำกับข้ออื่นในชุดเดียวกัน", "a number that no other item of the edition has"
)
WANT_PASSED_AND_FAILED = Text(
    "ผลรวมของผ่านเกณฑ์และไม่ผ่านเกณฑ์ ({total})", "the sum of those that pass and fail ({total})"
)
WANT_SHARE_OF_COUNTS = Text(
    "ร้อยละ {share} ตามจำนวนในแถวเดียวกัน", "{share} %, as the counts of the row make it"
)
NOTE_EDITION = Text(
    "แถวที่อ่านตามเลขข้อ จปฐ. ชุดที่เริ่มปี {year}: {items}",
    "rows read by the numbering of จปฐ. from BE {year} on: {items}",
)
NOTE_NO_EDITION = Text(
    "แถวปี {year} ที่ไม่ได้ใช้ เพราะไม่ทราบเลขข้อ จปฐ. ของปีนั้น ให้ระบุใน items ของแหล่งข้อมูลนี้",
    "rows of BE {year} not used: the numbering of จปฐ. in that year is not known; state it in "
    "the source's items",
)
NOTE_OTHER_ITEMS = Text(
    "แถวของข้ออื่นใน จปฐ. ที่ไม่มีตัวชี้วัดใดใช้", "rows of other จปฐ. items, which no indicator uses"
)

# --- กชช.2ค, poverty maps, prices ---------------------------------------------------------------
WANT_ZONE = Text(
    "ในเขตเทศบาล นอกเขตเทศบาล รวม หรือเว้นว่าง", "ในเขตเทศบาล, นอกเขตเทศบาล, รวม, or blank"
)
WANT_PERCENT = Text(
    "ร้อยละ 0 ถึง 100 ค่าสูงสุดในแฟ้มนี้ไม่เกิน 1 จึงน่าจะเป็นสัดส่วน 0 ถึง 1 ให้คูณ 100 ก่อน",
    "per cent from 0 to 100; the highest share of this file is not above 1, so these seem to be "
    "fractions: multiply them by 100",
)
WHY_COUNTED_ELSEWHERE = {
    "beside_parts": Text(
        "แถวรวมของตำบลที่มีแถวในเขตและนอกเขตเทศบาลอยู่แล้ว",
        "a whole tambon's row beside those of its zones",
    ),
    "beside_whole": Text(
        "แถวในเขตหรือนอกเขตเทศบาลเพียงเขตเดียว ซึ่งตำบลมีแถวรวมอยู่แล้ว",
        "a single zone's row beside that of the whole tambon",
    ),
}
WANT_POSITIVE_INDEX = Text("ดัชนีราคาที่มากกว่าศูนย์", "a price index above zero")
