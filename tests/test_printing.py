"""Printing reports: what is there is printed whole or not at all, and nothing is left running."""

import io
import os
import re
import stat
from pathlib import Path

import psutil
import pytest
import whole_site
from pypdf import PdfReader
from test_verify import QUIET, made, small  # noqa: F401

from santitham_eval import report, store, text
from santitham_eval.batch import browser, printing, site, verify
from santitham_eval.cli import main
from santitham_eval.errors import StudyError

INSIDE, OUTSIDE = "990101", "990301"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A study with the pages of a tambon in the programme and of one outside."""
    study = whole_site.built(tmp_path_factory.mktemp("study"))
    for code, name in ((INSIDE, "tambon_impact"), (OUTSIDE, "tambon_outside")):
        book = whole_site.execute(name, study, tambon=code)
        files = {"index.html": report.export(book, study), **report.sheet_files(book, study, code)}
        for file, content in files.items():
            whole_site.put(study.reports() / "tambon" / code / file, content)
    return study


class Here:
    """A pool without processes."""

    def __init__(self, jobs, prepare, seconds):
        pass

    def __call__(self, tasks, run_one):
        return ((task, run_one(task)) for task in tasks)


@pytest.fixture
def study(pages, monkeypatch):
    """The same, taken for made of the present inputs and not printed yet."""
    current = {INSIDE: {"indicator": "SAF1"}, OUTSIDE: {}}
    monkeypatch.setattr(site, "current_reports", lambda study: (current, 0))
    monkeypatch.setattr(printing.inputs, "refuse_stale", lambda study: None)
    monkeypatch.setattr(printing, "Processes", Here)
    for path in pages.reports().rglob("*.pdf"):
        path.unlink()
    return pages


def printed(study):
    return {"/".join(p.parts[-2:]) for p in study.reports().rglob("*") if p.suffix == ".pdf"}


def fake(folder, monkeypatch, body):
    """A browser that does what a script says; ``$pdf`` is where it is asked to print."""
    folder.mkdir()
    path = folder / "chromium"
    find = 'for word in "$@"; do case $word in --print-to-pdf=*) pdf=${word#*=};; esac; done\n'
    path.write_text(f"#!/bin/sh\n{find}{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(browser, "find", lambda: str(path))
    return path


WHOLE = 'printf "%%PDF-1.4\\n/CreationDate (D:20260102030405+00\'00\')\\n%%%%EOF\\n" > "$pdf"'


def test_without_a_browser_it_says_so_once_and_makes_the_briefs(study, monkeypatch, capfd):
    monkeypatch.setattr(browser, "find", lambda: None)
    assert printing.print_reports(study, printing.Progress()) == []
    assert printed(study) == {f"{INSIDE}/brief.pdf"}
    assert capfd.readouterr().out.count(text.PRINT_NO_BROWSER.both()) == 1


def test_with_one_it_prints_every_page_that_is_there(study, monkeypatch, tmp_path):
    fake(tmp_path / "b", monkeypatch, WHOLE)
    assert printing.print_reports(study, QUIET, jobs=2) == []
    names = {f"{INSIDE}/{name}" for name in ("brief.pdf", "report.pdf", "lessons.pdf")}
    assert printed(study) == {*names, f"{OUTSIDE}/report.pdf"}
    assert b"Date" not in (study.reports() / "tambon" / INSIDE / "report.pdf").read_bytes()


def test_what_is_printed_is_not_printed_again_unless_asked(study, monkeypatch, tmp_path):
    fake(tmp_path / "b", monkeypatch, f"{WHOLE}; echo x >> {tmp_path}/times")
    for force, times in ((False, 3), (False, 3), (True, 6)):
        printing.print_reports(study, QUIET, force=force)
        assert (tmp_path / "times").read_text().count("x") == times


@pytest.mark.parametrize(
    "body", ["exit 3", "true", 'printf "%%PDF-1.4 half" > "$pdf"', f"{WHOLE}; exit 1"],
    ids=["fails", "prints nothing", "prints half", "prints and fails"],
)  # fmt: skip
def test_a_browser_that_fails_is_told_and_the_brief_is_there(study, monkeypatch, tmp_path, body):
    fake(tmp_path / "b", monkeypatch, body)
    [failure] = printing.print_reports(study, QUIET, tambons=[INSIDE])
    assert (failure.tambon, failure.cell.en) == (INSIDE, "report.pdf")
    assert "chromium" in failure.reason.en and "index.html" in failure.reason.en
    assert printed(study) == {f"{INSIDE}/brief.pdf"}
    assert list(study.reports().rglob(".*")) == []


def test_a_browser_that_hangs_is_ended_with_all_that_it_started(study, monkeypatch, tmp_path):
    fake(tmp_path / "b", monkeypatch, f"sleep 600 & echo $! >> {tmp_path}/pids; sleep 600")
    found = printing.print_reports(study, QUIET, tambons=[OUTSIDE], seconds=1)
    assert "1" in found[0].reason.en and printed(study) == set()
    for number in (tmp_path / "pids").read_text().split():
        assert (
            not psutil.pid_exists(int(number)) or psutil.Process(int(number)).status() == "zombie"
        )


def test_its_profile_and_home_are_its_own_and_are_removed(study, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nowhere")
    fake(
        tmp_path / "b", monkeypatch, f'{WHOLE}; echo "$HOME|$XDG_CONFIG_HOME|$*" >> {tmp_path}/told'
    )
    assert printing.print_reports(study, QUIET, tambons=[OUTSIDE]) == []
    home, config, words = (tmp_path / "told").read_text().split("|")
    assert f"--user-data-dir={home}/profile" in words and config == ""
    assert home != os.environ.get("HOME") and not Path(home).exists()


def test_a_tambon_without_a_report_is_named(study):
    with pytest.raises(StudyError, match="990105"):
        printing.print_reports(study, QUIET, tambons=[INSIDE, "990105"])


def test_prints_change_no_manifest_and_go_with_their_report(small, monkeypatch, capfd):  # noqa: F811
    study = made(small, "1")
    monkeypatch.setattr(browser, "find", lambda: None)
    before = site.outputs(study.reports())
    with pytest.raises(SystemExit) as ended:
        main(["print", "--study", str(small), "--tambon", "990101", "990102"])
    assert ended.value.code == 0, capfd.readouterr().err
    assert printed(study) == {"990101/brief.pdf", "990102/brief.pdf"}
    assert site.outputs(study.reports()) == before
    assert listed(study) == ["990101/brief.pdf", "990102/brief.pdf"]
    site.steps.report(study, QUIET, tambons=["990101"], values=["times=2"], force=True)
    assert printed(study) == {"990102/brief.pdf"}
    site.site(study, QUIET)
    assert listed(study) == ["990102/brief.pdf"]


def listed(study):
    """What the page of prints leads to; each of it is there."""
    page = study.reports() / "prints" / "index.html"
    links = re.findall('href="([^"#]+)"', page.read_text("utf-8"))
    assert all((page.parent / link).is_file() for link in links)
    return [link.removeprefix("../tambon/") for link in links if link != "../index.html"]


def test_the_index_leads_to_prints_and_is_the_same_page_with_and_without_them(
    small,  # noqa: F811
    monkeypatch,
):
    study = made(small, "1")
    index = (study.reports() / "index.html").read_bytes()
    assert b'href="prints/index.html"' in index and listed(study) == []
    page = study.reports() / "prints" / "index.html"
    assert text.PRINTS_NONE.th in page.read_text("utf-8")
    monkeypatch.setattr(browser, "find", lambda: None)
    assert printing.print_reports(study, QUIET, tambons=["990102"]) == []
    assert listed(study) == ["990102/brief.pdf"]
    stamp = page.stat().st_mtime_ns
    site.site(study, QUIET)
    assert page.stat().st_mtime_ns == stamp
    site.site(study, QUIET, force=True)
    assert (study.reports() / "index.html").read_bytes() == index
    (study.reports() / "tambon/990102/brief.pdf").unlink()
    site.site(study, QUIET)
    assert listed(study) == []
    assert verify.verify(study, QUIET) == []


def test_names_beside_prints_are_words_and_tambons_without_any_are_not_listed(study):
    hostile = "<script>alert(1)</script>"
    register = store.read(study.processed(), "register")
    register.loc[register["tambon"] == INSIDE, ["name_th", "name_en"]] = hostile
    page = report.prints_html(study, register, {INSIDE: ["brief.pdf"], OUTSIDE: []})
    assert hostile not in page and OUTSIDE not in page
    assert page.count("&lt;script&gt;") >= 2 and page.count('href="../tambon/') == 1


# --- a real one -----------------------------------------------------------------------------
@pytest.fixture
def program():
    found = browser.find()
    return found or pytest.skip("no Chromium here: apt install chromium")


def test_chromium_prints_however_deep_the_study_lies(program, tmp_path, monkeypatch):
    """The name of a socket in its folder would be too long there, and it would abort."""
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    (deep / "page.html").write_text("<p>words</p>", "utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    assert browser.page_pdf(program, deep / "page.html").startswith(b"%PDF-")


def test_chromium_prints_tagged_pages_with_the_pages_words(study, program):
    folder = study.reports() / "tambon" / INSIDE
    one = browser.page_pdf(program, folder / "lessons.html")
    reader = PdfReader(io.BytesIO(one))
    assert reader.root_object["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in reader.root_object
    assert len(reader.pages) == 2
    assert [round(float(x)) for x in reader.pages[0].mediabox[2:]] == [595, 842]
    assert one == browser.page_pdf(program, folder / "lessons.html")
