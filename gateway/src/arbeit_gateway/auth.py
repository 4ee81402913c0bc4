"""The early token check. It only keeps rubbish away from the services, cheaply: every service verifies the same token
again and decides what its holder may do. No identity header is made from it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from arbeit_gateway.headers import Incoming
from arbeit_gateway.routes import Route
from arbeit_kit import problem
from arbeit_kit.problem import Problem
from arbeit_kit.revocations import Revocations
from arbeit_kit.tokens import Claims, Verifier

_LONGEST: Final = 8192
_SAME_SITE: Final = frozenset({"same-origin", "none"})


def _invalid() -> Problem:
    """RFC 6750 section 3.1: a token was sent, and it is no good. Not a word on why."""
    refusal = problem.unauthorized()
    refusal.headers["WWW-Authenticate"] = 'Bearer realm="arbeit", error="invalid_token"'
    return refusal


class Tokens:
    """Judges the Authorization header. The verifier remembers what it verified (by digest, until it expires);
    expiry, audience and revocation are looked at on every request."""

    def __init__(self, verifier: Verifier, revocations: Revocations) -> None:
        self._verifier = verifier
        self.revocations = revocations

    def check(self, authorization: str | None, route: Route) -> Claims | None:
        """The claims of a token that this route accepts; None on a public route, where a token is not looked at.

        Problem 401 for a missing, malformed, forged, expired or revoked token, and for one of the other flow.
        """
        if not route.audiences:
            return None
        if authorization is None:
            raise problem.unauthorized()
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token or len(token) > _LONGEST:
            raise _invalid()
        try:
            claims = self._verifier.verify(token)
        except Problem:
            raise _invalid() from None
        if claims.audience not in route.audiences or self.revocations.refuse(
            claims.subject, claims.session_id, claims.token_version
        ):
            raise _invalid()
        return claims


def check_origin(incoming: Incoming, allowed: frozenset[str]) -> None:
    """For the routes that act on a cookie: the page that calls must be ours (or of `allowed`). Problem 403.

    Browsers send `Origin` with every POST, so its absence means another kind of client, which carries no one else's
    cookie by accident; `Sec-Fetch-Site`, where sent, must then still say that the call is our own.
    """
    origin = incoming.origin
    if origin is None:
        for name, value in incoming.forward:
            if name == "sec-fetch-site" and value.lower() not in _SAME_SITE:
                raise _foreign()
        return
    text = origin.decode("latin-1")
    if text in allowed:
        return
    host = incoming.host.decode("ascii").lower() if incoming.host is not None else ""
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _foreign() from None
    if parts.scheme not in ("http", "https") or not host or parts.netloc.lower() != host:
        raise _foreign()


def _foreign() -> Problem:
    return problem.forbidden("This call must come from the portal's own pages.", "foreign-origin")
