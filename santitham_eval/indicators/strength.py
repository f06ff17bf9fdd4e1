"""Goal: strength of villages and tambons."""

from santitham_eval.indicators.model import PERCENT, STRENGTH, Indicator
from santitham_eval.text import Text

_EREPORT = Text("ระบบรายงานสภาสันติสุขตำบล", "peace-council e-report")

STRENGTH_INDICATORS = (
    Indicator(
        id="STR1",
        goal=STRENGTH,
        name=Text("การประชุมสภาสันติสุขตำบล", "months with a peace-council meeting"),
        unit=Text("ร้อยละของเดือน", "% of months"),
        formula=Text("เดือนที่ประชุม ÷ เดือนที่ต้องประชุม", "months held / months due"),
        source=_EREPORT,
        family="share",
        direction=1,
        numerator="meeting_months",
        denominator="months_due",
        per=100,
        participants_only=True,
    ),
    Indicator(
        id="STR2",
        goal=STRENGTH,
        name=Text("ความครบถ้วนของรายงาน", "reporting completeness"),
        unit=PERCENT,
        formula=Text("รายการที่มี ÷ (4 × จำนวนเดือน)", "items present / (4 x months)"),
        source=_EREPORT,
        family="share",
        direction=1,
        numerator="reports_present",
        denominator="reports_due",
        per=100,
        participants_only=True,
    ),
    Indicator(
        id="STR3",
        goal=STRENGTH,
        name=Text("เวรยาม ชรบ.", "months with guard duty reported"),
        unit=Text("ร้อยละของเดือน", "% of months"),
        formula=Text(
            "เดือนที่รายงานการจัดเวรยาม ÷ เดือนที่ต้องรายงาน", "months with guard duty / months due"
        ),
        source=_EREPORT,
        family="share",
        direction=1,
        numerator="guard_months",
        denominator="months_due",
        per=100,
        participants_only=True,
    ),
    Indicator(
        id="STR4",
        goal=STRENGTH,
        name=Text("ความเข้มแข็งของชุมชน", "community strength (village committee)"),
        unit=Text("คะแนน 1-3", "score 1-3"),
        formula=Text("ค่าเฉลี่ยของหมู่บ้านถ่วงน้ำหนักด้วยประชากร", "population-weighted mean of villages"),
        source=Text("กชช.2ค", "NRD-2C (village survey)"),
        family="mean",
        direction=1,
        numerator="strength_score",
        denominator="strength_persons",
        per=1,
        time="calendar year",
    ),
)
