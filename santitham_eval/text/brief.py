"""The brief of a tambon on one page of paper, and how prints are made."""

from __future__ import annotations

from santitham_eval.text.model import Text

BRIEF_TITLE = Text("{name} – สรุปหนึ่งหน้า", "{name} – one-page brief")
BRIEF_KIND = Text("สรุปหนึ่งหน้า โครงการตำบลสันติธรรม", "One-page brief, tambon Santitham programme")
BRIEF_CODE = Text("รหัสตำบล {code}", "tambon code {code}")
BRIEF_MEANS = Text("หมายความว่าอย่างไร และไม่ได้หมายความว่าอะไร", "What it means, and what it does not")
BRIEF_WHOLE = Text("ทั้งโครงการเป็นอย่างไร", "The programme as a whole")
BRIEF_CHART = Text("ก่อนและหลังเริ่มโครงการ", "Before and after the programme began")
BRIEF_NEXT = Text("ทำอะไรต่อ", "What to do next")
BRIEF_SOURCE = Text("ที่มา", "Where it comes from")

BRIEF_MEANING = {
    "improved": Text(
        "ต่างไปจากตำบลที่คล้ายกันในทางที่ดีขึ้น เกินกว่าที่ความบังเอิญจะอธิบายได้ง่าย",
        "It differs for the better from similar tambons, by more than chance easily explains.",
    ),
    "worsened": Text(
        "ต่างไปจากตำบลที่คล้ายกันในทางที่แย่ลง เกินกว่าที่ความบังเอิญจะอธิบายได้ง่าย",
        "It differs for the worse from similar tambons, by more than chance easily explains.",
    ),
    "no_large_change": Text(
        "หากมีผลก็เล็กกว่าขนาดที่ตกลงไว้ก่อนเห็นผลว่าสำคัญ",
        "If there is an effect, it is smaller than what was agreed beforehand to matter.",
    ),
    "insufficient": Text(
        "ยังบอกไม่ได้ว่าโครงการเกิดผลหรือไม่ ข้อมูลของตำบลเดียวไม่พอที่จะบอก",
        "The programme may or may not have worked; the data of one tambon cannot tell.",
    ),
    "not_assessed": Text(
        "ยังไม่มีคำตอบ ไม่ว่าทางใด และไม่ได้แปลว่าตำบลทำงานไม่ดีหรือโครงการไม่ได้ผล",
        "There is no answer, either way; it does not mean that the tambon did badly or that the "
        "programme had no effect.",
    ),
}
"""What a finding of each state means, in no more words than it allows."""

BRIEF_NO_RANK = Text(
    "ใช้จัดอันดับตำบลหรือตัดสินคนทำงานไม่ได้",
    "It is not for ranking tambons, nor for judging those who work there.",
)
BRIEF_SHEET = Text(
    "นำใบงานถอดบทเรียน (lessons.html) เข้าที่ประชุมสภาสันติสุขตำบล "
    "แล้วส่งแบบตอบ (lessons.csv) กลับมา เริ่มจาก 2 ข้อนี้",
    "Take the lessons-learned sheet (lessons.html) to the peace council and return its form "
    "(lessons.csv). Begin with these two:",
)
BRIEF_REPORT = Text(
    "รายละเอียด ตัวชี้วัดอื่น ตำบลที่นำมาเทียบ และการตรวจสอบ อยู่ในรายงานฉบับเต็ม (index.html)",
    "Details, other indicators, comparison tambons and checks are in the full report (index.html).",
)
BRIEF_OF = Text("การศึกษา “{title}” ({study})", "Study “{title}” ({study})")
BRIEF_MEASURED = Text(
    "ตัวชี้วัด {name} ({unit}): {formula} จาก{source}",
    "Indicator: {name} ({unit}): {formula}, from the {source}",
)
BRIEF_MADE = Text(
    "โปรแกรม santitham-eval {version} แฟ้มการศึกษา sha256 {study} ข้อมูล sha256 {panel}",
    "santitham-eval {version}; study file sha256 {study}; data sha256 {panel}",
)

HELP_PRINT = Text(
    "พิมพ์รายงานที่ทำไว้แล้วเป็น PDF: สรุปหนึ่งหน้า และหากมี Chromium รายงานกับใบงานด้วย",
    "Print reports that are there as PDF: a one-page brief, and with a Chromium report and sheet.",
)
HELP_PRINT_TIMEOUT = Text(
    "เวลาสูงสุดที่เบราว์เซอร์พิมพ์หนึ่งหน้า เป็นวินาที", "seconds that the browser may take for one page at most"
)
PRINTS_TITLE = Text("ฉบับพิมพ์ (PDF)", "Prints (PDF)")
PRINTS_LEAD = Text(
    "รายงานที่พิมพ์เป็น PDF ไว้แล้ว สำหรับพิมพ์ลงกระดาษหรือส่งต่อ เรียงตามรหัส",
    "Reports that have been printed to PDF, for paper or to pass on, by code.",
)
PRINTS_CAPTION = Text("ฉบับพิมพ์ของแต่ละตำบล", "Prints of each tambon")
PRINTS = {
    "brief.pdf": Text("สรุปหนึ่งหน้า", "One-page brief"),
    "report.pdf": Text("รายงานฉบับเต็ม", "Full report"),
    "lessons.pdf": Text("ใบงานถอดบทเรียน", "Lessons-learned sheet"),
}
PRINTS_LINK = Text("{what} {name} เป็น PDF", "{what}, {name}, as PDF")
PRINTS_NONE = Text(
    "ที่นี่ยังไม่มีฉบับพิมพ์ ผู้ดูแลหน้าเหล่านี้สร้างได้ด้วยคำสั่ง santitham-eval print "
    "หรือเปิดหน้าของตำบลแล้วสั่งพิมพ์จากโปรแกรมที่ใช้เปิดอ่าน",
    "There are no prints here. Whoever keeps these pages makes them with santitham-eval print; "
    "or open a tambon's page and print it from the program that shows it.",
)
PRINT_DONE = Text("พิมพ์ {n} ตำบล", "{n} tambons printed")
PRINT_NONE = Text(
    "ไม่มีรายงานให้พิมพ์ สั่ง santitham-eval report ก่อน",
    "no report to print: run santitham-eval report first",
)
PRINT_NO_BROWSER = Text(
    "เครื่องนี้ไม่มี Chromium หรือ Chrome จึงพิมพ์เฉพาะสรุปหนึ่งหน้า (brief.pdf) "
    "ไม่ได้พิมพ์ report.pdf และ lessons.pdf",
    "No Chromium or Chrome on this machine: only the one-page brief (brief.pdf) was made, not "
    "report.pdf and lessons.pdf.",
)
PRINT_FAILURES = Text("{n} ตำบลพิมพ์ไม่ครบ", "{n} tambons not printed whole")
PRINT_FAILED = Text(
    "{browser} พิมพ์ {name} ไม่สำเร็จ (สถานะ {status})",
    "{browser} did not print {name} (status {status})",
)
PRINT_TOO_LONG = Text(
    "{browser} พิมพ์ {name} ไม่เสร็จใน {n} วินาที", "{browser} did not print {name} within {n} seconds"
)
WANT_CURRENT_REPORT = Text(
    "รายงานที่ทำจากข้อมูลปัจจุบัน: สั่ง santitham-eval report --tambon {code} ก่อน",
    "a report made of the present inputs: run santitham-eval report --tambon {code} first",
)
