"""The demo's raw files: the same bytes, the world's own figures, the real formats, no real place."""

import csv
import hashlib
import io
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import geothai
import numpy as np
import pandas as pd
import pytest
import shapely
from geothai.abolished import abolished_areas
from pyogrio.raw import read as read_features

from santitham_eval import demo, thai
from santitham_eval.demo import names, write
from santitham_eval.demo.ged import HEADER, PRECISION, grid_cell
from santitham_eval.demo.incidents import COLUMNS, HABITS
from santitham_eval.demo.population import persons_on
from santitham_eval.geography.transliteration import fold_tambon
from santitham_eval.indicators import SERIES
from santitham_eval.panel import build_tables
from santitham_eval.simulate import DEMO, PROCESSES, panel_of, roster_of
from santitham_eval.study import load_study

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
KEPT_BY_HAND = {"README.md", ".gitattributes"}


def content(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*")) if p.is_file()
    }  # fmt: skip


def records(path):
    words, _ = thai.decode(path.read_bytes())
    return list(csv.DictReader(io.StringIO(words, newline="")))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "raw"
    paths = demo.write_demo(folder)
    assert sorted(p for p in folder.rglob("*") if p.is_file()) == paths
    return content(folder)


@pytest.fixture(scope="module")
def world():
    return demo.demo_world()


@pytest.fixture(scope="module")
def outcomes():
    return demo.demo_outcomes()


@pytest.fixture(scope="module")
def study():
    return load_study(ROOT / "study.toml")


@pytest.fixture(scope="module")
def tables(study):
    return build_tables(study)


@pytest.fixture(scope="module")
def register():
    frame = pd.DataFrame(records(RAW / "register.csv"))
    return frame[frame["successor"] == ""].reset_index(drop=True)


def wide(panel, indicator, column):
    rows = panel[panel["indicator"] == indicator]
    table = rows.pivot(index="tambon", columns="period", values=column)  # noqa: PD010
    return table.set_axis(pd.PeriodIndex(table.columns, freq="M", name="period"), axis=1)


# --- the same bytes, and all or nothing ---------------------------------------------------------
def test_writing_again_gives_the_committed_bytes(written):
    committed = content(RAW)
    assert set(committed) - KEPT_BY_HAND == set(written)
    assert [name for name in written if written[name] != committed[name]] == []


def test_another_process_and_hash_seed_give_the_same_bytes(written, tmp_path):
    code = "import sys, pathlib; from santitham_eval.demo import write_demo as w; w(pathlib.Path(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "raw")], check=True,
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Bangkok"},
    )  # fmt: skip
    assert content(tmp_path / "raw") == written


def test_the_registry_names_every_file_with_its_sha256():
    rows = records(RAW / "registry.csv")
    files = set(content(RAW)) - KEPT_BY_HAND - {"registry.csv"}
    assert [r["file"] for r in rows] == sorted(files)
    for row in rows:
        assert row["sha256"] == hashlib.sha256((RAW / row["file"]).read_bytes()).hexdigest()
        assert row["licence"] == "CC0-1.0" and "จำลอง" in row["source"] and row["note"]


def test_the_registry_names_the_format_that_the_study_reads_each_file_as(study):
    formats = {r["file"]: r["format"] for r in records(RAW / "registry.csv")}
    for source in study.sources.values():
        read = [p.relative_to(RAW).as_posix() for p in RAW.glob(source.file)]
        assert read and {formats[name] for name in read} == {source.format}


def test_a_failure_half_way_leaves_everything_as_it_was(tmp_path, monkeypatch):
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "roster.csv").write_text("the evaluator's own")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(write, "write_ged", fail)
    with pytest.raises(OSError, match="disk full"):
        demo.write_demo(folder)
    assert content(tmp_path) == {"raw/roster.csv": b"the evaluator's own"}


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    (tmp_path / "mine.csv").write_text("mine")
    assert tmp_path / "mine.csv" not in demo.write_demo(tmp_path)
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_the_raw_files_are_small_and_the_shapefile_bears_no_date_of_today(written):
    assert sum(map(len, written.values())) < 12_000_000
    year, month, day = written["boundaries/simulated_adm3.dbf"][1:4]
    assert (1900 + year, month, day) == (2022, 9, 30)


