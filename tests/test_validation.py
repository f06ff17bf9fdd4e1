"""The page of validation: published values live, truth beside estimate, what was measured."""

import numpy as np
import pandas as pd
import pytest
from small_study import write_study

from santitham_eval import load_study, report, tables, text
from santitham_eval.calibration.cells import CELLS
from santitham_eval.calibration.goals import GOALS
from santitham_eval.calibration.table import COLUMNS
from santitham_eval.demo.truth import known_effects
from santitham_eval.errors import StudyError
from santitham_eval.figures import draw_truth, truth_figure
from santitham_eval.simulate import DEMO
from santitham_eval.study import Comparison, Outcome, Plan
from santitham_eval.validation import accuracy, beside, declared_effects, states_by_truth
from santitham_eval.validation.published import PUBLISHED, STUDIES
from santitham_eval.validation.recomputed import agreement

PLAN = Plan(
    outcomes=(
        Outcome("SAF1", margin=0.8),
        Outcome("SAF5", role="secondary", margin=0.1),
        Outcome("VUL1", role="secondary"),
    ),
    comparison=Comparison(exclude_neighbours=False),
)


@pytest.fixture
def study(tmp_path):
    return load_study(write_study(tmp_path))


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return report.published_values(load_study(write_study(tmp_path_factory.mktemp("study"))))


# --- published values ---------------------------------------------------------------------------
def test_every_published_value_is_had_and_only_colorado_differs(found):
    assert len(found) == len(PUBLISHED) == 102
    assert found["ours"].notna().all()
    assert list(dict.fromkeys(found["study"])) == list(STUDIES)
    off = found[found["agrees"] == "no"]
    assert off[["study", "kind", "at", "printed"]].to_numpy().tolist() == [
        ["proposition99", "unit_weight", "Colorado", ".058"]
    ]
    near = found[found["agrees"] == "within"]
    assert set(near["study"]) <= {"medicaid", "castle"}
    assert set(near["note"]) <= {"quantile", "grid", "wild"}
    assert (near["within"] > 0).all()


def test_no_value_stands_twice_and_each_has_its_words(found):
    assert not found.duplicated(["study", "kind", "at"]).any()
    assert set(found["study"]) == set(text.PUBLISHED_STUDIES)
    assert set(found["kind"]) == set(text.QUANTITIES)
    assert set(found["note"]) - {""} == set(text.PUBLISHED_NOTES) - {"castle"}
    assert set(text.AT_WORDS) <= set(found["at"])


@pytest.mark.parametrize(
    ("printed", "ours", "within", "said"),
    [
        (".058", 0.0575, 0, "digits"),
        (".058", 0.0574, 0, "no"),
        (".058", 0.0574, 0.0007, "within"),
        ("-0.0105", -0.01049, 0, "digits"),
        ("5", 5.0, 0, "digits"),
        ("5", 4.4, 0, "no"),
        ("0.1", np.nan, 1, "no"),
    ],
)
def test_agreement(printed, ours, within, said):
    assert agreement(printed, ours, within) == said


def test_the_tables_tell_the_exceptions_first(found):
    others, whole = tables.published_tables(found)
    assert len(whole.frame) == 102
    counts = found["agrees"].value_counts()
    assert f"{counts['digits']} to every digit" in whole.caption.en
    assert len(others.frame) == 102 - counts["digits"]
    [row] = others.frame[others.frame["agrees_en"] == "no"].to_dict("records")
    assert (row["printed"], row["ours"], row["agrees"]) == (".058", "0.0574", "ไม่ตรง")
    assert any("exact optimum has .0574" in note.en for note in others.notes)
    assert any("first whole year" in note.en for note in others.notes)
    assert "within 0.0005" in set(others.frame["agrees_en"])
    assert not whole.frame.isin(["nan"]).any(axis=None)


def test_a_value_that_drifts_is_seen(found):
    """Else the table could not fail."""
    spoilt = found.assign(agrees=[agreement(p, o * 1.01, w) for p, o, w in zip(
        found["printed"], found["ours"], found["within"], strict=True)])  # fmt: skip
    assert (spoilt["agrees"] == "no").sum() > 60


