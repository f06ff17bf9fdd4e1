"""One phrase in the two languages of the study."""

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
