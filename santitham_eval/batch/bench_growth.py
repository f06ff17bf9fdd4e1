"""How the cost of estimating grows with the number of tambons: part of ``make bench``.

Made-up nations of several sizes, a third of the tambons in the programme in four yearly waves, one
monthly rate; every method that a study runs.  The slope of log seconds on log tambons is 1 where
cost grows as tambons do, and 2 where each is compared with each.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.batch.progress import Progress
from santitham_eval.estimators import ESTIMATORS
from santitham_eval.sample import Sample, draw_sample
from santitham_eval.study import Outcome, Plan

SIZES = (290, 1_000, 3_000, 7_425)
MONTHS = pd.period_range("2012-10", "2022-09", freq="M")
TREATED = 3  # one tambon in so many
_ACROSS = 90  # squares in a row of the made-up map
PLAN = Plan(outcomes=(Outcome("SAF1"),))


def measure_growth(progress: Progress, sizes: Sequence[int] = SIZES) -> dict[str, float]:
    """Processor seconds of each method at each size, told with the slope of each and of all.

    Parameters
    ----------
    progress : Progress
    sizes : sequence of int
        Numbers of tambons.

    Returns
    -------
    dict of str to float
        Slope of log seconds on log tambons by method, and of "all".
    """
    spent: dict[str, list[float]] = {}
    for size in sizes:
        sample = made_up(size, np.random.default_rng(1))
        for name, method in ESTIMATORS.items():
            began = time.process_time()
            method(sample, np.random.default_rng(1))
            spent.setdefault(name, []).append(time.process_time() - began)
    spent["all"] = np.sum(list(spent.values()), axis=0).tolist()
    slopes = {name: slope(sizes, seconds) for name, seconds in spent.items()}
    for name, seconds in spent.items():
        progress.say(
            text.BENCH_GROWTH.format(
                name=name, sizes=" / ".join(f"{n:,}" for n in sizes),
                seconds=" / ".join(f"{s:.1f}" for s in seconds), slope=f"{slopes[name]:.2f}",
            )
        )  # fmt: skip
    return slopes


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Slope of log seconds on log sizes by least squares."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def made_up(tambons: int, rng: np.random.Generator) -> Sample:
    """Monthly events of so many tambons, twenty to an amphoe, each beside its four neighbours."""
    at = np.arange(tambons)
    codes = np.array([f"{10 + i // 400:02d}{i // 20 % 20 + 1:02d}{i % 20 + 1:02d}" for i in at])
    rate = 0.4 * np.exp(rng.normal(0, 0.8, (tambons, 1)))
    panel = pd.DataFrame(
        {
            "tambon": np.repeat(codes, len(MONTHS)),
            "indicator": "SAF1",
            "period": np.tile(MONTHS, tambons),
            "numerator": rng.poisson(np.broadcast_to(rate, (tambons, len(MONTHS)))).ravel(),
            "denominator": np.repeat(rng.uniform(200.0, 800.0, tambons), len(MONTHS)),
            "observed": True,
        }
    )
    panel["value"] = panel["numerator"] / panel["denominator"]
    treated = codes[::TREATED]
    starts = [pd.Period("2017-10", "M") + 12 * (i % 4) for i in range(len(treated))]
    roster = pd.DataFrame({"tambon": treated, "start": starts, "dose": np.nan})
    right, down = at[at % _ACROSS < _ACROSS - 1], at[at + _ACROSS < tambons]
    right = right[right + 1 < tambons]
    pairs = np.vstack(
        [np.column_stack([right, right + 1]), np.column_stack([down, down + _ACROSS])]
    )
    neighbours = pd.DataFrame({"tambon": codes[pairs[:, 0]], "neighbour": codes[pairs[:, 1]]})
    return draw_sample(panel, roster, PLAN, "SAF1", neighbours)
