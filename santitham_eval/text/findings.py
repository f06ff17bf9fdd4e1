"""The five states, why something cannot be said, amounts and the verdict."""

from __future__ import annotations

from santitham_eval.text.model import Text
from santitham_eval.text.programme_reasons import PROGRAMME_REASONS

# --- the five states, and why something cannot be said ---------------------------------------
STATES = {
    "improved": Text("ดีขึ้น", "Improved"),
    "worsened": Text("แย่ลง", "Worsened"),
    "no_large_change": Text("ไม่เปลี่ยนแปลงมาก", "No large change"),
    "insufficient": Text("หลักฐานยังไม่พอ", "Insufficient evidence"),
    "not_assessed": Text("ประเมินไม่ได้", "Not assessed"),
}
STATE_NONE = Text("ไม่ได้อยู่ในโครงการ", "Not in the programme")
REASONS = {
    "no_events": Text(
        "ไม่มีเหตุที่นับได้เลยทั้งก่อนและหลังเริ่มโครงการ จึงไม่มีอะไรให้เทียบ",
        "nothing was counted either before or after the start, so there is nothing to compare",
    ),
    "short_follow_up": Text(
        "ข้อมูลหลังเริ่มโครงการยังสั้นกว่าที่กำหนดไว้",
        "the data after the start are shorter than the plan requires",
    ),
    "short_baseline": Text(
        "ข้อมูลก่อนเริ่มโครงการสั้นกว่าที่กำหนดไว้",
        "the data before the start are shorter than the plan requires",
    ),
    "few_comparisons": Text(
        "มีตำบลที่คล้ายกันให้เปรียบเทียบน้อยเกินไป",
        "too few similar tambons to compare with",
    ),
    "no_comparison_events": Text(
        "ไม่มีเหตุในตำบลที่จะเปรียบเทียบ จึงบอกไม่ได้ว่าควรเปลี่ยนไปเท่าใด",
        "nothing was counted in the tambons to compare with, so no change can be expected",
    ),
    "small_whole": Text(
        "จำนวนทั้งหมดที่ใช้เป็นฐานของสัดส่วนน้อยเกินไป",
        "the total that the share is taken of is too small",
    ),
    "poor_match": Text(
        "ไม่มีตำบลเปรียบเทียบที่ระดับก่อนเริ่มโครงการใกล้เคียงพอ",
        "no comparison tambons were near enough to its level before the start",
    ),
    "not_observed": Text(
        "ไม่มีข้อมูลของตัวชี้วัดนี้ในตำบลนี้", "this indicator was not observed in this tambon"
    ),
    "no_scatter": Text(
        "ตำบลเปรียบเทียบไม่ต่างกันเลย จึงไม่มีสิ่งที่บอกได้ว่าความบังเอิญทำให้ต่างกันเพียงใด",
        "the comparison tambons did not differ at all, so nothing tells what chance may do",
    ),
    "series_break": Text(
        "นิยามของตัวชี้วัดเปลี่ยนระหว่างก่อนกับหลังเริ่มโครงการ และปีที่นิยามเดียวกันเหลือน้อยกว่าที่กำหนดไว้",
        "its definition changed between before and after, and too few years of one definition "
        "are left",
    ),
    "participants_only": Text(
        "มีข้อมูลเฉพาะตำบลในโครงการ จึงไม่มีตำบลให้เปรียบเทียบ ใช้อธิบายสภาพเท่านั้น",
        "it is observed in the programme’s tambons only, so there is nothing to compare with; it "
        "is described, not judged",
    ),
    "few_tambons": Text(
        "ตำบลในโครงการที่ประเมินได้มีน้อยเกินกว่าจะรวมกัน",
        "too few of the programme’s tambons could be assessed to pool them",
    ),
    "short_series": Text(
        "ข้อมูลก่อนเริ่มโครงการมีน้อยช่วงเวลาเกินไปสำหรับวิธีนี้",
        "too few periods before the start for this method",
    ),
    "sparse_baseline": Text(
        "เหตุก่อนเริ่มโครงการน้อยกว่าไตรมาสละหนึ่งครั้งโดยเฉลี่ย",
        "fewer than one event a quarter on average before the start",
    ),
    "outside_donors": Text(
        "ระดับก่อนเริ่มโครงการอยู่นอกช่วงของตำบลเปรียบเทียบ",
        "its level before the start lies outside the range of the comparison tambons",
    ),
    "poor_pre_fit": Text(
        "ไม่มีส่วนผสมของตำบลเปรียบเทียบที่เคลื่อนไหวเหมือนตำบลนี้ได้ใกล้พอก่อนเริ่มโครงการ",
        "no mix of comparison tambons followed its course before the start closely enough",
    ),
    "few_placebos": Text(
        "มีตำบลนอกโครงการที่ใช้ทดสอบความบังเอิญได้น้อยเกินไป",
        "too few untreated tambons to show what chance may do",
    ),
    "few_events": Text(
        "เหตุก่อนเริ่มโครงการน้อยเกินกว่าจะแยกแนวโน้มจากความบังเอิญ",
        "too few events before the start to tell a trend from chance",
    ),
    "no_events_after": Text(
        "ไม่มีเหตุหลังเริ่มโครงการเลย แบบจำลองแนวโน้มจึงหาค่าไม่ได้",
        "nothing was counted after the start, so the trend model has no finite answer",
    ),
    "no_specification": Text(
        "ทางเลือกอื่นประเมินไม่ได้เลย", "under none of the other choices could it be assessed"
    ),
    "no_fit": Text("แบบจำลองหาคำตอบไม่ได้", "the model found no answer"),
    "no_change_ever": Text("ค่าไม่เคยเปลี่ยนเลย", "the value never changed"),
    "suppressed": Text(
        "จำนวนคนน้อยจนอาจรู้ได้ว่าเป็นใคร จึงไม่แสดงตัวเลข",
        "so few persons that someone might be recognised; the figures are not shown",
    ),
}
REASONS |= PROGRAMME_REASONS
REASON_OTHER = Text(
    "เงื่อนไขของวิธีประเมินไม่ครบ ({code})", "a condition of the method is not met ({code})"
)
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# --- amounts ---------------------------------------------------------------------------------
PERCENT = Text("ร้อยละ {n}", "{n}%")
PERCENT_TIMES = Text("ร้อยละ {n} (เป็น {times} เท่า)", "{n}% (a factor of {times})")
# Thai puts a space before a numeral, none before ร้อยละ.
POINTS = Text(" {n} จุดร้อยละ", "{n} percentage points")
IN_UNIT = Text(" {n} ({unit})", "{n} ({unit})")
DOWN = Text("ลดลง{amount}", "down {amount}")
UP = Text("เพิ่มขึ้น{amount}", "up {amount}")
SAME = Text("แทบไม่ต่าง", "hardly different")
UNBOUNDED = Text("เพิ่มขึ้นโดยไม่อาจบอกขอบบนได้", "an increase without a known upper limit")
UNBOUNDED_DOWN = Text("ลดลงโดยไม่อาจบอกขอบล่างได้", "a fall without a known lower limit")
LOWER = Text("ต่ำกว่า", "lower")
HIGHER = Text("สูงกว่า", "higher")
RATE_OF = Text("อัตรา{name}", "the rate of {name}")
# A quotation has a space on either side; where it opens a sentence a word stands before it.
FIGURE_OF = Text("ตัวชี้วัด “{name}” ", "“{name}”")
MISSING = "–"
SUPPRESSED = Text("ปกปิด", "suppressed")

