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
from santitham_eval.panel import build_tables
from santitham_eval.study import load_study

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


def study_of(folder, kind, body, outcome):
    """The tiny study with one source more and its series for an outcome."""
    own = f'{GED_SOURCE}\n[sources.own]\nformat = "{kind}"\nfile = "own.csv"'
    study = tiny_study(folder, own, name_decisions_dot_csv=DECISIONS, own_dot_csv=body)
    path = study.folder / "study.toml"
    words = path.read_text("utf-8")
    words += f'[[outcomes]]\nindicator = "{outcome}"\nrole = "secondary"\n'
    path.write_text(words, "utf-8")
    return load_study(path)


def told(tables, measure, series, source="own"):
    """What the quality table says is left out of a measure, whatever the reason."""
    quality = tables["quality"]
    left = quality[(quality["topic"] == "left_out") & (quality["area"] == "ALL")]
    parts = left["item"].str.split("/")
    own = parts.map(
        lambda p: p[0] == source and (measure in p[1:] or p[1:] == [series, "no_denominator"])
    )
    return left.loc[own, "count"].sum()


def counted(tables, series):
    panel = tables["panel"]
    return panel.loc[panel["indicator"] == series, "numerator"].sum()


def adds_up(kind, body, outcome, raw):
    """`raw`: measure to (series that counts it, total of the file)."""
    with TemporaryDirectory() as folder:
        study = study_of(Path(folder), kind, body, outcome)
        tables = build_tables(study)
        reading = sources.read(study, study.sources["own"])
    for measure, (series, total) in raw.items():
        assert counted(tables, series) + told(tables, measure, series) == pytest.approx(
            total, abs=1e-6
        )
    for measure, (_, total) in raw.items():
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


@FEW
@given(rows(found=st.integers(0, 500), resolved=st.integers(0, 500)))
def test_unregistered_persons(given_rows):
    for _, c in given_rows:
        c["resolved"] = min(c["resolved"], c["found"])
    lines = [f"{at(p)},{y},{c['found']},{c['resolved']}\n" for (p, y), c in given_rows]
    body = HEAD + ",ปีงบประมาณ,พบ,แก้ไขแล้ว\n" + "".join(lines)
    adds_up("unregistered", body, "VUL4",
            {"unregistered_resolved": ("VUL4", total(given_rows, "resolved"))})  # fmt: skip


@FEW
@given(rows(poor=BLANK, surveyed=st.one_of(st.none(), st.integers(500, 900))))
def test_tpmap_with_blanks(given_rows):
    given_rows = [((p, {2563: 2565, 2564: 2562}.get(y, y)), c) for (p, y), c in given_rows]
    given_rows = list({key: (key, c) for key, c in given_rows}.values())
    lines = [f"{at(p)},{y},{shown(c['surveyed'])},{shown(c['poor'])}\n" for (p, y), c in given_rows]
    body = HEAD + ",ปี,จำนวนสำรวจ,คนจนเป้าหมาย\n" + "".join(lines)
    adds_up("tpmap", body, "VUL1", {"poor": ("VUL1", total(given_rows, "poor"))})


@FEW
@given(st.lists(st.tuples(st.sampled_from(["990101", "990102", "990103", "630201"]),
                          st.integers(1, 9), st.sampled_from(YEARS), BLANK,
                          st.one_of(st.none(), st.integers(1, 3))),
                min_size=1, max_size=30, unique_by=lambda r: r[:3]))  # fmt: skip
def test_villages(villages):
    lines = [f"{y},{t}0{v},{shown(n)},{shown(s)}\n" for t, v, y, n, s in villages]
    body = "ปี,รหัสหมู่บ้าน,จำนวนประชากร,ความเข้มแข็งของชุมชน\n" + "".join(lines)
    score = sum(n * (s or 0) for *_, n, s in villages if n is not None)
    adds_up("nrd2c", body, "STR4", {"strength_score": ("STR4", score)})


@FEW
@given(rows(share=st.integers(0, 100), persons=st.one_of(st.none(), st.integers(1, 5000)),
            zone=st.sampled_from(["ในเขตเทศบาล", "นอกเขตเทศบาล", ""])))  # fmt: skip
