"""Which headers cross the hop, in both directions. Pure functions; every rule has its test.

From the browser: hop-by-hop headers and those that `Connection` names are dropped (RFC 9110 section 7.6.1); whatever
speaks about the caller's identity or the way here is dropped, because only the gateway may say it (ASVS 4.1.3);
`Host` becomes `X-Forwarded-Host`. From the service: hop-by-hop headers and its own server and date lines are dropped,
repeated `Set-Cookie` stay separate lines.
"""

from __future__ import annotations

import re
from typing import Final

Raw = list[tuple[bytes, bytes]]

_HOP_BY_HOP: Final = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-connection",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
        b"http2-settings",
    }
)
# `expect` is answered here: the body is asked for only once the early checks have passed. `accept-encoding` stays.
_HERE_ONLY: Final = frozenset({b"host", b"expect", b"content-length", b"cookie", b"x-request-id", b"traceparent"})
_IDENTITY: Final = frozenset(
    {
        b"forwarded",
        b"via",
        b"x-real-ip",
        b"x-client-ip",
        b"x-cluster-client-ip",
        b"x-original-url",
        b"x-original-host",
        b"x-rewrite-url",
        b"x-http-method-override",
        b"x-http-method",
        b"x-method-override",
        b"true-client-ip",
        b"cf-connecting-ip",
        b"fastly-client-ip",
        b"x-envoy-external-address",
        b"x-role",
        b"x-roles",
        b"x-permissions",
        b"x-scope",
        b"x-tenant",
        b"x-tenant-id",
        b"x-client-id",
        b"x-subject",
        b"x-principal",
        b"x-remote-user",
        b"remote-user",
    }
)
_IDENTITY_PREFIXES: Final = (
    b"x-forwarded",
    b"x-user",
    b"x-auth",
    b"x-internal",
    b"x-arbeit",
    b"x-envoy",
    b"x-ms-client",
)
_RESPONSE_DROPPED: Final = _HOP_BY_HOP | {
    b"server",
    b"date",
    b"via",
    b"x-powered-by",
    b"x-request-id",
    b"strict-transport-security",
    b"x-content-type-options",
    b"referrer-policy",
    b"x-frame-options",
    b"permissions-policy",
    b"cross-origin-resource-policy",
    b"cross-origin-opener-policy",
    b"ratelimit-limit",
    b"ratelimit-remaining",
    b"ratelimit-reset",
}

API_CSP: Final = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
# Inline style is allowed, inline script never: the portal's menus, toasts and calendar place themselves by style.
PAGE_CSP: Final = (
    b"content-security-policy",
    b"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    b"font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    b"base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
)
NO_STORE: Final = (b"cache-control", b"no-store")
ALWAYS: Final[Raw] = [
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-resource-policy", b"same-origin"),
]