# --- what is read back is the world -------------------------------------------------------------
def test_incidents_read_back_are_the_worlds_in_every_tambon_and_month(tables, world):
    for indicator in ("SAF1", "SAF5"):
        truth = wide(panel_of(world), indicator, "numerator")
        pd.testing.assert_frame_equal(
            wide(tables["panel"], indicator, "numerator"), truth, check_index_type=False
        )
    own = tables["events"].query("source == 'incidents'")
    assert len(own) == world.incidents.sum() and own["event_id"].is_unique
    assert set(own["level"]) == {"exact"}


def test_persons_read_back_are_the_worlds_but_for_rounding_and_interpolation(tables, world):
    persons = wide(tables["panel"], "SAF1", "denominator") * 12
    np.testing.assert_allclose(persons, world.persons, rtol=5e-4)


def test_the_roster_read_back_is_the_worlds(tables, world):
    truth = roster_of(world)[["tambon", "start"]]
    pd.testing.assert_frame_equal(tables["roster"][["tambon", "start"]], truth, check_dtype=False)
    assert set(tables["roster"]["dose"]) == {300_000, 1_000_000}


def test_the_register_read_back_has_290_tambons_in_37_amphoe(tables, world):
    assert list(tables["register"]["tambon"]) == list(world.tambon)
    assert tables["register"]["amphoe"].nunique() == 37
    assert set(tables["register"]["province"]) == {"99"}


def test_deaths_of_the_list_are_summed_and_never_fewer_than_civilian_deaths(tables):
    rows = [r for p in sorted((RAW / "incidents").glob("*.csv")) for r in records(p)]
    killed = [int(thai.arabic_digits(r["เสียชีวิต"])) for r in rows]
    civilians = [int(thai.arabic_digits(r["พลเรือนเสียชีวิต"])) for r in rows]
    assert all(0 <= c <= k for c, k in zip(civilians, killed, strict=True))
    assert 0 < sum(civilians) < sum(killed)
    assert wide(tables["panel"], "SAF2", "numerator").to_numpy().sum() == sum(killed)


def test_events_of_ged_add_up_and_those_in_a_tambon_are_in_the_right_one(tables, register):
    rows = {r["id"]: r for r in records(RAW / "ged" / "ged_simulated.csv")}
    placed = tables["events"].query("source == 'ged'")
    assert set(placed["event_id"]) == set(rows) and len(placed) == len(rows)
    assert set(placed["level"]) == {"exact", "near", "named", "amphoe", "province", "outside"}
    known = placed[placed["tambon"].notna()]
    name = dict(zip(register["code"], register["name_en"], strict=True))
    for event, tambon in zip(known["event_id"], known["tambon"], strict=True):
        assert name[tambon] in rows[event]["where_description"]
    inside = known.groupby("tambon")["deaths"].sum()
    shown = wide(tables["panel"], "SAF4", "denominator").sum(axis=1)
    assert shown[inside.index].tolist() == inside.tolist() and shown.sum() == inside.sum()


def test_no_reporter_and_no_remark_reaches_a_built_table(tables):
    for table in tables.values():
        for column in table.select_dtypes(["object", "string"]):
            cells = table[column].dropna().astype(str)
            assert not cells.str.contains("สมมุติ|อัญประกาศ|จุลภาค").any()


# --- simulate and recover: outcomes of every goal -----------------------------------------------
def recovered(panel, outcome):
    """Observed panel values of an outcome beside its truth: tambon, period, value, truth, ..."""
    process = outcome.process
    truth = pd.DataFrame(
        {
            "tambon": np.repeat(demo.demo_world().tambon, len(outcome.periods)),
            "period": list(outcome.periods) * len(outcome.effect),
            "truth": outcome.value.ravel(),
            "without": outcome.without.ravel(),
            "share": outcome.share.ravel(),
            "effect": np.repeat(outcome.effect, len(outcome.periods)),
            "reported": outcome.reported.ravel(),
        }
    )
    rows = panel[(panel["indicator"] == process.indicator) & panel["observed"].astype(bool)]
    truth["period"] = truth["period"].astype(str)
    rows = rows.assign(period=rows["period"].astype(str))
    return rows.merge(truth, on=["tambon", "period"], how="left", validate="one_to_one")


