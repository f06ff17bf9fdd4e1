"""Tables for reviewers: the same figures in every form, text and nothing else, the list in step."""

import csv
import inspect
import io
import re
import unicodedata

import pandas as pd
import programme_frames as made
import pytest
import reading_frames as frames
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from test_programme_page import html_of
from test_report import Page

from santitham_eval import report, tables, text
from santitham_eval.errors import StudyError
from santitham_eval.evidence import balance, check
from santitham_eval.figures import FONTS
from santitham_eval.indicators import SERIES
from santitham_eval.report import EXHIBITS, exhibits
from santitham_eval.report.latex import latex_table, latex_text
from santitham_eval.report.typeface import width
from santitham_eval.report.variables import TABLES
from santitham_eval.report.wrapping import parted
from santitham_eval.study import in_pages
from santitham_eval.tables import Column, Plain, Table, plain
from santitham_eval.text import Text
from santitham_eval.thai import arabic_digits

HOSTILE = [
    "\\", "&", "%", "$", "#", "_", "{", "}", "~", "^", "\\input{/etc/passwd}", "\\write18{ls}",
    "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "a\\\\b", "[2pt]", "*", "x & y \\\\ \\hline", "100% }",
    "\\end{longtable}", "$$x^2$$", "<script>alert(1)</script>", "{{7*7}}", "%%", "``'' -- --- ?` ,,",
    "a\nb", "x\u202ey", "\x00\x1b[31m", "^^5cinput", "&amp;", "ก" * 10000,
]  # fmt: skip


def built(study, **changed):
    """Built tables of the small study; the programme's own made by hand."""
    panel, roster, near = frames.panel(), frames.roster(), frames.neighbours()
    kept = {
        "register": frames.register(), "roster": roster, "neighbours": near, "panel": panel,
        "effects": frames.effects(study.plan), "programme": made.programme(),
        "withheld": frames.withheld(study.plan),
        "checks": check(panel, roster, study.plan, neighbours=near),
        "balance": balance(panel, roster, study.plan, neighbours=near),
    }  # fmt: skip
    return kept | changed


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return frames.build(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def frames_of(study):
    return built(study)


@pytest.fixture(scope="module")
def shown_tables(study, frames_of):
    return exhibits.exhibit_tables(study, frames_of)


@pytest.fixture(scope="module")
def files(study, frames_of):
    return exhibits.contents(study, frames_of)


# --- reading back, by other means than what wrote it ----------------------------------------
SIGNS = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textless": "<",
    "textgreater": ">", "textbar": "|", "textquotedbl": '"', "textminus": "−", "texttimes": "×",
    "textpm": "±", "textdagger": "†", "textendash": "–", "textemdash": "—", "ldots": "…",
    "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”",
}  # fmt: skip


def printed(source):
    """What LaTeX prints of a run of text; anything that is not text is an error."""
    out, at = [], 0
    source = source.replace("\\ensuremath{\\infty}", "∞").replace("\\ensuremath{\\leq}", "≤")
    source = source.replace("\\ensuremath{\\geq}", "≥").replace("\u200b", "")  # nothing to be seen
    while at < len(source):
        sign = source[at]
        if sign == "\\":
            if source[at + 1] in "&%$#_{}":
                out.append(source[at + 1])
                at += 2
                continue
            name = re.match(r"[a-zA-Z]+", source[at + 1 :])[0]
            assert source[at + 1 + len(name) :].startswith("{}"), source
            out.append(SIGNS[name])
            at += 3 + len(name)
            continue
        if source.startswith("{}", at):
            at += 2
            continue
        assert sign not in "&%$#_{}^", source
        out.append("\u00a0" if sign == "~" else sign)
        at += 1
    return "".join(out)


