"""The page of the whole programme: what it says in each state, what it never says, its build."""

import dataclasses
import json
import re

import numpy as np
import pandas as pd
import programme_frames as made
import pytest
import reading_frames as frames
import test_report as of_a_tambon
from test_report import HOSTILE, Page, notebook_of

from santitham_eval import figures, narrate, report, tables, text
from santitham_eval.errors import StudyError
from santitham_eval.estimators.programme import estimate_programme
from santitham_eval.figures import event_figure, to_svg
from santitham_eval.indicators import SERIES
from santitham_eval.judging import hold_under_any_dependence
from santitham_eval.programme import CHECKING, PARTS, confirm_whole, headlines
from santitham_eval.sample import draw_sample
from santitham_eval.tables.programme import margin_text
from santitham_eval.tables.programme_checks import size_text
from santitham_eval.text import STATES, Text

STRUCTURE = (
    of_a_tambon.test_ids_are_unique_and_labels_point_at_them,
    of_a_tambon.test_english_is_marked_as_english,
)


def parts(study, programme, register=None, effects=None):
    register = frames.register() if register is None else register
    effects = frames.effects(study.plan) if effects is None else effects
    shown = tables.safe_programme(programme, study.disclosure.minimum_count)
    return [
        report.programme_heading(study, register, frames.roster()),
        report.programme_cards(study, shown),
        report.programme_outcomes(study, shown),
        report.event_study(study, shown),
        report.programme_spread(study, effects),
        report.programme_funnel(
            study,
            frames.panel(),
            frames.roster(),
            effects,
            register,
            frames.withheld(study.plan),
            frames.neighbours(),
        ),
        report.programme_places(study, shown, register),
        report.programme_methods(study, shown),
        report.programme_nearby(study, shown),
        report.programme_checks(study, shown, register),
        report.programme_shocks(study),
        report.programme_method(study),
        report.programme_provenance(study),
    ]


def html_of(study, programme, **more):
    return report.export(notebook_of(parts(study, programme, **more)), study)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return frames.build(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def html(study):
    return html_of(study, made.programme())


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def shown(table):
    """Cells of a display table by its first column."""
    return table.frame.set_index(table.columns[0].key)


# --- how it is built ------------------------------------------------------------------------
@pytest.mark.parametrize("holds", STRUCTURE, ids=lambda f: f.__name__.removeprefix("test_"))
def test_it_is_built_as_the_pages_of_tambons_are(page, holds):
    holds(page)


def test_it_is_whole_with_one_main_and_headings_in_order(html, page):
    assert not page.unclosed
    assert [e["tag"] for e in page.all("h1", "h2", "h3")] == ["h1", *["h2"] * 11]
    assert len(page.all("main")) == 1
    assert page.all("title")[0]["text"] == "ผลของโครงการทั้งหมด – การศึกษาเล็ก / The programme as a whole – Small study"  # fmt: skip
    assert 'class="st-page st-simulated"' in html and text.SIMULATED_BANNER.th in html


def test_the_picture_says_in_words_what_it_shows(page):
    picture, *funnels = page.drawings()
    assert ["Funnel plot" in f["aria-label"] for f in funnels] == [True, True]
    assert "ปีที่ 1: −30% [−50, −10]" in picture["aria-label"]
    assert "year 1: −30% [−50, −10]" in picture["aria-label"]


def test_tables_have_captions_scopes_and_a_box_of_their_own(page):
    grids = page.all("table")
    assert len(grids) == len(page.all("caption")) == 13
    assert all(e.get("scope") in ("col", "row", "rowgroup") for e in page.all("th"))
    boxes = [e for e in page.elements if e.get("class") == "st-scroll"]
    assert len(boxes) == len(grids) + len(page.drawings())
    assert all((b["role"], b["tabindex"]) == ("region", "0") for b in boxes)


def test_colour_is_never_alone(page):
    words = [e for e in page.all("td") if e.get("class") == "st-state"]
    words += [e for e in page.all("p") if e.get("class") == "st-word"]
    assert len(words) == 8 + 2 * len(frames.TREATED)
    assert all(any(s.th in e["text"] and s.en in e["text"] for s in STATES.values()) for e in words)


def test_its_links_stay_on_the_site_and_nothing_runs(page):
    assert {e["href"] for e in page.all("a")} == {"#content", "../index.html"}
    assert not page.all("script", "link", "iframe")


def test_not_simulated_is_not_called_so(tmp_path):
    real = frames.write_study(tmp_path, simulated=False)
    heading = report.programme_heading(real, frames.register(), frames.roster())
    words = report.export(notebook_of([heading]), real)
    assert 'class="st-page"' in words and text.SIMULATED_BANNER.th not in words


def test_same_inputs_same_bytes(study, html):
    assert html_of(study, made.programme()) == html


def test_the_order_of_rows_changes_no_finding(study):
    mixed = made.programme().sample(frac=1, random_state=3)
    first, second = (tables.outcomes_table(p, study.plan) for p in (made.programme(), mixed))
    pd.testing.assert_frame_equal(first.frame, second.frame)
    provinces = tables.provinces_table(mixed, study.plan, frames.register())
    assert list(provinces.frame["item"]) == ["98", "จังหวัดจำลอง"]


# --- the finding ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("improved", "Over all tambons of the programme together, the rate of violent incidents "
         "was about 30% lower than expected without it."),
        ("worsened", "was about 60% higher than expected without it."),
        ("no_large_change", "did not differ much from what was expected"),
        ("insufficient", "Even over all tambons of the programme together, the data are not "
         "enough to tell whether it raised or lowered the rate of violent incidents."),
        ("not_assessed", "could not be assessed: "),
    ],
)  # fmt: skip
def test_each_state_has_its_word_its_sentence_and_its_meaning(study, state, said):
    found = narrate.whole_verdict(made.with_state(state), "SAF1", study.plan)
    assert found.word == STATES[state] and said in found.headline.en
    card = report.programme_cards(study, made.with_state(state)).plain
    assert STATES[state].th in card and found.headline.th in card
    means, means_not = narrate.meaning(state)
    whole = html_of(study, made.with_state(state))
    assert all(words in whole for words in (means.th, means_not.th, f"st-card st-{state}"))