RELATIVE = {"SOC2": 1.2, "VUL2.access": 0.35, "VUL2.health": 0.25, "VUL4": 0.40}
"""Largest root mean square of the sampling error, as a share of the mean, where above 0.2."""
BLOOMING = {"LIV6": 0.95}
"""Pixels lie over the boundaries, so that a part of a tambon's light is its neighbours'."""


def held(tables):
    return [n for n in PROCESSES if (tables["panel"]["indicator"] == n).any()]


def test_the_panel_holds_every_outcome(tables, study):
    formats = {source.format for source in study.sources.values()}
    assert set(held(tables)) == set(PROCESSES) - (set() if "night-lights" in formats else {"LIV6"})


@pytest.mark.parametrize("name", PROCESSES)
def test_values_read_back_are_the_truth_but_for_sampling_error(tables, outcomes, name):
    assert name in held(tables)
    rows = recovered(tables["panel"], outcomes[name])
    assert len(rows) >= 250 and rows["truth"].notna().all() and rows["reported"].all()
    if name == "STR3":  # noted in minutes, so never more than meetings
        rows["truth"] = rows["truth"].clip(upper=1)
    error = rows["value"] - rows["truth"]
    by_tambon = error.groupby(rows["tambon"]).mean()
    standard = by_tambon.std() / np.sqrt(len(by_tambon))
    assert abs(by_tambon.mean()) < 4 * standard
    if outcomes[name].process.time != "month":
        assert np.sqrt((error**2).mean()) < RELATIVE.get(name, 0.2) * rows["truth"].mean()


@pytest.mark.parametrize("name", [n for n in PROCESSES if n != "VUL3"])
def test_the_declared_effect_is_in_the_data(tables, outcomes, name):
    """Across treated tambons, values against those without rise by one with the true effect."""
    assert name in held(tables)
    rows = recovered(tables["panel"], outcomes[name])
    rows = rows[rows["share"] == 1]
    by = rows.groupby("tambon")[["value", "without", "effect"]].mean()
    assert len(by) >= 25
    if outcomes[name].process.family == "rate":
        for ratio, some in by.groupby("effect"):
            found = some["value"] / some["without"]
            assert found.mean() == pytest.approx(ratio, abs=4 * found.std() / np.sqrt(len(some)))
        return
    change, effect = by["value"] - by["without"], by["effect"] - by["effect"].mean()
    slope = (change * effect).sum() / (effect**2).sum()
    residual = change - change.mean() - slope * effect
    error = residual.std() / np.sqrt((effect**2).sum())
    assert slope == pytest.approx(BLOOMING.get(name, 1.0), abs=max(4 * error, 0.05))
    assert slope > 4 * error  # and can be told from none


def test_no_poverty_map_is_later_than_a_start_so_its_effect_can_be_seen_by_nobody(tables, outcomes):
    rows = recovered(tables["panel"], outcomes["VUL3"])
    assert (rows["share"] == 0).all() and (outcomes["VUL3"].effect != 0).any()


@pytest.mark.parametrize("indicator", ["SAF2", "SAF3"])
def test_an_incident_costs_the_same_with_the_programme_so_its_ratio_is_that_of_incidents(
    tables, world, indicator
):
    harmed = wide(tables["panel"], indicator, "numerator").to_numpy().astype(float)
    after = np.arange(120) >= world.start[:, None]
    known = np.isfinite(harmed)
    usual = harmed[known & ~after].sum() / world.incidents[known & ~after].sum()
    for ratio, _ in DEMO.effects:
        use = known & after & (world.effect == ratio)[:, None]
        count = world.incidents[use].sum()
        # The mean square of those harmed in an incident is below one for either kind of harm.
        assert count > 50 and abs(harmed[use].sum() - usual * count) < 4 * np.sqrt(count)


def test_survey_errors_are_those_of_the_answers(tables, outcomes):
    rows = recovered(tables["panel"], outcomes["SOC3"])
    rows = rows[rows["se"] > 0]
    z = (rows["value"] - rows["truth"]) / rows["se"]
    assert len(z) > 0.95 * 600
    # Two villages in each of two strata leave two degrees of freedom: |t| has median 0.816.
    assert z.abs().median() == pytest.approx(0.816, abs=4 * 0.816 / np.sqrt(len(z)))


