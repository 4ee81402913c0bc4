"""`/api/events`: what subscribers build on. AsyncAPI, the JSON Schemas, and the page that shows them.

Made from the installed `arbeit_events` itself, so that it cannot differ from what this version publishes; the committed
copies in `docs/events` are compared with the same models by `make lint`.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

import orjson

from arbeit_gateway import reference
from arbeit_gateway.exchange import Exchange
from arbeit_gateway.static import File, read_tree, send_file
from arbeit_kit import problem

_PAGE: Final = Path(__file__).parent / "events_page"
_ROOT: Final = "/api/events/"
_SCHEMAS: Final = "/api/events/schemas/"


class EventCatalogue:
    """The documents, made when they are first asked for."""

    def __init__(self) -> None:
        self._files = read_tree(_PAGE, prefix="/api/events/docs/")
        self._files["/api/events/docs"] = self._files["/api/events/docs/index.html"] = reference.page(
            subject="events",
            parts=(
                '<link rel="stylesheet" href="/api/events/docs/events.css" />',
                '<script type="module" src="/api/events/docs/events.js"></script>',
            ),
            other=("API", "/api/docs"),
            file="/api/events/asyncapi.json",
            things="events",
            loading="events",
        )
        self._made = asyncio.Lock()
        self._documents: dict[str, File] = {}

    async def answer(self, exchange: Exchange) -> None:
        """Problem 404 for an event or a file that there is not."""
        path = exchange.path
        file = self._files.get(path)
        if file is None and not path.startswith("/api/events/docs"):
            file = (await self._made_documents()).get(path.removesuffix(".json"))
        if file is None:
            raise problem.not_found("event" if path.startswith(_SCHEMAS) else "page")
        await send_file(exchange, file)

    async def _made_documents(self) -> dict[str, File]:
        async with self._made:
            if not self._documents:
                self._documents = await asyncio.to_thread(_documents)
        return self._documents


def _documents() -> dict[str, File]:
    """By path, without the `.json` that a reference may end in (AsyncAPI refers to `./schemas/<type>.json`)."""
    # Here, not above: the models take a third of a second to import, and most gateways are never asked.
    from arbeit_events import asyncapi, catalogue, schemas

    texts = {
        f"{_ROOT}asyncapi": ("asyncapi.json", asyncapi.document()),
        f"{_ROOT}schemas": ("schemas.json", {"items": catalogue.catalogue()}),
    }
    for name, schema in schemas.all_schemas().items():
        texts[_SCHEMAS + name.removesuffix(".json")] = (name, schema)
    return {path: File.compressed(name, orjson.dumps(content)) for path, (name, content) in texts.items()}
