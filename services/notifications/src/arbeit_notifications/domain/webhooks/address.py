"""Where a webhook may be sent: https, to the public internet.

Whoever may make a subscription may have us call an address. So it must never be one that only we can reach: our own
network, this machine, a cloud's metadata. Names are judged when the connection is made (`webhooks.door`); here stands
what can be said of an address itself.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

LONGEST = 2048
_INTERNAL_NAMES = ("localhost", ".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa")

# Global by their number, yet not a public host: each either carries an IPv4 address inside (which may be a private
# one), or belongs to the platform itself.
_NOT_HOSTS: tuple[Network, ...] = tuple(
    ipaddress.ip_network(each)
    for each in (
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",
        "2001::/32",  # Teredo
        "2002::/16",  # 6to4
        "192.0.0.0/24",  # protocols' own; a cloud's metadata among them
        "192.88.99.0/24",  # 6to4 relays
        "168.63.129.16/32",  # Azure's platform address
    )
)


def is_public(address: Address) -> bool:
    """Whether a host of the public internet has this address."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped
        if inner is not None:
            return is_public(inner)
    ordinary = address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
    return ordinary and not any(address in network for network in _NOT_HOSTS if network.version == address.version)


def may_call(address: str, exceptions: Iterable[Network] = ()) -> bool:
    """Whether to connect to it. `exceptions`: networks that the operator has opened (a receiver of one's own)."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if any(parsed in network for network in exceptions if network.version == parsed.version):
        return True
    return is_public(parsed)


def checked(url: str, *, allow_http: bool = False, exceptions: Iterable[Network] = ()) -> str:
    """The address as it will be called. Raises `ValueError` saying what is wrong with it."""
    parts = _parts(url)
    if parts.scheme not in (("https", "http") if allow_http else ("https",)):
        raise ValueError("must be an https:// address")
    host = parts.hostname or ""
    if not host or "@" in parts.netloc:
        raise ValueError("must name a host, and hold no user or password")
    if parts.fragment:
        raise ValueError("must not have a fragment (#)")
    literal = _literal(host)
    if literal is not None:
        if not may_call(literal, exceptions):
            raise ValueError("must not be an address inside a private network")
    elif not list(exceptions) and (host.endswith(_INTERNAL_NAMES) or "." not in host.rstrip(".")):
        raise ValueError("must be a host of the public internet")
    return url


def origin(url: str) -> str:
    """`https://hooks.example.com:8443`: what may be shown of an address whose path may hold a secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _parts(url: str) -> SplitResult:
    if len(url) > LONGEST or any(ord(each) < 33 or each in '<>"\\^`{|}' or ord(each) == 127 for each in url):
        raise ValueError("must be an https:// address")
    try:
        parts = urlsplit(url)
        _ = parts.port
        (parts.hostname or "").encode("idna")
    except (ValueError, UnicodeError):
        raise ValueError("must be an https:// address") from None
    return parts


def _literal(host: str) -> str | None:
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        return None
