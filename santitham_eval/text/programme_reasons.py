"""Why a figure about the whole programme cannot be had, or with what reservation it stands."""

from santitham_eval.text.model import Text

PROGRAMME_REASONS = {
    "no_whole_year": Text(
        "ไม่มีตำบลในโครงการที่มีข้อมูลครบทุกปีและมีปีที่อยู่ในโครงการเต็มปี",
        "no tambon of the programme is observed in all years and has a whole year in it",
    ),
    "few_clusters": Text(
        "มีอำเภอในโครงการหรือนอกโครงการไม่ถึงห้าอำเภอ จึงบอกไม่ได้ว่าความบังเอิญทำให้ต่างกันเพียงใด",
        "fewer than five amphoe in the programme or outside it, too few to tell what chance may do",
    ),
    "nothing_expected": Text(
        "ไม่มีเหตุที่คาดไว้เลยหากไม่มีโครงการ จึงไม่มีอะไรให้เทียบ",
        "nothing would have been expected without the programme, so there is nothing to compare",
    ),
    "no_events_in_programme": Text(
        "ไม่มีเหตุเลยในปีที่นับ จึงบอกค่าได้แต่บอกช่วงไม่ได้",
        "nothing was counted in these years, so there is an estimate but no interval",
    ),
    "share_bias": Text(
        "สัดส่วนที่อยู่ใกล้ 0 หรือ 1 อาจคลาดไปได้ราว 0.02 เมื่อแต่ละรุ่นคัดเลือกตำบลที่แย่ที่สุด (จากข้อมูลจำลอง)",
        "a share near 0 or 1 may be off by about 0.02 where each wave takes the worst (simulated)",
    ),
    "choice_bias": Text(
        "วิธีนี้ไม่ได้ตัดผลของการคัดเลือกตำบลที่แย่ที่สุดในแต่ละรุ่นออก ค่าจึงอาจคลาดไปแม้โครงการไม่มีผล",
        "this method does not undo that each wave takes the worst, so it may be off even where the "
        "programme does nothing",
    ),
    "no_cells": Text("ไม่มีตำบลและปีที่เข้าเงื่อนไข", "no tambon and year meets the condition"),
    "one_treated_cluster": Text(
        "ตำบลในโครงการอยู่ในอำเภอเดียว จึงไม่เห็นว่าอำเภอต่างกันเพียงใด",
        "the programme’s tambons lie in one amphoe, so how amphoe differ is not seen",
    ),
    "one_control_cluster": Text(
        "ตำบลเปรียบเทียบอยู่ในอำเภอเดียว จึงไม่เห็นว่าอำเภอต่างกันเพียงใด",
        "the comparison tambons lie in one amphoe, so how amphoe differ is not seen",
    ),
    "one_cluster": Text(
        "ตำบลทั้งหมดอยู่ในอำเภอเดียว จึงไม่เห็นว่าอำเภอต่างกันเพียงใด",
        "all tambons lie in one amphoe, so how amphoe differ is not seen",
    ),
    "no_variation": Text(
        "แยกโครงการออกจากความต่างของตำบลและของปีไม่ได้",
        "the programme cannot be told from what tambons and years differ in",
    ),
    "collinear": Text(
        "แยกโครงการออกจากความต่างของตำบลและของปีไม่ได้ เพราะไม่มีตำบลที่ไม่เคยเข้าโครงการพอ",
        "the programme cannot be told from tambons and years for want of tambons never in it",
    ),
    "separated": Text(
        "ช่วงอ้างอิงหรือช่วงที่เทียบไม่มีเหตุเลย ค่าจึงไม่มีขอบเขต",
        "nothing was counted on one side of the comparison, so the ratio has no bound",
    ),
    "no_residuals": Text(
        "แบบจำลองตรงกับข้อมูลพอดีทุกค่า จึงไม่เห็นความบังเอิญ", "the fit is perfect, so chance is not seen"
    ),
    "not_converged": Text("แบบจำลองหาคำตอบไม่ได้", "the model found no answer"),
    "single_treated": Text(
        "รุ่นหนึ่งมีตำบลเดียว จึงตัดออกทีละตำบลไม่ได้",
        "a wave has one tambon alone, so none can be left out",
    ),
    "no_neighbours": Text(
        "ไม่มีข้อมูลว่าตำบลใดมีเขตติดกัน", "it is not known which tambons share a border"
    ),
    "no_dose": Text("ทะเบียนโครงการไม่มีงบประมาณรายตำบล", "the roster has no budgets"),
    "no_ring": Text(
        "ไม่มีตำบลนอกโครงการในวงนี้ในปีที่นับได้", "no tambon outside the programme lies in this ring"
    ),
    "nobody_there": Text(
        "ไม่มีตำบลในโครงการที่นับได้ในกลุ่มนี้", "no tambon of the programme counts in this group"
    ),
    "no_such_year": Text("ปีนี้ไม่อยู่ในข้อมูล", "the data do not hold this year"),
    "not_by_differences": Text(
        "อัตราที่ลดลงเป็นร้อยละเท่ากันไม่ได้ลดลงเป็นจำนวนเท่ากัน วิธีนี้จะนับแนวโน้มร่วมเป็นผลของโครงการ",
        "rates that fall alike in per cent do not fall alike in amount: this method would credit "
        "the programme with the common trend",
    ),
    "no_treated": Text("ไม่มีตำบลในโครงการ", "no tambon is in the programme"),
    "no_comparison": Text(
        "ทุกตำบลเริ่มพร้อมกัน จึงแยกโครงการออกจากปีไม่ได้",
        "all tambons begin together, so the programme cannot be told from the year",
    ),
    "one_changing_cluster": Text(
        "มีอำเภอเดียวที่มีตำบลเข้าโครงการระหว่างข้อมูล",
        "one amphoe alone has tambons that come into the programme",
    ),
    "one_assignment": Text(
        "สุ่มตำบลเข้าโครงการใหม่ภายในอำเภอแล้วได้แบบเดิมแบบเดียว",
        "within amphoe the starts can be dealt out in one way alone",
    ),
    "no_statistic": Text("ไม่มีค่าให้เทียบ", "there is no figure to compare"),
    "nothing_to_test": Text("ไม่มีปีก่อนโครงการให้ทดสอบ", "there is no earlier year to test"),
    "more_than_clusters": Text(
        "จำนวนปีมากกว่าจำนวนอำเภอ จึงทดสอบพร้อมกันไม่ได้",
        "there are more years than amphoe, too many to judge at once",
    ),
    "singular": Text(
        "ปีต่าง ๆ แปรไปด้วยกันจนแยกจากกันไม่ได้", "the years move together so that none can be told apart"
    ),
    "not_at_zero": Text(
        "แม้แนวโน้มไม่ต่างกันเลยหรือต่างกันเป็นเส้นตรง ช่วงก็ครอบคลุมกรณีไม่มีผลอยู่แล้ว",
        "even where trends do not bend or move at all the interval takes in no effect",
    ),
}
"""Added to `REASONS`: a note of the table `programme` and what it means."""
