"""What a tambon's report reads of the built tables: a change of anything else leaves it as it is.

What is known here holds for one notebook, told by the sha256 of its code.  Another may read more,
so for it every table counts whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from santitham_eval import store
from santitham_eval.batch import inputs, paper
from santitham_eval.batch.parameters import Value
from santitham_eval.study import Study

KNOWN = "a9c03dd1b6c8dd0e81bd9f5047690ca280c1ec0243368900480cf6bc96141b96"
"""Code of the notebook that was looked through; after a change look again what it reads."""
WHOLE = ("register", "roster", "neighbours", "map", "panel", "programme", "levels", "placebos")
"""Who is compared with whom rests on every tambon, and a page names the bytes of the panel."""
OWN = ("effects", "diagnostics", "checks", "balance", "withheld")
"""Of these a report shows the tambon's own rows, and those of the whole."""
ALL = "ALL"


def code_of(notebook: Path) -> str:
    """sha256 of the code of a notebook."""
    cells = json.loads(notebook.read_bytes())["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return hashlib.sha256(json.dumps(code).encode()).hexdigest()


class Signed:
    """Hashes of what the reports of a study are made of now.

    Parameters
    ----------
    study : Study
    notebook : Path
        What is run for each tambon.
    """

    def __init__(self, study: Study, notebook: Path) -> None:
        self._folder = study.processed()
        self._known = code_of(notebook) == KNOWN
        whole = WHOLE if self._known else (*inputs.BUILT, *inputs.ESTIMATED)
        self._of_all = {
            **inputs.common(study),
            **inputs.tables(study, whole),
            **inputs.registered(study),
            **inputs.pages(study),
            "notebook": store.sha256(notebook),
            "templates": inputs.templates(),
        }

    def of(self, tambon: str, indicator: str) -> dict[str, str]:
        """Hashes of all that a tambon's report with a main indicator is made of."""
        if not self._known:
            return self._of_all
        own = {f"part/{name}": self._rows[name].of((tambon, ALL)) for name in OWN}
        return {
            **self._of_all,
            **own,
            # The page counts how many tambons are in each state, and names the bytes behind them.
            "part/states": self._states(indicator),
            "part/effects made of": _digest(store.made_of(self._folder, "effects")),
            "part/quality": self._rows["quality"].of((*self._areas(tambon), ALL)),
        }

    def parameters(self, folder: Path) -> dict[str, Value] | None:
        """Those of the report in a folder, if it is whole and was made of what is there now."""
        noted = paper.signature(folder)
        given: dict[str, Value] = noted.get("parameters", {})
        current = noted and noted["made_of"] == self.of(folder.name, str(given.get("indicator")))
        return given if current else None

    @cached_property
    def _rows(self) -> Mapping[str, _Rows]:
        by = {**dict.fromkeys(OWN, "tambon"), "quality": "area"}
        return {name: _Rows(store.read(self._folder, name), key) for name, key in by.items()}

    @cached_property
    def _register(self) -> pd.DataFrame:
        return store.read(self._folder, "register").set_index("tambon")

    def _areas(self, tambon: str) -> tuple[str, ...]:
        """A tambon with its amphoe and province."""
        if tambon not in self._register.index:
            return (tambon,)
        return (tambon, *map(str, self._register.loc[tambon, ["amphoe", "province"]]))

    def _states(self, indicator: str) -> str:
        effects = self._rows["effects"].frame
        own = effects[(effects["method"] == "comparative") & (effects["indicator"] == indicator)]
        return _digest(own.loc[own["tambon"] != ALL, "state"].value_counts().to_dict())


class _Rows:
    """A table whose rows belong to places, each row hashed once."""

    def __init__(self, frame: pd.DataFrame, key: str) -> None:
        self.frame = frame
        self._place = frame[key].to_numpy(object)
        kinds = _digest({name: str(kind) for name, kind in frame.dtypes.items()})
        self._kinds = kinds.encode()
        values = pd.util.hash_pandas_object(frame, index=False).to_numpy()
        # The same hash is given to nothing and to the word for it.
        self._bytes: NDArray[np.uint8] = np.column_stack(
            [values.view(np.uint8).reshape(len(frame), 8), frame.isna().to_numpy(np.uint8)]
        )

    def of(self, places: tuple[str, ...]) -> str:
        """sha256 of the rows of some places, in their order."""
        rows = np.isin(self._place, places)
        return hashlib.sha256(self._kinds + self._bytes[rows].tobytes()).hexdigest()


def _digest(content: Mapping[Any, Any]) -> str:
    words = json.dumps({str(k): str(v) for k, v in content.items()}, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()
