"""Specification curve: the headline under other choices that were as reasonable beforehand.

One choice is changed at a time, so that a range that is wide says which choice made it wide.  The
choices are the literal list below, whatever they give (Simonsohn, Simmons & Nelson 2020, Nature
Human Behaviour 4, 1208-1214).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from santitham_eval.checks.model import LEVEL
from santitham_eval.estimators import HEADLINE
from santitham_eval.estimators.comparative import assess_all
from santitham_eval.judging import CALLED, judge
from santitham_eval.sample import Sample
from santitham_eval.study import Plan

SPECIFICATIONS: tuple[tuple[str, object], ...] = (
    ("selection", 6),
    ("selection", 12),
    ("selection", 18),
    ("baseline", 36),
    ("baseline", 48),
    ("baseline", 60),
    ("follow_up", 24),
    ("follow_up", 36),
    ("match", ()),
    ("match", ("baseline",)),
    ("match", ("amphoe-stratum",)),
    ("match", ("baseline", "amphoe-stratum")),
    ("exclude_neighbours", True),
    ("exclude_neighbours", False),
)
"""All choices looked at; those that are the plan's own are the headline itself."""

KEPT = 0.75
"""A caution where fewer than this share of specifications give the headline's state."""


def varied(plan: Plan, neighbours: bool = True) -> list[tuple[str, Plan]]:
    """Names and plans of the specifications that differ from a plan in one choice.

    Parameters
    ----------
    plan : Plan
    neighbours : bool
        Whether anybody's neighbours are known; without them leaving them out changes nothing.
    """
    found = []
    for name, value in SPECIFICATIONS:
        if name in ("match", "exclude_neighbours"):
            if name == "exclude_neighbours" and not neighbours:
                continue
            other = replace(plan, comparison=replace(plan.comparison, **{name: value}))  # type: ignore[arg-type]
        else:
            least = f"minimum_{name}"
            changed = {name: value}
            if hasattr(plan, least):
                changed[least] = min(getattr(plan, least), value)
            other = replace(plan, **changed)  # type: ignore[arg-type]
        if other != plan:
            words = "+".join(value) or "none" if isinstance(value, tuple) else value
            found.append((f"{name}={words}", other))
    return found


def specification_curve(sample: Sample) -> pd.DataFrame:
    """The headline of every treated tambon under every specification.

    Parameters
    ----------
    sample : Sample

    Returns
    -------
    DataFrame
        specification ("" is the plan's own), tambon, estimate, low, high, p_value, q_value,
        state, note; q-values are over the tambons of this outcome.
    """
    plans = [("", sample.plan), *varied(sample.plan, bool(sample.adjacent.any()))]
    parts = []
    for name, plan in plans:
        headlines = assess_all(replace(sample, plan=plan) if name else sample)
        rows = [
            {"tambon": sample.series.tambon[case.row], **effect} for case, effect, _, _ in headlines
        ]
        columns = ["tambon", "estimate", "low", "high", "p_value"]
        part = pd.DataFrame(rows).reindex(columns=[*columns, "note"])
        part[columns[1:]] = part[columns[1:]].astype(float)
        told = {
            "specification": name, "method": HEADLINE,
            "indicator": sample.series.indicator.id, "scale": sample.series.indicator.scale,
        }  # fmt: skip
        parts.append(judge(part.assign(**told), sample.plan))
    frame = pd.concat(parts, ignore_index=True)
    return frame[["specification", *columns, "q_value", "state", "note"]]


def specifications(sample: Sample) -> Iterator[dict[str, object]]:
    """The range of each headline's estimate over all specifications.

    ``judged`` is how many gave an estimate with an interval (the headline is not among them),
    ``alike`` how many of these the headline's state, and ``rejected`` how many a p-value below
    0.05.  A caution where fewer than `KEPT` give the headline's state, or one calls the opposite.
    """
    curve = specification_curve(sample)
    for tambon, rows in curve.groupby("tambon", sort=True):
        own, others = rows[rows["specification"] == ""].iloc[0], rows[rows["specification"] != ""]
        told: dict[str, object] = {"tambon": tambon, "check": "specifications"}
        known = others[others["p_value"].notna()]
        if np.isnan(own["p_value"]) or known.empty:
            note = own["note"] if np.isnan(own["p_value"]) else "no_specification"
            yield told | {"verdict": "not_possible", "note": note}
            continue
        alike = known["state"] == own["state"]
        opposite = set(CALLED) - {own["state"]} if own["state"] in CALLED else set()
        kept = alike.mean() >= KEPT and not known["state"].isin(opposite).any()
        yield told | {
            "estimate": own["estimate"], "low": known["estimate"].min(),
            "high": known["estimate"].max(), "judged": len(known), "alike": int(alike.sum()),
            "rejected": int((known["p_value"] < LEVEL).sum()),
            "verdict": "pass" if kept else "caution", "note": "",
        }  # fmt: skip
