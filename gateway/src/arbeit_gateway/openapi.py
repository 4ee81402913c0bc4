"""`python -m arbeit_gateway.openapi --write | --check`: the one description of the public API.

Each service writes its own document (`python -m arbeit_kit.openapi arbeit_<service>`), committed under `docs/api`. Here
they are merged into `docs/api/openapi.json`: only what the routing table lists, components renamed where two services
use one name for different things, security as the table says. A route without a description, or a described public path
without a route, is drift: it is named on stderr, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from arbeit_gateway.own_openapi import DESCRIPTION, PARAMETERS, PROBLEM, TAGS, own_paths
from arbeit_gateway.routes import ROUTES, SERVICES, Route

Document = dict[str, Any]
_METHODS: Final = ("get", "put", "post", "delete", "patch")
_BY_THE_GATEWAY: Final = {
    "401": "No token, or one that is not valid here",
    "429": "Too many requests; `Retry-After` says when to come again",
    "503": "A service does not answer at the moment; `Retry-After` says when to come again",
}


def merge(documents: dict[str, Document]) -> tuple[Document, list[str]]:
    """The merged document of these services, and the drift: what the table and the documents do not agree on."""
    table = {(route.method.lower(), _shape(route.template)): route for route in ROUTES}
    described: set[tuple[str, str]] = set()
    drift: list[str] = []
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    operation_ids: set[str] = set()
    for service in SERVICES:
        document = documents.get(service)
        if document is None:
            continue
        renamed = _rename(service, document.get("components", {}).get("schemas", {}), schemas)
        for path, method, operation in _operations(document):
            key = (method, _shape(path))
            route = table.get(key)
            if route is None or route.service != service:
                if path.startswith("/api/"):
                    drift.append(f"{service} describes {method.upper()} {path}, which is not routed to it")
                continue
            described.add(key)
            ours = _point_to(operation, renamed)
            _finish(ours, route, service, operation_ids)
            _item(paths, path)[method] = ours
    for path, method, operation in own_paths(paths):
        route = table[(method, _shape(path))]
        described.add((method, _shape(path)))
        _finish(operation, route, "gateway", operation_ids)
        _item(paths, path)[method] = operation
    for key, route in table.items():
        if key not in described and route.service in documents:
            drift.append(f"{route.method} {route.template} is routed to {route.service}, which does not describe it")
    drift += [f"docs/api/{service}.json is missing" for service in SERVICES if service not in documents]
    _reachable_only(paths, schemas)
    merged = {
        "openapi": "3.1.0",
        "info": {"title": "Arbeit Talent Portal", "version": "1.0.0", "description": DESCRIPTION},
        "servers": [{"url": "/"}],
        "tags": [tag for tag in TAGS if any(tag["name"] in op["tags"] for _, _, op in _operations({"paths": paths}))],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "parameters": PARAMETERS,
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "`access_token` of a log-in; `x-audiences` of an operation says of which.",
                }
            },
        },
    }
    return merged, drift


def _shape(path: str) -> str:
    """The path with its parameters nameless: services and the table may name them differently."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


def _operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in document.get("paths", {}).items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _item(paths: dict[str, Any], path: str) -> dict[str, Any]:
    """The entry of a path. Two services may share one (`/api/jobs/{job_id}/candidates` could be split) and must then
    name its parameters alike: two templates that differ in names only are not valid OpenAPI."""
    for known in paths:
        if known != path and _shape(known) == _shape(path):
            raise ValueError(f"{known} and {path} are the same path under two names")
    item: dict[str, Any] = paths.setdefault(path, {})
    return item


def _rename(service: str, theirs: dict[str, Any], schemas: dict[str, Any]) -> dict[str, str]:
    """Take a service's schemas into the common ones; returns its old name -> new name. Two services that mean the same
    share a schema; a name that is taken by something else gets the service's name in front."""
    renamed: dict[str, str] = {}
    for name, schema in theirs.items():
        taken = schemas.get(name)
        renamed[name] = name if taken is None or taken == schema else f"{service.capitalize()}{name}"
    # What a schema refers to may have been renamed: then it is no longer the same as its namesake.
    changed = True
    while changed:
        changed = False
        for name, schema in theirs.items():
            if renamed[name] == name and name in schemas and _point_to(schema, renamed) != schemas[name]:
                renamed[name] = f"{service.capitalize()}{name}"
                changed = True
    for name, schema in theirs.items():
        schemas[renamed[name]] = _point_to(schema, renamed)
    return renamed


