"""Changes of definition inside the programme's years."""

from santitham_eval.indicators.model import Break
from santitham_eval.text import Text

_BMN_2565 = Break(
    2022,
    Text(
        "จปฐ. ปี 2565 เปลี่ยนเป็นชุด 38 ตัวชี้วัด",
        "the BMN survey changed to its set of 38 items in 2565",
    ),
)

BMN_SAME = (_BMN_2565,)
"""Items of จปฐ. asked alike in the sets of 2555-59 (30 items) and 2560-64 (31 items)."""

BMN_LINE = (
    Break(
        2017,
        Text(
            "เกณฑ์รายได้ของ จปฐ. เปลี่ยนจาก 30,000 เป็น 38,000 บาทต่อคนต่อปีในปี 2560",
            "the BMN income line went from 30,000 to 38,000 baht a person a year in 2560",
        ),
    ),
    Break(
        2022,
        Text(
            "เกณฑ์รายได้ของ จปฐ. เปลี่ยนจาก 38,000 เป็น 40,000 บาทต่อคนต่อปีในปี 2565",
            "the BMN income line went from 38,000 to 40,000 baht a person a year in 2565",
        ),
    ),
)

BMN_AGES = (
    Break(
        2017,
        Text(
            "ช่วงอายุของคนวัยทำงานใน จปฐ. เปลี่ยนเป็น 15-59 ปี ในปี 2560",
            "the working ages of the BMN survey became 15-59 in 2560",
        ),
    ),
    _BMN_2565,
)

TPMAP_LINE = (
    Break(
        2022,
        Text(
            "TPMAP ใช้เกณฑ์ จปฐ. ชุดใหม่ตั้งแต่ข้อมูลสำรวจปี 2565",
            "TPMAP rests on the new BMN set from the survey of 2565 on",
        ),
    ),
)

LIGHTS = (
    Break(
        2022,
        Text(
            "ภาพแสงไฟกลางคืนเปลี่ยนวิธีประมวลผลจากรุ่น 2.1 เป็น 2.2 ตั้งแต่ปี 2565",
            "night lights are processed as version 2.2, no longer 2.1, from 2565 on",
        ),
    ),
)
