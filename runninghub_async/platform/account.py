"""`rh.account`: what the key's account owns, runs and may run."""

from __future__ import annotations

from runninghub_async.errors import ApiError
from runninghub_async.platform.request import ask
from runninghub_async.protocol.messages import QueueStatus
from runninghub_async.protocol.operations import QUEUE_STATUS
from runninghub_async.protocol.platform import AccountStatus, ApiKey
from runninghub_async.protocol.platform_operations import ACCOUNT, KEYS
from runninghub_async.tasks.session import Session

__all__ = ["Account"]

#: Codes that say that there is no such call; the last two are numbers of HTTP in an envelope.
_NO_SUCH_CALL = frozenset({412, 1001, 1009, 404, 405})


class Account:
    """Looks at the account. Nothing here costs anything.

    ```python
    status = await rh.account.status()
    print(status.money, status.coins, status.running)
    print(await rh.account.queue(), await rh.account.keys())
    ```
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return f"<Account at {self._session.calls.base_url}>"

    async def status(self) -> AccountStatus:
        """Return coins, wallet, kind of the key, and how many tasks are alive.

        `.running` counts the tasks of other programs and of the website too. What the
        service does not say is None: the wallet of a consumer key, for one.

        Raises:
            AuthError: the key is wrong, or of the other site; 1601 for a missing one.
            ApiError, TransportError: no usable answer.

        Source: platform-api 8.1.
        """
        return await ask(self._session, ACCOUNT, {})

    async def queue(self) -> QueueStatus | None:
        """Return how many tasks may run at once, run and wait; None where nobody can tell.

        The documents call this one "being developed": where the service does not have it
        (404, 405, 412, 1001), there is no answer instead of an error. `machines` is of
        dedicated keys only.

        Raises:
            AuthError: the key is wrong, or of the other site.
            ApiError, TransportError: no usable answer.

        Source: platform-api 8.2.
        """
        try:
            return await ask(self._session, QUEUE_STATUS)
        except ApiError as error:
            bare = error.code is None and error.http_status in (404, 405)
            if bare or error.code in _NO_SUCH_CALL:
                return None
            raise

    async def keys(self) -> tuple[ApiKey, ...]:
        """Return the keys of the account, masked by the service.

        Raises:
            AuthError: the key is wrong, or of the other site.
            ApiError, TransportError: no usable answer.

        Source: platform-api 8.2.
        """
        return await ask(self._session, KEYS)
