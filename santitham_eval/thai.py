"""Thai writing as raw files hold it: digits, years, dates, names, encodings.

Nothing here guesses in silence: what cannot be told is an `UnreadableError` with its reason.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Literal

Era = Literal["BE", "CE"]
Reason = Literal[
    "not_a_date", "no_such_day", "ambiguous_year", "wrong_era", "no_such_year", "not_a_number",
    "binary", "unknown_encoding",
]  # fmt: skip
Level = Literal["tambon", "amphoe", "province"]

OFFSET = 543  # Buddhist era = Common era + 543, Thailand since 1941
_BE, _CE = range(2400, 2701), range(1900, 2101)

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
ABBREVIATIONS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(_THAI_DIGITS, "0123456789")
_TO_THAI = str.maketrans("0123456789", _THAI_DIGITS)


class UnreadableError(ValueError):
    """A value that cannot be read, with the reason as a short code."""

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason
        super().__init__(reason)


# --- digits and numbers ---------------------------------------------------------------------
def arabic_digits(value: str) -> str:
    """Thai digits to 0-9; everything else as it stands."""
    return value.translate(_TO_ARABIC)


def thai_digits(value: str) -> str:
    """0-9 to Thai digits; everything else as it stands."""
    return value.translate(_TO_THAI)


_NUMBER = re.compile(r"[-−]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", re.ASCII)


def parse_number(value: str) -> float | None:
    """A number in Thai or 0-9 digits, with or without thousands commas.

    Returns
    -------
    float or None
        None where the cell is blank; a blank is never zero.

    Raises
    ------
    UnreadableError
        ``not_a_number``; a stray comma ("1,23") is not silently dropped.
    """
    plain = arabic_digits(value).strip()
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain):
        raise UnreadableError("not_a_number")
    return float(plain.replace(",", "").replace("−", "-"))


# --- years ------------------------------------------------------------------------------------
def era_of(year: int) -> Era:
    """The era that a four-digit year is written in, by its range (BE 2400-2700, CE 1900-2100)."""
    if year in _BE:
        return "BE"
    if year in _CE:
        return "CE"
    raise UnreadableError("no_such_year")


def to_ce(year: int) -> int:
    """Buddhist-era year to common era."""
    return year - OFFSET


def to_be(year: int) -> int:
    """Common-era year to Buddhist era."""
    return year + OFFSET


def fiscal_year(year: int, month: int) -> int:
    """Thai fiscal year (BE) of a common-era month: it begins in the October before.

    Source: พ.ร.บ. วิธีการงบประมาณ พ.ศ. 2561, section 4.
    """
    return year + OFFSET + (month >= 10)


def fiscal_year_start(fiscal: int) -> tuple[int, int]:
    """Common-era year and month in which a fiscal year (BE) begins."""
    return fiscal - OFFSET - 1, 10


def _common_year(digits: str, era: Era | None) -> int:
    """Common-era year of written digits; `era` is what the column or the text declares."""
    if len(digits) == 2:
        # 63 may be 2563 or 1963: read only where the Buddhist era is declared.
        if era != "BE":
            raise UnreadableError("ambiguous_year")
        return 2500 + int(digits) - OFFSET
    if len(digits) != 4:
        raise UnreadableError("no_such_year")
    year = int(digits)
    written = era_of(year)
    if era is not None and written != era:
        raise UnreadableError("wrong_era")
    return to_ce(year) if written == "BE" else year


# --- dates ------------------------------------------------------------------------------------
def _month_numbers() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for i in range(12):
        short = ABBREVIATIONS[i].replace(".", "")
        for name in (MONTHS[i], short, _ENGLISH[i], _ENGLISH[i][:3]):
            numbers[name] = i + 1
    numbers["sept"] = 9
    return numbers


_MONTH_NUMBER = _month_numbers()
_CLOCK = r"(?:[T\s]\s*\d{1,2}[:.]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?(?:\s*น\.?)?)?"
_ERA_MARK = r"(?P<mark>พ\.?\s*ศ\.?|ค\.?\s*ศ\.?)?\s*"
_DATES = tuple(
    re.compile(pattern + _CLOCK)
    for pattern in (
        r"(?P<y>\d{2,4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{2,4})",
        r"(?:วันที่\s*)?(?P<d>\d{1,2})[\s-]*(?:เดือน\s*)?(?P<name>[ก-์ A-Za-z.]*?[ก-์A-Za-z.])"
        r"[\s,-]*" + _ERA_MARK + r"(?P<y>\d{2,4})",
    )
)
_MONTH_ONLY = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})/(?P<y>\d{4})"),
    re.compile(r"(?P<name>[ก-์A-Za-z.]*?[ก-์A-Za-z.])[\s,-]*" + _ERA_MARK + r"(?P<y>\d{2,4})"),
)
_FISCAL = re.compile(
    r"(?:ปีงบประมาณ|ปีงบฯ?|FY|fiscal year)\s*\.?\s*" + _ERA_MARK + r"(?P<y>\d{2,4})", re.IGNORECASE
)


def _tidy(value: str) -> str:
    return re.sub(r"\s+", " ", arabic_digits(_ZERO_WIDTH.sub("", value))).strip()


def _month_of(parts: dict[str, str | None]) -> int:
    name = parts.get("name")
    if name is None:
        return int(parts["m"] or 0)
    month = _MONTH_NUMBER.get(name.replace(".", "").replace(" ", "").lower())
    if month is None:
        raise UnreadableError("not_a_date")
    return month


def _year_of(parts: dict[str, str | None], era: Era | None) -> int:
    mark = parts.get("mark")
    declared: Era | None = None if not mark else "BE" if mark.startswith("พ") else "CE"
    if declared and era and declared != era:
        raise UnreadableError("wrong_era")
    return _common_year(parts["y"] or "", era or declared)


def parse_date(value: str, era: Era | None = None) -> dt.date:
    """A date as Thai files write it.

    Parameters
    ----------
    value : str
        ``2020-03-15`` (also with a time), ``2563-03-15``, ``15/03/2563`` (day first),
        ``15 มีนาคม 2563``, ``15 มี.ค. 2563``, ``๑๕ มีนาคม พ.ศ. ๒๕๖๓``, ``15 March 2020``.
    era : {"BE", "CE"}, optional
        What the column declares.  Without it the year's range tells the era, and a two-digit
        year is refused.

    Returns
    -------
    date
        In the common era.

    Raises
    ------
    UnreadableError
        ``not_a_date``, ``no_such_day``, ``no_such_year``, ``ambiguous_year``, or ``wrong_era``
        where the year stands in the other era than the declared one.
    """
    plain = _tidy(value)
    for pattern in _DATES:
        match = pattern.fullmatch(plain)
        if match:
            parts = match.groupdict()
            year, month = _year_of(parts, era), _month_of(parts)
            try:
                return dt.date(year, month, int(parts["d"] or 0))
            except ValueError:
                raise UnreadableError("no_such_day") from None
    raise UnreadableError("not_a_date")


def parse_month(value: str, era: Era | None = None) -> tuple[int, int]:
    """Common-era year and month of a date, a month, or the October that opens a fiscal year.

    Takes all that `parse_date` takes, and ``2018-10``, ``10/2561``, ``ตุลาคม 2561``,
    ``ปีงบประมาณ 2562``, ``FY2562`` (both October 2018).  Raises as `parse_date` does.
    """
    plain = _tidy(value)
    fiscal = _FISCAL.fullmatch(plain)
    if fiscal:
        return _year_of(fiscal.groupdict(), era) - 1, 10
    for pattern in _MONTH_ONLY:
        match = pattern.fullmatch(plain)
        if match:
            parts = match.groupdict()
            month = _month_of(parts)
            if not 1 <= month <= 12:
                raise UnreadableError("no_such_day")
            return _year_of(parts, era), month
    date = parse_date(plain, era)
    return date.year, date.month


# --- names ------------------------------------------------------------------------------------
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_HYPHENS = re.compile("[-\u2010-\u2015\u2212]")
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_AM = re.compile(f"(?:\u0e4d([{_MARKS}]*)\u0e32|\u0e33)([{_MARKS}]*)")
_RUN = re.compile(f"[{_MARKS}]+")
# Vowels stand before tone marks, and the silencer and the nikhahit last.
_ORDER = "".join(map(chr, [0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4D), 0xE4E, 0xE4D]))

_PREFIXES: dict[Level, str] = {
    "tambon": r"องค์การบริหารส่วนตำบล|เทศบาล(?:ตำบล|เมือง|นคร)|อบต\.?|ท[ตมน]\.|ตำบล|ต\.",
    "amphoe": r"(?:ท้องถิ่น)?(?:เทศบาล(?:ตำบล|เมือง|นคร)?ใน)?(?:กิ่งอำเภอ|กิ่งอ\.|อำเภอ|อ\.)|ท้องถิ่น",
    "province": r"จังหวัด|จ\.",
}


def normalise_name(name: str) -> str:
    """One spelling for names that differ only in how they were typed.

    Mends nikhahit + sara aa typed for sara am, double sara e typed for sara ae, doubled and
    misplaced combining marks; drops zero-width marks and hyphens; folds spaces.
    """
    before, after = None, unicodedata.normalize("NFC", name)
    while before != after:  # one mend may lay another bare
        before, after = after, _mend(after)
    return after


def _mend(name: str) -> str:
    name = _HYPHENS.sub("", _ZERO_WIDTH.sub("", name))
    name = re.sub(r"\s+", " ", name).strip().replace("เเ", "แ")
    name = _AM.sub(lambda m: f"\u0e4d{m[1] or ''}{m[2]}\u0e32", name)
    name = _RUN.sub(lambda m: "".join(sorted(set(m[0]), key=_ORDER.index)), name)
    return name.replace("\u0e4d\u0e32", "\u0e33")


def strip_prefix(name: str, level: Level) -> str:
    """A place's bare name: ต.ยะหา, ตำบลยะหา, อบต.ยะหา are all ยะหา.

    A name that is nothing but the prefix is left as it stands.
    """
    bare = normalise_name(name)
    rest = re.sub(rf"^(?:{_PREFIXES[level]})\s*", "", bare)
    return rest or bare


def name_key(name: str, level: Level) -> str:
    """What two spellings of one place's name have in common, for comparing only."""
    return strip_prefix(name, level).replace(" ", "").replace(".", "").casefold()


