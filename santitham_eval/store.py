"""Built tables on disk: parquet, written whole or not at all, each naming what it was made of."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from santitham_eval import text
from santitham_eval.errors import Problem, StudyError

_KEY = b"santitham"
_PERIOD = "period "
_GROUP = 1 << 15  # rows; a group without any of the values wanted is not read
# A table of which some bytes were lost fails in whatever way these bytes were needed.
_SPOILT = (pa.ArrowException, OSError, ValueError, TypeError, KeyError, IndexError, OverflowError)


def write(folder: Path, name: str, frame: pd.DataFrame, made_of: Mapping[str, str]) -> Path:
    """Write ``folder/name.parquet`` with the hashes of what it was made of.

    Parameters
    ----------
    folder : Path
        Created if it is not there.
    name : str
        Table name, without ending.
    frame : DataFrame
        The table; its index is not kept.
    made_of : mapping of str to str
        Names of inputs and their sha256.

    Returns
    -------
    Path
        The file.  It appears only when it is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = pa.Table.from_pandas(_periods_as_text(frame), preserve_index=False)
    note = json.dumps(dict(made_of), sort_keys=True, ensure_ascii=False).encode()
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), _KEY: note})
    path = folder / f"{name}.parquet"
    partial = folder / f".{name}.parquet.{os.getpid()}"
    try:
        pq.write_table(table, partial, compression="zstd", row_group_size=_GROUP)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path


def read(folder: Path, name: str, **only: str | Sequence[str]) -> pd.DataFrame:
    """Read a built table; `StudyError` when it has not been built.

    Parameters
    ----------
    folder : Path
    name : str
        Table name, without ending.
    **only : str or sequence of str
        Columns and the values whose rows are wanted; all others are left on the disk.
    """
    path = folder / f"{name}.parquet"
    wanted = [(c, "in", [v] if isinstance(v, str) else list(v)) for c, v in only.items()]
    try:
        rows = pq.read_metadata(path).num_rows  # without any, columns have no type to ask by
        table = pq.read_table(path, filters=wanted if wanted and rows else None)
        return _text_as_periods(table.to_pandas())
    except FileNotFoundError:
        raise StudyError(Problem(path.name, "-", text.WANT_BUILT)) from None
    except _SPOILT as error:
        raise StudyError(Problem(path.name, str(error), text.WANT_BUILT)) from None


def _periods_as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns of Periods of mixed lengths, which parquet does not know, as categories of text."""
    mixed = {}
    for name in frame.columns:
        values = frame[name]
        if values.dtype == "object" and len(values) and isinstance(values.iloc[0], pd.Period):
            codes, known = pd.factorize(values)
            words = [_PERIOD + f"{p.freqstr} {p}" for p in known]
            mixed[name] = pd.Categorical.from_codes(codes, pd.Index(words))
    return frame.assign(**mixed) if mixed else frame


def _text_as_periods(frame: pd.DataFrame) -> pd.DataFrame:
    mixed = {}
    for name in frame.columns[frame.dtypes == "category"]:
        words = frame[name].cat.categories
        if len(words) and str(words[0]).startswith(_PERIOD):
            mixed[name] = _periods(frame[name].cat.remove_unused_categories())
    return frame.assign(**mixed) if mixed else frame


def _periods(words: pd.Series) -> pd.Series:
    """Categories of text as Periods; as objects only where they are of mixed lengths."""
    known = [_period(word) for word in words.cat.categories]
    values = np.array([*known, pd.NaT], dtype=object)
    at = words.cat.codes.to_numpy()  # -1 where missing: the last
    if len({period.freqstr for period in known}) == 1:
        return pd.Series(pd.PeriodIndex(values).take(at), words.index)
    return pd.Series(values[at], words.index, dtype=object)


def _period(word: str) -> pd.Period:
    freq, period = word.removeprefix(_PERIOD).split(" ")
    return pd.Period(period, freq)


def made_of(folder: Path, name: str) -> dict[str, str]:
    """Hashes of what a built table was made of; empty when there is no such table."""
    try:
        metadata = pq.read_schema(folder / f"{name}.parquet").metadata or {}
        return dict(json.loads(metadata.get(_KEY, b"{}")))
    except _SPOILT:  # a missing file too
        return {}


def sha256(path: Path) -> str:
    """sha256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
