"""The quality table, by hand: what is told of each source, and that nothing goes missing untold."""

import numpy as np
import pandas as pd
import pytest
from test_report import Page
from tiny_study import GED, GED_SOURCE, list_source, tiny_study

from santitham_eval import StudyError, load_study, report, store, text
from santitham_eval.batch import steps
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.site import site
from santitham_eval.indicators import SERIES
from santitham_eval.panel import build_tables, quality
from santitham_eval.panel.assemble import Block
from santitham_eval.tables import runs_of_years, thin_table, topic_table

# Two sources over the same two years: GED (all outcomes) and an own list (SAF3 only).
LIST = """\
วัน,รหัส,ตาย,เจ็บ
2019-02-03,990101,2,1
2019-02-03,990101,2,1
2019-02-04,990101,2,1
2020-05-09,990202,0,
2020-05-09,990202,0,
2020-12-31,990202,1,0
2021-01-15,990101,0,0
"""
MAPPED = list_source(date_ce="วัน", tambon="รหัส", killed="ตาย", injured="เจ็บ")
BOTH = f"{GED_SOURCE}\nindicators = ['SAF1', 'SAF2', 'SAF4', 'SAF5', 'SAF6']\n[sources.list]\n{MAPPED}\nindicators = ['SAF3']"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return build_tables(tiny_study(tmp_path_factory.mktemp("two"), BOTH, list_dot_csv=LIST))


def told(tables, topic, area="ALL"):
    rows = tables["quality"].query("topic == @topic and area == @area")
    return dict(zip(rows["item"], rows["count"], strict=True))


def test_every_topic_is_a_known_one_and_every_sentence_has_two_languages(tables):
    found = tables["quality"]
    assert set(found["topic"]) <= set(quality.TOPICS)
    assert found["th"].str.contains("[ก-๙]").all()
    assert (found["th"] != found["en"]).all()
    assert not found["en"].str.contains("[{}]").any()


# --- coverage -------------------------------------------------------------------------------
def test_each_source_tells_its_years_or_its_tambons(tables):
    """Files of the list end in January 2021, GED in 2020; population is held from 2018 on."""
    years = told(tables, "by_year")
    assert years["events/2562"] == years["events/2563"] == 4
    assert years["list/2562"] == years["list/2563"] == 4
    assert [years[f"population/{y}"] for y in (2561, 2562, 2563)] == [4, 4, 4]
    held = told(tables, "coverage")
    assert (held["register/tambons"], held["roster/tambons"], held["boundaries/tambons"]) == (
        4,
        2,
        4,
    )


def test_a_source_of_measures_tells_its_tambons_by_year_and_its_years_by_tambon(tmp_path):
    """990101 has both years, 990102 the second alone, the other two none."""
    tpmap = (
        "ปี,รหัสตำบล,จำนวนสำรวจ,คนจนเป้าหมาย,สุขภาพ,ความเป็นอยู่,การศึกษา,รายได้,การเข้าถึงบริการรัฐ\n"
        "2562,990101,100,5,1,1,1,1,1\n2563,990101,100,5,1,1,1,1,1\n2563,990102,100,5,1,1,1,1,1\n"
    )
    items = "items = { '2562' = { survey = '2562' }, '2563' = { survey = '2563' } }"
    events = f"{GED_SOURCE}\n[sources.poor]\nformat = 'tpmap'\nfile = 'tpmap.csv'\n{items}"
    tables = build_tables(tiny_study(tmp_path, events, tpmap_dot_csv=tpmap))
    assert {k: v for k, v in told(tables, "by_year").items() if k.startswith("poor")} == {
        "poor/2562": 1, "poor/2563": 2,
    }  # fmt: skip
    by_tambon = {a: told(tables, "by_tambon", a)["poor/periods"]
                 for a in ("990101", "990102", "990201", "990202")}  # fmt: skip
    assert by_tambon == {"990101": 2, "990102": 1, "990201": 0, "990202": 0}
    values = told(tables, "values")
    assert [values[f"VUL1/{k}"] for k in ("missing", "zero", "other")] == [5, 0, 3]
    assert [told(tables, "coverage", t)["VUL1"] for t in by_tambon] == [2, 1, 0, 0]
    words = tables["quality"].query("item == 'VUL1' and area == '990101'")["en"].iloc[0]
    assert words.startswith("calendar years observed")


