"""What the gate of a release found, for a second person: a checklist, and what was withheld."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from santitham_eval import text
from santitham_eval.batch.told import Told
from santitham_eval.indicators import SERIES
from santitham_eval.study import Study
from santitham_eval.tables import disclosure
from santitham_eval.text import Text

CHECKLIST = "disclosure/checklist.md"
LOG = "disclosure/log.csv"


def log(told: Told) -> str:
    """What was withheld and why, as CSV."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["file", "of", "withheld", "why_th", "why_en"])
    for (name, of), n in sorted(disclosure.suppressed(told.tables).items()):
        why = text.GATE_WHY["series" if of in SERIES else "small"]
        writer.writerow([name, of, n, why.th, why.en])
    for name, n in sorted(told.marks.items()):
        writer.writerow([name, "", n, text.GATE_WHY["page"].th, text.GATE_WHY["page"].en])
    return written.getvalue()


def checklist(
    study: Study, told: Told, raw: Sequence[str], signed: str, earlier: Sequence[str]
) -> str:
    """What was checked by the program, what a person has to look at, and who did."""
    minimum = study.disclosure.minimum_count
    counts = {
        "tables": len(told.tables), "pages": told.pages, "figures": len(told.shown.known),
        "hidden": len(told.shown.hidden), "sums": len(told.shown.sums), "raw": len(raw),
        "marks": sum(told.marks.values()), "minimum": minimum, "most": minimum - 1,
        "earlier": ", ".join(earlier) or text.MISSING, "log": LOG,
    }  # fmt: skip
    box = "[x]" if signed else "[ ]"
    status = text.GATE_SIGNED.format(role=signed) if signed else text.GATE_UNSIGNED
    title = Text(study.study.title.th, study.study.title.en)
    lines = [f"# {text.GATE_TITLE.format(study=title).both()}", "", f"**{status.both()}**", ""]
    lines += [f"## {text.GATE_BY_PROGRAM.both()}", ""]
    lines += [f"- [x] {words.format(**counts).both()}" for words in text.GATE_DONE]
    lines += ["", f"## {text.GATE_BY_PERSON.both()}", ""]
    asked = text.GATE_ASKED_SIMULATED if study.study.simulated else ()
    lines += [f"- {box} {words.format(**counts).both()}" for words in (*asked, *text.GATE_ASKED)]
    return "\n".join(lines) + "\n"
