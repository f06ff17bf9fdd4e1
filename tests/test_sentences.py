"""Sentences by state: both languages alike, and none that says more than its state allows."""

import importlib
import math
import pkgutil
import re
import string
from dataclasses import fields, is_dataclass

import pandas as pd
import pytest

from santitham_eval import narrate, text
from santitham_eval.indicators import GOALS, INDICATORS
from santitham_eval.study import Outcome, Plan
from santitham_eval.text import Text

THAI = re.compile("[\u0e01-\u0e5b]")
FIELD = re.compile(r"\{[^}]*\}")
ALIKE_IN_BOTH = {
    "sha256",
    "MDE",
    "synthetic DiD",
    "Callaway–Sant’Anna",
    "TPMAP",
}  # names that have no Thai
BOTH_IN_ONE = {"variant.STYLE_WORDS[2]"}  # one mark across a page, in either order
TYPED_SO = ("จปฐ.", "กชช.2ค", "ตุลาคม", "ในเขตเทศบาล", "นอกเขตเทศบาล", "รวม")  # as files hold it


# --- both languages ----------------------------------------------------------------------------
def walk(value, name):
    """Every `Text` below a value, by where it stands."""
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{name}[{key}]")
    elif isinstance(value, tuple | list | set | frozenset):
        for number, inner in enumerate(value):
            yield from walk(inner, f"{name}[{number}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from walk(getattr(value, field.name), f"{name}.{field.name}")


def modules():
    names = [m.name for m in pkgutil.iter_modules(text.__path__)]
    return {name: vars(importlib.import_module(f"{text.__name__}.{name}")) for name in names}


def every_text():
    found = {}
    for module, names in modules().items():
        for name, value in names.items():
            if not name.startswith("__"):
                found |= dict(walk(value, f"{module}.{name}"))
    return found | dict(walk(dict(INDICATORS), "indicators"))


def wrong_with(words):
    """What is wrong with a phrase, in a word; "" for one that is well."""
    placed = [
        {(name, form) for _, name, form, _ in string.Formatter().parse(side) if name is not None}
        for side in (words.th, words.en)
    ]
    if placed[0] != placed[1]:
        return "placeholders"
    if any(not name.isidentifier() for name, _ in placed[0]):
        return "nameless placeholder"
    thai, english = (FIELD.sub("", side) for side in (words.th, words.en))
    if not words.th.strip() or not words.en.strip():
        return "one language"
    if re.search("[A-Za-z]{3}", english) and not THAI.search(thai) and thai not in ALIKE_IN_BOTH:
        return "no Thai"
    for typed in TYPED_SO:
        english = english.replace(typed, "")
    return "Thai in the English" if THAI.search(english) else ""


def test_every_sentence_is_there_in_both_languages_with_the_same_placeholders():
    found = every_text()
    assert len(found) > 1500, "the walk finds them"
    wrong = {
        name: why
        for name, words in found.items()
        if name not in BOTH_IN_ONE and (why := wrong_with(words))
    }
    assert not wrong


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (Text("{a} ก", "{b} a"), "placeholders"), (Text("{a} ก", "a"), "placeholders"),
        (Text("{a:.1f} ก", "{a} a"), "placeholders"), (Text("{} ก", "{} a"), "nameless placeholder"),
        (Text("ก", " "), "one language"), (Text("same words", "same words"), "no Thai"),
        (Text("ก", "ก"), "Thai in the English"), (Text("{a} ก {a}", "{a} abc"), ""),
    ],
)  # fmt: skip
def test_the_test_sees_what_is_wrong(words, why):
    assert wrong_with(words) == why


# --- states x sentences ------------------------------------------------------------------------
NOTHING = ("ไม่มีผล", "ไม่ได้ผล", "ไม่เกิดผล", "ไม่เปลี่ยนแปลงเลย", "no effect", "did not work",
           "does not work", "ineffective", "useless", "made no difference")  # fmt: skip
BLAME = ("ล้มเหลว", "ไม่สำเร็จ", "ประสบความสำเร็จ", "พิสูจน์", "failed", "failure", "success", "succeeded",
         "proves", "proved", "thanks to", "because of the programme")  # fmt: skip
