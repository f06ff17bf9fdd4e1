"""The site of a small study as a run writes it, but for the kernels: notebooks run in this process."""

import ast
from pathlib import Path

import nbformat
import reading_frames as frames
import small_study
from nbformat.v4 import new_output

from santitham_eval import report, store, text
from santitham_eval.batch import inputs, steps, whole
from santitham_eval.batch.progress import Progress

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def execute(name, study, **parameters):
    """A notebook of the project, run on a study; a cell's last expression is what it shows."""
    book = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    space = {}
    for cell in [c for c in book.cells if c.cell_type == "code"]:
        body = ast.parse(cell.source).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), name, "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            space |= {"study_file": str(study.folder / "study.toml"), **parameters}
        shown = last and eval(compile(ast.Expression(last.value), name, "eval"), space)
        cell.outputs = []
        if hasattr(shown, "_repr_mimebundle_"):
            data, metadata = shown._repr_mimebundle_()
            cell.outputs = [
                new_output("execute_result", data, metadata=metadata, execution_count=1)
            ]
    return book


def built(folder):
    """The made-up study of reading_frames.py with every table that a run builds."""
    study = frames.build(folder)
    made_of = {"raw/events/a.csv": "ab" * 32}
    more = {
        "map": frames.area(), "panel": frames.panel().assign(se=float("nan")),
        "events": small_study.events(), "lessons": small_study.lessons(),
    }  # fmt: skip
    for name, frame in more.items():
        store.write(study.processed(), name, frame, made_of)
    steps.estimate(study, Progress(quiet=True))
    return study


def write_site(study, inside=(), outside=()):
    """Write the reports of some tambons and every page of the whole study, with its tables."""
    folder = study.reports()
    for code in (*inside, *outside):
        book = execute("tambon_impact" if code in inside else "tambon_outside", study, tambon=code)
        put(folder / "tambon" / code / "index.html", report.export(book, study))
        for name, content in report.sheet_files(book, study, code).items():
            put(folder / "tambon" / code / name, content)
    for name, page in whole.PAGES.items():
        book = execute(page.notebook.stem, study)
        put(folder / name / "index.html", report.export(book, study))
    tables = {n: store.read(study.processed(), n) for n in (*inputs.BUILT, *inputs.ESTIMATED)}
    files = report.registered(study, store.made_of(study.processed(), "panel"))
    report.write_codebook(study, files)
    report.write_release(study, tables, files)
    report.write_exhibits(study, tables)
    printed = {inside[0]: list(text.PRINTS)} if inside else {}
    put(folder / "prints" / "index.html", report.prints_html(study, tables["register"], printed))
    pages = [(page.words, f"{name}/index.html") for name, page in whole.PAGES.items()]
    report.write_index(
        study, tables["effects"], tables["register"], tables["roster"], [*inside, *outside], pages,
        tables["map"], list(text.DOWNLOADS),
    )  # fmt: skip


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
