"""Pages as a reader's browser shows them: axe-core, widths, keys, no request, light on paper.

Needs Chromium, Node.js, and from npm axe-core and playwright-core (which brings no browser).
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import reading_frames as frames
from test_report import notebook_of, parts
from test_sheet import answers
from test_sheet import shown as sheet_parts

from santitham_eval import report, store, text
from santitham_eval.backing import back

HERE = Path(__file__).parent
STATES = ("990101", "990102", "990106")
OUTSIDE = "990301"
SEARCHES = {
    "0101": 1, "๐๑๐๑": 1, "จำลองที่ 0101": 1, "จําลองที่0101": 1, "chamlong 0203": 1,
    "Jamlong": 40, "nowhere": 0,
}  # fmt: skip


def modules():
    """Folder with the two packages; skips, saying how to have them."""
    known = [os.environ.get("SANTITHAM_NPM"), HERE.parent / "node_modules"]
    if shutil.which("npm"):
        asked = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=False)
        known.append(asked.stdout.strip())
    for folder in filter(None, known):
        if all((Path(folder) / name).is_dir() for name in ("axe-core", "playwright-core")):
            return str(folder)
    pytest.skip(
        "no axe-core here: npm install --no-save axe-core playwright-core, or SANTITHAM_NPM"
    )


def chromium():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    pytest.skip("no Chromium here: apt install chromium")


def outside_parts(study):
    register, roster = frames.register(), frames.roster()
    compared, _ = back(frames.panel(), roster, study.plan, neighbours=frames.neighbours())
    subject = report.find_outside(study, OUTSIDE, "SAF1", register, roster)
    return [
        report.outside_heading(subject),
        report.outside_card(subject),
        report.series_part(subject, frames.panel()),
        report.serves_part(subject, compared, register, frames.area(), frames.neighbours(), roster),
        report.quality_part(subject, frames.quality()),
        report.glossary(),
        report.provenance(subject),
    ]


def lessons_files(study, folder):
    """The sheet by itself and within a page, and the page of what people said."""
    effects = store.read(study.processed(), "effects")
    sheet = notebook_of(sheet_parts(study, effects))
    said = answers(*((t, "SAF", "trust", "ก", True) for t in frames.TREATED[:3]))
    lessons = [report.lessons_heading(study), report.lessons_returned(study, said, frames.roster()),
               report.lessons_themes(study, said, effects), report.lessons_quotes(said),
               report.lessons_limits()]  # fmt: skip
    pages = {
        "lessons.html": report.sheet_files(sheet, study, "990101")["lessons.html"],
        "with_sheet.html": report.export(sheet, study).encode(),
        "said.html": report.export(notebook_of(lessons), study).encode(),
    }
    for name, page in pages.items():
        (folder / name).write_bytes(page)
    return [folder / name for name in pages]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the browser saw, of all pages in one start."""
    if not shutil.which("node"):
        pytest.skip("no Node.js here: apt install nodejs")
    where = modules(), chromium()
    study = frames.build(tmp_path_factory.mktemp("study"))
    folder = study.reports()
    pages = {code: parts(study, frames.register(), code) for code in STATES}
    pages[OUTSIDE] = outside_parts(study)
    files = []
    for code, shown in pages.items():
        files.append(folder / "tambon" / code / "index.html")
        files[-1].parent.mkdir(parents=True)
        files[-1].write_text(report.export(notebook_of(shown), study), "utf-8")
    files += lessons_files(study, folder)
    index = report.write_index(
        study, store.read(study.processed(), "effects"), frames.register(), frames.roster(),
        list(pages), [], frames.area(), list(text.DOWNLOADS),
    )  # fmt: skip
    done = subprocess.run(
        ["node", str(HERE / "browser.cjs"), *where, *map(str, [index, *files])],
        capture_output=True, text=True, timeout=600, check=False,
        env=os.environ | {"SEARCHES": json.dumps(list(SEARCHES))},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(told, scheme):
    assert len(told["pages"]) == len(STATES) + 5
    assert {file: seen["violations"][scheme] for file, seen in told["pages"].items()
            if seen["violations"][scheme]} == {}  # fmt: skip


def test_nothing_is_wider_than_the_screen(told):
    assert {w for seen in told["pages"].values() for w in seen["overflow"].values()} == {0}


def test_no_page_asks_for_anything_or_breaks_its_own_policy(told):
    for seen in (*told["pages"].values(), told["keys"]):
        assert seen["requests"] == [] and seen["errors"] == []


def test_the_letters_are_the_pages_own(told):
    assert {seen["fonts"] for seen in told["pages"].values()} == {2}


def test_on_paper_it_is_light_and_nothing_is_stranded(told):
    for seen in told["pages"].values():
        assert seen["print"]["paper"] == "rgb(255, 255, 255)"
        assert seen["print"]["ink"] == "rgb(31, 41, 51)"
        assert seen["print"]["stranded"] == []


def test_the_index_can_be_gone_through_by_keys(told):
    keys = told["keys"]
    assert keys["first"] == "#tambons"  # past the map
    assert len(set(keys["path"])) >= keys["wanted"] - 5  # map and table name the same five pages
    assert {"search", "amphoe", "wave", "filter"} <= set(keys["path"])


def test_the_index_finds_a_tambon_however_it_is_written(told):
    keys = told["keys"]
    assert keys["all"][0] == "40" and keys["all"][2] == 40
    for words, (count, codes, shapes) in keys["searches"].items():
        assert int(count) == len(codes) == shapes == SEARCHES[words], words


def test_each_filter_keeps_its_own(told):
    for value, (count, codes, shapes) in told["keys"]["filters"].items():
        assert int(count) == len(codes) == shapes
        if value.startswith("st-a"):
            assert {code[:4] for code in codes} == {value.removeprefix("st-a")}
