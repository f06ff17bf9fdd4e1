"""Replications as rows: one per cell, method and group, with every measure beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from santitham_eval.calibration.cells import SEED, Cell
from santitham_eval.calibration.measure import Replication
from santitham_eval.calibration.tambons import CLASSES
from santitham_eval.checks.placebos import UNUSUAL
from santitham_eval.judging import CALLED, STATES

LEVEL = 0.05
"""Tests reject, and checks flag, below this p-value."""

KEYS = ["cell", "design", "seed", "replications", "method_hash"]
"""Columns that say what made a row."""

MEASURES = [
    "judged", "bias", "bias_se", "rmse", "rmse_direct", "coverage", "coverage_se", "power",
    "oracle_power", "learner_power", "rejected", "oracle_rejected", "false_discovery", *STATES,
    "flagged",
]  # fmt: skip
COLUMNS = [*KEYS, "method", "group", *MEASURES]
WHOLE = ("risk_sets", "ppml", "imputation")


def rows_of(cell: Cell, replications: Sequence[Replication], method_hash: str) -> pd.DataFrame:
    """The rows of one cell.

    Parameters
    ----------
    cell : Cell
    replications : sequence of Replication
    method_hash : str

    Returns
    -------
    DataFrame
        `COLUMNS`; what a row has no use for is missing.
    """
    unit = 1.0 if cell.process is None else cell.process.spread
    tambons = pd.concat(
        [r.tambons.assign(world=n) for n, r in enumerate(replications)], ignore_index=True
    )
    whole = pd.concat([r.whole.assign(world=n) for n, r in enumerate(replications)])
    flags = pd.DataFrame([r.flags for r in replications])
    better = -1 if cell.family == "rate" else 1  # VUL4 and SOC3 are better when higher
    rows = [_headline(tambons, unit, "all") | _false_discovery(tambons, better)]
    if cell.family == "rate":
        for name, (low, high) in CLASSES.items():
            part = tambons[(tambons["volume"] >= low) & (tambons["volume"] < high)]
            rows.append(_headline(part, unit, name))
    rows.append(_pooled(tambons, unit))
    for method in [m for m in WHOLE if (whole["method"] == m).any()]:
        rows.append({"method": method, **_measured(whole[whole["method"] == method], unit)})
    for check, column in (("placebo_in_time", "placebo_p"), ("pre_trend", "drift_p")):
        rows.append({"method": check, "group": "all", **_flagged(tambons[column])})
        rows.append({"method": check, "group": "worlds", **_worlds_flagged(tambons, column)})
    rows += [{"method": name, **_flagged(flags[name])} for name in flags]
    frame = pd.DataFrame(rows).fillna({"group": "overall"})
    made: dict[str, str | int] = {
        "cell": cell.name, "design": cell.design, "seed": SEED,
        "replications": len(replications), "method_hash": method_hash,
    }  # fmt: skip
    for name, value in made.items():
        frame[name] = value
    return frame.reindex(columns=COLUMNS)


def _headline(part: pd.DataFrame, unit: float, group: str) -> dict[str, object]:
    """Measures of the headline of some tambons, and how often each state is given."""
    row: dict[str, object] = {"method": "comparative", "group": group, **_measured(part, unit)}
    row |= {state: (part["state"] == state).mean() for state in STATES}
    return row


def _false_discovery(tambons: pd.DataFrame, better: int) -> dict[str, float]:
    """Mean over worlds of the share that is wrong of those called improved or worsened.

    Wrong is where nothing was done, or the opposite.
    """
    called = tambons["state"].isin(CALLED)
    told = np.where(tambons["state"] == "improved", better, -better)
    wrong = called & (np.sign(tambons["truth"]) != told)
    sums = pd.DataFrame({"called": called, "wrong": wrong}).groupby(tambons["world"]).sum()
    return {"false_discovery": float((sums["wrong"] / sums["called"].clip(lower=1)).mean())}


def _pooled(tambons: pd.DataFrame, unit: float) -> dict[str, object]:
    """The pooled second opinion, beside the headline's error on the same tambons."""
    own = tambons[["world", "truth"]].assign(
        estimate=tambons["pooled"], low=tambons["pooled_low"], high=tambons["pooled_high"]
    )
    both = tambons["pooled"].notna() & tambons["estimate"].notna()
    direct = (tambons["estimate"] - tambons["truth"])[both]
    return {
        "method": "pooled", "group": "all", **_measured(own[both], unit),
        "rmse_direct": np.sqrt((direct**2).mean()) / unit,
    }  # fmt: skip


def _measured(part: pd.DataFrame, unit: float) -> dict[str, float]:
    """Error, coverage and rejections; errors in log points or standard deviations."""
    known = part[np.isfinite(part["estimate"]) & part["low"].notna() & part["high"].notna()]
    error = (known["estimate"] - known["truth"]) / unit
    covered = (known["low"] <= known["truth"]) & (known["truth"] <= known["high"])
    # Tambons of one world share its comparison tambons, so errors of means are between worlds.
    by_world = pd.DataFrame({"error": error, "covered": covered}).groupby(known["world"]).mean()
    spread = by_world.std() / np.sqrt(max(len(by_world), 1))
    row = {
        "judged": len(known),
        "bias": error.mean(),
        "bias_se": spread["error"],
        "rmse": np.sqrt((error**2).mean()),
        "coverage": covered.mean(),
        "coverage_se": spread["covered"],
    }
    nothing = known["truth"] == 0
    for name in ("", "oracle_", "learner_"):
        column = f"{name}p" if name else "p_value"
        if column in known:
            small = known[column] < LEVEL
            row[f"{name}power"] = small[~nothing].mean()
            row[f"{name}rejected"] = small[nothing].mean()
    return row


def _flagged(p_values: pd.Series) -> dict[str, float]:
    known = p_values.dropna()
    return {"judged": len(known), "flagged": (known < LEVEL).mean()}


def _worlds_flagged(tambons: pd.DataFrame, column: str) -> dict[str, float]:
    """Worlds in which more tambons are flagged than would be by chance, one time in a hundred."""
    known = tambons.dropna(subset=column)
    small = (known[column] < LEVEL).groupby(known["world"])
    chance = stats.binom.sf(small.sum() - 1, small.size(), LEVEL)
    return {"judged": len(chance), "flagged": float((chance < UNUSUAL).mean())}
