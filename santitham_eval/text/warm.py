"""Words about kernels that have their imports behind them."""

from santitham_eval.text.model import Text

WARM_NAME = Text("Python 3 เริ่มเร็ว", "fast start (santitham)")
WARM_ORDINARY = Text(
    "santitham-warm: {why} จึงใช้เคอร์เนลธรรมดาแทน ผลเหมือนกัน แต่เริ่มช้ากว่า",
    "santitham-warm: {why}; an ordinary kernel starts instead, with the same results, slower",
)
WARM_NO_FORK = Text(
    "ระบบนี้ไม่รองรับการแยกโปรเซส (fork)", "this system is not made for forking kernels"
)
WARM_UNUSUAL = Text("มีการขอเริ่มแบบอื่น ({what})", "it was asked for in another way ({what})")
WARM_NO_FOLDER = Text(
    "โฟลเดอร์ {folder} ไม่ใช่ของผู้ใช้นี้แต่ผู้เดียว หรือชื่อยาวเกินไป",
    "the folder {folder} is not this user's alone, or its name is too long",
)
WARM_NO_SERVER = Text("เริ่มเซิร์ฟเวอร์ไม่สำเร็จ ({what})", "its server did not start ({what})")
WARM_REFUSED = Text("เซิร์ฟเวอร์ไม่รับ ({what})", "its server refused ({what})")
WARM_TOLD = Text(
    "แจ้งเซิร์ฟเวอร์แล้ว {n} ตัว แต่ละตัวจะหยุดเมื่อเคอร์เนลสุดท้ายของตนจบ",
    "servers told: {n}; each ends when the last of its kernels has ended",
)
WARM_USAGE = Text(
    "วิธีใช้: python -m santitham_eval.batch.warm install | stop",
    "usage: python -m santitham_eval.batch.warm install | stop",
)