def _point_to(node: Any, renamed: dict[str, str]) -> Any:
    """A copy in which every reference to a schema has its new name."""
    prefix = "#/components/schemas/"
    if isinstance(node, dict):
        return {
            key: prefix + renamed.get(value[len(prefix) :], value[len(prefix) :])
            if key == "$ref" and isinstance(value, str) and value.startswith(prefix)
            else _point_to(value, renamed)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_point_to(entry, renamed) for entry in node]
    return node


def _finish(operation: Document, route: Route, service: str, operation_ids: set[str]) -> None:
    """What only the gateway knows of an operation: who may call it, what it answers itself, its place in the page."""
    operation["security"] = [{"bearer": []}] if route.audiences else []
    if route.audiences:
        operation["x-audiences"] = sorted(route.audiences)
    operation["tags"] = [_tag(route)]
    name = operation.get("operationId", f"{route.method.lower()}{route.template}")
    if name in operation_ids:
        name = f"{service}_{name}"
    operation["operationId"] = name
    operation_ids.add(name)
    responses = operation.setdefault("responses", {})
    for status, text in _BY_THE_GATEWAY.items():
        if status != "401" or route.audiences:
            responses.setdefault(status, {"description": text, "content": PROBLEM})
    operation["responses"] = dict(sorted(responses.items()))
    header = {"POST": "Idempotency-Key", "PUT": "If-Match", "DELETE": "If-Match"}.get(route.method)
    if header is not None and route.audiences:
        given = operation.setdefault("parameters", [])
        if not any(each.get("name", "").lower() == header.lower() for each in given):
            given.append({"$ref": f"#/components/parameters/{header}"})


def _tag(route: Route) -> str:
    """The heading under which the page shows an operation: by its path, as the portal's specification groups them."""
    for tag in TAGS:
        if any(_shape(route.template).startswith(_shape(prefix)) for prefix in tag["x-paths"]):
            return str(tag["name"])
    raise ValueError(f"no heading for {route.template}")


def _reachable_only(paths: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Drop the schemas that only internal operations used."""
    wanted: set[str] = set()
    pending = [paths]
    while pending:
        for name in _references(pending.pop()):
            if name in schemas and name not in wanted:
                wanted.add(name)
                pending.append(schemas[name])
    for name in set(schemas) - wanted:
        del schemas[name]


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value.rpartition("/")[2]
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for entry in node:
            yield from _references(entry)


def read(folder: Path) -> dict[str, Document]:
    """The services' documents that are there."""
    found = {service: folder / f"{service}.json" for service in SERVICES}
    return {service: json.loads(path.read_text("utf-8")) for service, path in found.items() if path.is_file()}


def main(arguments: list[str] | None = None) -> int:
    """Exit status 1 on drift, or when the committed document is not the merged one (--check)."""
    parser = argparse.ArgumentParser(prog="python -m arbeit_gateway.openapi")
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--write", action="store_true", help="write docs/api/openapi.json (the default)")
    parser.add_argument("--folder", type=Path, default=Path("docs/api"))
    options = parser.parse_args(arguments)
    merged, drift = merge(read(options.folder))
    text = json.dumps(merged, indent=2, ensure_ascii=False, sort_keys=False) + "\n"
    target = options.folder / "openapi.json"
    if options.check:
        if not target.is_file() or target.read_text("utf-8") != text:
            drift.append(f"{target} is not what the services say: run python -m arbeit_gateway.openapi --write")
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    for line in drift:
        sys.stderr.write(line + "\n")
    return 1 if drift else 0


if __name__ == "__main__":
    raise SystemExit(main())
