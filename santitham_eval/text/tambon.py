"""The page of one tambon: its map, the years, placebos, what else happened, words explained."""

from __future__ import annotations

from santitham_eval.text.model import Text

# --- map ---------------------------------------------------------------------------------------
MAP_TITLE = Text(
    "แผนที่แสดง{place}และตำบลที่นำมาเทียบ", "Map of {place} and the tambons it is compared with."
)
MAP_COMPARED = Text("ตำบลเปรียบเทียบมี {n} ตำบล", "It is compared with {n} tambons.")
MAP_SERVES = Text(
    "เป็นตำบลเปรียบเทียบให้ {n} ตำบลในโครงการ", "It serves {n} tambons of the programme for comparison."
)
MAP_BESIDE = Text(
    "ตำบลที่มีเขตติดกัน {n} ตำบล: {names}", "Adjacent to it lie {n}: {names}."
)  # fmt: skip
MAP_TILES = Text(
    "การศึกษานี้ไม่มีแผนที่เขตตำบล จึงแทนแต่ละตำบลด้วยช่องสี่เหลี่ยม เรียงแถวตามอำเภอและรหัส ไม่ใช่ตำแหน่งจริง",
    "This study has no boundaries: each tambon is a square, in rows by amphoe and code, which is "
    "not its true place.",
)
MAP_KINDS = {
    "own": Text("ตำบลนี้", "this tambon"),
    "compared": Text("ตำบลเปรียบเทียบ", "compared with"),
    "served": Text("ตำบลในโครงการที่ใช้ตำบลนี้เปรียบเทียบ", "in the programme, compared with this one"),
    "beside": Text("ตำบลที่ติดกัน ไม่นำมาเทียบ", "adjacent, left out of the comparison"),
    "treated": Text("ตำบลอื่นในโครงการ", "others in the programme"),
    "other": Text("ตำบลอื่น", "other tambons"),
}
MAP_BESIDE_IN = Text("ตำบลที่ติดกัน", "adjacent")

# --- year by year ------------------------------------------------------------------------------
CAPTION_YEARS = Text(
    "{name} ({unit}) ทีละ 12 เดือน ตัวเลขเดียวกับในรูป",
    "{name} ({unit}), 12 months at a time: the figures of the chart.",
)
HEAD_OBSERVED = Text("เกิดขึ้นจริง", "Observed")
HEAD_RANGE = Text("ช่วงที่น่าจะตกอยู่หากไม่มีโครงการ", "Range without the programme")
HEAD_WINDOW = Text("ใช้เป็น", "Counts as")
WINDOWS = {
    "baseline": Text("ช่วงก่อน", "before"),
    "selection": Text("ช่วงคัดเลือก ไม่นับ", "choosing, left out"),
    "follow_up": Text("ช่วงหลัง", "after"),
    "outside": Text("ไม่นับ", "left out"),
}

