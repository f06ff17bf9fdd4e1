"""English first and Thai digits as a reader's browser shows them: axe-core, widths, the search."""

import json
import os
import shutil
import subprocess

import pytest
import reading_frames as frames
from test_pages_in_browser import HERE, SEARCHES, chromium, modules
from test_report import index, notebook_of, parts
from test_sheet import shown as sheet_parts

from santitham_eval import report, store
from santitham_eval.study import in_pages
from santitham_eval.thai import arabic_digits, thai_digits

VARIANTS = [("en", "arabic"), ("th", "thai")]


@pytest.fixture(scope="module", params=VARIANTS, ids="-".join)
def told(request, tmp_path_factory):
    """What the browser saw of an index, a page and a sheet of one variant."""
    if not shutil.which("node"):
        pytest.skip("no Node.js here: apt install nodejs")
    where = modules(), chromium()
    folder = tmp_path_factory.mktemp("-".join(request.param))
    study = in_pages(frames.build(folder), **dict(zip(("language", "digits"), request.param, strict=True)))  # fmt: skip
    sheet = notebook_of(sheet_parts(study, store.read(study.processed(), "effects")))
    page = notebook_of(parts(study, frames.register()))
    for name, html in {
        "index.html": index(study, written=["990101", "990102"]),
        "page.html": report.export(page, study),
        "lessons.html": report.sheet_files(sheet, study, "990101")["lessons.html"].decode(),
    }.items():
        (folder / name).write_text(html, "utf-8")
    files = [str(folder / name) for name in ("index.html", "page.html", "lessons.html")]
    done = subprocess.run(
        ["node", str(HERE / "browser.cjs"), *where, *files],
        capture_output=True, text=True, timeout=600, check=False,
        env=os.environ | {"SEARCHES": json.dumps(list(SEARCHES))},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return request.param, json.loads(done.stdout)


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(told):
    _, seen = told
    assert len(seen["pages"]) == 3
    for file, page in seen["pages"].items():
        assert page["violations"] == {"light": [], "dark": []}, file
        assert set(page["overflow"].values()) == {0}, file
        assert page["requests"] == [] and page["errors"] == [], file  # its policy holds too
        assert page["fonts"] == 2 and page["print"]["stranded"] == []


def test_the_search_finds_the_same_and_counts_in_the_digits_of_the_page(told):
    (_, digits), seen = told
    for words, (count, codes, shapes) in seen["keys"]["searches"].items():
        found = SEARCHES[words]
        assert count == (thai_digits(str(found)) if digits == "thai" else str(found)), words
        assert len(codes) == shapes == found and codes == [arabic_digits(code) for code in codes]
