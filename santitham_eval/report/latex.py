r"""A plain table as LaTeX: booktabs rules in a longtable, every cell text and nothing else.

Written here since it is short: pandas' Styler leaves captions unescaped and lets a cell that begins
with a bracket be taken for the option of the line before; great-tables does better, but brings a
dozen packages; both leave `−`, at which pdfLaTeX stops.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import groupby

from santitham_eval.report.typeface import width
from santitham_eval.report.wrapping import SPACE, parted
from santitham_eval.tables import Language, Plain

PACKAGES = r"\usepackage{booktabs,longtable,array}"
_SIDEWAYS = ", on a page on its side"
STYLE = "exhibits.sty"
"""What a document needs, beside the tables: letters, page, Thai numbers."""
_UPRIGHT, _SIDE = r"\input{{{}}}\clearpage", r"\begin{{landscape}}\input{{{}}}\end{{landscape}}"
_SIGNS = r"\csname exhibitsigns\endcsname "
"""No ligature of TeX, where the style is there; other engines are held off by `{}`."""
_MAY_END = r'\catcode"200B=13 \protected\gdef^^^^200b{\hskip0pt\relax}'
"""Thai lines end at a sign without width: XeTeX alone finds words, and not those of a study.

For good, since a caption is written down after the table has ended."""
_ROOM = {False: 60.0, True: 91.0}
"""How wide a line on A4 is by the size of its small print, upright and on its side."""
_GAP = 1.0
_LONGEST = 48
"""Signs of a number with its interval and its second form; what is longer is something else."""
_COMMANDS = {
    "\\": "textbackslash", "~": "textasciitilde", "^": "textasciicircum", "<": "textless",
    ">": "textgreater", "|": "textbar", '"': "textquotedbl", "−": "textminus", "×": "texttimes",
    "±": "textpm", "†": "textdagger", "–": "textendash", "—": "textemdash", "…": "ldots",
    "’": "textquoteright", "‘": "textquoteleft", "“": "textquotedblleft",
    "”": "textquotedblright",
}  # fmt: skip
_LETTERS = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    **{sign: f"\\{name}{{}}" for sign, name in _COMMANDS.items()},
    "∞": r"\ensuremath{\infty}", "≤": r"\ensuremath{\leq}", "≥": r"\ensuremath{\geq}",
    "\u00a0": "~", SPACE: SPACE,
}  # fmt: skip
_JOINED = re.compile(r"([-'`,])(?=\1)|([?!])(?=`)")
"""Signs that become another one together with the next."""
_PIECES = re.compile(f"[ {SPACE}]+")
_WITHIN = re.compile(r" (?!\()")
"""Between figures of one number; its second form, in brackets, may stand below the first."""


def latex_text(words: str) -> str:
    """Text that LaTeX prints as it stands: no command, no comment, no column, no ligature."""
    kept = (_LETTERS.get(c) or (" " if unicodedata.category(c)[0] == "C" else c) for c in words)
    return _JOINED.sub(r"\g<0>{}", "".join(kept))


def latex_table(table: Plain, title: str, label: str, *, wide: bool = False) -> str:
    r"""A whole table with its caption and notes, to be read in by ``\input``.

    Parameters
    ----------
    table : Plain
    title : str
        Without a number, which LaTeX gives.
    label : str
        Of letters, digits, colons and hyphens.
    wide : bool
        For a page on its side.
    """
    cells = [[_breakable(*c) for c in zip(row, table.numeric, strict=True)]
             for row in (table.heads, *table.rows)]  # fmt: skip
    head, *rows = map(_row, cells)
    notes = " \\par ".join(latex_text(parted(note)) for note in table.notes)
    body = [
        f"\\begin{{longtable}}{{@{{}}{_columns(cells, table.numeric, _ROOM[wide])}@{{}}}}",
        f"\\caption{{{latex_text(parted(title))}}}\\label{{{label}}}\\\\",
        "\\toprule", head, "\\midrule", "\\endfirsthead",
        "\\toprule", head, "\\midrule", "\\endhead",
        "\\bottomrule", "\\endfoot",
        *_grouped(table.groups, rows, len(table.heads)),
        "\\end{longtable}",
        f"\\raggedright {notes}\\par" if notes else "",
    ]  # fmt: skip
    thai = any(SPACE in line for line in body)
    return "\n".join(
        [
            f"% {PACKAGES}" + _SIDEWAYS * wide,
            "\\begingroup\\footnotesize\\setlength{\\tabcolsep}{4pt}\\setlength{\\LTcapwidth}{\\linewidth}",
            "\\renewcommand{\\arraystretch}{1.15}" + _SIGNS + (_MAY_END if thai else ""),
            *body,
            "\\endgroup", "",
        ]
    )  # fmt: skip


def latex_document(tables: Mapping[str, bool], language: Language, digits: str) -> str:
    """A document of its own that reads tables in; how it looks is said in the style beside it.

    It holds no figure, so that whoever checks those of the tables need not ask what it is.

    Parameters
    ----------
    tables : mapping
        Names of their files, and which want a page on its side.
    language : {"th", "en"}
    digits : {"arabic", "thai"}
        Of the numbers that LaTeX gives.
    """
    options = ["thai"] * (language == "th") + ["thaidigits"] * (language == "th" == digits[:2])
    chosen = f"[{','.join(options)}]" if options else ""
    return "\n".join(
        [
            "\\documentclass{article}",
            f"\\usepackage{chosen}{{{STYLE.removesuffix('.sty')}}}",
            "\\usepackage{geometry}",
            "\\begin{document}",
            *((_SIDE if wide else _UPRIGHT).format(name) for name, wide in tables.items()),
            "\\end{document}", "",
        ]
    )  # fmt: skip


def _breakable(cell: str, numeric: bool) -> str:
    """A cell with signs where its lines may end; a number only between its two forms."""
    if numeric and len(cell) < _LONGEST and any(sign.isdigit() for sign in cell):
        return _WITHIN.sub("\u00a0", cell)
    return parted(cell)


def _grouped(groups: Iterable[str], rows: Iterable[str], wide: int) -> list[str]:
    lines: list[str] = []
    for group, of in groupby(zip(groups, rows, strict=True), key=lambda pair: pair[0]):
        if group:
            lines += ["\\addlinespace"] if lines else []
            name = latex_text(parted(group))
            lines.append(f"\\multicolumn{{{wide}}}{{@{{}}l}}{{\\textbf{{{name}}}}}\\\\*")
        lines += [row for _, row in of]
    return lines


def _row(cells: Iterable[str]) -> str:
    words = " & ".join(map(latex_text, cells)) + " \\\\"
    # After the end of a line these would be taken for its option.
    return f"{{}}{words}" if words.lstrip().startswith(("[", "*")) else words


def _columns(rows: list[list[str]], numeric: tuple[bool, ...], line: float) -> str:
    """Figures to the right, words to the left.

    Where all is too wide, numbers are broken between their two forms, then the longest words.
    """
    columns = list(zip(*rows, strict=True))
    wants = [max(map(width, cells)) for cells in columns]
    needs = [0.5 + max(width(p) for c in cells for p in _PIECES.split(c)) for cells in columns]
    room = line - _GAP * (len(columns) - 1)
    for most in range(math.ceil(max(wants)), -1, -1):
        widths = [
            min(want, need) if number and sum(wants) > room else min(want, max(most, need))
            for want, need, number in zip(wants, needs, numeric, strict=True)
        ]
        if sum(widths) <= room:
            break
    kinds = []
    for given, want, number in zip(widths, wants, numeric, strict=True):
        side, kind = ("left", "r") if number else ("right", "l")
        share = given / max(line, sum(widths))
        broken = f">{{\\ragged{side}\\arraybackslash}}p{{{share:.3f}\\linewidth}}"
        kinds.append(kind if given == want else broken)
    return "".join(kinds)
