"""A4 pages by typst: words come to it as data, never as its code; letters from the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl

from santitham_eval.report.copying import copyable
from santitham_eval.report.page import straight
from santitham_eval.report.wrapping import breakable

TEMPLATE = "brief.typ"
PLAIN = "plain"


def pdf(content: Mapping[str, Any], chart: bytes) -> bytes:
    """A tagged PDF of what the template shows of some content; the same bytes for the same."""
    return copyable(typeset(content, "pdf", chart))


def typeset(
    content: Mapping[str, Any],
    form: Literal["pdf", "png"],
    chart: bytes = b"",
    template: bytes | None = None,
) -> bytes:
    """What typst makes of some content.

    Parameters
    ----------
    content : mapping
        Words, numbers, lists and mappings, given to the template as JSON; words below ``plain``
        are no lines of text.
    form : str
        "pdf", or "png" to look at the first page.
    chart : bytes
        A drawing as SVG, with its letters as outlines.
    template : bytes
        Other than the library's own.
    """
    import typst  # eighty megabytes, which nothing else needs

    package = resources.files(__package__)
    with ExitStack() as stack:
        own = stack.enter_context(resources.as_file(package / "fonts"))
        fonts: list[Any] = [own, Path(mpl.get_data_path()) / "fonts" / "ttf"]
        made = typst.compile(
            template or (package / "templates" / TEMPLATE).read_bytes(),
            font_paths=fonts,
            ignore_system_fonts=True,
            format=form,
            sys_inputs={"content": json.dumps(_broken(content)), "chart": chart.decode()},
        )
    return made if isinstance(made, bytes) else made[0]


def _broken(content: Any) -> Any:
    """The same content with every word of it breakable."""
    if isinstance(content, str):
        return breakable(straight(content))
    if isinstance(content, Mapping):
        return {k: v if k == PLAIN else _broken(v) for k, v in content.items()}
    if isinstance(content, (list, tuple)):
        return [_broken(value) for value in content]
    return content
