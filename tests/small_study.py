"""A study of twelve tambons made in memory, for tests of batch and commands."""

import json

import numpy as np
import pandas as pd

from santitham_eval.geography import outlines

CODES = [f"9901{n:02d}" for n in range(1, 13)]
TREATED = ["990101", "990102", "990103"]

STUDY = """
[study]
id = "small"
simulated = true
seed = 3
title.th = "เล็ก"
title.en = "Small"
[area]
codes = ["99"]
[sources.roster]
format = "roster"
file = "roster.csv"
[sources.events]
format = "ucdp-ged"
file = "events/*.csv"
[periods]
first = "2012-01"
last = "2021-12"
[[outcomes]]
indicator = "SAF1"
"""


def write_study(folder):
    """Study file and raw files (their content is not read: `tables` stands in for it)."""
    (folder / "study.toml").write_text(STUDY, "utf-8")
    raw = folder / "data" / "raw"
    (raw / "events").mkdir(parents=True)
    (raw / "roster.csv").write_text("code\n", "utf-8")
    (raw / "events" / "a.csv").write_text("a\n", "utf-8")
    (raw / "events" / "b.csv").write_text("b\n", "utf-8")
    return folder / "study.toml"


def tables():
    """What the data rooms would give."""
    rng = np.random.default_rng(5)
    months = pd.period_range("2012-01", "2021-12", freq="M")
    index = pd.MultiIndex.from_product([CODES, ["SAF1"], months])
    panel = index.to_frame(index=False, name=["tambon", "indicator", "period"])
    panel["numerator"] = rng.poisson(0.6, len(panel)).astype(float)
    panel["denominator"] = 500.0
    panel["value"] = panel["numerator"] / panel["denominator"]
    panel["observed"] = True
    panel["se"] = np.nan
    start = pd.Period("2018-10", "M")
    neighbours = pd.DataFrame({"tambon": ["990101", "990104"], "neighbour": ["990104", "990101"]})
    return {
        "register": register(),
        "roster": pd.DataFrame({"tambon": TREATED, "start": start, "dose": 1e6}),
        "events": events(),
        "neighbours": neighbours,
        "map": outlines(pd.DataFrame({"tambon": []}), CODES),
        "panel": panel,
        "quality": quality(),
        "lessons": lessons(),
    }


def register():
    names = pd.DataFrame({"tambon": CODES})
    names["name_th"] = [f"จำลอง{n}" for n in range(1, 13)]
    names["name_en"] = [f"Example {n}" for n in range(1, 13)]
    return names.assign(
        amphoe="9901", amphoe_th="ตัวอย่าง", amphoe_en="Sample",
        province="99", province_th="สมมุติ", province_en="Imagined",
    )  # fmt: skip


def events():
    one = {"event_id": "1", "source": "events", "period": pd.Period("2015-01", "M"), "deaths": 1,
           "civilian_deaths": 0, "injured": pd.NA, "level": "exact", "tambon": "990101",
           "amphoe": "9901", "province": "99", "note": ""}  # fmt: skip
    return pd.DataFrame([one]).astype({"injured": "Int64"})


def quality():
    row = {"topic": "placement", "area": "ALL", "item": "exact", "count": 1.0,
           "th": "ระดับตำบล", "en": "placed exactly"}  # fmt: skip
    return pd.DataFrame([row])


PARAMETERS = 'tambon: str = "990101"\nstudy_file: str = "study.toml"\ntimes: int = 1\nshare: float = 0.5\nloud: bool = False'


def lessons():
    row = {"tambon": "990101", "date": "2021-08-01", "goal": "SAF", "field": "SAF-1",
           "theme": "trust", "text": "", "consent": False}  # fmt: skip
    return pd.DataFrame([row])


def write_notebook(
    folder, *cells, parameters=PARAMETERS, name="tambon_impact", shows="tambon * times"
):
    """A notebook of plain cells; the last one is tagged for the page."""
    sources = [(parameters, ["parameters"]), *((c, []) for c in cells)]
    sources.append((shows, ["report"]))
    content = {
        "cells": [
            {"cell_type": "code", "execution_count": None, "id": f"c{n}", "outputs": [],
             "metadata": {"tags": tags} if tags else {}, "source": source}
            for n, (source, tags) in enumerate(sources)
        ],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }  # fmt: skip
    path = folder / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")
    return path


def tree(folder):
    """Every file below a folder, with its bytes."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }
