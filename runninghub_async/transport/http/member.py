"""The members of the pool: one connection each, ours where nothing stands between."""

from __future__ import annotations

import urllib.request
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from runninghub_async.protocol.messages import Secret
from runninghub_async.transport.http.connection import Connection, tls_context

__all__ = ["Member", "member_for"]


class Member:
    """One connection of the pool; a `shared` transport serves all, and its owner closes it."""

    def __init__(self, transport: httpx.AsyncBaseTransport, *, shared: bool) -> None:
        self.transport = transport
        self.used = False
        self._shared = shared

    @property
    def direct(self) -> bool:
        """Whether it is ours, and no proxy stands between."""
        return isinstance(self.transport, Connection)

    @property
    def stale(self) -> bool:
        """Whether the server has closed it, as far as anybody can see now."""
        return self.used and isinstance(self.transport, Connection) and not self.transport.fit

    @property
    def kept(self) -> bool:
        """Whether it can be used again, as far as it knows."""
        return not isinstance(self.transport, Connection) or self.transport.kept

    async def aclose(self) -> None:
        """Close it for good."""
        if not self._shared:
            await self.transport.aclose()


def member_for(origin: str, proxies: Mapping[str, str]) -> Member:
    """A new member for an origin, through a proxy where one of them is for it."""
    proxy = _proxy_for(origin, proxies)
    if proxy is None:
        return Member(Connection(), shared=False)
    transport = httpx.AsyncHTTPTransport(
        verify=tls_context(),
        limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
        proxy=proxy.reveal(),
    )
    return Member(transport, shared=False)


def _proxy_for(origin: str, proxies: Mapping[str, str]) -> Secret | None:
    """The proxy that the environment names for an origin; never one for this machine itself.

    Its URL may have a password in it.
    """
    if not proxies:
        return None
    parts = urlsplit(origin)
    host = parts.hostname or ""
    if host in ("localhost", "::1") or host.startswith("127."):
        return None
    if urllib.request.proxy_bypass(host):
        return None
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy:
        return None
    return Secret(proxy if "://" in proxy else f"http://{proxy}")
