"""The published values computed anew by this library, each by the method that they are of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from santitham_eval.estimators import _synthetic
from santitham_eval.estimators._simplex import simplex_weights_of_many
from santitham_eval.estimators.programme import honest
from santitham_eval.estimators.programme.clusters import small_sample
from santitham_eval.estimators.programme.goodman_bacon import goodman_bacon
from santitham_eval.estimators.programme.group_time import aggregate, group_time, pre_test
from santitham_eval.estimators.programme.imputation import impute
from santitham_eval.estimators.programme.staggered import FloatArray, Staggered, staggered
from santitham_eval.estimators.programme.synthetic_did import synthetic_did
from santitham_eval.estimators.programme.two_way import sun_abraham, two_way
from santitham_eval.estimators.programme.wild_cluster import wild_cluster
from santitham_eval.smallarea import rate_ratio
from santitham_eval.validation.published import PUBLISHED, Study

Found = dict[tuple[str, str], float]
DATA: MappingProxyType[Study, str] = MappingProxyType(
    {"mpdta": "mpdta", "proposition99": "proposition99", "castle": "castle",
     "medicaid": "medicaid"}
)  # fmt: skip
"""Study -> name of its data in the folder ``data``; rates need none."""

WILD_DRAWS = 99_999


def compare(frames: Mapping[str, pd.DataFrame], rng: np.random.Generator) -> pd.DataFrame:
    """Every published value beside ours.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        The data of each study of `DATA`.
    rng : numpy.random.Generator
        For placebo draws and the wild bootstrap.

    Returns
    -------
    DataFrame
        One row per value of `PUBLISHED`, in its order: study, kind, at, printed (text), digits,
        within, ours (NaN where it cannot be had), agrees ("digits": every printed digit comes
        out; "within": no further off than declared; "no"), note.
    """
    found: dict[str, Found] = {name: STUDIED[name](frames[name], rng) for name in DATA}
    found["rates"] = _rates()
    rows = []
    for p in PUBLISHED:
        ours = found[p.study].get((p.kind, p.at), np.nan)
        rows.append(
            {"study": p.study, "kind": p.kind, "at": p.at, "printed": p.printed,
             "digits": p.digits, "within": p.within, "ours": ours,
             "agrees": agreement(p.printed, ours, p.within), "note": p.note}
        )  # fmt: skip
    return pd.DataFrame(rows)


def agreement(printed: str, ours: float, within: float) -> str:
    """Whether ours comes out to the digits printed, lies as near as declared, or does neither."""
    digits = len(printed.partition(".")[2])
    if round(ours, digits) == float(printed):
        return "digits"
    return "within" if abs(ours - float(printed)) <= within else "no"


def _mpdta(frame: pd.DataFrame, rng: np.random.Generator) -> Found:
    data = staggered(frame, unit="county", period="year", outcome="lemp")
    result = group_time(data)
    found: Found = {}
    for group, period, att, se in result.att[["group", "period", "att", "se"]].to_numpy(float):
        at = f"{group:.0f}, {period:.0f}"
        found["att", at], found["att_se", at] = float(att), float(se)
    for by in ("simple", "dynamic", "group", "calendar"):
        _note(found, "aggregate", by, aggregate(result, by).iloc[0])
    waiting = aggregate(group_time(data, controls="not_yet"), "simple")
    _note(found, "aggregate", "simple, not yet treated", waiting.iloc[0])
    for _, row in aggregate(result, "dynamic")[1:].iterrows():
        found["event_time", str(int(row["at"]))] = float(row["estimate"])
    joint = pre_test(result)
    found["pre_test", ""], found["pre_test_df", ""] = joint.statistic, joint.df
    found["pre_test_p", ""] = joint.p_value
    _note(found, "overall", "TWFE", two_way(data).iloc[0])
    _note(found, "overall", "Sun & Abraham", sun_abraham(data).iloc[0])
    _note(found, "overall", "imputation", impute(data).frame.iloc[0])
    return found


def _note(found: Found, kind: str, at: str, row: pd.Series) -> None:
    found[kind, at], found[f"{kind}_se", at] = float(row["estimate"]), float(row["se"])


def _proposition99(frame: pd.DataFrame, rng: np.random.Generator) -> Found:
    data = staggered(frame, unit="state", period="year", outcome="packs")
    whole = synthetic_did(data, rng)
    found: Found = {
        ("overall", "synthetic DiD"): whole.estimate,
        ("overall_se", "synthetic DiD"): whole.standard_error,
        ("overall", "synthetic control"): synthetic_did(data, rng, variant="sc").estimate,
        ("overall", "DiD"): synthetic_did(data, rng, variant="did").estimate,
        ("placebo_rank", ""): _placebo_rank(data),
    }
    units, times = whole.unit_weights, whole.time_weights
    for kind, names, weights in (
        ("unit_weight", units["unit"], units["weight"]),
        ("time_weight", times["period"], times["weight"]),
    ):
        found |= {(kind, str(n)): float(w) for n, w in zip(names, weights, strict=True)}
    return found


def _placebo_rank(data: Staggered) -> float:
    """Place of California's mean square gap, after over before, among all 39 states'."""
    row, never = int(np.flatnonzero(~data.never)[0]), np.flatnonzero(data.never)
    start, periods = int(data.start[row]), data.outcome.shape[1]
    asked = [(row, never), *((int(j), never[never != j]) for j in never)]
    share = np.full((len(data.start), periods - start), 1 / (periods - start))
    table = _synthetic.Table(data.outcome[:, :start], data.outcome[:, start:], share)
    weights = simplex_weights_of_many(table.before, asked)
    fits = _synthetic.fit(table, asked, weights, np.inf)
    rows = [j for j, _ in asked]
    ratio = _synthetic.square_gap(table.after[rows] - fits.path, table.share[rows], fits.pre)
    return _synthetic.rank(ratio[0], ratio[1:]) * len(rows)


def _castle(frame: pd.DataFrame, rng: np.random.Generator) -> Found:
    data = staggered(frame, unit="state", period="year", outcome="l_homicide")
    found: Found = {("overall", "TWFE"): float(two_way(data)["estimate"].iloc[0])}
    _note(found, "aggregate", "simple", aggregate(group_time(data), "simple").iloc[0])
    for kind, row in goodman_bacon(data).kinds.set_index("kind").iterrows():
        found["bacon_weight", str(kind)] = float(row["weight"])
        found["bacon_estimate", str(kind)] = float(row["estimate"])
    found["wild_p", ""] = wild_cluster(data, rng=rng, draws=WILD_DRAWS).p_value
    return found


def _medicaid(frame: pd.DataFrame, rng: np.random.Generator) -> Found:
    beta, covariance, years = medicaid_event_study(frame)
    found: Found = {("coefficient", str(y)): float(b) for y, b in zip(years, beta, strict=True)}
    weight = np.array([1.0, 0.0])  # the first period after
    study = honest.coefficients(beta, covariance, years, reference=2013, weight=weight)
    for bound in ("0", "0.01", "0.02", "0.03"):
        interval = honest.smoothness(study, float(bound))
        found["smooth_low", bound], found["smooth_high", bound] = interval.low, interval.high
    for bound in ("0.5", "1", "1.5", "2"):
        low, high = honest.relative(study, float(bound))
        found["relative_low", bound], found["relative_high", bound] = low, high
    return found


def medicaid_event_study(frame: pd.DataFrame) -> tuple[FloatArray, FloatArray, list[int]]:
    """Event study of the states that expanded in 2014 against those that did not until 2015.

    Least squares on state and year effects and treated x year, with 2013 left out; errors by
    state with the correction of `small_sample`, in which state effects are not counted.

    Returns
    -------
    ndarray, shape (7,)
        Coefficients.
    ndarray, shape (7, 7)
        Their covariance.
    list of int
        Their years.
    """
    kept = frame[(frame["year"] < 2016) & (frame["start"] != 2015)]
    table = kept.pivot_table(index="state", columns="year", values="dins")
    treated = (kept.groupby("state")["start"].first().reindex(table.index) == 2014).to_numpy(float)
    outcome, years = table.to_numpy(float), [int(y) for y in table.columns]
    columns = [i for i, year in enumerate(years) if year != 2013]
    design = np.zeros((*outcome.shape, len(columns)))
    for k, i in enumerate(columns):
        design[:, i, k] = treated
    design, response = _centred(design), _centred(outcome[..., None])[..., 0]
    flat = design.reshape(-1, len(columns))
    bread = np.linalg.inv(flat.T @ flat)
    beta = bread @ flat.T @ response.ravel()
    score = np.einsum("itk,it->ik", design, response - design @ beta)
    counted = len(columns) + outcome.shape[1]
    factor = small_sample(np.arange(len(outcome)), outcome.size, counted)
    return beta, factor * bread @ score.T @ score @ bread, [years[i] for i in columns]


def _centred(values: FloatArray) -> FloatArray:
    """Without unit and period means; the first two axes."""
    whole = values.mean((0, 1), keepdims=True)
    centred: FloatArray = (
        values - values.mean(0, keepdims=True) - values.mean(1, keepdims=True) + whole
    )
    return centred


def _rates() -> Found:
    found = rate_ratio(60, 51477.5, 30, 54308.7)
    values = {"rate_ratio": found.ratio, "exact_p": found.p_value, "mid_p": found.mid_p,
              "ratio_low": found.low, "ratio_high": found.high}  # fmt: skip
    return {(kind, ""): value for kind, value in values.items()}


STUDIED: MappingProxyType[Study, Callable[[pd.DataFrame, np.random.Generator], Found]] = (
    MappingProxyType(
        {"mpdta": _mpdta, "proposition99": _proposition99, "castle": _castle,
         "medicaid": _medicaid}
    )
)  # fmt: skip
