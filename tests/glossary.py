"""docs/glossary.md: the words of the house in both languages, from where the pages take them."""

from santitham_eval import text
from santitham_eval.indicators import GOALS, INDICATORS
from santitham_eval.text import Text

HOUSE = (
    (Text("โครงการ", "the programme"), Text("ตำบลสันติธรรม ตั้งแต่ปีงบประมาณ 2562", "tambon Santitham, from fiscal year 2562")),
    (Text("ตำบล / อำเภอ / จังหวัด", "tambon / amphoe / province"), Text(
        "ในภาษาอังกฤษใช้คำไทยสองคำแรก", "the Thai words stand; “sub-district” only where a reader meets them first")),
    (Text("ตำบลในโครงการ / ตำบลนอกโครงการ", "in the programme / outside"), Text(
        "ณ เดือนนั้น ตำบลที่ยังไม่เริ่มถือว่าอยู่นอก", "in a given month; one that has not yet begun is outside")),
    (Text("ช่วงก่อน", "baseline"), Text("เดือนก่อนเริ่มที่นับ ไม่รวมช่วงคัดเลือก", "the months before that count, without those of choosing")),
    (Text("ช่วงคัดเลือก", "selection"), Text("12 เดือนก่อนเริ่ม ซึ่งตัดออก", "the 12 months before a start, left out: chosen when things were bad")),
    (Text("ช่วงหลัง", "follow-up"), Text("เดือนตั้งแต่เริ่มที่นับ", "the months from the start on that count")),
    (Text("ตัวชี้วัด", "indicator"), Text("สูตรหนึ่งสูตร ประกาศครั้งเดียว", "one formula, declared once")),
    (Text("ผลลัพธ์", "outcome"), Text("ตัวชี้วัดที่แผนกำหนดให้ตัดสิน หลักหรือรอง", "an indicator that the plan has judged, primary or secondary")),
    (Text("การเปลี่ยนแปลงน้อยที่สุดที่ถือว่าสำคัญ", "margin"), Text("ตกลงไว้ก่อนเห็นผล", "the smallest change that matters, agreed beforehand")),
    (Text("ข้อสรุป", "finding"), Text("คำใดคำหนึ่งในห้าคำข้างต้น", "one of the five words above")),
    (Text("ผลหลัก", "headline"), Text("วิธีเดียวที่ใช้ตัดสิน", "the one method that is judged")),
    (Text("ไม่มีข้อมูล", "missing"), Text("ไม่ใช่ศูนย์ ศูนย์คือดูแล้วไม่พบ", "is no zero; a zero was looked at and nothing found")),
    (Text("ปกปิด", "suppressed"), Text("จำนวนคนน้อยจนอาจรู้ได้ว่าเป็นใคร", "so few persons that someone might be recognised")),
    (Text("ลงทะเบียนแผน", "registration"), Text("แผนที่บันทึกไว้ พร้อมบอกว่าขณะนั้นทราบอะไรแล้ว", "the plan, fixed, with what could be known by then")),
    (Text("สมุดงาน", "notebook"), Text("แฟ้ม .ipynb ที่ทำรายงานหนึ่งหน้า", "the .ipynb that makes one page")),
    (Text("แฟ้ม", "file"), Text("ไม่ใช้คำว่า ไฟล์", "in Thai never the English word in Thai letters")),
)  # fmt: skip
MEANINGS = {
    "improved": Text("ต่างจากตำบลที่คล้ายกันเกินเหตุบังเอิญ ไปทางดี", "differs from comparable tambons by more than chance, for the better"),
    "worsened": Text("ต่างจากตำบลที่คล้ายกันเกินเหตุบังเอิญ ไปทางแย่", "the same, for the worse"),
    "no_large_change": Text("ทุกค่าที่สอดคล้องกับข้อมูลอยู่ในขอบเขตที่ตกลงไว้", "every plausible value lies inside the margin"),
    "insufficient": Text("ข้อมูลบอกไม่ได้ ไม่ได้แปลว่าไม่มีผล", "the data cannot tell; not “no effect”"),
    "not_assessed": Text("ระยะเวลาสั้น ตำบลเปรียบเทียบน้อย หรือขาดข้อมูล", "too short, too few to compare with, or missing data"),
}  # fmt: skip
RATHER_NOT = {
    "ไฟล์": "แฟ้ม",
    "โน้ตบุ๊ก": "สมุดงาน",
    "ตำบลควบคุม": "ตำบลเปรียบเทียบ",
    "มีนัยสำคัญ": "บอกช่วงความเชื่อมั่น และข้อสรุป",
    "ข้อค้นพบ": "ข้อสรุป",
    "control group": "comparison tambons",
    "control tambon": "comparison tambon",
    "treatment group": "tambons in the programme",
    "significant": "say the interval, and the finding",
}
"""Words that no sentence of a page holds, and what stands in their place."""


def table(heads, rows):
    lines = ["| " + " | ".join(cells) + " |" for cells in (heads, ["---"] * len(heads), *rows)]
    return "\n".join(line.replace("| --- ", "|---").replace("--- |", "---|") for line in lines)


def words(pairs):
    rows = [(a.th, a.en, f"{b.th}<br>{b.en}") for a, b in pairs]
    return table(("ไทย", "English", "ความหมาย / meaning"), rows)


def page():
    """The whole page as text."""
    states = [(text.STATES[key], MEANINGS[key]) for key in text.STATES]
    methods = [(text.METHODS[m], text.ASKS[m]) for m in text.METHODS]
    indicators = [(i.id, i.name.th, i.name.en) for i in INDICATORS.values()]
    parts = [
        "# Glossary / คำที่ใช้\n\nWhat a thing is called, in both languages, wherever it is named. The "
        "words of pages are taken from `santitham_eval/text`; `make docs` writes this page anew, and a "
        "test fails where it says otherwise.",
        "## The five findings / ข้อสรุปห้าแบบ", words(states),
        "## On the pages / ในรายงาน", words(text.GLOSSARY),
        "## In plan and code / ในแผนและในโปรแกรม", words(HOUSE),
        "## Methods / วิธี", words(methods),
        "## Goals and indicators / เป้าหมายและตัวชี้วัด",
        table(("ไทย", "English"), [(g.th, g.en) for g in GOALS]),
        table(("", "ไทย", "English"), indicators),
        "## Rather not / คำที่ไม่ใช้", table(("not", "but"), RATHER_NOT.items()),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"
