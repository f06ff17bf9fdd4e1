"""Small counts of persons: nothing withheld can be had by subtraction, within or across tables."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from santitham_eval import tables
from santitham_eval.indicators import SERIES
from santitham_eval.report.release import neutral
from santitham_eval.smallarea import (
    Sum,
    margins,
    possible_values,
    small_counts,
    withheld_cells,
)
from santitham_eval.study import Areas, Outcome, Plan
from santitham_eval.tables.release import exposing_years
from santitham_eval.tables.small import _hidden, programme_areas, withheld_parts


def table(values, total="ALL"):
    """Cells of a two-way table with its margins, named (row, column)."""
    values = np.asarray(values, float)
    rows, columns = values.shape
    cells = {(i, j): values[i, j] for i in range(rows) for j in range(columns)}
    cells |= {(i, total): values[i].sum() for i in range(rows)}
    cells |= {(total, j): values[:, j].sum() for j in range(columns)}
    return cells | {(total, total): values.sum()}, margins(range(rows), range(columns))


def test_small_is_from_one_to_the_minimum_and_zero_is_a_figure():
    counts = [0, 1, 2, 3, math.nan]
    assert small_counts(counts, 3).tolist() == [False, True, True, False, False]
    assert not small_counts(counts, 1).any()


def test_a_lone_small_cell_takes_three_more_with_it():
    """Alone in its row and its column: one in each must go, and the corner that joins them."""
    cells, sums = table([[2, 9, 7], [8, 6, 5], [4, 30, 40]])
    hidden = withheld_cells(cells, sums, 3)
    assert len(hidden) == 4 and (0, 0) in hidden
    assert not any("ALL" in cell for cell in hidden)
    low, high = possible_values(cells, sums, hidden)[(0, 0)]
    assert low == 1 and high >= 2


def test_primary_suppression_alone_gives_the_cell_away():
    cells, sums = table([[2, 9, 7], [8, 6, 5]])
    assert possible_values(cells, sums, {(0, 0)}) == {(0, 0): (2, 2)}


def test_two_small_cells_that_can_only_be_ones_are_exposed_together():
    """1 + 1 of a published 2 would leave nothing to guess, so their total of 4 cannot stand."""
    cells = {"a": 1, "b": 1, "c": 12, "all": 14}
    sums = [Sum("all", ["a", "b", "c"])]
    assert possible_values(cells, sums, {"a", "b"}) == {"a": (1, 1), "b": (1, 1)}
    hidden = withheld_cells(cells, sums, 3)
    assert hidden == {"a", "b", "c"}


def test_a_true_zero_is_shown_and_hides_nothing():
    cells, sums = table([[0, 9, 7], [8, 0, 5]])
    assert withheld_cells(cells, sums, 3) == frozenset()
    cells, sums = table([[0, 2, 0, 9], [8, 0, 5, 7], [6, 4, 0, 8]])
    assert not any(cells[cell] == 0 for cell in withheld_cells(cells, sums, 3))


def test_where_only_zeros_are_beside_it_the_totals_go():
    cells, sums = table([[2, 0], [0, 50]])
    hidden = withheld_cells(cells, sums, 3)
    assert {(0, 0), (0, "ALL"), ("ALL", 0)} <= hidden
    assert (0, 1) not in hidden and (1, 0) not in hidden
    assert_safe(cells, sums, hidden, 3)


def test_missing_is_not_zero_and_in_no_sum():
    cells = {"a": 2, "b": math.nan, "c": 30, "d": 9, "all": 41}
    sums = [Sum("all", ["a", "b", "c", "d"])]
    assert withheld_cells(cells, sums, 3) == {"a", "d"}


def test_two_tables_of_one_release_that_share_a_total():
    """Each table alone is safe; together the second gives back what the first withheld."""
    district = {"x": 2, "y": 5, "z": 20, "all": 27}
    by_tambon = [Sum("all", ["x", "y", "z"])]
    alone = withheld_cells(district, by_tambon, 3)
    assert alone == {"x", "y"}
    # Another page prints y's years, and a third what y and z have together.
    release = district | {"y 2561": 3, "y 2562": 2, "y+z": 25}
    sums = [*by_tambon, Sum("y", ["y 2561", "y 2562"]), Sum("y+z", ["y", "z"])]
    assert possible_values(release, sums, alone | {"y 2562"})["x"] == (2, 2)
    hidden = withheld_cells(release, sums, 3)
    assert_safe(release, sums, hidden, 3)
    assert {"x", "y 2562"} < hidden


def test_the_rest_of_a_whole_is_protected_though_no_table_shows_it():
    """5 deaths of which 4 were civilians tell of one who was not."""
    cells = {"deaths": 5, "civilians": 4, "others": 1}
    sums = [Sum("deaths", ["civilians", "others"])]
    hidden = withheld_cells(cells, sums, 3, latent={"others"})
    assert hidden == {"civilians"}
    low, high = possible_values(cells, sums, hidden, latent={"others"})["others"]
    assert low == 0 and high >= 1
    assert withheld_cells(cells | {"others": 0, "deaths": 4}, sums, 3, latent={"others"}) == set()


def test_cells_that_stand_in_one_row_go_together():
    cells = {"before": 30, "after": 1, "other before": 20, "other after": 0, "all": 51}
    sums = [Sum("all", list(cells)[:4])]
    rows = [("before", "after"), ("other before", "other after")]
    assert withheld_cells(cells, sums, 3, together=rows) == {"before", "after"}
    # A zero that goes with its row leaves open which of the two is the one person.
    tight = cells | {"before": 0, "all": 21}
    assert withheld_cells(tight, sums, 3, together=rows) == {"before", "after"}
    found = possible_values(tight, sums, {"before", "after"}, together=rows)
    assert found == {"before": (0, 1), "after": (0, 1)}


def test_what_must_be_kept_is_kept_or_refused():
    cells = {"a": 2, "b": 5, "c": 6, "all": 13}
    sums = [Sum("all", ["a", "b", "c"])]
    assert withheld_cells(cells, sums, 3, keep={"all", "b"}) == {"a", "c"}
    with pytest.raises(ValueError, match="give a small one away"):
        withheld_cells(cells, sums, 3, keep={"all", "b", "c"})
    with pytest.raises(ValueError, match="cannot be kept"):
        withheld_cells(cells, sums, 3, keep={"a"})


def test_the_cheapest_goes_and_the_caller_may_say_what_is_dear():
    cells = {"a": 2, "b": 50, "c": 6, "all": 58}
    sums = [Sum("all", ["a", "b", "c"])]
    assert withheld_cells(cells, sums, 3) == {"a", "c"}
    assert withheld_cells(cells, sums, 3, cost={"c": 99.0}) == {"a", "b"}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"a": -1, "b": 2, "all": 1}, "not negative"),
        ({"a": 1, "b": 2, "all": 4}, "add up"),
        ({"a": 1, "all": 1}, "no count of 'b'"),
    ],
)
def test_tables_that_cannot_be_are_refused(cells, words):
    with pytest.raises(ValueError, match=words):
        withheld_cells(cells, [Sum("all", ["a", "b"])], 3)


# --- the attack -----------------------------------------------------------------------------
def attack(cells, sums, hidden, floor):
    """Least and greatest of every withheld cell by whole-number programming, written anew.

    An outsider's system: unknowns are the values themselves, published ones stand on the right.
    """
    names = [name for name in cells if name in hidden]
    equations, right = [], []
    for whole, parts in sums:
        row, known = np.zeros(len(names)), 0.0
        for name, sign in [*((part, 1) for part in parts), (whole, -1)]:
            if name in hidden:
                row[names.index(name)] += sign
            else:
                known += sign * cells[name]
        if row.any():
            equations.append(row)
            right.append(-known)
    found = {}
    for place, name in enumerate(names):
        ends = []
        for sign in (1, -1):
            objective = np.zeros(len(names))
            objective[place] = sign
            solved = optimize.linprog(
                objective, A_eq=equations or None, b_eq=right or None,
                bounds=[(floor.get(n, 1), None) for n in names], integrality=1,
            )  # fmt: skip
            unbounded = solved.status in (3, 4)
            ends.append(-sign * math.inf if unbounded else solved.x[place])
        found[name] = math.ceil(ends[0] - 1e-6) if math.isfinite(ends[0]) else 0, ends[1] + 1e-6
    return found


def assert_safe(cells, sums, hidden, minimum, together=()):
    floor = {name: 0 for group in together for name in group}
    found = attack(cells, sums, hidden, floor)
    for name, (low, high) in found.items():
        assert low <= cells[name] <= high + 1e-6
        if 0 < cells[name] < minimum:
            width = math.inf if math.isinf(high) else math.floor(high) - low
            assert width >= max(1, minimum - 2), (name, low, high)
    assert {n for n, v in cells.items() if 0 < v < minimum} <= set(hidden)
    assert not any(cells[n] == 0 for n in hidden if n not in floor)


small_tables = st.integers(2, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=2, max_size=4
    )
)


@settings(max_examples=60, deadline=None)
@given(small_tables, st.integers(2, 5))
def test_no_attack_on_a_table_narrows_a_small_cell(values, minimum):
    cells, sums = table(values)
    hidden = withheld_cells(cells, sums, minimum)
    assert_safe(cells, sums, hidden, minimum)
    assert hidden == withheld_cells(dict(cells), list(sums), minimum)
    ours = possible_values(cells, sums, hidden)
    for name, (low, high) in attack(cells, sums, hidden, {}).items():
        # Margins of one table have whole vertices, so both attacks see the same.
        assert ours[name][0] == low
        assert ours[name][1] == (math.inf if math.isinf(high) else math.floor(high))


@settings(max_examples=40, deadline=None)
@given(small_tables, st.data())
def test_no_attack_on_overlapping_tables_narrows_a_small_cell(values, data):
    """Further pages print sums of arbitrary cells, as windows and subtotals do."""
    cells, sums = table(values)
    inner = [name for name in cells if "ALL" not in name]
    for number in range(data.draw(st.integers(1, 3))):
        parts = data.draw(st.lists(st.sampled_from(inner), min_size=2, max_size=4, unique=True))
        cells[f"page {number}"] = sum(cells[part] for part in parts)
        sums = [*sums, Sum(f"page {number}", parts)]
    assert_safe(cells, sums, withheld_cells(cells, sums, 3), 3)


def test_a_release_of_many_pages_is_safe():
    """300 tambons by 8 years with all totals: 2,700 cells."""
    rng = np.random.default_rng(2)
    cells, sums = table(rng.poisson(rng.gamma(0.8, 6, 300)[:, None], (300, 8)))
    hidden = withheld_cells(cells, sums, 3)
    some = [cell for cell in cells if 0 < cells[cell] < 3][::50]
    assert len(some) > 5
    found = possible_values(cells, sums, hidden, of=some)
    assert all(high - low >= 1 for low, high in found.values())


# --- the pages of a release -------------------------------------------------------------------
deaths_of_tambons = st.lists(st.integers(0, 9), min_size=2, max_size=6)


@settings(max_examples=40, deadline=None)
@given(deaths_of_tambons)
def test_no_tambon_is_the_total_less_the_other_pages(deaths):
    codes = [f"9901{n:02d}" for n in range(len(deaths))]
    levels = pd.DataFrame(
        {"tambon": codes, "time": 2562, "numerator": deaths, "denominator": 900.0}
    )
    hidden = {name for name, _ in tables.withheld_levels(levels, SERIES["SAF2"], 3)}
    cells = dict(zip(codes, map(float, deaths), strict=True)) | {"ALL": float(sum(deaths))}
    assert_safe(cells, [Sum("ALL", codes)], hidden, 3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=36, max_size=36), st.integers(13, 24))
def test_no_stretch_of_months_is_a_window_less_the_years_that_are_drawn(monthly, length):
    """The baseline ends within a year; what years and window leave is found by elimination."""
    months = pd.period_range("2012-10", periods=36, freq="M")
    deaths = np.array(monthly) * (np.arange(36) % 7 == 0)
    own = pd.DataFrame(
        {"period": months, "numerator": deaths, "denominator": 400.0, "observed": True}
    )
    years = {y: (months[12 * y], months[12 * y + 11]) for y in range(3)}
    years = {y: v for y, v in years.items() if deaths[12 * y : 12 * y + 12].sum() not in (1, 2)}
    total = deaths[:length].sum()
    if 0 < total < 3:
        return
    lost = exposing_years(
        own, years, {"window": (months[0], months[length - 1])}, SERIES["SAF2"], 3
    )
    cuts = [*range(0, 36, 12), length, 36]
    stretches = {
        k: float(deaths[a:b].sum())
        for k, (a, b) in enumerate(itertools.pairwise(sorted(set(cuts))))
    }
    starts = sorted(set(cuts))[:-1]
    inside = {k: starts[k] for k in stretches}
    sums = [Sum("window", [k for k in inside if inside[k] < length])]
    cells = {**stretches, "window": float(total)}
    for year in set(years) - lost:
        parts = [k for k in inside if 12 * year <= inside[k] < 12 * year + 12]
        cells[f"year {year}"] = sum(stretches[k] for k in parts)
        sums.append(Sum(f"year {year}", parts))
    found = attack(cells, sums, set(stretches), dict.fromkeys(stretches, 0))
    for k, (low, high) in found.items():
        if 0 < stretches[k] < 3:
            assert math.isinf(high) or math.floor(high) - low >= 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=3, max_size=7), st.integers(1, 6))
def test_no_tambon_is_the_programme_or_a_part_of_it_less_the_other_tambons(deaths, cut):
    """Pages show every other tambon; the programme's estimates are taken to tell their counts."""
    codes = [f"9901{n:02d}" for n in range(len(deaths))]
    roster = pd.DataFrame(
        {"tambon": codes, "dose": [0 if n < cut else 1 for n in range(len(codes))]}
    )
    areas = programme_areas(roster, Plan(outcomes=(Outcome("SAF2"),)))
    told = {code: (float(n), 9e4) for code, n in zip(codes, deaths, strict=True)}
    hidden = _hidden((told, told), areas, SERIES["SAF2"], 3)
    sums = [Sum((name, k), inside) for name, parts in areas.items() for k, inside in parts.items()]
    cells = {code: float(n) for code, n in zip(codes, deaths, strict=True)}
    cells |= {name: sum(cells[code] for code in inside) for name, inside in sums}
    totals = {name: (cells[name], 9e4 * len(inside)) for name, inside in sums}
    hidden |= withheld_parts(totals, SERIES["SAF2"], 3)
    # A tambon may be withheld for its other window alone, so a mark may stand for nought here.
    assert_safe(cells, sums, hidden, 3, [codes])


