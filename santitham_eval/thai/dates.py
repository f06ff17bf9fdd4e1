"""Years of both eras, dates, months and fiscal years."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from santitham_eval.thai.names import without_zero_width
from santitham_eval.thai.numbers import LONGEST_VALUE, UnreadableError, arabic_digits

Era = Literal["BE", "CE"]

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
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
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

_YEAR = re.compile(r"(?:ปีงบประมาณ|ปี|FY)?\s*" + _ERA_MARK + r"(?P<y>\d{2,4})", re.IGNORECASE)


def _tidy(value: str) -> str:
    if len(value) > LONGEST_VALUE:
        raise UnreadableError("not_a_date")
    return re.sub(r"\s+", " ", arabic_digits(without_zero_width(value))).strip()


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


def parse_year(value: str, era: Era | None = None) -> int:
    """Common-era year of ``2565``, ``๒๕๖๕``, ``พ.ศ. 2565``, ``ปีงบประมาณ 2565`` or ``2022``.

    Raises as `parse_date` does.
    """
    match = _YEAR.fullmatch(_tidy(value))
    if match is None:
        raise UnreadableError("no_such_year")
    return _year_of(match.groupdict(), era)
