"""The table of the programme over all outcomes, judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from santitham_eval.estimators.programme import HEADLINE_OF_ALL
from santitham_eval.judging import state_of
from santitham_eval.programme.analyse import analyse, overall
from santitham_eval.programme.model import JUDGED, PARTS, PROGRAMME_COLUMNS
from santitham_eval.sample import Sample, draw_samples
from santitham_eval.study import Plan

ALL = "ALL"
"""In place of a tambon's code: the programme as a whole."""


def assess_programme(
    panel: pd.DataFrame,
    roster: pd.DataFrame,
    plan: Plan,
    *,
    rng: np.random.Generator,
    neighbours: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Estimate and judge the programme as a whole: its parts, spillover, and what would break it.

    Parameters
    ----------
    panel, roster, plan, neighbours
        As for `estimate_effects`; the roster's `dose`, if it has one, makes the tiers.
    rng : numpy.random.Generator
        Each outcome draws from a stream of its own, known by its name.

    Returns
    -------
    DataFrame
        `PROGRAMME_COLUMNS`, in the order of the plan's outcomes and of `PARTS`.

    Raises
    ------
    StudyError
        As `estimate_effects`.
    """
    dose = dict(zip(roster["tambon"], roster["dose"], strict=True)) if "dose" in roster else None
    samples = draw_samples(panel, roster, plan, neighbours)
    streams = _streams(rng, samples)
    parts = [
        analyse(sample, streams[name], dose=dose).assign(indicator=name)
        for name, sample in samples.items()
    ]
    return judge_whole(_in_order(parts), plan)


def overall_of(samples: Mapping[str, Sample], plan: Plan, rng: np.random.Generator) -> pd.DataFrame:
    """Rows of part "overall" alone, as `assess_programme` makes them."""
    streams = _streams(rng, samples)
    parts = [overall(s, streams[n]).assign(indicator=n) for n, s in samples.items()]
    return judge_whole(_in_order(parts), plan)


def _streams(rng: np.random.Generator, names: Iterable[str]) -> dict[str, np.random.Generator]:
    """A stream for each name, the same whatever other names there are."""
    root = int(rng.spawn(1)[0].integers(2**63))
    return {name: np.random.default_rng([root, *name.encode()]) for name in names}


def _in_order(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Parts of the programme's table together, in the order of `PARTS`."""
    order = {part: n for n, part in enumerate(PARTS)}
    ordered = [
        part.sort_values("part", key=lambda c: c.map(order), kind="stable") for part in parts
    ]
    return pd.concat(ordered, ignore_index=True)[list(PROGRAMME_COLUMNS)]


def judge_whole(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Add q-values and states to the headline rows of the whole programme and of its provinces.

    Hierarchy: the programme, then its provinces, then its tambons (`judge`), each level apart.  At
    each, q-values are Benjamini and Hochberg's over the primary outcomes together, and over the
    secondary ones together.
    """
    frame = frame.copy()
    roles = {o.indicator: o.role for o in plan.outcomes}
    role = frame["indicator"].map(roles)
    headline = frame["part"].isin(JUDGED) & (frame["method"] == HEADLINE_OF_ALL)
    for part in JUDGED:
        for family in ("primary", "secondary"):
            tested = headline & (frame["part"] == part) & (role == family)
            tested &= frame["p_value"].notna()
            if tested.any():
                p_values = frame.loc[tested, "p_value"]
                frame.loc[tested, "q_value"] = multipletests(p_values, method="fdr_bh")[1]
    states = [
        state_of(row, plan.outcome(row["indicator"]), plan.fdr) if judged else None
        for row, judged in zip(frame.to_dict("records"), headline, strict=True)
    ]
    return frame.assign(state=pd.array(states, dtype="string"))


def rows_of_all(whole: pd.DataFrame) -> pd.DataFrame:
    """The programme's own figures as rows of the effects."""
    rows = whole[whole["part"] == "overall"].copy()
    rows["tambon"] = ALL
    rows["n_after"] = rows["numerator"]
    rows["after"] = rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
    ratio = rows["scale"] == "ratio"
    expected = rows["after"] / rows["estimate"].where(rows["estimate"] > 0)
    rows["expected"] = expected.where(ratio, rows["after"] - rows["estimate"])
    return rows
