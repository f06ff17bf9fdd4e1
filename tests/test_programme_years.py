"""From a sample to the years that the methods of the whole programme take."""

import numpy as np
import pandas as pd
import pytest
from frames import panel, plan, roster

from santitham_eval.errors import StudyError
from santitham_eval.estimators.programme.staggered import staggered
from santitham_eval.estimators.programme.years import years_of
from santitham_eval.sample import NEVER, draw_sample


def drawn(series, *starts, frame=None, indicator="SAF1", **changes):
    frame = panel(series) if frame is None else frame
    return draw_sample(frame, roster(*starts), plan(indicator, **changes), indicator)


SERIES = {f"99010{n}": np.arange(120.0) + n for n in (1, 2, 3)} | {"990201": np.ones(120)}


def test_months_are_summed_to_years_that_begin_with_most_starts():
    years = years_of(
        drawn(SERIES, ("990101", "2014-10"), ("990102", "2015-10"), ("990103", "2016-03"))
    )
    assert [str(y) for y in years.year] == [f"{y}-10" for y in range(2010, 2019)]
    assert years.numerator[0, 0] == np.arange(9, 21).sum() + 12
    assert years.denominator[0, 0] == 12_000
    # October 2014, October 2015, and the first whole year after March 2016; one never.
    assert list(years.start) == [4, 5, 6, NEVER]
    assert list(years.amphoe) == [0, 0, 0, 1]
    assert years.values().outcome[3, 0] == pytest.approx(12 / 12_000)
    # March 2016 lies in the year from October 2015; its months of choosing begin the year before.
    assert list(years.entered[:3]) == [4, 5, 5] and list(years.chosen[:3]) == [3, 4, 4]
    assert years.anticipation == 2


def test_a_tambon_with_a_gap_is_left_out_and_counted():
    gap = SERIES | {"990201": np.where(np.arange(120) == 50, np.nan, 1.0)}
    years = years_of(drawn(gap, ("990101", "2014-10")))
    assert list(years.tambon) == ["990101", "990102", "990103"]
    assert years.left_out == 1


def test_yearly_series_keep_their_years_and_their_definition():
    frame = panel(
        {c: np.arange(10.0) for c in SERIES}, indicator="LIV1", first="2013", freq="Y-DEC"
    )
    years = years_of(drawn(None, ("990101", "2019-10"), frame=frame, indicator="LIV1", margin=0.05))
    # จปฐ. changed in 2017 and 2022; most years from 2019 on are of the edition between.
    assert [str(y) for y in years.year] == [f"{y}-01" for y in range(2017, 2022)]
    assert years.start[0] == 3  # 2020 is the first whole year
    assert years.anticipation == 2  # chosen from October 2018 on


def test_a_start_after_the_last_year_is_none():
    starts = [("990101", "2014-10"), ("990102", "2019-05"), ("990103", "2015-10")]
    assert list(years_of(drawn(SERIES, *starts)).start) == [4, NEVER, 5, NEVER]


def test_a_tambon_without_a_year_before_its_start_is_left_out_and_counted():
    years = years_of(drawn(SERIES, ("990101", "2015-01"), ("990102", "2009-06")))
    assert list(years.tambon) == ["990101", "990103", "990201"] and years.left_out == 1
    assert years.start[0] == 5


def test_months_that_make_no_year_make_no_rows():
    short = {code: values[:9] for code, values in SERIES.items()}
    years = years_of(drawn(short, ("990101", "2010-06")))
    assert not len(years.year) and not len(years.tambon)


FRAME = pd.DataFrame(
    {"tambon": list("aabb"), "period": [1, 2, 1, 2], "value": [1.0, 2, 3, 4], "start": [2, 2, None, None]}
)  # fmt: skip


def test_a_long_table_is_arranged():
    made = staggered(FRAME.sample(frac=1, random_state=1))
    assert made.outcome.tolist() == [[1, 2], [3, 4]]
    assert made.start.tolist() == [1, NEVER]
    assert made.treated.tolist() == [[False, True], [False, False]]
    assert made.cohorts.tolist() == [1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda f: f.iloc[:3], "b 2"),
        (lambda f: pd.concat([f, f.iloc[:1]]), "a 1"),
        (lambda f: f.assign(value=[1, np.nan, 3, np.inf]), "b 2"),
        (lambda f: f.assign(start=[2, 1, None, None]), "a"),
        (lambda f: f.assign(start=[2, None, None, None]), "a"),
        (lambda f: f.assign(start=[7, 7, None, None]), "a: 7.0"),
    ],
    ids=["missing", "twice", "not finite", "two starts", "start and none", "no such period"],
)
def test_a_table_that_is_not_balanced_is_refused(change, told):
    with pytest.raises(StudyError) as error:
        staggered(change(FRAME))
    assert told in [p.found for p in error.value.problems]
