"""A stand-in for Pica with a Google Calendar behind it, over a real socket: it behaves as the public descriptions say,
and misbehaves as told. Every call is logged.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

EVENTS = "/v1/passthrough/calendars/primary/events"
KEYS = {
    "PICA_SECRET_KEY": "pica-secret",
    "PICA_GOOGLE_CALENDAR_CONNECTION_KEY": "calendar-connection",
    "MAIL_FROM": "Portal <portal@agency.example>",
}
FAULTS = ("ok", "slow", "late", "500", "503", "429", "cut", "rubbish", "401", "402", "403", "403-quota", "409", "404")
"""`slow` carries the request out after `slow_s`, long after the client has gone; `late` carries it out at once and
answers too late; `cut` and `rubbish` carry it out and answer with half a body or none that can be read."""


@dataclass
class Call:
    method: str
    event_id: str
    action: str
    behaviour: str
    headers: dict[str, str]
    body: dict[str, Any]
    query: dict[str, str]


@dataclass
class Provider:
    url: str = ""
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    behaviour: Callable[[Call], str] = lambda _: "ok"
    slow_s: float = 30.0
    retry_after_s: int = 1
    links_after: int = 0
    """How often an event is read before its meeting link is there; -1: Google cannot make one."""
    reads: dict[str, int] = field(default_factory=dict)
    """Strict Google refuses a sequence below its own."""
    strict: bool = True

    @property
    def living(self) -> list[dict[str, Any]]:
        return [event for event in self.events.values() if event["status"] != "cancelled"]

    def of(self, interview_id: str) -> list[dict[str, Any]]:
        """The events that people see for an interview."""
        return [each for each in self.living if private(each)["arbeitInterview"] == interview_id]

    def named(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def environment(self, **more: str) -> dict[str, str]:
        return {**KEYS, "PICA_BASE_URL": self.url, **more}

    def reset(self) -> None:
        self.events.clear()
        self.calls.clear()
        self.reads.clear()
        self.behaviour = lambda _: "ok"
        self.links_after = 0

    # -- Google's rules -------------------------------------------------------------------------------------------

    def carry_out(self, call: Call) -> Response:
        known = self.events.get(call.event_id)
        if call.method == "POST":
            return self._insert(call) if known is None else _google(409, "The requested identifier already exists.")
        if call.method == "LIST":
            items = [] if known is None or known["iCalUID"] != call.query["iCalUID"] else [self._read(known)]
            return JSONResponse({"kind": "calendar#events", "items": items})
        if known is None:
            return _google(404, "Not Found")
        if call.method == "GET":
            return JSONResponse(self._read(known))
        if call.method == "DELETE":
            gone = known["status"] == "cancelled"
            known["status"] = "cancelled"
            return _google(410, "Resource has been deleted") if gone else Response(status_code=204)
        if self.strict and call.body.get("sequence", 0) < known["sequence"]:
            return _google(400, "Invalid sequence value.")
        kept = {name: known[name] for name in ("iCalUID", "sequence")}
        self.events[call.event_id] = {**kept, **self._conference(call.body)}
        return JSONResponse(self.events[call.event_id])

    def _insert(self, call: Call) -> Response:
        body = self._conference(call.body)
        self.events[call.event_id] = {"sequence": 0, **body, "iCalUID": f"{call.event_id}@google.com"}
        return JSONResponse(self.events[call.event_id])

    def _conference(self, body: dict[str, Any]) -> dict[str, Any]:
        asked = body.get("conferenceData")
        if not isinstance(asked, dict) or "entryPoints" in asked or "createRequest" not in asked:
            return body
        code = "failure" if self.links_after < 0 else "pending"
        body = {**body, "conferenceData": {"createRequest": {**asked["createRequest"], "status": {"statusCode": code}}}}
        self.reads[body["id"]] = 0
        return self._read(body) if self.links_after == 0 else body

    def _read(self, event: dict[str, Any]) -> dict[str, Any]:
        """Each reading brings the meeting link nearer."""
        conference = event.get("conferenceData", {})
        if conference.get("createRequest", {}).get("status", {}).get("statusCode") != "pending":
            return event
        self.reads[event["id"]] = self.reads.get(event["id"], 0) + 1
        if self.reads[event["id"]] > self.links_after:
            link = f"https://meet.example.com/{event['id'][-12:]}"
            event["hangoutLink"] = link
            conference["entryPoints"] = [{"entryPointType": "video", "uri": link}]
            conference["createRequest"]["status"]["statusCode"] = "success"
        return event

    # -- faults ---------------------------------------------------------------------------------------------------

    async def answer(self, call: Call) -> Response:
        call.behaviour = how = self.behaviour(call)
        self.calls.append(call)
        if how == "slow":
            await asyncio.sleep(self.slow_s)
        if how == "429":
            return _vendor(429, {"Retry-After": str(self.retry_after_s)})
        if how == "403-quota":
            return _google(403, "Rate Limit Exceeded", "rateLimitExceeded")
        if how.isdigit():
            return _vendor(int(how))
        answer = self.carry_out(call)
        if how == "late":
            await asyncio.sleep(self.slow_s)
        if how == "rubbish" and answer.status_code < 300:
            return Response(b"<html>] {", media_type="application/json")
        if how == "cut" and answer.body:
            length = {"content-length": str(len(answer.body) + 1000)}
            return Response(bytes(answer.body)[:-20], answer.status_code, length, "application/json")
        return answer


def private(event: dict[str, Any]) -> dict[str, str]:
    return dict(event["extendedProperties"]["private"])


def _google(status: int, message: str, reason: str = "x") -> Response:
    error = {"code": status, "message": message, "errors": [{"domain": "calendar", "reason": reason}]}
    return JSONResponse({"error": error}, status)


def _vendor(status: int, headers: dict[str, str] | None = None) -> Response:
    body = {"correlationId": "c1", "key": "err", "message": "asha@example.com", "type": "x", "status": status}
    return JSONResponse(body, status, headers)


def application(provider: Provider) -> FastAPI:
    app = FastAPI()

    async def handle(request: Request, method: str, event_id: str) -> Response:
        body = await request.json() if method in ("POST", "PUT") else {}
        headers = dict(request.headers)
        action = headers.get("x-pica-action-id", headers.get("x-one-action-id", ""))
        call = Call(method, event_id or body.get("id", ""), action, "", headers, body, dict(request.query_params))
        return await provider.answer(call)

    @app.post(EVENTS)
    async def insert(request: Request) -> Response:
        return await handle(request, "POST", "")

    @app.get(EVENTS)
    async def listed(request: Request, iCalUID: str) -> Response:  # noqa: N803 - Google's name
        return await handle(request, "LIST", iCalUID.partition("@")[0])

    @app.api_route(EVENTS + "/{event_id}", methods=["GET", "PUT", "DELETE"])
    async def one(request: Request, event_id: str) -> Response:
        return await handle(request, request.method, event_id)

    return app


@asynccontextmanager
async def provider_running(**how: Any) -> AsyncIterator[Provider]:
    provider = Provider(**how)
    config = uvicorn.Config(application(provider), port=0, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    provider.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield provider
    finally:
        server.should_exit = True
        await task