def test_missing_and_zero_are_told_apart_and_add_up(tables):
    """SAF1 has 96 tambon-months, events in 3 of them; SAF4 needs deaths, known in 2 of them."""
    values = told(tables, "values")
    assert [values[f"SAF1/{k}"] for k in ("missing", "zero", "other")] == [0, 93, 3]
    # 990202 has two rows in May 2020 whose injured are blank: that month is not observed.
    assert [values[f"SAF3/{k}"] for k in ("missing", "zero", "other")] == [1, 94, 1]


def test_all_events_are_placed_or_their_loss_is_told(tables):
    for source, rows in {"events": 6, "list": 7}.items():
        levels = told(tables, "placement")
        left = told(tables, "left_out")
        inside = sum(levels[f"{source}/{level}"] for level in ("exact", "near", "named"))
        whole = {item: n for item, n in left.items() if item.count("/") == 1}
        lost = sum(n for item, n in whole.items() if item.startswith(f"{source}/"))
        assert inside + lost == rows
    assert told(tables, "left_out")["list/after_periods"] == 1


def test_all_deaths_reach_the_panel_or_their_loss_is_told(tables):
    """GED holds 8 deaths: 2 and 1 in tambons, 3 and 1 known to amphoe and province, 1 without a month."""
    left = told(tables, "left_out")
    lost = sum(n for item, n in left.items() if item.startswith("events/deaths/"))
    inside = tables["panel"].query("indicator == 'SAF2'")["numerator"].sum()
    assert (inside, lost) == (3, 5)


def test_months_without_any_event_are_told_since_they_count_as_zero(tables, tmp_path):
    """The list has events in 2019-02, 2020-05, 2020-12 and 2021-01: 21 of its 24 months are silent,
    and the longest run of them lies between the first two."""
    assert told(tables, "note")["list/silent_months"] == 21
    words = tables["quality"].query("item == 'list/silent_months'").iloc[0]
    assert "2562-03 to 2563-04 (14 months)" in words["en"] and "14 เดือน" in words["th"]
    full = "วัน,รหัส,ตาย,เจ็บ\n" + "".join(
        f"{m}-05,990101,0,0\n" for m in pd.period_range("2019-01", "2020-12", freq="M")
    )
    tables = build_tables(tiny_study(tmp_path, BOTH, list_dot_csv=full))
    assert "list/silent_months" not in told(tables, "note")


def test_the_most_persons_of_one_event_are_told(tmp_path):
    """A slip of the pen, 70 for 7; what lies outside the study's months does not count."""
    rows = LIST.replace("2019-02-04,990101,2,1", "2019-02-04,990101,70,1")
    rows = rows.replace("2021-01-15,990101,0", "2021-01-15,990101,99")
    tables = build_tables(tiny_study(tmp_path, BOTH, list_dot_csv=rows))
    assert told(tables, "note")["list/deaths/largest"] == 70
    words = tables["quality"].query("item == 'list/deaths/largest'")["en"].item()
    assert words.endswith("(event list.csv:4)")
    assert told(tables, "note")["events/deaths/largest"] == 3


TPMAP = """\
ปี,รหัสตำบล,จำนวนสำรวจ,คนจนเป้าหมาย
2562,990101,100,5
2562,990102,70,
2562,990201,,4
"""


