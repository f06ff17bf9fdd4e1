"""Goal: a plural society."""

from santitham_eval.indicators.breaks import BMN_SAME
from santitham_eval.indicators.model import PERCENT, PLURAL, Indicator, Yardstick
from santitham_eval.text import Text

PLURAL_INDICATORS = (
    Indicator(
        id="SOC1",
        goal=PLURAL,
        name=Text("การมีส่วนร่วมกิจกรรมสาธารณะ", "households in public activities"),
        unit=PERCENT,
        formula=Text("ครัวเรือนที่ผ่านเกณฑ์ ÷ ครัวเรือนที่สำรวจ", "households that pass / surveyed"),
        source=Text("จปฐ.", "BMN (basic minimum needs survey)"),
        family="share",
        direction=1,
        numerator="public_passed",
        denominator="public_surveyed",
        per=100,
        time="calendar year",
        breaks=BMN_SAME,
    ),
    Indicator(
        id="SOC2",
        goal=PLURAL,
        name=Text("กิจกรรมพหุวัฒนธรรม", "multicultural activities held"),
        unit=Text("ครั้งต่อปี", "per year"),
        formula=Text("จำนวนกิจกรรม ÷ ตำบล-ปี", "activities / tambon-years"),
        source=Text("รายงานผลกิจกรรม (เฉพาะตำบลในโครงการ)", "activity report (participants only)"),
        family="rate",
        direction=1,
        numerator="multicultural_activities",
        denominator="tambon_years",
        per=1,
        time="fiscal year",
        participants_only=True,
        yardstick=Yardstick(
            Text(
                "เป้าหมายทางการ: ตำบลที่จัดกิจกรรมพหุวัฒนธรรมอย่างน้อย 45 ตำบล",
                "official target: at least 45 tambons with multicultural activity",
            ),
            "tambons",
            45,
        ),
    ),
    Indicator(
        id="SOC3",
        goal=PLURAL,
        name=Text("ความเชื่อมั่นต่อเจ้าหน้าที่", "trust in officials"),
        unit=Text("คะแนน 1-5", "score 1-5"),
        formula=Text(
            "ค่าเฉลี่ยถ่วงน้ำหนักตามแบบการสุ่ม พร้อมค่าคลาดเคลื่อนมาตรฐาน",
            "design-weighted mean, with its standard error",
        ),
        source=Text("แบบสำรวจของผู้ประเมิน", "own survey"),
        family="mean",
        direction=1,
        numerator="trust_sum",
        denominator="trust_weight",
        per=1,
        time="fiscal year",
        yardstick=Yardstick(
            Text(
                "เป้าหมายทางการ: ความพึงพอใจอย่างน้อยร้อยละ 80 (เทียบเป็น 4.2 จากคะแนน 1-5)",
                "official target: satisfaction of at least 80 % (4.2 on the scale 1-5)",
            ),
            "level",
            4.2,
        ),
    ),
)
