"""Goal: unity, efficiency and effectiveness of tambon administration."""

from santitham_eval.indicators.model import ADMINISTRATION, PERCENT, Indicator
from santitham_eval.text import Text

_RESULTS = Text("รายงานผลกิจกรรม", "activity report")

ADMINISTRATION_INDICATORS = (
    Indicator(
        id="ADM1",
        goal=ADMINISTRATION,
        name=Text("เอกภาพ", "unity: mission groups active"),
        unit=PERCENT,
        formula=Text("ภารกิจที่ดำเนินการ ÷ (6 × จำนวนเดือน)", "missions active / (6 x months)"),
        source=Text("รายงานประจำเดือน", "monthly report"),
        family="share",
        direction=1,
        numerator="missions_active",
        denominator="missions_due",
        per=100,
        participants_only=True,
    ),
    Indicator(
        id="ADM2",
        goal=ADMINISTRATION,
        name=Text("ประสิทธิภาพ", "efficiency: disbursement"),
        unit=PERCENT,
        formula=Text("งบประมาณที่เบิกจ่าย ÷ งบประมาณที่อนุมัติ", "budget disbursed / approved"),
        source=_RESULTS,
        family="share",
        direction=1,
        numerator="baht_disbursed",
        denominator="baht_approved",
        per=100,
        time="fiscal year",
        participants_only=True,
    ),
    Indicator(
        id="ADM3",
        goal=ADMINISTRATION,
        name=Text("ประสิทธิผล", "effectiveness: activities completed"),
        unit=PERCENT,
        formula=Text("กิจกรรมที่แล้วเสร็จ ÷ กิจกรรมตามแผน", "activities completed / planned"),
        source=_RESULTS,
        family="share",
        direction=1,
        numerator="activities_completed",
        denominator="activities_planned",
        per=100,
        time="fiscal year",
        participants_only=True,
    ),
)
