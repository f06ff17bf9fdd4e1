"""Words of the page of validation."""

from santitham_eval.text.model import Text

VALIDATION_TITLE = Text("การตรวจสอบวิธีวิเคราะห์", "Validation of the methods")
VALIDATION_PAGE_TITLE = Text("การตรวจสอบวิธีวิเคราะห์: {study}", "Validation of the methods: {study}")
VALIDATION_LEAD = Text(
    "หน้านี้ตอบว่าวิธีวิเคราะห์ที่ใช้เชื่อถือได้เพียงใด โดยเทียบกับค่าที่ตีพิมพ์แล้ว เทียบกับผลจริงที่กำหนดไว้ในข้อมูลจำลอง "
    "และวัดด้วยการจำลองซ้ำหลายครั้ง ตัวเลขในสองส่วนแรกคำนวณใหม่ทุกครั้งที่ทำหน้านี้",
    "How far the methods can be trusted: held against published values, against the effects "
    "declared in simulated data, and measured over many simulations. The figures of the first two "
    "parts are computed anew whenever this page is made.",
)
INDEX_VALIDATION = Text("การตรวจสอบวิธีวิเคราะห์", "Validation of the methods")

# --- published values ---------------------------------------------------------------------------
SECTION_PUBLISHED = Text("เทียบกับค่าที่ตีพิมพ์", "Held against published values")
CAPTION_PUBLISHED = Text(
    "ค่าที่ตีพิมพ์ {n} ค่า: ตรงทุกหลัก {exact} ค่า อยู่ในระยะที่ประกาศไว้ {near} ค่า ไม่ตรง {no} ค่า",
    "{n} published values: {exact} to every digit, {near} within a stated distance, {no} not",
)
CAPTION_EXCEPTIONS = Text(
    "ค่าที่ไม่ตรงทุกหลัก {n} ค่า และเหตุผล", "The {n} values that do not come out to every digit, and why"
)
HEAD_QUANTITY = Text("ค่า", "Quantity")
HEAD_PRINTED = Text("ที่ตีพิมพ์", "Published")
HEAD_OURS = Text("ที่คำนวณใหม่", "Ours")
HEAD_AGREEMENT = Text("ตรงกันหรือไม่", "Agrees")
AGREEMENT = {
    "digits": Text("ตรงทุกหลักที่ตีพิมพ์", "to every digit"),
    "within": Text("ต่างไม่เกิน {within}", "within {within}"),
    "no": Text("ไม่ตรง", "no"),
}
PUBLISHED_STUDIES = {
    "mpdta": Text(
        "ค่าจ้างขั้นต่ำกับการจ้างงานวัยรุ่น สหรัฐฯ ค.ศ. 2003–2007: Callaway & Sant’Anna (2021)",
        "Minimum wage and teen employment, USA 2003–2007: Callaway & Sant’Anna (2021)",
    ),
    "proposition99": Text(
        "ภาษีบุหรี่แคลิฟอร์เนีย ค.ศ. 1970–2000: Abadie และคณะ (2010), Arkhangelsky และคณะ (2021)",
        "California’s tobacco tax 1970–2000: Abadie et al. (2010), Arkhangelsky et al. (2021)",
    ),
    "castle": Text(
        "กฎหมายป้องกันตัวในเคหสถานกับคดีฆ่าคน สหรัฐฯ ค.ศ. 2000–2010: "
        "Cheng & Hoekstra (2013), Goodman-Bacon (2021)",
        "Castle-doctrine laws and homicide, USA 2000–2010: Cheng & Hoekstra (2013), Goodman-Bacon "
        "(2021)",
    ),
    "medicaid": Text(
        "การขยาย Medicaid กับการมีประกันสุขภาพ ค.ศ. 2008–2015: Rambachan & Roth (2023)",
        "Medicaid expansion and health insurance 2008–2015: Rambachan & Roth (2023)",
    ),
    "rates": Text(
        "อัตราสองกลุ่ม 60 ราย ต่อ 51,477.5 และ 30 ราย ต่อ 54,308.7 คน-ปี: Gu และคณะ (2008)",
        "Two rates, 60 events in 51,477.5 and 30 in 54,308.7 person-years: Gu et al. (2008)",
    ),
}
QUANTITIES = {
    "att": Text("ผลของรุ่นและปี {at}", "ATT of group and year {at}"),
    "att_se": Text("ความคลาดเคลื่อนมาตรฐานของผล {at}", "standard error of ATT {at}"),
    "aggregate": Text("ผลรวมแบบ {at}", "aggregate, {at}"),
    "aggregate_se": Text("ความคลาดเคลื่อนมาตรฐานของผลรวมแบบ {at}", "its standard error, {at}"),
    "event_time": Text("ผลเมื่อผ่านไป {at} ปี", "effect {at} years after the start"),
    "pre_test": Text("การทดสอบแนวโน้มก่อนเริ่ม (Wald)", "pre-test (Wald)"),
    "pre_test_df": Text("องศาอิสระของการทดสอบ", "its degrees of freedom"),
    "pre_test_p": Text("ค่า p ของการทดสอบ", "its p-value"),
    "overall": Text("ผลโดยวิธี {at}", "effect by {at}"),
    "overall_se": Text("ความคลาดเคลื่อนมาตรฐานโดยวิธี {at}", "standard error by {at}"),
    "unit_weight": Text("น้ำหนักของรัฐ {at}", "weight of {at}"),
    "time_weight": Text("น้ำหนักของปี {at}", "weight of {at}"),
    "placebo_rank": Text("อันดับจาก 39 รัฐเมื่อเทียบกับยาหลอก", "placebo rank among 39 states"),
    "bacon_weight": Text("น้ำหนักของคู่เทียบ {at}", "weight of {at}"),
    "bacon_estimate": Text("ผลของคู่เทียบ {at}", "estimate of {at}"),
    "wild_p": Text("ค่า p โดย wild cluster bootstrap", "p-value by wild cluster bootstrap"),
    "coefficient": Text("ค่าสัมประสิทธิ์ปี {at}", "coefficient of {at}"),
    "smooth_low": Text("ปลายล่าง แนวโน้มเรียบ M = {at}", "smoothness M = {at}, low end"),
    "smooth_high": Text("ปลายบน แนวโน้มเรียบ M = {at}", "smoothness M = {at}, high end"),
    "relative_low": Text("ปลายล่าง เทียบก่อนเริ่ม M̄ = {at}", "relative M̄ = {at}, low end"),
    "relative_high": Text("ปลายบน เทียบก่อนเริ่ม M̄ = {at}", "relative M̄ = {at}, high end"),
    "rate_ratio": Text("อัตราส่วนของอัตรา", "rate ratio"),
    "exact_p": Text("ค่า p แบบแม่นตรง", "exact p-value"),
    "mid_p": Text("ค่า mid-p", "mid-p"),
    "ratio_low": Text("ปลายล่างของช่วงความเชื่อมั่น", "interval, low end"),
    "ratio_high": Text("ปลายบนของช่วงความเชื่อมั่น", "interval, high end"),
}
AT_WORDS = {
    "synthetic control": Text("กลุ่มควบคุมสังเคราะห์", "synthetic control"),
    "synthetic DiD": Text("synthetic DiD", "synthetic DiD"),
    "imputation": Text("แทนค่า (imputation)", "imputation"),
    "simple, not yet treated": Text(
        "simple เทียบกับหน่วยที่ยังไม่เริ่ม", "simple, against the not yet treated"
    ),
    "earlier_vs_later": Text("เริ่มก่อนกับเริ่มหลัง", "earlier against later"),
    "later_vs_earlier": Text("เริ่มหลังกับเริ่มก่อน", "later against earlier"),
    "treated_vs_untreated": Text("เข้ากับไม่เข้า", "treated against untreated"),
}
PUBLISHED_NOTES = {
    "colorado": Text(
        "Colorado: ที่ตีพิมพ์ .058 แต่คำตอบที่ดีที่สุดคือ .0574 "
        "เพราะโปรแกรมของผู้เขียนหยุดค้นหาก่อนถึงจุดต่ำสุด (ได้ .0575)",
        "Colorado: .058 is printed; the exact optimum has .0574. The authors’ program stops its "
        "search before it (at .0575).",
    ),
    "quantile": Text(
        "ช่วงแบบแนวโน้มเรียบ: โปรแกรมของผู้เขียนจำลองค่าควอนไทล์ด้วยการสุ่มหนึ่งล้านครั้ง ส่วนที่นี่คำนวณตรง "
        "เมื่อใช้ค่าที่สุ่มเดียวกัน ทุกหลักที่ตีพิมพ์ตรงกัน เว้นปลายล่างที่ M = 0 "
        "ซึ่งโปรแกรมของผู้เขียนหยุดห่างจากจุดต่ำสุดราวหนึ่งในล้าน "
        "และตกคนละข้างของการปัดเศษ",
        "Smoothness: the authors’ program simulates its quantile by a million draws; here it is "
        "exact. With their draws every printed digit comes out (a default test), but for the low "
        "end at M = 0, where their solver stops a millionth from the optimum, across a rounding "
        "edge.",
    ),
    "grid": Text(
        "ช่วงแบบเทียบก่อนเริ่ม: ที่ตีพิมพ์เป็นจุดสุดท้ายบนตาราง 1,000 จุดที่ยังรับได้ ที่นี่หาปลายช่วงจริง",
        "Relative magnitudes: printed are the last accepted of 1,000 grid points; here the ends "
        "themselves are found.",
    ),
    "wild": Text(
        "wild cluster bootstrap: ค่าที่ตีพิมพ์มาจากการสุ่มครั้งหนึ่ง สุ่มแปดล้านครั้งได้ .1738 (คลาดเคลื่อน .0001) "
        "ค่าที่แสดงมาจากการสุ่ม 99,999 ครั้ง",
        "Wild cluster bootstrap: the published p is one run’s; eight million draws give .1738 "
        "(error .0001). The value shown is of 99,999 draws.",
    ),
    "castle": Text(
        "กฎหมายป้องกันตัวในเคหสถานนับจากปีที่กฎหมายมีผล ไม่ใช่ปีเต็มปีแรก ตามที่ค่าที่ตีพิมพ์นับ",
        "Castle-doctrine laws are dated by the year in which they came into force, not by the "
        "first whole year, as the published figures have it.",
    ),
}