def latex_cells(source):
    """Head, rows and group heads of a longtable; what is not well formed is an error."""
    depth = 0
    for sign in re.sub(r"\\.", "", source, flags=re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    lines = source.split("\n")
    assert lines[0].startswith("% \\usepackage{booktabs,longtable,array}")
    assert not any("%" in re.sub(r"\\.", "", line) for line in lines[1:])
    assert lines[1].startswith("\\begingroup") and lines[-2:] == ["\\endgroup", ""]
    opened = re.findall(r"(?<!\\)\\(begin|end)\{(\w+)\}", source)
    assert opened == [("begin", "longtable"), ("end", "longtable")]
    order = [line for line in lines if line in ("\\toprule", "\\midrule", "\\endfirsthead", "\\endhead",
                                                "\\bottomrule", "\\endfoot")]  # fmt: skip
    assert order == ["\\toprule", "\\midrule", "\\endfirsthead", "\\toprule", "\\midrule",
                     "\\endhead", "\\bottomrule", "\\endfoot"]  # fmt: skip
    split = re.compile(r"(?<!\\) & ")

    def row(line):
        assert line.endswith(" \\\\"), line
        return tuple(printed(cell) for cell in split.split(line.removesuffix(" \\\\")))

    head = row(lines[lines.index("\\toprule") + 1])
    body = lines[lines.index("\\endfoot") + 1 : lines.index("\\end{longtable}")]
    rows, groups, group = [], [], ""
    for line in body:
        if line == "\\addlinespace":
            continue
        if found := re.fullmatch(
            r"\\multicolumn\{(\d+)\}\{@\{\}l\}\{\\textbf\{(.*)\}\}\\\\\*", line
        ):
            assert int(found[1]) == len(head)
            group = printed(found[2])
            continue
        rows.append(row(line))
        groups.append(group)
    assert {len(r) for r in rows} <= {len(head)}
    return head, rows, groups


def html_cells(source):
    page = Page(source)
    assert not page.unclosed and not page.all("script", "link", "iframe", "img")
    heads = tuple(e["text"] for e in page.all("th") if e.get("scope") == "col")
    cells = [e["text"] for e in page.all("td")]
    return heads, [tuple(cells[n : n + len(heads)]) for n in range(0, len(cells), len(heads))]


def csv_cells(source):
    rows = list(csv.reader(io.StringIO(source.decode("utf-8-sig"), newline="")))
    return [[cell[1:] if cell.startswith("'") else cell for cell in row] for row in rows]


def squeezed(cells):
    """Cells with runs of white space as one."""
    return [[" ".join(cell.split()) for cell in row] for row in cells]


# --- the list and what is made --------------------------------------------------------------
def test_each_exhibit_is_made_once_in_three_forms_and_two_languages(files):
    names = [e.name for e in EXHIBITS]
    assert len(set(names)) == len(names) == 11
    assert set(files) == {"index.html"} | {
        f"{n}.{lang}.{form}"
        for n in names
        for lang in ("th", "en")
        for form in ("tex", "html", "csv")
    } | {"exhibits.th.tex", "exhibits.en.tex", "exhibits.sty", "OFL.txt"} | {*FONTS}


def test_the_list_tells_of_each_what_it_is_made_of_and_by_which_command(files):
    page = Page(files["index.html"].decode())
    codes = [e["text"] for e in page.all("code")]
    assert not page.unclosed and len(page.all("h1")) == 1
    for exhibit in EXHIBITS:
        function = getattr(tables, exhibit.make.__name__)
        assert function is exhibit.make and f"santitham_eval.tables.{function.__name__}" in codes
        assert ", ".join(exhibits.made_of(exhibit)) in codes
        assert f"santitham-eval exhibits {exhibit.name} --study study.toml" in codes
        assert set(exhibits.made_of(exhibit)) <= {*TABLES, "docs/calibration.csv"}
        words = page.all("section")
        assert any(exhibit.title.en in e["text"] and exhibit.note.th in e["text"] for e in words)
    links = [e["href"] for e in page.all("a") if e["href"].count(".") == 2 and "/" not in e["href"]]
    alone = {"index.html", "exhibits.sty", "OFL.txt", *FONTS}
    assert sorted(links) == sorted(set(files) - alone)


def test_columns_are_declared_and_named_in_both_languages(shown_tables):
    for exhibit in EXHIBITS:
        known = {c.key for c in shown_tables[exhibit.name].columns}
        lacking = set(exhibit.columns) - known
        assert lacking <= set(text.EVENT_METHODS) and (not lacking or exhibit.name == "event-study")
        assert exhibit.title.th != exhibit.title.en and exhibit.note.th != exhibit.note.en


def test_only_what_is_asked_for_is_made(study, frames_of, files):
    found = exhibits.contents(study, frames_of, ["honest", "goals"])
    assert {name.split(".")[0] for name in found} == {"honest", "goals"}
    assert all(files[name] == words for name, words in found.items())


def test_a_name_that_is_none_is_refused_with_those_there_are(study, frames_of):
    with pytest.raises(StudyError, match=r"honestt.*effects, methods"):
        exhibits.contents(study, frames_of, ["honestt"])


def test_without_a_calibration_there_is_no_table_of_it(study, frames_of, monkeypatch, tmp_path):
    monkeypatch.setattr("santitham_eval.report.validation.CALIBRATION", tmp_path / "none.csv")
    found = exhibits.contents(study, frames_of)
    assert not any(name.startswith("goals") for name in found)
    assert b"goals" not in found["index.html"]


# --- the same figures everywhere ------------------------------------------------------------
@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda e: e.name)
def test_every_form_says_the_same(shown_tables, files, exhibit, language):
    table = shown_tables[exhibit.name]
    shown = plain(table, exhibits._present(exhibit, table), language)
    wanted = squeezed([shown.heads, *shown.rows])
    head, rows, groups = latex_cells(files[f"{exhibit.name}.{language}.tex"].decode())
    assert squeezed([head, *rows]) == wanted and groups == list(shown.groups)
    head, rows = html_cells(files[f"{exhibit.name}.{language}.html"].decode())
    assert squeezed([head, *rows]) == wanted
    first, *lines = csv_cells(files[f"{exhibit.name}.{language}.csv"])
    away = 1 if any(shown.groups) else 0
    assert squeezed([first[away:], *(line[away:] for line in lines)]) == wanted
    assert [line[0] for line in lines if away] == list(shown.groups) * away
    assert len(shown.rows) > 1


