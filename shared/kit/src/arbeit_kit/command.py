"""The edge of every write: one request, one transaction, one answer.

`Run` is what a route uses: it brings the actor, the `Idempotency-Key` and `If-Match` of the request together with the
service's command, and turns the result into the response inside the transaction, so that both are stored as one.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel

from arbeit_kit import problem, telemetry
from arbeit_kit.idempotency import Answer, Claim
from arbeit_kit.mongo.transaction import Actor, Cause, Tx
from arbeit_kit.security import Principal

if TYPE_CHECKING:
    from arbeit_kit.service import Service

S = TypeVar("S")
T = TypeVar("T")

_ETAG = re.compile(r'(?:W/)?"(\d{1,15})"\Z')
_JSON = "application/json"


class Run(Generic[S]):
    """Runs commands for one request. `if_match` is the version the caller read, or None."""

    def __init__(self, service: Service[S], request: Request) -> None:
        self._service = service
        self._request = request
        self.if_match = if_match(request.headers.get("if-match"))

    async def __call__(
        self,
        who: Principal | None,
        command: Callable[[Tx[S]], Awaitable[T]],
        *,
        render: Callable[[T], BaseModel | None],
        status: int = 200,
        headers: Callable[[T], dict[str, str]] | None = None,
        actor: Actor | None = None,
        body: bytes | None = None,
        about: Callable[[T], Sequence[str]] | None = None,
        together: bool = False,
    ) -> Response:
        """The response to this write. `render` returning None gives 204. `who` None: an anonymous caller.

        With an `Idempotency-Key` the answer is stored with the change and given again for 24 hours. `body` stands for
        the request where it was streamed away (a digest of an upload). `about` names the entities whose personal data
        the answer holds, so that `IdempotencyKeys.forget` can erase it. `together`: it may share a transaction with
        others that wait (`mongo.together`); only for commands that do nothing but ask the database.
        """
        claim = await self._claim(who, body)
        if isinstance(claim, Answer):
            return _response(claim, replayed=True)

        async def in_one(tx: Tx[S]) -> Answer:
            result = await command(tx)
            answer = _answer(result, render(result), status, headers(result) if headers else {})
            if claim is not None:
                await self._service.idempotency.store(tx, claim, answer, about(result) if about else ())
            return answer

        try:
            perform = self._service.together.run if together else self._service.db.transaction
            answer = await perform(in_one, actor=actor or actor_of(who, self._request), cause=cause())
        except BaseException:
            if claim is not None:
                await self._service.idempotency.release(claim)
            raise
        return _response(answer)

    async def alone(self, who: Principal, command: Callable[[Tx[S]], Awaitable[T]]) -> T:
        """The result of a write whose answer is something else, such as a file: no answer is stored with it."""
        return await self._service.db.transaction(command, actor=actor_of(who, self._request), cause=cause())

    async def _claim(self, who: Principal | None, body: bytes | None) -> Claim | Answer | None:
        key = self._request.headers.get("idempotency-key")
        if key is None or self._request.method not in ("POST", "PUT", "PATCH", "DELETE"):
            return None
        if body is None:
            multipart = self._request.headers.get("content-type", "").startswith("multipart/")
            # An upload was streamed away already; its length and the fields of its path tell repeats apart.
            body = self._request.headers.get("content-length", "").encode() if multipart else await self._request.body()
        caller = who.subject if who else f"anonymous {telemetry.current().address}"
        target = f"{self._request.method} {self._request.url.path}"
        return await self._service.idempotency.claim(key, caller=caller, target=target, body=body)


def actor_of(who: Principal | None, request: Request | None = None) -> Actor:  # noqa: ARG001
    """The actor written into events."""
    address = telemetry.current().address or ""
    if who is None:
        return Actor("anonymous", "anonymous", "", address)
    return Actor(who.subject, who.role, who.email or "", address)


def cause() -> Cause:
    """The request being served, for the events it leads to."""
    context = telemetry.current()
    return Cause(context.request_id, context.causation_id or "", context.trace.traceparent)


def if_match(header: str | None) -> int | None:
    """The version in an `If-Match` header; `*` and no header: None. Problem 422 when it is not one of our ETags."""
    if header is None or header.strip() == "*":
        return None
    match = _ETAG.match(header.strip())
    if match is None:
        raise problem.invalid("If-Match", 'Send the ETag you were given, such as "3".', "bad-etag")
    return int(match.group(1))


def check_version(aggregate: Any, expected: int | None) -> None:
    """Problem 412 when the caller read another version than this one."""
    if expected is not None and aggregate.version != expected:
        raise problem.precondition_failed(aggregate.version)


def etag(version: int) -> str:
    return f'"{version}"'


def _answer(result: Any, model: BaseModel | None, status: int, headers: dict[str, str]) -> Answer:
    if model is None:
        return Answer(204, b"", headers)
    version = getattr(model, "version", None)
    if version is None:
        version = getattr(result, "version", None)
    tagged = {"ETag": etag(version), **headers} if isinstance(version, int) else headers
    return Answer(status, model.model_dump_json().encode(), tagged)


def _response(answer: Answer, *, replayed: bool = False) -> Response:
    headers = {**answer.headers, "Idempotent-Replayed": "true"} if replayed else answer.headers
    if answer.status == 204:
        return Response(status_code=204, headers=headers)
    return Response(answer.body, answer.status, headers, _JSON)
