"""A tambon among those outside the programme, had these begun with it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from santitham_eval import text
from santitham_eval.indicators import Indicator
from santitham_eval.narrate.amounts import change
from santitham_eval.tables import long_month, number, q_value
from santitham_eval.text import Text


def placebos_said(
    placebos: pd.DataFrame, own: float, p_value: float, indicator: Indicator, start: pd.Period
) -> tuple[Text, Text]:
    """What placebos show, and how the tambon stands among them: counts, and no rank.

    Parameters
    ----------
    placebos : DataFrame
        estimate, p_value: of the tambons outside, as if they had begun with this one.
    own, p_value : float
        The tambon's own; NaN where it could not be assessed.
    indicator : Indicator
    start : Period
    """
    scale, n = indicator.scale, number(len(placebos), 0)
    low, high = (change(float(placebos["estimate"].quantile(q)), scale, indicator)
                 for q in (0.25, 0.75))  # fmt: skip
    what = text.PLACEBOS_WHAT.format(n=n, month=long_month(start), low=low, high=high)
    if np.isnan(own):
        return what, text.PLACEBOS_NO_OWN
    distance = _from_nothing(placebos["estimate"].to_numpy(float), scale)
    far = int((distance >= _from_nothing(np.array([own]), scale)).sum())
    rare = int((placebos["p_value"] <= p_value).sum())
    return what, text.PLACEBOS_OWN.format(
        own=change(own, scale, indicator), n=n, far=number(far, 0), rare=number(rare, 0),
        p=q_value(p_value),
    )  # fmt: skip


def _from_nothing(estimates: np.ndarray, scale: str) -> np.ndarray:
    """How far effects lie from none, either way; half and twice are as far."""
    with np.errstate(divide="ignore"):
        return np.abs(np.log(estimates) if scale == "ratio" else estimates)