_REQUEST_ID: Final = re.compile(rb"[A-Za-z0-9._:\-]{1,64}")
_TRACEPARENT: Final = re.compile(rb"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_HOST: Final = re.compile(rb"(?:[A-Za-z0-9._\-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_DIGITS: Final = re.compile(rb"[0-9]{1,18}")

# A client repeats the same few names; the verdict on a name is remembered, in a bounded table.
_verdicts: dict[bytes, str | None] = {}
_MAX_VERDICTS: Final = 1024


class Refused(Exception):  # noqa: N818
    """The request's framing is ambiguous or broken; `reason` may be shown to the client."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


class Incoming:
    """What the gateway itself reads from the request's headers, in one pass, and what is left to forward."""

    __slots__ = (
        "accept",
        "agent",
        "authorization",
        "chunked",
        "content_length",
        "cookie",
        "encoding",
        "forward",
        "forwarded_for",
        "forwarded_proto",
        "host",
        "origin",
        "request_id",
        "traceparent",
    )

    def __init__(self) -> None:
        self.accept = self.agent = self.encoding = False
        self.authorization: str | None = None
        self.content_length: int | None = None
        self.chunked = False
        self.cookie: bytes | None = None
        self.forward: list[tuple[str, str]] = []
        self.forwarded_for: bytes | None = None
        self.forwarded_proto: bytes | None = None
        self.host: bytes | None = None
        self.origin: bytes | None = None
        self.request_id: bytes | None = None
        self.traceparent: bytes | None = None


def _verdict(name: bytes) -> str | None:
    """The name to forward a header under, or None to drop it. `_` and `-` are the same to some servers, so a name
    with an underscore is dropped: it could only be a disguise."""
    if (
        name in _HOP_BY_HOP
        or name in _HERE_ONLY
        or name in _IDENTITY
        or name.startswith(_IDENTITY_PREFIXES)
        or b"_" in name
    ):
        kept = None
    else:
        kept = name.decode("ascii", "ignore")
    if len(_verdicts) < _MAX_VERDICTS:
        _verdicts[name] = kept
    return kept


def read(raw: Raw) -> Incoming:
    """Split a request's headers into what is read here and what is forwarded.

    Raises Refused for two `Host`, `Content-Length` or `Authorization` lines, a `Content-Length` that is not a plain
    number, `Content-Length` beside `Transfer-Encoding`, a `Transfer-Encoding` other than `chunked` (request smuggling
    shapes), an impossible `Host`, or a compressed body (415: a compressed body would defeat the size limit).
    """
    found = Incoming()
    forward = found.forward
    connection: bytes | None = None
    for name, value in raw:
        kept = _verdicts[name] if name in _verdicts else _verdict(name)
        if kept is not None:
            if name == b"user-agent":
                found.agent = True
            elif name == b"accept":
                found.accept = True
            elif name == b"accept-encoding":
                found.encoding = True
            elif name == b"authorization":
                if found.authorization is not None:
                    raise Refused("more than one Authorization header")
                found.authorization = value.decode("latin-1")
            elif name == b"origin":
                found.origin = value
            elif name == b"content-encoding" and value.strip().lower() not in (b"", b"identity"):
                raise Refused("a compressed request body is not accepted", 415)
            elif name == b"range" and len(value) > 64:
                continue  # ignoring a range is always allowed; thousands of them are an attack (CVE-2025-62727)
            try:
                forward.append((kept, value.decode("ascii")))
            except UnicodeDecodeError:
                continue  # header values beyond ASCII have no agreed meaning (RFC 9110 section 5.5)
        elif name == b"host":
            if found.host is not None or not _HOST.fullmatch(value):
                raise Refused("the Host header is missing, repeated or malformed")
            found.host = value
        elif name == b"content-length":
            if found.content_length is not None or not _DIGITS.fullmatch(value):
                raise Refused("the Content-Length header is repeated or malformed")
            found.content_length = int(value)
        elif name == b"transfer-encoding":
            if found.chunked or value.strip().lower() != b"chunked":
                raise Refused("the Transfer-Encoding is not supported")
            found.chunked = True
        elif name == b"cookie":
            found.cookie = value if found.cookie is None else found.cookie + b"; " + value
        elif name == b"connection":
            connection = value if connection is None else connection + b"," + value
        elif name == b"x-request-id":
            found.request_id = value if _REQUEST_ID.fullmatch(value) else None
        elif name == b"traceparent":
            found.traceparent = value if _TRACEPARENT.fullmatch(value) else None
        elif name == b"x-forwarded-for":
            found.forwarded_for = value if found.forwarded_for is None else found.forwarded_for + b"," + value
        elif name == b"x-forwarded-proto":
            found.forwarded_proto = value
    if found.chunked and found.content_length is not None:
        raise Refused("Content-Length and Transfer-Encoding may not be sent together")
    if connection is not None and connection.lower() not in (b"keep-alive", b"close"):
        _drop_named(found, connection)
    return found


def _drop_named(found: Incoming, connection: bytes) -> None:
    """Drop the headers that `Connection` names, except those a sender may not declare hop-by-hop: removing
    `authorization` or a condition on the way would change what the request means."""
    named = {token.strip().lower().decode("latin-1") for token in connection.split(b",")}
    named -= {"authorization", "content-type", "content-length", "if-match", "idempotency-key", "origin", "host"}
    if named:
        found.forward = [pair for pair in found.forward if pair[0] not in named]


def response(raw: tuple[tuple[bytes, bytes], ...]) -> Raw:
    """The service's response headers that go on to the browser, lower-cased, order and repetitions kept; with the
    API's own cache and content policy where the service said nothing."""
    kept: Raw = []
    connection = b""
    cache = policy = False
    for name, value in raw:
        lower = name.lower()
        if lower in _RESPONSE_DROPPED:
            if lower == b"connection":
                connection = value.lower()
            continue
        if lower == b"cache-control":
            cache = True
        elif lower == b"content-security-policy":
            policy = True
        kept.append((lower, value))
    if connection and connection not in (b"keep-alive", b"close"):
        named = {token.strip() for token in connection.split(b",")}
        kept = [pair for pair in kept if pair[0] not in named]
    if not cache:
        kept.append(NO_STORE)
    if not policy:
        kept.append(API_CSP)
    return kept
