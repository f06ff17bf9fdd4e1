"""Goal: safety."""

from santitham_eval.indicators.breaks import BMN_SAME
from santitham_eval.indicators.model import PERCENT, SAFETY, Indicator, Yardstick
from santitham_eval.text import Text

_EVENTS = Text("แฟ้มเหตุการณ์", "events file")
_PER_10000 = Text("ครั้งต่อประชากร 10,000 คนต่อปี", "per 10,000 person-years")
_PER_100000 = Text("คนต่อประชากร 100,000 คนต่อปี", "per 100,000 person-years")

SAFETY_INDICATORS = (
    Indicator(
        id="SAF1",
        goal=SAFETY,
        name=Text("เหตุการณ์ความไม่สงบ", "violent incidents"),
        unit=_PER_10000,
        formula=Text("จำนวนเหตุการณ์ ÷ คน-ปี", "events / person-years"),
        source=_EVENTS,
        family="rate",
        direction=-1,
        numerator="events",
        denominator="person_years",
        per=10_000,
        yardstick=Yardstick(
            Text(
                "ตัวชี้วัดของสำนักงาน ก.พ.ร.: จำนวนเหตุการณ์ความไม่สงบในสามจังหวัดและสี่อำเภอลดลง",
                "OPDC key performance indicator: fewer violent incidents in the three provinces "
                "and four districts",
            ),
            "fewer",
        ),
    ),
    Indicator(
        id="SAF2",
        goal=SAFETY,
        name=Text("ผู้เสียชีวิต", "deaths"),
        unit=_PER_100000,
        formula=Text("จำนวนผู้เสียชีวิต ÷ คน-ปี", "deaths / person-years"),
        source=_EVENTS,
        family="rate",
        direction=-1,
        numerator="deaths",
        denominator="person_years",
        per=100_000,
        counts_persons=True,
    ),
    Indicator(
        id="SAF3",
        goal=SAFETY,
        name=Text("ผู้บาดเจ็บ", "injured"),
        unit=_PER_100000,
        formula=Text("จำนวนผู้บาดเจ็บ ÷ คน-ปี", "injured / person-years"),
        source=Text("บัญชีเหตุการณ์ของผู้ประเมิน", "own incident list"),
        family="rate",
        direction=-1,
        numerator="injured",
        denominator="person_years",
        per=100_000,
        counts_persons=True,
    ),
    Indicator(
        id="SAF4",
        goal=SAFETY,
        name=Text("สัดส่วนพลเรือนในผู้เสียชีวิต", "civilian share of deaths"),
        unit=PERCENT,
        formula=Text("ผู้เสียชีวิตที่เป็นพลเรือน ÷ ผู้เสียชีวิตทั้งหมด", "civilian deaths / all deaths"),
        source=Text(
            "UCDP GED หรือบัญชีเหตุการณ์ที่แยกพลเรือน", "UCDP GED, or a list that tells civilians apart"
        ),
        family="share",
        direction=-1,
        numerator="civilian_deaths",
        denominator="deaths",
        per=100,
        counts_persons=True,
    ),
    Indicator(
        id="SAF5",
        goal=SAFETY,
        name=Text("เดือนปลอดเหตุ", "incident-free months"),
        unit=Text("ร้อยละของเดือน", "% of months"),
        formula=Text("เดือนที่ไม่มีเหตุ ÷ เดือนที่มีข้อมูล", "months without an incident / months observed"),
        source=_EVENTS,
        family="share",
        direction=1,
        numerator="quiet_months",
        denominator="observed_months",
        per=100,
    ),
    Indicator(
        id="SAF6",
        goal=SAFETY,
        name=Text("เหตุในตำบลข้างเคียง", "incidents in adjacent tambons"),
        unit=_PER_10000,
        formula=Text(
            "เหตุการณ์ในตำบลที่มีเขตติดกัน ÷ คน-ปีของตำบลเหล่านั้น",
            "events in tambons that share a border / their person-years",
        ),
        source=Text("แฟ้มเหตุการณ์และขอบเขตตำบล", "events file and boundaries"),
        family="rate",
        direction=-1,
        numerator="neighbour_events",
        denominator="neighbour_person_years",
        per=10_000,
    ),
    Indicator(
        id="SAF7",
        goal=SAFETY,
        name=Text("ครัวเรือนปลอดภัยในชีวิตและทรัพย์สิน", "households safe in life and property"),
        unit=PERCENT,
        formula=Text("ครัวเรือนที่ผ่านเกณฑ์ ÷ ครัวเรือนที่สำรวจ", "households that pass / surveyed"),
        source=Text("จปฐ.", "BMN (basic minimum needs survey)"),
        family="share",
        direction=1,
        numerator="safe_passed",
        denominator="safe_surveyed",
        per=100,
        time="calendar year",
        breaks=BMN_SAME,
    ),
)
