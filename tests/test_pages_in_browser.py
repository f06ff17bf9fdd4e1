"""Pages as a reader's browser shows them: widths, keys, dark, on paper, without script, no request.

Needs Chromium; axe-core, which finds what bars readers, comes by `make axe`.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from browser import chromium
from whole_site import NOTEBOOKS, built, put, write_site

from santitham_eval import report, store
from santitham_eval.batch import whole
from santitham_eval.study import in_pages

HERE = Path(__file__).parent
INSIDE = {"improved": "990101", "insufficient": "990103", "not_assessed": "990106"}
OUTSIDE = "990301"
VARIANTS = {"th": {}, "en": {"language": "en"}, "thai digits": {"digits": "thai"}}
"""How each site is written; but for the usual way it is a matter of the proofs."""
MORE = [pytest.param(name, marks=pytest.mark.proof) for name in VARIANTS if name != "th"]
PAGES = {
    **{state: f"tambon/{code}/index.html" for state, code in INSIDE.items()},
    "outside": f"tambon/{OUTSIDE}/index.html",
    "sheet": f"tambon/{INSIDE['improved']}/lessons.html",
    "index": "index.html",
    "codebook": "codebook/index.html",
    "exhibits": "exhibits/index.html",
    "prints": "prints/index.html",
    **{name: f"{name}/index.html" for name in whole.PAGES},
}
A4 = round((210 - 2 * 13) / 25.4 * 96)  # between the margins of the style sheet
SEARCHES = {
    "0101": 1, "๐๑๐๑": 1, "จำลองที่ 0101": 1, "จําลองที่0101": 1, "chamlong 0203": 1,
    "Jamlong": 40, "nowhere": 0,
}  # fmt: skip
WIDER = """
(() => {
  const room = document.documentElement.clientWidth + 1;
  const free = (e) => matchMedia("print").matches || !e.parentElement.closest(".st-scroll");
  const wide = [...document.querySelectorAll("body *")].filter((e) => free(e) &&
    !e.parentElement.closest("svg") && !e.matches(".st-skip, .st-skip *") &&
    e.getBoundingClientRect().width && e.getBoundingClientRect().right > room);
  const page = document.scrollingElement.scrollWidth >= room ? ["page"] : [];
  return page.concat(wide.map((e) => e.outerHTML.slice(0, 90)));
})()"""
PAIRS = """
(() => {
  const within = ["DIV", "SECTION", "UL", "OL", "DL", "TABLE", "THEAD", "TBODY", "DETAILS", "LI", "TR"];
  const first = (e) => { while (e && within.includes(e.tagName) && e.firstElementChild) e = e.firstElementChild; return e; };
  const shown = (e) => e.getClientRects().length > 0;
  const next = (e) => {
    let n = e.nextElementSibling;
    while (n && !shown(n)) n = n.nextElementSibling;
    return n ? first(n) : e.parentElement === document.body ? null : next(e.parentElement);
  };
  const links = document.createElement("p");
  const mark = (e, id) => { e.id = id; links.innerHTML += `<a href="#${id}">x</a> `; };
  const heads = [...document.querySelectorAll("h1, h2, h3, h4, caption, [scope=rowgroup]")].filter(shown);
  const told = [];
  heads.forEach((e, n) => {
    const after = next(e);
    if (!after) return;
    mark(e, "head" + n);
    if (!after.id.startsWith("head")) mark(after, "next" + n);
    told.push([e.id, after, e.textContent.trim().slice(0, 60)]);
  });
  document.body.append(links);
  return told.map(([head, after, words]) => [head, after.id, words]);
})()"""
CUT = """
(() => {
  const blocks = "p, li, dt, dd, caption, figcaption, h1, h2, h3, h4, th, td, summary";
  const seen = [...document.querySelectorAll(`main :is(${blocks})`)].filter((e) => e.getClientRects().length);
  const room = (e) => {
    const look = getComputedStyle(e), size = parseFloat(look.fontSize);
    const line = parseFloat(look.lineHeight) || 1.3 * size;  // 1.068 and 0.232 of the size: Sarabun
    return (1.068 * size + (line - 1.3 * size) / 2 + parseFloat(look.paddingTop)) / size;
  };
  const whole = (e) => getComputedStyle(e.closest("tr") || e).breakInside === "avoid";
  return [seen.length, seen.filter((e) => room(e) < 1.246 || !whole(e)).map((e) => e.outerHTML.slice(0, 80))];
})()"""
UNPRINTED = """
[...document.querySelectorAll(".st-unprinted")].map((e) => ["caption", "tbody", ".st-paper"].map(
  (part) => e.querySelector(part).getClientRects().length > 0))"""
PATH = """
(() => {
  window.path = [];
  addEventListener("focusin", (event) => {
    const e = event.target, drawn = e.querySelector("path, rect");
    const look = getComputedStyle(e), line = drawn && getComputedStyle(drawn);
    const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    const box = e.getBoundingClientRect();
    path.push({ name: (e.getAttribute("href") || e.id || e.className).toString(),
      ring: ring || Boolean(e.closest("svg") && line && parseFloat(line.strokeWidth) >= 4),
      seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth });
  });
  return document.querySelectorAll("a[href], input, select, summary, [tabindex='0']").length;
})()"""
ROWS = """[
  document.getElementById("count").textContent,
  [...document.querySelectorAll("#tambons tbody tr:not([hidden]) code")].map((e) => e.textContent),
  document.querySelectorAll(".st-map-index > :not(.st-off)[id]").length]"""
BAD = """
<script>document.title = "ran"</script><img src="x" onerror="document.title = 'ran'">
<svg onload="document.title = 'ran'"></svg><iframe src="data:text/html,<script>alert(1)</script>"></iframe>
<img src="http://127.0.0.1:9/a.png"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<base href="http://127.0.0.1:9/"><form action="http://127.0.0.1:9/"><button id="send">x</button></form>
<a id="click" href="javascript:document.title = 'ran'">x</a>
"""
BARRIER = '</main><p style="color: #ccc">hello</p><img src="data:,">'


@pytest.fixture(scope="module", params=["th", *MORE])
def site(request, tmp_path_factory):
    """Reports on made-up tambons; the pages of the whole study are those of the demo."""
    folder = tmp_path_factory.mktemp(request.param.replace(" ", "-"))
    study = in_pages(built(folder), **VARIANTS[request.param])
    write_site(study, list(INSIDE.values()), [OUTSIDE])
    for name, page in whole.PAGES.items():
        stored = report.export(NOTEBOOKS / page.notebook.name, study)
        put(study.reports() / name / "index.html", stored)
    effects = store.read(study.processed(), "effects")
    own = effects[(effects["method"] == "comparative") & (effects["indicator"] == "SAF1")]
    states = dict(zip(own["tambon"], own["state"], strict=True))
    assert {state: states[code] for state, code in INSIDE.items()} == {s: s for s in INSIDE}
    return study.reports()


@pytest.fixture(params=PAGES)
def file(request, site):
    return site / PAGES[request.param]


@pytest.fixture
def page(browser):
    with browser.page() as page:
        yield page


def test_nothing_is_wider_than_screen_or_paper(page, file):
    page.open(file.as_uri())
    for width, media in ((360, ""), (768, ""), (1280, ""), (A4, "print")):
        page.media(media)
        page.size(width)
        assert page.run(WIDER) == [], width


def test_a_page_asks_for_nothing_and_its_letters_are_its_own(page, file):
    page.open(file.as_uri())
    fonts = page.run(
        "document.fonts.ready.then((all) => [...all].filter((f) => f.status == 'loaded').length)"
    )
    assert fonts == 2
    assert page.requests == page.errors == page.dialogs == []


def test_a_page_is_whole_without_script(page, file):
    page.open(file.as_uri())
    told = "document.querySelector('main').innerText"
    tools = page.run("document.getElementById('tools')?.innerText ?? ''")
    page.run("document.getElementById('tools')?.remove()")
    with_script = page.run(told)
    page.scripts(on=False)
    page.open(file.as_uri())
    assert page.run(told).split() == with_script.split()
    assert tools == "" or tools not in page.run(told)  # nothing is offered that would not work
    painted = "performance.getEntriesByName('first-contentful-paint').length"
    page.picture()
    assert page.run(painted) == 1


def test_no_script_but_the_pages_own_can_run(page, file, tmp_path):
    """Even had something got past the gate, the policy would refuse it."""
    bad = tmp_path / "bad.html"
    whole_page = file.read_text("utf-8")
    bad.write_text(whole_page.replace("</main>", BAD + "</main>"), "utf-8")
    assert BAD in bad.read_text("utf-8")
    page.open(bad.as_uri())
    title = re.search("<title>(.*?)</title>", whole_page)[1]
    for button in ("click", "send"):
        page.run(f"document.getElementById('{button}').click()")
        assert page.run("document.title") == title
    assert page.requests == page.dialogs == []
    refused = [e for e in page.errors if "Content Security Policy" in e]
    assert len(refused) >= 6


def test_dark_is_dark_and_paper_is_light(page, file):
    page.open(file.as_uri())
    paper = "getComputedStyle(document.body).backgroundColor"
    ink = "getComputedStyle(document.querySelector('h1')).color"
    for kind, scheme, colours in (
        ("", "light", ["rgb(255, 255, 255)", "rgb(31, 41, 51)"]),
        ("", "dark", ["rgb(20, 25, 31)", "rgb(230, 235, 240)"]),
        ("print", "dark", ["rgb(255, 255, 255)", "rgb(31, 41, 51)"]),
    ):
        page.media(kind, scheme)
        assert [page.run(paper), page.run(ink)] == colours


def test_no_heading_is_left_at_the_foot_of_a_printed_page(page, file):
    page.open(file.as_uri())
    page.media("print")
    page.size(A4)
    pairs = page.run(PAIRS)
    printed = page.printed()
    where = {
        name.decode(): sheet
        for name, sheet in re.findall(rb"/((?:head|next)\d+) \[(\d+) 0 R /XYZ", printed)
    }
    least = 2 if file.parent.name == "prints" else 3  # a list of files has no more parts
    assert len(pairs) >= least
    assert {e for head, after, _ in pairs for e in (head, after)} == set(where)
    assert [words for head, after, words in pairs if where[head] != where[after]] == []


def test_no_mark_is_cut_off_where_a_sheet_begins(page, file):
    """A bold ครั้ง rises to 1.246 of its size; what is above the first line is not printed."""
    page.open(file.as_uri())
    page.media("print")
    page.size(A4)
    blocks, cut = page.run(CUT)
    assert blocks > 3 and cut == []


@pytest.mark.parametrize("state", INSIDE)
def test_a_report_with_its_sheet_takes_a_dozen_sheets_and_says_what_is_left_out(page, site, state):
    page.open((site / PAGES[state]).as_uri())
    assert page.run(UNPRINTED) == [[True, True, False]]
    page.media("print")
    assert page.run(UNPRINTED) == [[True, False, True]]
    sheets = re.findall(rb"/Type /Page\b", page.printed())
    assert 4 < len(sheets) <= 12


def test_every_page_can_be_gone_through_by_keys(page, file):
    page.open(file.as_uri())
    wanted = page.run(PATH)
    page.press("Tab", 9)
    page.press("Enter", 13)  # past what comes first
    skipped = page.run("location.hash")
    for _ in range(wanted - 1):
        page.press("Tab", 9)
    path = page.run("path")
    assert path[0]["name"] == skipped
    assert [stop for stop in path if not (stop["ring"] and stop["seen"])] == []


def test_the_index_can_be_gone_through_by_keys(page, site):
    page.open((site / "index.html").as_uri())
    wanted = page.run(PATH)
    for _ in range(wanted):
        page.press("Tab", 9)
    names = [stop["name"] for stop in page.run("path")]
    listed = page.run(
        "[...document.querySelectorAll(\"a[href], input, select, [tabindex='0']\")]"
        ".map((e) => e.getAttribute('href') || e.id || e.className)"
    )
    assert names == listed
    assert names[0] == "#tambons"
    tools = [names.index(name) for name in ("search", "amphoe", "wave", "filter")]
    links = [n for n, name in enumerate(names) if name.startswith("tambon/")]
    assert tools == sorted(tools)
    # Each tambon with a page is reached twice: on the map, before the tools, and in the table.
    assert sum(n < tools[0] for n in links) == sum(n > tools[-1] for n in links) == len(INSIDE) + 1


def test_the_index_finds_a_tambon_however_it_is_written(page, site):
    page.open((site / "index.html").as_uri())
    count, _, shapes = page.run(ROWS)
    assert int(count) == shapes == 40
    for words, wanted in SEARCHES.items():
        page.run("search.value = ''; search.focus()")
        page.write(words)
        count, codes, shapes = page.run(ROWS)
        assert int(count) == len(codes) == shapes == wanted, words


@pytest.mark.parametrize("name", ["amphoe", "wave", "filter"])
def test_each_filter_keeps_its_own(page, site, name):
    page.open((site / "index.html").as_uri())
    page.run(f"document.getElementById('{name}').focus()")
    page.press("ArrowDown", 40)
    value = page.run(f"document.getElementById('{name}').value")
    count, codes, shapes = page.run(ROWS)
    assert 0 <= int(count) == len(codes) == shapes < 40 and value
    if name == "amphoe":
        assert {code[:4] for code in codes} == {value.removeprefix("st-a")}


def barriers(*files):
    """What axe-core finds, by file and scheme."""
    if chromium() is None:
        pytest.skip("no Chromium here: apt install chromium")
    if not shutil.which("node") or not (HERE / "node_modules" / "axe-core").is_dir():
        pytest.skip("no axe-core here: `make axe`, which needs npm")
    done = subprocess.run(
        ["node", str(HERE / "axe.cjs"), chromium(), *map(str, files)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {(file, scheme): said for file, found in json.loads(done.stdout).items()
            for scheme, said in found.items()}  # fmt: skip


def test_axe_finds_nothing(site):
    found = barriers(*(site / page for page in PAGES.values()))
    assert len(found) == 2 * len(PAGES)
    assert {where: said for where, said in found.items() if said} == {}


def test_axe_finds_a_barrier(site, tmp_path):
    """Else the test above could not fail."""
    words = (site / PAGES["sheet"]).read_text("utf-8")
    (tmp_path / "bad.html").write_text(words.replace("</main>", BARRIER), "utf-8")
    light, dark = barriers(tmp_path / "bad.html").values()
    assert any(said.startswith("image-alt") for said in light)
    assert any(said.startswith("color-contrast") for said in light)
    assert dark == []
