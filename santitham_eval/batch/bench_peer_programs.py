"""What `bench_peers` has each package do, as programs for a process of their own.

Each defines ``work()``, which gives named figures to be compared; `HARNESS` times it.  The data
are ``y`` (units, periods), ``start`` (first treated period, 0 never) and ``cluster``.
"""

from __future__ import annotations

HARNESS = """
import json, os, sys, time, warnings
import numpy as np
warnings.simplefilter("ignore")  # of the packages; what they find is compared below
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
data = np.load(sys.argv[1])
y, start, cluster = data["y"], data["start"], data["cluster"]
units, periods = y.shape
DRAWS, BEFORE, WIDTH, FIRST, LAST = 999, 28, 12, -4, 3
exec(sys.argv[2])
work()  # imports and compiles on the way
began = time.process_time()
found = work()
seconds = time.process_time() - began
print(json.dumps({"seconds": seconds, "found": found}))
"""
"""One core, warm: the second of two runs counts, in seconds of the processor, which others on the
machine change less than those of the clock."""

_LONG = """
import pandas as pd
long = pd.DataFrame({
    "unit": np.repeat(np.arange(units) + 1, periods),
    "time": np.tile(np.arange(periods) + 1, units),
    "y": y.ravel(), "group": np.repeat(np.where(start > 0, start + 1, 0), periods),
    "cluster": np.repeat(cluster, periods),
})
"""

_OURS_STAGGERED = """
from santitham_eval.estimators.programme.staggered import Staggered
from santitham_eval.sample import NEVER
names = np.arange(units).astype(object), np.arange(periods).astype(object)
"""

OURS = "santitham_eval"
"""Name of this package among the peers."""

GROUP_TIME = {
    OURS: _OURS_STAGGERED + """
from santitham_eval.estimators.programme.group_time import Multiplier, aggregate, bands, group_time
own = Staggered(y, np.where(start > 0, start, NEVER), np.arange(units), *names)
def work():
    cells = group_time(own)
    draws = Multiplier(np.random.default_rng(1), DRAWS)
    bands(cells, multiplier=draws)
    kinds = ("simple", "dynamic", "group", "calendar")
    return {k: aggregate(cells, k, multiplier=draws)["estimate"].iloc[0] for k in kinds}
""",
    "diff-diff": _LONG + """
import diff_diff
def work():
    model = diff_diff.CallawaySantAnna(n_bootstrap=DRAWS, seed=1)
    columns = dict(outcome="y", unit="unit", time="time", first_treat="group")
    return {"simple": model.fit(long, **columns, aggregate="all").overall_att}
""",
    "csdid": _LONG + """
import contextlib, io
from csdid.att_gt import ATTgt
def work():
    names = dict(yname="y", gname="group", idname="unit", tname="time", xformla="y~1")
    with contextlib.redirect_stdout(io.StringIO()):
        fitted = ATTgt(**names, data=long, biters=DRAWS).fit(est_method="reg", bstrap=True)
        kinds = ("simple", "dynamic", "group", "calendar")
        return {k: float(fitted.aggte(typec=k, bstrap=True).atte["overall_att"]) for k in kinds}
""",
    "moderndid": _LONG + """
import moderndid
def work():
    names = dict(yname="y", tname="time", idname="unit", gname="group")
    fitted = moderndid.att_gt(long, **names, boot=True, biters=DRAWS)
    kinds = ("simple", "dynamic", "group", "calendar")
    several = {k: moderndid.aggte(fitted, type=k, boot=True, biters=DRAWS) for k in kinds}
    return {k: float(v.overall_att) for k, v in several.items()}
""",
}  # fmt: skip
"""Group-time effects with 999 multiplier draws, and their four sums."""

SYNTHETIC = {
    OURS: """
from santitham_eval.estimators._simplex import simplex_weights_of_many
def work():
    problems = [(i, np.delete(np.arange(units), i)) for i in range(units)]
    weights = simplex_weights_of_many(y[:, :BEFORE], problems)
    gaps = np.array([y[i] - w @ y[d] for (i, d), w in zip(problems, weights)])
    return {"before": (gaps[:, :BEFORE] ** 2).mean(1).tolist(),
            "after": (gaps[:, BEFORE:] ** 2).mean(1).tolist()}
""",
    "diff-diff": _LONG
    + """
import diff_diff
long["treated"] = ((long["unit"] == 1) & (long["time"] > BEFORE)).astype(int)
def work():
    model = diff_diff.SyntheticControl(
        v_method="custom", custom_v=np.ones(BEFORE), standardize="none", seed=1)
    fitted = model.fit(long, "y", "treated", "unit", "time")
    table = fitted.in_space_placebo().sort_values("unit")
    return {"before": table["pre_mspe"].tolist(), "after": table["post_mspe"].tolist()}
""",
    "pysyncon": """
import pandas as pd
from pysyncon import Synth
wide = pd.DataFrame(y.T)
SOME = 10
def work():
    before, after = [], []
    for unit in range(SOME):
        donors = wide.drop(columns=unit)
        model = Synth()
        model.fit(X0=donors[:BEFORE], X1=wide[unit][:BEFORE], Z0=donors[:BEFORE],
                  Z1=wide[unit][:BEFORE], custom_V=np.ones(BEFORE))
        gap = wide[unit] - donors @ model.W
        before.append(float((gap[:BEFORE] ** 2).mean()))
        after.append(float((gap[BEFORE:] ** 2).mean()))
    return {"before": before, "after": after, "times": units / SOME}
""",
}
"""Each of 290 units from all others: mean squares of its gaps before and after."""

POISSON = {
    OURS: _OURS_STAGGERED + """
from santitham_eval.estimators.programme.poisson import poisson_event_study
own = Staggered(y, np.where(start > 0, start, NEVER), cluster, *names)
def work():
    told = poisson_event_study(own, width=WIDTH, first=FIRST, last=LAST).effects
    return {"effect": told["estimate"].tolist(), "error": told["standard_error"].tolist()}
""",
    "pyfixest": _LONG + """
import pyfixest
since = (long["time"] - long["group"]) // WIDTH
long["event"] = np.where(long["group"] > 0, since.clip(FIRST, LAST), -1)
def work():
    formula = "y ~ i(event, ref=-1) | unit + time"
    told = pyfixest.fepois(formula, data=long, vcov={"CRV1": "cluster"}).tidy()
    return {"effect": told["Estimate"].tolist(), "error": told["Std. Error"].tolist()}
""",
}  # fmt: skip
"""Counts on unit, month and years since the start; errors by cluster."""
