"""Methods and their second opinions, as a page names them."""

from santitham_eval.text.model import Text

METHODS = {
    "comparative": Text("เทียบกับตำบลที่คล้ายกัน (ผลหลัก)", "compared with similar tambons (headline)"),
    "matched": Text("จับคู่หลายด้าน", "matched on several things"),
    "pooled": Text("รวมข้อมูลทุกตำบลในโครงการ", "pooled over the programme’s tambons"),
    "interrupted_series": Text("แนวโน้มของตำบลเอง", "the tambon’s own trend, interrupted"),
    "synthetic_control": Text("ตำบลสังเคราะห์", "synthetic control"),
    "before_after": Text("ก่อนกับหลังเท่านั้น (คำบรรยาย)", "before and after alone (description)"),
}
ASKS = {
    "comparative": Text(
        "ต่างจากที่ตำบลคล้ายกันนอกโครงการเปลี่ยนไปเท่าใด",
        "how far it moved from what similar tambons outside the programme did",
    ),
    "matched": Text(
        "เช่นเดียวกัน แต่เทียบกับตำบลที่ใกล้เคียงทั้งระดับ แนวโน้ม ขนาด และสถานการณ์ของตำบลข้างเคียง",
        "the same, against the tambons nearest in level, trend, size and in what is around them",
    ),
    "pooled": Text(
        "เช่นเดียวกัน แต่นำสิ่งที่ตำบลอื่นในโครงการแสดงมาประกอบ ค่าจึงถูกดึงเข้าหาค่ากลางของโครงการ",
        "the same, drawn towards what the programme’s other tambons show",
    ),
    "interrupted_series": Text(
        "ต่างจากที่แนวโน้มเดิมของตำบลเองจะไปถึงเท่าใด โดยไม่เทียบกับตำบลอื่น",
        "how far it moved from where its own trend was heading, without any other tambon",
    ),
    "synthetic_control": Text(
        "ต่างจากค่าเฉลี่ยถ่วงน้ำหนักของตำบลนอกโครงการที่เคยเคลื่อนไหวเหมือนกันเท่าใด",
        "how far it moved from a weighted mean of outside tambons that had moved alike",
    ),
    "before_after": Text(
        "ต่างจากก่อนเริ่มโครงการเท่าใด รวมแนวโน้มที่เกิดกับทุกตำบลไว้ด้วย จึงไม่ใช่ผลของโครงการ",
        "how far it moved from before; it holds every tambon’s trend, so it is no effect",
    ),
}
SECTION_OPINIONS = Text("ผลจากวิธีอื่น และการตรวจข้อสมมติ", "Second opinions and checks")
CAPTION_OPINIONS = Text(
    "{name}: ผลจากวิธีต่าง ๆ ที่กำหนดไว้ก่อนเห็นผล", "{name}: the same by methods chosen beforehand"
)
HEAD_METHOD = Text("วิธี", "Method")
HEAD_ASKS = Text("คำถามที่วิธีนี้ตอบ", "What it asks")
HEAD_OPINION = Text("ผล [ช่วง {confidence}%]", "Effect [{confidence}% interval]")
HEAD_AGREES = Text("เทียบกับผลหลัก", "Against the headline")
AGREES = Text("ไปด้วยกันได้", "compatible")
DISAGREES = Text("ต่างกัน", "differs")
NOTE_AGREES = Text(
    "“ต่างกัน” หมายถึงช่วงของวิธีนั้นไม่ครอบคลุมค่าประมาณของผลหลัก และช่วงของผลหลักก็ไม่ครอบคลุมค่าของวิธีนั้น "
    "ข้อสรุปของหน้านี้มาจากผลหลักเท่านั้น ไม่เลือกวิธีจากผลที่ได้",
    "“Differs” means that neither interval holds the other’s estimate. The finding of this page "
    "is the headline’s alone; no method is chosen by its result.",
)
NOTE_NO_OPINION = Text("{method}: {reason}", "{method}: {reason}")
