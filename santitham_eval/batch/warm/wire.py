"""Jupyter messages over a pipe: a length, then JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Message = dict[str, Any]
_LENGTH = 8


def frame(channel: str, message: Message) -> bytes:
    """One message of a channel as bytes."""
    body = json.dumps([channel, message], default=str).encode("utf-8", "surrogateescape")
    return len(body).to_bytes(_LENGTH, "big") + body


class Unframer:
    """Bytes as they come to whole messages."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[str, Message]]:
        """Whole messages that are there after these bytes."""
        self._held += data
        while len(self._held) >= _LENGTH:
            end = _LENGTH + int.from_bytes(self._held[:_LENGTH], "big")
            if len(self._held) < end:
                return
            channel, message = json.loads(bytes(self._held[_LENGTH:end]))
            del self._held[:end]
            yield channel, message
