"""Coefficients of an event study, checked: what the honest intervals take."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from santitham_eval import text
from santitham_eval.errors import Problems

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Coefficients:
    """An event study and the effect asked of it.

    Attributes
    ----------
    beta : ndarray, shape (pre + post,)
        Coefficients in order of time, without the reference period.
    covariance : ndarray, shape (pre + post, pre + post)
        Positive definite.
    weight : ndarray, shape (post,)
        The effect of interest is `weight @ effects`.
    """

    beta: FloatArray
    covariance: FloatArray
    weight: FloatArray

    @property
    def pre(self) -> int:
        """Number of coefficients before the reference period."""
        return len(self.beta) - len(self.weight)

    @property
    def moves(self) -> FloatArray:
        """Estimated moves from period to period up to the reference period; shape (pre,)."""
        return np.diff(np.append(self.beta[: self.pre], 0.0))


def coefficients(
    beta: ArrayLike,
    covariance: ArrayLike,
    period: ArrayLike,
    *,
    reference: int = -1,
    weight: ArrayLike | None = None,
) -> Coefficients:
    """Check an event study.

    Parameters
    ----------
    beta : array_like, shape (k,)
        Coefficients, all differences from the one reference period (in Callaway & Sant'Anna's
        terms a universal base: with a varying base the early ones are no such differences).
    covariance : array_like, shape (k, k)
    period : array_like of int, shape (k,)
        Period of each coefficient, rising, one apart but for the reference period left out.
    reference : int
        The last period before the start.
    weight : array_like, shape (post,), optional
        Weights on the effects of the periods after `reference`; without them, their mean.

    Raises
    ------
    StudyError
        Sizes that do not fit; values not finite; periods missing; a covariance that is not
        positive definite, as with no more clusters than coefficients; weights all nought.
    """
    b, v, when = np.asarray(beta, float), np.asarray(covariance, float), np.asarray(period)
    problems = Problems("event study")
    post = int((when > reference).sum())
    whole = np.arange(reference - (when.size - post), reference + post + 1)
    if b.shape != when.shape or b.ndim != 1 or not np.isfinite(b).all():
        problems.add(b, text.WANT_EVENT_COEFFICIENTS, column="beta")
    elif not 0 < post < b.size or not np.array_equal(when, whole[whole != reference]):
        problems.add(when, text.WANT_EVENT_COEFFICIENTS, column="period")
    if v.shape != (b.size, b.size) or not _positive(v):
        problems.add(f"shape {v.shape}", text.WANT_COVARIANCE, column="covariance")
    share = np.full(post, 1 / max(post, 1)) if weight is None else np.asarray(weight, float)
    if share.shape != (post,) or not np.isfinite(share).all() or not share.any():
        problems.add(share, text.WANT_POST_WEIGHTS, column="weight")
    problems.raise_if_any()
    return Coefficients(b, v, share)


def _positive(v: FloatArray) -> bool:
    if not v.size or not np.isfinite(v).all() or (np.diag(v) <= 0).any():
        return False
    scale = np.sqrt(np.diag(v))
    correlation = v / np.outer(scale, scale)
    if not np.allclose(correlation, correlation.T, rtol=0, atol=1e-8):
        return False
    # Rounding leaves a matrix of too low rank with eigenvalues about 1e-16, not nought.
    return bool(np.linalg.eigvalsh(correlation)[0] > 1e-10)