def test_figures_are_those_of_the_pages(study, shown_tables):
    page = html_of(study, made.programme())
    for name in ("effects", "event-study", "checks", "honest"):
        for value in map(str, shown_tables[name].frame.to_numpy().ravel()):
            assert value in ("", *text.STATES) or str(escape(value)) in page
    effects = frames.effects(study.plan)
    own = tables.effects_table(effects, "990101", study.plan, set(), 3).frame
    shown = shown_tables["tambons"].frame
    row = shown[(shown["tambon"] == "990101") & (shown["of"] == own["indicator"].iloc[0])].iloc[0]
    keys = ["before", "after", "expected", "effect", "effect_en", "mde", "q", "state"]
    assert list(row[keys]) == list(own.iloc[0][keys])


def test_all_methods_of_all_outcomes_are_there(study):
    table = tables.all_methods_table(made.programme(), study.plan)
    overall = made.programme().query("part == 'overall'")
    assert len(table.frame) == len(overall[overall["indicator"].isin(frames_outcomes(study))])
    assert table.frame["of"].nunique() == overall["indicator"].nunique()


def frames_outcomes(study):
    return [o.indicator for o in study.plan.outcomes]


def test_tambons_go_by_code_whatever_their_result(study, frames_of):
    mixed = {k: frames_of[k].sample(frac=1, random_state=2) for k in ("effects", "roster")}
    found = exhibits.exhibit_tables(study, frames_of | mixed)["tambons"].frame
    for _, rows in found.groupby("of"):
        assert list(rows["tambon"]) == sorted(frames.TREATED)


def test_checks_are_counted_over_tambons(study, frames_of):
    counts = tables.check_counts_table(frames_of["checks"], study.plan).frame
    own = frames_of["checks"].query(
        "tambon != 'ALL' and indicator == 'SAF1' and check == 'pre_trend'"
    )
    row = counts[(counts["check"] == text.CHECKS["pre_trend"].th)].iloc[0]
    assert sum(int(row[v]) for v in text.CHECK_VERDICTS) == len(own) > 0
    assert int(row["pass"]) == (own["verdict"] == "pass").sum()


def test_placebos_are_told_with_how_many_chance_would_give(study):
    rows = [["ALL", "SAF1", "placebo_in_space", 40.0, 3.0, "pass", "2018-10"],
            ["990101", "SAF1", "pre_trend", 1.0, 0.0, "pass", ""]]  # fmt: skip
    checks = pd.DataFrame(
        rows, columns=["tambon", "indicator", "check", "judged", "rejected", "verdict", "note"]
    )
    [row] = tables.placebo_counts_table(checks, study.plan).frame.to_dict("records")
    assert (row["judged"], row["rejected"], row["share"]) == ("40", "3", "7.5%")
    assert row["start_en"] == "Oct 2018 (B.E. 2561)"


