"""Words about the registration of the plan."""

from santitham_eval.text.model import Text

# --- the file and the command -----------------------------------------------------------------
REGISTRATION_LIMITS = Text(
    "แฟ้มนี้บันทึกว่าแผนวิเคราะห์เป็นอย่างไรในวันที่ลงทะเบียน แต่ละรายการผูกกับรายการก่อนหน้าด้วยค่า sha256 "
    "การแก้ไขภายหลังจึงตรวจพบได้ แต่ผู้ที่เขียนทั้งแฟ้มขึ้นใหม่จะไม่ทิ้งร่องรอยไว้ "
    "แฟ้มบนเครื่องของผู้ประเมินเองจึงยังไม่เป็นหลักฐานต่อผู้อื่น "
    "หากต้องการให้ผู้อื่นเชื่อถือ ให้นำแฟ้มนี้หรือค่า sha256 ของรายการล่าสุดไปฝากไว้กับบุคคลที่สามก่อนอ่านผลลัพธ์ "
    "เช่น OSF วารสาร หรือคลัง git ที่ผู้อื่นเก็บสำเนาไว้",
    "This file records what the plan of analysis was on the day of registration. Each entry fixes "
    "the one before by its sha256, so a later change shows; but whoever writes the whole file anew "
    "leaves no trace. A file on the evaluator's own machine therefore proves nothing to a "
    "stranger. To convince others, deposit this file, or the sha256 of its last entry, with "
    "somebody else before outcomes are read: OSF, a journal, or a git repository that others "
    "have copies of.",
)
HELP_REGISTER = Text(
    "ลงทะเบียนแผนวิเคราะห์ก่อนอ่านผลลัพธ์", "Register the plan of analysis before outcomes are read."
)
HELP_REGISTER_OPTION = {
    "note": Text("หมายเหตุที่จะแสดงในรายงาน", "a note, shown in the reports"),
    "amend": Text(
        "บันทึกการเปลี่ยนแผน พร้อมเหตุผล", "add the changed plan as a deviation, with its reason"
    ),
    "date": Text(
        "วันที่ ค.ศ. รูปแบบ ปปปป-ดด-วว ถ้าไม่ระบุใช้นาฬิกาของเครื่อง",
        "date as YYYY-MM-DD, Gregorian; without it, the machine's clock",
    ),
    "seal": Text(
        "แหล่งข้อมูลผลลัพธ์ที่มีแฟ้มอยู่แล้วแต่ยังไม่ได้เปิดอ่าน (ระบุซ้ำได้): บันทึกค่า sha256 ไว้ แล้วไม่รับแฟ้มอื่นแทน",
        "a source of outcomes whose files are there but were not opened (may be repeated): their "
        "sha256 is noted, and other bytes are refused from then on",
    ),
    "check": Text(
        "ตรวจว่าแผนปัจจุบันตรงกับที่ลงทะเบียนหรือไม่ โดยไม่เขียนอะไร",
        "only tell whether the present plan is the registered one; writes nothing",
    ),
}
REGISTERED_NOW = Text(
    "บันทึกแล้วใน {file} โปรดเก็บแฟ้มนี้ไว้กับแฟ้มการศึกษา ค่า sha256 ของรายการล่าสุดคือ {sha256}",
    "written to {file}; keep it with the study file. sha256 of the last entry: {sha256}",
)
REGISTERED_SAME = Text(
    "แผนปัจจุบันตรงกับที่ลงทะเบียนไว้ใน {file} จึงไม่ได้เขียนอะไร ค่า sha256 ของรายการล่าสุดคือ {sha256}",
    "the present plan is the one registered in {file}; nothing was written. sha256 of the last "
    "entry: {sha256}",
)
REGISTRATION_REMARK = {
    "sealed": Text(
        "ขณะลงทะเบียนมีแฟ้มผลลัพธ์ {n} แฟ้มซึ่งปิดผนึกไว้ทั้งหมด จะรับเฉพาะแฟ้มที่มีค่า sha256 ตรงกับที่บันทึก",
        "all {n} files of outcomes that were there at registration are sealed: only files of the "
        "same sha256 will be taken",
    ),
    "before_data": Text(
        "ขณะลงทะเบียนยังไม่มีแฟ้มผลลัพธ์ในโฟลเดอร์ข้อมูลดิบ",
        "no file of outcomes lay in the raw folder at registration",
    ),
    "before_estimates": Text(
        "ขณะลงทะเบียนมีแฟ้มผลลัพธ์อยู่แล้ว {n} แฟ้ม แต่ยังไม่มีผลประมาณค่าในโฟลเดอร์ของการศึกษา",
        "{n} files of outcomes were there at registration, but no estimates in the study's folders",
    ),
    "after": Text(
        "ขณะลงทะเบียนมีผลประมาณค่าอยู่แล้ว ({found}) รายงานจึงจะบอกว่าลงทะเบียนหลังเห็นผล "
        "หากเป็นผลของข้อมูลชุดอื่น เช่น ข้อมูลจำลอง ให้ลบออกก่อน (make clean) ลบแฟ้มลงทะเบียน แล้วลงทะเบียนใหม่",
        "estimates were there already ({found}), so the reports will say that the plan was "
        "registered after effects had been estimated. If they are of other data, such as the "
        "demo, remove them first (make clean), remove the registration, and register again",
    ),
}
WANT_REGISTRATION = Text(
    "แฟ้มลงทะเบียนที่เขียนโดย santitham-eval register", "a file written by santitham-eval register"
)
WANT_ENTRY_FIELD = Text(
    "ค่าตามที่ santitham-eval register เขียนไว้", "a value as santitham-eval register writes it"
)
WANT_FIRST_ENTRY = Text(
    "รายการแรกเป็นการลงทะเบียน (registration) และรายการต่อจากนั้นเป็นการแก้ไข (amendment)",
    "a registration for the first entry, and amendments after it",
)
WANT_UNTOUCHED_ENTRY = Text(
    "รายการที่ไม่ถูกแก้ไขหลังบันทึก (ค่า sha256 ไม่ตรงกับเนื้อหา) ให้นำแฟ้มเดิมกลับมา",
    "an entry as it was written (its sha256 is not that of its content); bring the file back as "
    "it was",
)
WANT_WHOLE_CHAIN = Text(
    "ค่า sha256 ของรายการก่อนหน้า (มีรายการหายไปหรือถูกแทรก) ให้นำแฟ้มเดิมกลับมา",
    "the sha256 of the entry before (one was taken out or put between); bring the file back as "
    "it was",
)
WANT_LATER_DATE = Text(
    "วันที่ไม่ก่อนรายการก่อนหน้า ({date})", "a date not before that of the entry before ({date})"
)
WANT_ISO_DAY = Text(
    "วันที่ ค.ศ. รูปแบบ ปปปป-ดด-วว เช่น 2026-11-26 (ไม่ใช่ พ.ศ.)",
    "a Gregorian date as YYYY-MM-DD, such as 2026-11-26 (not Buddhist era)",
)
WANT_NOTE = Text(
    "ข้อความไม่เกิน {most} ตัวอักษร ไม่มีอักขระที่มองไม่เห็น และไม่มีเลข 13 หลัก",
    "words of at most {most} signs, none unseen, and no number of 13 digits",
)
WANT_REASON = Text("เหตุผลของการเปลี่ยนแผน", "the reason of the deviation")
WANT_AMENDMENT = Text(
    "ค่าตามที่ลงทะเบียนไว้ คือ {before} หากตั้งใจเปลี่ยน ให้เรียก santitham-eval register --amend “เหตุผล”",
    "as registered, {before}; where the change is meant: santitham-eval register --amend “reason”",
)
WANT_SEALED = Text(
    "แฟ้มที่ปิดผนึกไว้ขณะลงทะเบียน (sha256 {before}) หากตั้งใจใช้แฟ้มอื่น ให้เรียก "
    "santitham-eval register --amend “เหตุผล”",
    "the file that was sealed at registration (sha256 {before}); where another is meant: "
    "santitham-eval register --amend “reason”",
)
WANT_SEALABLE = Text(
    "แหล่งข้อมูลผลลัพธ์ที่มีแฟ้มอยู่แล้ว: {known}",
    "a source of outcomes whose files are there: {known}",
)
WANT_UNOPENED = Text(
    "แฟ้มผลลัพธ์ที่โปรแกรมยังไม่ได้อ่าน ตารางเหล่านี้สร้างจากแฟ้มนั้นแล้ว "
    "หากเป็นตารางของข้อมูลชุดอื่น ให้ลบออกก่อน (make clean)",
    "files of outcomes that were not read yet, but these tables were built from some; if they are "
    "of other data, remove them first (make clean)",
)
WANT_SEAL_FIRST = Text("--seal เฉพาะเมื่อลงทะเบียนครั้งแรก", "--seal only with the first registration")
WANT_REGISTERED_FIRST = Text(
    "แผนที่ลงทะเบียนไว้แล้ว ให้เรียก santitham-eval register ก่อน",
    "a registered plan; run santitham-eval register first",
)
WANT_ONE_OF_REGISTER = Text(
    "--check เพียงอย่างเดียว หรือ --amend โดยไม่มี --note",
    "--check alone, or --amend without --note",
)
FIELD_CHANGED = Text("{field}: {before} → {after}", "{field}: {before} → {after}")

