"""The study file: every problem at once, in words, and a hash that means what it says."""

import dataclasses
import re
import shutil
import subprocess
import sys

import pytest

import santitham_eval
from santitham_eval import Comparison, Outcome, Plan, StudyError, load_study
from santitham_eval.study import Areas

GOOD = """
[study]
id = "try-1"
simulated = true
seed = 7
title.th = "การศึกษา"
title.en = "A study"
[paths]
raw = "raw"
[area]
codes = ["94", "9003"]
[sources.events]
format = "ucdp-ged"
file = "events/*.csv"
[periods]
first = "2012-10"
last = "2022-09"
[[periods.shock]]
first = "2020-03"
last = "2020-09"
name.th = "โควิด"
name.en = "Covid"
[[outcomes]]
indicator = "SAF1"
margin = 0.8
[comparison]
exclude_neighbours = false
"""


@pytest.fixture
def write(tmp_path):
    def writer(words, name="study.toml"):
        path = tmp_path / name
        path.write_text(words, encoding="utf-8")
        return path

    return writer


def problems_of(path):
    with pytest.raises(StudyError) as caught:
        load_study(path)
    return {p.column: p for p in caught.value.problems}


def test_reads_what_it_says(write, tmp_path):
    study = load_study(write(GOOD))
    assert study.study.seed == 7
    assert study.raw() == tmp_path / "raw"
    assert study.processed() == tmp_path / "data/processed"
    assert study.in_area("940101") and study.in_area("900301") and not study.in_area("900101")
    assert study.plan == Plan(
        outcomes=(Outcome("SAF1", margin=0.8),),
        comparison=Comparison(exclude_neighbours=False),
        shocks=(("2020-03", "2020-09"),),
    )
    assert study.periods.shock[0].name.en == "Covid"


def test_what_struck_some_or_is_only_told_is_no_part_of_the_plan(write):
    told = GOOD.replace('first = "2020-03"', 'modelled = false\nfirst = "2020-03"')
    some = GOOD.replace('first = "2020-03"', 'codes = ["9401"]\nfirst = "2020-03"')
    plain, *others = (load_study(write(words)) for words in (GOOD, told, some))
    for study in others:
        assert study.plan.shocks == () and plain.plan.shocks
        assert len({plain.hash, *(s.hash for s in others)}) == 3, "pages that tell it are others"
    shock = others[1].periods.shock[0]
    assert shock.struck("940101") and not shock.struck("940201")
    assert others[0].periods.shock[0].struck("940201")
    wrong = GOOD.replace('first = "2020-03"', 'codes = ["94x"]\nfirst = "2020-03"')
    assert "periods.shock.0.codes.0" in problems_of(write(wrong))


def test_is_frozen(write):
    study = load_study(write(GOOD))
    with pytest.raises(dataclasses.FrozenInstanceError):
        study.study.seed = 8


def test_byte_order_mark_is_read(write):
    path = write(GOOD)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_study(path).study.id == "try-1"


def test_problems_of_all_sections_come_at_once(write):
    bad = (
        GOOD.replace('id = "try-1"', 'id = "Try 1"')
        .replace("simulated = true", "simulatd = true")
        .replace('codes = ["94", "9003"]', 'codes = ["9"]')
        .replace('"ucdp-ged"', '"ucdp"')
        .replace('last = "2022-09"', 'last = "2011-09"\nbaseline = 12')
        .replace("margin = 0.8", "margin = -1")
        + "[analysis]\nconfidence = 95\n[disclosure]\nminimum_count = 'few'\n"
    )
    assert set(problems_of(write(bad))) == {
        "study.id",
        "study.simulatd",
        "study.simulated",
        "area.codes.0",
        "sources.events.format",
        "periods.last",
        "periods.minimum_baseline",
        "outcomes.0.margin",
        "analysis.confidence",
        "disclosure.minimum_count",
    }


