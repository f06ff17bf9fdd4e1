"""The page of the programme as a whole: its findings, tables, figure and checks."""

from __future__ import annotations

from santitham_eval.text.model import Text

# --- heading -----------------------------------------------------------------------------------
INDEX_PROGRAMME = Text("ผลของโครงการทั้งหมด", "The programme as a whole")
PROGRAMME_TITLE = Text("ผลของโครงการทั้งหมด", "The programme as a whole")
PROGRAMME_PAGE_TITLE = Text("ผลของโครงการทั้งหมด – {study}", "The programme as a whole – {study}")
PROGRAMME_LEAD = Text(
    "ตำบลในโครงการ {treated} ตำบล จาก {n} ตำบลในพื้นที่ศึกษา เริ่มระหว่าง {first} ถึง {last} "
    "หน้านี้รวมทุกตำบลเข้าด้วยกัน จึงเห็นสิ่งที่ข้อมูลของตำบลเดียวบอกไม่ได้",
    "{treated} tambons in the programme, of {n} in the study area; they began between {first} and "
    "{last}. This page takes them all together, and so can see what the data of one tambon cannot.",
)
WHOLE_CARD_LABEL = Text("ข้อสรุปของทั้งโครงการ: {name}", "Finding of the whole programme: {name}")

# --- the finding of the whole ------------------------------------------------------------------
WHOLE_CHANGED = Text(
    "เมื่อรวมทุกตำบลในโครงการ {name}{side}ที่คาดไว้หากไม่มีโครงการ ประมาณ{amount}",
    "Over all tambons of the programme together, {name} was about {amount} {side} than expected "
    "without it.",
)
WHOLE_NO_LARGE_CHANGE = Text(
    "เมื่อรวมทุกตำบลในโครงการ {name}ไม่ต่างมากจากที่คาดไว้หากไม่มีโครงการ "
    "ค่าที่สอดคล้องกับข้อมูลทั้งหมดอยู่ในขอบเขตที่ตกลงไว้ก่อนเห็นผลว่ายังไม่ใช่การเปลี่ยนแปลงที่สำคัญ",
    "Over all tambons of the programme together, {name} did not differ much from what was expected "
    "without it: every plausible value lies inside the limits agreed beforehand as no change that "
    "matters.",
)
WHOLE_INSUFFICIENT = Text(
    "แม้รวมทุกตำบลในโครงการแล้ว ข้อมูลก็ยังไม่พอที่จะบอกได้ว่าโครงการทำให้{name}เพิ่มขึ้นหรือลดลง",
    "Even over all tambons of the programme together, the data are not enough to tell whether it "
    "raised or lowered {name}.",
)
WHOLE_NOT_ASSESSED = Text(
    "ประเมิน{name}ของทั้งโครงการไม่ได้ เพราะ{reason}",
    "Of the programme as a whole, {name} could not be assessed: {reason}.",
)
WHOLE_HIDDEN = Text(
    "ไม่แสดงผลของทั้งโครงการต่อ{name} เพราะ{reason}",
    "What the whole programme shows of {name} is withheld: {reason}.",
)
WHOLE_NO_ROW = Text("ไม่มีผลส่วนนี้อยู่ในตาราง programme", "the table programme holds no such result")
WHOLE_CORRECTED = Text(
    "เมื่อคำนึงว่าดูหลายตัวชี้วัดพร้อมกัน ค่า q {q} (เกณฑ์ไม่เกิน {fdr})",
    "Allowing for the several indicators looked at together, q {q} (threshold {fdr}).",
)
WHOLE_NOT_AFTER_CORRECTION = Text(
    "ดูเฉพาะตัวชี้วัดนี้ ตัวเลข{side}ที่คาดไว้ แต่เมื่อดูหลายตัวชี้วัดพร้อมกัน หลักฐานยังไม่ถึงเกณฑ์ (q {q} เกณฑ์ไม่เกิน {fdr})",
    "Taken alone these figures are {side} than expected; with several indicators looked at "
    "together the evidence falls short (q {q}, threshold {fdr}).",
)
WHOLE_TECHNICAL = Text(
    "ค่าประมาณ: {effect} (ช่วงความเชื่อมั่น {confidence}% {low} ถึง {high}; q {q})",
    "Estimate: {effect} ({confidence}% CI {low} to {high}; BH q {q}).",
)
WHOLE_ONE_OF_MANY = Text("ทั้งโครงการ: {said}", "The whole programme: {said}")
"""What stands on a tambon's page, beside its own finding."""
SEE_PROGRAMME = Text("ดูผลของโครงการทั้งหมด", "See the programme as a whole")
MEANS_LABEL = Text("หมายความว่า", "This means:")
MEANS = {
    "improved": Text(
        "โดยรวมแล้วตำบลในโครงการดีกว่าที่ตำบลคล้ายกันซึ่งยังอยู่นอกโครงการบ่งชี้ไว้ เกินกว่าที่ความบังเอิญอธิบายได้",
        "taken together, the programme’s tambons did better than similar tambons still outside it "
        "would suggest, by more than chance explains.",
    ),
    "worsened": Text(
        "โดยรวมแล้วตำบลในโครงการแย่กว่าที่ตำบลคล้ายกันซึ่งยังอยู่นอกโครงการบ่งชี้ไว้ เกินกว่าที่ความบังเอิญอธิบายได้",
        "taken together, the programme’s tambons did worse than similar tambons still outside it "
        "would suggest, by more than chance explains.",
    ),
    "no_large_change": Text(
        "โดยรวมแล้วตำบลในโครงการเป็นไปใกล้เคียงกับตำบลคล้ายกันซึ่งยังอยู่นอกโครงการ "
        "และข้อมูลมากพอจะบอกได้ว่าไม่มีการเปลี่ยนแปลงขนาดใหญ่",
        "taken together, the programme’s tambons went much as similar tambons still outside it, "
        "and there are enough data to say that no large change is hidden.",
    ),
    "insufficient": Text(
        "ข้อมูลเท่าที่มียังแยกผลของโครงการจากความบังเอิญไม่ได้",
        "the data so far cannot tell an effect of the programme from chance.",
    ),
    "not_assessed": Text(
        "ข้อมูลหรือเงื่อนไขของวิธีไม่พอให้ประเมิน",
        "the data, or what the method rests on, do not allow an answer.",
    ),
}
NOT_MEANS_LABEL = Text("ไม่ได้หมายความว่า", "It does not mean:")
NOT_MEANS = {
    "improved": Text(
        "ทุกตำบลดีขึ้นเท่ากัน หรือรู้แล้วว่าส่วนใดของโครงการทำให้ดีขึ้น",
        "that every tambon improved alike, or that it is known which part of the programme did it.",
    ),
    "worsened": Text(
        "ทุกตำบลแย่ลง หรือรู้แล้วว่าส่วนใดของโครงการเป็นเหตุ",
        "that every tambon worsened, or that it is known which part of the programme did it.",
    ),
    "no_large_change": Text(
        "ไม่มีตำบลใดเปลี่ยนแปลง ผลดีในบางตำบลกับผลเสียในอีกตำบลอาจหักล้างกัน",
        "that no tambon changed: gains in some may be offset by losses in others.",
    ),
    "insufficient": Text(
        "โครงการไม่ได้ผล และไม่ได้หมายความว่าได้ผล",
        "that the programme had no effect, nor that it had one.",
    ),
    "not_assessed": Text(
        "โครงการไม่ได้ผล และไม่ได้หมายความว่าได้ผล",
        "that the programme had no effect, nor that it had one.",
    ),
}
SHARE_RESERVATION = Text(
    "ข้อสงวน: สำหรับสัดส่วน เมื่อเลือกตำบลที่สถานการณ์แย่ที่สุดเข้าโครงการก่อน วิธีนี้ยังคลาดเคลื่อนเหลืออยู่ราว "
    "+{points} (วัดจากการจำลองที่โครงการไม่มีผล) ผลที่ไม่เกินขนาดนี้จึงยังไม่นับเป็นผลของโครงการ",
    "Reservation: on shares, where the worst tambons are taken in first, this method is left with "
    "an error of about +{points} (simulated without any effect), so an effect of no more than that "
    "is not to be credited to the programme.",
)

