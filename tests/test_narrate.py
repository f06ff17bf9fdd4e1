"""Sentences: each of the five states, intervals in words, and what must never be said."""

import math

import pandas as pd
import pytest
import reading_frames as frames

from santitham_eval import narrate, text
from santitham_eval.indicators import INDICATORS
from santitham_eval.study import Outcome, Plan

PLAN = Plan(outcomes=(Outcome("SAF1"), Outcome("SAF5", margin=0.05)))
SAF1, SAF5 = INDICATORS["SAF1"], INDICATORS["SAF5"]


def row(state, estimate, low, high, *, indicator="SAF1", q=0.03, mde=0.45, note=""):
    return pd.DataFrame(
        [
            {
                "tambon": "990101", "indicator": indicator, "method": "comparative",
                "scale": INDICATORS[indicator].scale, "estimate": estimate, "low": low,
                "high": high, "p_value": q / 2, "q_value": q, "mde": mde, "before": 1e-3,
                "after": 5e-4, "expected": 9e-4, "state": state, "note": note,
            }
        ]
    )  # fmt: skip


def told(effects, *, hidden=False, indicator=None):
    found = narrate.verdict(
        effects, "990101", indicator or effects["indicator"][0], PLAN, hidden=hidden
    )
    thai = " ".join([found.headline.th, *(t.th for t in found.details), found.technical.th])
    english = " ".join([found.headline.en, *(t.en for t in found.details), found.technical.en])
    return found, thai, english


def test_improved_says_lower_by_how_much_and_how_sure():
    found, thai, english = told(row("improved", 0.52, 0.33, 0.81))
    assert found.word.th == "ดีขึ้น"
    assert found.headline.th == (
        "หลังเริ่มโครงการ อัตราเหตุการณ์ความไม่สงบของตำบลนี้ต่ำกว่าที่คาดไว้หากไม่มีโครงการ ประมาณร้อยละ 48"
    )
    assert "ระหว่างลดลงร้อยละ 67 ถึงลดลงร้อยละ 19" in thai
    assert "q = 0.03" in thai
    assert "rate ratio 0.52 (95% CI 0.33 to 0.81" in english


def test_worsened_says_higher():
    found, thai, english = told(row("worsened", 4.05, 2.11, 7.80, q=0.001))
    assert found.word.th == "แย่ลง"
    assert "สูงกว่าที่คาดไว้หากไม่มีโครงการ ประมาณร้อยละ 305 (เป็น 4.0 เท่า)" in found.headline.th
    assert "q < 0.01" in thai
    assert "higher than expected" in english


def test_direction_is_told_by_the_figure_not_by_the_state():
    """More months without incidents is an improvement, and is higher."""
    found, thai, _ = told(row("improved", 0.2, 0.1, 0.3, indicator="SAF5"))
    assert "ตัวชี้วัด “เดือนปลอดเหตุ” ของตำบลนี้สูงกว่าที่คาดไว้" in found.headline.th
    assert "ประมาณ 20.0 จุดร้อยละ" in found.headline.th
    assert "เพิ่มขึ้น 10.0 จุดร้อยละ" in thai


def test_no_large_change_speaks_of_the_limits():
    found, thai, _ = told(row("no_large_change", 1.02, 0.9, 1.1))
    assert found.word.th == "ไม่เปลี่ยนแปลงมาก"
    assert "ขอบเขตที่ตกลงไว้ก่อนเห็นผล" in found.headline.th
    assert "ลดลงร้อยละ 10 ถึงเพิ่มขึ้นร้อยละ 10" in thai


def test_insufficient_says_what_can_be_said():
    found, thai, english = told(row("insufficient", 0.8, 0.33, 1.45, q=0.6))
    assert found.word.th == "หลักฐานยังไม่พอ"
    assert "ยังไม่พอที่จะบอกได้" in found.headline.th
    assert "ลดลงเกินร้อยละ 67 และที่จะเพิ่มขึ้นเกินร้อยละ 45" in thai
    assert "ตรวจพบได้ คือลดลงร้อยละ 55" in thai
    assert text.NOT_NO_EFFECT.th in thai
    assert "a fall of more than 67% and against a rise of more than 45%" in english


def test_insufficient_never_claims_that_there_was_no_effect():
    for low, high in [(0.3, 1.5), (0.0, 1.5), (0.3, math.inf), (0.0, math.inf), (1.1, 2.0)]:
        _, thai, english = told(row("insufficient", 1.0, low, high, q=0.5))
        english = english.replace(text.NOT_NO_EFFECT.en, "")
        thai = thai.replace(text.NOT_NO_EFFECT.th, "")
        assert "no effect" not in english.lower()
        assert "ไม่ได้ผล" not in thai
        assert "ไม่มีผล" not in thai


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.0, 1.5, "ความเป็นไปได้ที่จะเพิ่มขึ้นเกินร้อยละ 50"),
        (0.4, math.inf, "ความเป็นไปได้ที่จะลดลงเกินร้อยละ 60"),
        (0.0, math.inf, "ยังตัดความเป็นไปได้ใดออกไม่ได้"),
    ],
)
def test_what_an_interval_excludes(low, high, said):
    _, thai, _ = told(row("insufficient", 1.0, low, high, q=0.5))
    assert said in thai