@pytest.mark.parametrize(
    ("format_", "covers", "column", "said"),
    [
        ("ucdp-ged", '["2020-05", "2019-01"]', "sources.events.covers", "not before 2020-05"),
        ("ucdp-ged", '["2020", "2021-01"]', "sources.events.covers.0", "month"),
        ("ucdp-ged", '["2019-01"]', "sources.events.covers.1", ""),
        ("ucdp-ged", '["2019-01", "2019-02", "2019-03"]', "sources.events.covers", "at most 2"),
        ("bmn", '["2019-01", "2020-05"]', "sources.events.covers", "source of events"),
    ],
)
def test_what_a_source_covers_is_two_months_of_an_event_source(
    write, format_, covers, column, said
):
    changed = GOOD.replace('"ucdp-ged"', f'"{format_}"\ncovers = {covers}')
    found = problems_of(write(changed))
    assert list(found) == [column]
    assert said in found[column].wanted.en


def test_a_mark_that_could_stand_for_one_count_only_is_refused(write):
    found = problems_of(write(GOOD + "[disclosure]\nminimum_count = 2\n"))
    assert list(found) == ["disclosure.minimum_count"]
    assert "3 or more" in found["disclosure.minimum_count"].wanted.en
    for count in (1, 3, 10):
        study = load_study(write(GOOD + f"[disclosure]\nminimum_count = {count}\n"))
        assert study.disclosure.minimum_count == count


def test_a_list_whose_only_item_is_wrong_is_not_also_too_short(write):
    found = problems_of(write(GOOD.replace('codes = ["94", "9003"]', 'codes = ["9"]')))
    assert list(found) == ["area.codes.0"]
    found = problems_of(write(GOOD.replace('codes = ["94", "9003"]', "codes = []")))
    assert found["area.codes"].wanted.en == "at least 1 item"


@pytest.mark.parametrize(
    ("old", "new", "column", "near"),
    [
        ("simulated", "simulatd", "study.simulatd", "simulated"),
        ("[comparison]", "[comparisons]", "comparisons", "comparison"),
        ("exclude_neighbours", "exclude_neighbors", "comparison.exclude_neighbors", "exclude_neighbours"),
        ("margin", "margins", "outcomes.0.margins", "margin"),
        ('file = "events', 'fil = "events', "sources.events.fil", "file"),
        ("name.th", "name.thai", "periods.shock.0.name.thai", "th"),
    ],
)  # fmt: skip
def test_unknown_key_suggests_the_nearest(write, old, new, column, near):
    problem = problems_of(write(GOOD.replace(old, new)))[column]
    assert f"“{near}”" in problem.wanted.en and f"“{near}”" in problem.wanted.th


def test_unknown_key_like_nothing_lists_the_known_ones(write):
    problem = problems_of(write(GOOD + "[zzzz]\n"))["zzzz"]
    assert "periods" in problem.wanted.en


@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        ('first = "2012-10"', 'first = "2555-10"', "periods.first", "Gregorian"),
        ('first = "2012-10"', 'first = "2012-13"', "periods.first", "YYYY-MM"),
        ('first = "2012-10"', "", "periods.first", "missing"),
        ('last = "2020-09"', 'last = "2020-01"', "periods.shock.0.last", "not before 2020-03"),
        ("seed = 7", "seed = -7", "study.seed", "0 or more"),
        ("seed = 7", "seed = 7.5", "study.seed", "whole number"),
        ("simulated = true", 'simulated = "perhaps"', "study.simulated", "true or false"),
        ('title.th = "การศึกษา"', 'title.th = ""', "study.title.th", "not empty"),
        ('file = "events/*.csv"', 'file = "../*.csv"', "sources.events.file", "below the raw folder"),
        ('file = "events/*.csv"', 'file = "/x.csv"', "sources.events.file", "below the raw folder"),
        ('file = "events/*.csv"', 'file = "C:\\\\x.csv"', "sources.events.file", "below the raw folder"),
        ("margin = 0.8", 'role = "secondary"', "outcomes", "primary"),
        ("margin = 0.8", '[[outcomes]]\nindicator = "SAF1"', "outcomes.1.indicator", "not listed before"),
        ("exclude_neighbours = false", 'match = "baseline"', "comparison.match", "square brackets"),
        ('[sources.events]\nformat = "ucdp-ged"\nfile = "events/*.csv"', "", "sources", "missing"),
    ],
)  # fmt: skip
def test_rules_are_told_in_words(write, old, new, column, words):
    assert old in GOOD
    problem = problems_of(write(GOOD.replace(old, new)))[column]
    assert words in problem.wanted.en
    assert problem.wanted.th != problem.wanted.en
    assert "^" not in problem.wanted.en


