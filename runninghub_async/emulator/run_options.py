"""What runs of workflows and apps have in common: machine, queue, password, webhook.

Source: platform-api 4.1, 5.1, 5.2, 10.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from runninghub_async.emulator.accounts import Account, KeyKind
from runninghub_async.emulator.answers import Refusal
from runninghub_async.emulator.settings import Settings

__all__ = ["RunOptions", "read_id", "read_run_options"]

_INSTANCES = ("lite", "default", "plus", "ultra")
_BOOLEANS: Mapping[Any, bool] = {"true": True, "false": False, True: True, False: False}


class RunOptions(msgspec.Struct, frozen=True):
    """The checked options of one run."""

    instance: str
    queue: bool
    retain: int
    webhook_url: str


def read_id(value: Any, name: str) -> str:
    """An id as a string; numbers come too (platform-api 1.5).

    Raises:
        Refusal: 301 for what can be none, `""` and `"0"` among it (4.1, [TP-live]).
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.isascii() or not value.isdecimal() or not int(value):
        raise Refusal(301, f"PARAMS_INVALID: {name} is required")
    return value


def read_run_options(
    body: Mapping[str, Any], account: Account, settings: Settings, *, source: str
) -> RunOptions:
    """Check the common options of a run of `source`, then the purse.

    A wrong `accessPassword` is 301 here: the service's own number is not documented.

    Raises:
        Refusal: 301 a bad value; 435 a dedicated key without such a machine, 436 without any;
            414 or 416 an empty purse, which is looked at before the graph (4.1).
    """
    webhook_url = body.get("webhookUrl") or ""
    if not isinstance(webhook_url, str):
        raise _bad("webhookUrl must be a string")
    _flag(body, "addMetadata")
    queue = _flag(body, "usePersonalQueue")
    retain = _retain(body.get("retainSeconds"), account)
    password = settings.passwords.get(source)
    if password is not None and body.get("accessPassword") != password:
        raise _bad("accessPassword is wrong")
    instance = _instance(body.get("instanceType") or "default", account, settings)
    account.purse.require()
    return RunOptions(instance, queue, retain, webhook_url)


def _bad(problem: str) -> Refusal:
    return Refusal(301, f"PARAMS_INVALID: {problem}")


def _flag(body: Mapping[str, Any], name: str) -> bool:
    """A boolean; samples send it as a string (trap 17)."""
    value = body.get(name)
    if value is None:
        return False
    if not isinstance(value, bool | str) or value not in _BOOLEANS:
        raise _bad(f"{name} must be true or false")
    return _BOOLEANS[value]


def _retain(value: Any, account: Account) -> int:
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or not 10 <= value <= 180:
        raise _bad("retainSeconds must be an integer from 10 to 180")
    if account.kind is not KeyKind.SHARED:
        raise _bad("retainSeconds needs an Enterprise-Shared key")
    return value


def _instance(value: Any, account: Account, settings: Settings) -> str:
    dedicated = account.kind is KeyKind.DEDICATED
    if dedicated and not settings.machines:
        raise Refusal(436)
    if dedicated and value not in settings.machine_types:
        raise Refusal(435)
    if not isinstance(value, str) or value not in _INSTANCES:
        raise _bad(f"instanceType must be one of {', '.join(_INSTANCES)}")
    return value
