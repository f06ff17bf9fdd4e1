"""Rosters drawn blindly over real events: how often is "something happened" found?

The events are real and the rosters are not, so every finding is a false one.  From the root of the
repository

    .venv/bin/python tests/placebo_rosters.py

writes the table that is kept, `docs/placebo_rosters.csv`, and beside it the figures of the first
rosters, which `make proof` finds anew.  The real rows are outside the repository (SANTITHAM_REAL).
"""

import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from real_study import write_real_study
from scipy import stats

from santitham_eval import Comparison, Outcome, Plan, estimate_effects
from santitham_eval.estimators.programme import estimate_programme
from santitham_eval.estimators.programme.by_year import by_year
from santitham_eval.estimators.programme.clusters import Multiplier
from santitham_eval.estimators.programme.group_time import aggregate, group_time, pre_test
from santitham_eval.estimators.programme.imputation import impute, pre_trend
from santitham_eval.estimators.programme.poisson import poisson_effect, poisson_event_study
from santitham_eval.estimators.programme.randomisation import randomise, two_way_t
from santitham_eval.estimators.programme.risk_sets import compare, roles_of
from santitham_eval.estimators.programme.synthetic_did import synthetic_did
from santitham_eval.estimators.programme.two_way import two_way
from santitham_eval.estimators.programme.wild_cluster import wild_cluster
from santitham_eval.estimators.programme.years import years_of
from santitham_eval.panel import build_tables
from santitham_eval.programme.trends import pre_trend as pre_trend_rows
from santitham_eval.sample import draw_samples

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "placebo_rosters.csv"
FIRST = ROOT / "docs" / "placebo_rosters_first.csv"

SEED = 25620101
ROSTERS = {"tambon": 500, "amphoe": 200}
FIRST_ROSTERS = 2
TREATED = 100
WAVES = 4
LEADS = 3
DRAWS = 999
OF_THE_PAGE = ("poisson", "sun_abraham", "synthetic_did")
"""Methods that the page takes otherwise than they are called here; it draws nothing for these."""

PLAN = Plan(
    outcomes=[
        Outcome("SAF1"),
        Outcome("SAF2", role="secondary"),
        Outcome("SAF5", role="secondary", margin=0.1),
    ],
    comparison=Comparison(),
)