# --- placebos ----------------------------------------------------------------------------------
SECTION_PLACEBOS = Text("ถ้าสมมติว่าตำบลอื่นเริ่มพร้อมกัน", "Had other tambons begun then")
PLACEBOS_WHAT = Text(
    "ใช้วิธีเดียวกันนี้กับตำบล {n} ตำบลที่ขณะนั้นไม่ได้อยู่ในโครงการ โดยสมมติว่าเริ่มเดือน{month} พร้อมตำบลนี้ "
    "ค่าที่ได้จึงไม่ใช่ผลของโครงการ แต่บอกว่าตำบลต่าง ๆ ต่างจากที่คาดไว้เองมากน้อยเพียงใด: "
    "ครึ่งหนึ่งอยู่ตั้งแต่{low} จนถึง{high}",
    "The same method was used on {n} tambons that were not in the programme then, as if they had "
    "begun in {month} with this one. What it gives is no effect of the programme, but shows how "
    "far tambons part from what is expected of them anyway: half lie between {low} and {high}.",
)
PLACEBOS_OWN = Text(
    "ค่าของตำบลนี้คือ{own} ในจำนวน {n} ตำบลนั้น มี {far} ตำบลที่ต่างจากที่คาดไว้อย่างน้อยเท่านี้ ไม่ว่าทางใด "
    "และเมื่อคำนึงว่าตำบลเล็กแกว่งมากกว่า มี {rare} ตำบลที่ค่า p ไม่สูงกว่าตำบลนี้ (p {p})",
    "This tambon’s own: {own}. Of the {n}, {far} lie at least as far from what was expected, "
    "either way; and allowing for small tambons’ larger swings, {rare} have a p-value no higher "
    "than this one’s (p {p}).",
)
PLACEBOS_NO_OWN = Text(
    "ตำบลนี้ไม่มีค่าของตนเองให้เทียบ เพราะประเมินไม่ได้",
    "This tambon has no value to set beside them: it could not be assessed.",
)
PLACEBOS_CAPTION = Text(
    "แท่ง = จำนวนตำบลนอกโครงการ  เส้นตั้ง = ตำบลนี้  ค่าที่ไกลเกินขอบรูปนับรวมไว้ในแท่งริมสุด",
    "Bars: tambons outside the programme. Line: this tambon. What lies beyond the picture counts "
    "in its outermost bars.",
)
PLACEBOS_ALT = Text("แท่งความถี่ {what} {own}", "Histogram. {what} {own}")
PLACEBOS_PERSONS = Text(
    "ตัวชี้วัดนี้นับคน จึงไม่แสดงค่าของแต่ละตำบล",
    "This indicator counts persons, so single tambons’ figures are not shown.",
)
PLACEBOS_NONE = Text(
    "ทำเฉพาะตัวชี้วัดหลัก และเฉพาะที่มีตำบลนอกโครงการให้ประเมินด้วยวิธีเดียวกัน",
    "Made for primary indicators only, and where tambons outside could be judged alike.",
)
AXIS_PLACEBOS = Text("ต่างจากที่คาดไว้", "difference from what was expected")
AXIS_TAMBONS = Text("จำนวนตำบล", "tambons")

# --- what else happened ------------------------------------------------------------------------
HEAD_OVERLAP = Text("ตรงกับ", "Falls into")
OVERLAP_NONE = Text("นอกช่วงที่นับ", "neither")
NOTE_SHOCKS = Text(
    "การเทียบกับตำบลอื่นหักสิ่งที่กระทบทุกตำบลพอ ๆ กันออกแล้ว แต่บอกไม่ได้ว่าเรื่องเหล่านี้กระทบตำบลนี้มากหรือน้อยกว่า"
    "ตำบลเปรียบเทียบหรือไม่ หากมากกว่าหรือน้อยกว่า ส่วนที่ต่างนั้นปนอยู่ในผลที่เห็น และแยกออกจากโครงการไม่ได้",
    "Comparing with other tambons takes out what struck all of them alike. It cannot tell whether "
    "these things struck this tambon more, or less, than those it is compared with: if they did, "
    "the difference is in what is seen, and cannot be told apart from the programme.",
)
NOTE_NOT_DECLARED = Text(
    "ตารางมีเฉพาะเรื่องที่ประกาศไว้ในแฟ้มการศึกษาก่อนเห็นผล เรื่องที่เกิดเฉพาะตำบลนี้ เช่น เปลี่ยนผู้นำ "
    "งบจากหน่วยงานอื่น หรือการย้ายกำลังเจ้าหน้าที่ ไม่มีในข้อมูล คนในพื้นที่รู้ดีกว่า",
    "Only what the study file declared beforehand is listed. What happened here alone (new "
    "leaders, money from elsewhere, security forces moved) is not in the data: people of the place "
    "know better.",
)

