"""Words of the release: what is in it, what was withheld, and how it is verified."""

from santitham_eval.text.model import Text

# --- the command ------------------------------------------------------------------------------
HELP_RELEASE = Text(
    "รวมการศึกษาเป็นแฟ้ม zip หนึ่งแฟ้มสำหรับเผยแพร่",
    "Put the study into one zip that may be passed on.",
)
HELP_RELEASE_OPTION = {
    "out": Text("แฟ้มที่จะเขียน", "file to write"),
    "date": Text(
        "วันที่เผยแพร่ ค.ศ. รูปแบบ ปปปป-ดด-วว ถ้าไม่ระบุใช้วันที่ของการลงทะเบียนครั้งล่าสุด",
        "date of the release as YYYY-MM-DD, Gregorian; without it, that of the last registration",
    ),
    "agent": Text(
        "หน่วยงานหรือตำแหน่งของผู้เผยแพร่ ไม่ใช่ชื่อบุคคล",
        "organisation or role that releases it, never a person",
    ),
    "signed": Text(
        "ตำแหน่งของบุคคลที่สองซึ่งได้ตรวจรายการตรวจแล้ว ไม่ใช่ชื่อบุคคล",
        "role of the second person who went through the checklist, never a name",
    ),
    "previous": Text("แฟ้มที่เผยแพร่ครั้งก่อน (ระบุซ้ำได้)", "an earlier release (may be repeated)"),
}
HELP_VERIFY_RELEASE = Text(
    "ตรวจแฟ้มที่เผยแพร่แทนการศึกษาในโฟลเดอร์นี้", "verify a release, in the place of the study here"
)
RELEASE_AGENT = Text("ผู้ประเมินของการศึกษานี้", "the evaluator of this study")
RELEASE_DONE = Text(
    "เขียน {file} แล้ว มี {n} แฟ้ม ค่า sha256 ของทั้งแฟ้มคือ {sha256} ให้ประกาศค่านี้ไว้ในที่ซึ่งผู้อื่นแก้ไขไม่ได้",
    "written: {file}, {n} files. sha256 of the whole: {sha256}; publish it where others cannot "
    "change it",
)
RELEASE_KEPT = Text(
    "แฟ้มข้อมูลดิบที่ไม่รวมไว้เพราะสัญญาอนุญาตไม่ให้เผยแพร่ต่อ: {n} (รายชื่ออยู่ใน {file})",
    "raw files left out, since their licence does not let them be passed on: {n} (in {file})",
)
RELEASE_UNSIGNED = Text(
    "ยังไม่มีบุคคลที่สองลงนามในรายการตรวจการเปิดเผยข้อมูล ({file}) เมื่อตรวจครบแล้วให้เรียกคำสั่งเดิม"
    "พร้อม --signed-by-role “ตำแหน่ง”",
    "no second person has signed the disclosure checklist ({file}); once it is gone through, give "
    "the same command with --signed-by-role “role”",
)
WANT_RELEASE_DATE = Text(
    "วันที่เผยแพร่: ระบุ --date ปปปป-ดด-วว (ค.ศ.) เพราะการศึกษานี้ไม่ได้ลงทะเบียนไว้",
    "a date of the release: say --date YYYY-MM-DD, since this study was not registered",
)
WANT_ROLE = Text(
    "ตำแหน่งหรือหน่วยงาน ไม่ใช่ชื่อบุคคล ไม่มีเลขประจำตัวหรือหมายเลขโทรศัพท์ ไม่เกิน {most} ตัวอักษร",
    "a role or an organisation: no person's name or number, no telephone, at most {most} signs",
)
WANT_RELEASABLE = Text(
    "ผลที่ตรงกับข้อมูลและบัญชีแฟ้ม ให้เรียก santitham-eval run ก่อน",
    "results that agree with the data and the manifest; run santitham-eval run first",
)
WANT_FREE_PLACE = Text(
    "ที่เขียนนอกโฟลเดอร์ข้อมูลดิบ ตารางที่ประมวลผลแล้ว และรายงาน",
    "a place outside raw, processed and reports",
)