def test_a_finding_names_its_interval_and_what_many_outcomes_make_of_it(study):
    found = narrate.whole_verdict(made.programme(), "SAF1", study.plan)
    assert "ลดลงร้อยละ 45" in found.details[0].th and "ลดลงร้อยละ 10" in found.details[0].th
    assert found.details[1].en == (
        "Allowing for the several indicators looked at together, q = 0.01 (threshold 0.10)."
    )
    assert found.technical.en == "Estimate: rate ratio 0.70 (95% CI 0.55 to 0.90; BH q = 0.01)."


def test_insufficient_says_what_can_be_excluded_and_never_no_effect(study):
    found = narrate.whole_verdict(made.with_state("insufficient"), "SAF1", study.plan)
    assert [t.en for t in found.reservations] == [
        "What can be said: the data speak against a fall of more than 40% and against a rise of "
        "more than 40%."
    ]
    whole = json.dumps(text.NOT_MEANS["insufficient"].en)
    assert "no effect, nor that it had one" in whole


def test_what_falls_to_many_outcomes_says_so(study):
    frame = made.frame_of([made.overall("SAF1", 0.7, 0.5, 0.95, 0.04, "insufficient", 0.2)])
    found = narrate.whole_verdict(frame, "SAF1", study.plan)
    assert "lower than expected" in found.reservations[0].en
    assert "q = 0.20, threshold 0.10" in found.reservations[0].en


def test_the_sentence_for_a_tambons_page(study):
    said = narrate.of_the_whole(made.programme(), "SAF1")
    assert said.th == "ทั้งโครงการ: เมื่อรวมทุกตำบลในโครงการ อัตราเหตุการณ์ความไม่สงบต่ำกว่าที่คาดไว้หากไม่มีโครงการ ประมาณร้อยละ 30"  # fmt: skip
    assert "could not be assessed" in narrate.of_the_whole(made.programme(), "SAF2").en
    assert "no such result" in narrate.of_the_whole(made.frame_of([]), "SAF1").en


