"""Placebo rosters over real events: the kept table says what it must, and can be made again."""

import numpy as np
import pandas as pd
import pytest
from placebo_rosters import (
    FIRST,
    ROSTERS,
    SEED,
    TABLE,
    TREATED,
    found_in,
    one_roster,
    placebo_roster,
    real_tables,
    summarise,
)

CODES = np.array([f"94{a:02d}{t:02d}" for a in range(1, 31) for t in range(1, 11)])


def test_a_roster_of_tambons_has_four_waves_a_year_apart():
    roster = placebo_roster(CODES, np.random.default_rng(1))
    assert len(roster) == TREATED == roster["tambon"].nunique()
    starts = roster["start"].value_counts().sort_index()
    assert starts.tolist() == [25] * 4
    assert np.diff(starts.index.astype("int64")).tolist() == [12] * 3
    assert "2014-01" <= str(starts.index[0]) <= "2017-12"


def test_a_roster_of_amphoe_takes_them_whole_each_into_one_wave():
    roster = placebo_roster(CODES, np.random.default_rng(1), "amphoe")
    assert len(roster) == 100
    by_amphoe = roster.groupby(roster["tambon"].str[:4])
    assert (by_amphoe.size() == 10).all()
    assert (by_amphoe["start"].min() == by_amphoe["start"].max()).all()
    assert roster["start"].nunique() == 4


def test_the_share_that_finds_something_is_over_rosters_with_a_p_value():
    results = pd.DataFrame(
        {
            "roster": "tambon",
            "indicator": "SAF1",
            "test": ["a"] * 4 + ["b"] * 2,
            "p_value": [0.01, 0.2, np.nan, 0.049, np.nan, np.nan],
            "share": [np.nan] * 4 + [0.1, 0.3],
            "judged": [1, 1, 1, 1, 40, 60],
        }
    )
    assert found_in(results).tolist()[:2] == [1.0, 0.0]
    table = summarise(results).set_index("test")
    assert table.loc["a", "rosters"] == 3
    assert table.loc["a", "found"] == pytest.approx(2 / 3, abs=1e-4)
    assert table.loc["a", "error"] == pytest.approx(np.std([1, 0, 1], ddof=1) / 3**0.5, abs=1e-4)
    assert table.loc["b", ["found", "judged"]].tolist() == pytest.approx([0.2, 50])


@pytest.fixture(scope="module")
def kept():
    return pd.read_csv(TABLE)


def test_the_kept_table_holds_every_roster(kept):
    assert set(kept["roster"]) == set(ROSTERS)
    told = kept[kept["test"].isin(["each tambon, called", "any tambon called"])]
    assert (told["rosters"] == told["roster"].map(ROSTERS)).all()
    assert set(kept["indicator"]) == {"SAF1", "SAF2", "SAF5"}


def test_tambons_are_called_within_their_nominal_rate(kept):
    of_tambons = kept[kept["roster"] == "tambon"].set_index(["test", "indicator"])
    assert (of_tambons.loc["each tambon, called", "found"] <= 0.05).all()
    each = of_tambons.loc["each tambon, p < 0.05"]
    assert (each["found"] <= 0.05 + 2 * each["error"]).all()
    # All are null, so that a false-discovery rate of 10 % is a 10 % chance of any call.
    some = of_tambons.loc["any tambon called"]
    assert (some["found"] <= 0.10 + 2 * some["error"]).all()


# What the page of the whole programme tests, by scale: rates have no opinion by differences.
RATES = "risk_sets|poisson of the page|randomisation within amphoe"
SHARES = (
    "risk_sets|imputation|callaway_santanna|sun_abraham of the page|synthetic_did of the page|"
    "two_way|wild_cluster|randomisation within amphoe"
)


@pytest.mark.parametrize(
    ("indicator", "tests"), [("SAF1", RATES), ("SAF2", RATES), ("SAF5", SHARES)]
)
def test_tests_of_the_whole_programme_keep_their_level(kept, indicator, tests):
    own = kept[(kept["roster"] == "tambon") & (kept["indicator"] == indicator)].set_index("test")
    own = own.loc[tests.split("|")]
    assert (own["rosters"] == 500).all()
    assert own["found"].between(0.03, 0.07).all()


def test_trends_before_the_start_are_seen_where_there_are_none_hardly_too_often(kept):
    of_page = kept[kept["test"].str.startswith("pre-trend of the page")]
    of_page = of_page[of_page["roster"] == "tambon"]
    assert len(of_page) == 6
    assert (of_page["found"] <= 0.05 + 2.5 * of_page["error"]).all()


@pytest.mark.real
@pytest.mark.proof
@pytest.mark.parametrize("unit", list(ROSTERS))
def test_the_first_rosters_say_again_what_is_kept(real, unit):
    kept = pd.read_csv(FIRST)
    kept = kept[kept["roster"] == unit]
    panel, neighbours, codes = real_tables(real)
    seeds = np.random.SeedSequence(SEED).spawn(ROSTERS[unit])
    for number, own in kept.groupby("number"):
        found = one_roster(panel, neighbours, codes, unit, ("programme", "tambon"), seeds[number])
        both = own.merge(found, on=["indicator", "test"], suffixes=("", "_again"), how="outer")
        assert len(both) == len(own) == len(found)
        for column in ("p_value", "share", "judged"):
            np.testing.assert_allclose(
                both[f"{column}_again"], both[column], rtol=1e-6, atol=1e-9, err_msg=column
            )