# --- truth beside estimate ----------------------------------------------------------------------
SECTION_TRUTH = Text("ผลจริงเทียบกับผลประเมิน", "Truth beside estimate")
TRUTH_UNKNOWN = Text(
    "การศึกษานี้ไม่ใช่ชุดข้อมูลจำลองที่มากับเครื่องมือ จึงไม่มีใครรู้ผลจริง และไม่มีอะไรให้เทียบ "
    "ความแม่นยำของวิธีดูได้จากส่วนอื่นของหน้านี้",
    "This study is not the demo that comes with the library: nobody knows its true effects, and "
    "there is nothing to compare with. The other parts of this page tell how exact the methods "
    "are.",
)
TRUTH_LEAD = Text(
    "ข้อมูลจำลองสร้างจากผลจริงที่กำหนดไว้ จึงเทียบได้ว่าวิธีหลักประเมินใกล้ความจริงเพียงใด "
    "ตารางนี้เป็นการจำลองครั้งเดียว ตำบลทุกแห่งใช้ตำบลเปรียบเทียบร่วมกันบางส่วน ตัวเลขจึงคลาดเคลื่อนได้พอควร "
    "ส่วนถัดไปวัดจากการจำลองหลายครั้ง",
    "The demo was simulated from declared effects, so the headline can be held against them. This "
    "is one simulation, whose tambons share comparison tambons: the figures may be some way off. "
    "The next part measures over many.",
)
CAPTION_TRUTH = Text(
    "ผลจริงเทียบกับวิธีหลัก แยกตามตัวชี้วัด (ช่วงความเชื่อมั่นร้อยละ {confidence})",
    "Truth against the headline, by indicator ({confidence}% intervals)",
)
HEAD_ASSESSED = Text("ประเมินได้", "Assessed")
HEAD_ERROR = Text("ต่างจากจริงเฉลี่ย", "Mean error")
HEAD_COVERED = Text("ช่วงที่ครอบค่าจริง", "Intervals that hold the truth")
HEAD_CALLED = Text("บอกว่าดีขึ้น/แย่ลง", "Called improved or worsened")
HEAD_FALSE = Text("ในนี้บอกผิด", "of these false")
HEAD_CALM = Text("บอกว่าไม่เปลี่ยนมาก", "Called no large change")
HEAD_MISSED = Text("ในนี้เปลี่ยนมากจริง", "of these truly large")
OUT_OF = Text("{n} จาก {total}", "{n} of {total}")
ALL_OUTCOMES = Text("ทุกตัวชี้วัด", "All indicators")
NOTE_ERROR = Text(
    "ต่างจากจริงเฉลี่ย: ตัวชี้วัดที่เป็นอัตรา แสดงผลประเมินเป็นร้อยละของผลจริงโดยเฉลี่ย (0% คือไม่เอนเอียง) "
    "ไม่รวมผลที่เป็นศูนย์หรืออนันต์ "
    "ตัวชี้วัดอื่นแสดงผลต่างในหน่วยของตัวชี้วัด",
    "Mean error: for rates, how far estimates lie above or below the true ratio on average, in "
    "per cent (0% is no bias), without those of nought or infinity; for others, the difference in "
    "the indicator’s own unit.",
)
NOTE_FALSE = Text(
    "บอกผิด คือผลจริงไม่มี หรือเป็นไปในทางตรงข้าม แผนยอมให้บอกผิดได้โดยเฉลี่ยไม่เกินร้อยละ {fdr} ของที่บอก "
    "ในแต่ละกลุ่มของตัวชี้วัดที่ตรวจร่วมกัน",
    "False: truly unchanged, or changed the other way. The plan tolerates on average {fdr}% of "
    "those called, in each family of indicators that are looked at together.",
)
NOTE_TRUTH_SAF5 = Text(
    "ผลจริงของเดือนปลอดเหตุ คือสิ่งที่อัตราเหตุการณ์ที่เปลี่ยนไปทำให้เกิดขึ้นในช่วงติดตามผล "
    "ความตายและการบาดเจ็บเปลี่ยนตามเหตุการณ์",
    "The true effect on incident-free months is what the changed rate of incidents makes of them "
    "over the follow-up; deaths and injuries change as incidents do.",
)
SECTION_TRUTH_FIGURE = Text("ผลจริงเทียบกับผลประเมินรายตำบล", "Truth and estimate, tambon by tambon")
FIGURE_TRUTH = Text(
    "{name}: ผลประเมินและช่วงความเชื่อมั่นของแต่ละตำบล จัดกลุ่มตามผลจริง (เส้นประสั้น) "
    "จุดทึบ = ช่วงครอบค่าจริง  จุดกลวง = ไม่ครอบ  ช่วงที่ยาวเกินกรอบถูกตัดที่ขอบ",
    "{name}: each tambon’s estimate and interval, in groups of equal true effect (dashes). Filled: "
    "the interval holds the truth; hollow: it does not. Intervals beyond the frame are cut at its "
    "edge.",
)
ALT_TRUTH_GROUP = Text(
    "ผลจริง {truth}: {n} ตำบล ค่ากลางของผลประเมิน {median} ครอบค่าจริง {covered}",
    "true {truth}: {n} tambons, median estimate {median}, {covered} hold the truth",
)
AXIS_TRUTH = Text("ผลจริง (อัตราส่วน)", "true effect (ratio)")
AXIS_TRUTH_DIFFERENCE = Text("ผลจริง (ผลต่าง)", "true effect (difference)")
AXIS_ESTIMATE = Text("ผลประเมิน", "estimate")
SECTION_STATES = Text("ข้อสรุปที่ให้ แยกตามผลจริง", "States given, by what truly happened")
CAPTION_STATES = Text(
    "จำนวนตำบลตามข้อสรุป แยกตามผลจริง", "Tambons by the state they were given and the true effect"
)
SIDES = {
    "better": Text("ดีขึ้นจริง", "truly better"),
    "none": Text("ไม่มีผลจริง", "truly unchanged"),
    "worse": Text("แย่ลงจริง", "truly worse"),
}
HEAD_TRULY = Text("ผลจริง", "Truth")
HEAD_HOW_MANY = Text("ตำบล", "Tambons")

