"""The picture of docs/architecture.md, drawn from the rooms and their imports as they are."""

import ast
from html import escape

from test_structure import ROOMS, TOUCH_FILES, imported, modules, package_of, room_of

from santitham_eval.report import typeface
from santitham_eval.text import Text

ARE = {
    "cli": Text("คำสั่ง", "the commands"),
    "batch": Text("ทำทีละขั้น และเรียกสมุดงาน", "steps; runs notebooks"),
    "report": Text("หน้าเว็บ ใบงาน แฟ้มเผยแพร่", "pages, sheets, tables to take away"),
    "validation": Text("เทียบวิธีกับค่าที่ทราบ", "methods held to what is known"),
    "calibration": Text("วัดวิธีด้วยการจำลองซ้ำ", "how often the methods are right"),
    "demo": Text("เขียนแฟ้มข้อมูลจำลอง", "writes the simulated files"),
    "simulate": Text("โลกจำลองที่ทราบความจริง", "worlds whose truth is known"),
    "narrate": Text("ประโยคสรุปผล", "sentences about results"),
    "figures": Text("แผนภาพ", "figures"),
    "tables": Text("ตารางแสดงผล ปัดเศษที่นี่เท่านั้น", "display tables; only here is rounded"),
    "evidence": Text("ผลและข้อสรุปทั้งการศึกษา", "effects and findings of a study"),
    "backing": Text("สิ่งที่รองรับผลของตำบล", "what stands behind an effect"),
    "programme": Text("ผลของทั้งโครงการ", "the programme as a whole"),
    "checks": Text("ตรวจข้อสมมติ", "checks of assumptions"),
    "judging": Text("กฎของข้อสรุปห้าแบบ", "the rule of the five findings"),
    "estimators": Text("วิธีประมาณผล แฟ้มละวิธี", "methods, one a file"),
    "sample": Text("ใครเทียบกับใคร เมื่อใด", "who is compared with whom, when"),
    "panel": Text("ตำบล × ตัวชี้วัด × ช่วงเวลา", "tambon by indicator by period"),
    "indicators": Text("ตัวชี้วัด ประกาศครั้งเดียว", "indicators, each declared once"),
    "smallarea": Text("สถิติของจำนวนน้อย", "statistics of small counts"),
    "geography": Text("แผนที่และการวางเหตุการณ์", "maps; places of events"),
    "sources": Text("อ่านแฟ้มดิบ แฟ้มละรูปแบบ", "readers of raw files, one a format"),
    "store": Text("เก็บตารางพร้อมที่มา", "tables with what they are made of"),
    "study": Text("แฟ้มการศึกษา แผน ทะเบียน", "study file, plan, registration"),
    "errors": Text("ปัญหาทุกข้อในคราวเดียว", "every problem, told at once"),
    "text": Text("ถ้อยคำสองภาษา", "all words, in two languages"),
    "thai": Text("ปี ตัวเลข และอักษรไทย", "Thai years, numerals, letters"),
}
WAY = ("sources", "panel", "sample", "estimators", "evidence", "tables", "narrate", "report")
RULE = Text("ห้องหนึ่งเรียกใช้ได้เฉพาะห้องที่อยู่ต่ำกว่า", "a room imports only rooms below it")
FILES = Text("ห้องที่อ่านหรือเขียนแฟ้ม", "rooms that read or write files")
PURE = Text("ห้องที่ไม่แตะแฟ้มใด", "rooms that touch no file")
COURSE = Text("ทางของตัวเลข จากแฟ้มดิบถึงหน้าเว็บ", "the way of a figure, from raw file to page")
TITLE = Text("ห้องของโปรแกรม", "The rooms of the program")
BROWN, BLUE = ("#fbeeda", "#b3731a"), ("#e6eff5", "#3b6b8a")
WIDE, HIGH, ACROSS, DOWN, LEFT, TOP = 216, 62, 232, 76, 60, 76


def uses():
    """Each room to the rooms that it imports."""
    found = {room: set() for room in ROOMS}
    for path in modules():
        for name in imported(ast.parse(path.read_text("utf-8")), package_of(path)):
            if name.startswith("santitham_eval.") and name.split(".")[1] in found:
                found[room_of(path)].add(name.split(".")[1])
    return {room: others - {room} for room, others in found.items()}


def floors():
    """The rooms from the top floor down; each stands above all that it imports."""
    below, floor = uses(), {}
    for room in reversed(ROOMS):
        floor[room] = 1 + max((floor[other] for other in below[room]), default=0)
    return [[r for r in ROOMS if floor[r] == n] for n in range(max(floor.values()), 0, -1)]


def words(x, y, said, size, colour="#1b2a36", more=""):
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}"{more}>{escape(said)}</text>'


def box(room, x, y):
    colours = BROWN if room in TOUCH_FILES else BLUE
    drawn = [
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="6" fill="{colours[0]}" '
        f'stroke="{colours[1]}"/>',
        words(x + 12, y + 20, room, 14, more=' font-weight="700"'),
        words(x + 12, y + 37, ARE[room].th, 12),
        words(x + 12, y + 53, ARE[room].en, 11, "#4a5a66"),
    ]
    if room in WAY:
        drawn.append(badge(x + WIDE - 16, y + 16, WAY.index(room) + 1))
    return drawn


def badge(x, y, number):
    return (
        f'<circle cx="{x}" cy="{y}" r="10" fill="#1b2a36"/><text x="{x}" y="{y + 4}" '
        f'font-size="12" fill="#fff" text-anchor="middle">{number}</text>'
    )


def legend(y):
    """What the colours and the numbers say."""
    drawn = []
    for n, (colours, said) in enumerate(zip((BROWN, BLUE), (FILES, PURE), strict=True)):
        at = y + 22 * n
        drawn.append(
            f'<rect x="{LEFT}" y="{at}" width="20" height="14" fill="{colours[0]}" '
            f'stroke="{colours[1]}"/>'
        )
        drawn.append(words(LEFT + 30, at + 12, said.both(), 12))
    drawn += [badge(LEFT + 10, y + 51, 1), words(LEFT + 24, y + 55, f"– {len(WAY)}", 12)]
    return [*drawn, words(LEFT + 50, y + 55, COURSE.both(), 12)]


def picture():
    """The picture as SVG, with its letters in it: as an image it can fetch no font."""
    rows = floors()
    width, bottom = LEFT + ACROSS * max(map(len, rows)) + 16, TOP + DOWN * len(rows)
    drawn = [
        f'<rect width="{width}" height="{bottom + 70}" fill="#fff"/>',
        words(LEFT, 32, TITLE.both(), 20, more=' font-weight="700"'),
        words(LEFT, 56, RULE.both(), 13),
        f'<path d="M28 {TOP} V{bottom - 20} m-7 -12 l7 14 l7 -14" fill="none" stroke="#1b2a36" '
        'stroke-width="2.5"/>',
    ]
    for n, row in enumerate(rows):
        start = LEFT + (width - LEFT - 16 - ACROSS * len(row)) / 2
        for m, room in enumerate(row):
            drawn += box(room, round(start + ACROSS * m), TOP + DOWN * n)
    body = "\n".join([*drawn, *legend(bottom)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {bottom + 70}" role="img" '
        'aria-labelledby="t" font-family="Sarabun, sans-serif">\n'
        f'<title id="t">{escape(TITLE.both())}: {escape(RULE.both())}</title>\n'
        f"<style>{typeface.faces(body)}</style>\n{body}\n</svg>\n"
    )
