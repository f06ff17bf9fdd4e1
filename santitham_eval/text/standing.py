"""On a tambon's page: goals, years since the start, pooled estimate, what else happened, limits."""

from __future__ import annotations

from santitham_eval.text.model import Text

# --- the programme's goals ---------------------------------------------------------------------
GOAL_COMMITTEES = Text("คณะกรรมการหมู่บ้าน", "Village committees")
GOAL_COUNCILS = Text(
    "สภาสันติสุขตำบลและความเข้มแข็งของตำบล", "Peace councils and strength of the tambon"
)
GOAL_SHARED = Text("เป้าหมายร่วมของคนในพื้นที่", "Shared goals")
GOAL_ONLY_DESCRIBED = Text(
    "มีเฉพาะตัวเลขที่ตำบลในโครงการรายงานเอง จึงไม่มีตำบลให้เทียบและไม่ใช้บอกผล ดูส่วน “{section}”",
    "Only the programme’s own tambons report figures on it, so there is nothing to compare with "
    "and no "
    "effect is given: see “{section}”.",
)
GOAL_NOT_PLANNED = Text(
    "แผนของการศึกษานี้ไม่ได้กำหนดตัวชี้วัดของเป้าหมายนี้ไว้ หน้านี้จึงบอกอะไรเรื่องนี้ไม่ได้",
    "The plan of this study has no indicator of it, so this page can say nothing about it.",
)
GOAL_NOT_MEASURED = Text(
    "ไม่มีตัวชี้วัดที่วัดเป้าหมายนี้ หน้านี้จึงบอกอะไรเรื่องนี้ไม่ได้",
    "No indicator measures it, so this page can say nothing about it.",
)

# --- year by year since the start ----------------------------------------------------------------
SECTION_SINCE = Text("ทีละปีนับจากเริ่มโครงการ", "Year by year since the start")
SINCE_CAPTION = Text(
    "จุด = ต่างจากที่คาดไว้ในปีนั้น  จุดกลวง = ก่อนเริ่มโครงการ  จุดทึบ = หลังเริ่ม  "
    "แถบสี = ช่วงที่น่าจะตกอยู่ {confidence} ใน 100 ครั้งหากไม่มีโครงการ",
    "Points: difference from what was expected in that year; hollow before the start, filled "
    "after. "
    "Bands: where it would fall {confidence} times in 100 without the programme.",
)
CAPTION_SINCE = Text(
    "{name}: ต่างจากที่คาดไว้ในแต่ละปี ปีที่ 0 คือปีแรกในโครงการ",
    "{name}: difference from what was expected in each year; year 0 is the first in the programme.",
)
HEAD_SINCE_EFFECT = Text("ต่างจากที่คาดไว้", "Difference")
SINCE_NOTE = Text(
    "ปีเดียวมีข้อมูลน้อย และเมื่อดูหลายปี ย่อมมีปีที่ต่างไปมากโดยบังเอิญ จึงไม่ใช้ปีใดปีหนึ่งสรุปผล "
    "ข้อสรุปของหน้านี้มาจากทุกปีหลังเริ่มรวมกันเท่านั้น ปีก่อนเริ่มไม่มีแถบ เพราะค่าที่คาดไว้คิดจากปีเหล่านั้นเอง "
    "ส่วนแนวโน้มก่อนเริ่มมีการตรวจไว้ต่างหากในหน้านี้",
    "One year holds little, and of several some lie far off by chance, so no single year is a "
    "finding: this page’s comes of all years after the start together. Years before the start have "
    "no band, since what is expected was made of them; whether the tambon was drifting already is "
    "checked further down.",
)
SINCE_PERSONS = Text(
    "ตัวชี้วัดนี้นับคน จึงไม่แสดงทีละปี", "This indicator counts persons, so single years are not shown."
)
SINCE_NONE = Text(
    "ไม่มีค่าที่คาดไว้หากไม่มีโครงการ จึงไม่มีสิ่งใดให้เทียบทีละปี",
    "Nothing is known of what was expected without the programme, so there is nothing to set the "
    "years against.",
)

