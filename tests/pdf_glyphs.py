"""What stands where in a PDF: each sign with its font, place and size; and what is copied out.

By the standard alone (pages, matrices, text operators, notes of actual text), so that it holds for
whatever program made the file.
"""

import io
from dataclasses import dataclass

import numpy as np
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream


@dataclass(frozen=True)
class Sign:
    font: str
    code: int
    x: float  # on paper, from its left and upper edge, in points
    y: float
    size: float


class Page:
    """One page of a PDF."""

    def __init__(self, pdf, number=0):
        self.reader = PdfReader(io.BytesIO(pdf))
        self.page = self.reader.pages[number]
        self.fonts = {
            name: _Font(font.get_object())
            for name, font in self.page["/Resources"].get("/Font", {}).items()
        }
        self.height = float(self.page.mediabox.height)
        self.signs, self.copied = [], ""
        self._read()

    def _read(self):
        stream = ContentStream(self.page["/Contents"].get_object(), self.reader)
        matrix, kept, text, line = np.eye(3), [], np.eye(3), np.eye(3)
        font, size, notes, rise = None, 1.0, [], 0.0
        for operands, operator in stream.operations:
            if operator == b"q":
                kept.append(matrix)
            elif operator == b"Q":
                matrix = kept.pop()
            elif operator == b"cm":
                matrix = _matrix(operands) @ matrix
            elif operator == b"BT":
                text = line = np.eye(3)
            elif operator == b"Tm":
                text = line = _matrix(operands)
            elif operator in (b"Td", b"TD"):
                text = line = _matrix([1, 0, 0, 1, *operands]) @ line
            elif operator == b"Ts":
                rise = float(operands[0])
            elif operator == b"Tf":
                font, size = str(operands[0]), float(operands[1])
            elif operator in (b"BDC", b"BMC"):
                said = operands[-1]
                actual = said.get("/ActualText") if hasattr(said, "get") else None
                notes.append(actual)
                self.copied += str(actual or "")
            elif operator == b"EMC":
                notes.pop()
            elif operator in (b"Tj", b"TJ"):
                pieces = operands[0] if operator == b"TJ" else [operands[0]]
                for piece in pieces:
                    if isinstance(piece, (int, float)):
                        text = _matrix([1, 0, 0, 1, -float(piece) / 1000 * size, 0]) @ text
                        continue
                    for code in self.fonts[font].codes(piece):
                        place = _matrix([1, 0, 0, 1, 0, rise]) @ text @ matrix
                        scale = float(np.hypot(place[0, 0], place[0, 1]))
                        x, y = float(place[2, 0]), self.height - float(place[2, 1])
                        self.signs.append(Sign(font, code, x, y, scale * size))
                        if all(note is None for note in notes):
                            self.copied += self.fonts[font].words.get(code, "")
                        width = self.fonts[font].width(code) / 1000 * size
                        text = _matrix([1, 0, 0, 1, width, 0]) @ text

    def name(self, sign):
        """What a simple font calls a sign."""
        row, number = self.fonts[sign.font].font["/Encoding"]["/Differences"], 0
        for entry in row:
            if isinstance(entry, int):
                number = entry
            elif number == sign.code:
                return str(entry)[1:]
            else:
                number += 1
        return None

    def outline(self, sign):
        """The shape of a sign, in units of its font."""
        return self.fonts[sign.font].outline(sign.code)


class _Font:
    """A composite font with two-byte codes, or a simple one."""

    def __init__(self, font):
        self.font = font
        self.wide = "/DescendantFonts" in font
        inner = font["/DescendantFonts"][0].get_object() if self.wide else font
        self.inner = inner
        self.words = _told(font)
        self._widths = dict(_widths(inner)) if self.wide else {}

    def codes(self, piece):
        drawn = getattr(piece, "original_bytes", piece)
        step = 2 if self.wide else 1
        return [int.from_bytes(drawn[n : n + step]) for n in range(0, len(drawn), step)]

    def width(self, code):
        if self.wide:
            return self._widths.get(code, float(self.inner.get("/DW", 1000)))
        return float(self.inner["/Widths"][code - int(self.inner["/FirstChar"])])

    def outline(self, code):
        if not hasattr(self, "_file"):
            described = self.inner["/FontDescriptor"].get_object()
            key = next(k for k in ("/FontFile2", "/FontFile3") if k in described)
            self._file = TTFont(io.BytesIO(described[key].get_object().get_data()))
        return outline(self._file, self._file.getGlyphName(code))


def outline(font, name):
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.value


def _matrix(six):
    a, b, c, d, e, f = map(float, six)
    return np.array([[a, b, 0], [c, d, 0], [e, f, 1]])


def _widths(inner):
    row = [w.get_object() for w in inner.get("/W", [])]
    while row:
        first, then = int(row.pop(0)), row.pop(0)
        if isinstance(then, list):
            yield from ((first + n, float(w)) for n, w in enumerate(then))
        else:
            width = float(row.pop(0))
            yield from ((code, width) for code in range(first, int(then) + 1))


def _told(font):
    if "/ToUnicode" not in font:
        return {}
    words, kind = {}, ""
    for line in font["/ToUnicode"].get_object().get_data().decode("latin-1").splitlines():
        if line.endswith(("beginbfchar", "beginbfrange")):
            kind = line.split()[-1]
        elif line.startswith("end"):
            kind = ""
        elif kind:
            codes = [bytes.fromhex(c) for c in line.replace(">", "<").split("<")[1::2]]
            if kind == "beginbfchar":
                words[int.from_bytes(codes[0])] = codes[1].decode("utf-16-be")
            else:
                for n, code in enumerate(
                    range(int.from_bytes(codes[0]), int.from_bytes(codes[1]) + 1)
                ):
                    words[code] = (
                        codes[2][:-2] + (int.from_bytes(codes[2][-2:]) + n).to_bytes(2)
                    ).decode("utf-16-be")
    return words