# --- tables ------------------------------------------------------------------------------------
SECTION_WHOLE = Text("ผลทุกตัวชี้วัดของทั้งโครงการ", "All indicators, whole programme")
CAPTION_WHOLE = Text(
    "ทุกตำบลในโครงการรวมกัน เทียบกับที่คาดไว้หากไม่มีโครงการ",
    "All tambons of the programme together, against what was expected without it.",
)
HEAD_WHOLE_TAMBONS = Text("ในโครงการ", "Programme")
HEAD_OUTSIDE_TAMBONS = Text("ตำบลเทียบ", "Compared")
HEAD_BOTH_SIDES = Text("ตำบล: โครงการ / เทียบ", "Tambons: in it / compared")
HEAD_MARGIN = Text("ขอบเขต", "Margin")
NOTE_WHOLE = Text(
    "ผลของอัตราแสดงเป็นร้อยละที่ต่างจากที่คาดไว้ และเป็นอัตราส่วน (×) ผลของสัดส่วนเป็นจุดร้อยละ  "
    "ขอบเขต = การเปลี่ยนแปลงที่ตกลงไว้ก่อนเห็นผลว่าเล็กเกินกว่าจะสำคัญ  "
    "q = ค่าที่ปรับแล้วว่าดูหลายตัวชี้วัดพร้อมกัน (Benjamini–Hochberg)",
    "Effects on rates are percent differences from what was expected, and ratios (×); on shares, "
    "percentage points. Margin: changes agreed beforehand to be too small to matter. q: "
    "Benjamini–Hochberg across indicators.",
)
SECTION_SPREAD = Text("ข้อสรุปรายตำบลกระจายอย่างไร", "How the findings of tambons are spread")
CAPTION_SPREAD = Text(
    "จำนวนตำบลในโครงการแยกตามข้อสรุป ไม่ใช่การจัดอันดับ",
    "Tambons of the programme by finding: counts, not a ranking.",
)
NOTE_SPREAD = Text(
    "แต่ละตำบลตัดสินด้วยข้อมูลของตัวเอง จึงมัก “หลักฐานยังไม่พอ” แม้ในตัวชี้วัดที่ทั้งโครงการมีข้อสรุป",
    "Each tambon is judged by its own data, so most are “insufficient” even where the whole "
    "programme has a finding.",
)
SECTION_PLACES = Text("ต่างกันตามพื้นที่และงบประมาณหรือไม่", "Does it differ by place or budget?")
CAPTION_PROVINCES = Text(
    "แยกตามจังหวัด เรียงตามรหัส ไม่จัดอันดับ", "By province, in order of code; not ranked."
)
CAPTION_DOSES = Text("แยกตามงบประมาณต่อตำบล", "By budget of a tambon.")
CAPTION_GROUPS = Text(
    "ในและนอกกลุ่มพื้นที่ที่ประกาศไว้ในแฟ้มการศึกษา",
    "Inside and outside the groups of areas that the study file declares.",
)
NO_GROUPS = Text("แฟ้มการศึกษาไม่ได้ประกาศกลุ่มพื้นที่ไว้", "The study file declares no groups of areas.")
NO_DOSES = Text(
    "บัญชีรายชื่อไม่มีงบประมาณ หรือมีขนาดเดียว จึงไม่มีอะไรให้แยก",
    "The roster gives no budgets, or only one size, so there is nothing to tell apart.",
)
NO_PROVINCES = Text(
    "ไม่มีผลแยกตามจังหวัดในตาราง programme", "The table programme holds no results by province."
)
HEAD_PROVINCE = Text("จังหวัด", "Province")
HEAD_DOSE = Text("งบประมาณ", "Budget")
HEAD_GROUP = Text("กลุ่มพื้นที่", "Group of areas")
DOSE_BAHT = Text("{n} บาท", "{n} baht")
DOSE_UNKNOWN = Text("ไม่ทราบงบประมาณ", "budget unknown")
DOSE_CONTRAST = Text("{high} เทียบกับ {low}", "{high} against {low}")
GROUP_INSIDE = Text("ใน{name}", "in {name}")
GROUP_OUTSIDE = Text("นอก{name}", "outside {name}")
HEAD_COUNTED = Text("ตำบลที่นับ", "Tambons counted")
NOTE_FAMILY = Text(
    "การแยกย่อยแต่ละครั้งมีตำบลน้อยลง ช่วงจึงกว้างขึ้น ความต่างระหว่างแถวที่ช่วงคาบเกี่ยวกันอาจเป็นความบังเอิญ",
    "Each division holds fewer tambons, so intervals are wider; rows whose intervals overlap may "
    "differ by chance.",
)
SECTION_METHODS_OF_ALL = Text("ผลจากวิธีอื่น", "Second opinions")
PROGRAMME_METHODS = {
    "risk_sets": Text("เทียบกับตำบลที่ยังอยู่นอกโครงการในปีนั้น (ผลหลัก)", "risk sets (headline)"),
    "poisson": Text("แบบจำลองปัวซง ตำบลและปี", "Poisson, tambon and year effects"),
    "synthetic_did": Text("ผลต่างเชิงสังเคราะห์", "synthetic difference in differences"),
    "imputation": Text("เติมค่าที่คาดไว้", "imputation"),
    "callaway_santanna": Text("กลุ่มเริ่มพร้อมกัน เทียบเป็นรายปี", "Callaway & Sant’Anna"),
    "sun_abraham": Text("ถ่วงน้ำหนักตามรุ่นที่เริ่ม", "Sun & Abraham"),
    "two_way": Text("สองทางแบบเดิม (คำบรรยาย)", "two-way fixed effects (description)"),
}
EVENT_METHODS = {
    "risk_sets": Text("ผลหลัก", "headline"),
    "poisson_event_study": Text("ปัวซงรายปี", "Poisson event study"),
    "callaway_santanna": Text("Callaway–Sant’Anna", "Callaway–Sant’Anna"),
}
PROGRAMME_ASKS = {
    "risk_sets": Text(
        "ปีในโครงการต่างจากที่ตำบลระดับเดียวกันซึ่งยังอยู่นอกโครงการเปลี่ยนไปเท่าใด",
        "how far the years in the programme were from what tambons of like level still outside did",
    ),
    "poisson": Text(
        "ต่างจากที่ระดับเดิมของตำบลคูณแนวโน้มร่วมรายปีบอกไว้เท่าใด",
        "how far from each tambon’s own level times a common course of years",
    ),
    "synthetic_did": Text(
        "ต่างจากส่วนผสมของตำบลที่ไม่เคยเข้าโครงการซึ่งเคยเคลื่อนไหวขนานกันเท่าใด",
        "how far from a mix of never-treated tambons that had moved in parallel",
    ),
    "imputation": Text(
        "ต่างจากค่าที่เติมจากตำบลและปีที่ยังไม่มีโครงการเท่าใด",
        "how far from values filled in from tambons and years without the programme",
    ),
    "callaway_santanna": Text(
        "ตำบลที่เริ่มปีเดียวกันต่างจากตำบลที่ยังไม่เริ่มเท่าใด แล้วเฉลี่ย",
        "how far tambons of one start were from those not yet in it, averaged",
    ),
    "sun_abraham": Text(
        "เช่นเดียวกัน เทียบกับตำบลที่ไม่เคยเข้าโครงการ",
        "the same, against tambons never in the programme",
    ),
    "two_way": Text(
        "วิธีที่คุ้นเคย แต่ใช้ตำบลที่เข้าโครงการแล้วเป็นตัวเทียบด้วย จึงไม่ใช่หลักฐาน",
        "the familiar one; it also compares with tambons already in it, so it is no evidence",
    ),
}
CAPTION_METHODS_OF_ALL = Text(
    "ทั้งโครงการด้วยวิธีต่าง ๆ ที่กำหนดไว้ก่อนเห็นผล",
    "The whole programme by methods chosen beforehand.",
)
SECTION_NEARBY = Text("ตำบลข้างเคียงและการย้ายที่", "Neighbours and displacement")
CAPTION_NEARBY = Text(
    "ตำบลนอกโครงการที่อยู่ใกล้ และผลรวมเมื่อนับตำบลข้างเคียงด้วย",
    "Nearby tambons outside the programme, and the total with neighbours counted in.",
)
HEAD_WHO = Text("ตำบลใด", "Which tambons")
NEARBY = {
    "ring/1": Text("นอกโครงการ ติดกับตำบลในโครงการ", "outside, adjacent to the programme"),
    "ring/2": Text("นอกโครงการ ถัดออกไปอีกหนึ่งชั้น", "outside, adjacent to those"),
    "displacement/0": Text(
        "ตำบลในโครงการ เทียบกับตำบลที่ไม่อยู่ในวงใด", "the programme, against tambons in no ring"
    ),
    "displacement/1": Text(
        "ตำบลในโครงการกับตำบลที่ติดกัน รวมกัน", "the programme and its neighbours together"
    ),
}
NOTE_NEARBY = Text(
    "หากเหตุเพียงย้ายไปตำบลข้างเคียง แถวแรกจะสูงขึ้น และผลรวมในแถวสุดท้ายจะหายไป "
    "หากผลดีแผ่ไปถึงตำบลข้างเคียง แถวแรกจะลดลงด้วย",
    "If events only moved next door, the first row would rise and the total in the last would "
    "vanish; if the effect spreads, the first row falls too.",
)

