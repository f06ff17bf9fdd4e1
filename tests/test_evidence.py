import numpy as np
import pandas as pd
import pytest
from frames import START, effects, headline, panel, plan, roster, windows

from santitham_eval import Outcome, StudyError
from santitham_eval.estimators import ESTIMATORS, HEADLINE, comparative
from santitham_eval.estimators.programme import HEADLINE_OF_ALL, PROGRAMME
from santitham_eval.evidence import EFFECT_COLUMNS, confirm, diagnose
from santitham_eval.judging import hold_under_any_dependence, judge

OTHERS = {f"99{a:02d}02": windows(48, 12, 36) for a in range(1, 31)}


def row(tambon, p_value, estimate=0.5, low=0.3, high=0.8, indicator="SAF1", scale="ratio"):
    figures = dict.fromkeys(EFFECT_COLUMNS, np.nan) | {"state": None, "note": ""}
    return figures | {
        "tambon": tambon, "indicator": indicator, "method": "comparative", "scale": scale,
        "estimate": estimate, "low": low, "high": high, "p_value": p_value,
    }  # fmt: skip


def test_q_values_by_hand():
    """Benjamini-Hochberg of .01 .02 .03 .5: q = min over larger ranks of p n / rank."""
    frame = pd.DataFrame([row(str(k), p) for k, p in enumerate([0.02, 0.5, 0.01, 0.03])])
    q = judge(frame, plan())["q_value"]
    assert q.tolist() == pytest.approx([0.04, 0.5, 0.04, 0.04])


def test_primary_outcomes_share_a_family_and_secondary_do_not():
    both = plan(
        outcomes=[Outcome("SAF1"), Outcome("SAF2"), Outcome("SAF5", role="secondary", margin=0.1)]
    )
    frame = pd.DataFrame(
        [
            row("1", 0.02),
            row("1", 0.04, indicator="SAF2"),
            row("1", 0.04, indicator="SAF5", scale="difference"),
        ]
    )
    assert judge(frame, both)["q_value"].tolist() == pytest.approx([0.04, 0.04, 0.04])
    alone = judge(frame.iloc[[2]], both)["q_value"]
    assert alone.tolist() == pytest.approx([0.04])
    frame.loc[1, "p_value"] = 0.5
    assert judge(frame, both)["q_value"].tolist() == pytest.approx([0.04, 0.5, 0.04])


@pytest.mark.parametrize(
    ("figures", "state"),
    [
        ({"p_value": 0.001, "estimate": 0.5, "low": 0.3, "high": 0.8}, "improved"),
        ({"p_value": 0.001, "estimate": 2.0, "low": 1.3, "high": 3.0}, "worsened"),
        ({"p_value": 0.2, "estimate": 0.8, "low": 0.5, "high": 1.3}, "insufficient"),
        # q at or below the rate, yet an interval that holds no effect
        ({"p_value": 0.07, "estimate": 0.5, "low": 0.2, "high": 1.05}, "insufficient"),
        ({"p_value": 0.5, "estimate": 1.0, "low": 0.85, "high": 1.2}, "no_large_change"),
        # Sure to have fallen, and sure to have fallen by less than what matters.
        ({"p_value": 0.001, "estimate": 0.9, "low": 0.85, "high": 0.95}, "no_large_change"),
        ({"p_value": np.nan, "estimate": np.nan, "low": np.nan, "high": np.nan}, "not_assessed"),
        ({"p_value": np.nan, "estimate": 0.5, "low": np.nan, "high": np.nan}, "not_assessed"),
        ({"p_value": 0.3, "estimate": 0.2, "low": 0.0, "high": 2.0}, "insufficient"),
        ({"p_value": 0.001, "estimate": 9.0, "low": 3.0, "high": np.inf}, "worsened"),
    ],
)
def test_the_five_states_of_a_rate(figures, state):
    frame = pd.DataFrame([row("1", **figures)])
    assert judge(frame, plan())["state"].tolist() == [state]


@pytest.mark.parametrize(
    ("estimate", "low", "high", "p_value", "state"),
    [
        (0.2, 0.1, 0.3, 0.001, "improved"),  # more incident-free months is better
        (-0.2, -0.3, -0.1, 0.001, "worsened"),
        (0.0, -0.05, 0.05, 0.9, "no_large_change"),
        (0.0, -0.2, 0.2, 0.9, "insufficient"),
    ],
)
def test_states_of_a_share_follow_its_direction(estimate, low, high, p_value, state):
    planned = plan("SAF5", margin=0.1)
    frame = pd.DataFrame([row("1", p_value, estimate, low, high, "SAF5", "difference")])
    assert judge(frame, planned)["state"].tolist() == [state]


def test_only_the_headline_has_a_state_and_all_rows_are_there():
    data = panel({"990101": windows(40, 10, 15), "990103": windows(0, 0, 0), **OTHERS})
    found = effects(data, roster(("990101", START), ("990103", START)), plan())
    assert list(found.columns) == EFFECT_COLUMNS
    whole = found["tambon"] == "ALL"
    assert list(found.loc[whole, "method"]) == sorted(PROGRAMME["ratio"])
    assert (~whole).sum() == 2 * len(ESTIMATORS)
    description = found[~found["method"].isin([HEADLINE, HEADLINE_OF_ALL])]
    assert description["state"].isna().all()
    assert description["q_value"].isna().all()
    assert found.loc[found["method"].isin([HEADLINE, HEADLINE_OF_ALL]), "state"].notna().all()


