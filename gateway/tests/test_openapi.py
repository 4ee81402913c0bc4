"""The merged description: complete, consistent, and shown by a page that needs nothing from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from arbeit_gateway import docs, openapi
from arbeit_gateway.routes import ROUTES, SERVICES

FOLDER = Path(__file__).parents[2] / "docs" / "api"
PAGE = Path(docs.__file__).parent / "docs_page"
FRAME = Path(docs.__file__).parent / "reference.html"
COMMITTED = FOLDER / "openapi.json"


def document(paths: dict[str, Any], schemas: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"paths": paths, "components": {"schemas": schemas or {}}}


def operation(name: str, schema: str | None = None) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}} if schema else {}
    return {"operationId": name, "summary": name, "responses": {"200": {"description": "OK", "content": content}}}


def test_the_committed_description_is_what_the_services_and_the_table_say() -> None:
    assert openapi.main(["--check", "--folder", str(FOLDER)]) == 0


def test_every_route_is_described_and_every_description_routed() -> None:
    described = {
        (method.upper(), openapi._shape(path))
        for path, item in json.loads(COMMITTED.read_text())["paths"].items()
        for method in item
    }
    assert described == {(route.method, openapi._shape(route.template)) for route in ROUTES}


def test_every_reference_leads_somewhere_and_no_operation_is_named_twice() -> None:
    merged = json.loads(COMMITTED.read_text())
    text = COMMITTED.read_text()
    for kind, name in set(re.findall(r'"#/components/(\w+)/([^"]+)"', text)):
        assert name in merged["components"][kind], name
    ids = [op["operationId"] for item in merged["paths"].values() for op in item.values()]
    assert len(ids) == len(set(ids))
    assert "/internal/" not in text


def test_a_described_path_without_a_route_is_drift() -> None:
    _, drift = openapi.merge({"jobs": document({"/api/jobs/{job_id}/secret": {"get": operation("secret")}})})
    assert "jobs describes GET /api/jobs/{job_id}/secret, which is not routed to it" in drift


def test_a_path_of_another_service_is_drift() -> None:
    _, drift = openapi.merge({"jobs": document({"/api/clients": {"get": operation("clients")}})})
    assert "jobs describes GET /api/clients, which is not routed to it" in drift


def test_a_route_without_a_description_is_drift() -> None:
    _, drift = openapi.merge({"tenancy": document({})})
    assert "GET /api/clients is routed to tenancy, which does not describe it" in drift
    assert "docs/api/jobs.json is missing" in drift


def test_internal_paths_are_dropped_with_their_schemas() -> None:
    merged, drift = openapi.merge(
        {
            "jobs": document(
                {"/internal/jobs/{job_id}": {"get": operation("facts", "Facts")}}, {"Facts": {"type": "object"}}
            )
        }
    )
    assert not [path for path in merged["paths"] if "internal" in path]
    assert "Facts" not in merged["components"]["schemas"]
    assert not [line for line in drift if "internal" in line]


def test_one_name_for_two_things_gets_the_services_name_in_front() -> None:
    tenancy = document({"/api/clients": {"get": operation("clients", "Page")}}, {"Page": {"title": "of clients"}})
    jobs = document(
        {"/api/jobs": {"get": operation("jobs", "Out")}},
        {"Out": {"properties": {"page": {"$ref": "#/components/schemas/Page"}}}, "Page": {"title": "of jobs"}},
    )
    merged, _ = openapi.merge({"tenancy": tenancy, "jobs": jobs})
    schemas = merged["components"]["schemas"]
    assert schemas["Page"] == {"title": "of clients"}
    assert schemas["JobsPage"] == {"title": "of jobs"}
    assert schemas["Out"]["properties"]["page"]["$ref"] == "#/components/schemas/JobsPage"


def test_the_same_thing_under_the_same_name_is_shared_even_if_it_refers_to_others() -> None:
    same = {"Outer": {"items": {"$ref": "#/components/schemas/Inner"}}, "Inner": {"type": "object"}}
    other = {**same, "Inner": {"type": "array"}}
    tenancy = document({"/api/clients": {"get": operation("clients", "Outer")}}, same)
    jobs = document({"/api/jobs": {"get": operation("jobs", "Outer")}}, other)
    merged, _ = openapi.merge({"tenancy": tenancy, "jobs": jobs})
    assert set(merged["components"]["schemas"]) >= {"Outer", "Inner", "JobsOuter", "JobsInner"}
    assert merged["components"]["schemas"]["JobsOuter"] == {"items": {"$ref": "#/components/schemas/JobsInner"}}


def test_public_operations_ask_for_no_token_and_the_others_name_their_callers() -> None:
    merged = json.loads(COMMITTED.read_text())
    assert merged["paths"]["/api/auth/login"]["post"]["security"] == []
    booking = merged["paths"]["/api/interviews/{interview_id}/book-slot"]["post"]
    assert booking["security"] == [{"bearer": []}]
    assert booking["x-audiences"] == ["candidate", "internal"]
    assert {"$ref": "#/components/parameters/Idempotency-Key"} in booking["parameters"]


def test_all_services_have_a_committed_description() -> None:
    assert [service for service in SERVICES if not (FOLDER / f"{service}.json").is_file()] == []


async def test_the_description_is_served_compact_and_compressed(running: Any) -> None:
    async with running(openapi_file=COMMITTED) as front:
        response = await front.get("/api/openapi.json", headers={"Accept-Encoding": "gzip"})
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.headers["Content-Type"] == "application/json; charset=utf-8"
        assert int(response.headers["Content-Length"]) < 60_000
        plain = await front.get("/api/openapi.json", headers={"Accept-Encoding": "identity"})
        assert await plain.json() == json.loads(COMMITTED.read_text())


async def test_without_a_description_the_rest_works(running: Any, tmp_path: Path) -> None:
    async with running(openapi_file=tmp_path / "none.json") as front:
        assert (await front.get("/api/openapi.json", headers={})).status == 503
        assert (await front.get("/api/jobs")).status == 200


async def test_the_page_and_all_its_files_are_ours(front: Any) -> None:
    page = await front.get("/api/docs", headers={"Accept-Encoding": "identity"})
    html = await page.text()
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    for address in re.findall(r'(?:src|href)="([^"#]+)"', html):
        assert address.startswith("/api/"), address
        if address != "/api/openapi.json":
            assert (await front.get(address, headers={})).status == 200, address
    for imported in set(re.findall(r'from "\./([^"]+)"', "".join(p.read_text() for p in PAGE.glob("*.js")))):
        assert (await front.get(f"/api/docs/{imported}", headers={})).status == 200
    assert (await front.get("/api/docs/other.js", headers={})).status == 404


@pytest.mark.parametrize("file", [FRAME, *sorted(PAGE.iterdir())], ids=lambda path: path.name)
def test_the_page_fits_its_content_policy(file: Path) -> None:
    """No script or style in the page, no HTML from text, nothing fetched from another place."""
    text = file.read_text()
    if file.suffix == ".html":
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", text)
    if file.suffix == ".js":
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|\.style\b", text)
    if file.suffix != ".svg":
        assert not re.findall(r"https?://(?!example\.com)[^\"'`\s]+", text)
