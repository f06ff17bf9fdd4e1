"""A report is out of date when, and only when, what it reads has changed; cell by cell."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from small_study import TREATED, tables, write_notebook, write_study

from santitham_eval import load_study, panel, store
from santitham_eval.batch import inputs, paper, reading, steps
from santitham_eval.batch.progress import Progress

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "tambon_impact.ipynb"
QUIET = Progress(quiet=True)
NAMES = (*inputs.BUILT, *inputs.ESTIMATED)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """The small study, built and estimated; its tables are put back by whoever changes them."""
    folder = tmp_path_factory.mktemp("reading")
    path = write_study(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(panel, "build_tables", lambda study: placed(tables()))
        study = load_study(path)
        steps.build(study, QUIET)
        steps.estimate(study, QUIET)
    return study


def placed(known):
    """With rows of data quality for the tambons and for places above and beside them."""
    areas = ["ALL", "99", "9901", "98", *TREATED]
    rows = [known["quality"].assign(area=area, count=n) for n, area in enumerate(areas, start=1)]
    return {**known, "quality": pd.concat(rows, ignore_index=True)}


def shown(study, tambon):
    """What the notebook's cells show, without a kernel; or the words with which one stops."""
    cells = json.loads(NOTEBOOK.read_bytes())["cells"]
    code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    names: dict[str, object] = {}
    seen = []
    for cell in code:
        *before, last = cell.strip().splitlines()
        if "study_file:" in cell:
            names |= {
                "tambon": tambon,
                "indicator": "SAF1",
                "study_file": study.folder / study.file,
            }
            continue
        try:
            exec("\n".join(before), names)
            if last.startswith("report."):
                part = eval(last, names)
                seen.append(part._repr_mimebundle_() if hasattr(part, "name") else repr(part))
            else:
                exec("\n".join([*before, last]), names)
        except Exception as error:
            return [*seen, repr(error)]
    return seen


def other(value):
    """Another value of the same kind."""
    if isinstance(value, bool | np.bool_):
        return not value
    if isinstance(value, pd.Period):
        return value + 1
    if pd.isna(value):
        return None
    return f"{value}x" if isinstance(value, str) else value + 1


def changed(frame, row, column):
    """The table with one cell changed; None where the cell holds nothing to change."""
    now = other(frame[column].iloc[row])
    if now is None:
        return None
    values = frame[column].astype(object).copy()
    values.iloc[row] = now
    try:
        return frame.assign(**{column: values.astype(frame[column].dtype)})
    except (TypeError, ValueError):
        return frame.assign(**{column: values})


def cells(rng, name, frame):
    """Cells to change: every column once in the first tambon's rows and once anywhere."""
    key = {"quality": "area"}.get(name, "tambon")
    own = np.flatnonzero(frame.get(key, pd.Series(dtype=object)) == TREATED[0])
    for column in frame.columns if len(frame) else ():
        if len(own):
            yield int(rng.choice(own)), column
        yield int(rng.integers(len(frame))), column


def redone_and_different(study, name, share):
    """For some cells of a table: which reports are redone and which come out otherwise."""
    rng = np.random.default_rng(11)
    frame = store.read(study.processed(), name)
    made_of = store.made_of(study.processed(), name)
    path = study.processed() / f"{name}.parquet"
    kept = path.read_bytes()
    before = reading.Signed(study, NOTEBOOK)
    usual = {code: (before.of(code, "SAF1"), shown(study, code)) for code in TREATED[:2]}
    try:
        for row, column in cells(rng, name, frame):
            mended = changed(frame, row, column)
            if mended is None or rng.random() > share:
                continue
            store.write(study.processed(), name, mended, made_of)
            now = reading.Signed(study, NOTEBOOK)
            redone = {code for code, (was, _) in usual.items() if now.of(code, "SAF1") != was}
            left = set(usual) - redone
            yield (row, column), redone, {c for c in left if shown(study, c) != usual[c][1]}
    finally:
        path.write_bytes(kept)


def test_the_stored_notebook_is_the_one_that_was_looked_through():
    assert reading.code_of(NOTEBOOK) == reading.KNOWN, (
        "the notebook's code has changed: see what it reads now, mend batch/reading.py, then KNOWN"
    )


@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("events", "withheld")])
def test_no_report_that_would_come_out_otherwise_is_taken_for_current(study, name):
    """Shown anew are only reports that are held for current: of the others nothing is claimed."""
    for cell, redone, different in redone_and_different(study, name, share=0.12):
        assert different == set(), (name, cell, redone)


@pytest.mark.proof
@pytest.mark.parametrize("name", NAMES)
def test_no_such_report_whatever_column_is_changed(study, name):
    for cell, redone, different in redone_and_different(study, name, share=1.0):
        assert different == set(), (name, cell, redone)


