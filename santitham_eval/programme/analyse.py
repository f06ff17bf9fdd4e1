"""Everything about the programme and one outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from santitham_eval.estimators.programme import HEADLINE_OF_ALL, PROGRAMME, estimate_programme
from santitham_eval.estimators.programme.risk_sets import roles_of
from santitham_eval.estimators.programme.years import Years, years_of
from santitham_eval.programme import chance, leaving_out, spillover, trends
from santitham_eval.programme.model import Part
from santitham_eval.programme.parts import headline
from santitham_eval.programme.persistence import persistence
from santitham_eval.programme.rows import Row, row, table
from santitham_eval.sample import Sample


def analyse(
    sample: Sample, rng: np.random.Generator, *, dose: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Estimate the programme's effect on one outcome, its parts, and what would break it.

    Parameters
    ----------
    sample : Sample
        Its neighbours make the rings, its plan's groups and shocks are looked into.
    rng : numpy.random.Generator
        Bootstraps, placebo rosters and rosters dealt anew each draw from their own child.
    dose : mapping of tambon to baht, optional

    Returns
    -------
    DataFrame
        `PROGRAMME_COLUMNS` but the indicator, not yet judged.  Rosters are dealt anew for primary
        outcomes alone, for what it costs.
    """
    scale = sample.series.indicator.scale
    streams = rng.spawn(3)
    if sample.series.indicator.participants_only:
        return table([*_opinions(sample, None, streams[0])], scale)
    years = years_of(sample)
    roles, note = roles_of(years, years.anticipation)
    rows: list[Row] = [*_opinions(sample, years, streams[0])]
    if note:
        rows += [row(part, "-", note=note, verdict=_verdict(part)) for part in _NEEDING]
    else:
        top = headline(years, scale, roles, sample.plan, dose)
        rows[0] = _reserved(top.rows[0], sample)
        rows += top.rows[1:]
        rows += leaving_out.without_year(years, scale, top.whole, sample.plan)
        rows += leaving_out.without_amphoe(years, scale, top.found, top.whole)
        rows += spillover.spillover(sample, years, scale, roles)
        rows += trends.trends(years, scale, roles, sample.plan.confidence)
        rows.append(persistence(years, scale, roles, sample.plan.confidence))
        if sample.plan.outcome(sample.series.indicator.id).role == "primary":
            rows.append(chance.randomisation(years, scale, top.whole, sample.plan, streams[1]))
    if chance.anybody(years):
        rows += trends.textbook(years, scale, sample.plan.confidence, waves=len(sample.waves))
        rows.append(chance.decomposition(years))
        rows.append(chance.wild(years, scale, sample.plan, streams[2]))
    return table(rows, scale)


_NEEDING: tuple[Part, ...] = (
    "event_time", "province", "dose", "ring", "displacement", "without_year", "without_amphoe",
    "pre_trend", "persistence", "honest", "randomisation",
)  # fmt: skip
"""Parts that are the headline's, and so cannot be had without it."""


def _verdict(part: Part) -> str:
    return "" if part in ("event_time", "province", "dose") else "not_possible"


def overall(sample: Sample, rng: np.random.Generator) -> pd.DataFrame:
    """The rows of part "overall" alone, the same as `analyse` gives of them."""
    stream = rng.spawn(3)[0]
    none = sample.series.indicator.participants_only
    years = None if none else years_of(sample)
    rows = [*_opinions(sample, years, stream)]
    return table([_reserved(rows[0], sample), *rows[1:]], sample.series.indicator.scale)


def _opinions(sample: Sample, years: Years | None, rng: np.random.Generator) -> Iterator[Row]:
    """The headline and every second opinion, each from a stream of its own."""
    names = [*PROGRAMME[sample.series.indicator.scale]]
    for name, stream in zip(names, rng.spawn(len(names)), strict=True):
        found = estimate_programme(sample, stream, methods=[name], years=years).iloc[0]
        told = found.dropna().to_dict()
        if name != HEADLINE_OF_ALL and not told["note"] and len(sample.waves) > 1:
            told["note"] = "choice_bias"
        yield row("overall", name, name, told)


def _reserved(told: Row, sample: Sample) -> Row:
    """The headline with the reservation that shares have."""
    if sample.series.indicator.family == "share" and not told["note"] and len(sample.waves) > 1:
        return told | {"note": "share_bias"}
    return told


__all__ = ["HEADLINE_OF_ALL", "analyse", "overall"]