# --- the figure --------------------------------------------------------------------------------
SECTION_EVENT_STUDY = Text("ก่อนและหลังเริ่มโครงการ ปีต่อปี", "Before and after the start, year by year")
AXIS_SINCE = Text("ปีนับจากปีแรกของโครงการ", "years since the first year of the programme")
AXIS_CHANGE = Text("ต่างจากที่คาดไว้ (%)", "difference from expected (%)")
AXIS_DIFFERENCE = Text("ต่างจากที่คาดไว้ ({unit})", "difference from expected ({unit})")
EVENT_START = Text("เริ่มโครงการ", "start")
EVENT_NOTHING = Text("ไม่ต่าง", "no\ndifference")
CAPTION_EVENT_STUDY = Text(
    "{name} จุดกลวง = ก่อนเริ่มโครงการ (ควรอยู่ใกล้เส้น “ไม่ต่าง”) จุดทึบ = หลังเริ่ม  "
    "เส้นตั้ง = ช่วงความเชื่อมั่นร้อยละ {confidence} ของแต่ละปี",
    "{name}. Hollow: before the programme (should lie near “no difference”). Filled: after. Bars: "
    "{confidence}% intervals, each year by itself.",
)
CAPTION_BY_METHOD = Text(
    "ปีต่อปี โดยวิธีหลักและวิธีที่ผู้ตรวจสอบคุ้นเคย",
    "Year by year, by the headline’s method and by one that referees know.",
)
HEAD_SINCE = Text("ปีที่", "Year")
NOTE_BY_METHOD = Text(
    "ปีก่อนเริ่มของวิธีหลักใช้เฉพาะปีที่ยังไม่มีการคัดเลือกตำบลใด ของวิธีอื่นรวมปีที่กำลังคัดเลือกตำบลรุ่นอื่นอยู่ "
    "ตำบลที่ยังไม่ถูกเลือกในปีนั้นมักเงียบกว่าปกติ ตัวเลขก่อนเริ่มจึงอาจดูสูงทั้งที่ไม่มีอะไรผิด",
    "The headline’s years before the start are those in which no tambon had been chosen. Those of "
    "the other method include years in which other waves were being chosen; tambons passed over "
    "then are quieter than they are, so that earlier years may look high though nothing is wrong.",
)
CAPTION_EVENT_GAPS = Text(
    "ปีที่ไม่มีจุดคือปีที่ใช้คัดเลือกตำบล ปีที่ใช้เป็นจุดอ้างอิง หรือปีที่ประมาณไม่ได้",
    "Years without a point are those of choosing, the reference, or could not be estimated.",
)
ALT_EVENT_STUDY = Text(
    "กราฟจุดของ{name} ก่อนและหลังเริ่มโครงการ ปีที่ 0 คือปีแรกในโครงการ: {values}",
    "Dot chart of {name} before and after the start; year 0 is the first in the programme: "
    "{values}.",
)
ALT_EVENT = Text("ปีที่ {at}: {effect}", "year {at}: {effect}")
ALT_EVENT_NONE = Text("ปีที่ {at}: ประมาณไม่ได้ เพราะ{reason}", "year {at}: no estimate, since {reason}")
NO_EVENT_STUDY = Text("{name}: ไม่มีผลรายปีให้แสดง", "{name}: no results by year to show.")