BETTER = ("ดีขึ้น", "improved")
WORSE = ("แย่ลง", "worsened")
ALIKE = ("ไม่เปลี่ยนแปลงมาก", "no large change", "ไม่ต่างมาก", "did not differ")
FORBIDDEN = {
    "improved": (*NOTHING, *BLAME, *WORSE, *ALIKE),
    "worsened": (*NOTHING, *BLAME, *BETTER, *ALIKE),
    "no_large_change": (*NOTHING, *BLAME, *BETTER, *WORSE),
    "insufficient": (*NOTHING, *BLAME, *BETTER, *WORSE, *ALIKE),
    "not_assessed": (*NOTHING, *BLAME, *BETTER, *WORSE, *ALIKE),
}
"""What no sentence of a state may say.  A denial ("does not mean that …") says it of nothing."""
DENIED = re.compile(
    r"ไม่ได้แปลว่า\S*|ไม่ได้หมายความว่า\S*|ไม่ได้บอกว่า\S*|ยังบอกไม่ได้ว่า\S*"
    r"|(?:does|do) not (?:mean|say) that [^.;:]*"
)


def too_much(state, *said):
    """Words of sentences that say more than their state allows."""
    whole = " ".join(DENIED.sub("", f"{t.th} {t.en}") for t in said).lower()
    return [w for w in FORBIDDEN[state] if re.search(rf"(?<![a-z]){w}(?![a-z])", whole)]


def test_whatever_is_kept_by_state_says_no_more_than_it_allows():
    seen = {}
    for module, names in modules().items():
        for name, table in names.items():
            if name == "NOT_MEANS":  # stands behind its label, which denies it
                continue
            if isinstance(table, dict) and len(set(text.STATES) & set(table)) > 1:
                for state in set(text.STATES) & set(table):
                    said = [words for _, words in walk(table[state], name)]
                    seen[f"{module}.{name}", state] = too_much(state, *said)
    assert {name for name, _ in seen} > {
        "findings.STATES",
        "sheet.QUESTIONS",
        "sheet.SHEET_CAREFUL",
    }
    assert not {where: words for where, words in seen.items() if words}


@pytest.mark.parametrize(
    ("state", "said", "word"),
    [
        ("insufficient", Text("โครงการไม่มีผล", "-"), "ไม่มีผล"),
        ("insufficient", Text("-", "The programme had no effect."), "no effect"),
        ("no_large_change", Text("-", "It did not work."), "did not work"),
        ("improved", Text("ก", "This proves it."), "proves"),
        ("worsened", Text("ก", "It improved."), "improved"),
    ],
)
def test_a_sentence_that_says_too_much_is_seen(state, said, word):
    assert too_much(state, said) == [word]


def test_a_denial_is_none():
    assert not too_much("insufficient", text.NOT_NO_EFFECT)


# --- states x direction x scale x role -----------------------------------------------------------
# Good when it falls or rises, told as a ratio or as a difference.
DECLARED = ("SAF1", "SOC2", "VUL1", "SAF5", "LIV2")
SIDES = {1: ("สูงกว่า", "higher", "เพิ่มขึ้น", "up "), -1: ("ต่ำกว่า", "lower", "ลดลง", "down ")}
KINDS = {(INDICATORS[i].direction, INDICATORS[i].scale) for i in DECLARED}


def figures(declared, way):
    """Estimate, low and high that all lie on one side of nothing; both sides for way 0."""
    steps = {1: (0.5, 0.2, 0.9), -1: (-0.5, -0.8, -0.2), 0: (-0.1, -0.6, 0.7)}[way]
    if declared.scale == "ratio":
        return [1 + step for step in steps]
    return [step * 100 / declared.per if declared.per > 1 else step * 1e4 for step in steps]


def effects(declared, state, way):
    estimate, low, high = figures(declared, way)
    if state == "not_assessed":
        estimate = low = high = math.nan
    mde = figures(declared, declared.direction)[0]
    return pd.DataFrame(
        [
            {
                "tambon": "990101", "indicator": declared.id, "method": method,
                "scale": declared.scale, "estimate": estimate, "low": low, "high": high,
                "p_value": 0.02, "q_value": 0.04, "mde": mde, "before": 1.0, "after": 1.0,
                "expected": 1.0, "state": state if method == "comparative" else None,
                "note": "short_follow_up" if state == "not_assessed" else "",
            }
            for method in ("comparative", "pooled")
        ]
    )  # fmt: skip


