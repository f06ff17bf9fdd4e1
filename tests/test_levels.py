"""Levels by year: participants only described, official targets beside the result, in years."""

import numpy as np
import pandas as pd
import pytest
import reading_frames as frames

from santitham_eval import figures, narrate, report, tables, text
from santitham_eval.estimators import comparative
from santitham_eval.evidence import estimate_effects
from santitham_eval.indicators import PROGRAMME_GOALS, SERIES
from santitham_eval.study import Comparison, Outcome, Plan

ROSTER = pd.DataFrame({"tambon": ["990101", "990102"], "start": pd.Period("2018-10", "M")})


def rows(indicator, freq, cells):
    """Panel rows from (tambon, period, numerator, denominator)."""
    data = pd.DataFrame(cells, columns=["tambon", "period", "numerator", "denominator"])
    data["period"] = pd.Series([pd.Period(str(p), freq) for p in data["period"]], dtype=object)
    data = data.assign(indicator=indicator, observed=data["numerator"].notna(), se=np.nan)
    return data.assign(value=data["numerator"] / data["denominator"])


def months(indicator, tambon, first, values, whole=1.0):
    periods = pd.period_range(first, periods=len(values), freq="M")
    return rows(
        indicator, "M", [(tambon, p, v, whole) for p, v in zip(periods, values, strict=True)]
    )


def shown(table):
    keys = [c.key for c in table.columns]
    return [tuple(row) for row in table.frame[keys].to_numpy()]


def described(panel, tambon="990101"):
    return tables.description_table(tables.yearly_levels(panel), ROSTER, tambon, 3)


def test_participants_are_described_by_fiscal_year_beside_all_together():
    """Six missions a month: 990101 has 3 in all months of 2562; 990102 has 6 in six of them."""
    panel = pd.concat(
        [
            months("ADM1", "990101", "2018-10", [3.0] * 12 + [6.0], 6.0),
            months("ADM1", "990102", "2018-10", [6.0] * 6, 6.0),
            months("ADM1", "990103", "2018-10", [0.0] * 12, 6.0),  # not in the programme
        ]
    )
    assert shown(described(panel)) == [
        ("ปีงบประมาณ 2562", "50.0", "66.7", "2"),  # 36/72; (36 + 36) / (72 + 36)
        ("ปีงบประมาณ 2563", "100", "100", "1"),
    ]


def test_a_year_without_figures_of_this_tambon_is_a_dash_and_no_zero():
    cells = [("990101", 2019, np.nan, np.nan), ("990102", 2019, 50.0, 200.0)]
    assert shown(described(rows("ADM2", "Y-SEP", cells)))[0][1:] == (text.MISSING, "25.0", "1")


def test_description_says_that_it_is_no_impact_in_both_languages():
    table = described(rows("ADM2", "Y-SEP", [("990101", 2019, 50.0, 200.0)]))
    said = table.caption.th + " ".join(n.th for n in table.notes)
    assert "ไม่ใช่ผลกระทบ" in said
    assert "ไม่ใช่การจัดอันดับ" in said
    assert "Description, not impact" in table.caption.en
    assert "no ranking" in " ".join(n.en for n in table.notes)


def test_a_study_without_such_indicators_says_so():
    table = described(months("SAF1", "990101", "2018-10", [1.0] * 12))
    assert table.frame.empty
    assert table.notes == (text.NO_DESCRIPTION,)


def area(panel, indicator):
    plan = Plan(outcomes=(Outcome(indicator, role="secondary"),))
    return tables.yardsticks_table(tables.yearly_levels(panel), plan).frame["area_en"].tolist()


def test_fewer_events_are_counted_in_whole_fiscal_years_of_the_same_tambons():
    panel = pd.concat(
        [
            months("SAF1", "990101", "2018-10", [1.0] * 24),
            months("SAF1", "990102", "2018-10", [2.0] * 12 + [1.0] * 12),
            months("SAF1", "990103", "2018-10", [9.0] * 18),  # the second year is not whole
        ]
    )
    assert area(panel, "SAF1") == [
        "36 (fiscal year B.E. 2562) → 24 (fiscal year B.E. 2563); 2 tambons"
    ]