# --- the pooled estimate -------------------------------------------------------------------------
POOLED_SAID = Text(
    "หากนำสิ่งที่ตำบลอื่นในโครงการแสดงมาประกอบ (ค่าประมาณแบบรวมข้อมูล ไม่ใช่ข้อมูลของตำบลนี้ล้วน ๆ "
    "และไม่ใช่ข้อสรุปของหน้านี้) "
    "ค่าที่สอดคล้องกับข้อมูลอยู่ระหว่าง{low} ถึง{high} ค่ากลางคือ{middle}",
    "Drawing on what the programme’s other tambons show (a pooled estimate: not this tambon’s "
    "data alone, and not "
    "the finding of this page), plausible values run from {low} to {high}, with {middle} in the "
    "middle.",
)

# --- what else happened --------------------------------------------------------------------------
HEAD_STRUCK = Text("พื้นที่", "Where")
STRUCK_ALL = Text("ทุกตำบล", "every tambon")
STRUCK_SOME = Text("บางตำบล", "some tambons")
STRUCK_HERE = Text("ตำบลนี้", "this tambon")
STRUCK_NOT_HERE = Text("ไม่ใช่ตำบลนี้", "not this tambon")
STRUCK_WEIGHT = Text(
    "{here}; ตำบลเปรียบเทียบที่มีน้ำหนักรวม {weight}%",
    "{here}; comparison tambons with {weight}% of the weight",
)
NOTE_MODELLED = Text(
    "วิธี “{method}” เผื่อเรื่องที่กระทบทุกตำบลเหล่านี้ไว้แล้ว: {names}",
    "The method “{method}” allows for these, which struck every tambon: {names}.",
)

# --- what the page cannot tell -------------------------------------------------------------------
SECTION_LIMITS = Text("หน้านี้บอกอะไรไม่ได้", "What this page cannot tell you")
LIMITS = (
    Text(
        "บอกไม่ได้ว่าเป็นเพราะโครงการล้วน ๆ สิ่งอื่นที่เกิดเฉพาะในตำบลนี้ช่วงเดียวกันรวมอยู่ในผลที่เห็นด้วย",
        "Whether the programme alone did it: whatever else happened only here at the same time is "
        "in what is seen.",
    ),
    Text(
        "บอกไม่ได้ว่าผลมาจากงานส่วนใดของโครงการ เพราะวัดรวมทั้งโครงการ",
        "Which part of the programme brought it about: all of it is measured together.",
    ),
    Text(
        "บอกไม่ได้ว่าหมู่บ้านหรือคนใดดีขึ้นหรือแย่ลง ตัวเลขเป็นค่ารวมของทั้งตำบล",
        "Which village or person is better or worse off: the figures are of the whole tambon.",
    ),
    Text(
        "บอกไม่ได้ว่าหลังช่วงติดตามผล ({last}) เป็นอย่างไรต่อ",
        "What came after the follow-up, which ends in {last}.",
    ),
    Text(
        "บอกไม่ได้ว่าตำบลใดทำงานดีกว่าตำบลใด ตำบลเริ่มจากสภาพต่างกันและข้อมูลมากน้อยต่างกัน จึงไม่ควรจัดอันดับ",
        "Which tambon did better work than another: they began differently and have more or fewer "
        "data, so they "
        "should not be ranked.",
    ),
    Text(
        "บอกไม่ได้ถึงสิ่งที่ไม่มีใครแจ้งหรือบันทึกไว้ และเป้าหมายที่ไม่มีตัวชี้วัด",
        "What nobody reported or wrote down, and goals without an indicator.",
    ),
    Text(
        "หากผลของโครงการแผ่ไปถึงตำบลเปรียบเทียบด้วย ผลที่เห็นในหน้านี้จะต่างจากผลจริง",
        "If the programme reached the comparison tambons too, what is seen here differs from what "
        "it did.",
    ),
)