def test_a_file_that_is_not_there_or_not_toml(write, tmp_path):
    with pytest.raises(StudyError, match="there is no such file"):
        load_study(tmp_path / "nowhere.toml")
    with pytest.raises(StudyError, match="readable TOML"):
        load_study(write("[study"))
    path = write(GOOD)
    path.write_bytes(GOOD.encode("cp874"))
    with pytest.raises(StudyError, match="UTF-8"):
        load_study(path)


def test_error_names_no_folder(write, tmp_path):
    with pytest.raises(StudyError) as caught:
        load_study(write(GOOD.replace("seed", "sed")))
    assert str(tmp_path) not in str(caught.value)


def test_hash_is_of_the_content_alone(write, tmp_path):
    study = load_study(write(GOOD))
    other = tmp_path / "elsewhere"
    other.mkdir()
    shutil.copy(tmp_path / "study.toml", other / "mine.toml")
    assert load_study(other / "mine.toml").hash == study.hash
    lines = GOOD.replace("seed = 7\n", "# a comment\n").replace("[study]", "[study]\nseed = 7")
    assert load_study(write(lines, "b.toml")).hash == study.hash
    assert load_study(write(GOOD.replace('"raw"', '"rows"'), "c.toml")).hash == study.hash
    moved = load_study(write(GOOD.replace("0.8", "0.7"), "d.toml"))
    assert moved.hash != study.hash and moved.plan.hash != study.plan.hash
    titled = load_study(write(GOOD.replace("A study", "The study"), "e.toml"))
    assert titled.hash != study.hash and titled.plan.hash == study.plan.hash


def test_plan_needs_no_file():
    plan = Plan(
        baseline=48,
        selection=12,
        follow_up=36,
        outcomes=[Outcome("SAF1", role="primary", margin=0.8)],
        comparison=Comparison(exclude_neighbours=False),
        confidence=0.95,
        fdr=0.10,
        draws=999,
    )
    assert plan.outcome("SAF1").margin == 0.8
    with pytest.raises(KeyError):
        plan.outcome("SAF2")
    # stored: a hash that changed by itself would orphan every report made before
    assert plan.hash == "155d78dd80c528e839688c20ed81b2e37fe3ab54c8f0b110f2a88a91903f5169"


def test_contract_names_are_importable_from_the_top():
    for name in santitham_eval.__all__:
        assert getattr(santitham_eval, name).__name__ == name
    with pytest.raises(AttributeError):
        _ = santitham_eval.load_studies


def test_importing_the_package_brings_in_nothing_heavy():
    code = "import sys, santitham_eval; print('numpy' in sys.modules, 'pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("reports", ["data/raw", "data/raw/out", ".", "data/processed"])
def test_folders_that_overlap_are_refused(write, reports):
    """Reports are replaced and removed: raw files must not lie in their way."""
    with pytest.raises(StudyError, match="does not overlap"):
        load_study(
            write(re.sub(r"(?s)\[paths\].*?(?=\n\[)", f'[paths]\nreports = "{reports}"', GOOD))
        )


GROUPS = """
[[groups]]
id = "decree"
name.th = "พื้นที่"
name.en = "Area"
codes = ["9401", "9402"]
last = "2018-06"
"""


def test_groups_of_areas_are_read_and_only_they_change_the_plan(write):
    plain, grouped = load_study(write(GOOD)), load_study(write(GOOD + GROUPS, "b.toml"))
    assert grouped.plan.groups == (Areas("decree", ("9401", "9402"), None, "2018-06"),)
    assert grouped.groups[0].name.en == "Area"
    assert plain.plan.groups == () and plain.plan.hash != grouped.plan.hash
    assert dataclasses.replace(grouped.plan, groups=()).hash == plain.plan.hash


def test_groups_that_cannot_be_are_told_all_at_once(write):
    first = GROUPS.replace('last = "2018-06"', 'first = "2019-01"\nlast = "2018-06"')
    wrong = GROUPS.replace('"9401"', '"94x"')
    assert set(problems_of(write(GOOD + wrong))) == {"groups.0.codes.0"}
    found = problems_of(write(GOOD + first + GROUPS))
    assert set(found) == {"groups.0.last", "groups.1.id"}
