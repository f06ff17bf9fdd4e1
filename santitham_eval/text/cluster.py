"""What a cluster is asked for, and what is wrong with one."""

from santitham_eval.text.model import Text

HELP_SCHEDULER = Text(
    "ที่อยู่ของตัวจัดงาน Dask เพื่อทำรายงานบนเครื่องอื่นแทนเครื่องนี้ (ดู docs/cluster.md)",
    "address of a Dask scheduler whose workers make the reports (see docs/cluster.md)",
)
WANT_CLUSTER_EXTRA = Text(
    "ส่วนเสริมสำหรับคลัสเตอร์ ติดตั้งด้วย pip install -e '.[cluster]'",
    "the extra for clusters; install it by pip install -e '.[cluster]'",
)
WANT_SCHEDULER = Text(
    "ที่อยู่ที่มีตัวจัดงาน Dask ตอบ เช่น tcp://10.0.0.1:8786",
    "an address at which a Dask scheduler answers, such as tcp://10.0.0.1:8786",
)
WANT_WORKERS = Text("คลัสเตอร์ที่มีเครื่องทำงานอย่างน้อยหนึ่งเครื่อง", "a cluster with at least one worker")
WANT_SAME_LIBRARY = Text(
    "เครื่องทำงานที่มี santitham-eval และรุ่นของแพ็กเกจตรงกับเครื่องนี้",
    "a worker with this santitham-eval and the same versions of all packages",
)
WANT_SAME_FOLDER = Text(
    "เครื่องทำงานที่เห็นโฟลเดอร์ของการศึกษาในที่เดียวกันกับเครื่องนี้",
    "a worker that sees the study's folder under the same path as this machine",
)
