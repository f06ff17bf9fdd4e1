"""What the programme truly did in the demo; no raw file tells it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from santitham_eval.demo.write import demo_outcomes, demo_world
from santitham_eval.simulate import DEMO, FloatArray, World, roster_of

FOLLOW_UP = 36
"""Months from a start over which the effect on incident-free months is meant."""
COLUMNS = ["tambon", "indicator", "start", "scale", "effect"]


def known_effects() -> pd.DataFrame:
    """True effect in each treated tambon on each outcome of the demo.

    Returns
    -------
    DataFrame
        tambon; indicator; start (Period[M]); scale ("ratio" for rates, "difference" for shares,
        from 0 to 1, and means, in their own unit); effect (1 or 0 is none).  Deaths and
        injuries change as incidents do, the civilian share of deaths does not, and incident-free
        months change by what the changed rate makes of them over `FOLLOW_UP` months.  What only
        participants report is told against the tambons' common level, and what a source breaks
        by a new edition is no effect.
    """
    world = demo_world()
    treated = np.flatnonzero(world.start < len(world.periods))
    effects: dict[str, tuple[str, FloatArray]] = dict.fromkeys(
        ("SAF1", "SAF2", "SAF3"), ("ratio", world.effect)
    )
    effects["SAF4"] = ("difference", np.zeros(len(world.tambon)))
    effects["SAF5"] = ("difference", _quiet(world))
    for name, outcome in demo_outcomes().items():
        effects[name] = (outcome.process.scale, outcome.effect)
    roster = roster_of(world)
    parts = [
        roster[["tambon", "start"]].assign(indicator=name, scale=scale, effect=values[treated])
        for name, (scale, values) in sorted(effects.items())
    ]
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def _quiet(world: World) -> FloatArray:
    """Change of the share of incident-free months that each tambon's rate ratio makes."""
    change = np.zeros(len(world.tambon))
    for k in np.flatnonzero(world.start < len(world.periods)):
        mean = world.without[k, world.start[k] : world.start[k] + FOLLOW_UP]
        change[k] = (_none(mean * world.effect[k]) - _none(mean)).mean()
    return change


def _none(mean: FloatArray) -> FloatArray:
    """Probability of no incident in a month: negative binomial, or Poisson where it is that."""
    size = DEMO.dispersion
    return np.exp(-mean) if size is None else (1 + mean / size) ** -size
