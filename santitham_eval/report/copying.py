"""What is copied out of a PDF of typst, searched in it or read aloud from it, is what it says.

A vowel and a tone mark are signs of their own over one consonant.  typst tells the words of the
whole syllable where it begins, and once more where a mark is raised or lowered, so that ฝั่ง would
be copied as ฝั่ฝั่ง; readers that know of no such notes (Firefox, Preview) would find still less.
Here each sign is told what it stands for by itself, and a note is left only where the signs are not
the letters in their order: น้ำ, whose ำ is drawn as a ring over the consonant and an า behind it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from santitham_eval.report.wrapping import JOINER, SPACE

_TEXT = re.compile(rb"\bBT\b.*?\bET\b", re.DOTALL)  # signs are below 0x4554, "ET"
_ENTRY = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_TABLE = re.compile(rb"\d+ beginbfchar.*endbfchar", re.DOTALL)
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_UNIT = re.compile("[่-๋]ํ|.", re.DOTALL)  # a tone over the ring of ำ is one sign with it
_ACTUAL = "/ActualText"
_MOST = 100  # entries that one table of a PDF may hold
_WIDTHLESS = dict.fromkeys(map(ord, SPACE + JOINER))
Signs = list[int]


def copyable(pdf: bytes) -> bytes:
    """The same PDF, in which every sign of a font says which letters it is.

    Parameters
    ----------
    pdf : bytes
        As typst makes it: signs of two bytes, each font with a table of what its signs stand for.
    """
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pdf_header = pdf[:8].decode()
    letters: dict[int, dict[int, str]] = {}
    contents = []
    for page in writer.pages:  # a font may serve several
        fonts = _fonts(page)
        data = ContentStream(page["/Contents"].get_object(), writer).get_data()
        content = ContentStream(None, writer)  # text alone: drawings are long
        content.set_data(b"\n".join(_TEXT.findall(data)))
        _learn(content, fonts, letters)
        contents.append((page, data, content, fonts))
    for page, data, content, fonts in contents:
        _rewrite_notes(content, {name: letters[id(font)] for name, font in fonts.items()})
        between, mended = _TEXT.split(data), [*_TEXT.findall(content.get_data()), b""]
        page[NameObject("/Contents")] = _stream(
            writer, b"".join(piece for pair in zip(between, mended, strict=True) for piece in pair)
        )
    for font in {id(f): f for *_, fonts in contents for f in fonts.values()}.values():
        told: Any = font["/ToUnicode"].get_object()
        font[NameObject("/ToUnicode")] = _stream(writer, _table(told.get_data(), letters[id(font)]))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def apart(words: str) -> str:
    """Words with ำ in the two parts that are drawn, and without signs that are not."""
    return words.translate(_WIDTHLESS).replace("ำ", "ํา")


def _told(font: DictionaryObject) -> dict[int, str]:
    """What the signs of a font stand for, as its table has it."""
    table: Any = font["/ToUnicode"].get_object()
    found = _ENTRY.findall(table.get_data())
    return {int(sign, 16): bytes.fromhex(w.decode()).decode("utf-16-be") for sign, w in found}


def _fonts(page: PageObject) -> dict[str, Any]:
    resources: Any = page["/Resources"].get_object()
    return {name: font.get_object() for name, font in resources.get("/Font", {}).items()}


def _learn(
    content: ContentStream, fonts: Mapping[str, Any], letters: dict[int, dict[int, str]]
) -> None:
    """Add the letters that each sign of each font is by itself."""
    told = {name: _told(font) for name, font in fonts.items()}
    before, rest = "", ""
    for font, words, signs in _runs(content):
        said = words if words is not None else told[font].get(signs[0], "")
        drawn = rest if rest and said == before else apart(said)
        pieces = _pieces(drawn, len(signs))
        before, rest = said, drawn[sum(map(len, pieces)) :]
        known = letters.setdefault(id(fonts[font]), {})
        for sign, piece in zip(signs, pieces, strict=False):
            known.setdefault(sign, piece)


def _pieces(drawn: str, signs: int) -> list[str]:
    """Letters by sign of what is one syllable; those that are raised come in a run of their own."""
    if len(units := _UNIT.findall(drawn)) == signs:
        return units
    if signs < len(drawn) and not _MARK.search(drawn):  # a ligature
        return [*drawn[: signs - 1], drawn[signs - 1 :]]
    return list(drawn[:signs])


def _runs(content: ContentStream) -> Iterator[tuple[str, str | None, Signs]]:
    """Font, words (where there is a note) and signs of each piece of text, in order."""
    font, notes, signs = "", list[str | None](), Signs()
    for operands, operator in content.operations:
        if operator == b"Tf":
            font = str(operands[0])
        elif operator in (b"BDC", b"BMC"):
            notes.append(_note(operands))
            signs = []
        elif operator == b"EMC" and (note := notes.pop()) is not None:
            yield font, note, signs
        elif operator in (b"Tj", b"TJ"):
            drawn = _signs(operands[0])
            if notes and notes[-1] is not None:
                signs += drawn
            else:
                yield from ((font, None, [sign]) for sign in drawn)


def _note(operands: Sequence[Any]) -> str | None:
    told = operands[-1]
    return str(told[_ACTUAL]) if isinstance(told, DictionaryObject) and _ACTUAL in told else None


def _signs(operand: Any) -> Signs:
    """Numbers of the signs that an operator draws."""
    pieces: list[Any] = operand if isinstance(operand, ArrayObject) else [operand]
    words: list[Any] = [
        piece for piece in pieces if isinstance(piece, (str, bytes))
    ]  # the rest moves them
    drawn = b"".join(getattr(word, "original_bytes", word) for word in words)
    return [int.from_bytes(drawn[n : n + 2]) for n in range(0, len(drawn), 2)]


def _rewrite_notes(content: ContentStream, letters: dict[str, dict[int, str]]) -> None:
    """Have each note say no more than is drawn below it."""
    notes = [o[-1] for o, op in content.operations if op == b"BDC" and _note(o) is not None]
    runs = [run for run in _runs(content) if run[1] is not None]
    for told, (font, words, signs) in zip(notes, runs, strict=True):
        drawn = "".join(letters[font].get(sign, "") for sign in signs)
        plain = (words or "").translate(_WIDTHLESS)
        said = plain if sorted(drawn) == sorted(apart(plain)) else drawn
        told[NameObject(_ACTUAL)] = TextStringObject(said)


def _table(before: bytes, letters: dict[int, str]) -> bytes:
    """A font's table with the letters of each sign."""
    rows = [
        b"<%04X> <%s>" % (sign, words.encode("utf-16-be").hex().upper().encode())
        for sign, words in sorted(letters.items())
    ]
    blocks = (rows[n : n + _MOST] for n in range(0, len(rows), _MOST))
    told = b"\n".join(
        b"\n".join([b"%d beginbfchar" % len(block), *block, b"endbfchar"]) for block in blocks
    )
    return _TABLE.sub(lambda _: told, before)


def _stream(writer: PdfWriter, data: bytes) -> Any:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return writer._add_object(stream.flate_encode())
