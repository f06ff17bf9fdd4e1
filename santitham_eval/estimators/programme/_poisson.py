"""The Poisson likelihood with unit and period effects and one effect for each event time.

Given a unit's total its events are multinomial over its periods, so unit effects drop out
exactly.  What is left has as many parameters as there are periods and event times, and every
sum over cells is a count by unit or by period: no matrix has a row for each cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from santitham_eval.estimators.programme.clusters import cluster_sums, small_sample
from santitham_eval.estimators.programme.staggered import BoolArray, FloatArray, IntArray

STEPS = 40
PATIENCE = 12
"""Newton steps before separation is looked for: there each step adds about 1, without end."""
SMALL = 1e-9
FLAT = 1e-12
"""Scaled eigenvalues below this are directions in which the likelihood does not change."""


@dataclass(frozen=True)
class Model:
    """Counts, exposures (0 in cells that have no part) and the event time of each cell.

    Event times are numbered from 0 and the reference is -1, so that it picks the last of a
    list to which a 0 was appended.
    """

    count: FloatArray  # (units, periods)
    size: FloatArray  # (units, periods)
    bins: IntArray  # (units, periods)
    events: int  # number of event times

    def sums(self, cells: FloatArray, axis: int) -> FloatArray:
        """Sums by event time within units (axis 0) or within periods (axis 1)."""
        length = cells.shape[axis]
        row = np.expand_dims(np.arange(length), 1 - axis)
        place = row * (self.events + 1) + self.bins % (self.events + 1)
        total = np.zeros(length * (self.events + 1))
        total += np.bincount(place.ravel(), cells.ravel(), len(total))
        return total.reshape(length, -1)[:, :-1]

    def start(self) -> FloatArray:
        """Each period's overall rate, and no effects."""
        count, size = self.count.sum(axis=0), self.size.sum(axis=0)
        rate = np.divide(count, size, out=np.ones(len(count)), where=(count > 0) & (size > 0))
        return np.concatenate([np.log(rate), np.zeros(self.events)])

    def index(self, theta: FloatArray) -> FloatArray:
        """Period effect and event-time effect of each cell."""
        periods = self.count.shape[1]
        return theta[:periods] + np.append(theta[periods:], 0.0)[self.bins]

    def mean(self, theta: FloatArray) -> tuple[FloatArray, float]:
        """Expected events, each unit's adding up to its own total, and the log likelihood."""
        index = self.index(theta)
        index = index - index.max(axis=1, keepdims=True)
        weight = self.size * np.exp(index)
        whole, total = weight.sum(axis=1), self.count.sum(axis=1)
        whole = np.where(total > 0, whole, 1.0)
        likelihood = float((self.count * index).sum() - (total * np.log(whole)).sum())
        return weight * (total / whole)[:, None], likelihood

    def scores(self, mean: FloatArray) -> FloatArray:
        """Scores of each unit, shape (units, periods + event times)."""
        rest = self.count - mean
        return np.hstack([rest, self.sums(rest, 0)])

    def information(self, mean: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Minus the second derivative, unit effects concentrated out; and its diagonal before."""
        total = self.count.sum(axis=1)
        held = np.hstack([mean, self.sums(mean, 0)])
        cross = self.sums(mean, 1)
        full = np.block([[np.diag(mean.sum(axis=0)), cross], [cross.T, np.diag(cross.sum(axis=0))]])
        taken = held.T @ (held / np.where(total > 0, total, 1.0)[:, None])
        return full - taken, np.diag(full)

    def falling(self, step: FloatArray) -> BoolArray | None:
        """Cells without events whose rate runs to 0 along a step that is uphill for ever.

        Such a step moves all eventful cells of a unit alike, and its others alike or down.  None
        if it is no such step.
        """
        slope, eventful = self.index(step), self.count > 0
        top = np.where(eventful, slope, -np.inf).max(axis=1, keepdims=True)
        slope = np.where(self.size > 0, slope - np.where(np.isfinite(top), top, 0.0), 0.0)
        near = 1e-3 * np.abs(slope).max()
        falls = slope < -near
        if (slope > near).any() or (falls & eventful).any() or not falls.any():
            return None
        return falls


@dataclass(frozen=True)
class Fit:
    """Where the likelihood is highest."""

    model: Model  # without separated cells
    theta: FloatArray
    pull: FloatArray  # (event times,), the direction in which separated effects run off
    converged: bool


def inverse_of(information: FloatArray, before: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Pseudo-inverse, and how far each parameter takes part in directions that are flat.

    Scaled by the diagonal before unit effects were taken out: what they take up wholly then
    shows as 0 and not as rounding.
    """
    scale = np.sqrt(np.where(before > 0, before, 1.0))
    root, axes = np.linalg.eigh(information / np.outer(scale, scale))
    steep = root > FLAT
    inverse = (axes[:, steep] / root[steep]) @ axes[:, steep].T
    return inverse / np.outer(scale, scale), (axes[:, ~steep] ** 2).sum(axis=1)


def fit(model: Model) -> Fit:
    """Maximise by Newton's method, leaving out cells whose rate runs to 0 as they are found."""
    pull = np.zeros(model.events)
    theta = model.start()
    mean, likelihood = model.mean(theta)
    taken = 0
    while taken < STEPS:
        step = inverse_of(*model.information(mean))[0] @ model.scores(mean).sum(axis=0)
        mean, reached = model.mean(theta + step)
        while reached < likelihood - 1e-9 * abs(likelihood) and np.abs(step).max() > SMALL:
            step = step / 2
            mean, reached = model.mean(theta + step)
        theta, likelihood, taken = theta + step, reached, taken + 1
        if np.abs(step).max() < SMALL:
            return Fit(model, theta, pull, True)
        falls = model.falling(step) if taken >= PATIENCE else None
        if falls is not None:
            pull = pull + step[len(theta) - model.events :]
            model = replace(model, size=np.where(falls, 0.0, model.size))
            theta, taken = model.start(), 0
            mean, likelihood = model.mean(theta)
    return Fit(model, theta, pull, False)


def clustered(fitted: Fit, rows: BoolArray, cluster: IntArray) -> tuple[FloatArray, FloatArray]:
    """Clustered covariance of the event-time effects, and how far each is not identified.

    With the CR1 factor over cells in the fit.
    """
    model = fitted.model
    mean = model.mean(fitted.theta)[0]
    inverse, flat = inverse_of(*model.information(mean))
    moved = cluster_sums(model.scores(mean)[rows], cluster) @ inverse
    cells, spent = int((model.size > 0).sum()), len(flat) - round(flat.sum()) + 1
    effects = slice(model.count.shape[1], None)
    if len(np.unique(cluster)) < 2 or cells <= spent:
        return np.full((model.events, model.events), np.nan), flat[effects]
    factor = small_sample(cluster, cells, spent)
    return factor * (moved.T @ moved)[effects, effects], flat[effects]
