"""Words about fetching public files."""

from santitham_eval.text.model import Text

HELP_FETCH = Text(
    "ดาวน์โหลดแฟ้มสาธารณะ (เหตุการณ์ของ UCDP ขอบเขตตำบล) มาวางในโฟลเดอร์แฟ้มดิบ",
    "Fetch the public files (events of UCDP, boundaries) into the raw folder.",
)
HELP_FETCH_NAMES = Text(
    "ชื่อแหล่งข้อมูลในแฟ้มการศึกษา ถ้าไม่ระบุคือทุกแหล่งที่มีให้ดาวน์โหลด",
    "names of sources in the study file; without any, all that are offered publicly",
)
FETCH_THERE = Text(
    "{name}: มีแฟ้ม {file} อยู่แล้ว จึงไม่ดาวน์โหลดและไม่เขียนทับ",
    "{name}: {file} is there already; it is neither fetched nor written over",
)
FETCH_FROM = Text("{name}: กำลังดาวน์โหลดจาก {address}", "{name}: fetching {address}")
FETCH_RESUMED = Text("{name}: ดาวน์โหลดต่อจากที่ค้างไว้ ({done} MB)", "{name}: going on after {done} MB")
FETCH_PINNED = Text(
    "{name}: ได้รับครั้งแรก บันทึก sha256 {sha256} ไว้ใน registry.csv ครั้งต่อไปแฟ้มต้องตรงกับค่านี้",
    "{name}: seen for the first time; sha256 {sha256} is noted in registry.csv, and later fetches"
    " are held to it",
)
FETCH_DONE = Text("{name}: วางแฟ้ม {files} แล้ว", "{name}: {files} put in place")
FETCH_NOTE = Text("ดาวน์โหลดโดย santitham-eval fetch", "fetched by santitham-eval fetch")
WANT_FETCH_NAME = Text("ชื่อแหล่งข้อมูลที่มีให้ดาวน์โหลด: {names}", "a source that can be fetched: {names}")
WANT_FETCH_ANY = Text(
    "แหล่งข้อมูลรูปแบบ ucdp-ged หรือ cod-ab หรือส่วน [fetch.ชื่อแหล่ง] ที่ระบุ address",
    "a source of the format ucdp-ged or cod-ab, or a section [fetch.NAME] that says its address",
)
WANT_REAL_STUDY = Text(
    "การศึกษาที่ไม่ใช่ข้อมูลจำลอง (simulated = false) แฟ้มจริงต้องไม่ปนกับพื้นที่สมมุติ",
    "a study that is not simulated (simulated = false): real files do not go with made-up places",
)
WANT_FETCH_NET = Text(
    "การเชื่อมต่ออินเทอร์เน็ตไปยัง {address} ({why}) สั่งใหม่จะทำต่อจากที่ค้าง"
    " หรือดาวน์โหลดจากเครื่องอื่น แล้ววางแฟ้ม {files} ใน {folder}",
    "a connection to {address} ({why}); the same command goes on where it broke off, or fetch it on"
    " another machine and put {files} into {folder}",
)
WANT_FETCH_SAME = Text(
    "แฟ้มที่มี sha256 {sha256} ผู้เผยแพร่อาจเปลี่ยนแฟ้ม จึงไม่ได้วางแฟ้มใด"
    " โปรดตรวจรุ่นของข้อมูล แล้วแก้ sha256 ใน [fetch.{name}] หรือแถวใน registry.csv หากยอมรับแฟ้มใหม่",
    "a download with the sha256 {sha256}; the publisher may have changed it, so nothing was put in"
    " place. Look which edition it is; to take it, change sha256 in [fetch.{name}] or the row of"
    " registry.csv",
)
WANT_FETCH_MEMBER = Text(
    "แฟ้ม zip ที่มี {member} (แก้ได้ที่ members ใน [fetch.{name}])",
    "a zip file that holds {member} (members in [fetch.{name}] says which)",
)
WANT_FETCH_GLOB = Text(
    "ชื่อแฟ้มที่ตรงกับ {glob} ของ [sources.{name}] มิฉะนั้นแฟ้มที่ได้จะไม่ถูกอ่าน",
    "a name that {glob} of [sources.{name}] finds, or what is fetched would not be read",
)
RULE_ADDRESS = Text(
    "ที่อยู่เว็บที่ขึ้นต้นด้วย https:// และระบุแฟ้ม",
    "an address of the web that begins with https:// and names a file",
)
RULE_FILE_NAME = Text("ชื่อแฟ้มเท่านั้น ไม่มีโฟลเดอร์", "the name of a file alone, without folders")
RULE_SHA256 = Text(
    "เลขฐานสิบหก 64 ตัวของ sha256 หรือเว้นว่าง", "the 64 hexadecimal digits of a sha256, or nothing"
)
