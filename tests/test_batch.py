"""Steps run when their inputs change; one tambon's failure stays its own; same bytes each time."""

import hashlib
import json
import re
from itertools import pairwise

import nbformat
import pytest
from small_study import CODES, TREATED, tables, tree, write_notebook, write_study

from santitham_eval import StudyError, load_study, panel, store
from santitham_eval.batch import folders, inputs, paper, parameters, runner, steps, whole
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.site import site
from santitham_eval.figures import FONTS
from santitham_eval.report import EXHIBITS

QUIET = Progress(quiet=True)
RELEASED = (
    "register",
    "roster",
    "neighbours",
    "map",
    "panel",
    "quality",
    "effects",
    "diagnostics",
    "checks",
    "balance",
    "programme",
    "withheld",
    "levels",
    "comparisons",
    "placebos",
)
# The small study has too few years before for the table of trends that may differ.
WHOLE = {
    "index.html", "programme/index.html", "programme/report.ipynb", "lessons/index.html",
    "lessons/report.ipynb", "quality/index.html", "quality/report.ipynb",
    "validation/index.html", "validation/report.ipynb", "codebook/index.html",
    "datapackage.json", *(f"tables/{name}.csv" for name in RELEASED), "tables/effects.parquet",
    "exhibits/index.html",
    *(f"exhibits/{e.name}.{lang}.{form}" for e in EXHIBITS if e.name != "honest"
      for lang in ("th", "en") for form in ("tex", "html", "csv")),
    *(f"exhibits/{name}" for name in ("exhibits.th.tex", "exhibits.en.tex", "exhibits.sty", "OFL.txt", *FONTS)),
}  # fmt: skip


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A small study whose tables come from memory; `built.calls` counts how often."""
    calls = []

    def stand_in(study):
        calls.append(study.hash)
        return tables()

    monkeypatch.setattr(panel, "build_tables", stand_in)
    path = write_study(tmp_path)
    write_notebook(tmp_path)
    return path, calls


def estimated(built):
    study = load_study(built[0])
    steps.build(study, QUIET)
    steps.estimate(study, QUIET)
    return study


# --- build and estimate ---------------------------------------------------------------------
def test_a_step_is_run_again_only_when_its_inputs_change(built, capsys):
    path, calls = built
    study = load_study(path)
    steps.build(study, Progress())
    assert "done (8 tables)" in capsys.readouterr().out
    steps.build(study, Progress())
    assert "not run again" in capsys.readouterr().out
    assert len(calls) == 1
    steps.build(study, QUIET, force=True)
    assert len(calls) == 2
    (study.raw() / "events" / "a.csv").write_text("changed")
    steps.build(study, QUIET)
    assert len(calls) == 3
    (study.raw() / "events" / "c.csv").write_text("new")
    steps.build(study, QUIET)
    assert len(calls) == 4
    (study.raw() / "no_source_names_me.csv").write_text("new")
    steps.build(study, QUIET)
    assert len(calls) == 4
    path.write_text(path.read_text("utf-8").replace("seed = 3", "seed = 4"), "utf-8")
    steps.build(load_study(path), QUIET)
    assert len(calls) == 5


def test_a_build_that_was_cut_short_is_done_again(built):
    path, calls = built
    study = load_study(path)
    steps.build(study, QUIET)
    old = store.made_of(study.processed(), "panel")
    store.write(study.processed(), "panel", tables()["panel"], {**old, "raw/events/a.csv": "old"})
    steps.build(study, QUIET)
    assert len(calls) == 2
    assert store.made_of(study.processed(), "panel") == old


def test_another_library_or_version_runs_everything_again(built, monkeypatch):
    path, calls = built
    study = load_study(path)
    steps.build(study, QUIET)
    monkeypatch.setattr(inputs, "versions", lambda: {"numpy": "0.1"})
    steps.build(study, QUIET)
    monkeypatch.setattr(inputs, "library", lambda: "another")
    steps.build(study, QUIET)
    assert len(calls) == 3


def test_tables_name_the_bytes_they_were_made_of(built):
    study = load_study(built[0])
    steps.build(study, QUIET)
    made_of = store.made_of(study.processed(), "quality")
    raw = (study.raw() / "events" / "a.csv").read_bytes()
    assert made_of["raw/events/a.csv"] == hashlib.sha256(raw).hexdigest()
    assert made_of["study"] == study.hash
    assert str(study.folder) not in json.dumps(made_of)


def test_estimates_follow_the_bytes_of_the_tables_not_the_build(built, capsys):
    study = estimated(built)
    before = store.read(study.processed(), "effects")
    steps.build(study, QUIET, force=True)  # the same tables again
    steps.estimate(study, Progress())
    assert "not run again" in capsys.readouterr().out
    changed = tables()["panel"]
    changed["numerator"] += 1
    changed["value"] = changed["numerator"] / changed["denominator"]
    store.write(study.processed(), "panel", changed, {})
    steps.estimate(study, QUIET)
    assert not store.read(study.processed(), "effects").equals(before)


def test_estimate_before_build_says_what_to_run(built):
    with pytest.raises(StudyError, match="run santitham-eval build"):
        steps.estimate(load_study(built[0]), QUIET)


def test_what_failed_to_build_writes_nothing(built, monkeypatch):
    def broken(study):
        raise ValueError("no")

    monkeypatch.setattr(panel, "build_tables", broken)
    study = load_study(built[0])
    with pytest.raises(ValueError, match="no"):
        steps.build(study, QUIET)
    assert not study.processed().exists()


def test_check_writes_nothing(built):
    study = load_study(built[0])
    before = tree(study.folder)
    steps.check(study, QUIET)
    assert tree(study.folder) == before
    write_notebook(study.folder, parameters="tambon = 1")
    with pytest.raises(StudyError, match="tagged parameters"):
        steps.check(study, QUIET)


def test_all_parts_of_a_shapefile_count(built):
    path, _ = built
    words = path.read_text("utf-8") + '[sources.land]\nformat = "cod-ab"\nfile = "land.shp"\n'
    path.write_text(words, "utf-8")
    study = load_study(path)
    for part in ("shp", "dbf", "prj"):
        (study.raw() / f"land.{part}").write_text(part)
    assert {"raw/land.shp", "raw/land.dbf", "raw/land.prj"} <= set(inputs.raw(study))


def test_library_hash_sees_every_file(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "PACKAGE", tmp_path)
    (tmp_path / "a.py").write_text("1")
    first = inputs.library()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("x")
    assert inputs.library() == first
    (tmp_path / "page.css").write_text("2")
    second = inputs.library()
    assert second != first
    (tmp_path / "page.css").rename(tmp_path / "other.css")
    assert inputs.library() not in (first, second)


def test_what_gives_pages_their_looks_is_a_hash_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "PACKAGE", tmp_path)
    monkeypatch.setattr(inputs, "TEMPLATES", tmp_path / "report" / "templates")
    (inputs.TEMPLATES / "deep").mkdir(parents=True)
    (tmp_path / "report" / "page.py").write_text("1")
    library, looks = inputs.library(), inputs.templates()
    (inputs.TEMPLATES / "deep" / "page.css").write_text("2")
    assert (inputs.library(), inputs.templates() != looks) == (library, True)
    (tmp_path / "report" / "page.py").write_text("2")
    assert inputs.library() != library


# --- reports --------------------------------------------------------------------------------
FAILS = 'assert tambon != "990102", "deliberate"'


def test_one_failure_stops_no_other(built, capsys):
    study = estimated(built)
    write_notebook(study.folder, "calm = 1", FAILS)
    failures = steps.report(study, Progress(), jobs=2)
    assert [f.tambon for f in failures] == ["990102"]
    assert "AssertionError: deliberate" in failures[0].reason.en
    assert failures[0].cell.en == f"cell 4 ({FAILS})"
    assert sorted(p.name for p in (study.reports() / "tambon").iterdir()) == ["990101", "990103"]
    assert sorted(p.name for p in (study.reports() / "failed").iterdir()) == ["990102"]
    kept = tree(study.reports() / "failed" / "990102")
    assert set(kept) == {"reason.txt", "report.ipynb"}
    assert b"deliberate" in kept["report.ipynb"] and b"papermill" not in kept["reason.txt"]
    lines = [line.rsplit("/", 1)[1] for line in capsys.readouterr().out.splitlines()]
    assert lines.pop() == " report: done (reports of 2 tambons)"
    ended = sorted(
        re.fullmatch(r" tambon (\d+) (\w+) \((\d) of 3\)", line).groups() for line in lines
    )
    assert [(code, how) for code, how, _ in ended] == [
        ("990101", "done"), ("990102", "failed"), ("990103", "done")
    ]  # fmt: skip
    assert sorted(n for _, _, n in ended) == ["1", "2", "3"]


def test_a_failure_takes_the_old_report_away_and_a_success_the_old_failure(built):
    study = estimated(built)
    assert steps.report(study, QUIET, tambons=["990102"]) == []
    assert (study.reports() / "tambon" / "990102" / "index.html").exists()
    write_notebook(study.folder, FAILS)
    assert len(steps.report(study, QUIET, tambons=["990102"])) == 1
    assert not (study.reports() / "tambon" / "990102").exists()
    write_notebook(study.folder)
    assert steps.report(study, QUIET, tambons=["990102"]) == []
    assert not (study.reports() / "failed" / "990102").exists()


def test_a_kernel_and_a_process_that_die_stop_no_other(built):
    study = estimated(built)
    write_notebook(
        study.folder,
        "import os, signal",
        'if tambon == "990101":\n    os._exit(3)',
        'if tambon == "990102":\n    os.kill(os.getppid(), signal.SIGKILL)',
    )
    failures = steps.report(study, QUIET, jobs=1)
    assert [f.tambon for f in failures] == ["990101", "990102"]
    assert failures[0].cell.en.startswith("cell 4 (if tambon") and "Dead" in failures[0].reason.en
    assert "ended by itself" in failures[1].reason.en
    assert [p.name for p in (study.reports() / "tambon").iterdir()] == ["990103"]


def test_same_inputs_same_bytes_however_many_at_once(built):
    study = estimated(built)
    cells = ("import warnings; warnings.warn('x')", "print(hash('a'), {'b', 'c', 'd'})")
    write_notebook(study.folder, *cells)
    steps.report(study, QUIET, jobs=1)
    site(study, QUIET)
    first = tree(study.reports())
    assert len(first) == 2 * len(TREATED) + len(WHOLE) + 2  # manifest, list of prints
    steps.report(study, QUIET, jobs=2, force=True)
    site(study, QUIET, force=True)
    assert tree(study.reports()) == first
    notebook = json.loads(first["tambon/990101/report.ipynb"])
    assert set(notebook["metadata"]) == {"kernelspec", "language_info", "santitham"}
    assert {key for cell in notebook["cells"] for key in cell["metadata"]} == {"tags"}
    assert str(study.folder).encode() not in b"".join(first.values())


def test_reports_are_made_again_only_when_something_changed(built, capsys):
    study = estimated(built)
    steps.report(study, QUIET)
    times = {c: (study.reports() / "tambon" / c).stat().st_mtime_ns for c in TREATED}
    steps.report(study, Progress())
    assert "not run again (reports of 3 tambons)" in capsys.readouterr().out
    page = study.reports() / "tambon" / "990103" / "index.html"
    page.write_text(page.read_text("utf-8") + "<!-- by hand -->", "utf-8")
    steps.report(study, QUIET)
    changed = [c for c in TREATED
               if (study.reports() / "tambon" / c).stat().st_mtime_ns != times[c]]  # fmt: skip
    assert changed == ["990103"]
    assert "by hand" not in page.read_text("utf-8")
    steps.report(study, Progress(), tambons=["990101"], values=["times=2"])
    assert "990101990101" in (study.reports() / "tambon/990101/index.html").read_text("utf-8")


RUNS = "Path('runs.txt').open('a').write(tambon + ' ')"


def ran(study):
    """Tambons whose notebooks have run, in order; forgotten once told."""
    path = study.folder / "runs.txt"
    told = sorted(path.read_text().split()) if path.exists() else []
    path.unlink(missing_ok=True)
    return told


def test_pages_are_made_again_from_notebooks_that_ran_on_the_same(built, monkeypatch, capsys):
    study = estimated(built)
    write_notebook(study.folder, "from pathlib import Path", RUNS)
    steps.report(study, QUIET)
    first = tree(study.reports())
    assert ran(study) == TREATED
    for lost in ("990101/index.html", "990103/index.html"):
        (study.reports() / "tambon" / lost).unlink()
    steps.report(study, Progress())
    assert ran(study) == [] and tree(study.reports()) == first
    assert "2 reports have notebooks that ran on the same" in capsys.readouterr().out
    monkeypatch.setattr(inputs, "templates", lambda: "another look")
    assert steps.report(study, QUIET) == [] and ran(study) == []
    noted = paper.signature(study.reports() / "tambon" / "990102")
    assert noted["made_of"]["templates"] == "another look", "the report says what it is made of"
    pages = {name: page for name, page in first.items() if name.endswith("html")}
    assert pages.items() <= tree(study.reports()).items()


def test_a_notebook_that_ran_on_something_else_runs_again(built, monkeypatch):
    study = estimated(built)
    steps.report(study, QUIET)
    told = []

    def run_all(study, todo, *_, **__):
        told[:] = [task.tambon for task in todo if not task.ran()]
        return []

    monkeypatch.setattr(runner, "run_all", run_all)
    steps.report(study, QUIET, force=True)
    assert told == TREATED, "forced"
    steps.report(study, QUIET, tambons=["990101"], values=["times=2"])
    assert told == ["990101"], "other parameters"
    notebook = study.reports() / "tambon" / "990102" / "report.ipynb"
    content = notebook.read_bytes()
    notebook.write_bytes(content.replace(b"990102", b"990103", 1))
    steps.report(study, QUIET)
    assert told == ["990102"], "not whole"
    notebook.write_bytes(content)
    monkeypatch.setattr(inputs, "templates", lambda: "another look")
    steps.report(study, QUIET)
    assert told == [], "only another look"
    monkeypatch.setattr(inputs, "versions", lambda: {"python": "4"})
    for step in (steps.build, steps.estimate, steps.report):
        step(study, QUIET)
    assert told == TREATED, "other versions"


def test_a_tambon_that_left_the_roster_leaves_the_reports(built):
    study = estimated(built)
    steps.report(study, QUIET)
    roster = tables()["roster"].iloc[:2]
    made_of = store.made_of(study.processed(), "roster")
    store.write(study.processed(), "roster", roster, made_of)
    steps.estimate(study, QUIET)
    steps.report(study, QUIET)
    assert sorted(p.name for p in (study.reports() / "tambon").iterdir()) == TREATED[:2]


def test_leftovers_of_a_killed_run_are_swept(built):
    study = estimated(built)
    (study.reports() / "tambon" / ".990101.77").mkdir(parents=True)
    steps.report(study, QUIET, tambons=["990103"])
    assert [p.name for p in (study.reports() / "tambon").iterdir()] == ["990103"]


def test_a_folder_appears_whole_or_not_at_all(tmp_path):
    folders.publish(tmp_path / "a", {"x": b"1"})
    with pytest.raises(FileNotFoundError):
        folders.publish(tmp_path / "a", {"x": b"2", "no/such/folder": b"3"})
    assert tree(tmp_path) == {"a/x": b"1"}


def test_a_report_without_a_marked_cell_is_a_failure_outside_the_cells(built):
    study = estimated(built)
    path = write_notebook(study.folder)
    path.write_text(path.read_text("utf-8").replace('"report"', '"other"'), "utf-8")
    [failure] = steps.report(study, QUIET, tambons=["990101"])
    assert failure.cell.en == "outside the notebook's cells"
    assert failure.reason.en.startswith("StudyError")


# --- refused before anything runs -----------------------------------------------------------
@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["timse=2"], "did you mean “times”"),
        (["zzz=2"], "loud, share, times"),
        (["times=two"], "a whole number"),
        (["times=2.5"], "a whole number"),
        (["share=much"], "a number"),
        (["loud=perhaps"], "true or false"),
        (["tambon=990101"], "set by --tambon"),
        (["study_file=x"], "set by --tambon or --study"),
        (["times; import os=2"], "did you mean “times”"),
        (["times"], "NAME=VALUE"),
    ],
)
def test_unknown_and_mistyped_parameters_are_refused(built, values, words):
    study = estimated(built)
    with pytest.raises(StudyError, match=words):
        steps.report(study, QUIET, values=values)
    assert not study.reports().exists()


def test_every_wrong_parameter_is_told(built):
    study = estimated(built)
    with pytest.raises(StudyError) as caught:
        steps.report(study, QUIET, values=["timse=2", "share=x", "loud=true"])
    assert [p.column for p in caught.value.problems] == ["timse", "share"]


def test_values_of_a_command_line_take_the_declared_type():
    known = {"a": str, "b": int, "c": float, "d": bool}
    values = parameters.from_words(["a=1", "b=1", "c=1", "d=TRUE"], known)
    assert values == {"a": "1", "b": 1, "c": 1.0, "d": True}
    assert [type(v) for v in values.values()] == [str, int, float, bool]
    parameters.check({"c": 1}, known)
    for wrong in ({"b": True}, {"b": 1.0}, {"a": 1}, {"d": 1}):
        with pytest.raises(StudyError):
            parameters.check(wrong, known)


def test_only_tambons_of_the_register_have_reports_and_all_wrong_codes_are_told(built):
    study = estimated(built)
    wrong = ["990104", "990199", "99010", "../990101", "990101"]
    with pytest.raises(StudyError) as caught:
        steps.report(study, QUIET, tambons=wrong)
    assert [(p.found, p.wanted.en[:20]) for p in caught.value.problems] == [
        ("990199", "a tambon code of the"),
        ("99010", "a tambon code of 6 d"),
        ("../990101", "a tambon code of 6 d"),
    ]
    assert not study.reports().exists()


def test_tambons_outside_have_a_notebook_of_their_own(built):
    study = estimated(built)
    write_notebook(study.folder, "calm = 1", name=steps.OUTSIDE.stem, shows="'elsewhere', tambon")
    assert steps.report(study, QUIET, tambons=["990101", "990104"]) == []
    shown = {p.parent.name: p.read_text("utf-8") for p in study.reports().rglob("index.html")}
    assert "elsewhere" in shown["990104"] and "elsewhere" not in shown["990101"]
    assert steps.report(study, QUIET, tambons=["990102"]) == []
    steps._forget(study, TREATED)  # a run over the programme leaves pages outside alone
    kept = {p.name for p in (study.reports() / "tambon").iterdir()}
    assert kept == {"990101", "990102", "990104"}
    steps._forget(study, ["990102"])  # 990101 has left the programme: its effects are of nothing
    assert {p.name for p in (study.reports() / "tambon").iterdir()} == {"990102", "990104"}
    assert {t.tambon for t in steps._tasks(study, [], [], True, False)} == set(CODES)
    assert {t.tambon for t in steps._tasks(study, [], [], False, False)} == set(TREATED)


@pytest.mark.parametrize(
    "cell", ["tambon = '1'", "tambon: str", "tambon: list = []", "import os", "f(): int = 1"]
)
def test_a_parameters_cell_holds_typed_values_only(tmp_path, cell):
    path = write_notebook(tmp_path, parameters=cell)
    with pytest.raises(StudyError, match="tagged parameters"):
        parameters.declared(path)


def test_a_notebook_that_cannot_be_read(tmp_path):
    for content in (None, "", "[]", "{}"):
        path = tmp_path / "n.ipynb"
        if content is not None:
            path.write_text(content)
        with pytest.raises(StudyError, match="a readable notebook"):
            parameters.declared(path)


# --- site -----------------------------------------------------------------------------------
def test_manifest_ties_outputs_to_raw_bytes(built):
    study = estimated(built)
    write_notebook(study.folder, FAILS)
    steps.report(study, QUIET, jobs=2)
    site(study, QUIET)
    manifest = json.loads((study.reports() / "manifest.json").read_bytes())
    outputs = manifest["outputs"]
    assert set(outputs) == {*WHOLE, *(f"tambon/{c}/{f}" for c in ("990101", "990103")
                                            for f in ("index.html", "report.ipynb"))}  # fmt: skip
    for name, sha in outputs.items():
        assert sha == hashlib.sha256((study.reports() / name).read_bytes()).hexdigest()
    assert set(manifest["raw"]) == {"roster.csv", "events/a.csv", "events/b.csv"}
    assert manifest["tables"]["effects"] == store.sha256(study.processed() / "effects.parquet")
    assert manifest["study"] == {"id": "small", "sha256": study.hash, "plan": study.plan.hash}
    assert manifest["versions"]["numpy"] and "pytest" not in manifest["versions"]


def test_reports_of_earlier_inputs_are_left_out_of_the_site(built, capsys):
    study = estimated(built)
    steps.report(study, QUIET, tambons=["990101"])
    write_notebook(study.folder, "now_another = 1")
    steps.report(study, QUIET, tambons=["990102"])
    site(study, Progress())
    assert "reports of 1 tambons were made of earlier inputs" in capsys.readouterr().out
    page = (study.reports() / "index.html").read_text("utf-8")
    assert "tambon/990102/index.html" in page and "tambon/990101/index.html" not in page
    assert all(code in page for code in CODES)
    site(study, Progress())
    assert "not run again" in capsys.readouterr().out
    (study.reports() / "index.html").write_text("by hand")
    site(study, Progress())
    assert "by hand" not in (study.reports() / "index.html").read_text("utf-8")


# --- pages of the whole study ---------------------------------------------------------------
OF_ALL = {"parameters": 'study_file: str = "study.toml"', "shows": "study_file"}


@pytest.mark.parametrize("page", whole.PAGES)
def test_check_looks_at_the_parameters_of_every_page(built, page):
    study = load_study(built[0])
    write_notebook(study.folder, name=whole.PAGES[page].notebook.stem, parameters="a = 1")
    with pytest.raises(StudyError, match="tagged parameters") as caught:
        steps.check(study, QUIET)
    assert caught.value.problems[0].file == whole.PAGES[page].notebook.name


@pytest.mark.parametrize("page", whole.PAGES)
def test_a_page_of_the_whole_study_that_fails_stops_no_other(built, page, capsys):
    study = estimated(built)
    for name, known in whole.PAGES.items():
        cells = ["assert 0, 'deliberate'"] if name == page else []
        write_notebook(study.folder, *cells, name=known.notebook.stem, **OF_ALL)
    (study.reports() / f".{page}.77").mkdir(parents=True)
    [failure] = site(study, Progress(), jobs=2)
    assert failure.tambon == page and "deliberate" in failure.reason.en
    index = (study.reports() / "index.html").read_text("utf-8")
    there = [name for name in whole.PAGES if f'href="{name}/index.html"' in index]
    assert there == [name for name in whole.PAGES if name != page]
    assert not list(study.reports().glob(".*"))
    said = capsys.readouterr().out
    assert all((f"page: {p.words.en}" in said) == (n != page) for n, p in whole.PAGES.items())


def test_a_page_is_made_again_when_a_table_of_its_own_changes(built, monkeypatch, capsys):
    study = estimated(built)
    for known in whole.PAGES.values():
        write_notebook(study.folder, name=known.notebook.stem, **OF_ALL)
    assert whole.write_pages(study, QUIET) == []
    assert whole.write_pages(study, Progress()) == []
    assert capsys.readouterr().out.count("not run again") == len(whole.PAGES)
    run = []
    monkeypatch.setattr(
        runner, "run_all", lambda study, todo, *_, **__: run.extend(t.tambon for t in todo) or []
    )
    for table in (*inputs.BUILT, *inputs.ESTIMATED):
        run.clear()
        path = study.processed() / f"{table}.parquet"
        kept = path.read_bytes()
        store.write(study.processed(), table, store.read(study.processed(), table), {"a": "b"})
        whole.write_pages(study, QUIET)
        assert run == [n for n, page in whole.PAGES.items() if table in page.tables]
        path.write_bytes(kept)


@pytest.mark.parametrize("page", whole.PAGES)
def test_a_page_with_other_parameters_is_refused_before_anything_runs(built, page):
    study = estimated(built)
    write_notebook(study.folder, name=whole.PAGES[page].notebook.stem, parameters="a: int = 1")
    with pytest.raises(StudyError, match="study_file"):
        site(study, QUIET)
    assert not study.reports().exists()


# --- the notebook as a file -----------------------------------------------------------------
def test_cleaning_leaves_what_was_there_and_no_more(tmp_path):
    source = paper.read(write_notebook(tmp_path))
    executed = paper.read(write_notebook(tmp_path))
    executed.metadata["papermill"] = {"start_time": "now"}
    executed.cells[0].metadata["papermill"] = {"duration": 1}
    executed.cells[0].metadata["execution"] = {"iopub.execute_input": "now"}
    path = "/tmp/ipykernel_12/345.py:1: UserWarning"
    executed.cells[0].outputs = [
        nbformat.from_dict({"output_type": "stream", "name": "stderr", "text": path})
    ]
    executed.cells.insert(1, nbformat.v4.new_code_cell(id="random1"))
    paper.clean(executed, source)
    assert [c["id"] for c in executed.cells] == ["c0", "added-1", "c1"]
    assert executed.cells[0].outputs[0]["text"] == "cell:1: UserWarning"
    assert "now" not in paper.as_bytes(executed).decode()


@pytest.mark.parametrize("cuts", [[], [3], [1, 2, 5], [4, 9]])
def test_where_a_timer_cuts_what_is_printed_changes_no_byte(tmp_path, cuts):
    source = paper.read(write_notebook(tmp_path))

    def cleaned(*streams):
        executed = paper.read(write_notebook(tmp_path))
        shown = nbformat.v4.new_output("execute_result", {"text/plain": "1"}, execution_count=1)
        executed.cells[0].outputs = [
            *streams,
            shown,
            nbformat.v4.new_output("stream", name="stdout", text="z"),
        ]
        paper.clean(executed, source)
        return paper.as_bytes(executed)

    said, warned = "one two three\n", "a/ipykernel_17/23.py:1: UserWarning: ก\n"
    pieces = []
    for begin, end in pairwise([0, *cuts, len(warned)]):
        pieces.append(nbformat.v4.new_output("stream", name="stderr", text=warned[begin:end]))
        pieces.append(nbformat.v4.new_output("stream", name="stdout", text=said[begin:end]))
    whole = cleaned(
        nbformat.v4.new_output("stream", name="stdout", text=said),
        nbformat.v4.new_output("stream", name="stderr", text=warned),
    )
    assert cleaned(*pieces) == whole
    assert b"cell:1" in whole and whole.count(b'"output_type": "stream"') == 3


def test_a_report_that_was_done_before_and_is_written_over_by_another_is_made_again(built):
    study = estimated(built)
    steps.report(study, QUIET, tambons=TREATED[:1])
    whole_page = (study.reports() / "tambon" / TREATED[0] / "index.html").read_bytes()
    code = f"""
from pathlib import Path
if tambon == "{TREATED[1]}":
    Path("reports/tambon/{TREATED[0]}/index.html").write_text("mine")
"""
    write_notebook(study.folder, code)
    steps.report(study, QUIET, tambons=TREATED[:1])  # under the present notebook
    assert steps.report(study, QUIET) == []
    page = study.reports() / "tambon" / TREATED[0] / "index.html"
    assert page.read_bytes() != b"mine" and len(page.read_bytes()) == len(whole_page)