def test_households_of_two_definitions_are_not_subtracted():
    """The income line changes in 2560 (2017): 2559 is no year to start from."""
    cells = [("990101", y, n, 1000.0) for y, n in ((2016, 500.0), (2017, 400.0), (2018, 350.0))]
    assert area(rows("LIV1", "Y-DEC", cells), "LIV1") == [
        "400 (B.E. 2560) → 350 (B.E. 2561); 1 tambons"
    ]
    assert area(rows("LIV1", "Y-DEC", cells[:2]), "LIV1") == ["400 (B.E. 2560); 1 tambons"]


def test_tambons_with_any_activity_and_the_level_of_the_area():
    held = [("990101", 2019, 2.0, 1.0), ("990102", 2019, 0.0, 1.0), ("990103", 2018, 1.0, 1.0)]
    assert area(rows("SOC2", "Y-SEP", held), "SOC2") == ["1 tambons (fiscal year B.E. 2562)"]
    trust = [("990101", 2019, 400.0, 100.0), ("990102", 2019, 900.0, 300.0)]
    assert area(rows("SOC3", "Y-SEP", trust), "SOC3") == ["3.25 (fiscal year B.E. 2562); 2 tambons"]


@pytest.mark.parametrize(
    ("indicator", "values", "told"),
    [
        ("LIV2", (1234.56, -98.7), ["+1,235", "−99"]),
        ("LIV2", (45.67, -0.5), ["+45.7", "−0.5"]),
        ("SOC3", (0.254, -0.1), ["+0.25", "−0.10"]),
        ("SAF5", (0.254, -0.1), ["+25.4", "−10.0"]),
    ],
)
def test_differences_of_means_have_decimals_by_their_size(indicator, values, told):
    assert tables.differences(SERIES[indicator], *values) == told


def test_a_small_change_of_a_score_is_not_called_hardly_different():
    assert narrate.change(0.03, "difference", SERIES["SOC3"]) != text.SAME
    assert narrate.change(0.003, "difference", SERIES["SOC3"]) == text.SAME


# --- a study of months, fiscal years and calendar years --------------------------------------
OUTCOMES = (
    Outcome("LIV1", role="secondary", margin=0.05),
    Outcome("SAF1"),
    Outcome("ADM2", role="secondary"),
    Outcome("SOC3", role="secondary", margin=0.1),
    Outcome("SAF5", role="secondary", margin=0.05),
)
PLAN = Plan(outcomes=OUTCOMES, comparison=Comparison(exclude_neighbours=False))


@pytest.fixture(scope="module")
def panel():
    rng = np.random.default_rng(2)
    cells = {"LIV1": [], "SOC3": [], "ADM2": []}
    for code in frames.register()["tambon"]:
        level = rng.uniform(0.3, 0.5)
        for year in range(2012, 2022):
            share = rng.binomial(500, level * (1.3 if year >= 2017 else 1))
            cells["LIV1"].append((code, year, float(share), 500.0))
            cells["SOC3"].append((code, year, 100 * (3 + rng.normal(0, 0.1)), 100.0))
            if code in frames.TREATED and year >= 2019:
                cells["ADM2"].append((code, year, 80.0, 100.0))
    yearly = [rows(i, "Y-DEC" if i == "LIV1" else "Y-SEP", c) for i, c in cells.items()]
    monthly = frames.panel()[lambda f: f["indicator"].isin(["SAF1", "SAF5"])].astype(
        {"period": object}
    )
    return pd.concat([monthly, *yearly], ignore_index=True)


@pytest.fixture(scope="module")
def found(panel):
    return estimate_effects(panel, frames.roster(), PLAN, rng=np.random.default_rng(1))


