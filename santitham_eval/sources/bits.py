"""A bit for each byte of a text, in words of 64: where signs stand, eight times as quickly."""

from __future__ import annotations

import numpy as np

ONE, LAST = np.uint64(1), np.uint64(63)
"""The first bit of a word, and how far on its last one is."""


def standing(piece: np.ndarray, sign: int) -> np.ndarray:
    """Where a sign stands: a bit for each byte, in words of 64."""
    packed = np.packbits(piece == sign, bitorder="little")
    return np.concatenate([packed, np.zeros(-len(packed) % 8, np.uint8)]).view(np.uint64)


def places(bits: np.ndarray) -> np.ndarray:
    """The bytes whose bits are set."""
    octets = bits.view(np.uint8)
    some = np.flatnonzero(octets != 0)
    places = np.flatnonzero(np.unpackbits(octets[some], bitorder="little").view(bool))
    return (some << 3)[places >> 3] + (places & 7)


def at(bits: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Whether the bits of these bytes are set."""
    return (bits[places >> 6] >> (places & 63).astype(np.uint64) & ONE).astype(bool)


def moved_on(bits: np.ndarray) -> np.ndarray:
    """Each bit one place further on."""
    moved = bits << ONE
    moved[1:] |= bits[:-1] >> LAST
    return moved


def moved_back(bits: np.ndarray) -> np.ndarray:
    """Each bit one place back."""
    moved = bits >> ONE
    moved[:-1] |= bits[1:] << LAST
    return moved


def odd(bits: np.ndarray) -> np.ndarray:
    """Whether the count of bits set up to each place, itself among them, is odd."""
    found = bits.copy()
    for step in (1, 2, 4, 8, 16, 32):
        found ^= found << np.uint64(step)
    before = np.bitwise_xor.accumulate(found >> LAST)[:-1]
    found[1:] ^= -before  # all bits of a word, where the count before it is odd
    return found