def ways(declared, state):
    """Sides on which an estimate of a state may lie."""
    if state in ("improved", "worsened"):
        return [declared.direction * (1 if state == "improved" else -1)]
    return [0] if state == "no_large_change" else [0, 1, -1]


CASES = [
    (state, name, way)
    for name in DECLARED
    for state in text.STATES
    for way in ways(INDICATORS[name], state)
]


def test_the_cases_are_all_directions_on_both_scales():
    assert {(1, "ratio"), (-1, "ratio"), (1, "difference"), (-1, "difference")} == KINDS
    assert {state for state, _, _ in CASES} == set(text.STATES)


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("role", ["primary", "secondary"])
@pytest.mark.parametrize(("state", "name", "way"), CASES)
def test_what_is_said_of_a_state_is_on_its_side_and_no_more(state, name, way, role, hidden):
    declared = INDICATORS[name]
    margin = 0.8 if declared.scale == "ratio" else 0.1
    plan = Plan(outcomes=(Outcome(name, role=role, margin=margin),))
    shown = pd.DataFrame(
        [{"tambon": "990101", "indicator": name, "margin_power": 0.4, "equivalence": math.nan}]
    )
    made = effects(declared, state, way)
    found = narrate.verdict(made, "990101", name, plan, hidden=hidden, diagnostics=shown)
    said = [found.headline, *found.details, found.technical]
    if state == "insufficient" and not hidden:
        said += narrate.pooled_said(made, "990101", declared)
    assert not too_much(state, found.word, *said)
    assert (text.NOT_NO_EFFECT in said) == (state == "insufficient")
    _on_its_side(found.headline, state, way)
    if not hidden and state in ("improved", "worsened"):
        interval = found.details[0]
        assert interval.th.count(SIDES[way][2]) == 2 and SIDES[-way][2] not in interval.th
        assert interval.en.count(SIDES[way][3]) == 2 and SIDES[-way][3] not in interval.en
    if not hidden and state == "insufficient":
        _good_change_is_named(said, declared)


def _on_its_side(headline, state, way):
    """Only a change says higher or lower, and says where the estimate lies."""
    for side in SIDES:
        changed = state in ("improved", "worsened") and side == way
        assert (SIDES[side][0] in headline.th) == changed
        assert (f" {SIDES[side][1]} " in headline.en) == changed


def _good_change_is_named(said, declared):
    """The change of the margin that is looked for is one for the better."""
    named = [t for t in said if t.en.startswith("Had the programme")]
    assert len(named) == 1
    assert SIDES[declared.direction][2] in named[0].th
    assert SIDES[-declared.direction][2] not in named[0].th
    assert SIDES[declared.direction][3] in named[0].en


def test_a_pooled_estimate_is_called_one_and_left_out_where_there_is_none():
    made = effects(INDICATORS["SAF1"], "insufficient", 0)
    (said,) = narrate.pooled_said(made, "990101", INDICATORS["SAF1"])
    assert "pooled estimate" in said.en and "ไม่ใช่ข้อสรุปของหน้านี้" in said.th
    assert "down 60% to up 70%" in said.en
    missing = made.assign(low=math.nan)
    assert narrate.pooled_said(missing, "990101", INDICATORS["SAF1"]) == []
    assert narrate.pooled_said(made, "990102", INDICATORS["SAF1"]) == []


# --- the sheet --------------------------------------------------------------------------------
@pytest.mark.parametrize("state", list(text.STATES))
def test_questions_of_a_sheet_say_no_more_than_their_state(state):
    outcome = {"SAF": "SAF1", "STR": "STR4", "LIV": "LIV1", "VUL": "VUL1", "SOC": "SOC1"}
    assert len(GOALS) == len(outcome) + 1
    for goal, indicator in outcome.items():
        assert not too_much(state, *narrate.questions(goal, {state: [indicator]}))