# --- words explained ---------------------------------------------------------------------------
SECTION_GLOSSARY = Text("คำที่ใช้ในหน้านี้", "Words used on this page")
GLOSSARY = (
    (
        Text("คาดไว้หากไม่มีโครงการ", "expected without the programme"),
        Text(
            "ค่าที่ตำบลนี้น่าจะมี หากเปลี่ยนไปเหมือนตำบลเปรียบเทียบในเวลาเดียวกัน",
            "what this tambon would have had, had it changed as its comparison tambons did",
        ),
    ),
    (
        Text("ตำบลเปรียบเทียบ", "comparison tambon"),
        Text(
            "ตำบลที่คล้ายกันก่อนเริ่มโครงการ และขณะนั้นยังไม่ได้อยู่ในโครงการ",
            "one that was alike before the programme, and not in it at the time",
        ),
    ),
    (
        Text("น้ำหนัก", "weight"),
        Text(
            "ตำบลเปรียบเทียบแต่ละตำบลมีส่วนในค่าที่คาดไว้เท่าใด รวมทุกตำบลเป็น 100%",
            "the share of a comparison tambon in what is expected; all of them make 100%",
        ),
    ),
    (
        Text("ช่วงความเชื่อมั่น", "confidence interval (CI)"),
        Text(
            "ช่วงของค่าที่ยังสอดคล้องกับข้อมูล ช่วงกว้างแปลว่าข้อมูลบอกได้น้อย",
            "the values that the data do not contradict; a wide one means that they tell little",
        ),
    ),
    (
        Text("ค่า p", "p-value"),
        Text(
            "หากโครงการไม่มีผลเลย จะเห็นความต่างอย่างน้อยเท่านี้โดยบังเอิญบ่อยเพียงใด",
            "how often chance alone would show at least this difference, had there been no effect",
        ),
    ),
    (
        Text("ค่า q", "q-value"),
        Text(
            "ค่า p ที่ปรับแล้วว่าดูหลายตำบลพร้อมกัน ซึ่งย่อมมีบางตำบลที่ดูต่างโดยบังเอิญ",
            "a p-value that allows for looking at many tambons, some of which differ by chance",
        ),
    ),
    (
        Text("MDE", "MDE"),
        Text(
            "การเปลี่ยนแปลงที่เล็กที่สุดซึ่งข้อมูลของตำบลนี้น่าจะตรวจพบ เล็กกว่านี้มักมองไม่เห็น",
            "the smallest change that this tambon’s data would probably show; less goes unseen",
        ),
    ),
    (
        Text("อัตราส่วน (×)", "ratio (×)"),
        Text(
            "ค่าหลังเริ่มหารด้วยค่าที่คาดไว้: ×1 คือไม่ต่าง ×0.5 คือครึ่งหนึ่ง ×2 คือสองเท่า",
            "what came over what was expected: ×1 no difference, ×0.5 half, ×2 twice",
        ),
    ),
    (
        Text("จุดร้อยละ", "percentage point"),
        Text(
            "ผลต่างของร้อยละสองค่า จากร้อยละ 40 เป็นร้อยละ 45 คือเพิ่มขึ้น 5 จุดร้อยละ",
            "the difference of two percentages: from 40% to 45% is 5 points",
        ),
    ),
    (
        Text("ปีงบประมาณ", "fiscal year"),
        Text(
            "ตุลาคมถึงกันยายน เรียกตามปีที่สิ้นสุด ปีงบประมาณ 2563 คือ ต.ค. 2562 ถึง ก.ย. 2563",
            "October to September, named by its end, in the Buddhist era (C.E. + 543)",
        ),
    ),
)  # fmt: skip

# --- corrections -------------------------------------------------------------------------------
PROV_CORRECT = Text("พบข้อผิดพลาด", "Something wrong?")
CORRECT_TO = Text(
    "แจ้ง {contact} พร้อมรหัสตำบล {tambon} ชื่อตัวชี้วัด ค่าที่ควรเป็น และหลักฐานที่มี",
    "Tell {contact}: the tambon’s code {tambon}, the indicator, what it should be, and on what "
    "evidence.",
)
CORRECT_MAKERS = Text("ผู้จัดทำรายงานนี้", "whoever made this report")
CORRECT_HOW = Text(
    "ผู้จัดทำแก้ที่แฟ้มข้อมูลดิบ ไม่แก้ในหน้านี้ แล้วสร้างทุกหน้าใหม่ด้วยคำสั่ง santitham-eval run "
    "ค่า sha256 ที่เปลี่ยนไปบอกว่าหน้าใดทำจากข้อมูลที่แก้แล้ว",
    "They mend the raw files, never this page, and make all pages anew with santitham-eval run; "
    "the changed sha256 tells which pages rest on the mended data.",
)

