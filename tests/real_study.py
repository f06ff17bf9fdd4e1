"""A study of the real rows under a placebo roster: tambons drawn at random, no such programme."""

import shutil
from pathlib import Path

import numpy as np
import pandas as pd

from santitham_eval.sources.tambon_register import codebook
from santitham_eval.study import Study, load_study

PARTS = ("events", "population", "boundaries")
STUDY = """\
[study]
id = "placebo"
simulated = true
seed = 1
title.th = "บัญชีรายชื่อที่สุ่มขึ้น ไม่ใช่โครงการจริง"
title.en = "Placebo roster drawn at random: no such programme"
[area]
codes = ["94", "95", "96", "9003", "9004", "9005", "9006"]
[sources.events]
format = "ucdp-ged"
file = "events/*.csv"
[sources.population]
format = "dopa-population"
file = "population/stat_a*.txt"
[sources.boundaries]
format = "cod-ab"
file = "boundaries/*.shp"
[sources.roster]
format = "roster"
file = "roster.csv"
[periods]
first = "2009-01"
last = "2021-12"
[[outcomes]]
indicator = "SAF1"
[[outcomes]]
indicator = "SAF2"
role = "secondary"
[[outcomes]]
indicator = "SAF4"
role = "secondary"
margin = 0.1
[[outcomes]]
indicator = "SAF5"
role = "secondary"
margin = 0.1
"""


def write_real_study(folder: Path, real: Path, treated: int, seed: int = 2562) -> Study:
    """Copies of the real rows, a roster of so many tambons drawn blindly, and the study file."""
    raw = folder / "data" / "raw"
    for part in PARTS:
        shutil.copytree(real / part, raw / part, copy_function=shutil.copyfile)
        (raw / part).chmod(0o755)
    (folder / "study.toml").write_text(STUDY, "utf-8")
    study = load_study(folder / "study.toml")
    register = codebook(study).register
    rng = np.random.default_rng(seed)
    drawn = register.iloc[rng.choice(len(register), treated, replace=False)]
    roster = pd.DataFrame({"code": drawn["tambon"], "name_th": drawn["name_th"]})
    roster["start"] = rng.choice(["2016-10", "2017-10"], len(roster))
    roster.assign(dose=1_000_000).to_csv(raw / "roster.csv", index=False)
    return study