def test_a_tambon_whose_data_do_not_suffice_is_told_of_the_whole(study):
    effects, whole = frames.effects(study.plan), made.programme()
    own = effects[(effects["method"] == "comparative") & (effects["indicator"] == "SAF1")]
    states = dict(zip(own["tambon"], own["state"], strict=True))
    said = narrate.of_the_whole(whole, "SAF1").th
    assert {"improved", "insufficient"} <= set(states.values())
    for tambon in [c for c in states if c != "ALL"]:
        subject = report.find_subject(study, tambon, "SAF1", frames.register(), frames.roster())
        card = str(report.html.render(report.card(subject, effects, set(), whole).node))
        assert (said in card) == (states[tambon] in ("insufficient", "not_assessed"))
        assert 'href="../../programme/index.html"' in card


def test_the_reservation_of_shares_stands_where_it_applies_and_only_there(study):
    told = [narrate.whole_verdict(made.programme(), i, study.plan) for i in ("SAF1", "SAF5")]
    points = [["+2.0 percentage points" in t.en for t in v.reservations] for v in told]
    assert points == [[], [False, True]]
    assert "+2.0 percentage points" in html_of(study, made.programme())
    none = made.programme()
    none["note"] = none["note"].replace("share_bias", "")
    assert "+2.0 percentage points" not in html_of(study, none)


# --- tables ---------------------------------------------------------------------------------
def test_outcomes_show_effect_margin_and_finding(study):
    table = shown(tables.outcomes_table(made.programme(), study.plan))
    first = table.loc["เหตุการณ์ความไม่สงบ"]
    assert list(first[["effect", "effect_en", "margin", "q", "tambons", "state"]]) == [
        "−30% [−45, −10]", "×0.70 [0.55, 0.90]", "−20% … +25%", "0.01", "6 / 34", "improved",
    ]  # fmt: skip
    assert list(table.index)[-1] == "เดือนปลอดเหตุ\u00a0†"
    assert table.loc["เดือนปลอดเหตุ\u00a0†", "margin"] == "±5.0"


def test_margins_in_readers_units(study):
    rate, share = (study.plan.outcome(i) for i in ("SAF1", "SAF5"))
    assert margin_text(dataclasses.replace(rate, margin=0.5), SERIES["SAF1"]) == "−50% … +100%"
    assert margin_text(dataclasses.replace(rate, margin=None), SERIES["SAF1"]) == "−20% … +25%"
    assert margin_text(dataclasses.replace(share, margin=None), SERIES["SAF5"]) == text.MISSING


def test_tambons_are_counted_by_state_and_none_is_named(study):
    effects = frames.effects(study.plan)
    table = shown(tables.spread_table(effects, study.plan))
    own = effects[(effects["method"] == "comparative") & (effects["indicator"] == "SAF1")]
    counts = own["state"].value_counts()
    assert [int(table.loc["เหตุการณ์ความไม่สงบ", s]) for s in STATES] == [
        counts.get(s, 0) for s in STATES
    ]
    whole = report.programme_spread(study, effects)
    assert not re.search(r"9901\d\d", whole.plain)


def test_it_is_told_how_many_findings_rest_on_the_dependence_of_tambons(study):
    effects = frames.effects(study.plan).assign(p_value=0.001)
    called = effects["state"].isin(["improved", "worsened"]) & (effects["method"] == "comparative")
    strict = hold_under_any_dependence(effects, study.plan)
    assert 0 < strict["called"].sum() == called.sum()
    notes = " ".join(note.en for note in tables.spread_table(effects, study.plan).notes)
    assert f"{strict['held'].sum()} of the {called.sum()} findings" in notes
    none = effects.assign(state="insufficient")
    assert len(tables.spread_table(none, study.plan).notes) == 1


def test_a_balance_stands_below_the_methods(study):
    row = {"tambon": "ALL", "indicator": "SAF1", "covariate": "level", "own": -6.0, "others": -6.1,
           "outside": -7.0, "apart": 0.1, "apart_outside": 1.0, "variance_ratio": 1.1,
           "variance_ratio_outside": 0.6}  # fmt: skip
    balance = pd.DataFrame([row | {"method": m} for m in ("comparative", "matched")])
    programme = made.programme()
    shorter = report.programme_methods(study, programme).plain
    longer = report.programme_methods(study, programme, balance).plain
    assert longer.startswith(shorter) and "1.0 SD, ×0.6" in longer


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((0.9, 0.72, 1.15), text.AGREES),  # the headline's interval holds it
        ((0.95, 0.6, 1.4), text.AGREES),  # its interval holds the headline
        ((1.3, 1.0, 1.6), text.DISAGREES),
        ((0.9, np.nan, np.nan), None),  # without an interval nothing is compared
    ],
)
def test_a_second_opinion_agrees_by_the_rule_of_the_tambons_pages(study, figures, said):
    headline = made.overall("SAF1", 0.7, 0.55, 0.9, 0.005, "improved")
    rows = [headline, made.method("SAF1", "poisson", *figures)]
    rows.append(made.method("SAF1", "two_way", 1.3, 1.0, 1.6))
    table = tables.methods_table(made.frame_of(rows), study.plan)
    agrees = dict(zip(table.frame["method_en"], table.frame["agrees"], strict=True))
    assert agrees["Poisson, tambon and year effects"] == (said.th if said else text.MISSING)
    assert agrees["risk sets (headline)"] == text.MISSING
    assert agrees["two-way fixed effects (description)"] == text.MISSING


