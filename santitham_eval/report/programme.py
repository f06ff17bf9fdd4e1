"""The pieces of the page of the whole programme."""

from __future__ import annotations

import pandas as pd

from santitham_eval import narrate, text
from santitham_eval.estimators.programme import HEADLINE_OF_ALL
from santitham_eval.figures import event_figure, to_svg
from santitham_eval.indicators import SERIES, Indicator
from santitham_eval.report.drawing import drawing
from santitham_eval.report.html import Node, both, el
from santitham_eval.report.parts import Part, section, table_part
from santitham_eval.report.table import icon, scrolling, table_node
from santitham_eval.study import Study, registration
from santitham_eval.tables import (
    balance_table,
    by_method_table,
    doses_table,
    groups_table,
    honest_table,
    long_month,
    methods_table,
    nearby_table,
    number,
    of_part,
    outcomes_table,
    primary,
    provinces_table,
    shocks_table,
    spread_table,
    whole_checks_table,
)
from santitham_eval.text import Text


def programme_heading(study: Study, register: pd.DataFrame, roster: pd.DataFrame) -> Part:
    """What the page is about, how large the programme is, and the way back."""
    named = Text(study.study.title.th, study.study.title.en)
    steps = el(
        "ol",
        el("li", el("a", *both(text.ALL_TAMBONS), href="../index.html")),
        el("li", *both(text.PROGRAMME_TITLE), aria_current="page"),
    )
    starts = [pd.Period(start, "M") for start in roster["start"]]
    lead = text.PROGRAMME_LEAD.format(
        treated=number(len(roster), 0), n=number(len(register), 0),
        first=long_month(min(starts)), last=long_month(max(starts)),
    )  # fmt: skip
    node = el(
        "header",
        el("nav", steps, class_="st-crumbs", aria_label=text.CRUMBS.both()),
        el("h1", *both(text.PROGRAMME_TITLE)),
        el("p", *both(named), class_="st-started"),
        el("p", *both(lead)),
        class_="st-part st-heading",
    )
    title = text.PROGRAMME_PAGE_TITLE.format(study=named)
    return Part("programme-heading", node, f"{text.PROGRAMME_TITLE.both()}\n{lead.both()}", title)


def programme_cards(study: Study, programme: pd.DataFrame) -> Part:
    """The finding of the whole on each primary outcome: shape, word, sentences, meaning."""
    cards, plain = [], []
    for name in primary(study.plan):
        found = narrate.whole_verdict(programme, name, study.plan)
        means, means_not = narrate.meaning(found.state)
        english = (found.headline, *found.reservations, found.technical, text.MEANS_LABEL, means,
                   text.NOT_MEANS_LABEL, means_not)  # fmt: skip
        words = el(
            "div",
            el("p", *both(found.word), class_="st-word"),
            el("p", found.headline.th, class_="st-headline"),
            *(el("p", sentence.th) for sentence in found.details),
            el("p", el("strong", text.MEANS_LABEL.th), " ", means.th),
            el("p", el("strong", text.NOT_MEANS_LABEL.th), " ", means_not.th),
            el("p", el("strong", text.IN_ENGLISH.en), " ", " ".join(t.en for t in english),
               class_="st-english", lang="en"),
        )  # fmt: skip
        label = text.WHOLE_CARD_LABEL.format(name=SERIES[name].name)
        cards.append(
            el(
                "section", icon(found.state), words,
                class_=f"st-part st-card st-{found.state}", aria_label=label.both(),
            )
        )  # fmt: skip
        plain.append(f"{found.word.both()}: {found.headline.both()}")
    return Part("programme-cards", el("div", *cards, class_="st-part"), "\n".join(plain))


def programme_outcomes(study: Study, programme: pd.DataFrame) -> Part:
    """Every outcome of the whole programme in one table."""
    table = outcomes_table(programme, study.plan)
    shares = of_part(programme, "overall")
    shares = shares[shares["note"] == narrate.SHARE_NOTE]
    reserved = None
    if len(shares):
        said = narrate.share_reservation(SERIES[str(shares["indicator"].iloc[0])])
        reserved = el("p", *both(said), class_="st-note")
    return table_part("programme-outcomes", text.SECTION_WHOLE, table, after=reserved)


