"""Messages of a progress socket: the only module that imports `websockets`.

Source: platform-api 8.3: the URL is signed and short-lived, binary frames occur, and the
service itself calls the socket unstable. The key never goes there: the URL's own signature
opens the socket. No redirect is followed, TLS is verified as for calls.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from urllib.parse import urlsplit

from runninghub_async.errors import ConfigError, ConnectFailed, ConnectionLost
from runninghub_async.protocol.messages import Secret
from runninghub_async.transport.http import tls_context

__all__ = ["messages", "same_service"]

_silent = logging.Logger("runninghub_async.progress")  # its records would hold the signed URL
_silent.disabled = True
LARGEST = 64 * 1024 * 1024  #: bytes of one message; previews are pictures
OPENING = 10.0  #: seconds for the handshake


def same_service(url: Secret, base_url: str) -> bool:
    """Whether a socket belongs to the host of the API: an answer must not lead elsewhere."""
    try:
        parts, own = urlsplit(url.reveal()), urlsplit(base_url)
        host, known = parts.hostname or "", own.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in ("ws", "wss") or (own.scheme == "https" and parts.scheme == "ws"):
        return False
    domain = known.removeprefix("www.")
    return host == known or ("." in domain and host.endswith(f".{domain}"))


async def messages(url: Secret, *, user_agent: str) -> AsyncGenerator[str, None]:
    """Give the text messages of a socket until it closes; binary ones are skipped.

    Raises:
        ConfigError: the extra `progress` is not installed.
        ConnectFailed: no handshake; the text does not hold the URL.
        ConnectionLost: the connection broke.
    """
    try:
        from websockets.asyncio.client import connect as Connect
        from websockets.exceptions import ConnectionClosed, ConnectionClosedOK, WebSocketException
    except ImportError as error:
        reason = "progress needs an extra: pip install 'runninghub-async[progress]'"
        raise ConfigError(setting="progress", reason=reason) from error

    class Straight(Connect):
        def process_redirect(self, exc: Exception) -> Exception:
            return exc  # it could lead to any host, with the signature in its path

    opened = False
    try:
        secure = url.reveal().lower().startswith("wss:")
        async with Straight(
            url.reveal(),
            ssl=tls_context() if secure else None,
            user_agent_header=user_agent,
            logger=_silent,
            open_timeout=OPENING,
            max_size=LARGEST,
        ) as socket:
            opened = True
            async for message in socket:
                if isinstance(message, str):
                    yield message
    except ConnectionClosedOK:
        return
    except (OSError, TimeoutError, ConnectionClosed, WebSocketException, ValueError) as error:
        # Its text may hold the signed URL; its class says enough.
        reason = f"the progress socket: {type(error).__name__}"
        if opened:
            raise ConnectionLost(operation="progress", reason=reason, sent=True) from None
        raise ConnectFailed(operation="progress", reason=reason, sent=False) from None
