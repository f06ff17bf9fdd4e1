"""The codebook of a study as a page, made of the declarations themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from santitham_eval import text, thai
from santitham_eval.indicators import INDICATORS, Indicator
from santitham_eval.report.parts import table_part
from santitham_eval.report.plain import plain_page
from santitham_eval.report.registry import Registered
from santitham_eval.report.variables import TABLES
from santitham_eval.study import Study
from santitham_eval.tables import Column, Table
from santitham_eval.text import Text


def codebook_html(study: Study, files: Mapping[str, Registered]) -> str:
    """The page as text: indicators, sources of the study, variables of each table.

    Parameters
    ----------
    study : Study
    files : mapping of str to Registered
        Raw files of the study, by name.
    """
    variables = [variables_table(name) for name in TABLES]
    parts = [
        table_part("indicators", text.SECTION_INDICATORS, indicators_table()),
        table_part("sources", text.SECTION_SOURCES, files_table(study, files)),
        table_part("variables", text.SECTION_VARIABLES, *variables),
    ]
    nodes = (part.node for part in parts)
    return plain_page(study, text.CODEBOOK_TITLE, text.CODEBOOK_LEAD, nodes)


def write_codebook(study: Study, files: Mapping[str, Registered]) -> Path:
    """Write ``reports/codebook/index.html``."""
    path = study.reports() / "codebook" / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(codebook_html(study, files), encoding="utf-8", newline="")
    return path


def indicators_table() -> Table:
    """All indicators as declared, by goal."""
    rows = [_indicator_row(indicator) for indicator in INDICATORS.values()]
    columns = (
        Column("name", text.HEAD_INDICATOR, "row", also="id"),
        Column("formula", text.HEAD_FORMULA),
        Column("unit", text.HEAD_UNIT, also="kind"),
        Column("remarks", text.HEAD_REMARKS),
    )
    return Table(text.CAPTION_INDICATORS, columns, pd.DataFrame(rows, dtype=object), group="goal")


def _indicator_row(i: Indicator) -> dict[str, str]:
    kind = text.KIND_OF.format(
        family=text.FAMILIES[i.family],
        direction=text.DIRECTIONS[i.direction],
        time=text.TIMES[i.time],
    )
    words = {
        "goal": i.goal, "name": i.name, "formula": i.formula, "unit": i.unit, "kind": kind,
        "remarks": _joined(_remarks(i)),
    }  # fmt: skip
    row = {"id": i.id}
    for key, value in words.items():
        row |= {key: value.th, f"{key}_en": value.en}
    return row


def _remarks(i: Indicator) -> list[Text]:
    found = [text.REMARK_SOURCE.format(source=i.source)]
    if i.participants_only:
        found.append(text.REMARK_PARTICIPANTS)
    if i.counts_persons:
        found.append(text.REMARK_PERSONS)
    found += [text.REMARK_BREAK.format(year=thai.to_be(b.first), why=b.why) for b in i.breaks]
    if i.yardstick:
        found.append(text.REMARK_YARDSTICK.format(words=i.yardstick.words))
    if i.parts:
        found.append(text.REMARK_PARTS.format(parts=", ".join(s.id for s in i.opened())))
    return found


def _joined(words: list[Text]) -> Text:
    return Text("; ".join(w.th for w in words), "; ".join(w.en for w in words))


def files_table(study: Study, files: Mapping[str, Registered]) -> Table:
    """Raw files by source, with origin, licence and sha256."""
    rows = []
    for name, file in files.items():
        remark = None if file.licence else text.NOT_REGISTERED
        remark = remark if file.same else text.OTHER_BYTES
        known = study.sources.get(file.source)
        rows.append(
            {
                "file": name,
                "source": file.source,
                "format": known.format if known else "",
                "origin": file.origin if remark is None else remark.th,
                "origin_en": "" if remark is None else remark.en,
                "licence": file.licence or text.MISSING,
                "sha256": file.sha256,
            }
        )
    columns = (
        Column("file", text.HEAD_FILE, "row"),
        Column("source", text.HEAD_SOURCE),
        Column("format", text.HEAD_FORMAT, "code"),
        Column("licence", text.HEAD_LICENCE),
        Column("origin", text.HEAD_ORIGIN),
        Column("sha256", text.HEAD_SHA, "code"),
    )
    keys = ["file", "source", "format", "origin", "origin_en", "licence", "sha256"]
    notes = () if any(f.licence for f in files.values()) else (text.NOTE_NO_REGISTRY,)
    return Table(text.CAPTION_FILES, columns, pd.DataFrame(rows, columns=keys, dtype=object), notes)


def variables_table(name: str) -> Table:
    """Variables of one built table."""
    rows = [
        {
            "name": v.name,
            "kind": v.kind,
            "unit": v.unit.th if v.unit else "",
            "unit_en": v.unit.en if v.unit else "",
            "meaning": v.meaning.th,
            "meaning_en": v.meaning.en,
        }
        for v in TABLES[name]
    ]
    columns = (
        Column("name", text.HEAD_VARIABLE, "row"),
        Column("kind", text.HEAD_TYPE, "code"),
        Column("unit", text.HEAD_UNIT),
        Column("meaning", text.HEAD_MEANING),
    )
    caption = text.CAPTION_VARIABLES.format(table=name, what=text.TABLES_ARE[name])
    kept = {"events": text.NOTE_EVENTS_KEPT, "lessons": text.NOTE_LESSONS_KEPT}
    notes = (kept[name],) if name in kept else ()
    return Table(caption, columns, pd.DataFrame(rows, dtype=object), notes)
