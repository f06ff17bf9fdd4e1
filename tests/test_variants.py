"""Pages English first or with Thai digits: nothing lost, nothing missed, the usual page untouched."""

import base64
import io
import json
import re
from collections import Counter
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import reading_frames as frames
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from small_study import tables, write_notebook, write_study
from test_report import VOID, hostile_register, index, notebook_of, parts
from test_sheet import shown as sheet_parts

from santitham_eval import StudyError, cli, load_study, panel, report, store, text
from santitham_eval.batch import inputs, runner, steps, task, whole
from santitham_eval.batch.progress import Progress
from santitham_eval.batch.site import site
from santitham_eval.batch.verify import verify
from santitham_eval.indicators import SERIES
from santitham_eval.report.digits import numbered
from santitham_eval.report.html import Node, read, render
from santitham_eval.report.labels import in_english
from santitham_eval.report.languages import phrases
from santitham_eval.report.page import style, with_fonts
from santitham_eval.report.variant import dressed
from santitham_eval.study import Pages, in_pages, planned
from santitham_eval.tables import month
from santitham_eval.thai import arabic_digits

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
QUIET = Progress(quiet=True)
THAI, LATIN, ARABIC = "[ก-๛]", "[A-Za-z]", "[0-9]"
WHOLE = ("title", "option", "text")  # elements of words alone, where both languages may stand
VARIANTS = [("en", "arabic"), ("th", "thai"), ("en", "thai")]


class Runs(HTMLParser):
    """Each run of text with the language it is in, the element, and what may not be touched."""

    def __init__(self, html):
        super().__init__()
        self.open, self.runs, self.labels, self.machine = [], [], [], Counter()
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        given_ = dict(attrs)
        up = self.open[-1] if self.open else {"lang": "", "kept": False, "svg": False}
        kept = up["kept"] or tag in ("code", "script", "style", "pre")
        kept |= given_.get("class") == "st-code"
        here = {
            "tag": tag, "lang": given_.get("lang") or up["lang"], "kept": kept,
            "svg": up["svg"] or tag == "svg", "class": given_.get("class") or "",
        }  # fmt: skip
        self.labels += [given_["aria-label"]] if "aria-label" in given_ else []
        read_by_machines = ("id", "href", "value", "d", "content", "scope", "aria-labelledby")
        self.machine.update((tag, k, given_[k]) for k in read_by_machines if k in given_)
        if tag not in VOID:
            self.open.append(here)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        if data.strip():
            self.runs.append((data, self.open[-1]))


def words(page):
    """Every word that a reader meets, how often, wherever it stands."""
    seen = Runs(page)
    said = [run for run, at in seen.runs if at["tag"] not in ("script", "style")] + seen.labels
    return Counter(spoken(" ".join(said)))


def spoken(words):
    return re.findall(r"[^\s/:]+", words)


