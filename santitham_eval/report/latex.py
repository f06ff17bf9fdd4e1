r"""A plain table as LaTeX: booktabs rules in a longtable, every cell text and nothing else.

Written here since it is short: pandas' Styler leaves captions unescaped and lets a cell that begins
with a bracket be taken for the option of the line before; great-tables does better, but brings a
dozen packages; both leave `−`, at which pdfLaTeX stops.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from santitham_eval.tables import Plain

PACKAGES = r"\usepackage{booktabs,longtable,array}"
_WIDE = 92
"""Letters that fit on a line of small print; a table that needs more has its words broken."""
_LONGEST = 44
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
    "\u00a0": "~",
}  # fmt: skip
_JOINED = re.compile(r"([-'`,])(?=\1)|([?!])(?=`)")
"""Signs that become another one together with the next."""


def latex_text(words: str) -> str:
    """Text that LaTeX prints as it stands: no command, no comment, no column, no ligature."""
    kept = (" " if unicodedata.category(c)[0] == "C" else _LETTERS.get(c, c) for c in words)
    return _JOINED.sub(r"\g<0>{}", "".join(kept))


def latex_table(table: Plain, title: str, label: str) -> str:
    r"""A whole table with its caption and notes, to be read in by ``\input``.

    Parameters
    ----------
    table : Plain
    title : str
        Without a number, which LaTeX gives.
    label : str
        Of letters, digits, colons and hyphens.
    """
    head = _row(table.heads)
    notes = " \\par ".join(latex_text(note) for note in table.notes)
    return "\n".join(
        [
            f"% {PACKAGES}",
            "\\begingroup\\footnotesize\\setlength{\\tabcolsep}{4pt}",
            f"\\begin{{longtable}}{{@{{}}{_columns(table)}@{{}}}}",
            f"\\caption{{{latex_text(title)}}}\\label{{{label}}}\\\\",
            "\\toprule", head, "\\midrule", "\\endfirsthead",
            "\\toprule", head, "\\midrule", "\\endhead",
            "\\bottomrule", "\\endfoot",
            *_body(table),
            "\\end{longtable}",
            f"\\noindent {notes}\\par" if notes else "",
            "\\endgroup", "",
        ]
    )  # fmt: skip


def _body(table: Plain) -> list[str]:
    lines: list[str] = []
    paired = zip(table.groups, table.rows, strict=True)
    for number, (group, rows) in enumerate(groupby(paired, key=lambda pair: pair[0])):
        if group:
            lines += ["\\addlinespace"] if number else []
            wide = len(table.heads)
            lines.append(
                f"\\multicolumn{{{wide}}}{{@{{}}l}}{{\\textbf{{{latex_text(group)}}}}}\\\\*"
            )
        lines += [_row(row) for _, row in rows]
    return lines


def _row(cells: tuple[str, ...]) -> str:
    words = " & ".join(map(latex_text, cells)) + " \\\\"
    # After the end of a line these would be taken for its option.
    return f"{{}}{words}" if words.startswith(("[", "*")) else words


def _columns(table: Plain) -> str:
    """Figures to the right, words to the left and broken where the table would be too wide."""
    lines = [table.heads, *table.rows]
    longest = [min(max(len(row[k]) for row in lines), _LONGEST) for k in range(len(table.heads))]
    if sum(longest) <= _WIDE:
        return "".join("r" if numeric else "l" for numeric in table.numeric)
    kinds = []
    for size, numeric in zip(longest, table.numeric, strict=True):
        side = "left" if numeric else "right"
        share = 0.94 * size / sum(longest)
        kinds.append(f">{{\\ragged{side}\\arraybackslash}}p{{{share:.3f}\\linewidth}}")
    return "".join(kinds)
