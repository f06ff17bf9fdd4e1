"""The lessons-learned sheet of an executed notebook as files of their own: print page and form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from santitham_eval import text
from santitham_eval.report.page import TAG, TEMPLATES, finished, part, policy, style
from santitham_eval.report.parts import MARK
from santitham_eval.report.sheet import FORM, NAME, PRINT_PAGE, form_csv
from santitham_eval.study import Study
from santitham_eval.text import Text

if TYPE_CHECKING:
    import nbformat


def sheet_files(notebook: nbformat.NotebookNode, study: Study, tambon: str) -> dict[str, bytes]:
    """Files that stand beside the page of a tambon whose notebook shows a sheet.

    Parameters
    ----------
    notebook : NotebookNode
        Executed; version 4.
    study : Study
        Says whether the page must carry SIMULATED, and how pages are written.
    tambon : str

    Returns
    -------
    dict of str to bytes
        Two A4 pages as one HTML document that asks the network for nothing, and the form as
        CSV with a byte-order mark, without which Excel misreads Thai; empty without a sheet.
    """
    marked = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and TAG in cell.metadata.get("tags", []):
            for output in cell.outputs:
                mark = output.get("metadata", {}).get(MARK, {})
                marked[mark.get("part")] = (output, mark)
    if NAME not in marked:
        return {}
    _, named = marked.get("heading", (None, {}))
    name = Text(str(named.get("th", tambon)), str(named.get("en", tambon)))
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    page = environment.get_template("sheet_page.html.j2").render(
        title=text.SHEET_TITLE.format(name=name),
        name=name,
        tambon=tambon,
        simulated=study.study.simulated,
        text=text,
        css=Markup(style()),
        policy=Markup(policy()),
        sheet=part(marked[NAME][0]),
    )
    return {PRINT_PAGE: finished(page, study).encode(), FORM: form_csv(tambon).encode("utf-8-sig")}
