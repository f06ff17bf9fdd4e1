"""Thai writing: each table is input and what is read from it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from santitham_eval import thai

MARCH_15 = dt.date(2020, 3, 15)
THAI = st.text(alphabet=[chr(c) for c in range(0x0E01, 0x0E5C) if not 0x0E3B <= c <= 0x0E3E])
LOOSE = st.text(alphabet="กขคนมเแำาํ้่ิุ์ -‐\u200bA1")


@pytest.mark.parametrize(
    "written",
    [
        "2020-03-15",
        "2563-03-15",
        "2020-03-15 00:00:00.000",
        "2563-03-15T08:30:00Z",
        "15/03/2563",
        "15/3/2020",
        "15-03-2563",
        "15.03.2563",
        "15/03/2563 18:45",
        "๑๕/๐๓/๒๕๖๓",
        "15 มีนาคม 2563",
        "15 มี.ค. 2563",
        "15 มีค 2563",
        "15มี.ค.2563",
        "15 มี. ค. 2563",
        "วันที่ 15 เดือน มีนาคม พ.ศ. 2563",
        "๑๕ มีนาคม พ.ศ. ๒๕๖๓",
        "15 มี.ค. พ.ศ. 63",
        "15 มีนาคม ค.ศ. 2020",
        "15 March 2020",
        "15-Mar-2020",
        " 15  มีนาคม\u200b 2563 ",
    ],
)
def test_one_day_in_every_dress(written):
    assert thai.parse_date(written) == MARCH_15


@pytest.mark.parametrize(
    ("written", "era", "reason"),
    [
        ("15 มี.ค. 63", None, "ambiguous_year"),
        ("15/03/63", None, "ambiguous_year"),
        ("15/03/63", "CE", "ambiguous_year"),
        ("15/03/2563", "CE", "wrong_era"),
        ("2563-03-15", "CE", "wrong_era"),
        ("15/03/2020", "BE", "wrong_era"),
        ("15 มีนาคม พ.ศ. 2563", "CE", "wrong_era"),
        ("15 มีนาคม พ.ศ. 2020", None, "wrong_era"),
        ("15/03/2263", None, "no_such_year"),
        ("15/03/202", None, "no_such_year"),
        ("31/02/2563", None, "no_such_day"),
        ("03/25/2020", None, "no_such_day"),
        ("00/03/2563", None, "no_such_day"),
        ("15 มีนา 2563", None, "not_a_date"),
        ("63-03-15", "BE", "no_such_day"),
        ("43905", None, "not_a_date"),
        ("", None, "not_a_date"),
    ],
)
def test_a_date_that_cannot_be_told_is_refused(written, era, reason):
    with pytest.raises(thai.UnreadableError) as caught:
        thai.parse_date(written, era)
    assert caught.value.reason == reason


def test_two_digit_years_are_read_where_the_buddhist_era_is_declared():
    assert thai.parse_date("15 มี.ค. 63", "BE") == MARCH_15
    assert thai.parse_date("15-03-63", "BE") == MARCH_15
    # Day first, as with slashes; never year first, though 15 may be a year.
    assert thai.parse_date("15-03-20", "BE") == thai.parse_date("15/03/20", "BE")
    assert thai.parse_date("๑๕/๐๓/๖๓", "BE") == MARCH_15


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2018-10", (2018, 10)),
        ("2561-10", (2018, 10)),
        ("10/2561", (2018, 10)),
        ("ตุลาคม 2561", (2018, 10)),
        ("ต.ค. 2561", (2018, 10)),
        ("1 ตุลาคม 2561", (2018, 10)),
        ("2018-10-01", (2018, 10)),
        ("ปีงบประมาณ 2562", (2018, 10)),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๒", (2018, 10)),
        ("FY2562", (2018, 10)),
        ("FY 2019", (2018, 10)),
        ("กันยายน 2561", (2018, 9)),
    ],
)
def test_months_and_fiscal_years(written, month):
    assert thai.parse_month(written) == month


def test_month_thirteen_is_refused():
    with pytest.raises(thai.UnreadableError):
        thai.parse_month("2561-13")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_both_eras_name_the_same_day(day):
    be = thai.to_be(day.year)
    name = thai.MONTHS[day.month - 1]
    short = thai.ABBREVIATIONS[day.month - 1]
    for written in (
        f"{be}-{day:%m-%d}",
        f"{day.day}/{day.month}/{be}",
        f"{day.day} {name} {be}",
        thai.thai_digits(f"{day.day} {short} {be}"),
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
    ):
        assert thai.parse_date(written) == day


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_fiscal_year_begins_in_october(day):
    fiscal = thai.fiscal_year(day.year, day.month)
    assert thai.fiscal_year_start(fiscal) <= (day.year, day.month)
    assert (day.year, day.month) < thai.fiscal_year_start(fiscal + 1)
    assert fiscal == day.year + 543 + (day.month >= 10)


@given(st.text())
def test_parsing_never_fails_otherwise_than_by_saying_so(value):
    for parse in (thai.parse_date, thai.parse_month, thai.parse_number):
        try:
            parse(value)
        except thai.UnreadableError as error:
            assert error.reason


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_and_commas_round_trip(number):
    assert thai.arabic_digits(thai.thai_digits(str(number))) == str(number)
    assert thai.parse_number(thai.thai_digits(f"{number:,}")) == number
    assert thai.parse_number(f" {number} ") == number


@pytest.mark.parametrize("written", ["1,23", "12a", "สิบ", "1e5", "--1", "-", "nan", "1 000", "²"])
def test_text_is_not_a_number(written):
    with pytest.raises(thai.UnreadableError, match="not_a_number"):
        thai.parse_number(written)


def test_blank_is_missing_and_never_zero():
    assert thai.parse_number(" ") is None
    assert thai.parse_number("๐") == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("สุไหงโก-ลก", "สุไหงโกลก"),
        ("ลำพะยา", "ลําพะยา"),
        ("น้ำดำ", "นํ้าดํา"),
        ("น้ำดำ", "น้ําดำ"),
        ("น้ำ", "นำ้"),
        ("แม่ลาน", "เเม่ลาน"),
        ("ที่", "ท่ี"),
        ("บ้าน", "บ้้าน"),
        ("ยะหา", "ย\u200bะหา\ufeff"),
        ("บ้าน  แหร", " บ้าน แหร"),
    ],
)
def test_names_typed_differently_are_one_name(one, other):
    assert thai.normalise_name(one) == thai.normalise_name(other)


@given(LOOSE)
def test_normalising_twice_changes_nothing(name):
    once = thai.normalise_name(name)
    assert thai.normalise_name(once) == once


@pytest.mark.parametrize(
    ("name", "level", "bare"),
    [
        ("ต.ยะหา", "tambon", "ยะหา"),
        ("ตำบลยะหา", "tambon", "ยะหา"),
        ("ตําบล ยะหา", "tambon", "ยะหา"),
        ("เทศบาลตำบลยะหา", "tambon", "ยะหา"),
        ("อบต.ยะหา", "tambon", "ยะหา"),
        ("อ.ยะหา", "amphoe", "ยะหา"),
        ("กิ่งอำเภอกาบัง", "amphoe", "กาบัง"),
        ("ท้องถิ่นเทศบาลในอำเภอเมืองสงขลา", "amphoe", "เมืองสงขลา"),
        ("จ.ยะลา", "province", "ยะลา"),
        ("จังหวัดยะลา", "province", "ยะลา"),
        ("ตำบล", "tambon", "ตำบล"),
    ],
)
def test_prefixes_are_no_part_of_a_name(name, level, bare):
    assert thai.strip_prefix(name, level) == bare


def test_encodings_are_told_by_evidence():
    words = "รหัส,ชื่อ\n940101,สะบารัง น้ำดำ เปลี่ยน\n"
    assert thai.decode(words.encode("utf-8")) == (words, "utf-8")
    assert thai.decode(words.encode("utf-8-sig")) == (words, "utf-8-sig")
    assert thai.decode(words.encode("cp874")) == (words, "cp874")
    assert thai.decode(b"plain") == ("plain", "utf-8")


@pytest.mark.parametrize(
    "raw",
    [
        "café, déjà vu, naïve".encode("latin-1"),
        "Ærø Øl".encode("cp1252"),
        "Москва и область".encode("cp1251"),
        "北京市海淀区中关村,广州市天河区的数据".encode("gb18030"),
        "รหัส".encode("utf-16"),
        b"PK\x03\x04\x00\x00",
        "รหัส".encode()[:-1],
        "\ufeffรหัส".encode() + b"\xff",
    ],
)
def test_other_encodings_are_refused_and_not_guessed(raw):
    with pytest.raises(thai.UnreadableError):
        thai.decode(raw)


@given(THAI)
def test_valid_utf8_is_always_read_as_utf8(words):
    assert thai.decode(words.encode())[0] == words