def test_simulated_data_say_so_and_real_ones_do_not(files, frames_of, tmp_path):
    assert b"SIMULATED" in files["effects.en.tex"] and b"SIMULATED" in files["effects.en.html"]
    real = frames.write_study(tmp_path, simulated=False)
    found = exhibits.contents(real, frames_of, ["effects", "funnel"])
    assert not any(b"SIMULATED" in words for words in found.values())


# --- what is withheld -----------------------------------------------------------------------
def test_few_persons_are_nowhere(study, frames_of):
    hidden = {t for t, i in frames_of["withheld"].to_numpy() if i == "SAF2"}
    found = exhibits.contents(study, frames_of, ["tambons", "funnel"])
    for name, first in (("tambons", 4), ("funnel", 3)):
        for language, word in (("en", "suppressed"), ("th", "ปกปิด")):
            rows = csv_cells(found[f"{name}.{language}.csv"])
            few = [r for r in rows if r[0] == SERIES["SAF2"].name.lang(language) and hidden & {*r}]
            figures = {cell for row in few for cell in row[first : first + 5]}
            assert len(few) == len(hidden) > 0 and figures <= {word, "–"} and word in figures
        other = "ปกปิด".encode()
        assert not any(other in words for file, words in found.items() if ".en." in file)


def test_withheld_rows_of_the_programme_are_withheld_here(study, frames_of):
    frame = made.programme()
    own = (frame["indicator"] == "SAF2") & (frame["part"] == "overall")
    assert own.any()
    frame.loc[own, ["numerator", "denominator", "estimate"]] = (2.0, 9e4, 0.4321)
    found = exhibits.contents(study, frames_of | {"programme": frame}, ["effects", "methods"])
    for name in ("effects.en.csv", "methods.en.tex"):
        words = found[name].decode()
        assert "suppressed" in words and "0.43" not in words and "57" not in words


# --- text and nothing else ------------------------------------------------------------------
def shown_as(cell):
    """What is left of a cell on one line of print."""
    return " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in cell).split())


@pytest.mark.parametrize("cell", HOSTILE, ids=lambda c: repr(c[:12]))
def test_a_hostile_cell_is_text_in_every_form(study, cell):
    columns = (Column("a", Text(cell, cell), "row"), Column("b", Text("b", "b"), "number"))
    frame = pd.DataFrame(
        {"a": [cell, "x"], "b": ["1", cell], "of": [cell, "y"], "of_en": [cell, "y"]}
    )
    table = Table(Text(cell, cell), columns, frame, (Text(cell, cell),), group="of")
    shown = plain(table, ["a", "b"], "en")
    one = exhibits.Exhibit("x", Text(cell, cell), Text("", ""), tables.goals_table, ())
    forms = exhibits._forms(one, shown, 1, "en")
    head, rows, groups = latex_cells(forms["tex"].decode())
    wanted = [[shown_as(c) for c in row] for row in ([cell, "b"], [cell, "1"], ["x", cell])]
    assert squeezed([head, *rows]) == wanted
    assert [" ".join(g.split()) for g in groups] == [shown_as(cell), "y"]
    page = Page(forms["html"].decode())
    assert not page.unclosed and not page.all("script") and len(page.all("td")) == 4
    assert "\u202e" not in forms["html"].decode() and "\u202e" not in forms["tex"].decode()
    for row in csv.reader(io.StringIO(forms["csv"].decode("utf-8-sig"), newline="")):
        assert not any(re.match(r"[=+@\t\r\n-]", c) for c in row)


@given(st.text(max_size=60))
def test_whatever_is_written_is_printed_as_it_stands(words):
    assert printed(latex_text(words)) == "".join(
        " " if unicodedata.category(c)[0] == "C" else c for c in words
    )
    assert not re.search(r"--|``|''|,,|[?!]`", latex_text(words))


