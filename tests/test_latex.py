"""LaTeX of the exhibits by TeX itself, and of what no exhibit should hold."""

import re
import shutil
import subprocess

import pytest
import reading_frames as frames
from test_exhibits import BREAK, HOSTILE, built, spec

from santitham_eval import text
from santitham_eval.report import EXHIBITS, exhibits
from santitham_eval.report.latex import latex_document, latex_table
from santitham_eval.study import in_pages
from santitham_eval.tables import Plain

ENGINES = [e for e in ("xelatex", "lualatex") if shutil.which(e)]


@pytest.mark.parametrize("cell", HOSTILE, ids=lambda c: repr(c[:12]))
def test_a_word_that_fits_on_no_line_is_broken(cell):
    table = Plain(("a", "b"), (False, True), ((cell, "1"), ("x", cell)), ("", ""), ())
    source = latex_table(table, cell, "l")
    for word in re.split(rf"[\s{BREAK}]", source.partition("\\endfoot")[2]):
        assert len(re.findall("[ก-๛]", word)) <= 24
    assert sum(share or 0 for share in spec(source)) <= 1


# --- by TeX itself --------------------------------------------------------------------------
def compiled(folder, engine, document):
    """The log of two runs, and the words of the PDF."""
    for _ in range(2):
        run = subprocess.run(
            [engine, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", document],
            cwd=folder, capture_output=True, text=True, errors="replace", timeout=300, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stdout[-2000:]
    said = subprocess.run(
        ["pdftotext", "-layout", document.replace(".tex", ".pdf"), "-"],
        cwd=folder, capture_output=True, text=True, timeout=60, check=True,
    ).stdout if shutil.which("pdftotext") else ""  # fmt: skip
    return (folder / document.replace(".tex", ".log")).read_text("utf-8", "replace"), said


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Of each kind of digits."""
    study = frames.build(tmp_path_factory.mktemp("study"))
    tables = built(study)
    return {
        d: exhibits.contents(in_pages(study, language=None, digits=d), tables)
        for d in ("arabic", "thai")
    }


@pytest.mark.proof
@pytest.mark.skipif(not ENGINES, reason="no XeLaTeX and no LuaLaTeX on this machine")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_all_tables_compile_and_nothing_runs_over_or_is_missing(files, tmp_path, engine, digits):
    for name, content in files[digits].items():
        (tmp_path / name).write_bytes(content)
    for language in ("en", "th"):
        log, said = compiled(tmp_path, engine, f"exhibits.{language}.tex")
        assert not re.search(
            r"^(?:!|Overfull|Missing character|LaTeX Warning).*", log, re.MULTILINE
        )
        if said:
            word = text.EXHIBIT_SIMULATED.lang(language).split()[0]
            assert said.replace(BREAK, "").count(word) >= len(EXHIBITS)
            assert language == "en" or ("ตาราง ๑" in said) == (digits == "thai")


@pytest.mark.proof
@pytest.mark.skipif(not ENGINES, reason="no XeLaTeX and no LuaLaTeX on this machine")
@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_cells_are_printed_and_run_nothing(files, tmp_path, engine):
    for name in ("exhibits.sty", "Sarabun-Regular.ttf", "Sarabun-Bold.ttf"):
        (tmp_path / name).write_bytes(files["thai"][name])
    rows = tuple(
        (cell, "1", cell)
        for cell in [*HOSTILE, "น้ำ ที่นี่ ญี่ปุ่น", "🐘 \U0001f468\u200d\U0001f469", "a" * 500]
    )
    table = Plain(
        ("a & b", "%", "c_d"),
        (False, True, False),
        rows,
        tuple(r[0][:40] for r in rows),
        ("#1 \\par",),
    )
    (tmp_path / "hostile.tex").write_text(latex_table(table, "100% {\\bf}", "l"), "utf-8")
    (tmp_path / "all.tex").write_text(latex_document({"hostile.tex": False}, "th", "thai"), "utf-8")
    log, said = compiled(tmp_path, engine, "all.tex")
    assert "passwd" not in re.sub(r"\\input\{/etc/passwd\}|textbackslash.*", "", log)
    if said:
        plain = re.sub(rf"[\s{BREAK}]", "", said)
        for words in (
            "\\input{/etc/passwd}",
            "\\write18{ls}",
            "100%{\\bf}",
            "{{7*7}}",
            "$$x^2$$",
            "``''-----?`,,",
            "&amp;",
            "a&b",
        ):
            assert words in plain
