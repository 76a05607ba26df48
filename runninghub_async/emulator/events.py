"""The events that webhooks carry, in every layout that is documented or seen; and forged ones.

Source: platform-api 7.1: the documented layout [OD]; the other three [TP-live], for v2 submits.
What comes after a cancelled task is not known: here 805 without a reason, or CANCEL.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Literal, get_args
from urllib.parse import urlsplit, urlunsplit

import msgspec

__all__ = [
    "LAYOUTS",
    "Layout",
    "SHARES",
    "WebhookTrouble",
    "encode_event",
    "forged_event",
    "forged_url",
]

Layout = Literal["documented", "object", "wrapped", "bare"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)

#: The fields of `WebhookTrouble` that are shares, in the order in which they are drawn.
SHARES = ("lost", "repeated", "delayed", "forged", "swapped", "wrong", "early")
_FORGED_RESULT = "https://forged.invalid/not-yours.mp4"
_FIRST_FORGED_ID = 1_999_000_000_000_000_001  #: below all ids that the emulator gives


class WebhookTrouble(msgspec.Struct, frozen=True, kw_only=True):
    """How webhooks misbehave. Shares are of the events and drawn from the seed.

    ```python
    from runninghub_async.emulator import Emulator, WebhookTrouble

    async with Emulator(webhooks=WebhookTrouble(lost=0.3, repeated=0.3, forged=0.3)) as emu:
        print(emu.settings.webhooks)
    ```

    Raises:
        ValueError: a share is not between 0 and 1, a number is out of range, or the layout
            is unknown.
    """

    lost: float = 0.0  #: no try arrives; `retryWebhook` sends it after all
    repeated: float = 0.0  #: comes once more although it was answered 200
    delayed: float = 0.0  #: comes up to two minutes (of the service) late: out of order
    swapped: float = 0.0  #: held back until another event was taken, or two minutes
    forged: float = 0.0  #: a stranger's comes first: of an unknown task, or to a guessed URL
    wrong: float = 0.0  #: one who knows the URL comes first and claims the other outcome
    early: float = 0.0  #: one who knows the URL claims success as soon as the task exists
    layout: Layout | Literal["", "all"] = ""  #: "": as the submit's family; "all": in turn
    timeout: float = 5.0  #: real seconds of one try; the service's own are not known
    tries: int = 4  #: of one event in all
    seed: int = 1

    def __post_init__(self) -> None:
        for name in SHARES:
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ValueError(f"WebhookTrouble.{name} must be between 0 and 1")
        if self.layout not in ("", "all", *LAYOUTS):
            known = ", ".join(("all", *LAYOUTS))
            raise ValueError(f"WebhookTrouble.layout={self.layout!r} is not one of {known}")
        if not self.timeout > 0 or self.tries < 1:
            raise ValueError("WebhookTrouble.timeout and .tries must be above 0")


def encode_event(flat: Mapping[str, Any], outputs: tuple[int, str, Any], layout: Layout) -> bytes:
    """Return the body of an event.

    Args:
        flat: What the v2 query says about the task.
        outputs: Code, msg and data of the v1 outputs call.
        layout: `documented`: `eventData` is a JSON string with the answer of the v1 outputs
            call. `object`: it is the v2 answer as an object. `wrapped`: a JSON string with
            the v2 answer inside an envelope. `bare`: no event at all, the v2 answer itself.
    """
    task_id = flat["taskId"]
    match layout:
        case "documented":
            code, text, data = outputs
            answer = {"code": code, "msg": text, "data": _numbered(data)}
            return _event(task_id, _text(answer))
        case "object":
            return _event(task_id, {k: v for k, v in flat.items() if k != "taskId"})
        case "wrapped":
            return _event(task_id, _text({"code": 0, "msg": "success", "data": flat}))
        case "bare":
            return msgspec.json.encode(flat)


def forged_event(number: int, layout: Layout, *, task_id: str = "", failed: bool = False) -> bytes:
    """Return what others may claim: a success with a result of their own, or a failure.

    Without `task_id` it is about a task that does not exist.
    """
    result = {"url": _FORGED_RESULT, "nodeId": "1", "outputType": "mp4", "text": None}
    flat: dict[str, Any] = {
        "taskId": task_id or str(_FIRST_FORGED_ID + number),
        "status": "FAILED" if failed else "SUCCESS",
        "errorCode": "1015" if failed else "",
        "errorMessage": "forged" if failed else "",
        "failedReason": {"exception_message": "forged"} if failed else {},
        "usage": None,
        "results": None if failed else [result],
    }
    output = {"fileUrl": _FORGED_RESULT, "fileType": "mp4", "taskCostTime": "1", "nodeId": "1"}
    outputs: tuple[int, str, Any] = (0, "success", [output])
    if failed:
        outputs = (805, "APIKEY_TASK_STATUS_ERROR", {"failedReason": flat["failedReason"]})
    return encode_event(flat, outputs, layout)


def forged_url(url: str) -> str:
    """Return where a stranger ends up who guesses: another last segment, no query."""
    parts = urlsplit(url)
    folder, _, last = parts.path.rpartition("/")
    guess = hashlib.blake2s(last.encode(), digest_size=16).hexdigest()
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{guess}", "", ""))


def _event(task_id: str, data: Any) -> bytes:
    return msgspec.json.encode({"event": "TASK_END", "taskId": task_id, "eventData": data})


def _text(data: Any) -> str:
    return msgspec.json.encode(data).decode()


def _numbered(data: Any) -> Any:
    """Outputs as webhooks carry them: `taskCostTime` is a number here (platform-api 6)."""
    if not isinstance(data, list):
        return data
    return [{**one, "taskCostTime": int(one["taskCostTime"] or 0)} for one in data]
