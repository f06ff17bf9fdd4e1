"""The lessons-learned sheet: what it says, what it asks, and how it comes back."""

from __future__ import annotations

from santitham_eval.text.model import Text

SECTION_SHEET = Text("ใบงานถอดบทเรียน", "Lessons-learned sheet")
SHEET_TITLE = Text("{name} – ใบงานถอดบทเรียน", "{name} – lessons-learned sheet")
SHEET_LEAD = Text(
    "ใช้คุยกันในสภาสันติสุขตำบลและคณะกรรมการ สองหน้านี้พิมพ์ได้ และมีแบบตอบเป็นแฟ้ม",
    "For the peace council and its committee to talk over. Two pages to print, and a form to fill "
    "in as a file:",
)
SHEET_PRINT = Text("หน้าสำหรับพิมพ์", "page to print")
SHEET_FORM = Text("แบบตอบ (CSV)", "form (CSV)")

SHEET_CHANGED = Text("อะไรเปลี่ยนไป และแน่ใจเพียงใด", "What changed, and how sure")
SHEET_DONE = Text("สภาและคณะกรรมการทำอะไรไปแล้ว", "What the council and committee did")
SHEET_ASKED = Text("คำถามชวนคุย", "Questions to talk over")
SHEET_BY_GOAL = Text("ข้อสรุปรายเป้าหมาย", "Findings by goal")
SHEET_CAREFUL = {
    "improved": Text(
        "ข้อสรุปนี้รวมสิ่งอื่นที่เกิดเฉพาะในตำบลนี้ช่วงเดียวกันไว้ด้วย จึงต้องถามคนในพื้นที่ว่าเป็นเพราะอะไร",
        "This includes whatever else happened only here at the same time; why it did so is for "
        "people here to say.",
    ),
    "worsened": Text(
        "ข้อสรุปนี้รวมสิ่งอื่นที่เกิดเฉพาะในตำบลนี้ช่วงเดียวกันไว้ด้วย จึงยังบอกไม่ได้ว่าเป็นเพราะโครงการหรือใคร",
        "This includes whatever else happened only here at the same time; it does not say that "
        "the programme or anybody is to blame.",
    ),
    "no_large_change": Text(
        "ข้อสรุปนี้พูดถึงตัวชี้วัดเดียว เรื่องอื่นที่ตัวชี้วัดนี้วัดไม่ถึงอาจเปลี่ยนไปก็ได้",
        "This is about one indicator; what it does not measure may have changed.",
    ),
    "insufficient": Text(
        "จึงอย่าเพิ่งสรุปไปทางใดจากตัวเลข สิ่งที่คนในพื้นที่เห็นเองยังบันทึกไว้ได้",
        "So conclude nothing from the figures, either way; what people have seen themselves can "
        "still be written down.",
    ),
    "not_assessed": Text(
        "จึงอย่าเพิ่งสรุปไปทางใดจากตัวเลข สิ่งที่คนในพื้นที่เห็นเองยังบันทึกไว้ได้",
        "So conclude nothing from the figures, either way; what people have seen themselves can "
        "still be written down.",
    ),
}
"""What goes with a finding of each state when it is talked over."""

SHEET_FOUND = Text("{state} {n}", "{state}: {n}")
SHEET_DESCRIBED = Text(
    "มีเฉพาะตัวเลขการทำงาน ไม่ใช้บอกผล", "figures of work done only, which tell no effect"
)
SHEET_NO_OUTCOME = Text("ไม่มีตัวชี้วัดในการศึกษานี้", "no indicator in this study")
SHEET_BUDGET = Text(
    "งบประมาณที่ตำบลได้รับตามบัญชีตำบลในโครงการ: {n} บาท", "Budget of the tambon in the roster: {n} baht."
)
SHEET_NO_BUDGET = Text(
    "บัญชีตำบลในโครงการไม่ได้ระบุงบประมาณ (ไม่ระบุไม่ใช่ศูนย์)",
    "The roster names no budget (which is not zero).",
)
CAPTION_DONE = Text(
    "ตัวเลขจากระบบ e-report รายปี เริ่มเดือน{start}",
    "Figures of the e-report by year; the programme began in {start}.",
)
NOTE_DONE = Text(
    "– คือไม่มีข้อมูลของปีนั้น ไม่ใช่ศูนย์ ปีแรกและปีสุดท้ายอาจมีไม่ครบทุกเดือน "
    "ตัวเลขเหล่านี้บอกว่าทำอะไร ไม่ได้บอกว่าได้ผลหรือไม่",
    "–: nothing is known of that year, which is not zero. The first and the last year may lack "
    "months. These figures tell what was done, not what came of it.",
)
NO_DONE = Text(
    "ไม่มีตัวเลขจากระบบ e-report ของตำบลนี้ ไม่ได้แปลว่าไม่ได้ทำ",
    "There are no e-report figures of this tambon, which does not mean that nothing was done.",
)