def shown(study):
    """One page of every kind, each as a function of the study."""
    stored = [page.notebook.name for page in whole.PAGES.values()]
    books = {name: nbformat.read(NOTEBOOKS / name, 4)
             for name in ("tambon_impact.ipynb", "tambon_outside.ipynb", *stored)}  # fmt: skip
    for code in ("990101", "990103", "990106"):
        books[code] = notebook_of(parts(study, frames.register(), code))
    books["hostile"] = notebook_of(parts(study, hostile_register()))
    books["sheet"] = notebook_of(sheet_parts(study, store.read(study.processed(), "effects")))
    return {
        **{name: partial(report.export, book) for name, book in books.items()},
        "print": lambda s: report.sheet_files(books["sheet"], s, "990101")["lessons.html"].decode(),
        "index": index,
        "codebook": lambda s: report.codebook_html(s, {}),
    }


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return frames.build(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def pages(study):
    """Every page, the usual way and in each variant, without the fonts that stand in it."""
    names = ("language", "digits")
    made_as = {v: in_pages(study, **dict(zip(names, v, strict=False))) for v in [(), *VARIANTS]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report.page, "faces", lambda *asked: "")
        return {n: {v: page(s) for v, s in made_as.items()} for n, page in shown(study).items()}


# --- the usual page -------------------------------------------------------------------------
def test_the_usual_way_leaves_every_byte_as_it_is(study, pages):
    assert study.pages == Pages("th", "arabic")
    for name, of in pages.items():
        assert dressed(of[()], Pages()) is of[()], name
    assert inputs.pages(study) == {}


def test_how_pages_are_written_is_no_part_of_study_plan_or_registration(study):
    other = in_pages(study, language="en", digits="thai")
    assert (other.hash, other.plan.hash) == (study.hash, study.plan.hash)
    assert planned.planned(other) == planned.planned(study)
    assert inputs.pages(other) == {"pages": "en thai"}


def test_a_page_read_as_a_tree_and_written_is_the_same_page(pages):
    for name, of in pages.items():
        tree = read(of[()])
        again = "".join(render(node) for node in tree)
        assert read(again) == tree, name
        assert words(again) == words(of[()])


# --- English first --------------------------------------------------------------------------
@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_is_lost_and_nothing_comes_twice(pages, variant):
    for name, of in pages.items():
        usual = words(of[()])
        found = Counter()
        for word, n in words(of[variant]).items():
            found[arabic_digits(word)] += n
        alone = [run for run, _ in Runs(of[()]).runs if in_english(run) != run]
        alone = alone if variant[0] == "en" else []
        thai = {word for run in alone for word in spoken(run)}
        english = {word for run in alone for word in spoken(in_english(run))}
        gone = usual - found
        assert set(gone) <= {"In", "English.", *thai}, (name, gone)
        more = found - usual
        assert set(more) <= {"--lang", "en", "--digits", "thai", *english}, (name, more)


@pytest.mark.parametrize("variant", [v for v in VARIANTS if v[0] == "en"])
def test_what_has_room_for_one_language_is_said_in_english(pages, variant):
    told = set()
    for name, of in pages.items():
        for run, at in Runs(of[variant]).runs:
            assert at["tag"] not in ("td", "text") or in_english(run) == run, (name, run)
        told |= {in_english(run) for run, at in Runs(of[()]).runs if at["tag"] in ("td", "text")}
    assert {words.en for words in text.ALONE} | {"start Oct 2019 (B.E. 2562)"} <= told
    assert {"per 10,000 person-years", "start Oct 2019 (B.E. 2562)"} <= {
        run for run, at in Runs(pages["tambon_impact.ipynb"][variant]).runs if at["tag"] == "text"
    }


def test_no_word_that_stands_alone_has_two_meanings():
    units = [indicator.unit for indicator in SERIES.values()]
    for words in (*units, *text.ALONE, text.START_LINE.format(month=month(pd.Period("2019-02")))):
        assert in_english(words.th) == words.en != words.th
        assert in_english(words.en) == words.en


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_machines_read_is_as_it_was(pages, variant):
    for name, of in pages.items():
        usual, other = Runs(of[()]), Runs(of[variant])
        if name == "index" and variant == ("th", "thai"):  # its script writes a number
            scripts = [k for k in usual.machine if k[1] == "content"]
            for key in [*scripts, *(k for k in other.machine if k[1] == "content")]:
                usual.machine.pop(key, None), other.machine.pop(key, None)
        assert usual.machine == other.machine, name
        kept = [
            [re.sub(" --(lang|digits) .*", "", run) for run, at in seen.runs
             if at["kept"] and at["tag"] not in ("style", "script")]
            for seen in (usual, other)
        ]  # fmt: skip
        assert kept[0] == kept[1], name


@pytest.mark.parametrize("variant", [v for v in VARIANTS if v[0] == "en"])
def test_english_leads_and_thai_says_that_it_is_thai(pages, variant):
    for name, of in pages.items():
        page = of[variant]
        seen = Runs(page)
        english = {run for run, at in Runs(of[()]).runs if at["lang"] == "en"}
        assert page.count("<html lang=") == page.count('<html lang="en">') == 1
        for run, at in seen.runs:
            if re.search(THAI, run) and not at["kept"]:  # English may name something in Thai
                assert at["lang"] == "th" or at["tag"] in WHOLE or run in english, (name, run)
            if "en" in at["class"].split() and re.search(LATIN, run) and at["lang"] != "th":
                # It is no Thai that stands beside it.
                assert re.fullmatch(r"MDE|[\d.]+ SD(, ×[\d.]+)?", run) or name == "hostile", run
        both = [run for run, at in seen.runs if at["tag"] in WHOLE] + seen.labels
        both = [run for run in both if re.search(THAI, run) and re.search("[A-Za-z]{2}", run)]
        late = [run for run in both if re.match(THAI, run)]
        assert not late or name == "hostile", (name, late)


@pytest.mark.parametrize("name", ["990101", "print"])
def test_the_way_to_a_page_names_all_its_places_in_both_languages(pages, name):
    for variant, first in (((), "th"), (("en", "arabic"), "en")):
        way = re.search("<nav.*?</nav>", pages[name][variant], re.S)[0]
        for step in re.findall("<li.*?</li>", way, re.S):
            said = re.sub("<[^>]*>", "", step)
            assert re.search(THAI, said) and re.search(LATIN, said)
            assert bool(re.match(THAI, said.strip())) == (first == "th")


def test_the_verdict_leads_with_its_english_sentence(pages):
    for name in ("990101", "990103", "990106", "sheet", "programme_impact.ipynb"):
        usual, page = pages[name][()], pages[name][("en", "arabic")]
        for card in re.findall(r'<(?:section|div) class="st-[^>]*st-card.*?</div>', page, re.S):
            said = re.findall(r"<p([^>]*)>(.*?)</p>", card, re.S)
            (_, word), (dress, headline), *rest = said
            assert '<p class="st-word"><span lang="en">' in word
            assert dress == ' class="st-headline" lang="en"' and not re.search(THAI, headline)
            assert headline.endswith(".") and headline in usual
            thai = [at for at, (_, p) in enumerate(rest) if re.search(THAI, p)]
            english = [at for at, (dress, _) in enumerate(rest) if 'lang="en"' in dress]
            assert thai and (not english or max(english) < min(thai))
            assert all("st-english" in dress for dress, p in rest if re.search(THAI, p))


def test_a_title_names_in_english_first(pages):
    page = pages["990101"][("en", "arabic")]
    found = re.search("<title>(.*?)</title>", page)[1]
    assert found == ("Chamlong 0101 sub-district – sub-district impact report / "
                     "ตำบลจำลองที่ 0101 – รายงานผลกระทบรายตำบล")  # fmt: skip


def test_the_style_sheet_counts_in_the_language_of_the_page(pages):
    page = pages["990101"][("en", "arabic")]
    for said in text.STYLE_WORDS:
        assert f'"{said.th}"' in style() and f'"{said.th}"' not in page and f'"{said.en}"' in page
    thai = re.findall(f'"[^"]*{THAI}[^"]*"', style())
    assert {t.strip('"') for t in thai} == {said.th for said in text.STYLE_WORDS}


def test_the_command_of_a_page_makes_the_same_variant(pages):
    for (language, digits), more in {
        ("en", "arabic"): " --lang en", ("th", "thai"): " --digits thai",
        ("en", "thai"): " --lang en --digits thai",
    }.items():  # fmt: skip
        found = re.findall(r"<code>(santitham-eval .*?)</code>", pages["990101"][language, digits])
        assert found and all(command.endswith(more) for command in found)
    assert "--lang" not in pages["990101"][()] and "--digits" not in pages["990101"][()]


# --- Thai digits ----------------------------------------------------------------------------
def parted(run):
    """Words that may hold both languages, by language."""
    return [half for phrase in phrases(run) for half in phrase] or [run]


def left_arabic(run):
    """0-9 of a Thai run, but in words that hold a Latin letter and in codes of tambons."""
    return [w for w in re.findall(r"[\w./:#=+-]+", run, re.A)
            if re.search(ARABIC, w) and not re.search(rf"{LATIN}|^99\d{{4}}$", w)]  # fmt: skip


@pytest.mark.parametrize("variant", [v for v in VARIANTS if v[1] == "thai"])
def test_no_arabic_digit_is_left_in_thai_and_no_thai_one_comes_into_english(pages, variant):
    for name, of in pages.items():
        seen = Runs(of[variant])
        written = 0
        for run, at in seen.runs:
            if at["kept"]:
                assert not re.search("[๐-๙]", run) or at["tag"] == "script", (name, run)
                continue
            written += bool(re.search("[๐-๙]", run))
            if at["tag"] in WHOLE and re.search(LATIN, run):
                assert not any(left_arabic(h) for h in parted(run) if re.search(THAI, h)), (
                    name,
                    run,
                )
            elif at["lang"] == "th" or (variant[0] == "th" and not re.search(LATIN, run)):
                assert not left_arabic(run), (name, run)
            else:
                assert not re.search("[๐-๙]", run), (name, run)
        assert written, name
        for label in seen.labels:
            for half in parted(label):
                wrong = left_arabic(half) if re.search(THAI, half) else re.findall("[๐-๙]", half)
                assert not wrong, (name, label)


def test_only_digits_differ_and_a_page_of_one_tambon_is_full_of_them(pages):
    def said(page):
        return [run for run, at in Runs(page).runs if at["tag"] not in ("style", "script")]

    for name, of in pages.items():
        usual, thai = said(of[()]), said(of["th", "thai"])
        thai = [re.sub(" --digits thai", "", arabic_digits(run)) for run in thai]
        assert usual == thai, name
    shown_ = "".join(said(pages["990101"]["th", "thai"]))
    assert len(re.findall("[๐-๙]", shown_)) > 500


def test_tables_figures_tiles_title_and_labels_all_have_them(pages):
    page = pages["990101"]["th", "thai"]
    for pattern in (
        r'<td class="st-number">[^<]*[๐-๙]', r"<text [^>]*>๒๕[๐-๙][๐-๙]</text>",
        r'class="st-count">.*?[๐-๙]</span>', r"<title>[^<]*๐๑๐๑", r'aria-label="[^"]*[๐-๙]',
        r'<span class="en" lang="en">×๐\.',
    ):  # fmt: skip
        assert re.search(pattern, page), pattern
    assert "counter(st-table, thai)" in page and "counter(st-table, thai)" not in style()
    assert '<span class="st-code">990101</span>' in page


@given(st.text(alphabet="0123456789๐๑กขค ., %-–aA/", max_size=40))
def test_digits_change_nothing_else_whatever_the_words(said):
    found = numbered(Node("p", (), (said,)), "th").children[0]
    assert arabic_digits(found) == arabic_digits(said)
    assert numbered(Node("code", (), (said,)), "th").children == (said,)
    assert numbered(Node("p", (("lang", "en"),), (f"a {said}",)), "th").children == (f"a {said}",)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("กชช.2ค ปี 2565", "กชช.๒ค ปี ๒๕๖๕"), ("SAF1 โควิด-19", "SAF1 โควิด-๑๙"),
        ("incidents_2557.csv:20", "incidents_2557.csv:20"), ("q <0.01", "q <๐.๐๑"),
        ("−1,234.5%", "−๑,๒๓๔.๕%"), ("ตำบล 990102: 12 ครั้ง", "ตำบล 990102: ๑๒ ครั้ง"),
        ("รุ่น 0.1.0 พ.ศ. 2562.", "รุ่น 0.1.0 พ.ศ. ๒๕๖๒."), (".000675", ".๐๐๐๖๗๕"), ("123,456 และ 1234567", "๑๒๓,๔๕๖ และ ๑๒๓๔๕๖๗"),
    ],
)  # fmt: skip
def test_codes_and_names_of_files_stay_to_be_copied(said, found):
    assert numbered(Node("p", (), (said,)), "th").children == (found,)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("ก / aa", [("ก", " / ", "aa")]), ("ก 1  year", [("ก 1", "  ", "year")]),
        ("ก / Aa: ข / bb", [("ก", " / ", "Aa"), ("ข", " / ", "bb")]),
        ("ก / ข / aa / bb", [("ก / ข", " / ", "aa / bb")]), ("aa / ก", [("aa", " / ", "ก")]),
        ("ก ข", []), ("ก / ข", []), ("aa / bb", []),
    ],
)  # fmt: skip
def test_words_of_both_languages_are_parted_where_they_meet(said, found):
    assert phrases(said) == found