def test_an_unknown_method_is_shown_by_its_own_name(study):
    frame = made.frame_of([*made.rows_of(), made.method("SAF1", "newest", 0.9, 0.7, 1.2)])
    assert "newest" in set(tables.methods_table(frame, study.plan).frame["method"])


def test_budgets_stand_by_size_and_are_held_against_one_another(study):
    table = tables.doses_table(made.programme(), study.plan)
    assert list(table.frame["item_en"]) == [
        "300,000 baht", "1,000,000 baht", "1,000,000 baht against 300,000 baht",
    ]  # fmt: skip
    assert table.notes[-1].en == f"deaths: {text.REASONS['few_clusters'].en}"
    one = made.frame_of([made.row("SAF1", "dose", "300000", 0.7, 0.5, 0.9, 0.01)])
    alone = tables.doses_table(one, study.plan)
    assert alone.frame.empty and alone.notes == (text.NO_DOSES,)


def test_groups_have_the_names_of_the_study_file(study):
    named = {"decree": Text("พื้นที่ พ.ร.ก.", "decree area")}
    table = tables.groups_table(made.programme(), study.plan, named)
    assert list(table.frame["item_en"]) == ["in decree area", "outside decree area"]
    assert list(table.frame["item"]) == ["ในพื้นที่ พ.ร.ก.", "นอกพื้นที่ พ.ร.ก."]


def test_rings_and_displacement_stand_together_with_what_they_would_mean(study):
    table = tables.nearby_table(made.programme(), study.plan)
    assert list(table.frame["tambons"]) == ["8", "6", "6", "6"]
    assert table.notes[0] == text.NOTE_NEARBY
    assert any(text.REASONS["few_clusters"].en in note.en for note in table.notes)


def test_years_stand_beside_each_other_by_method(study):
    table = tables.by_method_table(made.programme(), study.plan)
    assert [c.key for c in table.columns] == ["at", "risk_sets", "poisson_event_study"]
    rows = shown(table)
    assert list(rows.index) == ["−4", "−3", "−2", "0", "1", "2"]
    assert rows.loc["−2", "risk_sets"] == text.MISSING
    assert rows.loc["2", "risk_sets"] == "−100%"  # nothing was seen; it has no interval


# --- checks ---------------------------------------------------------------------------------
def test_checks_say_what_was_found_in_readers_units(study):
    table = tables.whole_checks_table(made.programme(), study.plan, frames.register())
    table = dataclasses.replace(
        table, frame=table.frame[table.frame["of_en"] == "violent incidents"]
    )
    found = dict(zip(table.frame["check_en"], zip(table.frame["found"], table.frame["found_en"],
                                                  table.frame["verdict_en"], strict=True),
                     strict=True))  # fmt: skip
    assert found["year B.E. 2563 left out"] == ("−28% [−50, −5] (p 0.02)", "", "pass")
    assert found["one amphoe left out at a time"][1:] == (
        "the estimate stays between −40% (without Chamlong Dao 01 district) and −5% (without "
        "Chamlong Dao 02 district) over 3 amphoe",
        "caution",
    )
    assert found["did the next ring change too?"][2] == "not possible"
    assert found["how strong a drift would that test probably have found?"] == (
        "แนวโน้มที่ต่างกันปีละ +8% น่าจะตรวจพบ (4 ใน 5 ครั้ง)",
        "a drift of +8% a year would probably have been found (4 times in 5)",
        "",
    )
    assert found["how far must trends bend in a year to undo the finding?"][1] == (
        "the finding would stand unless the trends had bent apart by more than 3.0% a year, 0.4 "
        "times the most seen before the start"
    )
    relative = found["how many times more than before must trends move apart to undo the finding?"]
    assert "more than 12% a year after the start, 1.4 times" in relative[1]
    assert (
        found["how often would starts dealt out at random within amphoe give as much?"][0]
        == "p 0.02"
    )
    assert "12% of the weight" in str(found)
    assert "earlier vs later" not in str(found)