def test_participants_alone_are_in_the_exports_of_the_peace_councils(tables, world):
    panel = tables["panel"]
    treated = set(world.tambon[world.start < 120])
    start = pd.Series(world.periods.take(np.minimum(world.start, 119)), index=world.tambon)
    for name in [n for n in held(tables) if PROCESSES[n].participants_only]:
        seen = panel[(panel["indicator"] == name) & panel["observed"].astype(bool)]
        assert set(seen["tambon"]) == treated
        ends = [p.asfreq("M", how="end") for p in seen["period"]]
        assert all(e >= start[t] for e, t in zip(ends, seen["tambon"], strict=True))


# --- the real formats, quirks included ----------------------------------------------------------
def test_each_years_list_is_written_as_its_clerk_writes():
    paths = {int(p.stem[-4:]): p for p in (RAW / "incidents").glob("*.csv")}
    assert set(paths) == set(HABITS) == set(range(2556, 2566))
    for year, habit in HABITS.items():
        words, encoding = thai.decode(paths[year].read_bytes())
        assert encoding == habit.encoding
        assert any("๐" <= c <= "๙" for c in words) == habit.thai_digits
        rows = list(csv.reader(io.StringIO(words, newline="")))
        assert tuple(rows[0]) == COLUMNS
        months = [thai.parse_date(row[0], "BE") for row in rows[1:]]
        assert {thai.fiscal_year(d.year, d.month) for d in months} == {year}
        pointed = [bool(row[2] and row[3]) for row in rows[1:]]
        assert [not row[1] for row in rows[1:]] == pointed
        assert np.mean(pointed) == pytest.approx(habit.located, abs=0.05)


def test_old_codes_stand_in_the_oldest_files_and_lead_to_current_ones(tables):
    old = {r["code"]: r["successor"] for r in records(RAW / "register.csv") if r["successor"]}
    assert old and set(old.values()) <= set(tables["register"]["tambon"])
    for path, expected in (("population/stat_a55.txt", True), ("population/stat_a56.txt", False),
                           ("incidents/incidents_2556.csv", True),
                           ("incidents/incidents_2557.csv", False)):  # fmt: skip
        words, _ = thai.decode((RAW / path).read_bytes())
        assert any(code in words for code in old) == expected


def population_rows(path):
    words, encoding = thai.decode(path.read_bytes())
    rows = [line.split("|") for line in words.splitlines()]
    assert {len(r) for r in rows} == {14} and {r[13] for r in rows} == {""}
    return rows, encoding


def figures(row):
    return [int(cell.replace(",", "") or 0) for cell in map(str.strip, row[9:13])]


def test_population_files_are_consistent_in_every_year(world):
    paths = sorted((RAW / "population").glob("*.txt"))
    assert [p.stem for p in paths] == [f"stat_a{y}" for y in range(54, 66)]
    blanks = 0
    for path in paths:
        rows, encoding = population_rows(path)
        year = thai.to_ce(2500 + int(path.stem[-2:]))
        assert {r[0] for r in rows} == {path.stem[-2:] + "12"}
        wanted = "cp874" if year <= 2012 else "utf-8-sig" if year == 2017 else "utf-8"
        assert encoding == wanted
        blanks += sum(not cell.strip() for r in rows for cell in r[9:13])
        assert all(m + f == t for m, f, t, _ in map(figures, rows))
        province, *rest = rows
        offices = [r for r in rest if r[5] == "0"]
        tambons = [r for r in rest if r[5] != "0"]
        assert province[3] == "0" and len(tambons) > 290
        for level in (offices, tambons):
            assert np.sum([figures(r) for r in level], axis=0).tolist() == figures(province)
        for office in offices:
            here = [figures(r) for r in tambons if r[3] == office[3]]
            assert np.sum(here, axis=0).tolist() == figures(office)
        summed = defaultdict(int)
        for r in tambons:
            summed[r[5]] += figures(r)[2]
        assert len(summed) == 290
        assert sorted(summed.values()) == sorted(np.round(persons_on(world, year)).astype(int))
    assert blanks == 1