# --- checks ------------------------------------------------------------------------------------
SECTION_WHOLE_CHECKS = Text("ข้อสรุปนี้ทนการตรวจสอบเพียงใด", "How well the finding stands up")
CAPTION_WHOLE_CHECKS = Text(
    "คำถามที่ตรวจข้อสมมติของผลหลัก “ควรระวัง” ไม่เปลี่ยนข้อสรุป แต่ผู้อ่านควรรู้",
    "Questions that test what the headline rests on. A “caution” changes no finding, but readers "
    "should know of it.",
)
WHOLE_CHECKS = {
    "without_year": Text("ไม่นับปี {item}", "year B.E. {item} left out"),
    "without_year/-": Text("ไม่นับปีที่มีเหตุกระทบร่วม", "years of a common shock left out"),
    "without_amphoe": Text("ตัดออกทีละอำเภอ", "one amphoe left out at a time"),
    "pre_trend/joint": Text(
        "ก่อนเริ่มโครงการ ตำบลในโครงการต่างจากตำบลอื่นอยู่แล้วหรือไม่",
        "did the programme’s tambons differ before it began?",
    ),
    "pre_trend/slope": Text(
        "ก่อนเริ่มโครงการ ตำบลในโครงการค่อย ๆ ห่างจากตำบลอื่นอยู่แล้วหรือไม่",
        "were they already drifting apart before it began?",
    ),
    "pre_trend/drift": Text(
        "แนวโน้มที่ต่างกันมาก่อนต้องแรงเพียงใด การตรวจข้อบนจึงน่าจะพบ",
        "how strong a drift would that test probably have found?",
    ),
    "persistence/year_to_year": Text(
        "ก่อนเริ่มโครงการ สิ่งที่ทำให้ตำบลหนึ่งแย่กว่าปกติ ค้างข้ามปีหรือไม่",
        "before it began, did what made a tambon worse than usual last into the next year?",
    ),
    "honest/breakdown:smoothness": Text(
        "แนวโน้มต้องเบนออกจากเดิมปีละเท่าใด จึงจะล้มข้อสรุปได้",
        "how far must trends bend in a year to undo the finding?",
    ),
    "honest/breakdown:relative": Text(
        "แนวโน้มต้องต่างกันแรงกว่าก่อนเริ่มโครงการกี่เท่า จึงจะล้มข้อสรุปได้",
        "how many times more than before must trends move apart to undo the finding?",
    ),
    "decomposition/forbidden": Text(
        "วิธีสองทางแบบเดิมใช้ตำบลที่เข้าโครงการแล้วเป็นตัวเทียบมากเพียงใด",
        "how far does the familiar two-way method compare with tambons already in it?",
    ),
    "randomisation/within_amphoe": Text(
        "ถ้าสลับวันเริ่มโครงการแบบสุ่มในอำเภอเดียวกัน จะได้ผลขนาดนี้บ่อยเพียงใด",
        "how often would starts dealt out at random within amphoe give as much?",
    ),
    "wild/two_way": Text(
        "วิธีสองทางแบบเดิม เมื่อคำนึงว่ามีอำเภอไม่มาก",
        "the familiar two-way method, allowing for few amphoe",
    ),
    "ring/1": Text(
        "ตำบลนอกโครงการที่ติดกันเปลี่ยนไปด้วยหรือไม่", "did adjacent outside tambons change too?"
    ),
    "ring/2": Text("ตำบลถัดออกไปอีกชั้นเปลี่ยนไปด้วยหรือไม่", "did the next ring change too?"),
    "displacement/1": Text(
        "นับตำบลข้างเคียงรวมด้วยแล้ว ผลยังอยู่หรือไม่",
        "is the effect still there with neighbours counted in?",
    ),
}
WHOLE_CHECK_OTHER = Text("{item}", "{item}")
FOUND_EFFECT = Text("{effect}", "{effect}")
FOUND_EFFECT_P = Text("{effect} (p {p})", "{effect} (p {p})")
FOUND_AMPHOE = Text(
    "ค่าประมาณอยู่ระหว่าง {low} (เมื่อตัด{first}) ถึง {high} (เมื่อตัด{last}) จาก {n} อำเภอ",
    "the estimate stays between {low} (without {first}) and {high} (without {last}) over {n} "
    "amphoe",
)
FOUND_JOINT = Text(
    "ปีที่ต่างมากที่สุด {effect} ทุกปีพร้อมกัน p {p}",
    "the year furthest off: {effect}; all years together: p {p}",
)
FOUND_SLOPE = Text("ปีละ {effect} (p {p})", "{effect} a year (p {p})")
FOUND_SMALLEST_DRIFT = Text(
    "แนวโน้มที่ต่างกันปีละ {amount} น่าจะตรวจพบ (4 ใน 5 ครั้ง)",
    "a drift of {amount} a year would probably have been found (4 times in 5)",
)
FOUND_SMOOTHNESS = Text(
    "ข้อสรุปยังยืนอยู่ เว้นแต่แนวโน้มของสองกลุ่มเบนออกจากเดิมเกินปีละ{amount} คือ {n} เท่าของที่เคยเบนมากที่สุดก่อนเริ่ม",
    "the finding would stand unless the trends had bent apart by more than {amount} a year, {n} "
    "times the most seen before the start",
)
FOUND_RELATIVE = Text(
    "ข้อสรุปยังยืนอยู่ เว้นแต่หลังเริ่มโครงการแนวโน้มต่างกันเพิ่มขึ้นเกินปีละ{amount} คือ {n} เท่าของที่เคยเห็นมากที่สุดก่อนเริ่ม",
    "the finding would stand unless the trends had moved apart by more than {amount} a year after "
    "the start, {n} times the most seen before it",
)
FOUND_FALLS_AT_ONCE = Text(
    "แม้ยอมให้แนวโน้มต่างกันน้อยที่สุดตามวิธีนี้ ช่วงก็คลุม “ไม่มีผล” แล้ว",
    "with the least that this method allows, the interval already holds “no effect”",
)
FOUND_NOTHING_TO_UNDO = Text(
    "ช่วงคลุม “ไม่มีผล” อยู่แล้วโดยไม่ต้องมีแนวโน้มต่างกัน จึงไม่มีการเปลี่ยนแปลงให้ล้ม",
    "the interval holds “no effect” without any divergence, so there is no change to undo",
)
FOUND_PERSISTENCE = Text(
    "สองปีที่ติดกันคล้ายกันกว่าสองปีใด ๆ (สหสัมพันธ์ {n}, p {p})",
    "two years in a row resemble one another more than any two (correlation {n}, p {p})",
)
FOUND_NO_PERSISTENCE = Text(
    "ไม่พบว่าค้างข้ามปี (สหสัมพันธ์ {n}, p {p})", "no sign that it lasts (correlation {n}, p {p})"
)
FOUND_SHARE = Text("ร้อยละ {n} ของน้ำหนัก", "{n}% of the weight")
FOUND_P = Text("p {p}", "p {p}")
CAPTION_HONEST = Text(
    "ช่วงของผลเมื่อยอมให้แนวโน้มต่างกันได้มากขึ้น (Rambachan & Roth)",
    "Intervals when trends may differ ever more (Rambachan & Roth).",
)
HEAD_ALLOWED = Text("ยอมให้ต่างได้", "Allowed")
HEAD_HONEST = Text("ช่วง {confidence}%", "{confidence}% interval")
ALLOWED_SMOOTHNESS = Text("แนวโน้มเบนออกจากเดิมได้ปีละ{amount}", "a bend of {amount} a year")
ALLOWED_RELATIVE = Text(
    "แนวโน้มต่างกันเพิ่มขึ้นได้ปีละ {n} เท่าของที่เคยเห็นมากที่สุดก่อนเริ่ม",
    "a move of {n} times the most seen before, each year",
)
ALLOWED_STRAIGHT = Text("แนวโน้มต่างกันได้เป็นเส้นตรงเท่านั้น", "a straight difference in trends, no bend")
NOTE_HONEST = Text(
    "ค่าเหล่านี้บอกว่าแนวโน้มต้องต่างกันเพียงใดจึงจะล้มข้อสรุป ไม่ได้บอกว่าเรื่องนั้นน่าจะเกิดขึ้นเพียงใด",
    "These say how far trends must have diverged to undo a finding, not how likely that is.",
)
NOTE_WHOLE_REASON = Text("{what}: {reason}", "{what}: {reason}")
NO_CHECKS = Text("ไม่มีการตรวจสอบในตาราง programme", "The table programme holds no checks.")

