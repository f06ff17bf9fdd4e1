"""Yearly night lights over the made-up map, as small GeoTIFFs in the layout of VIIRS VNL.

Written byte by byte (TIFF 6.0; GeoTIFF 1.1): a compression of our own making has the same bytes
under every version of every library.
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from santitham_eval.demo.land import Land
from santitham_eval.simulate import IntArray, Outcome

PER_DEGREE = 240
"""Pixels a degree: 15 arc-seconds; pixel centres lie on the lattice, as in VNL."""
STEP = 1 / 16
"""Radiances are rounded to this, nW/cm2/sr, which keeps the files small."""
YEARS = range(2013, 2023)
_STRIP = 16  # rows


def write_lights(folder: Path, land: Land, lights: Outcome, rng: np.random.Generator) -> list[Path]:
    """One image a year; a tambon's pixels have its level for a mean, and the sea is dark."""
    west, north, belongs = pixels(land)
    inside = belongs >= 0
    pattern = rng.gamma(3.0, 1 / 3.0, belongs.shape)
    count = np.bincount(belongs[inside], minlength=len(land.polygons))
    mean = np.bincount(belongs[inside], pattern[inside], len(land.polygons)) / count
    paths = []
    folder.mkdir(parents=True, exist_ok=True)
    for year in YEARS:
        light = np.zeros(belongs.shape)
        level = lights.at(year)[belongs[inside]] / mean[belongs[inside]]
        light[inside] = pattern[inside] * level * rng.gamma(100, 0.01, inside.sum())
        light[inside] = np.maximum(np.round(light[inside] / STEP), 1) * STEP
        version = "v21" if year <= 2021 else "v22"
        name = f"VNL_{version}_npp_{year}_simulated.average_masked.tif"
        paths.append(folder / name)
        paths[-1].write_bytes(geotiff(light.astype("<f4"), west, north))
    return paths


def pixels(land: Land) -> tuple[float, float, IntArray]:
    """West and north edge of the image, and the tambon of each pixel's centre (-1: the sea)."""
    x0, y0, x1, y1 = shapely.total_bounds(land.polygons) * PER_DEGREE
    columns = np.arange(np.floor(x0) - 1, np.ceil(x1) + 2)
    rows = np.arange(np.ceil(y1) + 1, np.floor(y0) - 2, -1)
    x, y = np.meshgrid(columns / PER_DEGREE, rows / PER_DEGREE)
    points = shapely.points(x.ravel(), y.ravel())
    at, which = shapely.STRtree(land.polygons).query(points, predicate="intersects")
    belongs = np.full(x.size, -1)
    belongs[at[::-1]] = which[::-1]  # a centre on a boundary goes to the first
    west, north = (columns[0] - 0.5) / PER_DEGREE, (rows[0] + 0.5) / PER_DEGREE
    return float(west), float(north), belongs.reshape(x.shape)


def geotiff(image: NDArray[np.float32], west: float, north: float) -> bytes:
    """A one-band float32 GeoTIFF in WGS84 degrees, compressed with LZW in strips."""
    height, width = image.shape
    strips = [_lzw(image[top : top + _STRIP].tobytes()) for top in range(0, height, _STRIP)]
    size = 1 / PER_DEGREE
    keys = (1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326)
    offsets = np.cumsum([8, *map(len, strips)])
    tags: list[tuple[int, str, tuple[float, ...]]] = [
        (256, "I", (width,)), (257, "I", (height,)), (258, "H", (32,)), (259, "H", (5,)),
        (262, "H", (1,)), (273, "I", tuple(offsets[:-1])), (277, "H", (1,)),
        (278, "I", (_STRIP,)), (279, "I", tuple(map(len, strips))), (284, "H", (1,)),
        (339, "H", (3,)), (33550, "d", (size, size, 0.0)),
        (33922, "d", (0.0, 0.0, 0.0, west, north, 0.0)), (34735, "H", keys),
    ]  # fmt: skip
    body = b"".join(strips)
    body += b"\0" * (len(body) % 2)
    return struct.pack("<2sHI", b"II", 42, 8 + len(body)) + body + _directory(tags, 8 + len(body))


def _directory(tags: list[tuple[int, str, tuple[float, ...]]], at: int) -> bytes:
    """Image file directory, and after it the values that do not fit into four bytes."""
    kinds = {"H": 3, "I": 4, "d": 12}
    beyond = at + 2 + 12 * len(tags) + 4
    entries, values = struct.pack("<H", len(tags)), b""
    for tag, kind, given in tags:
        packed = struct.pack(f"<{len(given)}{kind}", *(g if kind == "d" else int(g) for g in given))
        entries += struct.pack("<HHI", tag, kinds[kind], len(given))
        if len(packed) <= 4:
            entries += packed.ljust(4, b"\0")
        else:
            entries += struct.pack("<I", beyond + len(values))
            values += packed + b"\0" * (len(packed) % 2)
    return entries + struct.pack("<I", 0) + values


def _lzw(raw: bytes) -> bytes:
    """LZW as TIFF 6.0, section 13 has it: codes of 9 to 12 bits, high bits first."""
    clear, end, first = 256, 257, 258
    known: dict[int, int] = {}  # code of a run and the byte after it, to the code of both
    width, bits, held, out = 9, 0, 0, bytearray()

    def put(code: int) -> None:
        nonlocal bits, held
        held, bits = (held << width) | code, bits + width
        while bits >= 8:
            bits -= 8
            out.append(held >> bits)
            held &= (1 << bits) - 1

    put(clear)
    run, free = raw[0], first
    for byte in raw[1:]:
        longer = run << 8 | byte
        if longer in known:
            run = known[longer]
            continue
        put(run)
        known[longer] = free
        free += 1
        if free == 4095:  # full: begin anew
            put(clear)
            known, width, free = {}, 9, first
        elif free == (1 << width):
            width += 1
        run = byte
    put(run)
    # The reader has added one more entry by now, which may widen its codes.
    if free + 1 == (1 << width):
        width += 1
    put(end)
    if bits:
        out.append((held << (8 - bits)) & 255)
    return bytes(out)
