"""Tables for reviewers: what each is called, what it shows and by which method."""

from __future__ import annotations

from santitham_eval.text.model import Text

INDEX_EXHIBITS = Text("ตารางสำหรับผู้ตรวจสอบ", "Tables for reviewers")
EXHIBITS_TITLE = Text("ตารางสำหรับผู้ตรวจสอบ", "Tables for reviewers")
EXHIBITS_LEAD = Text(
    "ตารางหลักของการศึกษาในรูปแบบที่นำไปใส่รายงานหรือบทความได้ ตัวเลขเป็นชุดเดียวกับในหน้ารายงาน "
    "จำนวนคนที่น้อยเกินไปไม่แสดงเช่นเดียวกัน ส่วน HTML เปิดแล้วคัดลอกไปวางใน Word ได้",
    "The study’s main tables in forms that go into a report or a paper. The figures are those of "
    "the pages, and the same small counts are withheld. HTML can be opened and copied into Word.",
)
EXHIBITS_LATEX = Text("ทุกตารางในเอกสาร LaTeX ฉบับเดียว", "All tables in one LaTeX document")
EXHIBITS_LATEX_NOTE = Text(
    "ใช้ XeLaTeX หรือ LuaLaTeX สั่งสองครั้งในโฟลเดอร์นี้ ซึ่งมีแบบเอกสาร exhibits.sty และแบบอักษร Sarabun อยู่แล้ว "
    "หากใส่ตารางในเอกสารของตนเอง ตารางภาษาอังกฤษใช้เพียงแพ็กเกจ booktabs, longtable และ array "
    "ตารางภาษาไทยใช้ exhibits.sty",
    "With XeLaTeX or LuaLaTeX, twice, in this folder, which holds the style exhibits.sty and the "
    "Sarabun letters. In a document of your own an English table needs no more than booktabs, "
    "longtable and array; a Thai one needs exhibits.sty.",
)
EXHIBIT_NUMBER = Text("ตาราง {n}", "Table {n}")
EXHIBIT_CAPTION = Text("ตาราง {n} {title}", "Table {n}. {title}")
EXHIBIT_NOTES = Text("หมายเหตุ", "Notes")
EXHIBIT_MADE_OF = Text("สร้างจากตาราง", "Made of the tables")
EXHIBIT_FUNCTION = Text("ฟังก์ชัน", "Function")
EXHIBIT_COMMAND = Text("คำสั่ง", "Command")
EXHIBIT_FILES = Text("แฟ้ม", "Files")
EXHIBIT_LANGUAGES = {"th": Text("ไทย", "Thai"), "en": Text("อังกฤษ", "English")}
EXHIBIT_SIMULATED = Text(
    "ข้อมูลจำลอง ไม่ใช่ข้อมูลจริงของที่ใด", "SIMULATED data; nothing here is about a real place."
)
EXHIBIT_EMPTY = Text("ไม่มีข้อมูลสำหรับตารางนี้", "There is nothing to show in this table.")
EXHIBIT_OUTCOME = Text("ผลลัพธ์", "Outcome")
WANT_EXHIBIT = Text("ชื่อตารางที่มี ({known})", "one of the exhibits ({known})")
HELP_EXHIBITS = Text(
    "เขียนตารางสำหรับผู้ตรวจสอบ (LaTeX, HTML, CSV)",
    "Write the tables for reviewers (LaTeX, HTML, CSV).",
)
BATCH_EXHIBITS = Text("เขียนตารางสำหรับผู้ตรวจสอบแล้ว: {path}", "tables for reviewers written: {path}")

