"""A zip whose bytes follow from what is in it alone, and the check that a zip is such a one.

Nothing is compressed: what a compressor writes differs from one build of its library to the next,
and in a compressed file some bits mean nothing, so that one of them could be changed unseen.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from santitham_eval import text
from santitham_eval.batch.folders import remove
from santitham_eval.errors import Problem, StudyError
from santitham_eval.text import Text

MANIFEST = "MANIFEST.sha256"
"""In the format of ``sha256sum``, so that the bytes can be checked without this program."""
_WHEN = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell
_MODE = 0o100644 << 16  # a plain file, read by all
_CHUNK = 1 << 20
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
Content = Path | bytes
Members = Mapping[str, Content]
# What zipfile raises depends on which bytes are spoilt.
_SPOILT = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
    LookupError, OverflowError,
)  # fmt: skip


def write(path: Path, members: Members) -> None:
    """Write a zip of files under their names, and the list of their sha256; whole or not at all."""
    listed = "".join(f"{sha256(members[name])}  {name}\n" for name in sorted(members))
    partial = path.with_name(f".{path.name}.partial")
    try:
        _pack(partial, {**members, MANIFEST: listed.encode()})
        partial.replace(path)
    finally:
        remove(partial)


def sha256(content: Content) -> str:
    """sha256 of a file or of bytes."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _pack(path: Path, members: Members) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for name in sorted(members):
            content = members[name]
            info = zipfile.ZipInfo(name, _WHEN)
            info.external_attr = _MODE
            info.create_system = 3  # else the machine on which it is made would be told
            if isinstance(content, bytes):
                packed.writestr(info, content)
                continue
            info.file_size = content.stat().st_size
            with content.open("rb") as source, packed.open(info, "w") as target:
                shutil.copyfileobj(source, target, _CHUNK)


def unpack(path: Path, folder: Path) -> list[Text]:
    """Lay out the files of a zip in an empty folder, and hold every byte of it to its own list.

    Parameters
    ----------
    path : Path
    folder : Path
        Made; afterwards it holds the files that could be read.

    Returns
    -------
    list of Text
        One line for each file that is not as it was released, by its name, and for the zip itself;
        empty where every byte is as `write` wrote it.

    Raises
    ------
    StudyError
        No zip of this kind at all.
    """
    folder.mkdir(parents=True)
    found: dict[str, Text] = {}
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            _refuse_names(path, names)
            for info in packed.infolist():
                try:
                    _lay_out(packed, info, folder)
                except _SPOILT:
                    name = info.filename
                    found[name] = text.RELEASE_FILE["spoilt"].format(name=name)
    except _SPOILT as error:
        said = str(error)[:80] or type(error).__name__
        raise StudyError(Problem(path.name, said, text.WANT_RELEASE)) from None
    for name, words in _not_listed(path, folder, names):
        found.setdefault(name, words)
    if not found and not _same(path, folder, names):
        found[path.name] = text.RELEASE_ARCHIVE.format(name=path.name)
    return list(found.values())


def _refuse_names(path: Path, names: list[str]) -> None:
    """Refuse a zip that would write elsewhere than it should, or twice to one place."""
    for name in names:
        plain = PurePosixPath(name)
        strange = plain.is_absolute() or ".." in plain.parts or "\\" in name or name[1:2] == ":"
        if strange or plain.as_posix() != name or names.count(name) > 1:
            raise StudyError(Problem(path.name, name, text.WANT_RELEASE))


def _lay_out(packed: zipfile.ZipFile, info: zipfile.ZipInfo, folder: Path) -> None:
    if info.compress_type != zipfile.ZIP_STORED:
        raise zipfile.BadZipFile(info.filename)
    to = folder / info.filename
    to.parent.mkdir(parents=True, exist_ok=True)
    with packed.open(info) as source, to.open("wb") as target:
        shutil.copyfileobj(source, target, _CHUNK)


def _not_listed(path: Path, folder: Path, names: list[str]) -> Iterator[tuple[str, Text]]:
    """Names with what is wrong with each, by the list in the zip."""
    there = folder / MANIFEST
    if not there.is_file():
        raise StudyError(Problem(path.name, MANIFEST, text.WANT_RELEASE))
    told = there.read_bytes().decode("utf-8", "replace").removesuffix("\n").split("\n")
    lines = [_LINE.fullmatch(line) for line in told]
    if None in lines:
        yield MANIFEST, text.RELEASE_FILE["spoilt"].format(name=MANIFEST)
    listed = {line[2]: line[1] for line in lines if line}
    for name in sorted({*listed, *names} - {MANIFEST}):
        if name not in listed:
            yield name, text.RELEASE_FILE["extra"].format(name=name)
        elif not (folder / name).is_file():
            yield name, text.RELEASE_FILE["missing"].format(name=name)
        elif sha256(folder / name) != listed[name]:
            yield name, text.RELEASE_FILE["differs"].format(name=name)


def _same(path: Path, folder: Path, names: list[str]) -> bool:
    """Whether a zip is byte for byte what its files make: headers, order and all between them."""
    again = folder.with_name(f"{folder.name}.again")
    try:
        _pack(again, {name: folder / name for name in names})
        return sha256(again) == sha256(path)
    finally:
        remove(again)
