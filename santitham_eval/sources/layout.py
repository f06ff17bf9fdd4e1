"""Column layouts of formats whose files name their columns: the usual names, and the study's own.

A reader declares its layout once.  A study file may override any name under
``[sources.NAME.columns]``, since not every office exports the same heading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from santitham_eval import text
from santitham_eval.errors import Problems
from santitham_eval.study import Source, nearest

PLACE = {
    "tambon": "รหัสตำบล",
    "tambon_name": "ตำบล",
    "amphoe": "อำเภอ",
    "province": "จังหวัด",
}
"""Ways to name a place: the code, or the three names together."""


@dataclass(frozen=True)
class Layout:
    """Columns of one format.

    Parameters
    ----------
    required : mapping of str to str
        Standard name to the column's usual name in the file; must be there.
    optional : mapping of str to str
        The same; read where the file has it.
    """

    required: Mapping[str, str]
    optional: Mapping[str, str] = field(default_factory=dict)

    def named(self, source: Source, file: str) -> Layout:
        """The layout with the study's own column names in place of the usual ones.

        Raises
        ------
        StudyError
            A standard name that the format does not know, with the nearest known.
        """
        known = (*self.required, *self.optional)
        problems = Problems(file)
        for key in source.columns:
            if key not in known:
                near = nearest(key, known)
                wanted = text.WANT_MAPPING_KEY.format(known=", ".join(known))
                if near:
                    wanted = text.WANT_NEAREST_COLUMN.format(near=near)
                problems.add(key, wanted, column=f"columns.{key}")
        problems.raise_if_any()
        own = source.columns
        # What the study file names must be in the file, also where the format could do without.
        required = {k: own.get(k, v) for k, v in self.required.items()}
        required |= {k: own[k] for k in self.optional if k in own}
        return Layout(required, {k: v for k, v in self.optional.items() if k not in own})