@given(st.lists(st.text(max_size=12), min_size=2, max_size=2))
def test_whatever_the_cells_a_row_stays_a_row(cells):
    table = Plain(("a", "b"), (False, True), (tuple(cells), ("x", "y")), ("", ""), ())
    _, rows, _ = latex_cells(latex_table(table, "t", "l"))
    assert len(rows) == 2 and [len(row) for row in rows] == [2, 2]
    source = latex_table(table, "t", "l")
    assert not re.search(
        r"\\\\\n\s*[\[*]", source
    )  # no cell is taken for an option of the line's end


def test_hostile_names_of_the_study_reach_all_forms_as_text(study, frames_of):
    name = "\\input{x} & {%$#_^~} <b>"
    register = frames_of["register"].assign(name_th=name, name_en=name)
    found = exhibits.contents(study, frames_of | {"register": register}, ["tambons", "funnel"])
    for exhibit in ("tambons", "funnel"):
        _, rows, _ = latex_cells(found[f"{exhibit}.en.tex"].decode())
        assert sum(name in cell for row in rows for cell in row) == len(rows)
        assert "<b>" not in found[f"{exhibit}.en.html"].decode()


# --- files ----------------------------------------------------------------------------------
def test_same_input_same_bytes(study, frames_of, files):
    assert exhibits.contents(study, frames_of) == files


def test_files_appear_whole_or_not_at_all(study, frames_of, monkeypatch):
    report.write_exhibits(study, frames_of, ["honest"])
    folder = study.reports() / "exhibits"
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert set(before) == {f"honest.{lang}.{form}" for lang in ("en", "th") for form in ("tex", "html", "csv")}  # fmt: skip

    def full(self, words):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        report.write_exhibits(study, frames_of, ["honest"])
    monkeypatch.undo()
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_what_an_exhibit_asks_for_is_read_off_its_function():
    for exhibit in EXHIBITS:
        asked = set(inspect.signature(exhibit.make).parameters)
        told = {"goals", "held"} if exhibit.name == "goals" else set(exhibits.made_of(exhibit))
        assert told == asked - {"plan", "minimum"}


BREAK = "\u200b"
OF_PACKAGES = {
    "booktabs": {"toprule", "midrule", "bottomrule", "addlinespace"},
    "longtable": {"endfirsthead", "endhead", "endfoot", "LTcapwidth"},
    "array": {"arraybackslash"},
}
OF_LATEX = {
    "begingroup", "endgroup", "footnotesize", "setlength", "tabcolsep", "linewidth", "begin", "end",
    "renewcommand", "arraystretch", "caption", "label", "raggedright", "raggedleft", "par",
    "multicolumn", "textbf", "catcode", "protected", "gdef", "hskip", "relax", "ensuremath",
    "infty", "leq", "geq", "csname", "endcsname",
}  # fmt: skip


@pytest.fixture(scope="module")
def in_thai_digits(study, frames_of):
    return exhibits.contents(in_pages(study, language=None, digits="thai"), frames_of)


def sources(files, language=""):
    return {n: c.decode() for n, c in files.items() if re.fullmatch(rf"[a-z-]+\.{language or '(th|en)'}\.tex", n)
            and not n.startswith("exhibits.")}  # fmt: skip


# --- what a document of LaTeX needs ------------------------------------------------------------------
def test_every_command_of_a_table_comes_of_a_package_that_it_names(files):
    own = {"text" + n for n in (
        "backslash", "asciitilde", "asciicircum", "less", "greater", "bar", "quotedbl", "minus",
        "times", "pm", "dagger", "endash", "emdash", "quoteright", "quoteleft", "quotedblleft",
        "quotedblright")} | {"ldots"}  # fmt: skip
    for name, source in sources(files).items():
        named = set(re.search(r"\\usepackage\{([\w,]+)\}", source)[1].split(","))
        known = OF_LATEX | own | set().union(*(OF_PACKAGES[p] for p in named))
        used = set(re.findall(r"\\([a-zA-Z]+)", source.partition("\n")[2]))
        assert used - known == set(), name
        assert not re.search(r"[<>|\"−×†–“”’]", source.partition("\\endfoot")[2]), name


