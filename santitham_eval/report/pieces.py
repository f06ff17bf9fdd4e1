"""The pieces of a tambon's page: what the notebook shows is what the page holds."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from santitham_eval import narrate, text
from santitham_eval.estimators.comparative import Fit
from santitham_eval.figures import to_svg
from santitham_eval.indicators import Indicator
from santitham_eval.report.chart import chart_of
from santitham_eval.report.drawing import drawing
from santitham_eval.report.html import both, el
from santitham_eval.report.maps import map_figure
from santitham_eval.report.parts import Outside, Part, Subject, section, table_part
from santitham_eval.report.table import icon, scrolling, table_node
from santitham_eval.study import registration
from santitham_eval.tables import (
    Place,
    balance_table,
    block_years,
    description_table,
    donors_table,
    effects_table,
    long_month,
    month,
    number,
    placement_table,
    quality_table,
    shocks_table,
    yardsticks_table,
    years_table,
)
from santitham_eval.text import Text


def heading(subject: Subject) -> Part:
    """Where the reader is, and the tambon's name."""
    return heading_of(subject.place, text.STARTED.format(month=long_month(subject.start)))


def heading_of(place: Place, said: Text) -> Part:
    """The way to a tambon's page, its name, and one sentence."""
    steps = el(
        "ol",
        el("li", el("a", *both(text.ALL_TAMBONS), href="../../index.html")),
        el("li", *both(place.province_name)),
        el("li", *both(place.amphoe_name)),
        el("li", *both(place.name), aria_current="page"),
    )
    node = el(
        "header",
        el("nav", steps, class_="st-crumbs", aria_label=text.CRUMBS.both()),
        el("h1", *both(place.name), " ", el("span", place.tambon, class_="st-code")),
        el("p", *both(said), class_="st-started"),
        class_="st-part st-heading",
    )
    return Part("heading", node, f"{place.name.both()} {place.tambon}", place.name)


def card(
    subject: Subject,
    effects: pd.DataFrame,
    hidden: Collection[str],
    programme: pd.DataFrame,
    diagnostics: pd.DataFrame | None = None,
) -> Part:
    """The verdict in a shape, a word, a colour and a few sentences.

    Where the tambon's own data do not suffice, what the whole programme shows stands beside it.
    With `diagnostics` it says too how often a change that matters would have been found.
    """
    found = narrate.verdict(
        effects,
        subject.place.tambon,
        subject.indicator.id,
        subject.study.plan,
        hidden=subject.indicator.id in hidden,
        diagnostics=diagnostics,
    )
    context = narrate.programme_context(effects, subject.indicator.id)
    short = found.state in ("insufficient", "not_assessed")
    whole = [narrate.of_the_whole(programme, subject.indicator.id)] if short else []
    if found.state == "insufficient" and subject.indicator.id not in hidden:
        whole += narrate.pooled_said(effects, subject.place.tambon, subject.indicator)
    english = " ".join(t.en for t in (found.headline, *found.reservations, found.technical, *whole))
    link = el("a", *both(text.SEE_PROGRAMME), href="../../programme/index.html")
    words = el(
        "div",
        el("p", *both(found.word), class_="st-word"),
        el("p", found.headline.th, class_="st-headline"),
        *(el("p", sentence.th) for sentence in found.details),
        el("p", context.th),
        *(el("p", sentence.th) for sentence in whole[1:]),
        el("p", *(piece for t in whole[:1] for piece in (t.th, " ")), link),
        el("p", el("strong", text.IN_ENGLISH.en), " ", english, class_="st-english", lang="en"),
    )
    node = el(
        "section",
        icon(found.state),
        words,
        class_=f"st-part st-card st-{found.state}",
        aria_label=text.VERDICT_LABEL.both(),
    )
    return Part("card", node, f"{found.word.both()}: {found.headline.both()}")


def tiles(subject: Subject, effects: pd.DataFrame) -> Part:
    """How many of this tambon's indicators are in each state."""
    assessed = effects[effects["note"] != "participants_only"]
    counts = narrate.state_counts(assessed, tambon=subject.place.tambon)
    items = [
        el(
            "li",
            el("span", icon(state), " ", number(count, 0), class_="st-count"),
            el("span", text.STATES[state].th, class_="st-label"),
            el("span", text.STATES[state].en, class_="en", lang="en"),
            class_=f"st-{state}",
        )
        for state, count in counts.items()
    ]
    node = el(
        "div",
        el("p", *both(text.TILES_LABEL), id="st-tiles-label", class_="st-note"),
        el("ul", *items, class_="st-tiles", aria_labelledby="st-tiles-label"),
        class_="st-part",
    )
    plain = ", ".join(f"{text.STATES[s].both()} {n}" for s, n in counts.items())
    return Part("tiles", node, plain)


def course(subject: Subject, fit: Fit, panel: pd.DataFrame, hidden: Collection[str]) -> Part:
    """Before, after and expected, as a chart that says in words what it shows."""
    chart = chart_of(subject, fit, panel, hidden)
    node = el(
        "figure",
        scrolling(drawing(to_svg(chart.figure), chart.alt, "st-course"), "st-course-caption"),
        el(
            "figcaption",
            *(piece for t in chart.captions for piece in (*both(t), " ")),
            id="st-course-caption",
        ),
    )
    table = table_node(years_table(chart.shown, subject.indicator), "st-course-0")
    return section("course", text.SECTION_COURSE, node, table, plain=chart.alt.both("\n"))


def effects_part(
    subject: Subject, effects: pd.DataFrame, hidden: Collection[str], levels: pd.DataFrame
) -> Part:
    """All assessed indicators of the tambon in one table, and official targets beside them."""
    study = subject.study
    minimum = study.disclosure.minimum_count
    table = effects_table(effects, subject.place.tambon, study.plan, hidden, minimum)
    targets = yardsticks_table(levels, study.plan)
    shown = (table, targets) if len(targets.frame) else (table,)
    return table_part("effects", text.SECTION_EFFECTS, *shown)


