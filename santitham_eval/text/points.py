"""What readers of events, ages and night lights want and note."""

from __future__ import annotations

from santitham_eval.text.model import Text

WANT_ONE_OF_FIGURES = Text("ค่าใดค่าหนึ่งใน {known}", "one of {known}")
NOTE_NOT_VIOLENT = Text(
    "การชุมนุมโดยสงบและความเคลื่อนไหวเชิงยุทธศาสตร์ ไม่ใช่เหตุรุนแรง จึงไม่นับ (ผู้เสียชีวิตในกลุ่มนี้ {deaths} คน)",
    "peaceful protests and strategic developments: no violent incidents, left out "
    "(with {deaths} deaths)",
)
NOTE_WEEK_ONLY = Text(
    "เหตุการณ์ที่ทราบวันเพียงระดับสัปดาห์ นับในเดือนของวันที่ในแฟ้ม",
    "events known to the week only, counted in the month of the date in the file",
)

NOTE_EDGES = Text(
    "เดือนก่อน {first} หรือหลัง {last} ในปีปฏิทินเดียวกัน ไม่มีเหตุการณ์ในแฟ้มเลย แต่นับเป็นเดือนปลอดเหตุ "
    "โปรดตรวจว่าแฟ้มครอบคลุมเดือนเหล่านี้จริง มิฉะนั้นให้ระบุ covers ของแหล่งนี้ในแฟ้มการศึกษา",
    "months of the files' calendar years before {first} or after {last}: they hold no event at all "
    "and count as without events; please check that the files cover them, else give the source's "
    "covers in the study file",
)
NOTE_SILENT_YEARS = Text(
    "ปีที่ไม่มีเหตุการณ์ในแฟ้มเลย แต่นับเป็นปีปลอดเหตุ โปรดตรวจว่าแฟ้มของปีเหล่านี้ไม่ได้ขาดหาย: {years}",
    "years without any event in the files, which count as without events; please check that no "
    "file of theirs is missing: {years}",
)

# --- population by age --------------------------------------------------------------------------
WANT_AGE_FIELDS = Text("{n} ช่องเท่ากับหัวตาราง", "{n} fields, as in the heading")
WANT_AGE_COLUMN = Text(
    "คอลัมน์ {name} หนึ่งคอลัมน์ในหัวตารางของแฟ้มประชากรรายอายุ",
    "one column {name} in the heading of the by-age file",
)
WANT_TAMBON_ROWS = Text(
    "แถวยอดรวมของตำบลอย่างน้อยหนึ่งแถว (รหัสตำบล 6 หลัก ช่องหมู่บ้านเป็น 0)",
    "at least one row of a whole tambon (its code of 6 digits, 0 in the field of the village)",
)
WANT_TOTAL_OF_AGES = Text(
    "ยอดรวมของทุกอายุและทุกกลุ่ม ({total})", "the sum of all ages and groups ({total})"
)
NOTE_OTHER_REGISTERED = Text(
    "ผู้ไม่ทราบวันเกิดตามปีสุริยคติและผู้อยู่ระหว่างย้าย อยู่ในยอดรวมแต่ไม่อยู่ในกลุ่มอายุใด",
    "persons without a solar birth date or between addresses: in the total, in no age group",
)

# --- night lights -------------------------------------------------------------------------------
WANT_RASTER = Text("แฟ้ม GeoTIFF ที่เปิดอ่านได้", "a readable GeoTIFF")
WANT_UNPACKED = Text("แฟ้ม .tif ที่คลายการบีบอัด .gz แล้ว", "the .tif file itself, unpacked from the .gz")
WANT_ONE_BAND = Text("ภาพที่มีแถบเดียว", "an image of one band")
WANT_NORTH_UP = Text("ภาพที่ไม่เอียง ทิศเหนืออยู่ด้านบน", "an image that is not turned, north up")
WANT_YEAR_IN_NAME = Text(
    "ชื่อแฟ้มที่มีปี ค.ศ. ของภาพ เช่น VNL_v21_npp_2019_….tif",
    "a file name with the image's CE year, such as VNL_v21_npp_2019_….tif",
)
WANT_YEAR_ONCE = Text("ปีละหนึ่งแฟ้มเท่านั้น", "one file only for a year")
WANT_COVERED = Text("ภาพที่คลุมพื้นที่ศึกษา", "an image that covers the study area")
WANT_BOUNDARIES = Text(
    "แหล่งข้อมูลรูปแบบ cod-ab (ขอบเขตตำบล) ในแฟ้มการศึกษา",
    "a source of the format cod-ab (boundaries of tambons) in the study file",
)
NOTE_DARK_UNKNOWN = Text(
    "จุดภาพที่ไม่มีค่าในปี {year} (พื้นที่เทียบเท่าจุดภาพ) ไม่นับเป็นศูนย์",
    "pixels without a value in {year} (as areas of pixels), not counted as zero",
)

