"""The funnel plot: limits by hand, nothing named or ranked, nothing given away."""

import numpy as np
import pandas as pd
import pytest
import reading_frames as frames
from test_programme_page import html_of
from test_report import HOSTILE, Page, notebook_of

from santitham_eval import figures, narrate, report, tables, text
from santitham_eval.indicators import SERIES

SAF1 = SERIES["SAF1"]


def counts(observed, expected, state="insufficient"):
    codes = [f"9901{n:02d}" for n in range(1, len(observed) + 1)]
    return pd.DataFrame(
        {"tambon": codes, "observed": observed, "expected": expected, "state": state}
    )


def spread(n=60, seed=4):
    rng = np.random.default_rng(seed)
    expected = rng.uniform(2, 80, n)
    return counts(rng.poisson(expected * rng.lognormal(0, 0.3, n)), expected)


def register_of(codes, name="จำลอง"):
    row = {"amphoe": "9901", "amphoe_th": "จำลองดาว", "amphoe_en": "Dao",
           "province": "99", "province_th": "จำลอง", "province_en": "Simulated"}  # fmt: skip
    return pd.DataFrame([{"tambon": c, "name_th": name, "name_en": name, **row} for c in codes])


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return frames.build(tmp_path_factory.mktemp("study"))


# --- limits ---------------------------------------------------------------------------------
def test_limits_by_hand_where_there_is_chance_only():
    # All as expected: target 1, no scatter. sqrt(1 + 0.375/50) = 1.003743, half a width
    # 1.959964 / (2 sqrt 50) = 0.138590; 0.865153 and 1.142333 squared, less 0.0075.
    found = tables.funnel_rows(counts([50] * 6, [50.0] * 6))
    assert (found.target, found.tau2) == (1, 0)
    assert found.rows["low_95"].to_numpy() == pytest.approx(0.740989, abs=2e-6)
    assert found.rows["high_95"].to_numpy() == pytest.approx(1.297426, abs=2e-6)
    # 3.090232 / (2 sqrt 50) = 0.218512
    assert found.rows["low_99.8"].to_numpy() == pytest.approx(0.609087, abs=2e-6)
    assert found.rows["high_99.8"].to_numpy() == pytest.approx(1.486408, abs=2e-6)


