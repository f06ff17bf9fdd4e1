"""The funnel plot: tambons beside each other, with limits of how far they usually lie apart."""

from __future__ import annotations

from santitham_eval.text.model import Text

SECTION_FUNNEL = Text("ตำบลต่างกันเกินกว่าปกติหรือไม่", "Do tambons lie further apart than usual?")
FUNNEL_SAID = Text(
    "{name}: ตำบลที่มีตัวเลขแสดง {n} ตำบล อยู่นอกเส้น 95% {inner} ตำบล (ถ้าต่างกันเพียงตามปกติจะมีราว "
    "{by_chance} ตำบล) ในจำนวนนี้อยู่นอกเส้น 99.8% {outer} ตำบล {together}",
    "{name}: of {n} tambons with figures, {inner} lie outside the 95% limits (about {by_chance} "
    "would, were they no further apart than usual), {outer} of these outside the 99.8% limits. "
    "{together}",
)
FUNNEL_TARGET = Text(
    "เมื่อรวมทุกตำบลที่แสดง จำนวนที่เกิดจริง{side}ที่คาดไว้ประมาณ{amount}",
    "All shown together had about {amount} {side} than expected.",
)
FUNNEL_TARGET_SAME = Text(
    "เมื่อรวมทุกตำบลที่แสดง จำนวนที่เกิดจริงใกล้เคียงกับที่คาดไว้",
    "All shown together had about as many as expected.",
)
FUNNEL_SIDES = {"lower": Text("น้อยกว่า", "fewer"), "higher": Text("มากกว่า", "more")}
FUNNEL_MEANS = Text(
    "จุดหนึ่งคือหนึ่งตำบล แกนตั้งคือเหตุที่เกิดจริงเทียบกับที่คาดไว้หากไม่มีโครงการ เส้นขอบคือช่วงที่ตำบลต่าง ๆ มักต่างกันอยู่แล้ว "
    "ทั้งจากความบังเอิญและจากความแตกต่างตามปกติระหว่างตำบล ตำบลที่คาดว่าจะมีเหตุน้อยจึงมีช่วงกว้าง",
    "Each point is a tambon, at its events against those expected without the programme. The "
    "limits hold what chance and the usual differences between tambons would give; where few "
    "events are expected they are wide.",
)
FUNNEL_MEANS_NOT = Text(
    "จุดที่อยู่นอกเส้นไม่ได้แปลว่าเป็นตำบลที่ดีหรือไม่ดี และไม่ใช่ผลของโครงการ เป็นเพียงจุดที่ควรถามต่อว่าเกิดอะไรขึ้น เช่น "
    "ข้อมูลครบหรือไม่ หรือมีเหตุอื่นในพื้นที่ ส่วนจุดที่อยู่ในเส้นก็ไม่ได้แปลว่าตำบลนั้นไม่มีอะไรเปลี่ยน "
    "ข้อสรุปของแต่ละตำบลอยู่ในหน้าของตำบลนั้น รูปนี้จึงไม่บอกชื่อ และไม่ใช้จัดอันดับ",
    "A point outside the limits is no good or bad tambon, nor an effect of the programme; it is a "
    "place to ask what happened: whether the data are whole, what else took place. Nor does a "
    "point inside say that nothing changed there. Each tambon’s finding is on its own page; so no "
    "point is named here, and none is ranked.",
)
FUNNEL_LEFT_OUT = Text(
    "ไม่มีจุด: ประเมินไม่ได้ {absent} ตำบล ไม่แสดงเพราะมีคนน้อย {hidden} ตำบล",
    "Without a point: {absent} not assessed, {hidden} withheld for few persons.",
)
NO_FUNNEL = Text(
    "{name}: ไม่มีตำบลใดที่มีตัวเลขพอจะแสดงในรูปนี้", "{name}: no tambon has figures for this plot."
)
NO_FUNNEL_KIND = Text(
    "{name}: รูปนี้ใช้กับจำนวนเหตุเท่านั้น ตัวชี้วัดที่เป็นสัดส่วนหรือค่าเฉลี่ยจึงไม่มีรูป",
    "{name}: this plot is for counts of events; shares and means have none.",
)
CAPTION_FUNNEL = Text(
    "{name} ของแต่ละตำบลในโครงการ เทียบกับที่คาดไว้ ตามจำนวนเหตุที่คาดไว้ (ไม่บอกชื่อตำบล)",
    "{name} of each tambon in the programme against what was expected, by how many were expected; "
    "tambons are not named.",
)
ALT_FUNNEL = Text(
    "แผนภาพกรวย {said} จำนวนที่คาดไว้ตั้งแต่ {least} ถึง {most} เหตุต่อตำบล "
    "เส้น 95% ที่ตำบลขนาดเล็กสุดคือ {widest} ที่ตำบลขนาดใหญ่สุดคือ {narrowest} จุดแยกตามข้อสรุป: {states}",
    "Funnel plot. {said} Expected events from {least} to {most} a tambon; the 95% limits are "
    "{widest} at the smallest and {narrowest} at the largest. Points by finding: {states}.",
)
AXIS_FUNNEL = Text("จำนวนเหตุที่คาดไว้หากไม่มีโครงการ", "events expected without the programme")
AXIS_FUNNEL_RATIO = Text("เหตุที่เกิดจริง ต่างจากที่คาดไว้ (%)", "events, against expected (%)")
FUNNEL_TOGETHER = Text("รวมทุกตำบล", "all together")
CAPTION_FUNNEL_TABLE = Text(
    "{name}: ตัวเลขของแผนภาพกรวย เรียงตามรหัสตำบล",
    "{name}: the figures of the funnel plot, by code of tambon",
)
HEAD_FUNNEL_EXPECTED = Text("คาดไว้ (เหตุ)", "Expected")
HEAD_FUNNEL_OBSERVED = Text("เกิดจริง (เหตุ)", "Observed")
FUNNEL_FIGURES = Text("ตัวเลขของแผนภาพ รายตำบลตามรหัส", "The figures of this plot, by code of tambon")
HEAD_FUNNEL_RATIO = Text("ต่างจากที่คาดไว้", "Difference")
HEAD_FUNNEL_LIMITS = Text("เส้น {n}% (%)", "{n}% limits (%)")
NOTE_FUNNEL_TABLE = Text(
    "คาดไว้และเกิดจริงนับเฉพาะช่วงหลังเริ่มโครงการ เส้นขอบเผื่อความแตกต่างตามปกติระหว่างตำบลแล้ว (Spiegelhalter "
    "2005) จำนวนที่คาดไว้เป็นค่าประมาณ ความไม่แน่นอนนี้รวมอยู่ในความแตกต่างตามปกติโดยเฉลี่ย "
    "ตัวเลขในช่องนี้คือเกิดจริงหารด้วยคาดไว้ จึงอาจต่างเล็กน้อยจากค่าประมาณในหน้าของตำบล",
    "Expected and observed events of the follow-up. The limits allow for the usual differences "
    "between tambons (additive over-dispersion, Spiegelhalter 2005). The expected number is itself "
    "an estimate; its uncertainty is in those differences on average only. The difference is "
    "observed over expected, and may be a little off the estimate on the tambon’s page, which "
    "allows for few events.",
)