# --- measuring ----------------------------------------------------------------------------------
BENCH_READING = Text(
    "อ่านแฟ้มเหตุการณ์ {rows} แถว {megabytes} MB: {ours} วินาที (pandas {pandas} วินาที) "
    "เป็น {ratio} เท่า ใช้หน่วยความจำสูงสุด {peak} MB",
    "an event file of {rows} rows, {megabytes} MB, read in {ours} s (pandas {pandas} s): "
    "ratio {ratio}, peak memory {peak} MB",
)
BENCH_NATION = Text(
    "ทั้งประเทศจำลอง {tambons} ตำบล ({rows} แถว): อ่านแฟ้ม {reading} วินาที "
    "สร้างตาราง {panel} วินาที รวม {whole} วินาที ใช้หน่วยความจำสูงสุด {peak} GB",
    "made-up nation of {tambons} tambons ({rows} rows): files read in {reading} s, panel built in "
    "{panel} s, {whole} s in all, peak memory {peak} GB",
)
BENCH_WAY = Text(
    "ทำรายงานสองตำบลพร้อมกันด้วย {name}: รายงานละ {each} วินาที เป็น {ratio} เท่าของเวลาของโปรแกรมนี้",
    "reports, two at a time, by {name}: {each} s each, {ratio} times as long as ours",
)
BENCH_LIMIT = Text(
    "เมื่อไม่นับการเริ่มโปรแกรม รายงานละ {each} วินาที เป็น {warm} เท่าของฟังก์ชันธรรมดา"
    "ในกระบวนการที่พร้อมแล้ว (เมื่อนับด้วย {all} เท่า)",
    "without the start of the command: {each} s a report, {warm} times the plain function in "
    "processes that are ready (with it: {all} times)",
)
BENCH_ALL = Text(
    "รายงานทุกตำบลในโครงการ {n} ฉบับ: {seconds} วินาที", "all {n} reports of the study: {seconds} s"
)
BENCH_MANY = Text(
    "รายงาน {n} ฉบับ: {seconds} วินาที ทั้งประเทศ {nation} ตำบลจึงควรใช้เวลาราว {minutes} นาที "
    "(หากข้อมูลของแต่ละรายงานมีขนาดเท่านี้)",
    "{n} reports: {seconds} s, so the {nation} tambons of the country should take about "
    "{minutes} minutes (with data of this size behind each report)",
)
BENCH_MEMORY = Text(
    "หน่วยความจำตามส่วน (PSS) สูงสุดของกระบวนการหนึ่ง ({name}): {early} MB ในช่วงแรก {late} MB ในช่วงท้าย",
    "proportional set size of one process ({name}), at most: {early} MB in the first third, "
    "{late} MB in the last",
)
BENCH_PEER = Text(
    "{task} {name}: {seconds} วินาที เป็น {ratio} เท่าของเวลาของโปรแกรมนี้ "
    "ผลต่างกันมากสุด {off} (ถือว่าตรงกันเมื่อไม่เกิน {most})",
    "{task} {name}: {seconds} s, {ratio} times as long as ours; figures differ by {off} at most "
    "(the same up to {most})",
)
BENCH_NO_PEERS = Text(
    "ติดตั้งชุดโปรแกรมอื่นมาเทียบไม่ได้ ({why}) จึงวัดเฉพาะโปรแกรมนี้",
    "other packages could not be installed ({why}); only ours is measured",
)
BENCH_GROWTH = Text(
    "ประมาณผลด้วยวิธี {name} ที่ {sizes} ตำบล: {seconds} วินาที ความชันของลอการิทึม {slope} "
    "(1 คือเวลาเพิ่มตามจำนวนตำบล)",
    "estimating by {name} at {sizes} tambons: {seconds} s, slope of logs {slope} "
    "(1: as tambons do)",
)