@pytest.mark.parametrize(
    ("value", "scale", "indicator", "said"),
    [
        (np.log(1.03), "ratio", "SAF1", "3.0%"),
        (np.log(1.004), "ratio", "SAF1", "0.40%"),
        (np.log(1.5), "ratio", "SAF1", "50%"),
        (0.0, "ratio", "SAF1", "0%"),
        (0.012, "difference", "SAF5", "1.2 percentage points"),
        (35.0, "difference", "LIV2", "35 (baht a person a year, constant prices)"),
    ],
)
def test_sizes_are_told_as_finely_as_they_ask(value, scale, indicator, said):
    assert size_text(value, scale, SERIES[indicator]).en == said


@pytest.mark.parametrize(
    ("verdict", "said"),
    [("caution", text.FOUND_FALLS_AT_ONCE), ("not_possible", text.FOUND_NOTHING_TO_UNDO)],
)
def test_a_breakdown_at_nought_says_which_it_is(study, verdict, said):
    rows = [made.row("SAF1", "honest", "breakdown:smoothness", 0.0, high=1.0, note="not_at_zero",
                     verdict=verdict)]  # fmt: skip
    table = tables.whole_checks_table(made.frame_of(rows), study.plan, frames.register())
    assert table.frame["found"].item() == said.th


def test_every_checking_part_asks_a_question(study):
    rows = [made.row("SAF1", part, "-", note="few_clusters", verdict="not_possible")
            for part in CHECKING]  # fmt: skip
    table = tables.whole_checks_table(made.frame_of(rows), study.plan, frames.register())
    assert len(table.frame) == len(CHECKING)
    assert "-" not in set(table.frame["check"])
    assert set(table.frame["verdict_en"]) == {"not possible"}


# --- what is not there ----------------------------------------------------------------------
@pytest.mark.parametrize("part", PARTS)
def test_without_any_part_the_page_stands_and_says_so(study, part):
    frame = made.programme()
    page = Page(html_of(study, frame[frame["part"] != part]))
    assert not page.unclosed and len(page.all("h2")) == 11


def test_a_study_without_any_row_says_that_nothing_was_assessed(study):
    html = html_of(study, made.frame_of([]))
    assert html.count("st-card st-not_assessed") == 2
    assert text.WHOLE_NO_ROW.th in html and text.NO_CHECKS.th in html
    assert text.NO_GROUPS.th in html and text.NO_DOSES.th in html and text.NO_PROVINCES.th in html
    words = [element["text"] for element in Page(html).all("td", "th", "p", "li")]
    assert not [w for w in words if "nan" in w.lower().replace("banned", "")]


def test_rows_that_could_not_be_had_have_a_reason(study):
    rows = [made.row("SAF1", part, "-", note="few_clusters") for part in PARTS if part != "overall"]
    html = html_of(
        study, made.frame_of([*made.with_state("not_assessed").to_dict("records"), *rows])
    )
    assert html.count(text.REASONS["few_clusters"].en) >= 6


# --- withheld -------------------------------------------------------------------------------
def persons(**sums):
    """A programme whose primary outcome counts persons, with the sums that some rows rest on."""
    rows = [made.overall("SAF2", 0.7, 0.55, 0.9, 0.005, "improved", numerator=40, denominator=9e4)]
    rows += [r | {"numerator": 20.0, "denominator": 4e4} for r in made.rows_of("SAF2")
             if r["part"] in ("province", "dose", "group") or r["method"] == "risk_sets"]  # fmt: skip
    rows += [r for r in made.rows_of("SAF2") if r["part"] in ("dose_contrast",)]
    rows += [r for r in made.rows_of("SAF2") if r["method"] == "poisson_event_study"]
    frame = made.frame_of(rows).drop_duplicates(["part", "item", "method"])
    for key, count in sums.items():
        part, item = key.split("__")
        frame.loc[(frame["part"] == part) & (frame["item"] == item), "numerator"] = count
    return frame