# --- in the file ------------------------------------------------------------------------------
RELEASE_NAME = Text("{study}: ชุดเผยแพร่", "{study}: release")
RELEASE_ABOUT = Text(
    "ผลการศึกษา สมุดบันทึก (notebook) ที่รันแล้ว ตารางหลังตัดข้อมูลที่อาจระบุตัวบุคคล แผนวิเคราะห์ โปรแกรม "
    "และแฟ้มข้อมูลดิบที่สัญญาอนุญาตให้เผยแพร่ต่อได้ วันที่เป็นวันที่ซึ่งผู้เผยแพร่ระบุ ไม่ได้อ่านจากนาฬิกาของเครื่อง",
    "Results of the study, executed notebooks, tables after disclosure rules, the plan of "
    "analysis, the program, and the raw files whose licence lets them be passed on. Dates are as "
    "declared by whoever released it; no clock was read.",
)
RELEASE_RUN = Text("การประมวลผลทั้งการศึกษา", "the whole study, run")
RELEASE_RUN_ABOUT = Text(
    "santitham-eval run สร้างตารางจากแฟ้มข้อมูลดิบ ประมาณผล และเขียนรายงานทุกหน้า "
    "เวลาที่ระบุเป็นวันที่เผยแพร่ตามที่แจ้ง ไม่ใช่เวลาที่รัน",
    "santitham-eval run builds tables from the raw files, estimates effects and writes every page. "
    "The time given is the declared date of the release, not that of the run.",
)
RELEASE_KEPT_BACK = Text(
    "ไม่รวมอยู่ในชุดเผยแพร่ โปรดขอจากผู้จัดทำข้อมูล แล้วเทียบค่า sha256",
    "not in the release: ask its publisher for it, and compare the sha256",
)
RELEASE_LICENCE = Text(
    "สัญญาอนุญาตของแฟ้มข้อมูลดิบ ตามที่ทะเบียนข้อมูลดิบระบุ",
    "licence of raw files, as the registry of raw files states it",
)
RELEASE_WHY = {
    "licence": Text(
        "สัญญาอนุญาตไม่อยู่ในรายการที่เผยแพร่ต่อได้", "its licence is not one that lets it be passed on"
    ),
    "unregistered": Text(
        "ไม่มีในทะเบียนข้อมูลดิบ จึงไม่ทราบสัญญาอนุญาต",
        "not in the registry of raw files, so its licence is not known",
    ),
    "bytes": Text(
        "เนื้อแฟ้มไม่ตรงกับที่ทะเบียนข้อมูลดิบระบุ", "its bytes are not those of the registry of raw files"
    ),
    "terms": Text("ข้อกำหนดของ ACLED ไม่ให้เผยแพร่ต่อ", "ACLED's terms do not let it be passed on"),
}

# --- verification -----------------------------------------------------------------------------
WANT_RELEASE = Text(
    "แฟ้ม zip ตามที่ santitham-eval release เขียนไว้", "a zip as santitham-eval release wrote it"
)
WANT_RELEASE_ALONE = Text(
    "--release โดยไม่มีรหัสตำบลหรือ --tambon", "--release without codes of tambons or --tambon"
)
RELEASE_FILE = {
    "spoilt": Text("{name}: อ่านไม่ได้ เนื้อแฟ้มเสียหาย", "{name}: cannot be read, its bytes are spoilt"),
    "differs": Text(
        "{name}: ไม่ตรงกับค่า sha256 ในชุดเผยแพร่", "{name}: is not what the release's own list says"
    ),
    "missing": Text(
        "{name}: อยู่ในรายการของชุดเผยแพร่แต่ไม่มีแฟ้ม",
        "{name}: is in the release's own list and is missing",
    ),
    "extra": Text(
        "{name}: ไม่อยู่ในรายการของชุดเผยแพร่", "{name}: is extra, not in the release's own list"
    ),
}
RELEASE_ARCHIVE = Text(
    "{name}: แฟ้มข้างในครบถ้วน แต่โครงสร้าง zip ถูกแก้ไข",
    "{name}: the files in it are whole, but the zip around them is not as it was written",
)
RELEASE_WHOLE = Text(
    "ทั้ง {n} แฟ้มในชุดเผยแพร่ตรงกับรายการ sha256 ทุกไบต์",
    "all {n} files of the release are, byte for byte, what its own list says",
)
RELEASE_OTHER_LIBRARY = Text(
    "โปรแกรมที่ใช้ตรวจไม่ใช่ชุดเดียวกับที่สร้างชุดเผยแพร่ ({what}) ผลจึงอาจต่างกันได้ "
    "หากต้องการโปรแกรมชุดเดียวกัน ให้ใช้ make replicate",
    "what verifies is not what made the release ({what}), so results may differ; make replicate "
    "takes the very same",
)
RELEASE_SAME = Text(
    "ตรวจทานแล้ว ชุดเผยแพร่เป็นไปตามที่ระบุ", "verified: the release is what it says it is"
)
RELEASE_OTHER = Text(
    "ตรวจทานแล้วพบ {n} รายการที่ไม่เป็นไปตามที่ชุดเผยแพร่ระบุ",
    "verified: {n} things in the release are not as it says",
)
RELEASE_NOT_REBUILT = Text(
    "ไม่ได้สร้างใหม่ทั้งชุด เพราะไม่มีแฟ้มข้อมูลดิบ {n} แฟ้ม: {files}",
    "not made anew, for lack of {n} raw files: {files}",
)
RELEASE_ESTIMATES = Text(
    "คำนวณผลหลักใหม่จากตาราง panel ที่เผยแพร่ {n} ค่า ตรงกันทั้งหมด (คลาดเคลื่อนได้ {tolerance})",
    "headline estimates computed anew from the released panel: {n} figures, all the same "
    "(to {tolerance})",
)
RELEASE_ESTIMATE_DIFFERS = Text(
    "reports/tables/effects.csv: {tambon} {indicator} คำนวณใหม่จากตาราง panel ได้ค่าอื่น",
    "reports/tables/effects.csv: {tambon} {indicator} comes out otherwise from the released panel",
)
RELEASE_REBUILT = Text(
    "สร้างใหม่จากแฟ้มข้อมูลดิบ {n} แฟ้ม: ตรงทุกไบต์ {same} แฟ้ม "
    "ตัวเลขตรงกันภายในความคลาดเคลื่อน {tolerance} {near} แฟ้ม",
    "made anew from the raw files, {n} files: {same} are the same bytes, {near} the same numbers "
    "to {tolerance}",
)
RELEASE_NEAR = Text(
    "{name}: ไบต์ต่างกัน แต่ตัวเลขทุกตัวตรงกันภายในความคลาดเคลื่อน (ไม่ได้เทียบรูปภาพและค่า sha256 ในแฟ้ม)",
    "{name}: other bytes, the same numbers within the tolerance (pictures and sha256 in it were "
    "not compared)",
)