# --- truth beside estimate ------------------------------------------------------------------------
def effect(tambon, indicator, estimate, low, high, state, scale="ratio", method="comparative"):
    return {"tambon": tambon, "indicator": indicator, "method": method, "scale": scale,
            "estimate": estimate, "low": low, "high": high, "state": state}  # fmt: skip


@pytest.fixture
def rows():
    """By hand: SAF1 is better lower, SAF5 better higher."""
    nan = np.nan
    effects = pd.DataFrame(
        [
            effect("1", "SAF1", 0.5, 0.3, 0.8, "improved"),  # truth 0.5
            effect("2", "SAF1", 0.6, 0.4, 0.9, "improved"),  # truth 1: false
            effect("3", "SAF1", 2.0, 1.1, 3.0, "worsened"),  # truth 0.5: the other way
            effect("4", "SAF1", 1.0, 0.9, 1.1, "no_large_change"),  # truth 0.5: missed
            effect("5", "SAF1", 0.0, 0.0, 2.0, "insufficient"),  # truth 1
            effect("6", "SAF1", nan, nan, nan, "not_assessed"),  # truth 2
            effect("1", "SAF1", 9.0, 8.0, 9.0, nan, method="pooled"),
            effect("1", "SAF5", 0.2, 0.1, 0.3, "improved", "difference"),  # truth 0.1
            effect("2", "SAF5", -0.2, -0.3, -0.1, "worsened", "difference"),  # truth -0.2
            effect("ALL", "SAF1", 0.9, 0.8, 1.0, nan),
        ]
    )
    truth = pd.DataFrame(
        [["1", "SAF1", 0.5], ["2", "SAF1", 1.0], ["3", "SAF1", 0.5], ["4", "SAF1", 0.5],
         ["5", "SAF1", 1.0], ["6", "SAF1", 2.0], ["1", "SAF5", 0.1], ["2", "SAF5", -0.2],
         ["1", "STR1", 0.3]],
        columns=["tambon", "indicator", "effect"],
    )  # fmt: skip
    return beside(effects, truth, PLAN)


def test_truth_is_set_beside_the_headline_only(rows):
    assert rows["indicator"].tolist() == ["SAF1"] * 6 + ["SAF5"] * 2
    assert rows["side"].tolist() == ["better", "none", "better", "better", "none", "worse",
                                     "better", "worse"]  # fmt: skip
    assert rows["large"].tolist() == [True, False, True, True, False, True, False, True]
    assert rows["covered"].tolist() == [True, False, False, False, True, False, True, True]
    expected = [0, np.log(0.6), np.log(4), np.log(2), np.nan, np.nan, 0.1, 0]
    np.testing.assert_allclose(rows["error"].astype(float), expected, atol=1e-12)


def test_accuracy_by_hand(rows):
    first, second = accuracy(rows).to_dict("records")
    logs = [0, np.log(0.6), np.log(4), np.log(2)]
    assert first.pop("error") == pytest.approx(np.mean(logs))
    assert first == {"indicator": "SAF1", "tambons": 6, "assessed": 5, "measured": 4, "covered": 2,
                     "called": 3, "false": 2, "calm": 1, "missed": 1}  # fmt: skip
    assert second.pop("error") == pytest.approx(0.05)
    assert second == {"indicator": "SAF5", "tambons": 2, "assessed": 2, "measured": 2, "covered": 2,
                      "called": 2, "false": 0, "calm": 0, "missed": 0}  # fmt: skip


def test_false_findings_are_counted_in_text_columns_of_a_stored_table(rows):
    """A stored table has text with missing values of its own kind, where != is no answer."""
    stored = rows.astype({"state": "string", "side": "string"})
    assert accuracy(stored)["false"].tolist() == [2, 0]