def test_before_after_is_the_exact_ratio():
    data = panel({"990101": windows(40, 10, 15), **OTHERS})
    found = effects(data, roster(("990101", START)), plan(), methods=["before_after"])
    assert found["method"].tolist() == ["before_after"]
    assert found["estimate"].iloc[0] == pytest.approx((15 / 36) / (40 / 48))


def test_unknown_method_is_refused_with_the_nearest():
    with pytest.raises(StudyError, match="comparative"):
        effects(panel(OTHERS), roster(), plan(), methods=["comparativ"])


def test_confirm_stops_on_a_changed_figure():
    data = panel({"990101": windows(40, 10, 15), **OTHERS})
    rows = roster(("990101", START))
    stored = effects(data, rows, plan())
    fit = comparative.fit(data, rows, plan(), tambon="990101", indicator="SAF1")
    confirm(fit, stored)
    changed = stored.assign(high=stored["high"] * (1 + 1e-6))
    with pytest.raises(StudyError, match="high"):
        confirm(fit, changed)
    with pytest.raises(StudyError, match="990101 SAF1"):
        confirm(fit, stored[stored["method"] == "before_after"])


def test_an_empty_roster_gives_an_empty_frame():
    found = effects(panel(OTHERS), roster(), plan())
    assert list(found.columns) == EFFECT_COLUMNS
    assert found.empty


def test_worsening_is_seen_too():
    data = panel({"990101": windows(40, 10, 120), **OTHERS})
    assert headline(effects(data, roster(("990101", START)), plan()))["state"] == "worsened"


def test_diagnostics_say_what_the_headline_rests_on():
    data = panel({"990101": windows(40, 10, 15), **OTHERS})
    found = diagnose(data, roster(("990101", START), ("990202", "2019-06")), plan())
    assert found["tambon"].tolist() == ["990101", "990202"]
    first = found.iloc[0]
    assert [str(first[c]) for c in ("baseline_first", "baseline_last", "follow_up_last")] == [
        "2011-01", "2014-12", "2018-12",
    ]  # fmt: skip
    assert (first["baseline_periods"], first["follow_up_periods"]) == (48, 36)
    assert (first["comparisons"], first["matched"], first["placebos"]) == (30, 30, 30)
    assert first["level"] == pytest.approx(40 / 48_000)
    assert first["matched_level"] == pytest.approx(1 / 1000)
    assert first["change"] == pytest.approx(1.0)
    # Too short a follow-up: the windows are told, the rest is not there.
    assert found.iloc[1]["follow_up_periods"] == 7
    assert np.isnan(found.iloc[1]["comparisons"])


def test_what_only_participants_have_never_gets_a_verdict():
    """Whatever the figures: here the one participant goes from nothing to everything."""
    ones = np.full(12, 100.0)
    rising = {"990101": np.array([0.0] * 6 + [100.0] * 6)}
    own = panel(rising, {"990101": ones}, indicator="ADM2", first="2009", freq="Y-SEP")
    planned = plan(outcomes=[Outcome("SAF1"), Outcome("ADM2", role="secondary", margin=0.01)])
    data = pd.concat([panel({"990101": windows(40, 10, 15), **OTHERS}), own])
    found = effects(data, roster(("990101", START)), planned)
    described = found[found["indicator"] == "ADM2"]
    assert described["method"].tolist() == sorted(ESTIMATORS) + sorted(PROGRAMME["difference"])
    assert described["note"].eq("participants_only").all()
    assert described[EFFECT_COLUMNS[4:15]].isna().all(axis=None)
    for method in (HEADLINE, HEADLINE_OF_ALL):
        assert described.set_index("method")["state"][method] == "not_assessed"
    alone = effects(data, roster(("990101", START)), plan())
    assert headline(found)["q_value"] == headline(alone)["q_value"]


def test_months_and_years_stand_side_by_side_in_diagnostics():
    years = {c: np.full(12, 50.0) + np.arange(12) % 3 + (int(c[2:4]) % 4) * np.eye(12)[7]
             for c in ("990101", *OTHERS)}  # fmt: skip
    income = panel(years, indicator="LIV2", first="2009", freq="Y-DEC")
    planned = plan(outcomes=[Outcome("SAF1"), Outcome("LIV2", role="secondary")])
    data = pd.concat([panel({"990101": windows(40, 10, 15), **OTHERS}), income])
    found = diagnose(data, roster(("990101", START)), planned).set_index("indicator")
    assert found["baseline_periods"].to_dict() == {"SAF1": 48, "LIV2": 4}
    assert str(found.loc["LIV2", "follow_up_first"]) == "2016-01"


def test_what_is_left_under_any_dependence_by_hand():
    """Four p-values: Yekutieli's q are 1 + 1/2 + 1/3 + 1/4 = 25/12 times Hochberg's."""
    p_values = [0.001, 0.03, 0.04, 0.5]
    frame = pd.DataFrame([row(str(k), p) for k, p in enumerate(p_values)])
    judged = judge(frame, plan())
    assert judged["q_value"].tolist() == pytest.approx([0.004, 0.16 / 3, 0.16 / 3, 0.5])
    told = hold_under_any_dependence(judged, plan()).iloc[0]
    # q 0.0533 * 25 / 12 = 0.111 is above 0.10: of three findings one is left.
    assert (told["indicator"], told["called"], told["held"]) == ("SAF1", 3, 1)
    other = judged.assign(method="pooled")
    assert hold_under_any_dependence(other, plan())[["called", "held"]].iloc[0].tolist() == [0, 0]