def test_persons_on_31_december_lie_on_the_worlds_course(world):
    months = world.persons
    december, january = 2, 3  # columns of December 2012 and January 2013
    middle = np.sqrt(months[:, december] * months[:, january])
    np.testing.assert_allclose(persons_on(world, 2012), middle, rtol=1e-12)


def test_ged_has_the_49_columns_and_says_that_it_is_simulated():
    path = RAW / "ged" / "ged_simulated.csv"
    rows = records(path)
    assert list(rows[0]) == HEADER.split(",") and len(rows[0]) == 49
    words = path.read_text(encoding="utf-8")
    assert "\nsecond line" in words and '""quoted""' in words and "â€œ" in words
    assert all("Simulated" in r["side_a"] + r["dyad_name"] for r in rows)
    for r in rows:
        parts = sum(
            int(r[k]) for k in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        )
        assert 1 <= parts == int(r["best"]) and int(r["low"]) <= int(r["best"]) <= int(r["high"])
        assert r["date_start"] <= r["date_end"] and r["date_start"][:4] == r["year"]
        assert int(r["priogrid_gid"]) == grid_cell(float(r["longitude"]), float(r["latitude"]))
        assert bool(r["adm_2"]) == (int(r["where_prec"]) < 4)


def test_ged_knows_places_as_badly_as_the_real_file_does():
    rows = records(RAW / "ged" / "ged_simulated.csv")
    inside = [r for r in rows if r["adm_1"] != "Elsewhere province"]
    for level, share in PRECISION:
        seen = sum(r["where_prec"] == str(level) for r in inside) / len(inside)
        assert seen == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / len(inside)))
    points = {
        level: {(r["longitude"], r["latitude"]) for r in inside if r["where_prec"] == str(level)}
        for level, _ in PRECISION
    }
    assert len(points[3]) == 37 and len(points[4]) == 1


def test_a_real_cell_of_the_grid():
    assert grid_cell(98.380556, 17.128889) == 154637  # Mae La town, UCDP GED 22.1


@pytest.mark.real
def test_the_header_is_that_of_the_real_file(real):
    with (real / "events" / "ged221_thailand.csv").open(encoding="utf-8-sig") as lines:
        assert lines.readline().strip() == HEADER


# --- no real place ------------------------------------------------------------------------------
def test_no_name_or_code_is_a_real_place():
    rows = records(RAW / "register.csv")
    real = {p.name_th for p in geothai.provinces()} | {a.name_th for a in abolished_areas()}
    real |= {d.name_th for p in geothai.provinces() for d in geothai.districts(p.code)}
    real |= {t.name_th for p in geothai.provinces() for d in geothai.districts(p.code)
             for t in geothai.subdistricts(d.code)}  # fmt: skip
    assert len(real) > 5_000
    for row in rows:
        for key in ("name_th", "amphoe_th", "province_th"):
            assert "จำลอง" in row[key] and row[key] not in real
        assert row["name_en"].startswith("Chamlong ")
    assert "99" not in {p.code for p in geothai.provinces()}


def test_names_are_distinct_and_none_is_part_of_another(register):
    assert register["name_th"].is_unique and register["name_en"].is_unique
    amphoe = register.drop_duplicates("amphoe_code")
    everything = [*register["name_en"], *amphoe["amphoe_en"]]
    assert len(everything) == 290 + 37
    for name in everything:
        assert [other for other in everything if name in other] == [name]
    folded = register.assign(key=register["name_en"].map(fold_tambon))
    assert not folded.duplicated(["amphoe_code", "key"]).any()


def test_the_map_lies_in_open_sea_and_fits_together(register):
    meta, _, shapes, values = read_features(RAW / "boundaries" / "simulated_adm3.shp")
    table = dict(zip(meta["fields"], values, strict=True))
    polygons = shapely.from_wkb(shapes)
    west, south, east, north = shapely.total_bounds(polygons)
    assert 102.4 < west < east < 104.6 and 7.4 < south < north < 9.1
    assert meta["crs"] == "EPSG:4326" and shapely.coverage_is_valid(polygons)
    assert {p.geom_type for p in polygons} == {"Polygon"}
    assert table["ADM3_PCODE"].tolist() == ("TH" + register["code"]).tolist()
    assert table["ADM3_TH"].tolist() == register["name_th"].tolist()
    for code in register["amphoe_code"].unique():
        part = polygons[(register["amphoe_code"] == code).to_numpy()]
        assert shapely.coverage_union_all(part).geom_type == "Polygon"


