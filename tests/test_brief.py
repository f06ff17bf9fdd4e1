"""The one-page brief: its report's own sentences as text, whoever wrote them, the same bytes anywhere."""

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import programme_frames as made
import pytest
import reading_frames as frames
from matplotlib.text import Text as Label
from pdf_glyphs import Page
from pypdf import PdfReader

from santitham_eval import narrate, report, store, text
from santitham_eval.estimators import comparative
from santitham_eval.evidence import diagnose
from santitham_eval.figures import to_svg
from santitham_eval.report import press
from santitham_eval.report.brief import _in_pages, brief_content
from santitham_eval.report.chart import chart_of
from santitham_eval.study import in_pages
from santitham_eval.text import Text

STATES = {"990101": "improved", "990103": "insufficient", "990106": "not_assessed"}
HOSTILE = [
    '#eval("1+1") #panic() #read("/etc/hostname")', "$x^2$ *bold* _it_ `raw` <label> @ref",
    "\\ ] [ ) } { // /* \\u{0e01}", "</script><script>alert(1)</script>", "<svg onload=alert(1)>",
    "=cmd|' /C calc'!A0", "a\tb", "ตำบล#[น้ำ]",
]  # fmt: skip


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return frames.build(tmp_path_factory.mktemp("study"))


@cache
def diagnosed(plan):
    return diagnose(frames.panel(), frames.roster(), plan, neighbours=frames.neighbours())


def arguments(study, tambon="990101", indicator="SAF1", **change):
    """What `report.brief` takes."""
    roster, panel = frames.roster(), frames.panel()
    subject = report.find_subject(study, tambon, indicator, frames.register(), roster)
    subject = replace(subject, **change)
    fit = comparative.fit(
        panel, roster, study.plan, tambon=tambon, indicator=indicator,
        neighbours=frames.neighbours(),
    )  # fmt: skip
    return {
        "subject": subject,
        "fit": fit,
        "panel": panel,
        "effects": store.read(study.processed(), "effects"),
        "hidden": frames.hidden(panel, roster, study.plan, tambon, 3),
        "programme": made.programme(),
        "diagnostics": diagnosed(study.plan),
    }


def content(study, **asked):
    given = arguments(study, **asked)
    chart = chart_of(given["subject"], given.pop("fit"), given.pop("panel"), given["hidden"])
    return brief_content(chart=chart, **given), chart


def said(value, plain=False):
    """Every word of a content that is printed as a line of text."""
    if isinstance(value, dict):
        return [w for k, v in value.items() if plain or k != press.PLAIN for w in said(v)]
    if isinstance(value, list):
        return [w for v in value for w in said(v)]
    return [value] if isinstance(value, str) else []


def close(words):
    return re.sub(r"\s+", "", words)


@pytest.mark.parametrize("tambon", STATES)
def test_it_is_one_tagged_page_that_says_all_and_is_copied_whole(study, tambon):
    pdf = report.brief(**arguments(study, tambon))
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    assert [round(float(x)) for x in reader.pages[0].mediabox[2:]] == [595, 842]
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "th" and "/StructTreeRoot" in root
    given, chart = content(study, tambon=tambon)
    copied = close(Page(pdf).copied)
    assert [w for w in said(given) if close(w) not in copied] == []
    assert reader.metadata.title == given["plain"]["title"]
    assert chart.alt.th.replace("\n", " ")[:40] in alternatives(reader)


def alternatives(reader):
    found = [o.get_object() for o in (reader.get_object(n) for n in range(1, len(reader.xref[0])))
             if hasattr(o, "get")]  # fmt: skip
    return " ".join(str(o["/Alt"]) for o in found if "/Alt" in o)


@pytest.mark.parametrize("tambon", STATES)
def test_it_says_what_the_report_says_and_no_more(study, tambon):
    given, _ = content(study, tambon=tambon)
    state = STATES[tambon]
    everything = " ".join(said(given))
    assert given["verdict"]["word"]["first"] == text.STATES[state].th
    for other, words in text.BRIEF_MEANING.items():
        assert (words.th in everything) == (other == state)
    effects = store.read(study.processed(), "effects")
    assert narrate.programme_context(effects, "SAF1").th in everything
    assert (text.NOT_NO_EFFECT.th in everything) == (state == "insufficient")
    assert text.SIMULATED_BANNER.th in everything