# --- titles and notes --------------------------------------------------------------------------
EXHIBIT_EFFECTS = Text(
    "ผลของโครงการทั้งหมด ทุกตัวชี้วัด", "Effects of the programme as a whole, all outcomes"
)
EXHIBIT_EFFECTS_NOTE = Text(
    "วิธีหลัก: เทียบกับตำบลระดับเดียวกันที่ยังอยู่นอกโครงการในปีนั้น (risk sets) "
    "ช่วงความเชื่อมั่นคิดจากการตัดอำเภอออกทีละอำเภอ หรือจากความบังเอิญอย่างเดียวเมื่อผลต่างกันตามอำเภอ q ปรับแล้วแบบ "
    "Benjamini–Hochberg",
    "Headline method: tambons of like level still outside the programme in the same year (risk "
    "sets). Intervals leave out one amphoe at a time, or are of chance alone where effects differ "
    "between amphoe; q by Benjamini–Hochberg.",
)
EXHIBIT_METHODS = Text(
    "ผลของโครงการทั้งหมด ทุกวิธี", "Effects of the programme as a whole, by every method"
)
EXHIBIT_METHODS_NOTE = Text(
    "ผลหลักอยู่แถวแรกของแต่ละผลลัพธ์ วิธีอื่นเป็นความเห็นที่สอง ไม่ใช้ตัดสิน "
    "สองวิธีต่างกันเมื่อช่วงของแต่ละวิธีไม่ครอบค่าของอีกวิธี",
    "The headline stands first under each outcome; other methods are second opinions and judge "
    "nothing. Two methods differ where neither’s interval holds the other’s estimate.",
)
EXHIBIT_EVENT_STUDY = Text(
    "ผลรายปีก่อนและหลังเริ่มโครงการ", "Effects by years before and after the start (event study)"
)
EXHIBIT_EVENT_STUDY_NOTE = Text(
    "ปีที่ 0 คือปีแรกของโครงการ ปีก่อนหน้าควรใกล้ศูนย์ ปีที่ใช้คัดเลือกตำบลไม่มีค่าของวิธีหลัก",
    "Year 0 is the first in the programme; years before it should lie near zero. The headline has "
    "none for the year of choosing.",
)
EXHIBIT_CHECKS = Text(
    "การตรวจสอบผลของโครงการทั้งหมด: แนวโน้มก่อนเริ่ม การสุ่มเทียบ และการตัดข้อมูลออก",
    "Checks of the programme’s effect: trends before, randomisation, leaving out",
)
EXHIBIT_CHECKS_NOTE = Text(
    "แนวโน้มก่อนเริ่มทดสอบร่วมและทดสอบความชัน การสุ่มเทียบสลับว่าตำบลใดเริ่มเมื่อใด ผลการตรวจไม่เปลี่ยนข้อสรุป",
    "Trends before the start tested jointly and by slope; randomisation inference permutes who "
    "began when; a caution changes no finding.",
)
EXHIBIT_HONEST = Text(
    "ผลของโครงการเมื่อยอมให้แนวโน้มต่างกัน", "The programme’s effect where trends may differ"
)
EXHIBIT_HONEST_NOTE = Text(
    "ช่วงความเชื่อมั่นแบบ Rambachan และ Roth (2023) ตามขนาดที่ยอมให้แนวโน้มต่างกัน",
    "Confidence intervals after Rambachan and Roth (2023), by how far trends may differ.",
)
EXHIBIT_TAMBONS = Text("ข้อสรุปรายตำบล เรียงตามรหัส", "Findings of tambons, by code")
EXHIBIT_TAMBONS_NOTE = Text(
    "วิธีหลักรายตำบล: อัตราส่วนของอัตราส่วนเทียบกับตำบลคล้ายกันนอกโครงการ MDE คือผลที่เล็กที่สุดซึ่งน่าจะตรวจพบ 4 ใน 5 "
    "ครั้ง “หลักฐานยังไม่พอ” ไม่ได้แปลว่าไม่มีผล ไม่ใช่การจัดอันดับ",
    "Headline of a tambon: ratio of rate ratios (or difference in differences) against similar "
    "tambons outside. MDE: smallest effect found four times in five. “Insufficient evidence” is "
    "not “no effect”. No ranking.",
)
EXHIBIT_TAMBON_CHECKS = Text(
    "การตรวจสอบผลรายตำบล: จำนวนตำบลตามผลการตรวจ", "Checks of tambons’ headlines: tambons by result"
)
EXHIBIT_TAMBON_CHECKS_NOTE = Text(
    "แต่ละแถวคือการตรวจหนึ่งข้อของทุกตำบลในโครงการ ตรวจไม่ได้ = ข้อมูลก่อนเริ่มหรือตำบลเปรียบเทียบไม่พอ",
    "A row is one check of every tambon in the programme; not possible: too few months before, or "
    "too few comparison tambons.",
)
EXHIBIT_PLACEBOS = Text(
    "ตำบลนอกโครงการ หากสมมติว่าเริ่มพร้อมกัน (placebo)",
    "Tambons outside the programme, as if they had begun with it (placebo in space)",
)
EXHIBIT_PLACEBOS_NOTE = Text(
    "ถ้าวิธีถูกต้อง ราวร้อยละ 5 ของตำบลที่ลองจะมี p ต่ำกว่า 0.05 ควรระวังเมื่อมีมากกว่าที่ความบังเอิญอธิบายได้",
    "Were the method right, about 5% of those tried would have p below 0.05; a caution where "
    "there are more than chance explains.",
)
EXHIBIT_BALANCE = Text(
    "ความคล้ายกันก่อนเริ่มของตำบลในโครงการกับตำบลเปรียบเทียบ", "Balance before the programme"
)
EXHIBIT_BALANCE_NOTE = Text(
    "ค่าเฉลี่ยก่อนเริ่ม ในวงเล็บคือผลต่างมาตรฐาน (SD) และอัตราส่วนความแปรปรวน (×)",
    "Means before the start; in brackets the standardised difference (SD) and the ratio of "
    "variances (×).",
)
EXHIBIT_FUNNEL = Text("ตัวเลขของแผนภาพกรวย เรียงตามรหัส", "Figures of the funnel plot, by code")
EXHIBIT_FUNNEL_NOTE = Text(
    "จำนวนเหตุจริงเทียบกับที่คาดไว้ เส้น 95% และ 99.8% เผื่อความแตกต่างตามปกติระหว่างตำบล (Spiegelhalter 2005) "
    "ตำบลนอกเส้นไม่ใช่ตำบลที่ดีหรือไม่ดี",
    "Observed over expected events; 95% and 99.8% limits with additive over-dispersion "
    "(Spiegelhalter 2005). A tambon outside them is no good or bad one.",
)
EXHIBIT_GOALS = Text(
    "เป้าหมายของการทดสอบวิธี และที่วัดได้", "Goals of the calibration, and what was measured"
)
EXHIBIT_GOALS_NOTE = Text(
    "วัดจากการจำลองที่รู้ผลจริง เป้าหมายกำหนดไว้ก่อนวัด ตัวเลขคือค่าน้อยสุดถึงมากสุดของแบบจำลองทั้งหมด",
    "Measured in simulated worlds whose truth is known; the goals were set beforehand. Figures: "
    "least to most over all worlds.",
)
CAPTION_CHECK_COUNTS = Text("จำนวนตำบลตามผลการตรวจ", "Tambons by result of each check")
CAPTION_PLACEBO_COUNTS = Text(
    "ตำบลนอกโครงการที่จะถูกสรุปว่าเปลี่ยน", "Tambons outside that would have been called"
)
CAPTION_BALANCE_WHOLE = Text("ความคล้ายกันก่อนเริ่ม", "Balance before the programme")
CAPTION_FUNNELS = Text("ตัวเลขของแผนภาพกรวย", "Figures of the funnel plots")
HEAD_PLACEBOS_JUDGED = Text("ตำบลที่ลอง", "Tried")
HEAD_PLACEBOS_CALLED = Text("p ต่ำกว่า 0.05", "p below 0.05")
HEAD_PLACEBOS_SHARE = Text("ร้อยละ", "Share")
