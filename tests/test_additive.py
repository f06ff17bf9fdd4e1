"""Nothing is lost in silence: panel + what the quality table says was left out = the raw file.

For every format the amounts of one measure are summed over the raw rows, by hand, and found
again in the panel and under the topic "left_out", to the last event, baht and person.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_study import GED_HEADER, GED_SOURCE, PERSONS, list_source, population_file, tiny_study

from santitham_eval import sources
from santitham_eval.indicators import SERIES
from santitham_eval.panel import build_tables
from santitham_eval.panel.feeds import GIVES
from santitham_eval.study import EVENT_FORMATS

DECISIONS = (
    "province,amphoe,tambon,code,note\n"
    "จำลอง,โก-ลก,สะกอน,990201,typing slip\n"
    "จำลอง,โก-ลก,ที่ไหนไม่รู้,-,nobody knows it\n"
)
# Places as files name them: code, province, amphoe, tambon.
PLACES = {
    "by code": ("990101", "", "", ""),
    "abolished": ("990103", "", "", ""),
    "its successor": ("990102", "", "", ""),
    "by name": ("", "จำลอง", "โก-ลก", "น้ำดำ"),
    "decided": ("", "จำลอง", "โก-ลก", "สะกอน"),
    "left out by a person": ("", "จำลอง", "โก-ลก", "ที่ไหนไม่รู้"),
    "other province": ("", "ตาก", "แม่สอด", "แม่กุ"),
    "other code": ("630201", "", "", ""),
    "subtotal of an amphoe": ("990100", "", "", ""),
    "subtotal of the province": ("990000", "", "", ""),
    "total": ("", "", "", "รวม"),
}
YEARS = (2560, 2561, 2562, 2563, 2564)
KEYS = [(place, year) for place in PLACES for year in YEARS]
HEAD = "รหัสตำบล,จังหวัด,อำเภอ,ตำบล"


def at(place):
    return ",".join(PLACES[place])


def study_of(folder, kind, body, more="", **files):
    """The tiny study with one source more, which alone can feed its series."""
    own = f'{GED_SOURCE}\n[sources.own]\nformat = "{kind}"\nfile = "own.csv"\n{more}'
    return tiny_study(folder, own, name_decisions_dot_csv=DECISIONS, own_dot_csv=body, **files)


def told(tables, measure, series, half, source="own"):
    """What the quality table says is left out of a measure, whatever the reason."""
    quality = tables["quality"]
    left = quality[(quality["topic"] == "left_out") & (quality["area"] == "ALL")]
    alone = {"numerator": "no_denominator", "denominator": "no_numerator"}[half]
    parts = left["item"].str.split("/")
    own = parts.map(lambda p: p[0] == source and (measure in p[1:] or p[1:] == [series, alone]))
    return left.loc[own, "count"].sum()


def counted(tables, series, half="numerator"):
    panel = tables["panel"]
    return panel.loc[panel["indicator"] == series, half].sum()


PRICED = {"real_income_baht": "income_baht"}  # the tests' prices do not change
CHECKED: set[str] = set()


def checks(*measures):
    """Marks a test with the measures that it adds up; `adds_up` asks for just those."""
    CHECKED.update(measures)
    return lambda test: test


def uses(measure):
    """Series and half of its value in which a measure stands."""
    for series, declared in SERIES.items():
        for half in ("numerator", "denominator"):
            name = getattr(declared, half)
            if PRICED.get(name, name) == measure:
                yield series, half


def adds_up(kind, body, raw, more="", **files):
    """`raw`: measure to the total of the file."""
    with TemporaryDirectory() as folder:
        study = study_of(Path(folder), kind, body, more, **files)
        tables = build_tables(study)
        reading = sources.read(study, study.sources["own"])
    assert raw.keys() <= CHECKED
    for measure, total in raw.items():
        for series, half in uses(measure):
            lost = told(tables, measure, series, half)
            assert counted(tables, series, half) + lost == pytest.approx(total, abs=1e-6), series
    for measure, total in raw.items():
        frame = reading.frame
        kept = frame.loc[frame["measure"] == measure, "amount"].sum()
        left = sum(
            n.count for n in reading.notes if n.topic == "left_out" and measure in n.item.split("/")
        )
        assert kept + left == pytest.approx(total, abs=1e-6)


def rows(**cells):
    """Lists of rows, each of another place and year."""
    key = st.sampled_from(KEYS)
    row = st.tuples(key, st.fixed_dictionaries(cells))
    return st.lists(row, min_size=1, max_size=25, unique_by=lambda r: r[0])


def total(given_rows, cell):
    return sum(c[cell] for _, c in given_rows if c[cell] is not None)


def shown(number):
    return "" if number is None else f"{number}"


BLANK = st.one_of(st.none(), st.integers(0, 500))
FEW = settings(max_examples=7, deadline=None)


@checks("unregistered_resolved", "unregistered_found")
@FEW
@given(rows(found=BLANK, resolved=BLANK))
def test_unregistered_persons(given_rows):
    for _, c in given_rows:
        if None not in (c["found"], c["resolved"]):
            c["resolved"] = min(c["resolved"], c["found"])
    lines = [f"{at(p)},{y},{shown(c['found'])},{shown(c['resolved'])}\n"
             for (p, y), c in given_rows]  # fmt: skip
    body = HEAD + ",ปีงบประมาณ,พบ,แก้ไขแล้ว\n" + "".join(lines)
    adds_up("unregistered", body,
            {"unregistered_resolved": total(given_rows, "resolved"),
             "unregistered_found": total(given_rows, "found")})  # fmt: skip


DIMENSIONS = ("health", "living", "education", "income", "access")


@checks("poor", "tpmap_surveyed", *(f"poor_{d}" for d in DIMENSIONS))
@FEW
@given(rows(poor=BLANK, surveyed=st.one_of(st.none(), st.integers(500, 900)),
            **{d: st.one_of(st.none(), st.integers(0, 9)) for d in DIMENSIONS}))  # fmt: skip
def test_tpmap_with_blanks(given_rows):
    given_rows = [((p, {2563: 2565, 2564: 2562}.get(y, y)), c) for (p, y), c in given_rows]
    given_rows = list({key: (key, c) for key, c in given_rows}.values())
    for _, c in given_rows:
        c |= {d: min(c[d], c["poor"]) for d in DIMENSIONS if None not in (c[d], c["poor"])}
    cells = ("surveyed", "poor", *DIMENSIONS)
    lines = [f"{at(p)},{y},{','.join(shown(c[k]) for k in cells)}\n" for (p, y), c in given_rows]
    heads = ",ปี,จำนวนสำรวจ,คนจนเป้าหมาย,สุขภาพ,ความเป็นอยู่,การศึกษา,รายได้,การเข้าถึงบริการรัฐ\n"
    adds_up("tpmap", HEAD + heads + "".join(lines),
            {"poor": total(given_rows, "poor"), "tpmap_surveyed": total(given_rows, "surveyed"),
             **{f"poor_{d}": total(given_rows, d) for d in DIMENSIONS}})  # fmt: skip


@checks("strength_score", "strength_persons")
@FEW
@given(st.lists(st.tuples(st.sampled_from(["990101", "990102", "990103", "630201"]),
                          st.integers(1, 9), st.sampled_from(YEARS), BLANK,
                          st.one_of(st.none(), st.integers(1, 3))),
                min_size=1, max_size=30, unique_by=lambda r: r[:3]))  # fmt: skip
def test_villages(villages):
    lines = [f"{y},{t}0{v},{shown(n)},{shown(s)}\n" for t, v, y, n, s in villages]
    body = "ปี,รหัสหมู่บ้าน,จำนวนประชากร,ความเข้มแข็งของชุมชน\n" + "".join(lines)
    score = sum(n * (s or 0) for *_, n, s in villages if n is not None)
    persons = sum(n or 0 for *_, n, _ in villages)
    adds_up("nrd2c", body, {"strength_score": score, "strength_persons": persons})


@checks("poverty_persons_poor", "poverty_persons")
@FEW
@given(rows(share=st.one_of(st.none(), st.integers(0, 100)),
            persons=st.one_of(st.none(), st.integers(1, 5000)),
            zone=st.sampled_from(["ในเขตเทศบาล", "นอกเขตเทศบาล", ""])))  # fmt: skip
def test_poor_persons_of_the_poverty_map(given_rows):
    lines = [
        f"{at(p)},{y},{c['zone']},{shown(c['share'])},1,{shown(c['persons'])}\n"
        for (p, y), c in given_rows
    ]
    body = HEAD + ",ปี,เขต,สัดส่วนคนจน,ค่าคลาดเคลื่อนมาตรฐาน,ประชากร\n" + "".join(lines)
    poor = sum((c["share"] or 0) / 100 * (c["persons"] or 0) for _, c in given_rows)
    adds_up("nso-poverty", body,
            {"poverty_persons_poor": poor, "poverty_persons": total(given_rows, "persons")})  # fmt: skip


NEEDS = {14: "safe", 20: "work", 22: "income", 23: "saving", 27: "elderly", 28: "disabled",
         30: "public"}  # fmt: skip
PRICES = '[sources.prices]\nformat = "price-index"\nfile = "prices.csv"\n'
INDEX = "ปี,ดัชนีราคาผู้บริโภค\n" + "".join(f"{y},100\n" for y in YEARS if y != 2562)


@checks("income_baht", "income_persons", "care_passed", "care_surveyed",
        *(f"{item}_{count}" for item in ("safe", "work", "income", "saving", "public")
          for count in ("passed", "failed", "surveyed")))  # fmt: skip
@FEW
@given(st.lists(st.tuples(st.sampled_from([(p, y) for p, y in KEYS if y > 2560]),
                          st.sampled_from(list(NEEDS)), BLANK, BLANK, st.booleans(), BLANK,
                          st.one_of(st.none(), st.integers(1, 90_000))),
                min_size=1, max_size=40, unique_by=lambda r: r[:2]))  # fmt: skip
def test_basic_needs_and_incomes(items):
    """Prices of 2562 are not known; where all are counted, passed and failed are all surveyed."""
    sums = dict.fromkeys([*GIVES["bmn"], "care_failed"], 0)
    lines = []
    for (place, year), item, passed, failed, whole, persons, income in items:
        surveyed = passed + failed if whole and None not in (passed, failed) else None
        counts = {"passed": passed, "failed": failed, "surveyed": surveyed}
        name = "care" if NEEDS[item] in ("elderly", "disabled") else NEEDS[item]
        for count, number in counts.items():
            sums[f"{name}_{count}"] += number or 0
        if name == "income":
            sums["income_persons"] += persons or 0
            sums["income_baht"] += (persons or 0) * (income or 0)
        lines.append(f"{at(place)},{year},{item},{shown(surveyed)},{shown(passed)},{shown(failed)},"
                     f"{shown(persons)},{shown(income)}\n")  # fmt: skip
    body = (
        HEAD + (",ปี,ข้อที่,จำนวนสำรวจ,ผ่านเกณฑ์,ไม่ผ่านเกณฑ์,จำนวนคน,รายได้เฉลี่ยต่อคนต่อปี\n") + "".join(lines)
    )
    raw = {measure: n for measure, n in sums.items() if measure in CHECKED}
    adds_up("bmn", body, raw, PRICES, prices_dot_csv=INDEX)


@checks("baht_approved", "baht_disbursed", "activity_income", "beneficiaries",
        "activities_planned", "activities_completed", "multicultural_activities")  # fmt: skip
@FEW
@given(rows(approved=BLANK, disbursed=BLANK, income=BLANK, target=BLANK,
            kind=st.sampled_from(["พหุวัฒนธรรม", "กีฬา"]), quality=st.sampled_from(["ดี", ""])))  # fmt: skip
def test_activities_and_their_baht(given_rows):
    for _, c in given_rows:  # no more is disbursed than was approved
        if None not in (c["approved"], c["disbursed"]):
            c["disbursed"] = min(c["approved"], c["disbursed"])
        c["done"] = int(bool(c["quality"]) and (c["disbursed"] or 0) > 0)
        c["plural"] = c["done"] * (c["kind"] != "กีฬา")
    lines = [f"{at(p)},{y},{c['kind']},{shown(c['approved'])},{shown(c['disbursed'])},"
             f"{shown(c['target'])},{shown(c['income'])},{c['quality']},\n"
             for (p, y), c in given_rows]  # fmt: skip
    body = HEAD + (",ปีงบประมาณ,กิจกรรม,re_ac_approve,re_ac_withdraw,re_ac_target,re_ac_income,"
                   "re_ac_quality,re_ac_problem\n") + "".join(lines)  # fmt: skip
    adds_up("ereport-results", body,
            {"baht_approved": total(given_rows, "approved"),
             "baht_disbursed": total(given_rows, "disbursed"),
             "activity_income": total(given_rows, "income"),
             "beneficiaries": total(given_rows, "target"),
             "activities_planned": len(given_rows),
             "activities_completed": total(given_rows, "done"),
             "multicultural_activities": total(given_rows, "plural")})  # fmt: skip


MONTHS = ("2561-12", "2562-01", "2563-12", "2564-01")
MARK = st.sampled_from(["มี", "มี", "ไม่มี", ""])


@checks("reports_present", "reports_due")
@FEW
@given(st.dictionaries(st.sampled_from(list(PLACES)), st.lists(st.lists(MARK, min_size=4, max_size=4),
                       min_size=4, max_size=4), min_size=1))  # fmt: skip
def test_marks_of_completeness(marks):
    kinds = ("รายงานการประชุม", "บันทึกการประชุม", "รูปภาพ", "อธิบายกิจกกรม")
    lines = [f"{at(p)},{kind},{','.join(cells)}\n"
             for p, grid in marks.items() for kind, cells in zip(kinds, grid, strict=True)]  # fmt: skip
    body = f"{HEAD},ประเภท,{','.join(MONTHS)}\n" + "".join(lines)
    adds_up("ereport-completeness", body,
            {"reports_present": sum(line.count(",มี") for line in lines),
             "reports_due": 4 * len(lines)})  # fmt: skip


GROUPS = ("secure", "economy", "budget", "environment", "education", "director")


@checks("missions_active", "missions_due")
@FEW
@given(st.dictionaries(st.tuples(st.sampled_from(list(PLACES)), st.integers(2561, 2564)),
                       st.lists(st.sampled_from(["ดำเนินการแล้ว", "ไม่ดำเนินการ", ""]), min_size=6, max_size=6),
                       min_size=1))  # fmt: skip
def test_missions_of_monthly_reports(missions):
    lines = [f"{at(p)},ธันวาคม,{y},{','.join(cells)}\n" for (p, y), cells in missions.items()]
    body = f"{HEAD},เดือน,ปี,{','.join(GROUPS)}\n" + "".join(lines)
    active = sum(cell == "ดำเนินการแล้ว" for cells in missions.values() for cell in cells)
    adds_up("ereport-monthly", body,
            {"missions_active": active, "missions_due": 6 * len(lines)})  # fmt: skip


@checks("meeting_months", "guard_months")
@FEW
@given(st.dictionaries(st.tuples(st.sampled_from(list(PLACES)[3:]),
                                 st.sampled_from(["2561-11", "2562-01", "2563-12", "2564-02"])),
                       st.booleans(), min_size=1))  # fmt: skip
def test_months_with_a_meeting(held):
    lines = [f"{at(p)},{month}-07,{'จัด' * guard}\n" for (p, month), guard in held.items()]
    body = f"{HEAD},meeting_date,guard\n" + "".join(lines)
    adds_up("ereport-meetings", body,
            {"meeting_months": len(held), "guard_months": sum(held.values())})  # fmt: skip


@checks("trust_sum", "trust_weight")
@FEW
@given(st.lists(st.tuples(st.sampled_from(KEYS), st.integers(1, 3), st.integers(1, 9),
                          st.one_of(st.none(), st.integers(1, 5))), min_size=1, max_size=40))  # fmt: skip
def test_answers_to_the_survey(answers):
    lines = [f"{at(p)},{y}-03-01,ม.{v},{w},{shown(a)}\n" for (p, y), v, w, a in answers]
    body = f"{HEAD},วันที่สำรวจ,หมู่บ้าน,น้ำหนัก,ความเชื่อมั่นต่อเจ้าหน้าที่\n" + "".join(lines)
    given_ = [(w, a) for *_, w, a in answers if a is not None]
    adds_up("survey", body,
            {"trust_sum": sum(w * a for w, a in given_), "trust_weight": sum(w for w, _ in given_)})  # fmt: skip


def test_every_measure_of_a_file_of_rows_is_added_up_here():
    """Events have tests of their own below; the others are no sums of what a row of a file says."""
    made = {"real_income_baht", "months_due", "tambon_years", "radiance", "lit_pixels"}
    alone = {"activities_listed", "budget_listed", "budget_total"}  # in no indicator
    formats = [m for kind, m in GIVES.items() if kind not in EVENT_FORMATS]
    assert {m for measures in formats for m in measures} - made - alone == CHECKED


# --- events -------------------------------------------------------------------------------------
def events_add_up(tables, many, raw, but=""):
    """`many`: events of the file; `raw`: measure to the total over them; `but`: of another file."""
    quality = tables["quality"]
    left = quality[(quality["topic"] == "left_out") & (quality["area"] == "ALL")]
    whole = left[left["item"].str.fullmatch("events/[^/]+")]
    lost = whole["count"].sum() + told(tables, "events", "SAF1", "numerator", "events")
    assert counted(tables, "SAF1") + lost == many
    for measure, total in raw.items():
        for series, half in uses(measure):
            if series == but:
                continue
            lost = told(tables, measure, series, half, "events")
            assert counted(tables, series, half) + lost == total, (series, half)


FEW_DEAD = st.one_of(st.none(), st.integers(0, 9))
EVENTS = st.lists(
    st.tuples(st.sampled_from([*list(PLACES)[:-3], "amphoe only", "province only"]),
              st.sampled_from(["2018-12", "2019-01", "2019-06", "2020-12", "2021-01"]),
              FEW_DEAD, FEW_DEAD, FEW_DEAD),
    min_size=1, max_size=25,
)  # fmt: skip
COARSE = {"amphoe only": ("", "จำลอง", "โก-ลก", ""), "province only": ("", "จำลอง", "", "")}


@FEW
@given(EVENTS, st.booleans())
def test_events_and_persons_of_an_incident_list(events, blank_population):
    where = {**PLACES, **COARSE}
    events = [(p, month, dead, min(civil, dead) if None not in (civil, dead) else civil, hurt)
              for p, month, dead, civil, hurt in events]  # fmt: skip
    body = "c,p,a,t,d,k,z,i\n" + "".join(
        f"{','.join(where[p])},{month}-05,{','.join(map(shown, counts))}\n"
        for p, month, *counts in events
    )
    source = list_source(date="d", killed="k", civilians_killed="z", injured="i", tambon="c",
                         tambon_name="t", amphoe="a", province="p")  # fmt: skip
    year_63 = population_file("6312", PERSONS)
    if blank_population:  # then months beside it have no person-years
        year_63 = year_63.replace("|4,800|4,800|", "| | |")
    with TemporaryDirectory() as folder:
        study = tiny_study(Path(folder), source, list_dot_csv=body, population__stat_a63_dot_txt=year_63,
                           name_decisions_dot_csv=DECISIONS)  # fmt: skip
        tables = build_tables(study)
    names = ("deaths", "civilian_deaths", "injured")
    sums = {name: sum(e[n] or 0 for e in events) for n, name in enumerate(names, start=2)}
    events_add_up(tables, len(events), sums)


@FEW
@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from([100.9, 101.05, 101.15]),
                          st.sampled_from(["Chamlong province", "Tak province"]),
                          st.sampled_from([("2019-02-03", "2019-02-04", 1), ("2019-01-01", "2019-11-30", 5),
                                           ("2018-05-01", "2018-05-01", 1), ("2020-05-01", "2020-05-02", 1)]),
                          st.integers(0, 3), st.integers(0, 5)), min_size=1, max_size=25))  # fmt: skip
def test_deaths_of_the_event_dataset(events):
    lines = [
        f"{n},{days[0][:4]},{precision},,{province},Su-ngai Kolok district,6.15,{x},800,{days[2]},"
        f"{days[0]} 00:00:00.000,{days[1]} 00:00:00.000,{civilians},{civilians + others},\n"
        for n, (precision, x, province, days, civilians, others) in enumerate(events)
    ]
    with TemporaryDirectory() as folder:
        tables = build_tables(tiny_study(Path(folder), ged_dot_csv=GED_HEADER + "".join(lines)))
    civilians = sum(e[4] for e in events)
    dead = civilians + sum(e[5] for e in events)
    events_add_up(tables, len(events), {"deaths": dead, "civilian_deaths": civilians})


ACLED = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,iso,admin1,admin2,"
    "admin3,latitude,longitude,geo_precision,fatalities\n"
)


@FEW
@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from([100.9, 101.05, 101.15]),
                          st.sampled_from(["Chamlong", "Tak", ""]), st.sampled_from(["Sakom", "Foo", ""]),
                          st.sampled_from(["Battles", "Protests"]),
                          st.sampled_from(["2018-05-01", "2019-02-03", "2020-12-31", "2021-01-01"]),
                          st.integers(0, 5)), min_size=1, max_size=25))  # fmt: skip
def test_deaths_of_acled(events):
    lines = [
        f"THA{n},{day},{day[:4]},1,{kind},x,764,{province},Su-ngai Kolok,{tambon},6.15,{x},"
        f"{precision},{dead}\n"
        for n, (precision, x, province, tambon, kind, day, dead) in enumerate(events)
    ]
    feeds = 'indicators = ["SAF1", "SAF2", "SAF5"]\n[sources.ged]'
    source = f'format = "acled"\nfile = "acled.csv"\n{feeds}\n{GED_SOURCE}\nindicators = ["SAF4"]'
    with TemporaryDirectory() as folder:
        study = tiny_study(Path(folder), source, acled_dot_csv=ACLED + "".join(lines))
        tables = build_tables(study)
    events_add_up(tables, len(events), {"deaths": sum(e[-1] for e in events)}, but="SAF4")