def hidden(frame):
    found = tables.safe_programme(frame, 3)
    return {(p, i, m) for p, i, m, note in found[["part", "item", "method", "note"]].to_numpy()
            if note == "suppressed"}  # fmt: skip


def test_few_persons_are_withheld_with_what_would_tell_them():
    assert hidden(persons()) == set()
    assert hidden(persons(province__99=2)) == {("province", "99", "risk_sets")}
    assert hidden(persons(province__99=0)) == set()  # nought is shown
    assert hidden(persons(dose__300000=1)) == {
        ("dose", "300000", "risk_sets"), ("dose_contrast", "1000000:300000", "risk_sets"),
    }  # fmt: skip
    frame = persons()
    first = (
        (frame["part"] == "event_time") & (frame["method"] == "risk_sets") & (frame["item"] == "0")
    )
    frame.loc[first, "numerator"] = 2
    assert hidden(frame) == {
        ("event_time", "0", "risk_sets"), ("event_time", "0", "poisson_event_study"),
    }  # fmt: skip
    assert len(hidden(persons(overall__risk_sets=2))) == len(persons())


def test_a_province_that_the_whole_less_the_others_would_give_takes_another_with_it():
    frame = persons(province__99=1)
    other = frame[(frame["part"] == "province")].assign(item="98", numerator=39.0, denominator=5e4)
    two = pd.concat([frame, other], ignore_index=True)
    assert hidden(two) == {("province", "98", "risk_sets"), ("province", "99", "risk_sets")}
    two.loc[two["item"] == "98", "numerator"] = 30  # they do not add up, so nothing follows
    assert hidden(two) == {("province", "99", "risk_sets")}


def test_incidents_are_no_persons():
    rows = [made.overall("SAF1", 0.7, 0.55, 0.9, 0.005, "improved", numerator=2, denominator=9e4)]
    assert hidden(made.frame_of(rows)) == set()


def test_withheld_figures_are_nowhere_on_the_page(study):
    frame = persons(province__99=2)
    frame.loc[frame["item"] == "99", ["estimate", "low", "high"]] = (0.4321, 0.31, 0.87)
    html = html_of(study, frame)
    assert "−57%" not in html and "0.43" not in html and text.SUPPRESSED.th in html
    whole = html_of(study, persons(overall__risk_sets=2))
    assert "so few persons" in whole and "−30%" not in whole
    assert narrate.whole_verdict(
        tables.safe_programme(persons(overall__risk_sets=2), 3), "SAF2", study.plan
    ).technical == Text("", "")


# --- hostile --------------------------------------------------------------------------------
def test_hostile_names_come_out_as_text(study):
    register = frames.register()
    for column in ("province_th", "amphoe_th", "amphoe_en", "province_en"):
        register[column] = f"{HOSTILE}{{{{7*7}}}}$x$"
    frame = made.programme()
    odd = frame["part"].isin(["group", "event_time"])
    frame.loc[frame["part"] == "group", "item"] = HOSTILE
    frame.loc[~odd & (frame["note"] != ""), "note"] = HOSTILE
    frame = pd.concat([frame, made.frame_of([made.method("SAF1", HOSTILE, 0.9, 0.7, 1.2)])])
    html = html_of(study, frame, register=register)
    assert "<script" not in html and "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "{{7*7}}" in html and not Page(html).unclosed


# --- the figure -----------------------------------------------------------------------------
def drawn(rows, indicator="SAF1"):
    frame = report.programme.events_since(made.frame_of(rows), indicator)
    figure = event_figure(frame, SERIES[indicator], simulated=True)
    return figure, figure.axes[0]


def since(at, *ends, indicator="SAF1", **more):
    return made.row(indicator, "event_time", str(at), *ends, **more)