# --- calibration --------------------------------------------------------------------------------
SECTION_CALIBRATION = Text("วัดด้วยการจำลองซ้ำ", "Measured over many simulations")
CALIBRATION_NOT_MEASURED = Text(
    "ยังไม่ได้วัด: ไม่มีตารางผลการจำลอง (docs/calibration.csv) "
    "สร้างได้ด้วยคำสั่ง python -m santitham_eval.calibration --out docs/calibration.csv",
    "Not measured: there is no table of simulations (docs/calibration.csv); it is written by "
    "python -m santitham_eval.calibration --out docs/calibration.csv.",
)
WANT_CALIBRATION = Text(
    "ตารางที่เขียนโดย python -m santitham_eval.calibration",
    "a table written by python -m santitham_eval.calibration",
)
CALIBRATION_LEAD = Text(
    "แต่ละแบบ (cell) จำลองข้อมูล {n} ครั้ง แล้วเทียบผลประเมินกับผลจริง ค่าเริ่มต้นของการสุ่ม {seed} "
    "คำสั่ง: python -m santitham_eval.calibration --out docs/calibration.csv "
    "เป้าหมายกำหนดไว้ก่อนวัด ข้อที่ไม่ถึงเป้าหมายแสดงไว้ทุกข้อ",
    "Each cell was simulated {n} times and the estimates held against the truth; seed "
    "{seed}; python -m santitham_eval.calibration --out docs/calibration.csv. The goals were set "
    "before measuring; every one that is missed is shown.",
)
CAPTION_GOALS = Text("เป้าหมายและที่วัดได้", "Goals, and what was measured")
CAPTION_MISSED = Text("แบบที่ไม่ถึงเป้าหมาย", "Cells that miss a goal")
CAPTION_NONE_MISSED = Text("ทุกแบบที่วัดถึงเป้าหมาย", "Every cell that was measured meets its goals.")
HEAD_GOAL = Text("เป้าหมาย", "Goal")
HEAD_BOUNDS = Text("เกณฑ์", "Bounds")
HEAD_MEASURED = Text("ที่วัดได้", "Measured")
HEAD_CELLS_MET = Text("ถึงเป้าหมาย", "Met")
HEAD_CELL = Text("แบบ", "Cell")
HEAD_DESIGN = Text("ประกอบด้วย", "Design")
GOAL_MET = Text("ถึงทุกแบบ", "in every cell")
GOAL_MISSED = Text("ไม่ถึงบางแบบ", "not in every cell")
AT_LEAST = Text("อย่างน้อย {bound}", "at least {bound}")
AT_MOST = Text("ไม่เกิน {bound}", "at most {bound}")
GOALS_WORDS = {
    "bias": Text(
        "ความเอนเอียงของวิธีหลักรายตำบล เทียบกับที่ยอมได้",
        "mean error of the headline, over what is allowed",
    ),
    "bias of the whole": Text(
        "ความเอนเอียงของผลทั้งโครงการ เทียบกับที่ยอมได้",
        "mean error of the programme’s headline, over what is allowed",
    ),
    "coverage": Text(
        "ช่วงความเชื่อมั่น 95% รายตำบลที่ครอบค่าจริง", "95% intervals of the headline that hold the truth"
    ),
    "coverage, dense": Text(
        "ช่วงเดียวกัน เมื่อเหตุการณ์มีมาก (ไม่กว้างเกินไปด้วย)",
        "the same where events are many: not too wide either",
    ),
    "coverage of the whole": Text(
        "ช่วงความเชื่อมั่น 95% ของทั้งโครงการที่ครอบค่าจริง",
        "95% intervals of the programme’s headline that hold the truth",
    ),
    "false discovery": Text(
        "สัดส่วนที่บอกผิด ในที่บอกว่าดีขึ้นหรือแย่ลง", "share wrong of those called improved or worsened"
    ),
    "pooled error": Text(
        "ความคลาดเคลื่อนของวิธีรวมกลุ่ม เทียบกับวิธีหลัก เมื่อเหตุการณ์น้อย",
        "root mean square error, pooled over the headline’s, where events are few",
    ),
    "power of the whole": Text(
        "โอกาสพบผลของทั้งโครงการ เทียบกับผู้รู้ความจริง",
        "power of the programme’s headline over the oracle’s",
    ),
}
GROUPS_OF_CELLS = {
    "rate": Text("อัตรา: ข้อสมมติเป็นจริง", "Rates, assumptions hold"),
    "share": Text("สัดส่วน", "Shares"),
    "mean": Text("ค่าเฉลี่ย", "Means"),
    "broken": Text("จงใจให้ข้อสมมติไม่เป็นจริง", "Assumptions broken on purpose"),
}
HEAD_CELL_ERROR = Text("ความเอนเอียง", "Error")
HEAD_CELL_COVERED = Text("ครอบค่าจริง", "Covered")
HEAD_CELL_POWER = Text("พบผล/ผู้เรียน/ผู้รู้ (%)", "Power/learner/oracle (%)")
HEAD_CELL_FALSE = Text("บอกผิด", "False")
HEAD_WHOLE_ERROR = Text("ทั้งโครงการ: เอนเอียง", "Whole: error")
HEAD_WHOLE_COVERED = Text("ครอบค่าจริง", "Covered")
HEAD_WHOLE_POWER = Text("พบผล/ผู้เรียน/ผู้รู้ (%)", "Power/learner/oracle (%)")
NOTE_CELLS = Text(
    "ความเอนเอียงเป็นผลต่างของลอการิทึมสำหรับอัตรา และเป็นส่วนเบี่ยงเบนมาตรฐานระหว่างตำบลสำหรับสัดส่วนและค่าเฉลี่ย "
    "“ผู้รู้” รู้แนวโน้มร่วมและการกระจายจริง จึงเป็นเพดานของทุกวิธี "
    "“ผู้เรียน” รู้การกระจายจริง แต่ต้องประมาณแนวโน้มร่วมจากตำบลนอกโครงการ",
    "Errors are in log points for rates, in standard deviations between tambons for shares and "
    "means. The oracle knows the common course and the dispersion: no method can do better. "
    "The learner must read that course from the tambons outside.",
)
CAPTION_FLAGS = Text(
    "เมื่อจงใจให้ข้อสมมติไม่เป็นจริง การตรวจสอบเตือนบ่อยเพียงใด",
    "Assumptions broken on purpose: how often the checks flag it",
)
HEAD_FLAGS = {
    "placebo": Text("ยาหลอกในเวลา รายตำบล", "Placebo in time, tambons"),
    "worlds": Text("ยาหลอกในเวลา ทั้งโครงการ", "Placebo in time, worlds"),
    "early": Text("เริ่มหลอกของทั้งโครงการ", "Early start, whole"),
    "ring": Text("ตำบลรอบนอก", "Ring"),
}
NOTE_FLAGS = Text(
    "การตรวจสอบรายตำบลเตือนโดยบังเอิญราวร้อยละ 5 อยู่แล้ว",
    "By chance alone a check flags about 5% of tambons.",
)
CAPTION_GIVEN = Text("ข้อสรุปที่ให้ แยกตามแบบ", "How often each state is given, by cell")
