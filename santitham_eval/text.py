"""Words that a reader sees: each in Thai and in English, in one place.

The library's other rooms never hold a sentence of their own; they pick one here and fill in
the figures.  `Text.both` is the usual order of the study: Thai first, English beside it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One phrase in the two languages of the study.

    Parameters
    ----------
    th, en : str
        The Thai and the English wording; either may hold ``{named}`` fields for `format`.
    """

    th: str
    en: str

    def format(self, **fields: object) -> Text:
        """Fill the named fields; a field that is itself a `Text` gives each language its own."""
        thai = {k: v.th if isinstance(v, Text) else v for k, v in fields.items()}
        english = {k: v.en if isinstance(v, Text) else v for k, v in fields.items()}
        return Text(self.th.format(**thai), self.en.format(**english))

    def both(self, separator: str = " / ") -> str:
        """Thai first, English after the separator."""
        return f"{self.th}{separator}{self.en}"

    def lang(self, code: str) -> str:
        """The wording in ``"th"`` or ``"en"``."""
        return {"th": self.th, "en": self.en}[code]


# --- what is wanted of the study file -------------------------------------------------------
WANT_STUDY_FILE = Text(
    "แฟ้มการศึกษา (study.toml) แต่ไม่พบแฟ้มนี้", "a study file (study.toml); there is no such file"
)
WANT_TOML = Text("แฟ้ม TOML ที่เข้ารหัส UTF-8 และอ่านได้", "a readable TOML file in UTF-8")
WANT_KEY = Text("ค่าของรายการนี้ (ขาดหายไป)", "a value for this key (it is missing)")
WANT_VALUE = Text("ค่าตามเงื่อนไข: {rule}", "a value by the rule: {rule}")
WANT_KNOWN_KEY = Text("รายการที่รู้จัก: {known}", "a known key: {known}")
WANT_NEAREST_KEY = Text(
    "รายการที่รู้จัก ตั้งใจจะพิมพ์ “{near}” ใช่หรือไม่", "a known key; did you mean “{near}”?"
)
WANT_AFTER = Text("เดือนที่ไม่อยู่ก่อน {first}", "a month not before {first}")
WANT_AT_MOST = Text("ค่าไม่เกิน {most}", "at most {most}")
WANT_ONCE = Text("ตัวชี้วัดที่ยังไม่ได้ระบุไว้ข้างต้น", "an indicator not listed before")
WANT_PRIMARY = Text("ผลลัพธ์หลัก (primary) อย่างน้อยหนึ่งตัว", "at least one primary outcome")
WANT_BELOW_RAW = Text(
    "ชื่อแฟ้มที่อยู่ภายในโฟลเดอร์ข้อมูลดิบ ไม่มี “..”", "a file below the raw folder, without “..”"
)
WANT_BUILT = Text(
    "ตารางที่ประมวลผลแล้ว ให้เรียก santitham-eval build และ estimate ก่อน",
    "a built table; run santitham-eval build and estimate first",
)