@pytest.mark.parametrize("name", reading.OWN)
def test_another_tambons_rows_leave_a_report_as_it_is(study, name):
    frame = store.read(study.processed(), name)
    made_of = store.made_of(study.processed(), name)
    path = study.processed() / f"{name}.parquet"
    kept = path.read_bytes()
    signed = reading.Signed(study, NOTEBOOK)
    before = {code: signed.of(code, "SAF1") for code in TREATED}
    more = frame.iloc[:1] if len(frame) else pd.DataFrame([dict.fromkeys(frame.columns, "SAF2")])
    mended = pd.concat([frame, more.assign(tambon=TREATED[0]).astype(frame.dtypes)])
    try:
        store.write(study.processed(), name, mended, made_of)
        now = reading.Signed(study, NOTEBOOK)
        redone = [c for c in TREATED if now.of(c, "SAF1") != before[c]]
    finally:
        path.write_bytes(kept)
    assert redone == TREATED[:1]


def test_the_state_of_another_tambon_is_counted_on_every_page(study):
    frame = store.read(study.processed(), "effects")
    path = study.processed() / "effects.parquet"
    kept, made_of = path.read_bytes(), store.made_of(study.processed(), "effects")
    before = reading.Signed(study, NOTEBOOK).of(TREATED[0], "SAF1"), shown(study, TREATED[0])
    row = (frame["tambon"] == TREATED[1]) & (frame["method"] == "comparative")
    try:
        mended = frame.assign(state=frame["state"].mask(row, "worsened"))
        store.write(study.processed(), "effects", mended, made_of)
        assert shown(study, TREATED[0]) != before[1]
        assert reading.Signed(study, NOTEBOOK).of(TREATED[0], "SAF1") != before[0]
    finally:
        path.write_bytes(kept)


def test_what_no_report_reads_redoes_none(study):
    path = study.processed() / "events.parquet"
    kept = path.read_bytes()
    before = reading.Signed(study, NOTEBOOK).of(TREATED[0], "SAF1")
    try:
        store.write(study.processed(), "events", tables()["events"], {"another": "note"})
        assert reading.Signed(study, NOTEBOOK).of(TREATED[0], "SAF1") == before
    finally:
        path.write_bytes(kept)


def test_of_a_notebook_that_is_not_known_every_table_counts(study, tmp_path):
    own = write_notebook(tmp_path)
    path = study.processed() / "events.parquet"
    kept = path.read_bytes()
    before = reading.Signed(study, own).of(TREATED[0], "SAF1")
    assert {f"table/{name}" for name in NAMES} < set(before)
    try:
        store.write(study.processed(), "events", tables()["events"], {"another": "note"})
        assert reading.Signed(study, own).of(TREATED[0], "SAF1") != before
    finally:
        path.write_bytes(kept)


def test_a_tambons_rows_of_a_table_without_rows_are_none(tmp_path):
    nothing = pd.DataFrame({"tambon": [], "note": []}, dtype=object)
    store.write(tmp_path, "empty", nothing, {})
    for wanted in ("990101", ["990101", "ALL"]):
        found = store.read(tmp_path, "empty", tambon=wanted)
        assert found.empty and list(found) == ["tambon", "note"]


def test_nothing_and_the_word_for_it_are_not_the_same():
    frame = pd.DataFrame({"tambon": ["a", "a"], "note": ["nan", None]}, dtype=object)
    turned = frame.iloc[::-1].reset_index(drop=True)
    first, second = (reading._Rows(f, "tambon").of(("a",)) for f in (frame, turned))
    assert first != second


# --- a report's own files --------------------------------------------------------------------
@pytest.mark.parametrize("file", ["report.ipynb", "index.html", "lessons.html"])
@pytest.mark.parametrize("how", ["cut", "changed", "gone", "empty"])
def test_a_report_that_is_not_whole_is_none(tmp_path, file, how):
    notebook = paper.read(write_notebook(tmp_path, 'x = \'"sha256": ""\''))
    files = {"index.html": b"<html></html>", "lessons.html": b"<html>h</html>"}
    signed = paper.signed(notebook, files, {"a": "b"}, {"tambon": "990101"})
    for name, content in {**files, "report.ipynb": signed}.items():
        (tmp_path / name).write_bytes(content)
    assert paper.signature(tmp_path)["made_of"] == {"a": "b"}
    path = tmp_path / file
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        half = content[: len(content) // 2]
        path.write_bytes({"cut": half, "changed": content.replace(b"h", b"H"), "empty": b""}[how])
    assert paper.signature(tmp_path) == {}