# --- on pages ---------------------------------------------------------------------------------
PLAN_NOT_REGISTERED = Text(
    "แผนวิเคราะห์ไม่ได้ลงทะเบียนไว้ก่อน จึงไม่มีบันทึกว่าแผนนี้กำหนดขึ้นก่อนเห็นผล",
    "The plan of analysis was not registered: nothing records that it was fixed before outcomes "
    "were seen.",
)
PLAN_REGISTERED = {
    "sealed": Text(
        "แผนวิเคราะห์ลงทะเบียนเมื่อ {date} ขณะนั้นแฟ้มผลลัพธ์ทั้ง {n} แฟ้มปิดผนึกไว้ ผู้ลงทะเบียนแจ้งว่ายังไม่ได้เปิดอ่าน",
        "The plan of analysis was registered on {date}, while all {n} files of outcomes were "
        "sealed (not opened, as whoever registered said).",
    ),
    "before_data": Text(
        "แผนวิเคราะห์ลงทะเบียนเมื่อ {date} ก่อนมีแฟ้มผลลัพธ์ในโฟลเดอร์ของการศึกษา",
        "The plan of analysis was registered on {date}, before any file of outcomes lay in the "
        "study's folders.",
    ),
    "before_estimates": Text(
        "แผนวิเคราะห์ลงทะเบียนเมื่อ {date} ก่อนประมาณผล แต่ขณะนั้นมีแฟ้มผลลัพธ์อยู่แล้ว {n} แฟ้ม",
        "The plan of analysis was registered on {date}, before effects were estimated; {n} files "
        "of outcomes were there already.",
    ),
    "after": Text(
        "แผนวิเคราะห์ลงทะเบียนเมื่อ {date} หลังจากประมาณผลแล้ว จึงไม่ถือว่ากำหนดไว้ก่อนเห็นผล",
        "The plan of analysis was registered on {date}, after effects had been estimated: it does "
        "not count as fixed beforehand.",
    ),
}
PLAN_SEALED = Text(
    "แหล่งข้อมูลที่ปิดผนึกไว้ขณะลงทะเบียน: {names} ({n} แฟ้ม) โปรแกรมรับเฉพาะแฟ้มที่มีค่า sha256 ตามที่บันทึก "
    "เว้นแต่บันทึกการเปลี่ยนไว้ข้างล่าง",
    "Sealed at registration: {names} ({n} files). Only files of the sha256 recorded then are "
    "taken, but for changes told below.",
)
PLAN_NOTE = Text("หมายเหตุ: “{note}”", "Note: “{note}”")
PLAN_AMENDED = {
    "before_data": Text(
        "เปลี่ยนแผนเมื่อ {date} ก่อนมีแฟ้มผลลัพธ์: {fields} เหตุผล: “{note}”",
        "Changed on {date}, before any file of outcomes: {fields}. Reason: “{note}”",
    ),
    "before_estimates": Text(
        "เปลี่ยนแผนเมื่อ {date} ก่อนประมาณผล: {fields} เหตุผล: “{note}”",
        "Changed on {date}, before effects were estimated: {fields}. Reason: “{note}”",
    ),
    "after": Text(
        "เปลี่ยนแผนเมื่อ {date} หลังจากประมาณผลแล้ว: {fields} เหตุผล: “{note}”",
        "Changed on {date}, after effects had been estimated: {fields}. Reason: “{note}”",
    ),
}
PLAN_AMENDED_BRIEFLY = Text(
    "หลังจากนั้นบันทึกการเปลี่ยนแผน {n} ครั้ง ในจำนวนนี้เป็นการเปลี่ยนหลังจากประมาณผลแล้ว {late} ครั้ง",
    "Deviations recorded since: {n}, of which after effects had been estimated: {late}.",
)
PLAN_NO_FIELD = Text("ไม่มีข้อใดในแฟ้มการศึกษาเปลี่ยน", "no field of the study file")
PLAN_SAME = Text("แผนที่ใช้ในหน้านี้ตรงกับที่ลงทะเบียนไว้", "The plan used here is the registered one.")
PLAN_DIFFERS = Text(
    "แผนที่ใช้ในหน้านี้ไม่ตรงกับที่ลงทะเบียนไว้ ข้อที่ต่าง (ที่ลงทะเบียน → ที่ใช้): {fields}",
    "The plan used here is not the registered one. Fields that differ (registered → used): "
    "{fields}.",
)
PLAN_METHOD_CHANGED = Text(
    "ตัวโปรแกรมส่วนที่คำนวณเปลี่ยนไปหลังการลงทะเบียนครั้งล่าสุด",
    "The program's code of the method has changed since the last registration.",
)
PLAN_NO_PROOF = Text(
    "วันที่และลำดับมาจากแฟ้มของผู้ประเมินเอง จึงไม่เป็นหลักฐานต่อผู้อื่น เว้นแต่ได้ฝากค่า sha256 นี้ไว้กับบุคคลที่สามในเวลานั้น",
    "Dates and order come from the evaluator's own file. They prove nothing to others unless this "
    "sha256 was deposited with somebody else at the time:",
)
DATE_GIVEN = Text("{date} (วันที่ตามที่ผู้ลงทะเบียนระบุ)", "{date} (date as given)")
PROV_REGISTRATION = Text("การลงทะเบียนแผน", "Registration of the plan")