@pytest.mark.parametrize("language", ["th", "en"])
def test_it_has_the_digits_and_the_first_language_of_its_report(study, language):
    other = in_pages(study, language=language, digits="thai")
    given, chart = content(other)
    usual, _ = content(study)
    where = {"th": ("first", "second"), "en": ("second", "first")}[language]
    assert given["name"][where[1]] == usual["name"]["second"]
    pdf = report.brief(**arguments(other))
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.root_object["/Lang"] == language and len(reader.pages) == 1
    copied = close(Page(pdf).copied)
    assert [w for w in said(given) if close(w) not in copied] == []
    assert given["plain"]["numbers"] == {"th": ["๑.", "๒."], "en": ["1.", "2."]}[language]
    assert "990101" in given["place"][where[0]]
    assert all(
        ord(a) == ord(b) or "๐" <= a <= "๙"
        for a, b in zip(given["place"][where[0]], usual["place"]["first"], strict=True)
    )
    assert "ตุลาคม ๒๕๖๑" in given["place"][where[0]]
    drawn = {t.get_text() for t in _in_pages(chart.figure, other.pages).findobj(Label)}
    if language == "th":
        assert "๒๕๖๐" in drawn and not any(re.search("[0-9]", t) for t in drawn)
    else:  # numbers on an axis are of the language that leads, as on the pages
        assert {"2560", "observed\nเกิดขึ้นจริง", "violent incidents  เหตุการณ์ความไม่สงบ"} <= drawn
        alone = [t for t in drawn if re.search("[ก-๙]", t) and not re.search("[A-Za-z]", t)]
        assert alone == []


def test_every_state_has_its_meaning():
    assert set(text.BRIEF_MEANING) == set(text.STATES) == set(text.SHEET_CAREFUL)
    for state in ("insufficient", "not_assessed"):
        assert not re.search("ไม่มีผล|ดีขึ้น|แย่ลง", text.BRIEF_MEANING[state].th)


def test_real_data_are_not_called_simulated(tmp_path):
    study = frames.build(tmp_path, simulated=False)
    copied = Page(report.brief(**arguments(study))).copied
    assert text.SIMULATED_BANNER.th not in copied and "SIMULATED" not in copied


def test_withheld_figures_are_on_paper_neither(study):
    asked = arguments(study, "990103", "SAF2") | {"hidden": {"SAF2"}}
    words = Page(report.brief(**asked)).copied
    assert close(text.SUPPRESSED_VERDICT.th.split("{")[0]) in close(words)
    assert text.CAPTION_EXPECTED.th.split("{")[0] not in words


def named(study, name):
    """The same tambon under another name."""
    given = arguments(study)
    place = replace(given["subject"].place, name=Text(name, name))
    return given | {"subject": replace(given["subject"], place=place)}


def test_names_are_text_and_never_code(study):
    copied = close(Page(report.brief(**named(study, "  ".join(HOSTILE)))).copied)
    assert [name for name in HOSTILE if close(name) not in copied] == []


def test_signs_that_turn_the_writing_are_shown(study):
    assert "ก[U+202E]ข" in close(Page(report.brief(**named(study, "ก\u202eข"))).copied)


@pytest.mark.parametrize("letter", ["ก", "a"])
def test_ten_thousand_letters_lose_none_of_the_rest(study, letter):
    pdf = report.brief(**named(study, (letter * 10_000)[:10_000]))
    pages = len(PdfReader(io.BytesIO(pdf)).pages)
    assert close(text.BRIEF_SOURCE.en) in close("".join(Page(pdf, n).copied for n in range(pages)))


def test_letters_come_from_the_package_alone(study):
    fonts = Page(report.brief(**named(study, "ก α ☃ 漢"))).fonts.values()
    names = {str(f.font["/BaseFont"]).split("+")[1].split("-")[0] for f in fonts}
    assert {"Sarabun"} <= names <= {"Sarabun", "DejaVuSans"}


ELSEWHERE = """
import json, sys
from pathlib import Path
from santitham_eval.figures import to_svg
from santitham_eval.report import press
content, chart = json.loads(Path("content.json").read_bytes()), Path("chart.svg").read_bytes()
sys.stdout.buffer.write(press.pdf(content, chart))
"""


def test_another_folder_zone_and_language_give_the_same_bytes(tmp_path, study):
    folder = tmp_path / "x y"
    folder.mkdir()
    given, chart = content(study)
    (folder / "content.json").write_text(json.dumps(given))
    (folder / "chart.svg").write_bytes(to_svg(chart.figure, outlines=True))
    here = str(Path(report.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], cwd=folder, capture_output=True, timeout=120, check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": here, "TZ": "Asia/Bangkok", "LC_ALL": "C",
             "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.stdout == report.brief(**arguments(study))
    assert not re.search(rb"CreationDate|ModDate|CreateDate", done.stdout)
    assert not (tmp_path / "pythainlp-data").exists()