def test_the_style_loads_what_tables_name_and_the_letters_that_lie_beside_it(files):
    style = files["exhibits.sty"].decode()
    assert set(OF_PACKAGES) <= set(re.search(r"\\RequirePackage\{(.*)\}", style)[1].split(","))
    letters = re.findall(r"[\w-]+\.ttf", style)
    assert letters and {*letters, "OFL.txt"} <= set(files)
    assert files[letters[0]][:4] == b"\x00\x01\x00\x00"


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_document_reads_in_every_table_once_in_the_order_of_the_list(files, language):
    document = files[f"exhibits.{language}.tex"].decode()
    names = re.findall(r"\\input\{(.*?)\}", document)
    assert names == [f"{e.name}.{language}.tex" for e in EXHIBITS] and set(names) <= set(files)
    aside = re.findall(r"\\begin\{landscape\}\\input\{(.*?)\}\\end\{landscape\}", document)
    assert aside == [f"{e.name}.{language}.tex" for e in EXHIBITS if e.wide]
    assert not re.search(r"\d", document)  # so that no check of figures need know what it is
    assert f"\\usepackage{'[thai]' * (language == 'th')}{{exhibits}}" in document


def test_only_some_tables_are_no_document(study, frames_of):
    assert set(exhibits.contents(study, frames_of, ["goals"])) == {
        f"goals.{lang}.{form}" for lang in ("th", "en") for form in ("tex", "html", "csv")
    }


# --- lines of LaTeX ----------------------------------------------------------------------------------
def test_lines_of_thai_may_end_between_words_and_in_no_finding(files):
    found = sources(files, "th")["tambons.th.tex"]
    assert "หลักฐานยังไม่พอ" in found and 'catcode"200B' in found
    assert "วิธี" + BREAK + "หลัก" in found or "หลัก" + BREAK in found
    for source in sources(files, "th").values():
        for run in re.findall(f"[ก-๛{BREAK}]+", source):
            assert not re.search(f"{BREAK}[ัำ-ฺ็-๎]|^{BREAK}|{BREAK}{BREAK}", run)
            words = run.split(BREAK)
            assert max(map(len, words)) <= 24
    assert not any("catcode" in s for n, s in sources(files, "en").items() if BREAK not in s)


def spec(source):
    """Columns of a table: a share of the line, or None where a column is as wide as its cells."""
    asked = re.search(r"\\begin\{longtable\}\{@\{\}(.*)@\{\}\}", source)[1]
    plain = re.sub(r">\{.*?\}", "", asked)
    return [float(s) if s else None for s in re.findall(r"p\{([\d.]+)\\linewidth\}|[lr]", plain)]


def test_every_table_fits_on_its_line_and_no_number_is_broken_within(files):
    for name, source in sources(files).items():
        head, rows, _ = latex_cells(source)
        line = 91 if "on its side" in source.partition("\n")[0] else 60
        total = len(head) - 1.0
        shares = spec(source)
        assert len(shares) == len(head), name
        for share, *cells in zip(shares, head, *rows, strict=True):
            total += share * line if share else max(map(width, cells))
            for cell in cells if share else ():
                for piece in re.split(f"[ {BREAK}]", parted(cell)):
                    assert width(piece) <= share * line or not re.search(r"[ก-๛A-Za-z]", piece)
        assert total <= line + 0.1, name  # shares are rounded
        body = source.partition("\\endfoot")[2].partition("\\end{longtable}")[0]
        within = re.search(r"(?<=[\d%]) (?=[\[+]|\\textminus)", body)
        assert name.startswith("checks") or not within, name  # there numbers stand in sentences


# --- Thai digits ----------------------------------------------------------------------------
def test_thai_digits_reach_every_number_for_readers_and_none_for_machines(files, in_thai_digits):
    assert {n for n in files if files[n] != in_thai_digits[n]} == {
        "index.html", "exhibits.th.tex", *(f"{e.name}.th.{form}" for e in EXHIBITS for form in ("tex", "html"))
    }  # fmt: skip
    for name, source in sources(in_thai_digits, "th").items():
        kept = latex_cells(files[name].decode())
        _, rows, _ = written = latex_cells(source)
        for was, now in zip(kept[1], rows, strict=True):
            assert [arabic_digits(c).split() for c in now] == [c.split() for c in was]
        plain = " ".join(c for part in (written[0], *rows) for c in part)
        assert not re.search(r"(?<![\w.])\d{1,5}(?![\w])", plain, re.ASCII), name
    assert "[thai,thaidigits]{exhibits}" in in_thai_digits["exhibits.th.tex"].decode()
    assert "ตาราง ๑" in in_thai_digits["effects.th.html"].decode()