def test_effects_stand_by_goal_and_participants_are_pointed_to_their_own_part(found):
    table = tables.effects_table(found, "990101", PLAN, set(), 3)
    assert table.frame["indicator"].str.rstrip("\u00a0 †").loc[
        table.frame["said"] == ""
    ].tolist() == [SERIES[i].name.th for i in ("SAF1", "SAF5", "LIV1", "SOC3")]
    assert table.group == "goal"
    goals = dict(zip(table.frame["goal_en"], table.frame["said_en"], strict=True))
    assert list(goals) == [goal.name.en for goal in PROGRAMME_GOALS]
    described = text.GOAL_ONLY_DESCRIBED.format(section=text.SECTION_DESCRIPTION).en
    assert goals[text.GOAL_COUNCILS.en] == described
    assert goals[text.GOAL_SHARED.en] == text.GOAL_NOT_MEASURED.en
    assert goals[text.GOAL_COMMITTEES.en] == text.GOAL_NOT_PLANNED.en
    assert goals[SERIES["SAF1"].goal.en] == goals[SERIES["LIV1"].goal.en] == ""
    notes = " ".join(n.en for n in table.notes)
    assert f"described under “{text.SECTION_DESCRIPTION.en}”: {SERIES['ADM2'].name.en}" in notes
    assert f"By calendar years; a year counts when it lies whole before or after the start: " \
        f"{SERIES['LIV1'].name.en}" in notes  # fmt: skip
    assert SERIES["LIV1"].breaks[0].why.en in notes


def test_a_broken_series_says_why_nothing_is_said(found):
    said = narrate.verdict(found, "990101", "LIV1", PLAN)
    assert said.state == "not_assessed"
    assert text.REASONS["series_break"].th in said.headline.th


def fitted(panel, indicator):
    return comparative.fit(panel, frames.roster(), PLAN, tambon="990101", indicator=indicator)


def test_the_chart_breaks_where_the_definition_does(panel):
    fit = fitted(panel, "LIV1")
    figure = figures.course_figure(
        fit.course, SERIES["LIV1"], pd.Period("2018-10", "M"), simulated=False
    )
    axes = figure.axes[0]
    solid = [line for line in axes.lines if line.get_gid() == "observed"]
    assert [len(line.get_xdata()) for line in solid] == [5, 5]
    dotted = [line for line in axes.lines if line.get_gid() == "break"]
    assert [float(line.get_xdata()[0]) for line in dotted] == [-2.5]  # before 2017, year -2


@pytest.mark.parametrize(
    ("indicator", "years"),
    [("SOC3", "fiscal years B.E. 2562, 2563, 2564"), ("LIV1", "calendar years B.E. 2562, 2563")],
)
def test_the_method_names_the_years_that_were_used(panel, indicator, years, tmp_path):
    study = frames.write_study(tmp_path)
    place = tables.find_place("990101", frames.register())
    subject = report.Subject(study, place, pd.Period("2018-10", "M"), SERIES[indicator])
    said = report.method(subject, fitted(panel, indicator)).plain
    assert f"After: {years}" in said
    assert text.METHOD_WHOLE_YEARS.th in said


def test_what_participants_alone_have_counts_in_no_tile(panel, found, tmp_path):
    study = frames.write_study(tmp_path)
    place = tables.find_place("990101", frames.register())
    subject = report.Subject(study, place, pd.Period("2018-10", "M"), SERIES["SAF1"])
    words = report.tiles(subject, found).plain
    assert sum(int(part.rsplit(" ", 1)[1]) for part in words.split(", ")) == len(OUTCOMES) - 1


def test_sums_of_a_year_tell_what_is_observed_of_it():
    held = [1.0] * 6 + [np.nan] * 6 + [2.0] * 12 + [np.nan] * 12
    found = tables.yearly_levels(months("SAF1", "990101", "2018-10", held))
    assert found["year"].tolist() == [2562, 2563, 2564]
    assert found["numerator"].tolist()[:2] == [6.0, 24.0]
    assert found[["numerator", "denominator"]].iloc[2].isna().all()  # missing is never zero
    assert found["periods"].tolist() == [6, 12, 0]
    assert found["whole"].tolist() == [False, True, False]


def test_a_panel_without_described_series_has_no_levels():
    found = tables.yearly_levels(months("SAF2", "990101", "2018-10", [1.0] * 12))
    assert found.empty and list(found) == list(tables.yearly_levels(
        months("SAF1", "990101", "2018-10", [1.0] * 12)))  # fmt: skip