# --- the truth stays out of the raw files -------------------------------------------------------
def test_known_effects_are_the_declared_ones_of_every_outcome_and_treated_tambon(world, outcomes):
    truth = demo.known_effects()
    assert list(truth.columns) == ["tambon", "indicator", "start", "scale", "effect"]
    treated = set(world.tambon[world.start < 120])
    for indicator, rows in truth.groupby("indicator"):
        assert set(rows["tambon"]) == treated and len(rows) == 100
        assert (rows["scale"] == "ratio").all() == (SERIES[indicator].family == "rate")
    without = {"SAF6"}  # what spills over is no effect of one's own
    assert set(truth["indicator"]) == set(SERIES) - without
    effect = truth.set_index(["indicator", "tambon"])["effect"]
    for ratio, share in DEMO.effects:
        for indicator in ("SAF1", "SAF2", "SAF3"):
            assert (effect[indicator] == ratio).mean() == pytest.approx(share)
    assert (effect["SAF4"] == 0).all()
    for name, outcome in outcomes.items():
        of = pd.Series(outcome.effect, index=world.tambon)
        assert (effect[name] == of[effect[name].index]).all()


def test_the_effect_on_quiet_months_is_that_of_the_rate(world):
    truth = demo.known_effects().set_index(["indicator", "tambon"])["effect"]
    ratio, quiet = truth["SAF1"], truth["SAF5"]
    assert (quiet[ratio == 1] == 0).all()
    assert (quiet[ratio < 1] > 0).all() and (quiet[ratio > 1] < 0).all()
    row = int(np.flatnonzero(world.tambon == ratio[ratio == 0.25].index[0])[0])
    mean = world.without[row, world.start[row] :][:36]
    draws = np.random.default_rng(5).gamma(2.0, 0.5, (40_000, len(mean)))
    change = (np.exp(-draws * mean * 0.25) - np.exp(-draws * mean)).mean()
    assert quiet[world.tambon[row]] == pytest.approx(change, abs=0.003)


def test_no_raw_column_follows_the_truth():
    truth = demo.known_effects().query("indicator == 'SAF1'").set_index("tambon")["effect"]
    roster = pd.DataFrame(records(RAW / "roster.csv")).set_index("code")
    assert list(roster.columns) == ["name_th", "start", "dose"]
    assert list(records(RAW / "register.csv")[0]) == list(names.COLUMNS)
    high = truth[roster["dose"] == "1000000"]
    low = truth[roster["dose"] == "300000"]
    error = truth.std() * np.sqrt(1 / len(high) + 1 / len(low))
    assert abs(high.mean() - low.mean()) < 4 * error


def test_the_study_file_is_of_this_world(study, world):
    assert study.study.simulated and study.study.seed == demo.SEED
    assert study.area.codes == ("99",)
    assert (study.periods.first, study.periods.last) == (
        str(world.periods[0]), str(world.periods[-1])
    )  # fmt: skip
    first, last, _ = DEMO.shock
    assert study.plan.shocks == ((first, last),), "the others are told, and change no estimate"
    plan = study.plan
    assert (plan.baseline, plan.selection, plan.follow_up) == (48, 12, 36)
    assert [o.indicator for o in plan.outcomes if o.role == "primary"] == ["SAF1"]
    assert {o.indicator: o.margin for o in plan.outcomes} == {
        "SAF1": 0.8, "SAF2": 0.8, "SAF3": 0.8, "SAF4": 0.1, "SAF5": 0.1, "SAF7": 0.05,
        "STR4": 0.1, "LIV1": 0.05, "LIV2": 2000, "LIV4": 0.05, "LIV6": 0.1,
        "VUL1": 0.01, "VUL4": 0.1, "VUL5": 0.05, "SOC1": 0.05, "SOC3": 0.2,
    }  # fmt: skip
