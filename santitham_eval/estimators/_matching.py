"""What tambons are matched on, and who is nearest: covariates, distances, slopes of change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from santitham_eval.sample import Case, Sample

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

COVARIATES = ("level", "trend", "size", "near")
"""Level; change from the first to the second half of the months; size of the denominator; level of
adjacent tambons.  On the log scale for rates, and the size always."""

CALIPER = 0.5
"""A match's level lies within so many standard deviations of the case's."""

RIDGE = 1.0
"""Precision with which a slope of standardised covariates is thought to be 0 beforehand."""
_STEPS, _CLOSE = 25, 1e-9


@dataclass(frozen=True)
class Space:
    """Covariates of all tambons, as distances are measured in them.

    Attributes
    ----------
    raw : ndarray, shape (tambons, covariates)
        `COVARIATES`; NaN where a tambon has none.
    standard : ndarray, shape (tambons, covariates)
        Less the mean of those outside, over their standard deviation; 0 for what is not known
        and for a covariate that does not vary.
    turned : ndarray, shape (tambons, covariates)
        `standard`, turned so that plain distances are Mahalanobis's.
    """

    raw: FloatArray
    standard: FloatArray
    turned: FloatArray


def covariates(sample: Sample, columns: IntArray) -> FloatArray:
    """`COVARIATES` of every tambon over some columns, NaN where there are none."""
    part, whole = sample.sums(columns)
    half = len(columns) // 2
    trend = np.full(len(whole), np.nan)
    if half:
        trend = sample.level(columns[-half:]) - sample.level(columns[:half])
    months = max(sample.months(columns), 1)
    size = np.log(np.where(whole > 0, whole, np.nan) / months)
    near = sample.level_of(sample.adjacent @ part, sample.adjacent @ whole)
    return np.column_stack([sample.level(columns), trend, size, near])


def space(sample: Sample, columns: IntArray, outside: IntArray) -> Space:
    """Covariates over some columns, measured by the tambons outside the programme."""
    raw = covariates(sample, columns)
    among = raw[outside]
    known = np.isfinite(among)
    count = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, among, 0).sum(axis=0) / count
    spread = np.sqrt((np.where(known, among - mean, 0) ** 2).sum(axis=0) / count)
    varies = spread > 1e-9 * np.maximum(np.abs(mean), 1)
    standard = np.where(np.isfinite(raw) & varies, (raw - mean) / np.where(varies, spread, 1), 0)
    covariance = standard[outside].T @ standard[outside] / max(len(outside), 1)
    values, vectors = np.linalg.eigh(covariance)
    kept = values > 1e-8 * max(values.max(initial=0), 1e-300)
    turned = standard @ vectors[:, kept] / np.sqrt(values[kept])
    return Space(raw, standard, turned)


def nearest(found: Space, case: Case, rows: IntArray) -> tuple[IntArray, IntArray]:
    """Positions in `rows` of those within the caliper, nearest first, and their ranks.

    Rounded, so that equals stay equal and the order of codes never decides.
    """
    if not np.isfinite(found.raw[case.row, 0]):
        return rows[:0], rows[:0]
    gap = np.abs(found.standard[rows, 0] - found.standard[case.row, 0])
    inside = np.flatnonzero((gap <= CALIPER) & np.isfinite(found.raw[rows, 0]))
    apart = ((found.turned[rows[inside]] - found.turned[case.row]) ** 2).sum(axis=1)
    apart = np.round(apart, 10)
    order = np.argsort(apart, kind="stable")
    rank = np.concatenate([[0], np.cumsum(np.diff(apart[order]) != 0)])[: len(order)]
    return inside[order], rank.astype(np.int64)


def with_ties(order: IntArray, rank: IntArray, least: int) -> IntArray:
    """First of an order, and all that are as alike as the last taken: codes never decide."""
    if len(order) <= least:
        return order
    return order[: int(np.searchsorted(rank, rank[least - 1], side="right"))]


def slope_of_odds(
    x: FloatArray, after: FloatArray, whole: FloatArray, offset: FloatArray
) -> FloatArray:
    """Slopes of binomial log odds on covariates, with a normal prior on them; Newton's steps."""
    design = np.column_stack([np.ones(len(x)), x])
    prior = np.diag([1e-6, *[RIDGE] * x.shape[1]])
    at = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(design @ at + offset, -30, 30)))
        hessian = design.T @ ((whole * p * (1 - p))[:, None] * design) + prior
        step = np.linalg.solve(hessian, design.T @ (after - whole * p) - prior @ at)
        at = at + np.clip(step, -2, 2)
        if np.abs(step).max() < _CLOSE:
            break
    return np.asarray(at[1:])


def slope_of_change(x: FloatArray, change: FloatArray, weight: FloatArray) -> FloatArray:
    """Slopes of a change on covariates by weighted least squares; 0 for what does not vary."""
    total = weight.sum()
    if not total > 0:
        return np.zeros(x.shape[1])
    centred = x - weight @ x / total
    gap = change - weight @ change / total
    product = centred.T @ (weight[:, None] * centred)
    scale = np.trace(product) / max(x.shape[1], 1)
    ridge = RIDGE / max(len(x), 1) * scale * np.eye(x.shape[1])
    if not scale > 0:
        return np.zeros(x.shape[1])
    return np.asarray(np.linalg.solve(product + ridge, centred.T @ (weight * gap)))
