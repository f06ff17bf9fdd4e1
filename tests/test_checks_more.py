"""Drift before the choosing, other specifications, negative controls: by hand, and where known."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from frames import START, effects, panel, plan, roster, windows
from scipy import stats

from santitham_eval import StudyError, text
from santitham_eval.calibration import PLAN
from santitham_eval.checks import (
    CHECK_COLUMNS,
    SPECIFICATIONS,
    check_negative_control,
    pre_trend,
    specification_curve,
    specifications,
)
from santitham_eval.checks.curve import varied
from santitham_eval.checks.drifts import log_odds_slope
from santitham_eval.evidence import check
from santitham_eval.sample import draw_sample
from santitham_eval.simulate import SELECTED_NULL, panel_of, roster_of, simulate
from santitham_eval.tables import checks_table

MONTHS = np.arange(120)
CODES = [f"9902{n:02d}" for n in range(30)]


def poisson(rate, seed):
    rng = np.random.default_rng(seed)
    return {code: rng.poisson(rate, 120).astype(float) for code in CODES}


def one(rows):
    return pd.DataFrame(list(rows)).iloc[0]


def drifting(ratio, level=6.0, seed=1):
    """A tambon whose rate is multiplied so each year (its level that of 2013), beside thirty that stand still."""
    own = np.random.default_rng(seed + 1000).poisson(level * ratio ** ((MONTHS - 36) / 12))
    series = {"990101": own.astype(float)} | poisson(level, seed)
    return draw_sample(panel(series), roster(("990101", START)), plan(), "SAF1")


# --- drift -----------------------------------------------------------------------------------
def test_the_slope_of_log_odds_is_that_of_statsmodels():
    rng = np.random.default_rng(5)
    x = np.linspace(-2, 2, 48)
    whole = rng.poisson(40, 48).astype(float)
    offset = rng.normal(-1, 0.2, 48)
    part = rng.binomial(whole.astype(int), 1 / (1 + np.exp(-(0.2 * x + offset)))).astype(float)
    slope, information = log_odds_slope(x, part, whole, offset)
    other = sm.GLM(
        np.column_stack([part, whole - part]), sm.add_constant(x),
        family=sm.families.Binomial(), offset=offset,
    ).fit()  # fmt: skip
    assert slope == pytest.approx(other.params[1], abs=1e-7)
    assert 1 / information == pytest.approx(other.cov_params()[1, 1], rel=1e-6)


def test_events_that_fall_all_on_one_side_have_no_slope():
    x = np.arange(6.0)
    part, whole = np.array([0, 0, 0, 4, 4, 4.0]), np.full(6, 4.0)
    assert log_odds_slope(x - x.mean(), part, whole, np.zeros(6))[1] == 0


def test_a_drift_is_measured_by_the_year_and_seen():
    found = pd.DataFrame([one(pre_trend(drifting(1.3, seed=s))) for s in range(8)])
    assert np.log(found["estimate"]).mean() == pytest.approx(np.log(1.3), abs=0.06)
    assert (found["low"] < 1.3).mean() > 0.8 and (found["high"] > 1.3).mean() > 0.8
    assert (found["verdict"] == "caution").mean() > 0.8
    assert set(found["judged"]) == {30}


def test_the_drift_that_would_have_been_seen_is_seen_four_times_in_five():
    still = pd.DataFrame([one(pre_trend(drifting(1.0, seed=s))) for s in range(30)])
    assert (still["verdict"] == "caution").mean() < 0.15
    usual = np.exp(np.log(still["mde"]).mean())  # each draw measures the scatter anew
    assert 1 < usual < 1.5
    found = [one(pre_trend(drifting(usual, seed=s)))["verdict"] for s in range(100, 180)]
    assert np.mean(np.array(found) == "caution") == pytest.approx(0.8, abs=0.11)


def test_a_common_decline_is_no_drift():
    common = 12 * 0.7 ** (MONTHS / 12)
    series = {"990101": np.random.default_rng(0).poisson(common).astype(float)} | poisson(common, 4)
    found = one(
        pre_trend(draw_sample(panel(series), roster(("990101", START)), plan(), "SAF1"))
    )  # fmt: skip
    assert found["verdict"] == "pass" and found["estimate"] == pytest.approx(1, abs=0.1)


def test_exposure_and_the_order_of_rows_do_not_matter():
    rng = np.random.default_rng(2)
    series = {"990101": rng.poisson(5, 120).astype(float)} | poisson(5, 2)
    frame = panel(series)
    first = one(pre_trend(draw_sample(frame, roster(("990101", START)), plan(), "SAF1")))
    bigger = panel(series, {code: np.full(120, 7_000.0) for code in series})
    for other in (frame.sample(frac=1, random_state=1), bigger):
        again = one(pre_trend(draw_sample(other, roster(("990101", START)), plan(), "SAF1")))
        assert again["estimate"] == pytest.approx(first["estimate"], rel=1e-9)
        assert again["p_value"] == pytest.approx(first["p_value"], rel=1e-6)


def test_a_share_that_parts_from_the_rest_is_seen_in_its_own_unit():
    rng = np.random.default_rng(3)
    whole = np.full(120, 400.0)
    series = {c: rng.binomial(400, 0.5, 120).astype(float) for c in CODES}
    rising = {"990101": rng.binomial(400, np.clip(0.4 + 0.03 * MONTHS / 12, 0, 1)).astype(float)}
    frame = panel(series | rising, dict.fromkeys(series | rising, whole), indicator="SAF5")
    found = one(
        pre_trend(draw_sample(frame, roster(("990101", START)), plan("SAF5", 0.1), "SAF5"))
    )  # fmt: skip
    assert found["verdict"] == "caution"
    assert found["estimate"] == pytest.approx(0.03, abs=0.005)
    assert found["low"] < 0.03 < found["high"] and 0 < found["mde"] < 0.03


def test_a_slope_of_a_mean_by_hand():
    # Values less the rest's: 1 a year; the others' slopes come from their own two kinds.
    years = {c: np.arange(10.0) * (0.1 if n % 2 else -0.1) for n, c in enumerate(CODES)}
    years["990101"] = np.arange(10.0) + 3
    frame = panel(years, dict.fromkeys(years, np.ones(10)), "LIV2", "2010", "Y-DEC")
    found = one(
        pre_trend(draw_sample(frame, roster(("990101", START)), plan("LIV2", 1.0), "LIV2"))
    )  # fmt: skip
    assert found["estimate"] == pytest.approx(1.0)
    # Each against the other 29: slope 0.1 * 30 / 29, of variance 1 + 1/29 times its own.
    slope = np.sqrt((0.1 * 30 / 29) ** 2 / (1 + 1 / 29) * (1 + 1 / 30))
    assert found["high"] - 1 == pytest.approx(stats.t(29).ppf(0.975) * slope)


@pytest.mark.parametrize(
    ("own", "note"), [(windows(3, 12, 36, 10), "few_events"), (windows(40, 1, 0)[:20], "short")]
)
def test_what_cannot_show_a_drift_says_why(own, note):
    own = np.concatenate([own, np.full(120 - len(own), np.nan)])
    series = {"990101": own} | poisson(3, 1)
    found = one(
        pre_trend(draw_sample(panel(series), roster(("990101", START)), plan(), "SAF1"))
    )  # fmt: skip
    assert found["verdict"] == "not_possible" and found["note"].startswith(note)
    assert found["note"] in text.REASONS


def test_with_too_few_to_compare_with_there_is_no_drift_to_tell():
    series = {"990101": windows(40, 9, 30, 9, 9)} | dict(list(poisson(3, 1).items())[:4])
    found = one(
        pre_trend(draw_sample(panel(series), roster(("990101", START)), plan(), "SAF1"))
    )  # fmt: skip
    assert (found["verdict"], found["note"]) == ("not_possible", "few_comparisons")


# --- specifications ----------------------------------------------------------------------------
def test_the_choices_are_those_declared_less_the_plan_s_own():
    names = [name for name, _ in varied(PLAN)]
    assert len(names) == len(set(names)) == len(SPECIFICATIONS) - 5
    assert {"selection=6", "baseline=60", "follow_up=24", "match=none"} <= set(names)
    assert not {"selection=12", "baseline=48", "follow_up=36"} & set(names)
    assert "exclude_neighbours=True" not in {n for n, _ in varied(PLAN, neighbours=False)}
    for name, other in varied(PLAN):
        kind = name.split("=")[0]
        assert other.minimum_baseline <= other.baseline
        assert other.outcomes == PLAN.outcomes and other != PLAN and kind


def test_each_specification_is_the_headline_of_that_plan():
    world = simulate(replace(SELECTED_NULL, tambons=80, amphoe=10), np.random.default_rng(6))
    frames = panel_of(world), roster_of(world)
    curve = specification_curve(draw_sample(*frames, PLAN, "SAF1")).set_index("specification")
    for name, changed in (("", PLAN), ("selection=6", replace(PLAN, selection=6))):
        direct = effects(*frames, changed, methods=["comparative"])
        np.testing.assert_allclose(curve.loc[name, "estimate"], direct["estimate"])
        assert curve.loc[name, "state"].tolist() == direct["state"].tolist()


def test_the_range_and_what_agrees_are_counted(monkeypatch):
    frame = pd.DataFrame(
        {
            "specification": ["", "a", "b", "c", "d"],
            "tambon": "990101",
            "estimate": [0.5, 0.4, 0.7, 0.6, np.nan],
            "p_value": [0.01, 0.02, 0.2, 0.01, np.nan],
            "state": ["improved", "improved", "insufficient", "improved", "not_assessed"],
            "note": "",
        }
    )
    name = "santitham_eval.checks.curve.specification_curve"
    monkeypatch.setattr(name, lambda sample: frame)
    found = one(specifications(None))
    assert (found["low"], found["high"]) == (0.4, 0.7)
    assert (found["judged"], found["alike"], found["rejected"]) == (3, 2, 2)
    assert found["verdict"] == "caution"  # two of three are fewer than three in four
    frame.loc[2, "state"] = "improved"
    assert one(specifications(None))["verdict"] == "pass"
    frame.loc[:2, "state"], frame.loc[3, "state"] = "improved", "worsened"
    assert one(specifications(None))["verdict"] == "caution"
    frame.loc[0, ["p_value", "note"]] = [np.nan, "few_comparisons"]
    told = one(specifications(None))
    assert (told["verdict"], told["note"]) == ("not_possible", "few_comparisons")


# --- negative controls -------------------------------------------------------------------------
def both(moved):
    """Incidents that stand still, and those of the neighbours, which move or not."""
    after = np.where(MONTHS < 72, 4.0, 16.0 if moved else 4.0)
    rng = np.random.default_rng(8)
    own = panel({"990101": windows(40, 10, 30, 10, 10)} | poisson(1, 1))
    near = {"990101": rng.poisson(after).astype(float)} | poisson(4, 9)
    return pd.concat([own, panel(near, indicator="SAF6")])


def test_a_control_that_moved_is_a_caution_and_stands_beside_the_checks():
    planned = plan(negative_controls=("SAF6",))
    for moved in (True, False):
        found = check(both(moved), roster(("990101", START)), planned)
        assert list(found.columns) == ["tambon", "indicator", *CHECK_COLUMNS[1:]]
        row = found[found["check"] == "negative_control"].iloc[0]
        assert row["indicator"] == "SAF6"
        assert row["verdict"] == ("caution" if moved else "pass")
        table = checks_table(found, "990101", "SAF1", pd.Period(START, "M"), "ratio")
        assert "incidents in adjacent tambons" in table.frame["check_en"].iloc[-1]
        assert any("incidents in adjacent tambons" in note.en for note in table.notes)
    assert checks_table(found, "990101", "SAF2", pd.Period(START, "M"), "ratio").frame.empty


def test_a_control_gets_no_effect_and_changes_no_finding():
    planned, more = plan(), plan(negative_controls=("SAF6",))
    frames = both(True), roster(("990101", START))
    pd.testing.assert_frame_equal(effects(*frames, planned), effects(*frames, more))
    assert more.hash != planned.hash
    assert planned.hash == replace(planned, negative_controls=()).hash


@pytest.mark.parametrize(
    ("controls", "wanted"),
    [
        (("SAF1",), text.WANT_NO_OUTCOME),
        (("STR1",), text.WANT_COMPARABLE),
        (("SAF6", "SAF6"), text.WANT_ONCE),
        (("SAF66",), text.WANT_NEAREST_KEY.format(near="SAF6")),
    ],
)
def test_controls_that_make_no_sense_are_refused(controls, wanted):
    with pytest.raises(StudyError) as error:
        check(both(False), roster(("990101", START)), plan(negative_controls=controls))
    assert wanted in [p.wanted for p in error.value.problems]


def test_a_control_without_anything_in_the_panel_is_refused():
    own = both(False)
    with pytest.raises(StudyError):
        check(own[own["indicator"] == "SAF1"], roster(("990101", START)),
              plan(negative_controls=("SAF6",)))  # fmt: skip


def test_a_control_of_a_wave_is_the_headline_on_it():
    frame = both(True)
    asked = plan("SAF6")
    sample = draw_sample(frame, roster(("990101", START)), asked, "SAF6")
    row = check_negative_control(sample).iloc[0]
    direct = effects(frame, roster(("990101", START)), asked, methods=["comparative"]).iloc[0]
    assert row["estimate"] == direct["estimate"] and row["p_value"] == direct["p_value"]