def test_either_half_of_a_value_is_told_where_the_other_is_missing(tmp_path):
    """70 were surveyed where nobody says how many are poor, 4 are poor of nobody says how many."""
    events = f"{GED_SOURCE}\n[sources.poor]\nformat = 'tpmap'\nfile = 'tpmap.csv'"
    tables = build_tables(tiny_study(tmp_path, events, tpmap_dot_csv=TPMAP))
    left = told(tables, "left_out")
    assert (left["poor/VUL1/no_numerator"], left["poor/VUL1/no_denominator"]) == (70, 4)
    assert "events/SAF2/no_numerator" not in left  # person-years are of no file of events


BMN = "ปี,รหัสตำบล,ข้อที่,จำนวนสำรวจ,ผ่านเกณฑ์,ไม่ผ่านเกณฑ์,จำนวนคน,รายได้เฉลี่ยต่อคนต่อปี\n" + "".join(
    f"{year},990101,22,10,9,1,40,100\n" for year in (2562, 2563)
)


def test_the_year_of_the_prices_is_told_and_income_without_a_price(tmp_path):
    events = f"{GED_SOURCE}\n[sources.bmn]\nformat = 'bmn'\nfile = 'bmn.csv'\n"
    events += "[sources.prices]\nformat = 'price-index'\nfile = 'prices.csv'"
    prices = "ปี,ดัชนีราคาผู้บริโภค\n2560,90\n2563,100\n"
    tables = build_tables(tiny_study(tmp_path, events, bmn_dot_csv=BMN, prices_dot_csv=prices))
    assert told(tables, "left_out")["bmn/income_baht/no_price"] == 4000
    words = tables["quality"].query("item == 'prices/base'")["en"].item()
    assert "prices of BE 2563" in words


# --- two event sources ------------------------------------------------------------------------
def test_events_of_two_sources_by_amphoe_and_year(tables):
    """GED: 1, 2 in 9901 in 2019; 3 (amphoe), 6 in 9902 in 2020; 4 is known to the province only,
    and 5 has no month."""
    assert told(tables, "events", "9901") == {
        "events/2562": 2, "events/2563": 0, "list/2562": 3, "list/2563": 0,
    }  # fmt: skip
    assert told(tables, "events", "9902") == {
        "events/2562": 0, "events/2563": 2, "list/2562": 0, "list/2563": 3,
    }  # fmt: skip
    assert told(tables, "events") == {
        "events/2562": 2, "events/2563": 2, "list/2562": 3, "list/2563": 3,
    }  # fmt: skip


def test_agreement_of_two_sources_by_hand(tables):
    """48 amphoe-months: both have events in 9901 in Feb 2019 and in 9902 in May and Dec 2020."""
    found = told(tables, "agreement")
    assert found == {
        "events+list/months": 48, "events+list/both_some": 3, "events+list/both_none": 45,
        "events+list/only_one": 0, "events+list/only_other": 0, "events+list/same_share": 100,
        "events+list/correlation": pytest.approx(1.0),
    }  # fmt: skip


def test_agreement_where_they_differ(tmp_path):
    """The list has one event in a month in which GED has none, and misses two of GED's three."""
    rows = "วัน,รหัส,ตาย,เจ็บ\n2019-02-03,990101,2,1\n2020-07-09,990101,0,0\n"
    found = told(build_tables(tiny_study(tmp_path, BOTH, list_dot_csv=rows)), "agreement")
    assert found["events+list/both_some"] == 1
    assert found["events+list/only_one"] == 2
    assert found["events+list/only_other"] == 1
    assert found["events+list/both_none"] == 44
    assert found["events+list/same_share"] == pytest.approx(45 / 48 * 100)
    ged, own = [2, 0, 0, 2], [1, 1, 0, 0]  # (9901, 9902) x (2019, 2020)
    assert found["events+list/correlation"] == pytest.approx(np.corrcoef(ged, own)[0, 1])


def test_two_sources_never_stand_in_one_series(tables):
    panel = tables["panel"].query("indicator == 'SAF1' and tambon == '990101'")
    assert panel["numerator"].sum() == 1  # GED's one; the list has three


