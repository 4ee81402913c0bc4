"""What all routes share: the desk, the caller, the refresh cookie."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from arbeit_auth.commands.desk import Caller, Desk, LoggedIn
from arbeit_auth.domain.account import Account, Audience
from arbeit_auth.domain.session import ABSOLUTE_LIFETIME
from arbeit_auth.schemas.session import LoggedInOut, TokenOut
from arbeit_auth.store import Store
from arbeit_kit import problem, telemetry, text
from arbeit_kit.command import Run
from arbeit_kit.mongo import DuplicateKey
from arbeit_kit.problem import Problem
from arbeit_kit.service import get_service, get_store, runner

COOKIES: dict[Audience, tuple[str, str]] = {
    "internal": ("arbeit_refresh", "/api/auth"),
    "candidate": ("arbeit_portal_refresh", "/api/candidate-portal"),
}
"""Name and path. Two names and two paths: neither flow ever sees the other's cookie."""


def subject(account: Account) -> list[str]:
    """Whose data an answer holds: it is emptied when the account is deleted."""
    return [account.subject]


@contextmanager
def unique(refusal: Callable[[], Problem]) -> Iterator[None]:
    """Two created the same at once, and the unique index let one: the other is answered like one who came later."""
    try:
        yield
    except DuplicateKey:
        raise refusal() from None


def router(**options: Any) -> APIRouter:
    """Operations are called by their functions' names, which the generated clients use too."""
    return APIRouter(generate_unique_id_function=lambda route: route.name, **options)


def _desk(request: Request) -> Desk:
    desk: Desk = get_service(request).desk()
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
InStore = Annotated[Store, Depends(get_store)]
Running = Annotated[Run[Store], Depends(runner)]


def caller(audience: Audience) -> Callable[[Request], Caller]:
    """Dependency: who knocks at the doors of that flow."""
    name, _ = COOKIES[audience]

    def knocking(request: Request) -> Caller:
        return Caller(
            address=telemetry.current().address or "unknown",
            agent=text.printable(request.headers.get("user-agent", "")),
            refresh_token=request.cookies.get(name) or None,
        )

    return knocking


def same_site(request: Request) -> None:
    """Dependency of routes that act on the cookie alone. SameSite=Strict already keeps other sites' requests from
    carrying it; a browser that says the request comes from another site is refused all the same."""
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise problem.forbidden("Other sites cannot do this.")


def address(typed: str) -> str:
    """The canonical address; what is none stays as it is, and is nobody's."""
    try:
        return text.email(typed)
    except ValueError:
        return f"?{typed[:300].casefold()}"


def logged_in(session: LoggedIn, user: BaseModel) -> Response:
    """Tokens and person, with the refresh token as cookie."""
    body = LoggedInOut[Any](
        access_token=session.access.token,
        token_type="bearer",  # noqa: S106 - the word of RFC 6750
        expires_in=session.access.expires_in,
        must_change_password=session.account.must_change_password,
        user=user,
    )
    return _with_cookie(body, session)


def refreshed(session: LoggedIn) -> Response:
    """Tokens alone."""
    body = TokenOut(
        access_token=session.access.token,
        token_type="bearer",  # noqa: S106 - the word of RFC 6750
        expires_in=session.access.expires_in,
        must_change_password=session.account.must_change_password,
    )
    return _with_cookie(body, session)


def gone(audience: Audience) -> Response:
    """204, and the browser forgets the refresh token."""
    response = Response(status_code=204)
    name, path = COOKIES[audience]
    response.delete_cookie(name, path=path, secure=True, httponly=True, samesite="strict")
    return response


def _with_cookie(body: BaseModel, session: LoggedIn) -> Response:
    response = Response(body.model_dump_json(), media_type="application/json")
    name, path = COOKIES[session.account.audience]
    response.set_cookie(
        name,
        session.refresh.plain,
        max_age=int(ABSOLUTE_LIFETIME.total_seconds()),
        path=path,
        # Browsers take Secure cookies on http://localhost too; anywhere else the portal needs https.
        secure=True,
        httponly=True,
        samesite="strict",
    )
    return response
