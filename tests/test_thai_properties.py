"""Thai parsers under any input: what is written is read back; what is not read is said to be so."""

import contextlib
import datetime as dt
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from santitham_eval import thai
from santitham_eval.errors import Problems
from santitham_eval.sources.columns import Columns

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
ERAS = st.sampled_from([None, "BE", "CE"])
# Text near what the parsers take, which plain text hardly ever hits.
NEAR = st.text(
    alphabet="0123456789๐๑๒๙./-:, ,()+T Zน.พ.ศ.ค.มกราคม.ปีงบประมาณFY\u200b\u00a0−=@'\"\t\n",
    max_size=40,
)
ANY = st.one_of(st.text(max_size=200), NEAR)
# Tambon names: consonants with vowels and tone marks where they can stand.
SYLLABLES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "เ", "แ", "โ", "ไ"]),
        st.sampled_from(list("กขคงจดตนบปพมยรลวสหอ")),
        st.sampled_from(["", "ิ", "ี", "ุ", "ู", "ั"]),
        st.sampled_from(["", "่", "้"]),
    ),
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=6).map("".join)
PARSERS = [thai.parse_date, thai.parse_month, thai.parse_year]


# --- nothing but UnreadableError ----------------------------------------------------------------
@given(ANY, ERAS)
def test_dates_are_read_or_said_to_be_unreadable(value, era):
    for parse in PARSERS:
        try:
            parse(value, era)
        except thai.UnreadableError as error:
            assert error.reason


@given(ANY)
def test_numbers_are_finite_or_unreadable_or_blank(value):
    try:
        number = thai.parse_number(value)
    except thai.UnreadableError as error:
        assert error.reason == "not_a_number"
        return
    assert number is None or np.isfinite(number)
    assert (number is None) == (not value.strip())


@given(st.binary(max_size=300))
def test_bytes_are_text_or_said_to_be_none(raw):
    try:
        words, encoding = thai.decode(raw)
    except thai.UnreadableError as error:
        assert error.reason in ("binary", "unknown_encoding")
        return
    assert words.encode(encoding) == raw or encoding == "utf-8-sig"


@given(st.integers())
def test_a_year_is_of_one_era_or_of_none(year):
    try:
        era = thai.era_of(year)
    except thai.UnreadableError:
        assert not 1900 <= year <= 2100
        assert not 2400 <= year <= 2700
    else:
        assert era == ("CE" if year <= 2100 else "BE")


@pytest.mark.parametrize("filler", ["9", "ก", " ", "-", "1/", "a ", ".", "\u0327\u0301", "เ", "ํา"])
def test_nothing_takes_long(filler):
    value = filler * 1_000_000
    begun = time.process_time()
    for parse in (*PARSERS, thai.parse_number):
        for words in (value, "1 " + value, value + " 2563"):
            with contextlib.suppress(thai.UnreadableError):
                parse(words)
    for level in ("tambon", "amphoe", "province"):
        thai.name_key(value, level)
    assert not thai.is_fit_name(value)
    assert time.process_time() - begun < 2


# --- what is written is read back ---------------------------------------------------------------
@given(DAYS)
def test_a_month_and_a_year_are_read_back_in_both_eras(day):
    be = thai.to_be(day.year)
    assert thai.to_ce(be) == day.year
    month = thai.MONTHS[day.month - 1]
    for written in (f"{be}-{day:%m}", f"{day:%Y-%m}", f"{month} {be}", f"{month} พ.ศ. {be}",
                    thai.thai_digits(f"{day.month}/{be}"), f"{thai.ABBREVIATIONS[day.month - 1]} {be}"):  # fmt: skip
        assert thai.parse_month(written) == (day.year, day.month)
    for written in (
        str(be),
        str(day.year),
        f"พ.ศ. {be}",
        f"ปีงบประมาณ {be}",
        thai.thai_digits(str(be)),
    ):
        assert thai.parse_year(written) == day.year