def event_study(study: Study, programme: pd.DataFrame) -> Part:
    """Before and after, year by year, for each primary outcome."""
    nodes, plain = [], []
    for name in primary(study.plan):
        indicator = SERIES[name]
        frame = events_since(programme, name)
        if frame["estimate"].notna().any():
            alt = narrate.event_alt(frame, indicator)
            nodes.append(_event_node(study, frame, indicator, alt))
            plain.append(alt.both("\n"))
        else:
            said = text.NO_EVENT_STUDY.format(name=indicator.name)
            nodes.append(el("p", *both(said)))
            plain.append(said.both())
    table = by_method_table(programme, study.plan)
    nodes.append(table_node(table, "st-event-study-0"))
    plain.append(table.frame.to_string(index=False))
    return section("event-study", text.SECTION_EVENT_STUDY, *nodes, plain="\n".join(plain))


def events_since(programme: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Rows of the headline's event study of one outcome, by year."""
    rows = of_part(programme, "event_time", indicator)
    rows = rows[(rows["method"] == HEADLINE_OF_ALL) & (rows["item"] != "-")]
    rows = rows.assign(at=pd.to_numeric(rows["item"]).astype(int))
    return rows.sort_values("at", ignore_index=True)


def _event_node(study: Study, frame: pd.DataFrame, indicator: Indicator, alt: Text) -> Node:
    figure = event_figure(frame, indicator, simulated=study.study.simulated)
    caption = text.CAPTION_EVENT_STUDY.format(
        name=indicator.name,
        confidence=number(study.plan.confidence * 100, 0),
    )
    name = f"st-event-{indicator.id.replace('.', '-')}"
    words = (*both(caption), " ", *both(text.CAPTION_EVENT_GAPS))
    return el(
        "figure",
        scrolling(drawing(to_svg(figure), alt, name), name),
        el("figcaption", *words, id=name),
    )


def programme_spread(study: Study, effects: pd.DataFrame) -> Part:
    """How many tambons are in each state; never which."""
    table = spread_table(effects, study.plan)
    return table_part("programme-spread", text.SECTION_SPREAD, table)


def programme_places(study: Study, programme: pd.DataFrame, register: pd.DataFrame) -> Part:
    """Provinces, budgets, and groups of areas that the study file declares."""
    tables = (
        provinces_table(programme, study.plan, register),
        doses_table(programme, study.plan),
        groups_table(programme, study.plan, group_names(study)),
    )
    note = el("p", *both(text.NOTE_FAMILY), class_="st-note")
    return table_part("programme-places", text.SECTION_PLACES, *tables, after=note)


def group_names(study: Study) -> dict[str, Text]:
    """What the study file calls its groups of areas, by id."""
    groups = getattr(study, "groups", ())
    return {group.id: Text(group.name.th, group.name.en) for group in groups}


def programme_methods(
    study: Study, programme: pd.DataFrame, balance: pd.DataFrame | None = None
) -> Part:
    """The same by other methods; with a `balance`, how alike tambons were to their comparison."""
    tables = [methods_table(programme, study.plan)]
    if balance is not None:
        alike = [balance_table(balance, "ALL", name) for name in primary(study.plan)]
        tables += [table for table in alike if len(table.frame)]
    return table_part("programme-methods", text.SECTION_METHODS_OF_ALL, *tables)


def programme_nearby(study: Study, programme: pd.DataFrame) -> Part:
    """Rings of tambons around the programme, and the total with them."""
    table = nearby_table(programme, study.plan)
    return table_part("programme-nearby", text.SECTION_NEARBY, table)


def programme_checks(study: Study, programme: pd.DataFrame, register: pd.DataFrame) -> Part:
    """What would undo the finding, and whether anything hints at it."""
    tables = (
        whole_checks_table(programme, study.plan, register),
        honest_table(programme, study.plan),
    )
    return table_part("programme-checks", text.SECTION_WHOLE_CHECKS, *tables)


def programme_shocks(study: Study) -> Part:
    """What else happened, as the study file declares it."""
    return table_part("shocks", text.SECTION_SHOCKS, shocks_table(study))


def programme_method(study: Study) -> Part:
    """How the whole programme was assessed."""
    said = (
        text.WHOLE_METHOD_COMPARISON,
        text.WHOLE_METHOD_CERTAINTY,
        text.WHOLE_METHOD_RULE,
        text.WHOLE_METHOD_LIMITS,
        *narrate.registered_briefly(registration(study)),
    )
    node = el("ul", *(el("li", *both(sentence)) for sentence in said), class_="st-method")
    plain = "\n".join(sentence.both() for sentence in said)
    return section("method", text.SECTION_METHOD, node, plain=plain)