RELEASE_NOT_COMPARED = Text(
    "{name}: ไม่ได้เทียบ เพราะไม่อยู่ในชุดเผยแพร่ และแฟ้มบันทึกรุ่นของโปรแกรมไว้ ไบต์จึงต่างกันเมื่อใช้รุ่นอื่น",
    "{name}: not compared: it is not in the release, and it names the versions that made it, so "
    "under others its bytes differ",
)

# --- disclosure -------------------------------------------------------------------------------
GATE_RULE = {
    "small": Text(
        "ตัวเลขที่ไม่ใช่จำนวนคนน้อยกว่าเกณฑ์ (หรือคำนวณย้อนเป็นจำนวนคนเช่นนั้นไม่ได้)",
        "no figure of fewer persons than may be told of, nor one from which such a count follows",
    ),
    "computable": Text(
        "ช่องที่ปกปิดซึ่งคำนวณจากตัวเลขอื่นที่เผยแพร่ไม่ได้",
        "a withheld cell that cannot be worked out from what else is published",
    ),
    "contradict": Text(
        "ตัวเลขที่ไม่ขัดกันเอง จึงจะตรวจได้ว่าคำนวณช่องที่ปกปิดได้หรือไม่",
        "figures that do not contradict each other, else nobody can tell what they give away",
    ),
    "marked": Text("ช่องว่างในแถวที่ระบุว่าปกปิด", "blank cells in rows that are marked as withheld"),
    "undeclared": Text(
        "ตารางและคอลัมน์ที่ระบุไว้ใน datapackage.json เท่านั้น",
        "only tables and columns that datapackage.json declares",
    ),
    "page": Text(
        "คำว่า “ปกปิด” ในช่องนี้ เพราะตาราง withheld ระบุว่าปกปิด",
        "the word “suppressed” in this cell, which the table withheld lists",
    ),
    "form": Text(
        "ตัวเลขที่มีอยู่ในตารางเดียวกันแบบหน้าเว็บ (.html) เท่านั้น",
        "only figures that the same table has as a page (.html)",
    ),
    "place": Text(
        "คำบรรยายแทนภาพที่มีเฉพาะตัวเลขซึ่งแสดงไว้ที่อื่นในหน้าเดียวกัน",
        "words in the place of a picture with no figure that the page does not show elsewhere",
    ),
}
GATE_EARLIER = {
    **{
        rule: Text(
            f"{words.th} เมื่อใช้ร่วมกับชุดเผยแพร่เดิม {{file}}",
            f"{words.en}, together with the earlier release {{file}}",
        )
        for rule, words in GATE_RULE.items()
    },
    "shown": Text(
        "ช่องที่ปกปิดเหมือนกันทั้งชุดนี้และชุดเดิม {file} (ชุดหนึ่งปกปิด อีกชุดแสดง)",
        "a cell that is withheld both here and in {file}, or in neither",
    ),
}
GATE_WHY = {
    "series": Text(
        "ตัวชี้วัดนี้นับจำนวนคน จึงไม่เผยแพร่ตัวเลขของทั้งชุด เพราะช่องที่ปกปิดอาจคำนวณได้จากช่องอื่นในชุดเดียวกัน",
        "the indicator counts persons: its figures are withheld whole, since what one cell hides "
        "the rest would give back",
    ),
    "small": Text("จำนวนคนน้อยกว่าเกณฑ์", "fewer persons than may be told of"),
    "page": Text(
        "ช่องที่แสดงว่า “ปกปิด” ในหน้านี้: จำนวนคนน้อยกว่าเกณฑ์ หรือช่องที่ทำให้คำนวณจำนวนนั้นได้",
        "cells of this page marked as suppressed: too few persons, or what would give them away",
    ),
}
GATE_TITLE = Text("รายการตรวจการเปิดเผยข้อมูล: {study}", "Disclosure checklist: {study}")
GATE_UNSIGNED = Text(
    "ยังไม่ได้ลงนาม: ยังไม่มีบุคคลที่สองตรวจชุดเผยแพร่นี้",
    "UNSIGNED: no second person has checked this release yet",
)
GATE_SIGNED = Text("ลงนามโดย (ตำแหน่ง): {role}", "signed by (role): {role}")
GATE_BY_PROGRAM = Text("โปรแกรมตรวจแล้ว", "Checked by the program")
GATE_BY_PERSON = Text("บุคคลที่สองต้องตรวจ", "For the second person to check")
GATE_DONE = (
    Text(
        "ตาราง {tables} แฟ้ม มีเฉพาะตารางและคอลัมน์ที่ประกาศไว้ ไม่มีรายเหตุการณ์และไม่มีข้อความที่คนเขียน",
        "{tables} tables hold nothing but what is declared: no row of an event, no words that "
        "people wrote",
    ),
    Text(
        "ตัวเลขจำนวนคน {figures} ค่าในตารางและหน้ารายงาน ไม่มีค่าใดอยู่ระหว่าง 1 ถึง {most} คน",
        "{figures} counts of persons in tables and on pages: none of them from 1 to {most}",
    ),
    Text(
        "ช่องที่ปกปิด {hidden} ช่อง คำนวณจากผลรวม {sums} รายการ (เดือน ปี จังหวัด กลุ่ม ส่วนที่เหลือ) ไม่ได้",
        "{hidden} withheld cells cannot be worked out from {sums} sums (months, years, provinces, "
        "groups, what is left of a whole)",
    ),
    Text(
        "หน้ารายงานและสมุดบันทึก {pages} แฟ้ม: ช่องก่อน–หลัง ปีในกราฟ จำนวนในตารางคุณภาพข้อมูล "
        "และผลของทั้งโครงการหักด้วยตำบลที่แสดง มีช่อง “ปกปิด” {marks} ช่อง",
        "{pages} pages and notebooks: their cells before and after, years of charts, counts of "
        "data quality, and the programme less the tambons that are shown; {marks} cells are "
        "marked as suppressed",
    ),
    Text(
        "เทียบกับชุดเผยแพร่เดิม: {earlier}",
        "held against earlier releases: {earlier}",
    ),
)
GATE_ASKED_SIMULATED = (
    Text(
        "ข้อมูลของการศึกษานี้เป็นข้อมูลจำลอง ไม่มีบุคคลจริง",
        "the data of this study are simulated: there are no such persons",
    ),
)
GATE_ASKED = (
    Text(
        "เกณฑ์จำนวนคนน้อยที่สุด ({minimum}) เหมาะกับพื้นที่และเรื่องที่ศึกษา",
        "the smallest count that is shown ({minimum}) is right for this area and subject",
    ),
    Text(
        "แฟ้มข้อมูลดิบ {raw} แฟ้มที่รวมไว้ตามสัญญาอนุญาต เผยแพร่ตามต้นฉบับโดยไม่ตัดจำนวนน้อย "
        "ตรวจแล้วว่าเป็นข้อมูลที่ผู้จัดทำเผยแพร่อยู่แล้ว และไม่มีข้อมูลที่ระบุตัวบุคคลได้",
        "the {raw} raw files that go in are passed on as they are, small counts too: they are "
        "public already, and nobody can be recognised in them",
    ),
    Text(
        "โปรแกรมอ่านไม่ได้: รูปภาพ (กราฟอ่านจากตารางข้างกราฟและคำบรรยายแทนภาพ) ประโยคในรายงาน "
        "และคำที่ยกมาจากใบงาน ตรวจแล้วว่าไม่บอกถึงบุคคล",
        "what the program does not read (pictures: of a chart it reads the table beside it and the "
        "words in its place; sentences, quotations) tells of nobody",
    ),
    Text(
        "ตัวเลขที่ผู้อื่นเผยแพร่แล้วและนำมาหักลบกับชุดนี้ได้ ไม่ทำให้ทราบจำนวนที่ปกปิด",
        "nothing that others have published, subtracted from this, tells what was withheld",
    ),
    Text(
        "อ่านบันทึกการปกปิดแล้ว ({log})",
        "the log of what was withheld was read ({log})",
    ),
)