@given(DAYS, st.sampled_from(["BE", "CE"]))
def test_a_declared_era_is_believed_or_the_date_is_refused(day, era):
    year = day.year if era == "CE" else thai.to_be(day.year)
    other = thai.to_be(day.year) if era == "CE" else day.year
    assert thai.parse_date(f"{day.day}/{day.month}/{year}", era) == day
    with pytest.raises(thai.UnreadableError, match="wrong_era"):
        thai.parse_date(f"{day.day}/{day.month}/{other}", era)


@given(DAYS)
def test_a_fiscal_year_holds_its_first_month(day):
    fiscal = thai.fiscal_year(day.year, day.month)
    year, month = thai.fiscal_year_start(fiscal)
    assert thai.fiscal_year(year, month) == fiscal
    assert thai.parse_month(f"ปีงบประมาณ {fiscal}") == (year, month)


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_an_amount_of_money_is_read_back(baht, satang):
    written = f"{baht:,}.{satang:02d}"
    assert thai.parse_number(written) == float(f"{baht}.{satang:02d}")
    assert thai.parse_number(thai.thai_digits(written)) == thai.parse_number(written)
    assert thai.parse_number("-" + written) == -float(f"{baht}.{satang:02d}")


@given(st.text(max_size=50))
def test_digits_are_the_only_thing_that_digits_change(words):
    assert thai.arabic_digits(thai.thai_digits(words)) == thai.arabic_digits(words)
    assert len(thai.thai_digits(words)) == len(words)


@given(st.lists(NAMES, min_size=3, max_size=20))
def test_thai_words_are_read_back_in_each_encoding(names):
    words = "รหัส,ชื่อที่ตั้ง\n" + "\n".join(names)
    for encoding in ("utf-8", "utf-8-sig", "cp874"):
        assert thai.decode(words.encode(encoding)) == (words, encoding)


# --- names --------------------------------------------------------------------------------------
@given(ANY)
def test_normalising_twice_changes_nothing(name):
    once = thai.normalise_name(name)
    assert thai.normalise_name(once) == once


@given(NAMES, st.integers(0, 5), st.sampled_from(["\u200b", "\ufeff", "-", "\u00ad"]))
def test_unseen_signs_and_prefixes_change_no_name(name, at, sign):
    key = thai.name_key(name, "tambon")
    assert thai.name_key(name[:at] + sign + name[at:], "tambon") == key
    assert thai.name_key(f"ต. {name}", "tambon") == key
    assert thai.name_key(f"  ตำบล{name} ", "tambon") == key


@given(NAMES)
def test_a_name_is_fit_until_something_unseen_stands_in_it(name):
    assert thai.is_fit_name(name[: thai.LONGEST_NAME])
    for sign in ("\u202e", "\u2066", "\x00", "\x1b", "\n", "\u2028"):
        assert not thai.is_fit_name(name + sign)
    assert not thai.is_fit_name("ก" * (thai.LONGEST_NAME + 1))


# --- columns ------------------------------------------------------------------------------------
READS = {
    "words": lambda c: c.words("x", required=True),
    "names": lambda c: c.names("x", required=True),
    "number": lambda c: c.number("x", required=True),
    "count": lambda c: c.count("x", required=True),
    "real": lambda c: c.real("x", -90, 90, required=True),
    "date": lambda c: c.date("x"),
    "month": lambda c: c.month("x"),
    "code": lambda c: c.code("x", 6),
}


@settings(max_examples=60)
@given(st.lists(ANY.map(str.strip), min_size=1, max_size=8))
@pytest.mark.parametrize("kind", READS)
def test_each_cell_is_a_value_or_a_problem_of_its_row(kind, cells):
    rows = pd.Index(range(2, 2 + len(cells)), name="row")
    problems = Problems("a.csv")
    read = READS[kind](Columns(pd.DataFrame({"x": cells}, index=rows, dtype=object), problems))
    assert list(read.index) == list(rows)
    told = {p.row for p in problems.found}
    assert told <= set(rows)
    assert set(read.index[read.isna()]) <= told
    assert all(p.column == "x" and p.file == "a.csv" for p in problems.found)