def test_years_before_are_hollow_and_those_after_filled():
    _, ax = drawn([since(-3, 1.1, 0.9, 1.3), since(0, 0.8, 0.6, 1.0), since(1, 0.7, 0.5, 0.9)])
    points = {line.get_markerfacecolor(): list(line.get_ydata()) for line in ax.lines
              if line.get_marker() == "o"}  # fmt: skip
    assert points == {"white": [1.1], figures.BLUE: [0.8, 0.7]}
    [bars] = [c for c in ax.collections if c.get_gid() == "interval"]
    assert [s[:, 1].tolist() for s in bars.get_segments()] == [[0.9, 1.3], [0.6, 1.0], [0.5, 0.9]]
    ticks = dict(zip(ax.get_yticks(), (t.get_text() for t in ax.get_yticklabels()), strict=True))
    assert ticks[1.0] == "0" and ticks[1.25] == "+25" and ticks[0.8] == "−20"
    low, high = ax.get_ylim()
    assert low < 0.5 and high > 1.3 and any(line.get_gid() == "nothing" for line in ax.lines)


def test_what_cannot_be_drawn_is_left_open_and_told():
    rows = [since(0, 0.8, 0.6, np.inf), since(1, 0.0), since(2, note="few_clusters"),
            since(3, 1.1)]  # fmt: skip
    figure, ax = drawn(rows)
    points = [y for line in ax.lines if line.get_marker() == "o" for y in line.get_ydata()]
    assert [y for y in points if np.isfinite(y)] == [0.8, 1.1]
    assert np.isfinite(ax.get_ylim()).all() and ax.get_ylim()[1] <= 60
    alt = narrate.event_alt(
        report.programme.events_since(made.frame_of(rows), "SAF1"), SERIES["SAF1"]
    )
    assert "year 0: −20% [−40, ∞]" in alt.en
    assert (
        "year 1: −100%" in alt.en and "year 2: no estimate" in alt.en and "year 3: +10%" in alt.en
    )
    assert to_svg(figure).startswith(b"<?xml")


def test_differences_stand_in_their_own_unit():
    rows = [since(at, *ends, indicator="SAF5") for at, ends in ((-1, (0.0, -0.02, 0.02)),
                                                                (0, (0.05, 0.01, 0.09)))]  # fmt: skip
    _, ax = drawn(rows, "SAF5")
    points = [y for line in ax.lines if line.get_marker() == "o" for y in line.get_ydata()]
    assert points == [0.0, 5.0]
    assert ax.get_yscale() == "linear" and "ร้อยละ" in ax.get_ylabel()


def test_the_figure_says_simulated_and_has_the_same_bytes_each_time():
    rows = [since(-3, 1.1, 0.9, 1.3), since(0, 0.8, 0.6, 1.0)]
    first, second = (to_svg(drawn(rows)[0]) for _ in range(2))
    assert first == second and b"watermark" in first


# --- made anew before it is shown -----------------------------------------------------------
def stored(study, indicator="SAF1"):
    sample = draw_sample(
        frames.panel(), frames.roster(), study.plan, indicator, frames.neighbours()
    )
    found = estimate_programme(sample, np.random.default_rng(1)).iloc[0]
    figures_ = [found.get(k, np.nan) for k in ("estimate", "low", "high", "p_value")]
    return made.overall(indicator, *figures_, "insufficient")


def test_headlines_from_the_panel_are_the_stored_ones(study):
    found = headlines(frames.panel(), frames.roster(), study.plan, neighbours=frames.neighbours())
    assert list(found["indicator"]) == ["SAF1", "SAF2"]
    assert found["estimate"].notna().all()
    confirm_whole(found, made.frame_of([stored(study, "SAF1"), stored(study, "SAF2")]))


@pytest.mark.parametrize("change", [1.001, 1 + 1e-7, np.nan])
def test_another_figure_stops_and_names_both(study, change):
    found = headlines(frames.panel(), frames.roster(), study.plan, neighbours=frames.neighbours())
    rows = made.frame_of([stored(study, "SAF1"), stored(study, "SAF2")])
    rows.loc[0, "estimate"] *= change
    with pytest.raises(StudyError, match="the figure made anew") as caught:
        confirm_whole(found, rows)
    assert [(p.file, p.column) for p in caught.value.problems] == [("programme", "estimate")]


def test_a_headline_that_is_not_stored_or_twice_stops(study):
    found = headlines(frames.panel(), frames.roster(), study.plan, neighbours=frames.neighbours())
    for rows in ([stored(study)], [stored(study), stored(study), stored(study, "SAF2")]):
        with pytest.raises(StudyError, match="one row only"):
            confirm_whole(found, made.frame_of(rows))
