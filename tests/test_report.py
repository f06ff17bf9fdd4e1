"""The page: structure, hostile input, nothing from the network, the same bytes."""

import base64
import dataclasses
import re
from html.parser import HTMLParser

import nbformat
import pandas as pd
import programme_frames as made
import pytest
import reading_frames as frames
from nbformat.v4 import new_code_cell, new_notebook, new_output

from santitham_eval import figures, report, store, tables, text
from santitham_eval.errors import StudyError
from santitham_eval.estimators import comparative
from santitham_eval.report.drawing import drawing
from santitham_eval.report.html import clean, el, render
from santitham_eval.text import Text

VOID = {"meta", "img", "br", "path", "circle", "rect", "use", "input", "link"}
HOSTILE = "<script>alert(1)</script>"


class Page(HTMLParser):
    """What the tests ask of a page: its elements in order, with attributes and own text."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.unclosed, self.runs, self.rows = [], [], [], 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.rows += tag == "tr"
        up = tuple(e["tag"] for e in self.unclosed)
        element = {"tag": tag, "text": "", **dict(attrs), "up": up, "row": self.rows}
        self.elements.append(element)
        if tag not in VOID:
            self.unclosed.append(element)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        assert self.unclosed, f"</{tag}> closes nothing"
        assert self.unclosed.pop()["tag"] == tag

    def handle_data(self, data):
        # Of a picture its words are read out, not its letters.
        unread = ("code", "style", "script", "title", "svg")
        code = any(e["tag"] in unread for e in self.unclosed)
        self.runs.append((data, any(e.get("lang") == "en" for e in self.unclosed), code))
        for element in self.unclosed:
            element["text"] += data

    def drawings(self):
        return [e for e in self.elements if e["tag"] == "svg" and e.get("role") == "img"]

    def all(self, *tags):
        return [e for e in self.elements if e["tag"] in tags]


def parts(study, register, tambon="990101"):
    read = {n: store.read(study.processed(), n) for n in ("roster", "panel", "effects", "quality")}
    subject = report.find_subject(study, tambon, "SAF1", register, read["roster"])
    fit = comparative.fit(
        read["panel"], read["roster"], study.plan, tambon=tambon, indicator="SAF1",
        neighbours=frames.neighbours(),
    )  # fmt: skip
    hidden = frames.hidden(read["panel"], read["roster"], study.plan, tambon, 3)
    levels = tables.yearly_levels(read["panel"])
    return [
        report.heading(subject),
        report.card(subject, read["effects"], hidden, made.programme()),
        report.tiles(subject, read["effects"]),
        report.course(subject, fit, read["panel"], hidden),
        report.effects_part(subject, read["effects"], hidden, levels),
        report.description(subject, levels, read["roster"]),
        report.donors(
            subject,
            fit,
            register,
            frames.area(),
            frames.neighbours(),
            read["roster"],
            frames.balance(study.plan),
        ),
        report.since_start(subject, fit, hidden),
        report.placebos_part(subject, fit, frames.placebos(study.plan)),
        report.quality_part(subject, read["quality"]),
        report.shocks(subject, fit),
        report.method(subject, fit),
        report.glossary(),
        report.provenance(subject),
    ]


def notebook_of(shown, tag="report"):
    cells = []
    for part in shown:
        data, metadata = part._repr_mimebundle_()
        output = new_output("execute_result", data, metadata=metadata, execution_count=1)
        cells.append(new_code_cell("x", outputs=[output], metadata={"tags": [tag]}))
    return new_notebook(cells=cells)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return frames.build(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def html(study):
    return report.export(notebook_of(parts(study, frames.register())), study)


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def hostile_register():
    register = frames.register()
    first = register["tambon"] == "990101"
    register.loc[first, "name_th"] = f"{HOSTILE}=1+1"
    register.loc[first, "name_en"] = '"onerror="alert(2)" <img src=x>'
    register.loc[register["tambon"] != "990101", "name_en"] = "<b>&{{ 7*7 }}{% raw %}"
    return register


# --- structure ------------------------------------------------------------------------------
def test_page_is_whole_and_in_thai(html, page):
    assert html.startswith("<!DOCTYPE html>")
    assert not page.unclosed
    assert page.all("html")[0]["lang"] == "th"
    assert page.all("meta")[0]["charset"] == "utf-8"
    assert "ตำบลจำลองที่ 0101" in page.all("title")[0]["text"]


def test_headings_are_in_order_and_there_is_one_main(page):
    assert [e["tag"] for e in page.all("h1", "h2", "h3", "h4")] == [
        "h1",
        *["h2"] * 8,
        "h3",
        *["h2"] * 3,
    ]
    assert len(page.all("main")) == 1
    assert all("main" in e["up"] for e in page.all("h1", "h2", "table", "figure", "dl"))


def test_ids_are_unique_and_labels_point_at_them(page):
    ids = [e["id"] for e in page.elements if "id" in e]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        if "aria-labelledby" in element:
            assert element["aria-labelledby"] in ids


def test_every_picture_says_in_words_what_it_shows(page):
    pictures = page.drawings()
    course, area, since, placebos = (picture["aria-label"] for picture in pictures)
    assert "แผนที่" in area and "กราฟจุด" in since and "แท่งความถี่" in placebos
    for picture in pictures[:1]:
        assert "กราฟเส้น" in course
        assert re.search(r"2563 \d", picture["aria-label"])


def test_letters_of_a_picture_are_text_of_the_page(page):
    picture, *_ = page.drawings()
    assert text.OBSERVED.th in picture["text"]
    assert "2563" in picture["text"]


def test_every_table_has_a_caption_and_scopes(page):
    grids = page.all("table")
    assert len(grids) == 9
    assert len(page.all("caption")) == len(grids)
    assert all(e["text"].strip() for e in page.all("caption"))
    heads = page.all("th")
    assert {e.get("scope") for e in heads} == {"col", "row", "rowgroup"}
    assert all(e["text"].strip() for e in heads)


def test_tables_scroll_in_their_own_box_reachable_by_keyboard(page):
    boxes = [e for e in page.elements if e.get("class") == "st-scroll"]
    assert len(boxes) == 12
    assert all(e["tabindex"] == "0" and e["role"] == "region" for e in boxes)


def test_english_is_marked_as_english(page):
    sentences = [
        (words, english)
        for words, english, code in page.runs
        if not code and re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", words)
    ]
    assert len(sentences) > 20
    assert [words for words, english in sentences if not english] == []


def test_page_asks_the_network_for_nothing_and_runs_nothing(html, page):
    assert not page.all("script", "link", "iframe", "object", "form")
    assert not [k for e in page.elements for k in e if k.startswith("on")]
    assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", html)
    assert not re.findall(r"url\((?!data:|#)", html)
    assert "@import" not in html
    assert [e["href"] for e in page.all("a")] == [
        "#content", "../../index.html", "../../programme/index.html", "../../quality/index.html",
    ]  # fmt: skip
    policy = next(e["content"] for e in page.all("meta") if "http-equiv" in e)
    assert "default-src 'none'" in policy


def test_both_fonts_are_inside(html):
    faces = re.findall(
        r"font-weight:(\d+);src:url\(data:font/woff;base64,([A-Za-z0-9+/=]+)\)", html
    )
    assert [weight for weight, _ in faces] == ["400", "700"]
    assert all(base64.b64decode(data)[:4] == b"wOFF" for _, data in faces)


def test_colour_is_never_alone(page):
    states = [e for e in page.all("td") if e.get("class") == "st-state"]
    assert len(states) == 4
    words = {words.th for words in text.STATES.values()}
    assert all(any(w in e["text"] for w in words) for e in states)
    hidden = [e for e in page.all("svg") if e.get("aria-hidden") == "true"]
    assert len(hidden) + len(page.drawings()) == len(page.all("svg"))


def test_what_the_page_must_hold(page):
    body = page.all("body")[0]["text"]
    for wanted in (
        "ดีขึ้น", "ช่วงความเชื่อมั่นร้อยละ 95", "In English.", "อำเภอจำลองดาว 01", "990101",
        "โรคโควิด-19", "ประมาณระหว่างสองสิ้นปี", "sha256:", "statsmodels", "ab" * 32,
        "santitham-eval report --study study.toml --tambon 990101 --parameter indicator=SAF1",
        "ไม่ใช่การจัดอันดับผลงาน",
        "rate ratio",
    ):  # fmt: skip
        assert wanted in body
    assert str(frames.__file__).rpartition("/")[0] not in body


def test_simulated_is_on_the_page_only_where_the_data_are(study, html, tmp_path):
    assert 'class="st-page st-simulated"' in html
    assert text.SIMULATED_BANNER.th in html
    real = frames.write_study(tmp_path, simulated=False)
    page = report.export(notebook_of([report.shocks(_subject(study), _fit(study))]), real)
    assert "st-page st-simulated" not in page
    assert text.SIMULATED_BANNER.th not in page


def _fit(study):
    return comparative.fit(
        frames.panel(), frames.roster(), study.plan, tambon="990101", indicator="SAF1",
        neighbours=frames.neighbours(),
    )  # fmt: skip


def _subject(study):
    return report.find_subject(study, "990101", "SAF1", frames.register(), frames.roster())


def test_small_counts_are_nowhere_on_the_page(study):
    shown = Page(report.export(notebook_of(parts(study, frames.register(), "990103")), study))
    head = next(e for e in shown.all("th") if e["text"].startswith("ผู้เสียชีวิต"))
    cells = [e["text"] for e in shown.all("td") if e["row"] == head["row"]]
    before, after, expected, effect, q, mde, state = cells
    assert {before, after, expected} == {text.SUPPRESSED.th}
    assert effect == text.SUPPRESSED.th + text.SUPPRESSED.en
    assert mde in (text.SUPPRESSED.th, text.MISSING)
    assert q == text.SUPPRESSED.th
    assert "หลักฐานยังไม่พอ" in state


def test_a_page_tells_the_data_of_its_own_tambon_and_where_the_rest_is(study):
    rows = [
        ("left_out", "ALL", "ages/persons_0_4/after_periods", 217114.0, "ผลรวมที่ไม่นับ", "a sum"),
        ("outliers", "990101", "SAF1/2560", 1.0, "ค่าที่ห่างจากปกติ", "far from the usual"),
        ("outliers", "990102", "SAF1/2561", 1.0, "ค่าของตำบลอื่น", "of another tambon"),
    ]
    more = pd.DataFrame(rows, columns=["topic", "area", "item", "count", "th", "en"])
    part = report.quality_part(_subject(study), pd.concat([frames.quality(), more]))
    words = str(render(part.node))
    assert "ค่าที่ห่างจากปกติ" in words
    assert "ประมาณระหว่างสองสิ้นปี" in words
    assert "ผลรวมที่ไม่นับ" not in words
    assert "ค่าของตำบลอื่น" not in words
    assert 'href="../../quality/index.html"' in words


def test_what_could_not_be_assessed_shows_nothing_expected(study):
    """Nor an effect, though the estimate is known: no comparison was near enough to say so."""
    panel = store.read(study.processed(), "panel")
    fit = comparative.fit(
        panel, frames.roster(), study.plan, tambon="990101", indicator="SAF1",
        neighbours=frames.neighbours(),
    )  # fmt: skip
    drawn = report.course(_subject(study), fit, panel, set())
    assert "เทียบกับที่คาดไว้หากไม่มีโครงการ" in drawn.plain
    unfit = dataclasses.replace(fit, effect=fit.effect | {"note": "poor_match"})
    bare = report.course(_subject(study), unfit, panel, set())
    assert text.ALT_NOTHING_EXPECTED.th in bare.plain
    assert "เส้นประ" not in str(render(bare.node))
    assert "เส้นประ" in str(render(drawn.node))


def test_a_page_without_comparison_says_so_and_compares_with_none(study):
    page = Page(report.export(notebook_of(parts(study, frames.register(), "990106")), study))
    words = page.all("main")[0]["text"]
    assert text.NO_DONORS.th in words
    assert "โครงการ 0 ตำบล" not in words
    assert text.NOTE_DONORS.th not in words


# --- the page of data quality ---------------------------------------------------------------
def quality_rows():
    levels = [("exact", 60), ("amphoe", 40)]
    rows = [("placement", "ALL", f"ged/{level}", n, "x", "x") for level, n in levels]
    years = zip((2555, 2556, 2557, 2558), (4, 4, 4, 0), strict=True)
    rows += [("by_year", "ALL", f"ged/{y}", n, "x", "x") for y, n in years]
    rows += [("events", "ALL", f"{s}/{y}", 5, "x", "x")
             for s in ("ged", "press") for y in (2555, 2556)]  # fmt: skip
    amounts = [f"bmn/measure_{n}/after_periods" for n in range(60)]
    for item in [*amounts, "bmn/total/rows", "ged/amphoe"]:
        rows.append(("left_out", "ALL", item, 7, f"ไม่นับ {item}", f"left out {item}"))
    return pd.DataFrame(rows, columns=["topic", "area", "item", "count", "th", "en"])


def test_figures_of_quality_say_in_each_language_what_they_show(study):
    part = report.figures_part(study, quality_rows(), frames.register().head(4))
    page = Page(str(render(part.node)))
    coverage, levels, events = (e["aria-label"].partition(" / ") for e in page.drawings())
    assert "ged: 2555–2557 100, 2558 0" in coverage[0]
    assert f"{text.LEVELS['amphoe'].th} 40" in levels[0]
    assert f"{text.LEVELS['amphoe'].en} 40" in levels[2]
    assert not re.search("[ก-๙]", levels[2])
    assert "2556: ged–press 5" in events[0]
    caption = page.all("figcaption")[2]["text"]
    assert "ปี 2555 มีเพียง 3 เดือน" in caption
    assert "ปี 2565 มีเพียง 9 เดือน" in caption
    assert "2556 มีเพียง" not in caption


def test_rows_and_events_left_out_come_before_the_many_amounts(study):
    part = report.left_out_part(study, quality_rows(), frames.register())
    heads = [e["text"] for e in Page(str(render(part.node))).all("th")]
    items = [head for head in heads if "ไม่นับ" in head]
    assert "bmn/total/rows" in items[0]
    assert "ged/amphoe" in items[1]


# --- hostile input --------------------------------------------------------------------------
def test_hostile_names_come_out_as_text(study):
    page = Page(report.export(notebook_of(parts(study, hostile_register())), study))
    assert not page.all("script", "b")
    assert len(page.drawings()) == 4
    assert not page.all("img")
    assert not [k for e in page.elements for k in e if k.startswith("on")]
    heading = page.all("h1")[0]["text"]
    assert f"{HOSTILE}=1+1" in heading
    assert '"onerror="alert(2)" <img src=x>' in heading
    assert "<b>&{{ 7*7 }}{% raw %}" in page.all("body")[0]["text"]


@pytest.mark.parametrize(
    ("foreign", "left"),
    [
        (f"<p>a{HOSTILE}b</p>", "<p>ab</p>"),
        ("<p onclick='x()' style='x' class='k'>a</p>", '<p class="k">a</p>'),
        ("<a href='javascript:x()'>a</a>", "<a>a</a>"),
        ("<a href='//evil.example/x'>a</a>", "<a>a</a>"),
        ("<a href='https://evil.example'>a</a>", "<a>a</a>"),
        ("<a href='../../index.html'>a</a>", '<a href="../../index.html">a</a>'),
        ("a<img src='https://evil.example/x.png' alt='a'>b", "ab"),
        ("<svg><script>x()</script><path d='M0 0'></svg>", '<svg><path d="M0 0"/></svg>'),
        ("<use href='#a' />", '<use href="#a"/>'),
        ("<use xlink:href='x.svg#a' href='../x.svg#a' />", "<use/>"),
        ("<g style='fill: url(//evil.example)'>a</g>", "<g>a</g>"),
        ("<g style='fill: #fff; background: red'>a</g>", "<g>a</g>"),
        ("<g style='position: fixed' clip-path='url(x#a)'>a</g>", "<g>a</g>"),
        (
            "<g style='fill: url(#a); stroke: none'>a</g>",
            '<g style="fill: url(#a); stroke: none">a</g>',
        ),
        (
            "<svg><foreignObject><p onclick='x()'>a</p></foreignObject><image href='x'/></svg>",
            "<svg><p>a</p></svg>",
        ),
        ("<form><b>a</b></form>", "a"),
        ("<p>a<div>b</p>c", "<p>a<div>b</div></p>c"),
        ("</p>a<style>x</style>", "a"),
        ("<svg><g><title>a<b>c</b></title></g></svg>d", "<svg><g><title>ac</title></g></svg>d"),
        ("<title>a</title>b<svg></svg><title>c</title>", "b<svg></svg>"),
        (
            "<svg><title>&lt;script&gt;x</title></svg>",
            "<svg><title>&lt;script&gt;x</title></svg>",
        ),
        ("a &lt;script&gt; b", "a &lt;script&gt; b"),
    ],
)
def test_foreign_html_goes_through_the_gate(foreign, left):
    assert str(clean(foreign)) == left


def test_our_own_html_passes_the_gate_unchanged(study):
    for part in parts(study, frames.register()):
        made = str(render(part.node))
        assert str(clean(made)) == made


def test_elements_that_pages_do_not_use_cannot_be_made():
    for make in (
        lambda: el("script", "x"),
        lambda: el("p", onclick="x"),
        lambda: el("a", "x", href="https://evil.example"),
        lambda: el("img", src="x.png"),
    ):
        with pytest.raises(ValueError, match="<"):
            make()


def test_two_drawings_of_one_figure_share_no_ids_and_point_at_their_own():
    shares = pd.DataFrame([[60.0, 40.0]], ["ged"], ["a", "b"])  # hatched: a pattern is pointed at
    figure = figures.quality_figure(figures.draw_levels, shares, rows=5, simulated=False)
    svg = figures.to_svg(figure)
    ids = []
    for name in ("st-one", "st-two"):
        made = str(render(drawing(svg, Text("ก", "a"), name)))
        own = re.findall(r' id="([^"]+)"', made)
        assert own
        assert set(re.findall(r"(?:url\(|href=.)#([^)\"]+)", made)) == set(own)
        ids += own
    assert len(ids) == len(set(ids))


def outputs_page(study, output, tag="report"):
    cell = new_code_cell("x", outputs=[output], metadata={"tags": [tag]})
    return Page(report.export(new_notebook(cells=[cell]), study))


def test_html_of_other_hands_comes_as_plain_text(study):
    data = {"text/html": f"<h1>x</h1>{HOSTILE}", "text/plain": f"<Styler {HOSTILE}>"}
    page = outputs_page(study, new_output("display_data", data))
    assert not page.all("h1", "script")
    assert page.all("pre")[0]["text"] == f"<Styler {HOSTILE}>"


def test_a_forged_mark_still_meets_the_gate(study):
    output = new_output(
        "display_data", {"text/html": f"<p>x</p>{HOSTILE}"}, metadata={"santitham": {}}
    )
    page = outputs_page(study, output)
    assert not page.all("script")


def test_markdown_javascript_and_streams_do_not_reach_the_page(study):
    cells = [
        nbformat.v4.new_markdown_cell(f"# x {HOSTILE}", metadata={"tags": ["report"]}),
        new_code_cell(
            "secret = 1",
            outputs=[
                new_output("stream", text=f"warned {HOSTILE}"),
                new_output("display_data", {"application/javascript": "x()", "text/plain": "y"}),
            ],
            metadata={"tags": ["report"]},
        ),
    ]
    page = Page(report.export(new_notebook(cells=cells), study))
    words = page.all("main")[0]["text"]
    assert words.strip() == "y"
    assert not page.all("script")


def test_untagged_cells_and_code_stay_out(study):
    shown = parts(study, frames.register())
    book = notebook_of(shown[:1])
    book.cells += notebook_of(shown[1:2], tag="other").cells
    page = report.export(book, study)
    assert "st-heading" in page
    assert 'class="st-part st-card' not in page


def test_a_notebook_that_failed_makes_no_page(study):
    error = new_output("error", ename="KeyError", evalue="'x'", traceback=[])
    book = notebook_of([report.shocks(_subject(study), _fit(study))])
    book.cells.append(new_code_cell("x", outputs=[error]))
    with pytest.raises(StudyError, match="KeyError"):
        report.export(book, study)


def test_a_notebook_that_never_ran_makes_no_page(study):
    with pytest.raises(StudyError, match="report"):
        report.export(
            new_notebook(cells=[new_code_cell("x", metadata={"tags": ["report"]})]), study
        )


def test_export_reads_a_file_too(study, html, tmp_path):
    path = tmp_path / "report.ipynb"
    nbformat.write(notebook_of(parts(study, frames.register())), path)
    assert report.export(path, study) == html
    assert report.export(str(path), study) == html


def test_same_inputs_same_bytes(study, html):
    assert report.export(notebook_of(parts(study, frames.register())), study) == html


@pytest.mark.parametrize(
    ("tambon", "indicator", "said"),
    [("123456", "SAF1", "123456"), ("990203", "SAF1", "990203"), ("990101", "SAF9", "SAF1, SAF2")],
)
def test_a_subject_that_does_not_exist_is_told(study, tambon, indicator, said):
    with pytest.raises(StudyError, match=said):
        report.find_subject(study, tambon, indicator, frames.register(), frames.roster())


# --- the index ------------------------------------------------------------------------------
def index(study, register=None, written=("990101", "990102")):
    effects = store.read(study.processed(), "effects")
    register = frames.register() if register is None else register
    return report.index_html(study, effects, register, frames.roster(), written, area=frames.area())


@pytest.fixture(scope="module")
def listing(study):
    return Page(index(study))


def test_index_lists_every_tambon_by_code(listing):
    codes = [e["text"] for e in listing.all("code")]
    assert codes == sorted(frames.register()["tambon"])
    assert "ไม่จัดอันดับ" in listing.all("caption")[0]["text"]


def test_index_order_does_not_follow_the_input(study):
    assert index(study, frames.register().iloc[::-1]) == index(study)


def test_index_links_only_what_was_written(listing):
    pages = ["tambon/990101/index.html", "tambon/990102/index.html"]
    on_map, in_rows = ([e["href"] for e in listing.all("a") if inside in e["up"]]
                       for inside in ("svg", "tbody"))  # fmt: skip
    assert on_map == in_rows == pages
    rows = {e["text"][:40]: e["text"] for e in listing.all("tr")}
    missing = [r for r in rows.values() if text.INDEX_NO_PAGE.th in r]
    assert len(missing) == len(frames.TREATED) - 2


def test_index_gives_no_effect_outside_the_programme(listing):
    outside = [e["text"] for e in listing.all("tr") if text.STATE_NONE.th in e["text"]]
    assert len(outside) == len(frames.register()) - len(frames.TREATED)
    assert not any("%" in words for words in outside)


def test_index_counts_states_as_the_effects_do(study, listing):
    effects = store.read(study.processed(), "effects")
    own = effects[(effects["method"] == "comparative") & (effects["indicator"] == "SAF1")]
    counts = [int(e["text"].strip()) for e in listing.all("span") if e.get("class") == "st-count"]
    assert counts == [int((own["state"] == state).sum()) for state in text.STATES]


def test_index_works_without_script_and_asks_for_nothing(study, listing):
    html = index(study)
    assert len(listing.all("script")) == 1
    assert "src" not in listing.all("script")[0]
    tools = next(e for e in listing.elements if e.get("id") == "tools")
    assert "hidden" in tools
    assert {e["for"] for e in listing.all("label")} == {"search", "amphoe", "wave", "filter"}
    assert not re.findall(r"https?://", html)
    assert [e["tag"] for e in listing.all("h1", "h2")] == ["h1"]
    assert {e.get("scope") for e in listing.all("th")} == {"col", "row"}


def test_index_escapes_hostile_names(study):
    page = Page(index(study, hostile_register()))
    assert len(page.all("script")) == 1
    assert not page.all("b", "img")
    assert any(f"{HOSTILE}=1+1" in e["text"] for e in page.all("th"))


def test_index_shows_no_figures_of_persons(study):
    plan = [o for o in study.outcomes if o.indicator == "SAF2"]
    persons = dataclasses.replace(study, outcomes=tuple(plan))
    page = Page(index(persons))
    cells = [e["text"] for e in page.all("td") if e.get("class") == "st-number"]
    assert set(cells) == {text.MISSING}


def test_index_is_written_whole(study):
    effects = store.read(study.processed(), "effects")
    args = (study, effects, frames.register(), frames.roster(), ["990101"])
    path = report.write_index(*args)
    assert path == study.reports() / "index.html"
    first = path.read_bytes()
    assert report.write_index(*args).read_bytes() == first
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []


def test_parts_show_themselves_in_a_notebook(study):
    data, metadata = report.shocks(_subject(study), _fit(study))._repr_mimebundle_()
    assert set(data) == {"text/html", "text/plain"}
    assert "<table" in data["text/html"]
    assert "โควิด" in data["text/plain"]
    assert metadata == {"santitham": {"part": "shocks"}}
    assert "st-card" in report.Style().html()


def test_only_a_notebook_is_told_what_to_take_back_from_jupyterlab(html):
    assert "table-layout: auto" in report.Style().html()
    assert "table-layout: auto" not in html


def test_a_tambon_without_comparison_has_a_page_too(study):
    page = Page(report.export(notebook_of(parts(study, frames.register(), "990106")), study))
    assert text.REASONS["short_follow_up"].th in page.all("main")[0]["text"]
    assert not re.search(r"\bnan\b", page.all("main")[0]["text"].lower())
    assert pd.isna(
        store.read(study.processed(), "effects").query("tambon == '990106'")["q_value"]
    ).all()


def test_an_executed_notebook_is_given_the_style_sheet_of_now():
    data, metadata = report.Style()._repr_mimebundle_()
    old = new_output(
        "execute_result", data | {"text/html": "<style>old</style>"}, metadata=metadata
    )
    other = new_output("execute_result", {"text/html": "<style>x</style>", "text/plain": "Style()"})
    notebook = new_notebook(cells=[new_code_cell("x", outputs=[old, other])])
    report.restyle(notebook)
    assert old["data"] == data and other["data"]["text/html"] == "<style>x</style>"
    again = new_notebook(cells=[new_code_cell("x", outputs=[new_output("stream", text="a")])])
    report.restyle(again)
    assert again.cells[0].outputs[0]["text"] == "a"