def test_sources_without_a_month_in_common_are_not_compared(tmp_path):
    rows = "วัน,รหัส,ตาย,เจ็บ\n2022-02-03,990101,2,1\n"
    tables = build_tables(tiny_study(tmp_path, BOTH, list_dot_csv=rows))
    assert told(tables, "agreement") == {"events+list/months": 0}


# --- repeats ------------------------------------------------------------------------------------
def test_likely_repeats_are_told_with_their_rows_and_still_count(tables):
    """Rows 2 and 3 are alike; row 4 is of another day; the blank injured of 5 and 6 are alike."""
    found = tables["quality"].query("topic == 'duplicates'")
    assert found["area"].tolist() == ["990101", "990202"]
    assert found["count"].tolist() == [1, 1]
    assert found["en"].str.contains("list.csv:2, list.csv:3").tolist() == [True, False]
    assert found["en"].str.contains("list.csv:5, list.csv:6").tolist() == [False, True]
    events = tables["events"].query("source == 'list' and tambon == '990101'")
    assert len(events) == 4


# --- breaks, codes ------------------------------------------------------------------------------
def block(indicator, first, last, top, bottom, freq="Y-DEC"):
    top, bottom = np.array(top, float), np.array(bottom, float)
    periods = pd.period_range(str(first), str(last), freq=freq)
    return Block(indicator, periods, top, bottom, np.full_like(top, np.nan), 0.0)


def yearly(indicator, first, values):
    values = np.atleast_2d(np.array(values, float))
    last = first + values.shape[1] - 1
    return block(indicator, first, last, values, np.where(np.isnan(values), np.nan, 100.0))


def test_a_break_is_told_only_inside_the_window():
    """SAF7 breaks in 2022: four years end before it, four span it with two after."""
    assert quality.of_breaks([yearly("SAF7", 2018, [[50] * 4])]) == []
    (note,) = quality.of_breaks([yearly("SAF7", 2020, [[50] * 4])])
    assert (note.item, note.count) == ("SAF7/2565", 2)
    assert "2565" in note.words.en and "38" in note.words.th
    assert quality.of_breaks([yearly("SAF7", 2022, [[50] * 4])]) == []


def test_abolished_codes_and_what_they_became(tables):
    """990103 became 990102; 990104 was split, so no one code stands for it."""
    rows = tables["quality"].query("topic == 'code_changes'")
    assert dict(zip(rows["item"], rows["area"], strict=True)) == {
        "abolished/990103": "990102", "abolished/990104": "ALL",
    }  # fmt: skip
    assert "990101, 990102" in rows["th"].iloc[1]


# --- outliers -----------------------------------------------------------------------------------
INDEX = pd.Index(["990101", "990102"])


def test_a_value_far_from_the_own_median_is_told():
    """Shares of 40-44 %, and one of 95 %: its logit is far more than five deviations away."""
    usual = [40, 41, 42, 43, 44]
    (note,) = quality.of_outliers([yearly("VUL1", 2015, [usual, [40, 41, 95, 43, 44]])], INDEX)
    assert (note.area, note.item, note.count) == ("990102", "VUL1/2560", 1)
    assert "far above" in note.words.en and "สูงกว่า" in note.words.th


def test_the_score_is_the_rule_by_hand():
    """Median 2, deviations 2 1 0 1 8, their median 1: the last is 8 / 1.4826 away."""
    scores = quality.outliers.robust_z(np.array([[0.0, 1, 2, 3, 10]]), np.zeros(5))
    np.testing.assert_allclose(scores, [np.array([-2, -1, 0, 1, 8]) / 1.4826])