@pytest.mark.parametrize("thai", [False, True])
def test_thai_digits_are_of_one_width_and_none_leaves_it(thai):
    page = with_fonts("<style></style>ก", "thai" if thai else "arabic")
    fonts = re.findall(r"base64,([^)]*)\)", page)
    assert len(fonts) == 2
    for packed in fonts:
        font = TTFont(io.BytesIO(base64.b64decode(packed)))
        known = font.getBestCmap()
        digits = [known[ord(sign)] for sign in "๐๑๒๓๔๕๖๗๘๙"]
        widths = {font["hmtx"][digit][0] for digit in digits}
        assert (len(widths) == 1) == thai  # as it comes, Sarabun has them of several
        for digit in digits if thai else []:
            shape = font["glyf"][digit]
            assert shape.xMin == font["hmtx"][digit][1] > 0 and shape.xMax < min(widths)
        assert len({font["hmtx"][known[ord(sign)]][0] for sign in "0123456789"}) == 1


# --- option and command ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "wrong"),
    [('language = "de"', "pages.language"), ("digits = 1", "pages.digits"),
     ('lang = "en"', "pages.lang")],
)  # fmt: skip
def test_a_study_file_may_say_it_and_what_it_may_not_is_told(tmp_path, said, wrong):
    path = write_study(tmp_path)
    plain = path.read_text("utf-8")
    path.write_text(f'{plain}\n[pages]\nlanguage = "en"\ndigits = "thai"\n', "utf-8")
    assert load_study(path).pages == Pages("en", "thai")
    path.write_text(f"{plain}\n[pages]\n{said}\n", "utf-8")
    with pytest.raises(StudyError, match=re.escape(wrong)):
        load_study(path)


