"""What subscribers read: made from the installed models, the same as the committed documents, on a page of our own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from arbeit_gateway import events

COMMITTED = Path(__file__).parents[2] / "docs" / "events"
# aiohttp offers gzip by itself; here bodies are read.
PLAIN = {"Accept-Encoding": "identity"}
PAGE = Path(events.__file__).parent / "events_page"


async def test_what_is_served_is_what_is_committed(front: Any) -> None:
    served = await (await front.get("/api/events/asyncapi.json", headers=PLAIN)).json(content_type=None)
    assert served == json.loads((COMMITTED / "asyncapi.json").read_text())
    for file in (COMMITTED / "schemas").glob("*.json"):
        for name in (file.name, file.stem):
            answer = await front.get(f"/api/events/schemas/{name}", headers=PLAIN)
            assert answer.status == 200, name
            assert await answer.json() == json.loads(file.read_text())


async def test_every_reference_of_the_served_description_can_be_followed(front: Any) -> None:
    text = await (await front.get("/api/events/asyncapi.json", headers=PLAIN)).text()
    references = set(re.findall(r'"\./(schemas/[^"]+)"', text))
    assert len(references) > 40
    for reference in references:
        assert (await front.get(f"/api/events/{reference}", headers=PLAIN)).status == 200, reference


async def test_the_list_names_every_event_with_its_fields(front: Any) -> None:
    answer = await front.get("/api/events/schemas", headers=PLAIN)
    items = {each["type"]: each for each in (await answer.json())["items"]}
    assert set(items) == {file.stem for file in (COMMITTED / "schemas").glob("arbeit.*.json")}
    hired = items["arbeit.interviews.HiringInitiated.v1"]
    assert (hired["service"], hired["version"]) == ("interviews", 1)
    assert "salary_offered" in hired["fields"]
    assert "candidates" in hired["subscribers"]
    for each in items.values():
        assert (await front.get(each["schema"], headers=PLAIN)).status == 200


async def test_an_event_there_is_not_is_404_and_a_known_answer_304(front: Any) -> None:
    assert (await front.get("/api/events/schemas/arbeit.jobs.JobEaten.v1", headers=PLAIN)).status == 404
    assert (await front.get("/api/events/docs/other.js", headers=PLAIN)).status == 404
    assert (await front.get("/api/events/docs/schemas", headers=PLAIN)).status == 404
    assert (await front.request("POST", "/api/events/schemas", headers=PLAIN)).status == 405
    known = (await front.get("/api/events/schemas", headers=PLAIN)).headers["ETag"]
    assert (await front.get("/api/events/schemas", headers={"If-None-Match": known})).status == 304


async def test_the_page_and_all_its_files_are_ours(front: Any) -> None:
    page = await front.get("/api/events/docs", headers=PLAIN)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    addresses = re.findall(r'(?:src|href)="([^"#]+)"', await page.text())
    for file in PAGE.glob("*.js"):
        found = re.findall(r'from "([^"]+)"', file.read_text())
        addresses += [each.replace("./", "/api/events/docs/") for each in found]
    for address in set(addresses):
        assert (await front.get(address, headers=PLAIN)).status == 200, address


@pytest.mark.parametrize("file", sorted(PAGE.iterdir()), ids=lambda path: path.name)
def test_the_page_fits_its_content_policy(file: Path) -> None:
    """No script or style in the page, no HTML from text, nothing fetched from another place."""
    text = file.read_text()
    if file.suffix == ".html":
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", text)
    if file.suffix == ".js":
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|\.style\b", text)
    assert not re.findall(r"https?://[^\"'`\s]+", text)