# --- questions ----------------------------------------------------------------------------------
AND_MORE = Text("{names} และอีก {n} ตัวชี้วัด", "{names} and {n} more")
QUESTIONS = {
    "improved": (
        Text(
            "ตัวเลข {names} ดีกว่าที่คาดไว้หากไม่มีโครงการ ท่านเห็นอะไรในพื้นที่ที่ตรงหรือไม่ตรงกับตัวเลขนี้",
            "Figures on {names} are better than expected without the programme. What have you "
            "seen here that fits this, or does not?",
        ),
        Text(
            "คิดว่าเป็นเพราะอะไร ทั้งที่มาจากโครงการและที่ไม่ใช่ และสิ่งใดควรรักษาไว้",
            "What may lie behind it, from the programme and from elsewhere, and what should "
            "be kept?",
        ),
    ),
    "worsened": (
        Text(
            "ตัวเลข {names} แย่กว่าที่คาดไว้หากไม่มีโครงการ ท่านเห็นอะไรในพื้นที่ที่ตรงหรือไม่ตรงกับตัวเลขนี้",
            "Figures on {names} are worse than expected without the programme. What have you seen "
            "here that fits this, or does not?",
        ),
        Text(
            "คิดว่าเป็นเพราะอะไร ทั้งที่มาจากโครงการและที่ไม่ใช่ และควรปรับเรื่องใดก่อน",
            "What may lie behind it, from the programme and from elsewhere, and what should be "
            "mended first?",
        ),
    ),
    "mixed": (
        Text(
            "เทียบกับที่คาดไว้หากไม่มีโครงการ ตัวเลข {better} ดีกว่า แต่ {worse} แย่กว่า "
            "ท่านเห็นอะไรในพื้นที่ที่ตรงหรือไม่ตรงกับตัวเลขนี้",
            "Against what was expected without the programme, figures on {better} are better, on "
            "{worse} worse. What have you seen here that fits this, or does not?",
        ),
        Text(
            "คิดว่าเป็นเพราะอะไร ทั้งที่มาจากโครงการและที่ไม่ใช่ สิ่งใดควรรักษาไว้ และควรปรับเรื่องใดก่อน",
            "What may lie behind it, from the programme and from elsewhere; what should be kept, "
            "and what mended first?",
        ),
    ),
    "no_large_change": (
        Text(
            "ตัวเลข {names} ไม่ต่างมากจากที่คาดไว้หากไม่มีโครงการ มีอะไรที่ท่านเห็นว่าเปลี่ยน แต่ตัวเลขนี้วัดไม่ถึง",
            "Figures on {names} did not differ much from what was expected without the programme. "
            "What have you seen change that they do not measure?",
        ),
        Text(
            "ควรทำต่อแบบเดิม ปรับวิธี หรือทำเรื่องอื่นก่อน เพราะอะไร",
            "Go on as before, change the way, or do something else first, and why?",
        ),
    ),
    "insufficient": (
        Text(
            "ตัวเลขยังบอกไม่ได้ไปทางใด ท่านเห็นด้วยตนเองว่ามีอะไรเปลี่ยนหรือไม่เปลี่ยน ตัวอย่างเช่นอะไร",
            "The figures cannot tell either way. What have you seen change, or not change, "
            "yourselves; for instance?",
        ),
        Text(
            "รอบหน้าควรจดหรือเก็บข้อมูลอะไร ใครเก็บ จึงจะบอกได้ชัดขึ้น",
            "What should be recorded, and by whom, so that the next round can tell more?",
        ),
    ),
    "not_assessed": (
        Text(
            "เรื่องนี้ยังประเมินจากตัวเลขไม่ได้ ท่านเห็นด้วยตนเองว่ามีอะไรเปลี่ยนหรือไม่เปลี่ยน ตัวอย่างเช่นอะไร",
            "This could not be assessed from figures. What have you seen change, or not change, "
            "yourselves; for instance?",
        ),
        Text(
            "ข้อมูลใดขาดไป และใครเก็บได้ เพื่อให้รอบหน้าประเมินได้",
            "Which data were lacking, and who could keep them, so that it can be assessed "
            "next time?",
        ),
    ),
    "described": (
        Text(
            "ตัวเลขของเป้าหมายนี้บอกว่าทำอะไรไป ไม่ได้บอกว่าทำให้อะไรเปลี่ยน งานส่วนใดเดินได้ดี ส่วนใดติดขัด",
            "The figures of this goal tell what was done, not what it changed. Which work went "
            "well, and which got stuck?",
        ),
        Text(
            "การทำงานของสภาและคณะกรรมการควรปรับเรื่องใด",
            "What should change in the way the council and the committee work?",
        ),
    ),
}
"""Two questions of each state; of a goal whose indicators went both ways; and of one that is only
described.  ``{names}`` are those of its indicators in that state."""