def test_a_wrong_language_is_refused_before_anything_runs(tmp_path, monkeypatch, capsys):
    write_study(tmp_path)
    monkeypatch.chdir(tmp_path)
    for command in ("report", "print", "site", "exhibits", "run"):
        with pytest.raises(SystemExit) as ended:
            cli.main([command, "--lang", "de"])
        assert ended.value.code == 2
        assert "'th' or 'en'" in capsys.readouterr().err
    assert not (tmp_path / "data" / "processed").exists()


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A small study, built and estimated, whose notebooks are executed by hand and in this process."""

    def execute(made_of, executed, seconds):
        book = nbformat.read(made_of.notebook, 4)
        register_, roster = tables()["register"], tables()["roster"]
        subject = report.find_subject(made_of.study, made_of.tambon, "SAF1", register_, roster)
        book.cells[-1].outputs = notebook_of([report.heading(subject)]).cells[0].outputs
        nbformat.write(book, executed)

    def here(jobs, begin, seconds):
        return lambda tasks, make: ((each, make(each)) for each in tasks)

    monkeypatch.setattr(panel, "build_tables", lambda study: tables())
    monkeypatch.setattr(whole, "PAGES", {})
    monkeypatch.setattr(task, "_execute", execute)
    monkeypatch.setattr(runner, "Processes", here)
    path = write_study(tmp_path)
    write_notebook(tmp_path)
    study = load_study(path)
    steps.build(study, QUIET)
    steps.estimate(study, QUIET)
    return study


def test_a_changed_option_makes_pages_anew_and_verify_knows_how_they_were_written(small):
    english = in_pages(small, language="en", digits="thai")
    page, listing, codebook = (
        small.reports() / name
        for name in ("tambon/990101/index.html", "index.html", "codebook/index.html")
    )
    manifest = small.reports() / "manifest.json"
    one = {"tambons": ["990101"]}
    assert steps.report(small, QUIET, **one) == [] and site(small, QUIET) == []
    usual = [file.read_bytes() for file in (page, listing, codebook, manifest)]
    assert "pages" not in json.loads(usual[3])

    assert site(english, QUIET) == []  # reports of the other variant are none of this site
    assert json.loads(manifest.read_bytes())["parameters"] == {}
    assert steps.report(english, QUIET, **one) == [] and site(english, QUIET) == []
    told = json.loads(manifest.read_bytes())
    assert told["pages"] == "en thai" and list(told["parameters"]) == ["990101"]
    for file in (page, listing, codebook):
        assert '<html lang="en">' in file.read_text("utf-8")
    stamp = page.stat().st_mtime_ns
    assert steps.report(english, QUIET, **one) == []
    assert page.stat().st_mtime_ns == stamp  # the same again is not made again

    page.write_bytes(usual[0])  # verify goes by the manifest, whatever the study file says
    assert [line.en for line in verify(small, QUIET)] == [
        text.VERIFY_THERE["differs"].format(name="reports/tambon/990101/index.html").en
    ]
    page.unlink()
    assert steps.report(small, QUIET, **one) == [] and site(small, QUIET) == []
    assert [file.read_bytes() for file in (page, listing, codebook, manifest)] == usual


def test_the_list_of_exhibits_is_written_as_asked(small):
    file = str(small.folder / small.file)
    with pytest.raises(SystemExit) as ended:
        cli.main(["exhibits", "--study", file, "--lang", "en", "--digits", "thai", "--quiet"])
    assert ended.value.code == 0
    page = (small.reports() / "exhibits" / "index.html").read_text("utf-8")
    assert '<html lang="en">' in page and re.search("<h1>.*?Tables for reviewers.*?ตาราง", page)