def test_poor_persons_of_the_poverty_map(given_rows):
    lines = [
        f"{at(p)},{y},{c['zone']},{c['share']},1,{shown(c['persons'])}\n"
        for (p, y), c in given_rows
    ]
    body = HEAD + ",ปี,เขต,สัดส่วนคนจน,ค่าคลาดเคลื่อนมาตรฐาน,ประชากร\n" + "".join(lines)
    poor = sum(c["share"] / 100 * (c["persons"] or 0) for _, c in given_rows)
    adds_up("nso-poverty", body, "VUL3", {"poverty_persons_poor": ("VUL3", poor)})


@FEW
@given(rows(passed=st.integers(0, 300), failed=st.integers(0, 300)))
def test_basic_needs(given_rows):
    lines = [f"{at(p)},{y},14,{c['passed'] + c['failed']},{c['passed']},{c['failed']}\n"
             for (p, y), c in given_rows]  # fmt: skip
    body = HEAD + ",ปี,ข้อที่,จำนวนสำรวจ,ผ่านเกณฑ์,ไม่ผ่านเกณฑ์\n" + "".join(lines)
    adds_up("bmn", body, "SAF7", {"safe_passed": ("SAF7", total(given_rows, "passed"))})


@FEW
@given(rows(approved=BLANK, disbursed=BLANK, income=BLANK, target=BLANK))
def test_baht_of_activities(given_rows):
    for _, c in given_rows:  # no more is disbursed than was approved
        if None not in (c["approved"], c["disbursed"]):
            c["disbursed"] = min(c["approved"], c["disbursed"])
    lines = [f"{at(p)},{y},ก,{shown(c['approved'])},{shown(c['disbursed'])},{shown(c['target'])},"
             f"{shown(c['income'])},ดี,\n" for (p, y), c in given_rows]  # fmt: skip
    body = HEAD + (",ปีงบประมาณ,กิจกรรม,re_ac_approve,re_ac_withdraw,re_ac_target,re_ac_income,"
                   "re_ac_quality,re_ac_problem\n") + "".join(lines)  # fmt: skip
    adds_up("ereport-results", body, "ADM2",
            {"baht_disbursed": ("ADM2", total(given_rows, "disbursed")),
             "activity_income": ("LIV5", total(given_rows, "income"))})  # fmt: skip


# --- events -------------------------------------------------------------------------------------
EVENTS = st.lists(
    st.tuples(st.sampled_from([*list(PLACES)[:-3], "amphoe only", "province only"]),
              st.sampled_from(["2018-12", "2019-01", "2019-06", "2020-12", "2021-01"]),
              st.one_of(st.none(), st.integers(0, 9))),
    min_size=1, max_size=25,
)  # fmt: skip
COARSE = {"amphoe only": ("", "จำลอง", "โก-ลก", ""), "province only": ("", "จำลอง", "", "")}


@FEW
@given(EVENTS, st.booleans())
def test_events_and_deaths_of_an_incident_list(events, blank_population):
    where = {**PLACES, **COARSE}
    body = "c,p,a,t,d,k\n" + "".join(
        f"{','.join(where[p])},{month}-05,{shown(dead)}\n" for p, month, dead in events
    )
    source = list_source(
        date="d", killed="k", tambon="c", tambon_name="t", amphoe="a", province="p"
    )
    year_63 = population_file("6312", PERSONS)
    if blank_population:  # then months beside it have no person-years
        year_63 = year_63.replace("|4,800|4,800|", "| | |")
    with TemporaryDirectory() as folder:
        study = tiny_study(Path(folder), source, list_dot_csv=body, population__stat_a63_dot_txt=year_63,
                           name_decisions_dot_csv=DECISIONS)  # fmt: skip
        tables = build_tables(study)
    quality = tables["quality"]
    left = quality[(quality["topic"] == "left_out") & (quality["area"] == "ALL")]
    left = dict(zip(left["item"], left["count"], strict=True))
    of_events = sum(n for item, n in left.items() if item.count("/") == 1)
    of_events += left.get("events/SAF1/no_denominator", 0)
    assert counted(tables, "SAF1") + of_events == len(events)
    dead = sum(n for item, n in left.items() if item.startswith(("events/deaths/", "events/SAF2/")))
    assert counted(tables, "SAF2") + dead == sum(d or 0 for *_, d in events)


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
    dead = sum(e[4] + e[5] for e in events)
    assert counted(tables, "SAF2") + told(tables, "deaths", "SAF2", "events") == dead
    civilians = sum(e[4] for e in events)
    assert counted(tables, "SAF4") + told(tables, "civilian_deaths", "SAF4", "events") == civilians