def test_a_tambon_that_hardly_varies_is_judged_by_the_others():
    """Its own deviations are nil, those of the area are not: a small step is no outlier."""
    quiet = [42, 42, 42, 42, 46]
    loud = [30, 35, 42, 48, 55]
    assert quality.of_outliers([yearly("VUL1", 2015, [quiet, loud])], INDEX) == []
    assert len(quality.of_outliers([yearly("VUL1", 2015, [quiet, quiet])], INDEX)) == 2


def test_values_on_two_sides_of_a_break_are_not_held_against_each_other():
    """LIV1's line changed in 2017: 20 % before and 60 % after are two series."""
    values = [[20, 21, 22, 20, 60, 61, 62, 60]]
    assert quality.of_outliers([yearly("LIV1", 2013, values)], INDEX[:1]) == []
    other = [[20, 21, 22, 20, 60, 61, 62, 95]]
    (note,) = quality.of_outliers([yearly("LIV1", 2013, other)], INDEX[:1])
    assert note.item == "LIV1/2563"


def test_few_values_missing_ones_and_months_are_not_judged():
    nan = float("nan")
    assert quality.of_outliers([yearly("VUL1", 2015, [[40, 41, 95]])], INDEX[:1]) == []
    assert quality.of_outliers([yearly("VUL1", 2015, [[40, nan, 41, nan, 95]])], INDEX[:1]) == []
    months = block("SAF5", "2019-01", "2019-05", [[1, 1, 1, 1, 0]], [[1] * 5], "M")
    assert quality.of_outliers([months], INDEX[:1]) == []


def test_none_and_all_have_a_place_on_the_scale_and_nonsense_has_none():
    from santitham_eval.panel.quality.outliers import scaled

    shares = scaled(yearly("VUL1", 2015, [[0, 100, 50]]), SERIES["VUL1"])
    np.testing.assert_allclose(shares, [[np.log(0.5 / 100.5), np.log(100.5 / 0.5), 0]])
    means = scaled(yearly("LIV6", 2015, [[0, -1, 200]]), SERIES["LIV6"])
    np.testing.assert_allclose(means, [[np.nan, np.nan, np.log(2)]])


# --- check --------------------------------------------------------------------------------------
QUIET = Progress(quiet=True)


def problems(study):
    with pytest.raises(StudyError) as caught:
        steps.check(study, QUIET)
    return [(p.file, p.row, p.column) for p in caught.value.problems]


def test_check_tells_the_problems_of_all_files_at_once(tmp_path):
    """Four files are spoilt, each in its own way; none hides another, none is told twice."""
    study = tiny_study(
        tmp_path,
        BOTH,
        list_dot_csv=LIST.replace("2019-02-04", "soon"),
        roster_dot_csv="code,name_th,start,dose\n990101,,whenever,\n",
        ged_dot_csv=GED.replace("6,2020,2,", "6,2020,here,"),
        population__stat_a62_dot_txt="6212|99\n",
    )
    found = problems(study)
    assert len(found) == len(set(found))
    files = {file for file, _, _ in found}
    assert files == {"list.csv", "roster.csv", "ged.csv", "population/stat_a62.txt"}
    assert ("list.csv", 4, "วัน") in found


def test_a_broken_register_hides_nothing_but_places(tmp_path):
    study = tiny_study(
        tmp_path,
        BOTH,
        register_dot_csv="code,name\n990101,x\n",
        list_dot_csv=LIST.replace("2019-02-04", "soon"),
        roster_dot_csv="code,name_th,start,dose\n990101,,whenever,\n990202,,2020-03,\n",
    )
    found = problems(study)
    assert ("list.csv", 4, "วัน") in found
    assert ("roster.csv", 2, "start") in found
    assert any(file == "register.csv" for file, _, _ in found)
    # No code is called wrong that nobody could look up.
    assert not [f for f in found if f[0] in ("roster.csv", "list.csv") and f[2] in ("code", "รหัส")]