def test_states_by_truth_by_hand(rows):
    wide = states_by_truth(rows)
    assert wide[["indicator", "side", "tambons"]].to_numpy().tolist() == [
        ["SAF1", "better", 3], ["SAF1", "none", 2], ["SAF1", "worse", 1],
        ["SAF5", "better", 1], ["SAF5", "worse", 1],
    ]  # fmt: skip
    assert wide["improved"].tolist() == [1, 1, 0, 1, 0]
    assert wide["worsened"].tolist() == [1, 0, 0, 0, 1]
    assert wide["not_assessed"].tolist() == [0, 0, 1, 0, 0]


def test_the_order_of_rows_makes_no_difference(rows):
    mixed = rows.sample(frac=1, random_state=3).sort_values("indicator", kind="stable")
    pd.testing.assert_frame_equal(accuracy(mixed), accuracy(rows))


def test_tables_of_truth(rows):
    table = tables.accuracy_table(accuracy(rows), PLAN)
    first, second, whole = table.frame.to_dict("records")
    assert (first["assessed"], first["covered"], first["false"]) == ("5/6", "40% (2)", "2")
    assert (
        first["error"]
        == f"+{(np.exp(np.mean([0, np.log(0.6), np.log(4), np.log(2)])) - 1) * 100:.1f}%"
    )
    assert second["error"] == "+5.0"
    assert (whole["assessed"], whole["called"], whole["error"]) == ("7/8", "5", "–")
    states = tables.truth_states_table(states_by_truth(rows))
    assert states.frame["tambons"].tolist() == ["3", "2", "1", "1", "1"]
    assert states.frame["side"].tolist()[:3] == ["ดีขึ้นจริง", "ไม่มีผลจริง", "แย่ลงจริง"]


def test_the_figure_draws_each_tambon_once_in_its_group(rows):
    own = rows[rows["indicator"] == "SAF1"]
    axes = truth_figure(own, ratio=True, simulated=True).axes[0]
    drawn = {gid: sum(len(line.get_xdata()) for line in axes.lines if line.get_gid() == gid)
             for gid in ("held", "missed")}  # fmt: skip
    assert drawn == {"held": 1, "missed": 3}  # an estimate of nought has no place on a log axis
    assert [t.get_text() for t in axes.get_xticklabels()] == ["0.5", "1"]
    lines = [line.get_ydata().tolist() for line in axes.lines if line.get_gid() == "truth"]
    assert lines == [[0.5, 0.5], [1.0, 1.0]]
    assert axes.get_yscale() == "log"
    assert [t for t in axes.texts if t.get_gid() == "watermark"]


def test_an_open_interval_is_cut_at_the_frame(rows):
    own = rows[rows["indicator"] == "SAF1"].assign(high=np.inf)
    import matplotlib.pyplot as plt

    axes = draw_truth(plt.figure().add_subplot(), own, ratio=True)
    segments = np.concatenate([c.get_segments() for c in axes.collections])
    assert np.isfinite(segments).all()
    plt.close("all")


# --- whose truth is known ---------------------------------------------------------------------------
def test_only_the_demo_has_a_truth(study):
    known = known_effects()
    roster = known[["tambon", "start"]].drop_duplicates()
    assert declared_effects(roster, True) is not None
    assert declared_effects(roster, False) is None
    later = roster.assign(start=pd.PeriodIndex(roster["start"], freq="M") + 1)
    assert declared_effects(later, True) is None
    real = roster.assign(tambon="940101").head(1)
    assert declared_effects(real, True) is None
    assert declared_effects(roster.head(0), True) is None


def test_a_study_without_truth_says_so(study):
    roster = pd.DataFrame({"tambon": ["940101"], "start": [pd.Period("2018-10", "M")]})
    assert report.truth_rows(study, pd.DataFrame(), roster) is None
    for part in (report.truth_part(study, None), report.truth_figures(study, None),
                 report.truth_states_part(None)):  # fmt: skip
        assert text.TRUTH_UNKNOWN.en in part._repr_mimebundle_()[0]["text/html"]


def test_the_declared_truth_is_that_of_the_simulation():
    known = known_effects()
    dealt = known.loc[known["indicator"] == "SAF1", "effect"].value_counts(normalize=True)
    assert set(dealt.index) == {ratio for ratio, _ in DEMO.effects}
    for ratio, share in DEMO.effects:
        assert dealt[ratio] == pytest.approx(share, abs=0.02)