def placebo_roster(codes, rng, unit="tambon"):
    """A hundred tambons in four yearly waves that begin in a random month.

    Picked blindly one by one; or (`unit` "amphoe") whole amphoe until there are so many.
    """
    if unit == "tambon":
        chosen = rng.choice(codes, TREATED, replace=False)
        wave = np.repeat(np.arange(WAVES), TREATED // WAVES)
    else:
        amphoe = rng.permutation(np.unique([code[:4] for code in codes]))
        size = np.cumsum([np.sum([c.startswith(a) for c in codes]) for a in amphoe])
        taken = amphoe[: int(np.searchsorted(size, TREATED)) + 1]
        number = {a: i % WAVES for i, a in enumerate(taken)}
        chosen = np.array([code for code in codes if code[:4] in number])
        wave = np.array([number[code[:4]] for code in chosen])
    first = pd.Period("2014-01", "M") + int(rng.integers(0, 48))
    starts = [first + 12 * int(w) for w in wave]
    return pd.DataFrame({"tambon": chosen, "start": starts, "dose": np.nan})


def programme_tests(sample, rng):
    """P-value of each test of the programme as a whole; NaN where it gives none."""
    years = years_of(sample)
    ahead = years.anticipation
    scale = sample.series.indicator.scale
    values, counts = years.values(), years.counts()
    found = {}
    whole = compare(years, scale, left_out=ahead)
    found["risk_sets"] = np.nan if whole.note else whole.effects["p_value"].iloc[0]
    if sample.series.indicator.family == "rate":
        fitted = poisson_effect(counts, exposure=years.denominator)
        found["poisson"] = fitted.effects["p_value"].iloc[0]
        found["pre-test, poisson"] = poisson_leads(counts, years.denominator, ahead)
    found["two_way"] = two_way(values)["p_value"].iloc[0]
    found["wild_cluster"] = wild_cluster(values, rng=rng, draws=DRAWS).p_value
    for name, strata in (("randomisation", None), ("randomisation within amphoe", years.amphoe)):
        dealt = randomise(values, two_way_t, rng=rng, draws=DRAWS, strata=strata)
        found[name] = dealt.p_value
    groups = group_time(values, controls="not_yet", anticipation=ahead)
    drawn = Multiplier(rng, DRAWS)
    found["callaway_santanna"] = aggregate(groups, "simple", multiplier=drawn)["p_value"].iloc[0]
    imputed = impute(values, anticipation=ahead)
    found["imputation"] = imputed.frame["p_value"].iloc[0]
    did = synthetic_did(values, rng)
    found["synthetic_did"], found["synthetic_did, ranks"] = did.p_value, did.placebo_p
    for name, wide in (("published", False), ("unbiased", True)):
        cells = group_time(values, controls="not_yet", anticipation=ahead, unbiased=wide)
        joint = pre_test(cells, multiplier=drawn)
        found[f"pre-test, group-time, {name}, F"] = joint.small_p
        found[f"pre-test, group-time, {name}, largest"] = joint.largest_p
    leads = pre_trend(values, LEADS, anticipation=ahead, multiplier=drawn).joint
    found["pre-test, imputation, F"] = leads.p_value
    found["pre-test, imputation, largest"] = leads.largest_p
    roles, note = roles_of(years, ahead)
    rows = [] if note else list(pre_trend_rows(by_year(years, scale, roles), scale, 0.95))
    told = {r["item"]: r["p_value"] for r in rows if "p_value" in r}
    for item in ("joint", "slope"):
        found[f"pre-trend of the page, {item}"] = told.get(item, np.nan)
    page = estimate_programme(sample, rng, methods=OF_THE_PAGE, years=years)
    found |= {f"{m} of the page": p for m, p in zip(page["method"], page["p_value"], strict=True)}
    return found


def poisson_leads(counts, exposure, ahead):
    """Joint test of the leads before the last year that is free of the programme; F."""
    reference = -1 - ahead
    study = poisson_event_study(
        counts, exposure=exposure, reference=reference, first=reference - LEADS, last=4
    )
    lead = (study.effects["event"] < reference) & (study.effects["note"] == "")
    if not lead.any():
        return np.nan
    beta = study.effects["estimate"].to_numpy()[lead]
    covariance = study.covariance[np.ix_(lead, lead)]
    statistic = beta @ np.linalg.solve(covariance, beta) / len(beta)
    return float(stats.f(len(beta), study.clusters - 1).sf(statistic))


def headlines(effects):
    """How many of the tambons' headlines of an outcome found something."""
    known, called = effects["p_value"].dropna(), effects["state"].isin(["improved", "worsened"])
    shares = {
        "each tambon, p < 0.05": ((known < 0.05).mean(), len(known)),
        "each tambon, called": (called.mean(), len(called)),
        "any tambon called": (float(called.any()), 1),
    }
    return [{"test": t, "share": share, "judged": n} for t, (share, n) in shares.items()]


def one_roster(panel, neighbours, codes, unit, parts, seed):
    """What every test says under one roster: indicator, test, p_value or share, judged."""
    rng = np.random.default_rng(seed)
    roster = placebo_roster(codes, rng, unit)
    rows = []
    if "programme" in parts:
        for indicator, sample in draw_samples(panel, roster, PLAN, neighbours).items():
            rows += [
                {"indicator": indicator, "test": test, "p_value": p, "judged": 1}
                for test, p in programme_tests(sample, rng).items()
            ]
    if "tambon" in parts:
        effects = estimate_effects(
            panel, roster, PLAN, rng=rng, methods=["comparative"], neighbours=neighbours
        )
        for indicator, own in effects.groupby("indicator"):
            rows += [{"indicator": indicator, **told} for told in headlines(own)]
    return pd.DataFrame(rows, columns=["indicator", "test", "p_value", "share", "judged"])


def real_tables(real):
    """Panel, neighbours and codes of the real rows, placed once."""
    with tempfile.TemporaryDirectory() as scratch:
        tables = build_tables(write_real_study(Path(scratch), real, treated=8))
    return tables["panel"], tables["neighbours"], tables["register"]["tambon"].to_numpy(str)


def found_in(results):
    """What each row adds: 1 for a p-value below 0.05, 0 for another; of tambons their share."""
    p_value = results["p_value"]
    below = (p_value < 0.05).astype(float).where(p_value.notna())
    return below.fillna(results["share"])


def summarise(results):
    """Share of rosters (of tambons, in the lines of each) that find something at 5 %.

    The error is over rosters, whose tambons share their comparison tambons.
    """
    results = results.assign(found=found_in(results))
    grouped = results.groupby(["roster", "indicator", "test"])
    table = grouped.agg(
        rosters=("found", "count"), judged=("judged", "mean"), found=("found", "mean"),
        spread=("found", "std"),
    )  # fmt: skip
    table["error"] = table.pop("spread") / np.sqrt(table["rosters"])
    return table.reset_index().round({"judged": 1, "found": 4, "error": 4})


def run(real, units=tuple(ROSTERS), parts=("programme", "tambon"), rosters=None, workers=None):
    """Results of many rosters, each from its own child of the seed."""
    panel, neighbours, codes = real_tables(real)
    found = []
    with ProcessPoolExecutor(workers or os.cpu_count()) as pool:
        for unit in units:
            one = partial(one_roster, panel, neighbours, codes, unit, parts)
            seeds = np.random.SeedSequence(SEED).spawn(rosters or ROSTERS[unit])
            for number, part in enumerate(pool.map(one, seeds, chunksize=5)):
                found.append(part.assign(roster=unit, number=number))
    return pd.concat(found, ignore_index=True)


def keep(results):
    """Write the table, and the figures of the first rosters."""
    summarise(results).to_csv(TABLE, index=False, lineterminator="\n")
    columns = ["roster", "number", "indicator", "test", "p_value", "share", "judged"]
    first = results[results["number"] < FIRST_ROSTERS][columns].sort_values(columns[:4])
    first.to_csv(FIRST, index=False, lineterminator="\n", float_format="%.9g")


def real_rows():
    """Folder of the real rows."""
    return Path(os.environ.get("SANTITHAM_REAL", ROOT.parent / "shared" / "real"))


if __name__ == "__main__":
    keep(run(real_rows()))