# --- encodings --------------------------------------------------------------------------------
_CONSONANT = rb"\xa1-\xce"
_MARK_874 = rb"\xd1\xd4-\xda\xe7-\xee"
_HIGH = re.compile(rb"[\x80-\xff]")
_NOT_874 = re.compile(rb"[^\x00-\x7f\xa0-\xda\xdf-\xfb\x80\x85\x91-\x97]")
# A mark sits on a consonant (or on another mark); a leading vowel stands before a consonant.
_STRAY_874 = re.compile(
    rb"(?<![" + _CONSONANT + _MARK_874 + rb"])[" + _MARK_874 + rb"]"
    rb"|[\xe0-\xe4](?![" + _CONSONANT + rb"\xe0])"
)
_VOWEL_874 = re.compile(rb"[\xd0-\xda\xe0-\xee]")
_UTF8_THAI = re.compile(rb"\xe0[\xb8\xb9][\x80-\xbf]")  # broken UTF-8 would read as เธ...
_STRAY_SHARE = 0.01
_VOWEL_SHARE = 0.10  # in running Thai about 0.4


def decode(raw: bytes) -> tuple[str, str]:
    """Text and encoding of a file's bytes, told by evidence.

    UTF-8 (with or without BOM) where the bytes are valid UTF-8; else CP874 (the superset of
    TIS-620) where every high byte is a CP874 sign and the Thai they spell is well formed: vowels
    and tone marks are there, and sit where they can, but for 1 in 100 slips of typing.

    Returns
    -------
    text : str
    encoding : {"utf-8", "utf-8-sig", "cp874"}

    Raises
    ------
    UnreadableError
        ``binary`` where there are NUL bytes, ``unknown_encoding`` where neither fits.
    """
    if b"\x00" in raw:
        raise UnreadableError("binary")
    encoding = "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        return raw.decode(encoding), encoding
    except UnicodeDecodeError:
        pass
    high = len(_HIGH.findall(raw))
    thai = (
        not _NOT_874.search(raw)
        and 3 * len(_UTF8_THAI.findall(raw)) < high / 2
        and len(_STRAY_874.findall(raw)) <= _STRAY_SHARE * high
        and len(_VOWEL_874.findall(raw)) >= _VOWEL_SHARE * high
    )
    if encoding == "utf-8-sig" or not thai:
        raise UnreadableError("unknown_encoding")
    return raw.decode("cp874"), "cp874"
