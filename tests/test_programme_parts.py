"""The programme's parts, rings and sensitivities: by hand, on known effects, and as properties."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from frames import panel, plan, roster
from test_programme_whole import years

from santitham_eval import text
from santitham_eval.calibration import PLAN
from santitham_eval.estimators.programme.risk_sets import compare, roles_of
from santitham_eval.estimators.programme.years import years_of
from santitham_eval.evidence import assess_programme, estimate_effects
from santitham_eval.programme import (
    CHECKING,
    JUDGED,
    MEANING,
    NOTES,
    PARTS,
    PROGRAMME_COLUMNS,
    VERDICTS,
    analyse,
)
from santitham_eval.programme.leaving_out import dropped, without_year
from santitham_eval.programme.parts import headline
from santitham_eval.programme.rows import row
from santitham_eval.programme.spillover import rings
from santitham_eval.sample import NEVER, draw_sample
from santitham_eval.simulate import (
    HALVING_EFFECT,
    SELECTED_NULL,
    panel_of,
    roster_of,
    simulate,
)
from santitham_eval.study import Areas

FIGURES = ["estimate", "low", "high", "p_value"]


def rng(seed=1):
    return np.random.default_rng(seed)


def world_of(scenario, seed, **changes):
    world = simulate(replace(scenario, **changes), rng(seed))
    return world, panel_of(world), roster_of(world)


def chain_of(world):
    """Each tambon next to the one before it in the order of codes."""
    return pd.DataFrame({"tambon": world.tambon[:-1], "neighbour": world.tambon[1:]})


def parts_of(frame, part):
    return frame[frame["part"] == part].set_index("item")


@pytest.fixture(scope="module")
def halved():
    """A world whose programme halves the rate; two tiers, a group, neighbours, everything."""
    world, data, starts = world_of(HALVING_EFFECT, 5)
    starts["dose"] = np.where(np.arange(len(starts)) % 3 == 0, 1e6, 3e5)
    starts.loc[::10, "dose"] = np.nan
    planned = replace(
        PLAN,
        groups=(Areas("west", tuple(f"99{n:02d}" for n in range(1, 19))),),
        shocks=(("2020-04", "2020-09"),),
        draws=99,
    )
    made = assess_programme(data, starts, planned, rng=rng(), neighbours=chain_of(world))
    return world, data, starts, planned, made


# --- the table --------------------------------------------------------------------------------
def test_the_table_is_what_its_model_says(halved):
    made = halved[-1]
    assert list(made.columns) == list(PROGRAMME_COLUMNS)
    assert list(dict.fromkeys(made["part"])) == list(PARTS) == list(MEANING)
    assert not made.duplicated(["indicator", "part", "item", "method"]).any()
    assert set(made["note"]) <= {"", *NOTES}
    assert set(made["verdict"]) <= {"", *VERDICTS}
    assert set(made.loc[made["verdict"] != "", "part"]) <= set(CHECKING)
    judged = made["state"].notna()
    assert set(made.loc[judged, "part"]) == set(JUDGED)
    assert (made.loc[judged, "method"] == "risk_sets").all()
    assert made.loc[~judged, "q_value"].isna().all()
    # What has neither figure nor reason would be a gap.
    silent = made[["estimate", "low", "p_value"]].isna().all(axis=1) & (made["note"] == "")
    assert not silent.any(), made[silent]


def test_every_note_has_words_and_no_other_can_get_in():
    assert set(NOTES) <= set(text.REASONS)
    with pytest.raises(ValueError, match="unheard_of"):
        row("overall", "risk_sets", note="unheard_of")


def notes_in(path):
    """Words in the code of a method that stand where a note is made."""
    tree = ast.parse(path.read_text("utf-8"))
    words = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    return {w for w in words if isinstance(w, str) and w in text.REASONS}


def test_notes_of_the_methods_are_among_those_of_the_table():
    """A reason known to the text room that a method gives can be told by the table."""
    root = Path(analyse.__code__.co_filename).parents[1]
    files = [*(root / "programme").glob("*.py"), *(root / "estimators/programme").glob("*.py")]
    renamed = {"not_observed", "no_events"}
    # Of the list of `NOTES` itself and of what `_renamed` takes away nothing is asked.
    found = set().union(*(notes_in(f) for f in files if f.name != "model.py")) - renamed
    assert found <= set(NOTES) and len(found) > 20


def test_the_known_effect_is_found_in_every_part(halved):
    made = halved[-1]
    whole = parts_of(made, "overall").loc["risk_sets"]
    assert whole["low"] < 0.5 < whole["high"] and whole["state"] == "improved"
    for part in ("dose", "group", "province", "without_year", "without_amphoe"):
        rows = parts_of(made, part)
        assert (rows["estimate"].between(0.35, 0.7)).all(), part
    assert parts_of(made, "dose_contrast")["estimate"].item() == pytest.approx(1, abs=0.3)
    assert parts_of(made, "ring")["verdict"].tolist() == ["pass", "pass"]
    assert parts_of(made, "pre_trend").loc["joint", "verdict"] == "pass"
    assert parts_of(made, "randomisation")["p_value"].item() == pytest.approx(0.01)
    assert parts_of(made, "without_year").index.tolist() == ["2020"]


def test_parts_add_up_to_the_whole(halved):
    made = halved[-1]
    whole = parts_of(made, "overall").loc["risk_sets"]
    for part in ("dose", "group", "province"):
        rows = parts_of(made, part)
        assert rows["tambons"].sum() == whole["tambons"] == 100
        expected = rows["numerator"] / rows["estimate"]
        assert rows["numerator"].sum() / expected.sum() == pytest.approx(
            whole["estimate"], rel=0.01
        )
    assert parts_of(made, "dose").index.tolist() == ["300000", "1000000", "unknown"]


def test_effects_hold_the_programme_and_make_it_but_once(halved):
    world, data, starts, planned, made = halved
    given = {"rng": rng(), "methods": ["risk_sets", "poisson"], "neighbours": chain_of(world)}
    apart = estimate_effects(data, starts, planned, **given)
    given["rng"] = rng()
    taken = estimate_effects(data, starts, planned, **given, whole=made)
    pd.testing.assert_frame_equal(apart, taken)
    assert taken["tambon"].tolist() == ["ALL", "ALL"]
    headline_row = taken.set_index("method").loc["risk_sets"]
    assert headline_row["state"] == "improved"
    assert headline_row["after"] / headline_row["expected"] == pytest.approx(
        headline_row["estimate"]
    )


def test_an_outcome_more_changes_nothing_of_another():
    """Its draws come from a stream of its own."""
    _, data, starts = world_of(HALVING_EFFECT, 5)
    share = replace(PLAN.outcomes[0], indicator="SAF5", margin=0.1)
    both = replace(PLAN, outcomes=(share, PLAN.outcomes[0]), draws=49)
    alone = replace(both, outcomes=(share,))
    one, other = (assess_programme(data, starts, p, rng=rng()) for p in (both, alone))
    one = one[one["indicator"] == "SAF5"].reset_index(drop=True)
    changing = ["q_value", "state"]  # the family is another
    pd.testing.assert_frame_equal(one.drop(columns=changing), other.drop(columns=changing))
    assert (parts_of(one, "overall")["note"] != "").all()  # shares, and four waves of the worst


def test_order_of_rows_and_names_of_places_change_nothing(halved):
    world, data, starts, planned, made = halved
    shuffled = data.sample(frac=1, random_state=3), starts.sample(frac=1, random_state=4)
    pairs = (
        chain_of(world).iloc[::-1].rename(columns={"tambon": "neighbour", "neighbour": "tambon"})
    )
    again = assess_programme(*shuffled, planned, rng=rng(), neighbours=pairs)
    pd.testing.assert_frame_equal(made, again)
    moved = {c: f"97{c[2:]}" for c in world.tambon}
    codes = tuple(f"97{c[2:]}" for c in planned.groups[0].codes)
    named = assess_programme(
        data.assign(tambon=data["tambon"].map(moved)),
        starts.assign(tambon=starts["tambon"].map(moved)),
        replace(planned, groups=(Areas("west", codes),)),
        rng=rng(),
        neighbours=chain_of(world).replace(moved),
    )
    pd.testing.assert_frame_equal(made[FIGURES], named[FIGURES])
    assert parts_of(named, "province").index.tolist() == ["97"]


# --- by hand ----------------------------------------------------------------------------------
COUNTS = [[10, 10, 5, 5], [10, 10, 20, 20], [10, 10, 10, 10], [20, 20, 20, 20]]


def test_each_dose_is_its_own_ratio_and_their_contrast_the_ratio_of_both():
    made = years(COUNTS, [2, 2, NEVER, NEVER])
    roles, _ = roles_of(made, 0)
    dose = {"990100": 3e5, "990101": 1e6}
    found = {(r["part"], r["item"]): r for r in headline(made, "ratio", roles, plan(), dose).rows}
    assert found["dose", "300000"]["estimate"] == pytest.approx(0.5)
    assert found["dose", "1000000"]["estimate"] == pytest.approx(2)
    assert found["dose_contrast", "1000000:300000"]["estimate"] == pytest.approx(4)
    assert found["overall", "risk_sets"]["estimate"] == pytest.approx(50 / 40)
    assert {r["note"] for r in found.values()} == {"few_clusters"}
    untold = dict.fromkeys(dose, np.nan)
    items = [r["item"] for r in headline(made, "ratio", roles, plan(), untold).rows
             if r["part"].startswith("dose")]  # fmt: skip
    assert items == ["unknown"]  # not told is not a dose of 0
    none = headline(made, "ratio", roles, plan(), None).rows
    assert [r["note"] for r in none if r["part"] == "dose"] == ["no_dose"]


def test_a_group_holds_whole_years_alone():
    made = years(COUNTS, [2, 2, NEVER, NEVER])  # years begin in October 2013
    roles, _ = roles_of(made, 0)
    groups = (Areas("one", ("990100",), None, "2016-09"), Areas("none", ("98",)))
    rows = headline(made, "ratio", roles, plan(groups=groups), None).rows
    found = {r["item"]: r for r in rows if r["part"] == "group"}
    assert found["one"]["numerator"] == 5  # October 2015 to September 2016
    assert found["one:outside"]["numerator"] == 20 + 20 + 5
    assert found["none"]["note"] == "nobody_there"
    half = (Areas("half", ("990100",), None, "2016-03"),)
    rows = headline(made, "ratio", roles, plan(groups=half), None).rows
    found = {r["item"]: r for r in rows if r["part"] == "group"}
    assert found["half"]["note"] == "nobody_there"
    assert found["half:outside"]["numerator"] == 20 + 20 + 5  # the year cut in two is in neither


def test_without_a_year_is_the_table_without_its_column():
    counts = np.array([[9, 11, 30, 5], [21, 19, 60, 8], [10, 12, 11, 30], [30, 28, 29, 90]])
    made = years(counts, [2, 2, NEVER, NEVER])
    fewer = years(np.delete(counts, 2, axis=1), [2, 2, NEVER, NEVER])
    gone = dropped(made, 2)
    assert gone.start.tolist() == fewer.start.tolist()
    one, other = (compare(y, "ratio", left_out=0).effects["estimate"][0] for y in (gone, fewer))
    assert one == pytest.approx(other) == pytest.approx(13 / (30 * 120 / 40))
    whole = compare(made, "ratio", left_out=0).effects.iloc[0]
    shock = plan(shocks=(("2016-03", "2016-04"),))  # in the year that begins in October 2015
    (told,) = without_year(made, "ratio", whole, shock)
    assert told["item"] == "2016" and told["estimate"] == pytest.approx(one)
    assert [r["note"] for r in without_year(made, "ratio", whole, plan())] == ["no_such_year"]


@pytest.mark.parametrize(
    ("column", "start"), [(0, [1, 2, NEVER]), (2, [2, 2, NEVER]), (3, [2, NEVER, NEVER])]
)
def test_starts_move_with_the_columns(column, start):
    made = years([[1, 2, 3, 4]] * 3, [2, 3, NEVER])
    assert dropped(made, column).start.tolist() == start


def sample_of_line(starts, n=6):
    """Tambons in a line, each next to those before and after; yearly counts of 12."""
    codes = [f"99{k:02d}01" for k in range(1, n + 1)]
    data = panel({c: np.full(120, 1.0) for c in codes})
    pairs = pd.DataFrame({"tambon": codes[:-1], "neighbour": codes[1:]})
    rows = [(codes[k], month) for k, month in starts.items()]
    return draw_sample(data, roster(*rows), plan(), "SAF1", pairs)


def test_rings_follow_the_earliest_neighbour():
    sample = sample_of_line({0: "2014-01", 3: "2016-01"})
    made = years_of(sample)  # 2010 to 2019
    one, two, far = rings(sample, made)
    span = [np.flatnonzero(r).tolist() for r in one]
    assert span == [[], [4, 5, 6, 7, 8, 9], [6, 7, 8, 9], [], [6, 7, 8, 9], []]
    span = [np.flatnonzero(r).tolist() for r in two]
    # The third is in ring 2 of the first until the fourth, its neighbour, begins.
    assert span == [[], [], [4, 5], [], [], [6, 7, 8, 9]]
    assert [int(r.sum()) for r in far] == [4, 4, 4, 6, 6, 6]
    assert not (one & two).any() and not (far & (one | two)).any()


def test_a_year_in_which_a_neighbour_begins_counts_in_no_ring():
    sample = sample_of_line({0: "2014-04", 3: "2014-01", 4: "2014-01", 5: "2014-01"})
    made = years_of(sample)
    one, two, far = rings(sample, made)
    assert np.flatnonzero(one[1]).tolist() == [5, 6, 7, 8, 9]
    assert np.flatnonzero(two[1]).tolist() == []  # ring 2 of the fourth in 2014, but cut
    assert np.flatnonzero(far[1]).tolist() == [0, 1, 2, 3]


def test_no_neighbours_and_too_few_far_away_have_reasons():
    _, data, starts = world_of(SELECTED_NULL, 1)
    found = analyse(draw_sample(data, starts, replace(PLAN, draws=9), "SAF1"), rng())
    near = found[found["part"].isin(["ring", "displacement"])]
    assert near["note"].tolist() == ["no_neighbours"] * 4
    everybody = pd.DataFrame(
        [(a, b) for a in starts["tambon"][:1] for b in data["tambon"].unique() if a != b],
        columns=["tambon", "neighbour"],
    )
    sample = draw_sample(data, starts, replace(PLAN, draws=9), "SAF1", everybody)
    near = analyse(sample, rng())
    near = near[near["part"].isin(["ring", "displacement"])]
    assert set(near["verdict"]) == {"not_possible"} and set(near["note"]) == {"few_comparisons"}
