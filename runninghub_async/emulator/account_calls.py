"""The calls about keys: account, queue status, list of keys.

Source: platform-api 8.1, 8.2.
"""

from __future__ import annotations

from collections.abc import Callable

from runninghub_async.emulator.accounts import Account, KeyKind
from runninghub_async.emulator.answers import Answer, Family, enveloped
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.world import World

__all__ = ["AccountCalls"]


class AccountCalls:
    """What a key has, may run, and runs."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        """The rows of these calls."""
        lists: dict[str, tuple[str, Callable[[Call], Answer]]] = {
            "queue status": ("/openapi/v2/queue/status", self.queue_status),
            "key list": ("/openapi/v2/api-key/list", self.keys),
        }
        return (
            Route(
                operation="account",
                method="POST",
                path="/uc/openapi/accountStatus",
                family=Family.V1,
                key=Key.BODY_LOWER,
                handle=self.account,
            ),
            *(
                Route(
                    operation=operation,
                    method="GET",
                    path=path,
                    family=Family.ENVELOPED,
                    key=Key.HEADER,
                    handle=handle,
                )
                for operation, (path, handle) in lists.items()
            ),
        )

    def account(self, call: Call) -> Answer:
        """Answer what is left: numbers as strings, no money for a consumer key.

        A dedicated key is shown with an empty wallet: no source has its answer. So is one whose
        tasks a fault refuses because it is empty.
        """
        account = self._world.accounts[call.key]
        consumer = account.kind is KeyKind.CONSUMER
        purse = account.purse
        empty = account.kind is KeyKind.DEDICATED or self._world.is_refused(purse.empty)
        left = "0" if empty else f"{purse.left:f}"
        data = {
            "remainCoins": left if consumer else "0",
            "currentTaskCounts": str(account.places.active(call.now)),
            "remainMoney": None if consumer else left,
            "currency": None if consumer else self._world.currency,
            "apiType": account.kind.value,
        }
        return enveloped(data)

    def queue_status(self, call: Call) -> Answer:
        """Answer how many tasks the key may run and runs."""
        account = self._world.accounts[call.key]
        places = account.places
        active = places.active(call.now)
        queued = places.waiting(call.now)
        data = {
            "apiKeyType": account.kind.value,
            "concurrentLimit": places.size,
            "runningCount": str(active - queued),
            "queuedCount": str(queued),
            "totalCurrentTasks": str(active),
        }
        if account.kind is KeyKind.DEDICATED:
            data["instanceCount"] = places.size
        return enveloped(data)

    def keys(self, call: Call) -> Answer:
        """Answer with all keys, masked."""
        accounts = self._world.accounts.values()
        return enveloped([_listed(one, number) for number, one in enumerate(accounts, 1)])


def _listed(account: Account, number: int) -> dict[str, object]:
    return {
        "key": account.masked,
        "apiKeyName": f"key {number} ({account.kind.value})",
        "status": "NORMAL",
        "quotaLimit": None,
        "quotaUsed": "0",
        "visible": True,
        "expireAt": None,
        "expireInMinute": None,
        "createdAt": "2026-01-01T00:00:00",
    }
