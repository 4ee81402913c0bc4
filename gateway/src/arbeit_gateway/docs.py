"""`/api/openapi.json` and the page that shows it, `/api/docs`: own HTML, style and script, nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import orjson

from arbeit_gateway import reference
from arbeit_gateway.exchange import Exchange
from arbeit_gateway.static import File, read_tree, send_file
from arbeit_kit import problem

_PAGE: Final = Path(__file__).parent / "docs_page"


class Documentation:
    """The committed, merged description, and the page."""

    def __init__(self, openapi_file: Path) -> None:
        self._openapi_file = openapi_file
        self._page = read_tree(_PAGE, prefix="/api/docs/")
        self._page["/api/docs/index.html"] = reference.page(
            subject="API",
            parts=('<script type="module" src="/api/docs/page.js"></script>',),
            other=("Events", "/api/events/docs"),
            file="/api/openapi.json",
            things="operations",
            loading="description",
        )
        self._document: File | None = None

    async def answer(self, exchange: Exchange) -> None:
        """Problem 503 while the document has not been written (`make openapi`)."""
        if exchange.path == "/api/openapi.json":
            if self._document is None:
                if not self._openapi_file.is_file():
                    raise problem.unavailable("The description has not been generated yet: run make openapi.", 60)
                compact = orjson.dumps(orjson.loads(self._openapi_file.read_bytes()))
                self._document = File.compressed("openapi.json", compact)
            await send_file(exchange, self._document)
            return
        path = "/api/docs/index.html" if exchange.path == "/api/docs" else exchange.path
        file = self._page.get(path)
        if file is None:
            raise problem.not_found("page")
        await send_file(exchange, file)