# --- how it comes back --------------------------------------------------------------------------
SHEET_DATE = Text("วันที่ (พ.ศ.)", "Date (B.E.)")
SHEET_CONSENT = Text("ให้อ้างข้อความโดยไม่บอกว่าใครพูด", "May be quoted, without saying by whom")
SHEET_AGREES = Text("ยินยอม", "yes")
SHEET_DISAGREES = Text("ไม่ยินยอม", "no")
SHEET_THEME = Text("ประเด็น", "theme")
SHEET_THEMES = Text("เลขประเด็น", "Themes by number")
SHEET_RETURN = Text(
    "ส่งกลับ: พิมพ์คำตอบลงแบบตอบ (CSV) ข้อละหนึ่งแถวต่อหนึ่งคำตอบ แล้วส่งผู้ประเมินเพื่อวางใน data/raw/lessons "
    "อย่าเขียนชื่อบุคคล เลขประจำตัว หรือหมายเลขโทรศัพท์ ไม่ระบุความยินยอมถือว่าไม่ยินยอม",
    "To send back: type the answers into the form (CSV), a row each, for the evaluator to put into "
    "data/raw/lessons. No names, numbers or telephones of persons. Silence is no consent.",
)

# --- the page of returned sheets ------------------------------------------------------------------
INDEX_LESSONS = Text("บทเรียนที่คนในพื้นที่บอก", "Lessons that people told")
LESSONS_TITLE = Text("บทเรียนที่คนในพื้นที่บอก", "Lessons that people told")
LESSONS_PAGE_TITLE = Text("{study} – บทเรียนที่คนในพื้นที่บอก", "{study} – lessons that people told")
LESSONS_LEAD = Text(
    "หน้านี้รวมใบงานถอดบทเรียนที่ตำบลในโครงการส่งกลับมา เป็นสิ่งที่คนบอก ไม่ใช่ผลที่วัดได้ และไม่ใช้จัดอันดับตำบลหรือคน",
    "This page brings together the lessons-learned sheets that the programme’s tambons sent back. "
    "It is what people said, not measured effects, and ranks neither tambons nor people.",
)
SECTION_RETURNED = Text("ใบงานที่ส่งกลับมา", "Sheets that came back")
LESSONS_RETURNED = Text(
    "ส่งใบงานกลับมา {n} ตำบล จาก {all} ตำบลในโครงการ "
    "ตำบลที่ไม่ได้ส่งอาจเห็นต่างออกไป จำนวนในหน้านี้จึงพูดแทนทั้งโครงการไม่ได้",
    "Sheets came back from {n} of the programme’s {all} tambons. Those that sent none may see it "
    "otherwise, so no count here speaks for the whole programme.",
)
LESSONS_NONE = Text(
    "ยังไม่มีใบงานส่งกลับมา ซึ่งไม่ได้แปลว่าไม่มีบทเรียน",
    "No sheet has come back yet, which does not mean that there is no lesson.",
)
FEWER_THAN = Text("น้อยกว่า {n}", "fewer than {n}")
LESSONS_HOW = Text(
    "วิธีส่ง: พิมพ์คำตอบลงแบบตอบ reports/tambon/รหัสตำบล/lessons.csv ข้อละหนึ่งแถวต่อหนึ่งคำตอบ วางแฟ้มไว้ใน "
    "data/raw/lessons แล้วเพิ่มส่วน [sources.lessons] ใน study.toml "
    "(format = 'lessons', file = 'lessons/*.csv') "
    "และเรียก santitham-eval check",
    "To hand one in: type the answers into the form reports/tambon/CODE/lessons.csv, a row each; "
    "put the file into data/raw/lessons; add [sources.lessons] to study.toml "
    "(format = 'lessons', file = 'lessons/*.csv'); run santitham-eval check.",
)
SECTION_THEMES = Text("ประเด็นที่พูดถึง กับข้อสรุปจากตัวเลข", "Themes beside the findings")
CAPTION_THEMES = Text(
    "จำนวนครั้งที่ตำบลหนึ่งพูดถึงประเด็นในเป้าหมายหนึ่ง แยกตามข้อสรุปของเป้าหมายนั้นในตำบลนั้น เรียงตามเลขประเด็น",
    "How often a tambon named a theme under a goal, by the finding on that goal in that tambon; "
    "in the order of the sheet.",
)
HEAD_DESCRIBED = Text("มีเฉพาะตัวเลขการทำงาน", "Work done only")
NOTE_THEMES = Text(
    "เทียบกันได้เฉพาะในคอลัมน์เดียวกัน เพราะแต่ละข้อสรุปมีจำนวนตำบลไม่เท่ากัน "
    "เป้าหมายที่มีทั้งตัวชี้วัดที่ดีขึ้นและแย่ลงนับทั้งสองคอลัมน์ ประเด็นที่พบคู่กับข้อสรุปใดไม่ได้แปลว่าเป็นเหตุของข้อสรุปนั้น",
    "Compare within a column only: findings differ in how many tambons they hold. A goal whose "
    "indicators went both ways counts in both. That a theme goes with a finding does not make it "
    "the cause.",
)
NOTE_FEW_TAMBONS = Text("ปกปิด = ตั้งแต่ 1 ถึง {most} ตำบล", "suppressed: from 1 to {most} tambons")
SECTION_QUOTES = Text("ถ้อยคำที่ยินยอมให้อ้าง", "Words that may be quoted")
CAPTION_QUOTES = Text(
    "ข้อความที่ผู้ตอบยินยอมให้อ้าง โดยไม่บอกว่าเป็นตำบลใด เรียงตามเป้าหมายและประเด็น",
    "Answers whose givers agreed to be quoted, without their tambon; by goal and theme.",
)
NO_QUOTES = Text("ไม่มีข้อความที่ยินยอมให้อ้าง", "There are no words that may be quoted.")
HEAD_THEME = Text("ประเด็น", "Theme")
HEAD_WORDS = Text("ข้อความ", "Words")
SECTION_LESSONS_LIMITS = Text("อ่านหน้านี้อย่างไร", "How to read this")
LESSONS_LIMITS = (
    Text(
        "คำตอบมาจากตำบลที่เลือกส่งเอง และเขียนหลังเห็นรายงานแล้ว จึงไม่ใช่การยืนยันหรือหักล้างตัวเลข",
        "Answers come from tambons that chose to send them, and were written after the report had "
        "been seen; they neither confirm nor refute the figures.",
    ),
    Text(
        "“หลักฐานยังไม่พอ” ไม่ได้แปลว่าโครงการไม่ได้ผล ไม่ว่าคนจะพูดถึงประเด็นใดก็ตาม",
        "“Insufficient evidence” does not mean that the programme had no effect, whatever people "
        "speak of.",
    ),
    Text(
        "ไม่มีคอลัมน์ชื่อบุคคลหรือเลขประจำตัวในแบบตอบ และข้อความที่ดูคล้ายชื่อบุคคลถูกปฏิเสธตั้งแต่ตอนอ่านแฟ้ม "
        "แต่เครื่องมองไม่เห็นทุกกรณี ผู้ประเมินต้องอ่านก่อนเผยแพร่",
        "The form has no column for names or numbers of persons, and words that look like a name "
        "are refused when the file is read; but a machine does not see every case, so an "
        "evaluator must read them before they are published.",
    ),
)