def test_the_figure_has_words_for_those_who_do_not_see_it(study, rows):
    html = report.truth_figures(study, rows)._repr_mimebundle_()[0]["text/html"]
    assert "true 0.5: 3 tambons, median estimate 1.0" in html.replace("1.00", "1.0")
    assert "ผลจริง 0.5: 3 ตำบล" in html


# --- what was measured --------------------------------------------------------------------------
def measured(**changed):
    """Two cells whose assumptions hold and one in which they are broken, with figures by hand."""
    nothing = dict.fromkeys(COLUMNS, np.nan) | {"seed": 7, "replications": 500, "method_hash": "a"}
    rows = []
    for cell in ("rate-01", "share-1", "broken-slow"):
        own = nothing | {"cell": cell, "design": CELLS[cell].design}
        rows += [
            own | {"method": "comparative", "group": "all", "bias": 0.01, "coverage": 0.951,
                   "false_discovery": 0.04, "power": 0.2, "learner_power": 0.22, "oracle_power": 0.25, "improved": 0.1,
                   "worsened": 0.0, "no_large_change": 0.2, "insufficient": 0.6,
                   "not_assessed": 0.1},
            own | {"method": "risk_sets", "group": "overall", "bias": -0.002, "coverage": 0.95},
            own | {"method": "placebo_in_time", "group": "all", "flagged": 0.31},
        ]  # fmt: skip
    frame = pd.DataFrame(rows)
    for name, value in changed.items():
        frame.loc[(frame["cell"] == "rate-01") & (frame["method"] == "comparative"), name] = value
    return frame


@pytest.fixture
def calibration(tmp_path, monkeypatch):
    def write(frame):
        path = tmp_path / "calibration.csv"
        frame.to_csv(path, index=False) if isinstance(frame, pd.DataFrame) else path.write_bytes(
            frame
        )
        monkeypatch.setattr("santitham_eval.report.validation.CALIBRATION", path)
        return report.calibration_part()._repr_mimebundle_()[0]

    return write


def test_goals_that_are_missed_are_told_with_their_cell(calibration):
    page = calibration(measured(bias=0.2, coverage=0.90))
    plain = page["text/plain"]
    assert "in every cell" in plain and "not in every cell 1/2" in plain
    missed = plain.split(text.CAPTION_MISSED.en)[1].split(text.GROUPS_OF_CELLS["rate"].en)[0]
    assert missed.count("rate-01") == 2 and "broken-slow" not in missed
    assert "0.900" in missed and CELLS["rate-01"].design in missed
    assert "500 times" in page["text/html"] and "seed 7" in page["text/html"]


def test_where_all_goals_are_met_it_says_so(calibration):
    page = calibration(measured())
    assert text.CAPTION_NONE_MISSED.en in page["text/html"]
    assert "not in every cell" not in page["text/plain"]


def test_cells_show_what_was_measured_and_a_dash_for_what_was_not(calibration):
    plain = calibration(measured())["text/plain"]
    assert "95.1%" in plain and "+0.010" in plain and "−0.002" in plain
    assert "20.0 / 22.0 / 25.0" in plain
    flags = plain.split(text.CAPTION_FLAGS.en)[1].split(text.CAPTION_GIVEN.en)[0]
    assert "31.0%" in flags and "rate-01" not in flags and "–" in flags


def test_every_goal_has_its_words():
    assert set(text.GOALS_WORDS) == {goal.name for goal in GOALS}
    assert {c.family for c in CELLS.values()} | {"broken"} == set(text.GROUPS_OF_CELLS)


def test_nothing_measured_is_told(calibration, monkeypatch, tmp_path):
    assert "Not measured" in calibration(measured().head(0))["text/html"]
    monkeypatch.setattr("santitham_eval.report.validation.CALIBRATION", tmp_path / "none.csv")
    assert "Not measured" in report.calibration_part()._repr_mimebundle_()[0]["text/html"]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b'"'])
def test_a_spoilt_table_is_told(calibration, content):
    with pytest.raises(StudyError, match=r"calibration\.csv"):
        calibration(content)