def test_a_wrong_study_file_does_not_hide_wrong_files(tmp_path):
    list_ = LIST.replace("2019-02-04", "soon")
    study = tiny_study(tmp_path, BOTH.replace("'SAF3'", "'SAF33'"), list_dot_csv=list_)
    found = problems(study)
    assert ("study.toml", None, "sources.list.indicators") in found
    assert ("list.csv", 4, "วัน") in found


def test_check_ends_with_what_is_covered_and_what_was_left_out(tmp_path, capsys):
    steps.check(tiny_study(tmp_path, BOTH, list_dot_csv=LIST), Progress())
    said = capsys.readouterr().out
    assert "source population (dopa-population): BE 2561–2563, 4 tambons" in said
    assert "source roster (roster): 2 tambons" in said
    assert "known to the amphoe only, in no tambon = 1" in said
    assert "rows that may be repeats 2" in said
    assert "make sure that no file is missing = 21" in said
    assert said.strip().splitlines()[-1].endswith("check: done (nothing wrong found)")
    assert all(" / " in line for line in said.strip().splitlines())


# --- stale tables -------------------------------------------------------------------------------
@pytest.fixture
def finished(tmp_path):
    study = tiny_study(tmp_path, BOTH, list_dot_csv=LIST)
    steps.build(study, QUIET)
    steps.estimate(study, QUIET)
    return study


@pytest.mark.parametrize("step", [steps.report, site], ids=["report", "site"])
def test_tables_of_other_raw_files_are_refused(finished, step):
    path = finished.raw() / "list.csv"
    path.write_text(path.read_text("utf-8") + "2020-01-05,990101,0,0\n", "utf-8")
    with pytest.raises(StudyError, match=r"run santitham-eval build.*raw/list\.csv"):
        step(finished, QUIET)
    assert not finished.reports().exists()


@pytest.mark.parametrize("step", [steps.report, site], ids=["report", "site"])
def test_tables_of_another_study_file_are_refused(finished, step):
    path = finished.folder / "study.toml"
    path.write_text(path.read_text("utf-8").replace("margin = 0.05", "margin = 0.1"), "utf-8")
    with pytest.raises(StudyError, match=r"run santitham-eval build.*study"):
        step(load_study(path), QUIET)


def test_effects_of_earlier_tables_are_refused(finished):
    folder = finished.processed()
    panel = store.read(folder, "panel").assign(se=0.0)
    store.write(folder, "panel", panel, store.made_of(folder, "panel"))
    with pytest.raises(StudyError, match="run santitham-eval estimate"):
        steps.report(finished, QUIET)


# --- page -----------------------------------------------------------------------------------------
def page_of(study, tables):
    """What the notebook shows, as one page."""
    q, register = tables["quality"], tables["register"]
    parts = [
        report.quality_heading(study), report.figures_part(study, q, register),
        report.coverage_part(study, q, register), report.levels_part(q),
        report.agreement_part(q, register), report.changes_part(q, register),
        report.doubts_part(q, register), report.left_out_part(study, q, register),
    ]  # fmt: skip
    return parts, Page(
        "".join(f"<main>{p._repr_mimebundle_()[0]['text/html']}</main>" for p in parts)
    )


@pytest.fixture(scope="module")
def page(tables, tmp_path_factory):
    study = tiny_study(tmp_path_factory.mktemp("page"), BOTH, list_dot_csv=LIST)
    return page_of(study, tables)


def test_the_page_has_headings_captions_scopes_and_words_for_each_picture(page):
    _, shown = page
    assert len(shown.all("h1")) == 1 and len(shown.all("h2")) == 7
    ids = [e["id"] for e in shown.elements if "id" in e]
    assert len(ids) == len(set(ids))
    assert {e["aria-labelledby"] for e in shown.elements if "aria-labelledby" in e} <= set(ids)
    assert len(shown.all("caption")) == len(shown.all("table"))
    assert all(e.get("scope") for e in shown.all("th"))
    pictures = shown.drawings()
    assert len(pictures) == 3
    assert all(p["aria-label"] for p in pictures)
    assert "events: 2562–2563 100" in pictures[0]["aria-label"]