def test_an_interval_clear_of_no_change_that_falls_short_is_explained():
    _, thai, _ = told(row("insufficient", 0.6, 0.4, 0.95, q=0.31))
    assert "ดูเฉพาะตำบลนี้ ตัวเลขต่ำกว่าที่คาดไว้" in thai
    assert "q = 0.31" in thai
    assert "สิ่งที่กล่าวได้" not in thai
    _, thai, _ = told(row("insufficient", 0.8, 0.4, 1.4, q=0.31))
    assert "ดูเฉพาะตำบลนี้" not in thai


def test_an_open_end_is_told_as_open():
    _, thai, english = told(row("insufficient", 1.0, 0.3, math.inf, q=0.5, mde=math.nan))
    assert "ไม่อาจบอกขอบบนได้" in thai
    assert "without a known upper limit" in english
    assert "inf" not in english
    assert "nan" not in english + thai


def test_not_assessed_gives_the_reason_and_no_figure():
    nothing = math.nan
    effects = row("not_assessed", nothing, nothing, nothing, q=nothing, note="short_follow_up")
    found, thai, _ = told(effects)
    assert found.word.th == "ประเมินไม่ได้"
    assert text.REASONS["short_follow_up"].th in found.headline.th
    assert not any(c.isdigit() for c in thai)
    assert "nan" not in thai


def test_an_estimate_that_nothing_could_be_judged_by_is_not_told():
    nothing = math.nan
    effects = row("not_assessed", 0.48, nothing, nothing, indicator="SAF5", q=nothing,
                  mde=nothing, note="poor_match")  # fmt: skip
    _, thai, english = told(effects)
    assert not any(c.isdigit() for c in thai + english)


@pytest.mark.parametrize("state", ["improved", "insufficient"])
def test_withheld_figures_are_nowhere_in_the_words(state):
    _, thai, english = told(row(state, 0.52, 0.33, 0.81, q=0.04), hidden=True)
    for words in (thai, english):
        assert not any(c.isdigit() for c in words)
    assert text.REASONS["suppressed"].th in thai


def test_a_change_that_rounds_to_nothing_is_not_called_a_fall():
    assert narrate.change(0.999, "ratio", SAF1) == text.SAME
    assert narrate.change(-0.0004, "difference", SAF5) == text.SAME
    assert narrate.change(0.98, "ratio", SAF1).th == "ลดลงร้อยละ 2"


def test_a_missing_row_is_an_error_not_a_sentence():
    with pytest.raises(KeyError):
        narrate.verdict(row("improved", 0.5, 0.4, 0.6), "990102", "SAF1", PLAN)


def test_states_are_counted_in_their_fixed_order(tmp_path):
    effects = frames.effects(frames.write_study(tmp_path).plan)
    counts = narrate.state_counts(effects, tambon="990106")
    assert list(counts) == list(text.STATES)
    assert counts == dict.fromkeys(text.STATES, 0) | {"not_assessed": 4}
    assert sum(narrate.state_counts(effects).values()) == 4 * len(frames.TREATED)
    words = narrate.programme_context(effects, "SAF1")
    assert f"{len(frames.TREATED)} ตำบล" in words.th
    assert "ดีขึ้น 1" in words.th


def test_alt_text_tells_every_value_and_nothing_withheld():
    course = pd.DataFrame({"value": [1e-3, math.nan, 5e-4]})
    effect = {"before": 1e-3, "after": 5e-4, "expected": 9e-4}
    args = (text.Text("ตำบลก", "A"), pd.Period("2019-10", "M"), ["2561", "2562", "2563"])
    alt = narrate.course_alt(course, effect, SAF1, *args)
    assert "2561 10.0, 2562 –, 2563 5.0" in alt.th
    assert "เฉลี่ย 10.0" in alt.th
    assert "9.0" in alt.th
    hidden = narrate.course_alt(course.assign(value=math.nan), effect, SAF1, *args, hidden=True)
    assert "10.0" not in hidden.th
    assert text.SUPPRESSED.th in hidden.th


def test_alt_text_of_what_was_not_assessed_tells_no_expectation():
    args = (text.Text("ตำบลก", "A"), pd.Period("2019-10", "M"), ["2561"])
    alt = narrate.course_alt(pd.DataFrame({"value": [1e-3]}), {}, SAF1, *args)
    assert text.ALT_NOTHING_EXPECTED.th in alt.th
    assert "เฉลี่ย" not in alt.th


def test_braces_in_a_name_do_no_harm():
    course = pd.DataFrame({"value": [1e-3]})
    args = (text.Text("{name} {0}", "{x}"), pd.Period("2019-10", "M"), ["2561"])
    assert "{name} {0}" in narrate.course_alt(course, {}, SAF1, *args).th
