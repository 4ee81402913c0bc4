"""Files for the browser: the built SPA with its fallback to `index.html`, or a plain page that tells how to build it;
and the API's documentation page.

A tree is read into memory once (a build is a few MB) and again when its index changes, so that no request waits for a
disk. Hashed assets may be kept for ever, pages are asked for again each time. `.br` and `.gz` files beside a file are
its precompressed forms.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
import time
from pathlib import Path
from typing import Final

from arbeit_gateway.exchange import Exchange
from arbeit_gateway.headers import PAGE_CSP, Raw
from arbeit_kit import problem

_HASHED: Final = re.compile(r"[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+\Z")
_ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
_LOOK_AGAIN_S: Final = 1.0
_TYPES: Final = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
_TEXTUAL: Final = ("text/", "application/json", "application/manifest+json", "image/svg+xml")

_NOT_BUILT: Final = b"""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Arbeit</title>
<h1>Arbeit is running</h1>
<p>The portal's pages are not built yet. Build them with <code>make frontend</code>, then load this page again.</p>
<p>The API answers under <code>/api</code>; its documentation is at <a href="/api/docs">/api/docs</a>.</p>
</html>
"""


class File:
    """One file: its forms by encoding ("" is the plain one) and its ready-made headers."""

    __slots__ = ("etag", "forms", "headers")

    def __init__(self, name: str, forms: dict[str, bytes], forever: bool) -> None:
        self.etag = b'"%s"' % hashlib.sha256(forms[""]).hexdigest()[:20].encode()
        self.forms = forms
        suffix = name[name.rfind(".") :]
        kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith(_TEXTUAL):
            kind += "; charset=utf-8"
        self.headers: Raw = [
            (b"content-type", kind.encode()),
            (b"cache-control", b"public, max-age=31536000, immutable" if forever else b"no-cache"),
            (b"etag", self.etag),
            PAGE_CSP,
        ]
        if len(self.forms) > 1:
            self.headers.append((b"vary", b"accept-encoding"))

    @classmethod
    def read(cls, path: Path, forever: bool) -> File:
        """The file with what was compressed beside it when it was built."""
        forms = {"": path.read_bytes()}
        for encoding, suffix in _ENCODINGS:
            beside = path.with_name(path.name + suffix)
            if beside.is_file():
                forms[encoding] = beside.read_bytes()
        return cls(path.name, forms, forever)

    @classmethod
    def compressed(cls, name: str, plain: bytes) -> File:
        """Something made at the start, compressed once."""
        return cls(name, {"": plain, "gzip": gzip.compress(plain, 9, mtime=0)}, forever=False)


async def send_file(exchange: Exchange, file: File) -> None:
    """Answer GET or HEAD with a file, or 304 when the browser has it."""
    accepted, known = "", ""
    assert exchange.incoming is not None
    for name, value in exchange.incoming.forward:
        if name == "accept-encoding":
            accepted = value
        elif name == "if-none-match":
            known = value
    if known and file.etag.decode() in known:
        await exchange.start(304, [*file.headers])
        await exchange.send({"type": "http.response.body", "body": b""})
        return
    offered = {token.partition(";")[0].strip() for token in accepted.split(",")}
    for encoding, _ in _ENCODINGS:
        if encoding in offered and encoding in file.forms:
            await exchange.answer(200, file.forms[encoding], [*file.headers, (b"content-encoding", encoding.encode())])
            return
    await exchange.answer(200, file.forms[""], file.headers)


class Site:
    """The SPA in `folder`, whenever it is there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, File] = {}
        self._index: File | None = None
        self._stamp: float | None = None
        self._looked_at = float("-inf")

    async def answer(self, exchange: Exchange) -> None:
        """Any path that is not the API's: a file, or the application's page for its own routes, or 404 for a
        missing asset. Problem 405 for anything but GET and HEAD."""
        if exchange.method not in ("GET", "HEAD"):
            refusal = problem.Problem(405, "method-not-allowed", "Method not allowed", "Pages can only be read.")
            refusal.headers["Allow"] = "GET, HEAD"
            raise refusal
        self._refresh()
        if self._index is None:
            await exchange.answer(
                200,
                _NOT_BUILT,
                [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store"), PAGE_CSP],
            )
            return
        file = self._files.get(exchange.path)
        if file is None:
            last = exchange.path.rpartition("/")[2]
            if exchange.path.startswith("/assets/") or "." in last:
                raise problem.not_found("file")
            file = self._index
        await send_file(exchange, file)

    def _refresh(self) -> None:
        now = time.monotonic()
        if now - self._looked_at < _LOOK_AGAIN_S:
            return
        self._looked_at = now
        try:
            stamp = (self._folder / "index.html").stat().st_mtime
        except OSError:
            self._files, self._index, self._stamp = {}, None, None
            return
        if stamp != self._stamp:
            self._files = read_tree(self._folder)
            self._index = self._files.get("/index.html")
            self._stamp = stamp


def read_tree(folder: Path, prefix: str = "/") -> dict[str, File]:
    """Every file below a folder by its URL path; hidden files, source maps and links that lead outside are left out."""
    root = folder.resolve()
    files: dict[str, File] = {}
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if (
            not path.is_file()
            or path.suffix in (".br", ".gz", ".map")
            or any(part.startswith(".") for part in relative.parts)
            or not path.resolve().is_relative_to(root)
        ):
            continue
        forever = relative.parts[0] == "assets" and _HASHED.search(path.name) is not None
        files[prefix + relative.as_posix()] = File.read(path, forever)
    return files