def test_the_page_shows_the_figures_of_the_table(page):
    rows = {e["text"] for e in page[1].all("td")}
    assert {"48", "45", "1.00"} <= rows  # months in common, both none, correlation
    assert any("list.csv:2, list.csv:3" in e["text"] for e in page[1].all("th"))


def test_a_study_without_events_or_doubts_has_a_page_too(tmp_path, tables):
    study = tiny_study(tmp_path)
    some = tables["quality"].query("topic in ['coverage', 'values', 'codes']")
    _, shown = page_of(study, tables | {"quality": some})
    assert not shown.drawings()
    words = "".join(e["text"] for e in shown.all("main"))
    assert text.NOTE_NO_EVENTS.en in words and text.NOTE_ONE_EVENT_SOURCE.en in words


def test_no_html_of_a_note_or_a_source_reaches_the_page(tmp_path, tables):
    odd = "<script>alert(1)</script>"
    q = tables["quality"].copy()
    for column in ("th", "en", "item"):
        q[column] = q[column].str.replace("list", odd)
    parts, _ = page_of(tiny_study(tmp_path), tables | {"quality": q})
    assert odd not in "".join(p._repr_mimebundle_()[0]["text/html"] for p in parts)


def test_a_source_of_few_tambons_does_not_bury_the_gaps_of_another(tables):
    """A survey of one tambon of four; จปฐ. of all, one year short in one of them."""
    codes = tables["register"]["tambon"]
    held = {"survey/periods": [2, 0, 0, 0], "bmn/periods": [9, 9, 9, 8]}
    rows = [{"topic": "by_tambon", "area": code, "item": item, "count": float(n), "th": "ก", "en": "a"}
            for item, counts in held.items()
            for code, n in zip(codes, counts, strict=True)]  # fmt: skip
    shown = thin_table(pd.DataFrame(rows), tables["register"]).frame
    assert shown[["count", "tambons"]].to_numpy().tolist() == [["8 / 9", "1"], ["0 / 2", "3"]]
    assert shown["area"].tolist()[0] == "ตำบลน้ำดำ" and shown["area"].tolist()[1].count(",") == 2


def test_nothing_of_the_whole_area_is_cut_off(tables):
    """Sixty reasons are all shown; of sixty tambons forty, and how many more there are."""
    row = {"topic": "left_out", "th": "ก", "en": "a", "item": "s/x"}
    for area, shown in (("ALL", 60), ("990101", 40)):
        q = pd.DataFrame([{**row, "area": area, "count": float(n)} for n in range(1, 61)])
        table = topic_table(q, text.CAPTION_LEFT_OUT, tables["register"], "left_out")
        assert len(table.frame) == shown
        assert [n.en for n in table.notes] == ["And 20 more, in the table quality."][
            : area != "ALL"
        ]


def test_few_persons_left_out_are_not_shown(tables):
    row = {"topic": "left_out", "area": "ALL", "en": "a"}
    rows = [("s/poor/outside", 2.0, "ก"), ("s/poor/amphoe", 3.0, "ข"), ("s/rows", 2.0, "ค")]
    q = pd.DataFrame([{**row, "item": i, "count": n, "th": th} for i, n, th in rows])
    shown = topic_table(q, text.CAPTION_LEFT_OUT, tables["register"], "left_out", minimum=3)
    assert shown.frame["count"].tolist() == ["ปกปิด", "3", "2"]
    assert shown.notes[0].en == "Withheld: counts of 1 to 2 persons."


@pytest.mark.parametrize(
    ("years", "shown"),
    [([], "–"), ([2562], "2562"), ([2562, 2560, 2561, 2565], "2560–2562, 2565")],
)
def test_years_in_runs(years, shown):
    assert runs_of_years(years) == shown
