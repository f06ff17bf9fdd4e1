"""Behind a tambon's headline and around it: map, placebos, what else happened, pages outside."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import reading_frames as frames
import shapely
from matplotlib.figure import Figure

from santitham_eval import evidence, narrate, report, tables, text
from santitham_eval.backing import back
from santitham_eval.errors import StudyError
from santitham_eval.estimators import comparative
from santitham_eval.figures.programme import draw_event_study
from santitham_eval.geography import outlines
from santitham_eval.indicators import SERIES
from santitham_eval.report import maps, typeface
from santitham_eval.report.html import render
from santitham_eval.report.page import policy, with_fonts
from santitham_eval.study import Shock

SQUARES = {"990101": (101.0, 6.0), "990102": (101.1, 6.0), "990201": (101.0, 6.1)}


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return frames.build(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def behind(study):
    return back(frames.panel(), frames.roster(), study.plan, neighbours=frames.neighbours())


def fitted(study, tambon="990101"):
    return comparative.fit(
        frames.panel(), frames.roster(), study.plan, tambon=tambon, indicator="SAF1",
        neighbours=frames.neighbours(),
    )  # fmt: skip


def corners(outline):
    """Polygons of a path, read as SVG reads them."""
    rings = []
    for ring in outline.split("z")[:-1]:
        steps = np.array(re.findall(r"-?\d+", ring), int).reshape(-1, 2)
        rings.append(shapely.Polygon(steps.cumsum(axis=0)))
    return rings


# --- the map ----------------------------------------------------------------------------------
def test_outlines_keep_place_shape_and_common_borders():
    shapes = pd.DataFrame(
        {"tambon": list(SQUARES), "geometry": [shapely.box(x, y, x + 0.1, y + 0.1)
                                               for x, y in SQUARES.values()]}
    )  # fmt: skip
    drawn = outlines(shapes, SQUARES).set_index("tambon")
    assert set(drawn["basis"]) == {"boundary"}
    one, east, north = (corners(drawn["outline"][code])[0] for code in SQUARES)
    assert one.area == pytest.approx(500 * 503, rel=0.01)  # a degree of longitude is shorter
    assert shapely.intersection(one, east).length == pytest.approx(one.bounds[3] - one.bounds[1])
    assert north.centroid.y < one.centroid.y  # an SVG counts downwards
    for code, row in drawn.iterrows():
        assert corners(row["outline"])[0].contains(shapely.Point(row["x"], row["y"])), code


def test_islands_holes_and_specks_are_drawn():
    far = shapely.box(0, 0, 40, 40)
    holed = shapely.Polygon(far.exterior, [shapely.box(10, 10, 20, 20).exterior])
    two = shapely.union_all([shapely.box(50, 0, 60, 10), shapely.box(70, 0, 80, 10)])
    speck = shapely.box(90, 0, 90.001, 0.001)
    shapes = pd.DataFrame({"tambon": ["a", "b", "c"], "geometry": [holed, two, speck]})
    drawn = outlines(shapes, "abc").set_index("tambon")["outline"]
    assert [len(corners(drawn[code])) for code in "abc"] == [2, 2, 1]
    assert corners(drawn["c"])[0].area > 0


def test_without_boundaries_each_tambon_is_a_tile_of_its_own():
    drawn = outlines(pd.DataFrame({"tambon": []}), ["990101", "990102", "990201"])
    tiles = [corners(outline)[0] for outline in drawn["outline"]]
    assert set(drawn["basis"]) == {"tile"}
    assert shapely.union_all(tiles).area == sum(tile.area for tile in tiles) > 0
    assert tiles[0].bounds[1] == tiles[1].bounds[1] < tiles[2].bounds[1]  # an amphoe is a row


def test_the_whole_map_lies_in_its_view():
    area = frames.area()
    left, top, width, height = map(int, maps.viewbox(area).split())
    for outline in area["outline"]:
        x1, y1, x2, y2 = corners(outline)[0].bounds
        assert left <= x1 < x2 <= left + width and top <= y1 < y2 <= top + height


def test_the_map_of_a_tambon_marks_whom_it_is_compared_with_and_whom_not(study):
    subject = report.find_subject(study, "990101", "SAF1", frames.register(), frames.roster())
    fit = fitted(study)
    html = str(render(report.donors(
        subject, fit, frames.register(), frames.area(), frames.neighbours(), frames.roster(),
        frames.balance(study.plan),
    ).node))  # fmt: skip
    drawn = html.split("</svg>")[0]
    kinds = {kind: len(re.findall(f'<path [^>]*class="st-{kind}"', drawn))
             for kind in text.MAP_KINDS}  # fmt: skip
    assert kinds["own"] == 1 and kinds["beside"] == 1
    assert kinds["compared"] == len(fit.donors) > 0
    assert sum(kinds.values()) == len(frames.register())
    assert text.MAP_TILES.th in html and "0107" in html


# --- comparisons and placebos -------------------------------------------------------------------
def test_stored_comparisons_are_those_of_the_headlines(study, behind):
    compared, _ = behind
    own = compared[(compared["tambon"] == "990101") & (compared["indicator"] == "SAF1")]
    donors = fitted(study).donors.set_index("tambon")["weight"].sort_index()
    stored = own.set_index("comparison")["weight"].sort_index()
    pd.testing.assert_series_equal(stored, donors, check_names=False)
    sums = compared.groupby(["tambon", "indicator"])["weight"].sum()
    assert np.allclose(sums, 1)


def test_placebos_are_those_that_the_checks_count(study, behind):
    _, placebos = behind
    checks = evidence.check(
        frames.panel(), frames.roster(), study.plan, neighbours=frames.neighbours()
    )
    space = checks[(checks["check"] == "placebo_in_space") & (checks["judged"] > 0)]
    assert len(space) > 1
    for row in space.itertuples():
        own = placebos[(placebos["start"] == row.note) & (placebos["indicator"] == row.indicator)]
        assert (len(own), (own["p_value"] < 0.05).sum()) == (row.judged, row.rejected)
    treated = frames.roster().set_index("tambon")["start"].astype(str)
    assert not (placebos["tambon"].map(treated) <= placebos["start"]).any()


def test_what_is_said_of_placebos_counts_both_ways():
    made = pd.DataFrame({"estimate": [0.25, 0.5, 1.0, 1.1, 4.0], "p_value": [0.1, 0.3, 1, 0.9, 0]})
    what, own = narrate.placebos_said(made, 0.5, 0.2, SERIES["SAF1"], pd.Period("2018-10", "M"))
    assert " 5 tambons" in what.en and "down 50%" in what.en
    assert "Of the 5, 3 lie" in own.en and "2 have" in own.en
    _, none = narrate.placebos_said(made, np.nan, np.nan, SERIES["SAF1"], pd.Period("2018-10"))
    assert none == text.PLACEBOS_NO_OWN


def test_no_placebos_are_drawn_of_what_counts_persons(study, behind):
    for indicator, said in (("SAF2", text.PLACEBOS_PERSONS), ("SAF5", text.PLACEBOS_NONE)):
        subject = report.find_subject(
            study, "990101", indicator, frames.register(), frames.roster()
        )
        part = report.placebos_part(subject, SimpleNamespace(effect={}), behind[1])
        words = str(render(part.node))
        assert said.th in words and "<svg" not in words


# --- what else happened, and year by year ---------------------------------------------------------
def test_each_shock_is_set_against_the_windows_of_the_tambon(study):
    def month(word):
        return pd.Period(word, "M")

    windows = {
        "baseline": (month("2013-10"), month("2017-09"), 48),
        "follow_up": (month("2018-10"), month("2020-02"), 17),
    }
    # The study's only shock begins a month after this follow-up ends.
    assert tables.shocks_table(study, windows).frame["overlap_en"].tolist() == ["neither"]
    windows["follow_up"] = (month("2018-10"), month("2020-03"), 18)
    table = tables.shocks_table(study, windows)
    assert table.frame["overlap_en"].tolist() == ["after"]
    assert text.NOTE_SHOCKS in table.notes
    assert "overlap" not in [c.key for c in tables.shocks_table(study).columns]


def test_what_struck_one_side_of_a_comparison_says_how_much_of_it(study):
    def shock(*codes):
        name = study.periods.shock[0].name
        return Shock(first="2019-01", last="2019-06", name=name, codes=codes)

    told = (shock(), shock("9901"), shock("9902"))
    changed = replace(study, periods=replace(study.periods, shock=told))
    donors = pd.DataFrame({"tambon": ["990107", "990201", "990301"], "weight": [0.25, 0.25, 0.5]})
    table = tables.shocks_table(changed, {}, "990101", donors)
    everywhere, here, there = table.frame["struck_en"]
    assert everywhere == text.STRUCK_ALL.en
    assert here.startswith("this tambon") and " 25%" in here
    assert there.startswith("not this tambon") and " 25%" in there
    assert sum(name.en in note.en for note in table.notes for name in [told[0].name]) == 1
    whole = tables.shocks_table(changed).frame["struck_en"].tolist()
    assert whole == [text.STRUCK_ALL.en, *[text.STRUCK_SOME.en] * 2]


def test_no_weights_are_shown_of_what_counts_persons(study):
    """A weight is a whole number of persons times what is public: the counts follow from them."""
    told = Shock(first="2019-01", last="2019-06", name=study.periods.shock[0].name, codes=("9902",))
    study = replace(study, periods=replace(study.periods, shock=(told,)))
    fit, of = fitted(study), (frames.register(), frames.roster())
    for indicator, shown in (("SAF1", True), ("SAF2", False)):
        subject = report.find_subject(study, "990101", indicator, *of)
        compared = report.donors(
            subject, fit, *of[:1], frames.area(), frames.neighbours(), of[1],
            frames.balance(study.plan),
        )  # fmt: skip
        words = str(render(compared.node))
        assert ("%</td>" in words) == ("<table" in words) == shown
        assert (text.DONORS_PERSONS.th in words) == (not shown)
        assert "%" not in compared.plain or shown
        assert ("% of the weight" in str(render(report.shocks(subject, fit).node))) == shown


# --- years since the start -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("indicator", "difference", "least", "most"),
    [("SAF1", [2.0, 0.5], 0.25, 1.5), ("SAF5", [0.02, -0.01], -0.015, 0.01)],
)
def test_years_since_the_start_are_the_course_over_what_was_expected(
    indicator, difference, least, most
):
    course = pd.DataFrame(
        {"year": [-2, -1, 0, 1], "window": ["baseline", "selection", "follow_up", "outside"],
         "value": [0.04, np.nan, 0.01, 0.02], "expected": [0.02, 0.02, 0.02, np.nan],
         "low": [np.nan, np.nan, 0.005, np.nan], "high": [np.nan, np.nan, 0.03, np.nan]}
    )  # fmt: skip
    frame = tables.years_since(course, SERIES[indicator])
    assert frame["at"].tolist() == [-2, 0], "a year without both figures has no difference"
    assert frame["estimate"].tolist() == pytest.approx(difference)
    assert frame[["least", "most"]].iloc[1].tolist() == pytest.approx([least, most])
    assert frame.loc[0, ["least", "most"]].isna().all() and frame[["low", "high"]].isna().all(
        axis=None
    )
    shown = tables.since_table(frame, SERIES[indicator]).frame
    assert (shown["range"] == text.MISSING).tolist() == [True, False]


def test_the_years_since_the_start_are_drawn_told_and_set_out(study):
    subject = report.find_subject(study, "990101", "SAF1", frames.register(), frames.roster())
    fit = fitted(study)
    html = str(render(report.since_start(subject, fit, set()).node))
    frame = tables.years_since(fit.course, SERIES["SAF1"])
    assert html.count("<tr") == 1 + len(frame) > 4 and "<svg" in html
    for cell in tables.since_table(frame, SERIES["SAF1"]).frame["effect"]:
        assert html.count(cell) >= 2, "in the words of the picture, and in the table"
    ax = Figure().add_axes((0, 0, 1, 1))
    draw_event_study(ax, frame, SERIES["SAF1"])
    bands = [p for p in ax.patches if p.get_gid() == "range"]
    assert len(bands) == frame["most"].notna().sum() > 0
    assert [b.get_x() + b.get_width() / 2 for b in bands] == pytest.approx([*range(len(bands))])


@pytest.mark.parametrize("indicator", ["SAF1", "SAF2"])
def test_years_that_may_not_or_cannot_be_shown_are_not(study, indicator):
    subject = report.find_subject(study, "990101", indicator, frames.register(), frames.roster())
    fit = fitted(study)
    if indicator == "SAF1":
        fit = replace(fit, effect={"note": "few_comparisons"})
    words = str(render(report.since_start(subject, fit, set()).node))
    said = text.SINCE_NONE if indicator == "SAF1" else text.SINCE_PERSONS
    assert said.th in words and "<svg" not in words and "<table" not in words


def test_the_limits_name_the_last_month_that_was_followed(study):
    subject = report.find_subject(study, "990101", "SAF1", frames.register(), frames.roster())
    fit = fitted(study)
    words = str(render(report.shocks(subject, fit).node))
    assert tables.long_month(fit.windows["follow_up"][1]).th in words
    without = str(render(report.shocks(subject, replace(fit, windows={})).node))
    assert text.METHOD_NO_WINDOW.th in without


def test_the_table_of_years_holds_the_figures_of_the_chart(study):
    course = fitted(study).course
    frame = tables.years_table(course, SERIES["SAF1"]).frame
    expected = [tables.number(v * SERIES["SAF1"].per) for v in course["value"]]
    assert frame["value"].tolist() == expected
    assert (frame["range"] == text.MISSING).tolist() == course["low"].isna().tolist()


# --- outside the programme --------------------------------------------------------------------------
def test_the_page_of_a_tambon_outside_never_gives_an_effect(study, behind):
    register, roster = frames.register(), frames.roster()
    subject = report.find_outside(study, "990301", "SAF1", register, roster)
    shown = [
        report.outside_heading(subject),
        report.outside_card(subject),
        report.series_part(subject, frames.panel()),
        report.serves_part(
            subject, behind[0], register, frames.area(), frames.neighbours(), roster
        ),
    ]
    words = " ".join(str(render(part.node)) for part in shown)
    assert text.OUTSIDE_LEAD.th in words
    for never in (*text.STATES.values(), text.EXPECTED, text.HEAD_Q, text.HEAD_MDE):
        assert f">{never.th}<" not in words and f"{never.th} <" not in words
    assert SERIES["SAF2"].name.th not in str(render(shown[2].node))  # counts persons


def test_whom_an_outside_tambon_serves_is_listed_by_code(study, behind):
    compared, _ = behind
    code = compared["comparison"].value_counts().index[0]
    table = tables.serves_table(compared, code, frames.register(), frames.roster())
    assert len(table.frame) and table.frame["tambon"].is_monotonic_increasing
    nobody = tables.serves_table(compared, "990107", frames.register(), frames.roster())
    own = compared[compared["comparison"] == "990107"]
    assert (nobody.notes == (text.SERVES_NOBODY,)) == own.empty


@pytest.mark.parametrize(("code", "said"), [("990101", "not in the roster"), ("123456", "nearest")])
def test_only_a_tambon_outside_has_such_a_page(study, code, said):
    with pytest.raises(StudyError, match=said):
        report.find_outside(study, code, "SAF1", frames.register(), frames.roster())


def test_a_year_that_is_not_whole_is_no_figure():
    months = pd.period_range("2018-10", "2020-08", freq="M")
    panel = pd.DataFrame(
        {"tambon": "990101", "indicator": "SAF1", "period": months, "numerator": 1.0,
         "denominator": 100.0, "value": 0.01, "observed": True}
    )  # fmt: skip
    values = tables.yearly_values(panel, SERIES["SAF1"])
    assert values.to_dict() == pytest.approx({2562: 0.01 * SERIES["SAF1"].per})


# --- letters and policy -------------------------------------------------------------------------------
def test_fonts_hold_the_signs_of_a_page_and_are_the_same_every_time():
    page = with_fonts("<style></style>ก")
    assert page == with_fonts("<style></style>ก")
    assert len(page) < 80_000
    assert len(with_fonts("<style></style>Ắ")) > len(page)  # not a sign of the library's words
    assert {"ๆ", "ฯ", "×", "–", "ญ", "ํ"} <= typeface.usual()


def test_a_script_is_allowed_by_its_hash_alone():
    assert "script-src" not in policy()
    assert "script-src 'sha256-" in policy("1") and policy("1") != policy("2")
    assert "unsafe-inline" not in policy("1").split("script-src")[1]
