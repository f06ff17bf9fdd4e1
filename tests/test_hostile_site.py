"""Names and cells that are code of some kind are words on every page and in every table.

The readers refuse most of them (test_hostile.py); here they stand in the built tables themselves,
as if a reader had let them through, and every page of the site is opened in a browser.
"""

import csv
import json

import pytest
from test_hostile import active_study
from test_pages_in_browser import WIDER
from whole_site import built, write_site

from santitham_eval import store
from santitham_eval.batch import steps
from santitham_eval.batch.progress import Progress

LONG = "ก" * 10_000
NAMES = {
    "990101": "<script>document.title = 'ran'</script>=1+1",
    "990102": "\u202eกลับหลัง\u2066 <svg/onload=\"document.title='ran'\">",
    "990103": '"><svg onload="document.title=\'ran\'"><img src=x onerror="document.title=\'ran\'">',
    "990104": "</title></style><script>alert(1)</script><!--{{ 7*7 }}{% raw %}",
    "990105": "=cmd|' /C calc'!A0",
    "990106": "[เปิด](javascript:alert(1)) ![x](http://127.0.0.1:9/x.png) <javascript:alert(1)>",
    "990301": LONG,
    "990302": "@SUM(1)\t&lt;b&gt;&#60;script&#62;",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DOM = """({
  scripts: document.scripts.length,
  acts: [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name))).length,
  leads: [...document.querySelectorAll("[href], [src], [action]")]
    .map((e) => e.getAttribute("href") ?? e.getAttribute("src"))
    .filter((to) => !/^(#|(\\.\\.\\/)*\\w[\\w.\\/-]*$)/.test(to)),
  odd: document.querySelectorAll("img, iframe, object, embed, form, base, link, template, foreignObject").length,
  title: document.title, words: document.body.textContent,
  heading: document.querySelector("h1").innerText })"""


def hostile_tables(study):
    """Every word of the tables that comes from outside is one of the names."""
    names = list(NAMES.values())
    register = store.read(study.processed(), "register")
    codes = register["tambon"]
    for lang in ("th", "en"):
        register[f"name_{lang}"] = [
            NAMES.get(c, n) for c, n in zip(codes, register[f"name_{lang}"], strict=True)
        ]
        register[f"amphoe_{lang}"] = [names[int(c[2:4]) % len(names)] for c in codes]
        register[f"province_{lang}"] = names[0]
    lessons = store.read(study.processed(), "lessons")
    lessons = lessons.loc[[0] * len(names)].reset_index(drop=True)
    lessons = lessons.assign(text=names, consent=True)
    quality = store.read(study.processed(), "quality")
    quality[["th", "en"]] = [[names[n % len(names)]] * 2 for n in range(len(quality))]
    made_of = store.made_of(study.processed(), "panel")
    frames = {"register": register, "lessons": lessons, "quality": quality}
    for name, frame in frames.items():
        store.write(study.processed(), name, frame, made_of)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    study = built(tmp_path_factory.mktemp("hostile"))
    hostile_tables(study)
    write_site(study, ["990101", "990103", "990106"], ["990301", "990302"])
    return study.reports()


@pytest.fixture(scope="module")
def raw_site(tmp_path_factory):
    """Of raw files, as far as the readers let them through."""
    study = active_study(tmp_path_factory.mktemp("raw"))
    for step in (steps.build, steps.estimate):
        step(study, Progress(quiet=True))
    write_site(study, ["990101", "990202"], ["990102"])
    return study.reports()


@pytest.fixture(params=["site", "raw_site"])
def reports(request):
    return request.getfixturevalue(request.param)


def test_no_page_does_what_a_name_says(browser, reports):
    pages = sorted(reports.rglob("*.html"))
    assert len(pages) >= 11
    for file in pages:
        with browser.page() as page:
            page.size(360)
            page.open(file.as_uri())
            told = page.run(DOM)
            assert told["scripts"] == (file == reports / "index.html"), file
            assert [told["acts"], told["odd"], told["leads"]] == [0, 0, []], file
            assert page.run("document.title") == told["title"] != "ran", file
            assert page.requests == page.errors == page.dialogs == [], file
            assert page.run(WIDER) == [], file


@pytest.mark.parametrize("code", ["990101", "990103", "990106", "990301", "990302"])
@pytest.mark.parametrize("name", ["index.html", "lessons.html"])
def test_a_name_is_read_as_it_stands(browser, site, code, name):
    file = site / "tambon" / code / name
    if not file.is_file():
        assert (code[:4], name) == ("9903", "lessons.html")
        return
    with browser.page() as page:
        page.open(file.as_uri())
        told = page.run(DOM)
    words = " ".join(NAMES[code].split())
    assert words in " ".join(told["heading"].split())
    assert words in " ".join(told["title"].split())


def test_the_index_shows_every_name(browser, site):
    with browser.page() as page:
        page.open((site / "index.html").as_uri())
        words = page.run("document.getElementById('tambons').textContent")
    for code, name in NAMES.items():
        assert name in words or code == "990102"


def test_what_turns_writing_round_is_seen_and_turns_nothing(site):
    for file in site.rglob("*.html"):
        assert not set(file.read_text("utf-8")) & set(
            "\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        )
    assert "[U+202E]กลับหลัง[U+2066]" in (site / "index.html").read_text("utf-8")


def test_no_cell_of_a_table_is_a_formula(reports):
    tables = sorted(reports.rglob("*.csv"))
    assert len(tables) >= 15
    for path in tables:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        bad = [c for c in cells if c.startswith(FORMULA)]
        assert [c for c in bad if not is_number(c)] == [], path
    assert json.loads((reports / "datapackage.json").read_text("utf-8"))


def is_number(cell):
    try:
        return float(cell) is not None
    except ValueError:
        return False