def description(subject: Subject, levels: pd.DataFrame, roster: pd.DataFrame) -> Part:
    """Indicators that only the programme's tambons have: levels, never an effect."""
    study = subject.study
    minimum = study.disclosure.minimum_count
    table = description_table(levels, roster, subject.place.tambon, minimum)
    return table_part("description", text.SECTION_DESCRIPTION, table)


def donors(
    subject: Subject,
    fit: Fit,
    register: pd.DataFrame,
    area: pd.DataFrame,
    neighbours: pd.DataFrame,
    roster: pd.DataFrame,
    balance: pd.DataFrame,
) -> Part:
    """With whom the tambon is compared, where they lie, and how alike they were before.

    `area` and `balance` are the built tables ``map`` and ``balance``.
    """
    tambon = subject.place.tambon
    beside = neighbours.loc[neighbours["tambon"] == tambon, "neighbour"]
    linked = {"compared": fit.donors["tambon"], "beside": beside, "treated": roster["tambon"]}
    said = text.MAP_COMPARED.format(n=number(len(fit.donors), 0))
    out = subject.study.comparison.exclude_neighbours
    figure, words = map_figure(area, register, tambon, linked, said, out)
    said_of_none = text.NO_DONORS if fit.donors.empty else text.DONORS_PERSONS
    if fit.donors.empty or subject.indicator.counts_persons:
        table, plain = el("p", *both(said_of_none)), said_of_none.both()
    else:
        shown = donors_table(fit.donors, register, subject.indicator)
        table, plain = table_node(shown, "st-donors-0"), shown.frame.to_string(index=False)
    nodes, plain = [figure, table], f"{words.both()}\n{plain}"
    alike = balance_table(balance, tambon, subject.indicator.id)
    if len(alike.frame):
        nodes.append(table_node(alike, "st-donors-1"))
        plain += f"\n{alike.frame.to_string(index=False)}"
    return section("donors", text.SECTION_DONORS, *nodes, plain=plain)


def shocks(subject: Subject, fit: Fit) -> Part:
    """What else happened, as the study file declares it, and what the page cannot tell."""
    weighed = None if subject.indicator.counts_persons else fit.donors
    table = shocks_table(subject.study, fit.windows, fit.tambon, weighed)
    last = fit.windows["follow_up"][1] if "follow_up" in fit.windows else None
    month_named = text.METHOD_NO_WINDOW if last is None else long_month(last)
    said = [limit.format(last=month_named) for limit in text.LIMITS]
    limits = el(
        "div",
        el("h3", *both(text.SECTION_LIMITS)),
        el("ul", *(el("li", *both(sentence)) for sentence in said), class_="st-method"),
    )
    return table_part("shocks", text.SECTION_SHOCKS, table, after=limits)


def quality_part(subject: Subject | Outside, quality: pd.DataFrame) -> Part:
    """What the data behind the page are worth: of this tambon; the whole area has its own page."""
    placed = placement_table(quality, subject.place)
    # Of the whole area only how persons are counted, which every rate here rests on.
    near = quality[(quality["area"] != "ALL") | (quality["topic"] == "population")]
    own = quality_table(near, subject.place)
    link = el("a", *both(text.QUALITY_TITLE), href="../../quality/index.html")
    elsewhere = el("p", *both(text.QUALITY_ELSEWHERE), " ", link, class_="st-note")
    on_screen = {1: text.ON_SCREEN.format(code=subject.place.tambon)}
    return table_part(
        "quality", text.SECTION_QUALITY, placed, own, after=elsewhere, on_screen=on_screen
    )


def method(subject: Subject, fit: Fit) -> Part:
    """How it was assessed, and whether the plan was fixed beforehand."""
    compared = text.METHOD_COMPARISON if len(fit.donors) else text.METHOD_NO_COMPARISON
    said = (
        compared.format(n=number(len(fit.donors), 0)),
        text.METHOD_WINDOWS.format(
            start=month(subject.start),
            baseline=_window(subject, fit, "baseline"),
            follow_up=_window(subject, fit, "follow_up"),
        ),
        *_of_the_series(subject.indicator),
        text.METHOD_CERTAINTY,
        *narrate.registered_briefly(registration(subject.study)),
    )
    node = el("ul", *(el("li", *both(sentence)) for sentence in said), class_="st-method")
    return section("method", text.SECTION_METHOD, node, plain="\n".join(t.both() for t in said))


def _of_the_series(indicator: Indicator) -> list[Text]:
    """What the unit of time and changes of definition mean for the windows."""
    said = [text.METHOD_WHOLE_YEARS] if indicator.time != "month" else []
    return said + [text.METHOD_BREAK.format(why=b.why) for b in indicator.breaks]


def _window(subject: Subject, fit: Fit, name: str) -> Text:
    """First and last month of a window as it was used, and how many; or its years by name."""
    if name not in fit.windows:
        return text.METHOD_NO_WINDOW
    first, last, periods = fit.windows[name]
    used = fit.course[(fit.course["window"] == name) & fit.course["value"].notna()]
    used = used[(used["first"] >= first) & (used["last"] <= last)]
    if subject.indicator.time != "month" and len(used):
        fiscal = subject.indicator.time == "fiscal year"
        words = text.METHOD_FISCAL_YEARS if fiscal else text.METHOD_CALENDAR_YEARS
        years = ", ".join(block_years(used["first"])[0])
        return words.format(years=years, n=number(len(used), 0))
    return text.METHOD_WINDOW.format(first=month(first), last=month(last), n=number(periods, 0))
