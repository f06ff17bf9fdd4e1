"""Bytes to text, by evidence."""

from __future__ import annotations

import re

from santitham_eval.thai.numbers import UnreadableError

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
