"""An executed notebook to one self-contained page."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError
from santitham_eval.report.html import clean
from santitham_eval.report.parts import MARK
from santitham_eval.report.typeface import faces
from santitham_eval.report.variant import dressed
from santitham_eval.study import Study
from santitham_eval.text import Text

if TYPE_CHECKING:  # a notebook's own kernel needs neither, and they take two seconds to import
    import nbformat
    from nbconvert.exporters.templateexporter import TemplateExporter

TAG = "report"
"""Only outputs of cells with this tag come onto the page."""

TEMPLATES = Path(__file__).parent / "templates"
_TURNS = re.compile("[\u061c\u202a-\u202e\u2066-\u2069]")


def export(notebook: str | Path | nbformat.NotebookNode, study: Study) -> str:
    """Make the page of an executed notebook.

    Only parts made by this library are taken as HTML, and those anew through a list of allowed
    elements; anything else in a tagged cell comes as its plain text.  Code is left out.

    Parameters
    ----------
    notebook : path or NotebookNode
        Executed; version 4.
    study : Study
        Says whether the page must carry SIMULATED, and how pages are written.

    Returns
    -------
    str
        One HTML document that asks the network for nothing.

    Raises
    ------
    StudyError
        A cell that failed, or no output in any tagged cell.
    """
    import nbformat

    executed = notebook
    if not isinstance(executed, nbformat.NotebookNode):
        executed = nbformat.read(executed, as_version=4)
    outputs = [
        (output, TAG in cell.metadata.get("tags", []))
        for cell in executed.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]
    failed = [o for o, _ in outputs if o.output_type == "error"]
    if failed:
        found = f"{failed[0].ename}: {failed[0].evalue}"
        raise StudyError(Problem("report.ipynb", found, text.WANT_RUN_NOTEBOOK))
    if not any(tagged for _, tagged in outputs):
        raise StudyError(Problem("report.ipynb", "-", text.WANT_REPORT_CELLS))
    title = _title([o for o, tagged in outputs if tagged])
    resources_ = {
        "title": title.both(" / "),
        "simulated": study.study.simulated,
        "banner": text.SIMULATED_BANNER,
        "skip": text.SKIP_LINK,
        "css": Markup(style()),
        "policy": Markup(policy()),
        "tag": TAG,
    }
    page, _ = _exporter().from_notebook_node(executed, resources_)
    return finished(page, study)


def part(output: nbformat.NotebookNode) -> Markup:
    """One output as HTML: ours cleaned, any other as text."""
    if output.output_type not in ("execute_result", "display_data"):
        return Markup("")
    html = output.data.get("text/html")
    if html is not None and MARK in output.get("metadata", {}):
        return clean("".join(html))
    return Markup("<pre>{}</pre>").format("".join(output.data.get("text/plain", "")))


def finished(page: str, study: Study) -> str:
    """A whole page as the study wants its pages, with the letters that it uses."""
    return with_fonts(dressed(page, study.pages), study.pages.digits)


def with_fonts(page: str, digits: str = "arabic") -> str:
    """A whole page with the letters that it uses; its first style sheet is the library's own."""
    page = straight(page)
    return page.replace("<style>", f"<style>\n{faces(page, digits)}", 1)


def straight(page: str) -> str:
    """A page on which signs that turn the direction of writing are shown, not obeyed.

    No name can make the sentence that it stands in be read backwards.
    """
    return _TURNS.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", page)


def policy(script: str = "") -> str:
    """What a page may do: show its own fonts and styles, run its own script alone, ask nobody."""
    allowed = {
        "default-src": "'none'", "img-src": "data:", "font-src": "data:",
        "style-src": "'unsafe-inline'", "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip
    if script:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        allowed["script-src"] = f"'sha256-{digest}'"
    return "; ".join(f"{kind} {where}" for kind, where in allowed.items())


@cache
def style() -> str:
    """The style sheet of parts and page."""
    return "".join((TEMPLATES / name).read_text("utf-8") for name in ("page.css", "sheet.css"))


def restyle(notebook: nbformat.NotebookNode) -> None:
    """Give an executed notebook the style sheet of now, in place."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            mark = output.get("metadata", {}).get(MARK, {})
            if mark.get("part") == "style":
                output["data"]["text/html"] = Style(letters="letters" in mark).html()


class Style:
    """The style sheet for the notebook, so that parts look there as they do on the page.

    Parameters
    ----------
    letters : bool
        With the pages' own letters, for the whole notebook, where the machine may have none of
        Thai; they weigh 60 kB, so that notebooks which only make pages do without.
    """

    def __init__(self, *, letters: bool = False) -> None:
        self.letters = letters

    def html(self) -> str:
        """As an element of its own."""
        names = ["notebook.css", *(["letters.css"] if self.letters else [])]
        own = "".join((TEMPLATES / name).read_text("utf-8") for name in names)
        return f"<style>{faces('') if self.letters else ''}{style()}{own}</style>"

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        mark = {"part": "style"} | ({"letters": "own"} if self.letters else {})
        return {"text/html": self.html(), "text/plain": repr(self)}, {MARK: mark}

    def __repr__(self) -> str:
        return f"Style(letters={self.letters})" if self.letters else "Style()"


def _title(outputs: list[nbformat.NotebookNode]) -> Text:
    for output in outputs:
        mark: dict[str, Any] = output.get("metadata", {}).get(MARK, {})
        if "th" in mark:
            name = Text(str(mark["th"]), str(mark["en"]))
            return text.PAGE_TITLE.format(name=name) if mark["part"] == "heading" else name
    return Text("–", "–")


@cache
def _exporter() -> TemplateExporter:
    """Made once: building an exporter costs far more than using it."""
    from nbconvert.exporters.templateexporter import TemplateExporter

    exporter = TemplateExporter(
        template_name="tambon",
        template_file="index.html.j2",
        extra_template_basedirs=[str(TEMPLATES)],
    )
    exporter.register_filter("part", part)
    exporter.register_filter("escape", escape)
    exporter.environment.autoescape = True
    return exporter
