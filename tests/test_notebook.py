"""The notebook is thin, opens and runs as it stands, and its stored tables still hold."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from santitham_eval import load_study, report, store
from santitham_eval.batch.parameters import declared

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "notebooks" / "tambon_impact.ipynb"
PROGRAMME = ROOT / "notebooks" / "programme_impact.ipynb"
QUALITY = ROOT / "notebooks" / "data_quality.ipynb"
START = ROOT / "notebooks" / "start_here.ipynb"
OUTSIDE = ROOT / "notebooks" / "tambon_outside.ipynb"
LESSONS = ROOT / "notebooks" / "lessons_learned.ipynb"
VALIDATION = ROOT / "notebooks" / "validation.ipynb"
ALL = [START, NOTEBOOK, OUTSIDE, PROGRAMME, LESSONS, QUALITY, VALIDATION]
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
AFRESH = "the stored outputs are stale: run `make notebook`"


@pytest.fixture(scope="module", params=ALL, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture(scope="module")
def book(path):
    return nbformat.read(path, as_version=4)


@pytest.fixture(scope="module")
def code(book):
    return [cell for cell in book.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A copy of the demo study, built and estimated, with the notebook beside it."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(ROOT / "study.toml", folder)
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    shutil.copytree(NOTEBOOK.parent, folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    for step in ("build", "estimate"):
        words = [sys.executable, "-c", "from santitham_eval.cli import main; main()", step]
        done = subprocess.run(
            [*words, "--study", str(folder / "study.toml")],
            env=os.environ | ONE_THREAD, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    return folder


def nbval(folder, *options, notebook=NOTEBOOK):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", *options,
         notebook.name],
        cwd=folder / "notebooks", env=os.environ | ONE_THREAD, capture_output=True, text=True,
    )  # fmt: skip


def test_cells_are_few_and_short(code):
    assert 10 <= len(code) <= 22
    assert all(len(cell.source.splitlines()) <= 5 for cell in code)


def test_cells_hold_no_logic_of_their_own(code):
    barred = (
        ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While,
        ast.If, ast.Try, ast.With, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp,
    )  # fmt: skip
    for cell in code:
        assert not re.search(r"^\s*[%!]", cell.source, re.M)
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, barred), cell.source
            if isinstance(node, ast.ImportFrom):
                assert "*" not in [alias.name for alias in node.names]


def test_parameters_are_typed_and_each_is_explained(path, code):
    tagged = [cell for cell in code if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for line in tagged[0].source.splitlines():
        assert re.fullmatch(r"\w+: (str|int|float|bool) = .+  # .*[ก-๙].* / .*[a-z].*", line)
    of_one = ("tambon", "indicator", "study_file")
    names = dict.fromkeys((START, NOTEBOOK, OUTSIDE), of_one)
    assert declared(path) == dict.fromkeys(names.get(path, ("study_file",)), str)


@pytest.mark.parametrize(
    ("notebook", "confirms", "shows"),
    [
        (START, "confirm(fit, effects)", "report.card("),
        (NOTEBOOK, "confirm(fit, effects)", "report.card("),
        (PROGRAMME, "confirm_whole(found, programme)", "report.programme_cards("),
    ],
    ids=["start", "tambon", "programme"],
)
def test_a_notebook_confirms_before_it_shows(notebook, confirms, shows):
    cells = nbformat.read(notebook, as_version=4).cells
    source = "\n".join(cell.source for cell in cells)
    assert 0 < source.index(confirms) < source.index(shows)


def test_a_notebook_reads_only_built_tables(code):
    source = "\n".join(cell.source for cell in code)
    assert not re.search(r"read_csv|read_excel|read_parquet|open\(|\.raw\(\)", source)


def test_the_committed_notebook_has_run_and_tells_no_secrets(book, code):
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert book.metadata.kernelspec.name == "python3"
    words = json.dumps(book, ensure_ascii=False)
    assert not re.search(r"/(home|root|tmp|work|Users)/", words)
    assert "papermill" not in words
    assert all("execution" not in cell.metadata for cell in code)


def test_the_default_tambon_is_of_the_demo_and_in_the_programme(demo):
    code = nbformat.read(NOTEBOOK, as_version=4).cells
    source = next(c.source for c in code if "parameters" in c.metadata.get("tags", []))
    values = {}
    exec(source, values)
    assert (NOTEBOOK.parent / values["study_file"]).resolve() == ROOT / "study.toml"
    study = load_study(demo / "notebooks" / values["study_file"])
    roster = store.read(study.processed(), "roster")
    assert values["tambon"] in set(roster["tambon"])


@pytest.mark.parametrize("notebook", ALL, ids=lambda path: path.stem)
def test_stored_tables_are_what_a_run_gives_today(demo, notebook):
    done = nbval(demo, notebook=notebook)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{AFRESH}"


def test_a_changed_number_is_seen(demo, tmp_path):
    """Else the test above could not fail."""
    shutil.copytree(demo, tmp_path / "demo")
    path = tmp_path / "demo" / "notebooks" / NOTEBOOK.name
    book = nbformat.read(path, as_version=4)
    card = next(c for c in book.cells if "report.card(" in c.source)
    card.outputs[0].data["text/html"] = (
        card.outputs[0].data["text/html"].replace("ร้อยละ 95", "ร้อยละ 94")
    )
    nbformat.write(book, path)
    done = nbval(tmp_path / "demo")
    assert done.returncode == 1
    assert "report.card(" in done.stdout


def test_the_committed_notebook_makes_a_page(demo):
    study = load_study(demo / "study.toml")
    page = report.export(NOTEBOOK, study)
    assert "<h1>" in page
    assert page.count("<h2") == 13
    assert "st-simulated" in page


@pytest.mark.parametrize("notebook", [NOTEBOOK, OUTSIDE], ids=lambda path: path.stem)
def test_a_page_is_light_and_whole_without_any_script(demo, notebook):
    page = report.export(notebook, load_study(demo / "study.toml"))
    assert len(page.encode()) < 400_000
    assert "<script" not in page and not re.search("<[a-z][^<>]* hidden[ >]", page)
    fonts = re.findall(r"src:url\(data:font/woff;base64,([^)]*)\)", page)
    assert len(fonts) == 2 and sum(map(len, fonts)) < 80_000, "only the letters that it uses"


def test_the_index_of_all_tambons_is_light_and_whole_without_any_script(demo):
    study = load_study(demo / "study.toml")
    names = ("effects", "register", "roster", "map")
    effects, register, roster, area = (store.read(study.processed(), name) for name in names)
    codes = list(register["tambon"])
    page = report.index_html(study, effects, register, roster, codes, [], area, [])
    assert len(page.encode()) < 600_000
    page = re.sub("<script.*?</script>", "", page, flags=re.S)
    for code in codes:
        assert f"<code>{code}</code>" in page
        assert page.count(f'href="tambon/{code}/index.html"') == 2, "in the table and on the map"
    assert re.findall(r"<[^>]* hidden[^>]*>", page) == [
        '<div id="tools" class="st-tools" role="search" hidden>'
    ]


def test_a_stored_effect_that_differs_stops_the_notebook(demo, tmp_path):
    shutil.copytree(demo, tmp_path / "demo")
    study = load_study(tmp_path / "demo" / "study.toml")
    effects = store.read(study.processed(), "effects")
    own = (effects["tambon"] == "990102") & (effects["indicator"] == "SAF1")
    effects.loc[own & (effects["method"] == "comparative"), "estimate"] *= 1.001
    store.write(study.processed(), "effects", effects, {})
    done = nbval(tmp_path / "demo", "-x")
    assert done.returncode == 1
    assert "StudyError" in done.stdout


def test_a_stored_whole_that_differs_stops_the_notebook(demo, tmp_path):
    shutil.copytree(demo, tmp_path / "demo")
    study = load_study(tmp_path / "demo" / "study.toml")
    programme = store.read(study.processed(), "programme")
    own = (programme["part"] == "overall") & (programme["indicator"] == "SAF1")
    programme.loc[own & (programme["method"] == "risk_sets"), "high"] *= 1.001
    store.write(study.processed(), "programme", programme, {})
    done = nbval(tmp_path / "demo", "-x", notebook=PROGRAMME)
    assert done.returncode == 1
    assert "StudyError" in done.stdout
