"""The wild cluster bootstrap in terms of scores by cluster.

Every bootstrap coefficient and standard error is linear, or a square of what is linear, in the
clusters' multipliers.  A draw costs about clusters times periods; no residual is ever drawn and
no regression run again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from santitham_eval.estimators.programme.clusters import cluster_sums
from santitham_eval.estimators.programme.staggered import FloatArray, IntArray

WEIGHTS = {
    "rademacher": np.array([-1.0, 1.0]),
    "webb": np.sqrt([0.5, 1.0, 1.5, 0.5, 1.0, 1.5]) * [-1, -1, -1, 1, 1, 1],
}
CHUNK = 1_000_000
"""Multipliers held at a time."""
TIE = 1e-9
"""Statistics that differ by less, relative to the observed, are equal but for rounding."""
REACH = np.concatenate([np.arange(0.25, 10.25, 0.25), np.geomspace(11, 1e4, 60)])
"""How far from the estimate bounds are looked for, in standard errors."""


def within(values: FloatArray) -> FloatArray:
    """Values less their row means and column means; exact, as there are no gaps."""
    centred = values - values.mean(axis=-1, keepdims=True)
    return centred - centred.mean(axis=-2, keepdims=True)


@dataclass(frozen=True)
class Scores:
    """How bootstrap scores follow from the clusters' multipliers ``v``.

    The coefficient moves by ``top @ v`` over the regressor's sum of squares; the score of each
    cluster after the new fit is ``top * v - left @ (right.T @ v)``.
    """

    top: FloatArray  # (clusters,)
    left: FloatArray  # (clusters, periods + 1 + controls)
    right: FloatArray

    def after(self, signs: FloatArray) -> FloatArray:
        """Scores of each cluster under each draw, shape (clusters, draws)."""
        return self.top[:, None] * signs - self.left @ (self.right.T @ signs)


@dataclass(frozen=True)
class Partialled:
    """The regression after unit and period effects and controls are taken out of everything."""

    estimate: float
    square: float  # sum of squares of the regressor
    regressor: FloatArray  # (units, periods)
    residual: FloatArray  # (units, periods), of the unrestricted fit
    controls: FloatArray  # (k, units, periods)
    inverse: FloatArray  # (k, k), of the controls' cross product
    cluster: IntArray  # (units,), from 0 without gaps
    level: float  # sum of squares of the raw outcome, to tell rounding from residuals

    @classmethod
    def of(
        cls, outcome: FloatArray, own: FloatArray, controls: FloatArray, cluster: IntArray
    ) -> Partialled:
        others = within(controls)
        inverse = np.linalg.pinv(np.einsum("aij,bij->ab", others, others), hermitian=True)

        def rest(values: FloatArray) -> FloatArray:
            centred = within(values)
            load = inverse @ np.einsum("aij,ij->a", others, centred)
            return centred - np.einsum("a,aij->ij", load, others)

        regressor, response = rest(own), rest(outcome)
        square = float((regressor**2).sum())
        estimate = float((regressor * response).sum()) / square if square > 0 else np.nan
        residual = response - estimate * regressor
        level = float((outcome**2).sum())
        return cls(estimate, square, regressor, residual, others, inverse, cluster, level)

    @property
    def clusters(self) -> int:
        """How many there are."""
        return int(self.cluster.max()) + 1

    def changing(self, own: FloatArray) -> int:
        """In how many clusters the raw regressor changes over time."""
        return len(np.unique(self.cluster[np.ptp(own, axis=1) > 0]))

    def note(self, own: FloatArray) -> str:
        """Why there is no test, if there is none."""
        if self.square <= 1e-12 * max(float((own**2).sum()), 1e-300):
            return "collinear"
        if self.clusters < 2:
            return "one_cluster"
        # A cluster alone in its change fits its own mean, so its scores show no noise at all.
        if self.changing(own) < 2:
            return "one_changing_cluster"
        score = self.scores(self.residual).top
        tiny = 1e-20 * self.square * self.level
        return "no_residuals" if float((score**2).sum()) <= tiny else ""

    def _sums(self, values: FloatArray) -> FloatArray:
        return cluster_sums(values, self.cluster)

    def scores(self, residual: FloatArray) -> Scores:
        """Scores by cluster, now and after a bootstrap fit.

        Let cluster ``h``'s residuals be multiplied by ``v_h`` and the model be fitted again.
        What the flipped residuals score is then lessened by what new period effects, controls
        and coefficient take up.  New unit effects take up nothing, because units lie within
        clusters and the regressor sums to zero over each.
        """
        top = self._sums((self.regressor * residual).sum(axis=1))
        own = self._sums((self.regressor**2).sum(axis=1))
        load, moved = (
            self._sums(np.einsum("aij,ij->ia", self.controls, x))
            for x in (self.regressor, residual)
        )
        left = [self._sums(self.regressor), own[:, None] / self.square, load @ self.inverse]
        right = [self._sums(residual) / len(residual), top[:, None], moved]
        return Scores(top, np.hstack(left), np.hstack(right))


@dataclass(frozen=True)
class Tail:
    """Bootstrap statistics of every tested value at once.

    For a null that lies ``d`` from the estimate the restricted residuals are those of the
    unrestricted fit less ``d`` times the regressor, so a draw's numerator is ``top - d own``
    and its squared noise a parabola in ``d``.
    """

    top: FloatArray  # (draws,)
    own: FloatArray
    parabola: FloatArray  # (3, draws)
    square: float
    noise: float  # squared noise of the unrestricted fit itself
    enumerated: bool

    @classmethod
    def of(cls, part: Partialled, drawn: Iterator[FloatArray], enumerated: bool) -> Tail:
        rest, own = part.scores(part.residual), part.scores(part.regressor)
        tops, owns, parabolas = [], [], []
        for signs in drawn:
            a, b = rest.after(signs), own.after(signs)
            tops.append(rest.top @ signs)
            owns.append(own.top @ signs)
            parabolas.append([(x * y).sum(axis=0) for x, y in ((a, a), (a, b), (b, b))])
        return cls(
            np.concatenate(tops),
            np.concatenate(owns),
            np.concatenate(parabolas, axis=1),
            part.square,
            float((rest.top**2).sum()),
            enumerated,
        )

    def p_value(self, distance: float) -> float:
        """Share of draws whose t is at least as large as that of the data."""
        level, cross, bend = self.parabola
        noise = level - 2 * distance * cross + distance**2 * bend
        limit = (distance * self.square) ** 2 / self.noise * (1 - TIE)
        # Multiplied out, so that a draw without any noise counts as extreme and not as NaN.
        count = int(((self.top - distance * self.own) ** 2 >= limit * noise).sum())
        return count / len(self.top) if self.enumerated else (1 + count) / (1 + len(self.top))

    def reach(self, step: float, level: float) -> float:
        """How far from the estimate nulls are kept, on the side of the signed standard error.

        The kept values need not be in one piece; the bound is that of the outermost.
        """
        kept = [self.p_value(r * step) > level for r in REACH]
        if kept[-1]:
            return float(np.copysign(np.inf, step))
        last = int(np.flatnonzero([True, *kept])[-1])
        inner, outer = np.concatenate([[0.0], REACH])[last : last + 2] * step
        for _ in range(40):
            middle = (inner + outer) / 2
            inner, outer = (middle, outer) if self.p_value(middle) > level else (inner, middle)
        return float(inner)


def multipliers(
    clusters: int, draws: int, weights: str, every: bool, rng: np.random.Generator
) -> Iterator[FloatArray]:
    """Multipliers of the clusters, shape (clusters, some draws), a chunk at a time."""
    total = 2**clusters if every else draws
    size = max(1, CHUNK // clusters)
    for first in range(0, total, size):
        count = min(size, total - first)
        if every:
            pattern = np.arange(first, first + count) >> np.arange(clusters)[:, None]
            yield WEIGHTS[weights][pattern & 1]
        else:
            yield rng.choice(WEIGHTS[weights], (clusters, count))