def test_limits_are_those_of_spiegelhalter_where_tambons_scatter():
    given = spread()
    found = tables.funnel_rows(given)
    o, e = given["observed"].to_numpy(float), given["expected"].to_numpy()
    target = o.sum() / e.sum()
    middle = np.sqrt(target + 0.375 / e)
    score = (np.sqrt(o / e + 0.375 / e) - middle) * 2 * np.sqrt(e)
    score = np.clip(score, *np.quantile(score, [0.1, 0.9]))
    weight = 4 * e
    tau2 = (np.sum(score**2) - (len(o) - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())
    assert tau2 > 0.003 and found.tau2 == pytest.approx(tau2)
    wide = np.sqrt(1 / weight + tau2)
    for z, name in ((1.959964, "95"), (3.090232, "99.8")):
        high = (middle + z * wide) ** 2 - 0.375 / e
        low = np.maximum(np.maximum(middle - z * wide, 0) ** 2 - 0.375 / e, 0)
        assert found.rows[f"high_{name}"].to_numpy() == pytest.approx(high, abs=1e-6)
        assert found.rows[f"low_{name}"].to_numpy() == pytest.approx(low, abs=1e-6)


def test_counts_are_those_of_the_effects(study):
    effects = frames.effects(study.plan)
    found = tables.follow_up_counts(
        frames.panel(), frames.roster(), effects, study.plan, "SAF1", frames.neighbours()
    ).set_index("tambon")
    own = effects[(effects["indicator"] == "SAF1") & (effects["method"] == "comparative")]
    own = own.set_index("tambon").loc[found.index]
    assessed = own["state"] != "not_assessed"
    assert 0 < assessed.sum() < len(own)
    assert (found["observed"][assessed] == own["n_after"][assessed]).all()
    ratio = found["observed"] / found["expected"]
    assert ratio[assessed].to_numpy() == pytest.approx((own["after"] / own["expected"])[assessed])
    assert ratio[~assessed].isna().all()


def test_a_tambon_without_an_effect_has_no_figures(study):
    none = frames.effects(study.plan).iloc[:0]
    found = tables.follow_up_counts(frames.panel(), frames.roster(), none, study.plan, "SAF1")
    assert set(found["state"]) == {"not_assessed"} and found["expected"].isna().all()
    funnel = tables.funnel_rows(found)
    assert funnel.rows["ratio"].isna().all() and np.isnan(funnel.target)


# --- nothing is ranked, named, or given away ------------------------------------------------
def test_rows_go_by_code_whatever_the_result():
    mixed = spread().sample(frac=1, random_state=1)
    found = tables.funnel_rows(mixed).rows
    assert list(found["tambon"]) == sorted(mixed["tambon"])
    pd.testing.assert_frame_equal(found, tables.funnel_rows(spread()).rows)


def test_what_is_withheld_takes_no_part():
    given = spread()
    hidden = set(given["tambon"].iloc[[3, 40]])
    found = tables.funnel_rows(given, hidden)
    alone = tables.funnel_rows(given[~given["tambon"].isin(hidden)])
    shown = found.rows[~found.rows["hidden"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(shown, alone.rows)
    assert (found.target, found.tau2) == (alone.target, alone.tau2)
    kept = found.rows[found.rows["hidden"]].drop(columns=["tambon", "state", "hidden"])
    assert len(kept) == 2 and kept.isna().all(axis=None)
    cells = tables.funnel_table(found, SAF1, register_of(given["tambon"])).frame
    cells = cells[cells["tambon"].isin(hidden)]
    figures_of = cells.drop(columns=["tambon", "name", "name_en", "state"])
    assert set(figures_of.to_numpy().ravel()) == {text.SUPPRESSED.th}


def test_the_table_shows_what_is_drawn():
    found = tables.funnel_rows(counts([50, 25, 75, 50, 50, 50], [50.0] * 6))
    table = tables.funnel_table(found, SAF1, register_of(found.rows["tambon"]))
    first, second = table.frame.iloc[0], table.frame.iloc[1]
    assert (first["expected"], first["observed"], first["ratio"]) == ("50.0", "50", "0%")
    assert (second["ratio"], second["name"]) == ("−50%", "ตำบลจำลอง")
    low, high = first["limits_95"].strip("[]").split(", ")
    assert (int(low.strip("−")), int(high.strip("+"))) == (
        round((1 - found.rows["low_95"][0]) * 100), round((found.rows["high_95"][0] - 1) * 100)
    )  # fmt: skip


def test_no_tambon_is_named_in_the_figure_or_its_words():
    funnel = tables.funnel_rows(spread())
    drawn = figures.to_svg(figures.funnel_figure(funnel, SAF1, simulated=True)).decode()
    words = narrate.funnel_alt(funnel, SAF1).both()
    assert "จำลอง SIMULATED" in drawn
    for code in funnel.rows["tambon"]:
        assert code not in drawn and code not in words


def test_every_point_is_drawn_in_the_mark_of_its_state():
    states = [*text.STATES] * 4
    given = counts([10 + n for n in range(20)], [15.0 + n for n in range(20)], states)
    given.loc[given["state"] == "not_assessed", "expected"] = np.nan
    ax = figures.funnel_figure(tables.funnel_rows(given), SAF1, simulated=False).axes[0]
    marks = {line.get_gid(): line for line in ax.lines if line.get_gid() in text.STATES}
    assert {state: len(line.get_xdata()) for state, line in marks.items()} == dict.fromkeys(
        [s for s in text.STATES if s != "not_assessed"], 4
    )
    assert len({str(line.get_marker()) for line in marks.values()}) == 4  # told without colour
    assert marks["insufficient"].get_markerfacecolor() == "none"
    low, high = ax.get_ylim()
    for line in marks.values():
        assert low <= min(line.get_ydata()) and max(line.get_ydata()) <= high


# --- words ----------------------------------------------------------------------------------
def test_the_sentence_counts_what_lies_outside():
    given = counts([50] * 18 + [400, 0], [50.0] * 20)
    funnel = tables.funnel_rows(given)
    assert [tables.outside(funnel.rows, c) for c in tables.LIMITS] == [2, 2]
    said = narrate.funnel_said(funnel, SAF1)
    assert "of 20 tambons with figures, 2 lie outside the 95% limits (about 1 would" in said.en
    assert "2 of these outside the 99.8%" in said.en and "30% more than expected" in said.en
    assert "มากกว่าที่คาดไว้ประมาณร้อยละ 30" in said.th
    alt = narrate.funnel_alt(funnel, SAF1)
    assert said.en in alt.en and "Insufficient evidence 20" in alt.en and said.th in alt.th


@pytest.mark.parametrize(
    ("observed", "words"),
    [(50, "about as many as expected"), (25, "50% fewer than"), (100, "twice")],
)
def test_all_together_is_worded_with_its_direction(observed, words):
    said = narrate.funnel_said(tables.funnel_rows(counts([observed] * 5, [50.0] * 5)), SAF1).en
    assert words in said or (words == "twice" and "100%" in said and "more than" in said)


def test_a_point_outside_is_called_neither_good_nor_bad(study):
    page = html_of(study, frames_programme())
    words = text.FUNNEL_MEANS_NOT
    assert words.th in page and words.en in page
    assert "no good or bad tambon" in words.en and "none is ranked" in words.en


def frames_programme():
    import programme_frames as made

    return made.programme()


def test_who_has_no_point_is_told():
    given = counts([5, 6, 7, 8], [5.0, 6.0, np.nan, 8.0])
    funnel = tables.funnel_rows(given, {"990104"})
    assert "1 not assessed, 1 withheld" in narrate.funnel_left_out(funnel).en
    assert narrate.funnel_left_out(tables.funnel_rows(spread())) is None


def part(study, **changed):
    given = {
        "panel": frames.panel(), "roster": frames.roster(), "effects": frames.effects(study.plan),
        "register": frames.register(), "withheld": frames.withheld(study.plan),
    }  # fmt: skip
    return report.programme_funnel(study, **(given | changed))


def test_on_the_page_the_letters_are_text_and_the_table_has_every_treated_tambon(study):
    page = Page(report.export(notebook_of([part(study)]), study))
    assert len(page.drawings()) == 2  # both primary outcomes are counts
    assert "จุดแยกตามข้อสรุป" in page.drawings()[0]["aria-label"]
    assert text.AXIS_FUNNEL_RATIO.th in page.drawings()[0]["text"]
    codes = [e["text"] for e in page.all("code")]
    assert codes == [*sorted(frames.TREATED)] * 2


def test_without_figures_it_says_so(study):
    none = frames.effects(study.plan).iloc[:0]
    shown = part(study, effects=none)
    assert "no tambon has figures" in shown.plain and "<svg" not in shown._repr_mimebundle_()[0]["text/html"]  # fmt: skip


def test_a_share_has_no_funnel_and_is_told_why(tmp_path):
    folder = tmp_path
    words = frames.STUDY.format(simulated="true").replace(
        '"SAF4"\nrole = "secondary"', '"SAF4"\nrole = "primary"'
    )
    (folder / "study.toml").write_text(words, "utf-8")
    from santitham_eval.study import load_study

    study = load_study(folder / "study.toml")
    none = pd.DataFrame({"tambon": [], "indicator": []}, dtype=str)
    shown = part(study, withheld=none, effects=frames.effects(study.plan))
    assert "shares and means have none" in shown.plain


def test_same_input_same_bytes(study):
    first, second = (part(study)._repr_mimebundle_()[0] for _ in range(2))
    assert first == second


def test_a_hostile_name_is_text(study):
    register = frames.register().assign(name_th=HOSTILE, name_en=HOSTILE)
    page = report.export(notebook_of([part(study, register=register)]), study)
    assert "<script" not in page and page.count("&lt;script&gt;alert(1)") >= 2 * len(frames.TREATED)
    assert not Page(page).unclosed
