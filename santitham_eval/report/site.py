"""The index page over all tambons of a study."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from santitham_eval import narrate, text
from santitham_eval.geography import SPELLING_RULES
from santitham_eval.indicators import SERIES
from santitham_eval.report.html import Node, both, el, render, stacked
from santitham_eval.report.maps import OUTSIDE, index_map
from santitham_eval.report.page import TEMPLATES, finished, policy, style
from santitham_eval.report.table import icon, state_nodes
from santitham_eval.report.variant import scripted
from santitham_eval.study import Study, registration
from santitham_eval.tables import effect_text, find_place, month, number
from santitham_eval.text import Text


def write_index(
    study: Study,
    effects: pd.DataFrame,
    register: pd.DataFrame,
    roster: pd.DataFrame,
    written: Collection[str],
    pages: Sequence[tuple[Text, str]] = (),
    area: pd.DataFrame | None = None,
    downloads: Sequence[str] = (),
) -> Path:
    """Write ``reports/index.html``: every tambon by code, never by result.

    Parameters
    ----------
    study : Study
    effects, register, roster : DataFrame
    written : collection of str
        Codes of the tambons whose page has been made; only these are linked.
    pages : sequence of (Text, str)
        Other pages of the study, by name and address.
    area : DataFrame, optional
        The built table ``map``; without it there is none.
    downloads : sequence of str
        Addresses of files that are there, of `text.DOWNLOADS`.

    Returns
    -------
    Path
        The page.  It appears only when it is whole.
    """
    path = study.reports() / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".index.html.{os.getpid()}")
    try:
        page = index_html(study, effects, register, roster, written, pages, area, downloads)
        partial.write_text(page, "utf-8")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path


def index_html(
    study: Study,
    effects: pd.DataFrame,
    register: pd.DataFrame,
    roster: pd.DataFrame,
    written: Collection[str],
    pages: Sequence[tuple[Text, str]] = (),
    area: pd.DataFrame | None = None,
    downloads: Sequence[str] = (),
) -> str:
    """The index page as text; parameters as for `write_index`."""
    main = next(o.indicator for o in study.plan.outcomes if o.role == "primary")
    own = effects[(effects["method"] == "comparative") & (effects["indicator"] == main)]
    found = {row["tambon"]: row for _, row in own.iterrows()}
    starts = dict(zip(roster["tambon"], roster["start"], strict=True))
    codes = sorted(register["tambon"])
    rows = [_row(c, found.get(c), starts.get(c), register, c in written) for c in codes]
    counts = narrate.state_counts(own[own["tambon"] != "ALL"])
    states = {code: str(row["state"]) for code, row in found.items()}
    drawn = "" if area is None else render(index_map(area, register, states, written))
    script = scripted(_script(), study.pages)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    page = environment.get_template("index_page.html.j2").render(
        study=study.study,
        text=text,
        title=text.INDEX_TITLE.format(
            n=number(len(codes), 0), treated=number(len(starts), 0)
        ),
        caption=text.INDEX_CAPTION.format(name=SERIES[main].name),
        tiles=text.TILES_TAMBONS.format(name=SERIES[main].name),
        css=Markup(style()),
        policy=Markup(policy(script)),
        script=script,
        map=drawn,
        legend=[render(_legend(state, n)) for state, n in counts.items()],
        filters=_filters(register, starts),
        heads=_heads(study),
        rows=[render(row) for row in rows],
        shown=len(codes),
        pages=pages,
        registered=narrate.registered_briefly(registration(study)),
        downloads=downloads,
    )  # fmt: skip
    return finished(page, study)


def _script() -> str:
    """The index's own script, with the rules that make one key of a name's many spellings."""
    rules = [(pattern, re.sub(r"\\(\d)", r"$\1", new)) for pattern, new in SPELLING_RULES]
    script = (TEMPLATES / "index.js").read_text("utf-8")
    return script.replace("/*rules*/[]", json.dumps(rules))


def _filters(
    register: pd.DataFrame, starts: dict[str, Any]
) -> list[tuple[str, Text, Text, list[tuple[str, Text]]]]:
    """Each filter: its id, its name, the word for all, and its values with their names."""
    codes = register.drop_duplicates("amphoe").sort_values("amphoe")["tambon"]
    places = [find_place(code, register) for code in codes]
    waves = sorted({pd.Period(start, "M") for start in starts.values()})
    states = {**text.STATES, OUTSIDE: text.STATE_NONE}
    return [
        ("amphoe", text.INDEX_AMPHOE, text.INDEX_ALL_AMPHOES,
         [(f"a{place.amphoe}", place.amphoe_name) for place in places]),
        ("wave", text.INDEX_WAVE, text.INDEX_ALL_WAVES, [(f"w{w}", month(w)) for w in waves]),
        ("filter", text.INDEX_FILTER, text.INDEX_ALL, list(states.items())),
    ]  # fmt: skip


def _heads(study: Study) -> list[Text]:
    effect = text.HEAD_EFFECT.format(confidence=number(study.plan.confidence * 100, 0))
    return [
        text.HEAD_TAMBON, text.HEAD_CODE, text.HEAD_AMPHOE, text.HEAD_START, effect,
        text.HEAD_STATE,
    ]  # fmt: skip


def _legend(state: str, count: int) -> Node:
    return el(
        "li",
        el("span", icon(state), " ", number(count, 0), class_="st-count"),
        el("span", text.STATES[state].th, class_="st-label"),
        el("span", text.STATES[state].en, class_="en", lang="en"),
    )


def _row(
    code: str, effect: pd.Series | None, start: Any, register: pd.DataFrame, written: bool
) -> Node:
    """One tambon; outside the programme it has neither effect nor finding."""
    place = find_place(code, register)
    link = f"tambon/{code}/index.html"
    name = el("a", place.name.th, href=link) if written else place.name.th
    wave = "" if start is None else f" st-w{pd.Period(start, 'M')}"
    state, shown = OUTSIDE, text.MISSING
    if effect is not None:
        state = str(effect["state"])
        indicator = SERIES[effect["indicator"]]
        # Small counts cannot be told here from the effects alone, so none of persons is shown.
        shown = text.MISSING if indicator.counts_persons else effect_text(effect, indicator)[0]
    began = stacked(month(pd.Period(start, "M"))) if start is not None else (text.MISSING,)
    if start is not None and not written:
        began += (el("br"), el("span", *both(text.INDEX_NO_PAGE), class_="st-small"))
    finding = state_nodes(state) if state != OUTSIDE else (el("span", *stacked(text.STATE_NONE)),)
    return el(
        "tr",
        el("th", name, el("br"), el("span", place.name.en, class_="en", lang="en"), scope="row",
           class_="st-row st-name"),
        el("td", el("code", code)),
        el("td", *stacked(place.amphoe_name), class_="st-name"),
        el("td", *began),
        el("td", shown, class_="st-number"),
        el("td", el("div", *finding, class_="st-finding"), class_=f"st-state st-{state}"),
        class_=f"st-a{place.amphoe}{wave} st-{state}",
    )  # fmt: skip
