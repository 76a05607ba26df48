"""Where a URL from an answer may lead: not into the network that this machine stands in.

The service names where its results lie. A URL of that kind to this machine, to a neighbour in
the local network or to a cloud's metadata server would turn the client into a way in.

Two looks are taken. The host's name is looked at before anything happens: literal addresses, in
every spelling that resolvers take, and names of this machine. Then, once the name is looked up,
every address that it has: the client connects to the very addresses that it has looked at, so a
name that leads to a private one, also one that led elsewhere a moment ago, is not even tried.
Behind a proxy, and with a transport of the user's own, names are looked up elsewhere: the first
look is the only one.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TypeAlias
from urllib.parse import urlsplit

__all__ = ["HostRefused", "Reach", "is_private"]

_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Networks that are not the internet. 198.18.0.0/15 is not among them: local proxies that answer
#: every name with an address of their own ("fake IP") take it from there.
_PRIVATE = tuple(
    map(
        ipaddress.ip_network,
        (
            *("0.0.0.0/8", "127.0.0.0/8", "::/128", "::1/128"),  # this machine
            *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),  # local
            *("169.254.0.0/16", "fe80::/10"),  # the link; most clouds' metadata
            "100.64.0.0/10",  # carriers, overlay networks; one more cloud's metadata
            *("192.0.0.0/24", "224.0.0.0/3", "ff00::/8"),  # protocols, groups, reserved
        ),
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class HostRefused(Exception):
    """A URL leads where no URL of an answer may lead; the text says where and what allows it."""


class Reach:
    """Which hosts the URLs of answers may lead to.

    Those of the internet, and the host of the API itself. Private addresses as well, when they
    are allowed, or when the API is at one: an emulator, a test, a proxy in the local network.
    """

    def __init__(self, base_url: str = "", *, private: bool = False) -> None:
        self._own = urlsplit(base_url).hostname or ""
        self._private = private or is_private(self._own)

    def __repr__(self) -> str:
        return f"<Reach of {self._own or 'no host'}{' and private ones' * self._private}>"

    def limits(self, host: str) -> bool:
        """Whether the addresses behind this host have to be looked at."""
        return not self._private and host.lower() != self._own

    def check(self, host: str, *, address: str | None = None) -> None:
        """Raise unless a URL may lead to this host, at this address, if that is known.

        Raises:
            HostRefused: it is private.
        """
        if self.limits(host) and is_private(host if address is None else address):
            raise HostRefused(
                f"{host or 'no host'} is in a private network, where no URL of an answer may "
                "lead; RunningHub(allow_private_hosts=True) allows it"
            )


def is_private(host: str) -> bool:
    """Whether a host is a private address, in any spelling, or a name of this machine."""
    host = host.strip("[]").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    address = _address_of(host)
    return address is not None and any(address in one for one in _PRIVATE)


def _address_of(host: str) -> _Address | None:
    """The address that a host's text is; an IPv4 address that is wrapped in IPv6 is unwrapped."""
    host = host.partition("%")[0]  # the zone of a link
    try:
        address: _Address = ipaddress.ip_address(host)
    except ValueError:
        try:
            return ipaddress.IPv4Address(socket.inet_aton(host))  # 127.1, 0x7f000001, 2130706433
        except (OSError, UnicodeError, ValueError):
            return None
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or address