# --- the verdict -----------------------------------------------------------------------------
VERDICT_CHANGED = Text(
    "หลังเริ่มโครงการ {name}ของตำบลนี้{side}ที่คาดไว้หากไม่มีโครงการ ประมาณ{amount}",
    "After the programme began, {name} in this tambon was about {amount} {side} than expected "
    "without the programme.",
)
VERDICT_CHANGED_HIDDEN = Text(
    "หลังเริ่มโครงการ {name}ของตำบลนี้{side}ที่คาดไว้หากไม่มีโครงการ",
    "After the programme began, {name} in this tambon was {side} than expected without the "
    "programme.",
)
VERDICT_NO_LARGE_CHANGE = Text(
    "{name}ของตำบลนี้ไม่ต่างมากจากที่คาดไว้หากไม่มีโครงการ "
    "ค่าที่สอดคล้องกับข้อมูลทั้งหมดอยู่ในขอบเขตที่ตกลงไว้ก่อนเห็นผลว่ายังไม่ใช่การเปลี่ยนแปลงที่สำคัญ",
    "In this tambon {name} did not differ much from what was expected without the programme: "
    "every plausible value lies inside the limits agreed beforehand as no change that matters.",
)
VERDICT_INSUFFICIENT = Text(
    "ข้อมูลของตำบลนี้ยังไม่พอที่จะบอกได้ว่าโครงการทำให้{name}เพิ่มขึ้นหรือลดลง",
    "The data of this tambon are not enough to tell whether the programme raised or lowered "
    "{name}.",
)
VERDICT_NOT_ASSESSED = Text(
    "ประเมิน{name}ของตำบลนี้ไม่ได้ เพราะ{reason}",
    "In this tambon {name} could not be assessed: {reason}.",
)
INTERVAL = Text(
    "เมื่อเทียบกับที่คาดไว้ ค่าที่สอดคล้องกับข้อมูลอยู่ระหว่าง{low} ถึง{high} (ช่วงความเชื่อมั่นร้อยละ {confidence}) "
    "กล่าวคือ หากประเมินด้วยวิธีเดียวกันซ้ำหลายครั้ง ราว {confidence} ใน 100 ครั้ง "
    "ช่วงที่ได้จะครอบคลุมค่าจริง",
    "Against what was expected, plausible values run from {low} to {high} ({confidence}% "
    "confidence interval): of many evaluations done this way, about {confidence} in 100 would "
    "give an interval that holds the true value.",
)
CORRECTED = Text(
    "เมื่อคำนึงว่าดูหลายตำบลและหลายตัวชี้วัดพร้อมกัน ค่า q {q} (เกณฑ์ไม่เกิน {fdr})",
    "Allowing for the many tambons and indicators looked at together, q {q} (threshold {fdr}).",
)
NOT_AFTER_CORRECTION = Text(
    "ดูเฉพาะตำบลนี้ ตัวเลข{side}ที่คาดไว้ แต่เมื่อดูหลายตำบลและหลายตัวชี้วัดพร้อมกัน ย่อมพบเช่นนี้โดยบังเอิญได้บ้าง "
    "หลักฐานจึงยังไม่ถึงเกณฑ์ (q {q} เกณฑ์ไม่เกิน {fdr})",
    "Taken alone this tambon’s figures are {side} than expected; but where many tambons and "
    "indicators are looked at, some will be so by chance, and the evidence falls short "
    "(q {q}, threshold {fdr}).",
)
CAN_SAY = Text("สิ่งที่กล่าวได้: {said}", "What can be said: {said}.")
EXCLUDED_BOTH = Text(
    "ข้อมูลไม่สอดคล้องกับความเป็นไปได้ที่จะ{low} และที่จะ{high}",
    "the data speak against {low} and against {high}",
)
EXCLUDED_ONE = Text("ข้อมูลไม่สอดคล้องกับความเป็นไปได้ที่จะ{one}", "the data speak against {one}")
EXCLUDED_NONE = Text(
    "ข้อมูลยังตัดความเป็นไปได้ใดออกไม่ได้ ทั้งการเพิ่มขึ้นมากและการลดลงมาก",
    "the data exclude nothing yet, neither a large rise nor a large fall",
)
FALL_BEYOND = Text("ลดลงเกิน{amount}", "a fall of more than {amount}")
RISE_BEYOND = Text("เพิ่มขึ้นเกิน{amount}", "a rise of more than {amount}")
SMALLEST_SEEN = Text(
    "การเปลี่ยนแปลงที่เล็กที่สุดซึ่งข้อมูลชุดนี้น่าจะตรวจพบได้ คือ{mde}",
    "The smallest change that these data would probably have shown is {mde}.",
)
MARGIN_POWER = Text(
    "หากโครงการทำให้{name}{change} ซึ่งเป็นการเปลี่ยนแปลงน้อยที่สุดที่ถือว่าสำคัญ "
    "ข้อมูลเท่านี้จะตรวจพบได้{times} ใน 10 ครั้ง",
    "Had the programme brought {name} {change}, the smallest change that matters, data like these "
    "would have shown it {times} in 10.",
)
SO_MANY_TIMES = Text("ราว {n} ครั้ง", "about {n} times")
LESS_THAN_ONE = Text("ไม่ถึง 1 ครั้ง", "less than once")
MORE_THAN_NINE = Text("มากกว่า 9 ครั้ง", "more than 9 times")
NOT_NO_EFFECT = Text(
    "“หลักฐานยังไม่พอ” ไม่ได้แปลว่าโครงการไม่ได้ผล",
    "“Insufficient evidence” does not mean that the programme had no effect.",
)
PROGRAMME_CONTEXT = Text(
    "ทั้งโครงการ {n} ตำบล ตัวชี้วัดนี้ {counts}",
    "Across the {n} tambons of the programme, on this indicator: {counts}.",
)
STATE_COUNT = Text("{state} {count}", "{state} {count}")
SUPPRESSED_VERDICT = Text(
    "ไม่แสดงขนาดของผล เพราะ{reason}", "The size of the effect is withheld: {reason}."
)
TECHNICAL = Text(
    "ค่าประมาณ: {effect} (ช่วงความเชื่อมั่น {confidence}% {low} ถึง {high}; q {q}; MDE {mde})",
    "Estimate: {effect} ({confidence}% CI {low} to {high}; BH q {q}; smallest "
    "detectable effect {mde}).",
)
EQUIVALENT = Text(
    "{said} ค่า p ของการไม่เปลี่ยนเกินขอบเขต {p}", "{said} Equivalence within the margin: p {p}."
)
RATIO_IS = Text("อัตราส่วน {ratio}", "rate ratio {ratio}")
DIFFERENCE_IS = Text("ผลต่าง {difference}", "difference {difference}")
IN_ENGLISH = Text("ภาษาอังกฤษ", "In English.")