# --- method ------------------------------------------------------------------------------------
WHOLE_METHOD_COMPARISON = Text(
    "ระดับเดิมของแต่ละตำบลวัดจากปีที่ยังไม่มีการคัดเลือกตำบลใด แล้วดูว่าในแต่ละปีต่อมา "
    "ตำบลระดับเดียวกันที่ยังอยู่นอกโครงการเปลี่ยนไปเท่าใด ส่วนที่ตำบลในโครงการต่างไปจากนั้นคือผลที่รายงาน",
    "Each tambon’s level is measured in the years before any was chosen; each later year tells how "
    "tambons of like level still outside the programme moved. What the programme’s tambons "
    "differ from that is the effect reported.",
)
WHOLE_METHOD_CERTAINTY = Text(
    "ความไม่แน่นอนวัดโดยตัดออกทีละอำเภอ เพราะตำบลในอำเภอเดียวกันมักขึ้นลงด้วยกัน "
    "หากอำเภอต่างกันมากเกินกว่าที่ความบังเอิญจะทำให้เป็นได้ ถือว่าผลของโครงการเองต่างกัน "
    "แล้วใช้การขึ้นลงของตำบลก่อนมีโครงการและของตำบลนอกโครงการแทน หากมีอำเภอน้อยกว่าห้าแห่งจะไม่ให้ช่วง",
    "Uncertainty is measured by leaving out one amphoe at a time, since tambons of one amphoe tend "
    "to move together. Where amphoe differ far more than chance would make them, the effects "
    "themselves differ, and how tambons strayed before the programme and outside it is taken "
    "instead. With fewer than five amphoe no interval is given.",
)
WHOLE_METHOD_RULE = Text(
    "ข้อสรุปใช้กติกาห้าสถานะเดียวกับรายตำบล ซึ่งกำหนดไว้ก่อนเห็นผล วิธีอื่นและการตรวจสอบแสดงไว้ข้างกันและไม่เปลี่ยนข้อสรุป",
    "Findings follow the same rule of five states as those of tambons, fixed before results were "
    "seen; other methods and checks stand beside them and change none.",
)
WHOLE_METHOD_LIMITS = Text(
    "สิ่งอื่นที่เกิดกับตำบลในโครงการพร้อมกัน และไม่เกิดกับตำบลนอกโครงการ แยกออกจากผลของโครงการไม่ได้",
    "What else happened to the programme’s tambons at the same time, and not to those outside, "
    "cannot be told from the programme.",
)