# --- a tambon outside the programme --------------------------------------------------------------
OUTSIDE_LEAD = Text(
    "ตำบลนี้ไม่ได้อยู่ในโครงการ หน้านี้จึงไม่มีผลของโครงการ มีเพียงข้อมูลของตำบล คุณภาพข้อมูล "
    "และตำบลใดในโครงการที่ใช้ตำบลนี้เปรียบเทียบ",
    "This tambon is not in the programme, so this page gives no effect: only its data, how good "
    "they are, and which tambons of the programme are compared with it.",
)
OUTSIDE_CARD = Text("ไม่ได้อยู่ในโครงการ", "Not in the programme")
OUTSIDE_LABEL = Text("ฐานะของตำบลนี้", "Where this tambon stands")
SECTION_SERIES = Text("ข้อมูลของตำบลนี้", "This tambon’s data")
CAPTION_SERIES = Text(
    "ตัวชี้วัดของแผน ทีละปี ไม่เทียบกับใคร", "The plan’s indicators, year by year, compared with nothing."
)
NOTE_SERIES = Text(
    "รายเดือนรวมตามปีงบประมาณ เฉพาะปีที่มีข้อมูลครบ  – = ไม่มีข้อมูล ซึ่งไม่ใช่ศูนย์  ตัวชี้วัดที่นับคนไม่แสดงในหน้านี้",
    "Months are summed by fiscal year, whole years only; – is missing, which is not zero. "
    "Indicators that count persons are not shown on this page.",
)
NOTE_REASON_OF_BREAK = Text(
    "{name}: นิยามเปลี่ยนปี {year} ({why}) ปีก่อนและหลังจึงเทียบกันไม่ได้",
    "{name}: redefined in B.E. {year} ({why}), so that years before and after do not compare.",
)
NOTE_NOT_EFFECT = Text(
    "ตัวเลขที่ขึ้นหรือลงเป็นเพียงการบรรยาย บอกไม่ได้ว่าเพราะอะไร",
    "That a figure rose or fell is description: it does not say why.",
)
SERIES_ALT = Text(
    "กราฟเส้นตัวชี้วัด “{name}” ({unit}) ของ{place} รายปี พ.ศ.: {values}",
    "Line chart of “{name}” ({unit}) in {place} by year (B.E.): {values}.",
)
SECTION_SERVES = Text("เป็นตำบลเปรียบเทียบให้ตำบลใด", "Whom it is compared with")
CAPTION_SERVES = Text(
    "ตำบลในโครงการ {n} ตำบลที่ใช้ตำบลนี้เปรียบเทียบ ในตัวชี้วัดหลัก เรียงตามรหัส",
    "{n} tambons of the programme that are compared with it on primary indicators, by code.",
)
NOTE_SERVES = Text(
    "น้ำหนัก = ส่วนของตำบลนี้ในค่าที่คาดไว้ของตำบลนั้น ไม่ได้บอกว่าตำบลใดดีกว่า",
    "Weight: this tambon’s share in what was expected of that one; it does not say which does "
    "better.",
)
SERVES_NOBODY = Text(
    "ไม่มีตำบลใดใช้ตำบลนี้เปรียบเทียบในตัวชี้วัดหลัก เพราะอยู่ติดกับตำบลในโครงการ ระดับเดิมไม่ใกล้เคียง "
    "ข้อมูลไม่พอ หรือแฟ้มการศึกษาตัดออก",
    "No tambon is compared with it on a primary indicator: it is adjacent to one of the programme, "
    "was not alike before, has too few data, or is left out by the study file.",
)
