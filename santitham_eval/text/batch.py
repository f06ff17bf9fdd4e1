"""What a batch tells of processes, limits and verification."""

from santitham_eval.text.model import Text

BATCH_TOO_LONG = Text("ใช้เวลาเกิน {n} วินาที", "it took longer than {n} seconds")
BATCH_KILLED = Text(
    "กระบวนการของสมุดงานถูกสั่งหยุดจากภายนอกทุกครั้งที่ลอง",
    "the notebook's process was killed from outside each time it was tried",
)
BATCH_TOO_MUCH = Text(
    "สมุดงานพิมพ์ผลมากเกินกว่าที่รายงานหนึ่งจะรับได้",
    "the notebook put out more than one report can hold",
)
BATCH_INPUTS_CHANGED = Text(
    "ตารางใน data/processed เปลี่ยนไประหว่างทำรายงาน ให้เรียก santitham-eval run อีกครั้ง",
    "tables in data/processed changed while the report was being made; "
    "run santitham-eval run again",
)
BATCH_SPOILT = Text(
    "แฟ้มของรายงานถูกแก้หลังจากเขียนเสร็จ",
    "the report's files were changed after they had been written",
)
BATCH_INTERRUPTED = Text(
    "หยุดตามคำสั่ง รายงานที่ทำเสร็จแล้วยังอยู่ครบ เรียกคำสั่งเดิมอีกครั้งเพื่อทำต่อ",
    "stopped as asked; finished reports are kept, and the same command goes on with the rest",
)
WANT_ONE_RUN = Text(
    "โฟลเดอร์ที่ไม่มี santitham-eval อื่นกำลังเขียนอยู่ รอให้เสร็จก่อน",
    "a folder in which no other santitham-eval is at work; wait until it has ended",
)
HELP_TIMEOUT = Text("เวลาสูงสุดของสมุดงานหนึ่งเล่ม เป็นวินาที", "seconds that one notebook may take at most")
HELP_VERIFY = Text(
    "ทำใหม่ทั้งหมดในโฟลเดอร์ชั่วคราว แล้วเทียบทุกแฟ้มกับบัญชีแฟ้ม (manifest.json)",
    "Make everything anew in a temporary folder and hold each file against manifest.json.",
)
VERIFY_INPUT = Text(
    "{name}: ข้อมูลนำเข้านี้เปลี่ยนไปจากที่บัญชีแฟ้มระบุ",
    "{name}: this input is not what the manifest says",
)
VERIFY_THERE = {
    "differs": Text("{name}: ไม่ตรงกับบัญชีแฟ้ม", "{name}: is not what the manifest says"),
    "missing": Text("{name}: อยู่ในบัญชีแฟ้มแต่ไม่มีแฟ้ม", "{name}: is in the manifest and is missing"),
    "extra": Text("{name}: มีแฟ้มแต่ไม่อยู่ในบัญชีแฟ้ม", "{name}: is extra, not in the manifest"),
}
VERIFY_MADE = {
    "differs": Text(
        "{name}: ทำใหม่แล้วได้แฟ้มที่ไม่ตรงกับบัญชีแฟ้ม", "{name}: made anew it is not what the manifest says"
    ),
    "missing": Text(
        "{name}: อยู่ในบัญชีแฟ้มแต่ทำใหม่แล้วไม่ได้แฟ้มนี้",
        "{name}: is in the manifest and was not made anew",
    ),
    "extra": Text(
        "{name}: ทำใหม่แล้วได้แฟ้มนี้เพิ่มจากบัญชีแฟ้ม", "{name}: was made anew and is not in the manifest"
    ),
}
VERIFY_FAILED = Text("{name}: ทำใหม่ไม่สำเร็จ: {reason}", "{name}: failed when made anew: {reason}")
VERIFY_SAME = Text(
    "ตรวจทานแล้ว ทุกแฟ้มตรงกับบัญชีแฟ้ม ทั้งแฟ้มที่มีอยู่และแฟ้มที่ทำใหม่",
    "verified: every file, as it is and made anew, is what the manifest says",
)
VERIFY_OTHER = Text(
    "ตรวจทานแล้วพบ {n} รายการที่ไม่ตรงกับบัญชีแฟ้ม", "verified: {n} differences from the manifest"
)
WANT_MANIFEST = Text(
    "บัญชีแฟ้มที่อ่านได้ ให้เรียก santitham-eval run ก่อน",
    "a readable manifest; run santitham-eval run first",
)
WANT_LISTED = Text("ตำบลที่มีรายงานอยู่ในบัญชีแฟ้ม", "a tambon whose report the manifest lists")
WANT_LETTERS = Text("ข้อความที่เข้ารหัสเป็น UTF-8", "text in UTF-8")
WANT_BELOW = Text(
    "โฟลเดอร์ที่อยู่ใต้โฟลเดอร์ของแฟ้มการศึกษา การตรวจทานต้องทำสำเนาได้",
    "a folder below that of the study file, or it cannot be made anew elsewhere",
)
BATCH_RAN = Text(
    "{n} รายงานมีสมุดงานที่รันไว้แล้วจากข้อมูลเดียวกัน จึงสร้างเฉพาะหน้าใหม่ ไม่รันซ้ำ",
    "{n} reports have notebooks that ran on the same: only their pages are made again",
)
BENCH_PAGES = Text(
    "หน้าเว็บ {n} ตำบลกับสารบัญ จากสมุดงานที่รันแล้ว: {seconds} วินาที (หน่วยประมวลผล {spent} วินาที "
    "{each} มิลลิวินาทีต่อตำบล) หน้าใหญ่ที่สุด {page} kB สารบัญ {index} kB",
    "site of {n} tambons from notebooks that ran: {seconds} s ({spent} s of processor, {each} ms a "
    "tambon); largest page {page} kB, index {index} kB",
)
