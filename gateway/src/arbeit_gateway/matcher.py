"""Path -> routes, by walking a dictionary segment by segment. No regular expression sees a path from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import unquote_to_bytes

from arbeit_gateway.routes import Route

_PARAMETER: Final = "{}"
_MAX_SEGMENT: Final = 512


class _Node:
    __slots__ = ("children", "methods")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.methods: dict[str, Route] = {}


class Matcher:
    """Compiled routing table. A literal segment wins over a parameter; a dead end below it tries the parameter."""

    __slots__ = ("_root",)

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root = _Node()
        for route in routes:
            node = self._root
            for segment in route.template[1:].split("/"):
                key = _PARAMETER if segment.startswith("{") else segment
                node = node.children.setdefault(key, _Node())
            if route.method in node.methods:
                raise ValueError(f"{route.method} {route.template} is listed twice")
            node.methods[route.method] = route

    def match(self, raw_path: str) -> Mapping[str, Route] | None:
        """The routes by method of a raw (still percent-encoded) path, or None when it is not public.

        The raw path is matched, and forwarded unchanged, so that the gateway and the service behind it cannot read
        the same path differently: a segment that would decode to a separator, a dot segment, a control character or
        nothing at all is not public (an encoded slash turns `/api/clients/x%2Fusers` into another route upstream).
        """
        segments = raw_path.split("/")
        node = self._walk(self._root, segments, 1)
        return node.methods if node is not None else None

    def _walk(self, node: _Node, segments: list[str], at: int) -> _Node | None:
        if at == len(segments):
            return node if node.methods else None
        segment = segments[at]
        child = node.children.get(segment)
        if child is not None and segment != _PARAMETER:
            found = self._walk(child, segments, at + 1)
            if found is not None:
                return found
        child = node.children.get(_PARAMETER)
        if child is None or not _is_plain(segment):
            return None
        return self._walk(child, segments, at + 1)


def _is_plain(segment: str) -> bool:
    """True for a parameter that means the same before and after decoding, on both sides of the hop."""
    if not 0 < len(segment) <= _MAX_SEGMENT or segment in (".", ".."):
        return False
    if "%" not in segment:
        return segment.isascii() and segment.isprintable() and "\\" not in segment
    decoded = unquote_to_bytes(segment)
    try:
        text = decoded.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return text.isprintable() and text not in (".", "..") and not any(mark in text for mark in "/\\%")