def test_a_tambon_whose_budget_nobody_knows_is_of_no_budget():
    roster = pd.DataFrame({"tambon": ["990101", "990102", "990103"], "dose": [1e6, None, 3e5]})
    plan = Plan(outcomes=(Outcome("SAF2"),))
    assert programme_areas(roster, plan)["dose"] == {
        "1000000.0": ["990101"],
        "300000.0": ["990103"],
    }
    assert programme_areas(roster[["tambon"]], plan)["dose"] == {}


def test_one_small_tambon_takes_another_with_it_in_each_part():
    codes = [f"9901{n:02d}" for n in range(8)]
    roster = pd.DataFrame({"tambon": codes, "dose": [0.0] * 4 + [1.0] * 4})
    plan = Plan(outcomes=(Outcome("SAF2"),), groups=(Areas("g", ("990101", "990102", "990103")),))
    areas = programme_areas(roster, plan)
    assert areas["group g"] == {"True": codes[1:4], "False": [codes[0], *codes[4:]]}
    told = {code: (n, 9e4) for code, n in zip(codes, (40, 1, 30, 20, 5, 6, 7, 8), strict=True)}
    calm = dict.fromkeys(codes, (50.0, 9e4))
    assert _hidden((calm, calm), areas, SERIES["SAF2"], 3) == set()
    assert _hidden((calm, told), areas, SERIES["SAF2"], 3) == {codes[1], codes[3]}
    assert _hidden((calm, told), areas, SERIES["SAF1"], 3) == set()


def test_a_true_zero_year_stays_beside_a_window():
    months = pd.period_range("2012-10", periods=36, freq="M")
    deaths = np.zeros(36)
    deaths[[14, 30]] = 5, 4
    own = pd.DataFrame(
        {"period": months, "numerator": deaths, "denominator": 400.0, "observed": True}
    )
    years = {y: (months[12 * y], months[12 * y + 11]) for y in range(3)}
    window = {"window": (months[0], months[19])}
    assert exposing_years(own, years, window, SERIES["SAF2"], 3) == frozenset()


@pytest.mark.parametrize("first", [*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20"])
def test_no_released_text_is_a_formula(first):
    """Some spreadsheets take full-width signs for the plain ones."""
    assert neutral(f"{first}1+1") == f"'{first}1+1"
    assert neutral(f"a{first}") == f"a{first}"
