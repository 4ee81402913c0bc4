"""Where a request came from: the caller's address and scheme, and the answer to other origins' pages (CORS)."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

from arbeit_gateway.exchange import Exchange
from arbeit_gateway.headers import Incoming, Raw

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Peers:
    """Believes X-Forwarded-For and -Proto only from the networks of known reverse proxies."""

    def __init__(self, trusted: tuple[Network, ...]) -> None:
        self._trusted = trusted
        self._is_trusted = lru_cache(maxsize=4096)(self._look_up)

    def _look_up(self, address: str) -> bool:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._trusted)

    def locate(self, exchange: Exchange, incoming: Incoming, peer: str) -> None:
        """Set the exchange's address: the last hop that is not one of our own proxies. What stands before it in the
        header was written by the client and may be anything."""
        exchange.address = peer
        if not self._trusted or not self._is_trusted(peer):
            return
        if incoming.forwarded_proto in (b"http", b"https"):
            exchange.scheme = incoming.forwarded_proto.decode("ascii")
        if incoming.forwarded_for is None:
            return
        for hop in reversed(incoming.forwarded_for.decode("latin-1").split(",")[-32:]):
            address = hop.strip()
            try:
                ipaddress.ip_address(address)
            except ValueError:
                return
            exchange.address = address
            if not self._is_trusted(address):
                return


def cors(incoming: Incoming, allowed: frozenset[str]) -> Raw:
    """The lines that let a page of an allowed origin read the answer; none for every other origin."""
    if not allowed or incoming.origin is None or incoming.origin.decode("latin-1") not in allowed:
        return []
    return [
        (b"access-control-allow-origin", incoming.origin),
        (b"access-control-allow-credentials", b"true"),
        (
            b"access-control-expose-headers",
            b"etag, x-request-id, retry-after, ratelimit-limit, ratelimit-remaining, "
            b"ratelimit-reset, content-disposition, location",
        ),
        (b"vary", b"origin"),
    ]


def preflight(methods: str) -> Raw:
    """What a preflight request is told, beside the lines of `cors`."""
    return [
        (b"access-control-allow-methods", methods.encode()),
        (
            b"access-control-allow-headers",
            b"authorization, content-type, idempotency-key, if-match, x-request-id, traceparent, last-event-id",
        ),
        (b"access-control-max-age", b"600"),
    ]
