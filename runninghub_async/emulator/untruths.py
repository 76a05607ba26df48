"""What calls that tell of tasks may say instead of the truth; pure functions of their answers.

Source: platform-api 2.2 (query), 6 (v1), 8.4 (history), 13 (traps 8, 9, 24).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from runninghub_async.emulator.routes import SUBMITS
from runninghub_async.emulator.texts import english

__all__ = ["UNTRUTHS", "paths_told", "told"]

Body = dict[str, Any]

_CODES: Mapping[int, str] = {813: "QUEUED", 804: "RUNNING", 805: "FAILED"}
_HISTORY: Mapping[str, str] = {"success": "SUCCESS", "error": "FAILED"}


def told(call: str, body: Body) -> str:
    """Return the status that an answer tells: QUEUED, SUCCESS, …; nothing where it tells none.

    Of a submit: `id` when a task was created.
    """
    if call in SUBMITS:
        inner = body.get("data") or body
        return "id" if inner.get("taskId") or inner.get("prompt_id") else ""
    if call == "query":
        return str(body.get("status") or "")
    if call == "legacy status":
        return str(body.get("data") or "")
    if call == "legacy outputs":
        done = body.get("code") == 0 and isinstance(body.get("data"), list)
        return "SUCCESS" if done else _CODES.get(body.get("code") or 0, "")
    entries = (one for one in body.values() if isinstance(one, dict))
    told_of = [_HISTORY.get(one["status"]["status_str"], "") for one in entries]
    return told_of[0] if told_of else ""


def paths_told(call: str, body: Body) -> list[str]:
    """Return the paths of the files that an answer about results names."""
    if call == "comfy history":
        return [f"/output/{one['filename']}" for one in _shown(body) if "filename" in one]
    found = [one.get("url") or one.get("fileUrl") or "" for one in _results(call, body)]
    return [urlsplit(url).path for url in found if url]


def _results(call: str, body: Body) -> list[Body]:
    return body[_PLACES[call]] or []


_PLACES: Mapping[str, str] = {"query": "results", "legacy outputs": "data"}


def _shown(body: Body) -> list[Body]:
    """The items of every node of every prompt in a history."""
    return [
        item
        for entry in body.values()
        for node in entry["outputs"].values()
        for items in node.values()
        if isinstance(items, list)
        for item in items
        if isinstance(item, dict)
    ]


def _say_status(call: str, body: Body, word: str, turn: int) -> Body:
    if call == "legacy status":
        return {**body, "data": word}
    if call == "query":
        return {**body, "status": word, "results": None}
    said = {"status_str": word, "completed": False, "messages": []}
    return {prompt: {**entry, "outputs": {}, "status": said} for prompt, entry in body.items()}


def _go_back(call: str, body: Body, word: str, turn: int) -> Body:
    before = "QUEUED" if told(call, body) == "RUNNING" else "RUNNING"
    if call == "comfy history":
        return {}
    if call == "legacy status":
        return {**body, "data": before}
    if call == "legacy outputs":
        code = 813 if before == "QUEUED" else 804
        return {**body, "code": code, "msg": english(code), "data": None}
    nothing = {"consumeMoney": None, "consumeCoins": None, "taskCostTime": "0"}
    return {
        **body,
        "status": before,
        "errorCode": "",
        "errorMessage": "",
        "failedReason": {},
        "usage": {**nothing, "thirdPartyConsumeMoney": None},
        "results": None,
    }


def _no_results(call: str, body: Body, word: str, turn: int) -> Body:
    if call == "comfy history":
        return {prompt: {**entry, "outputs": {}} for prompt, entry in body.items()}
    return {**body, _PLACES[call]: None if turn % 2 else []}


def _no_urls(call: str, body: Body, word: str, turn: int) -> Body:
    if call == "comfy history":
        for item in _shown(body):
            item.pop("filename", None)
        return body
    gone = {"url": None, "text": None} if call == "query" else {"fileUrl": None}
    return {**body, _PLACES[call]: [{**one, **gone} for one in _results(call, body)]}


def _as_it_is(call: str, body: Body, word: str, turn: int) -> Body:
    return body


def _other_task(call: str, body: Body, word: str, turn: int) -> Body:
    if call == "comfy history":
        return {_other_id(prompt): entry for prompt, entry in body.items()}
    return {**body, "taskId": _other_id(str(body.get("taskId") or "0"))}


def _other_id(one: str) -> str:
    """Another id of the same shape."""
    return one[:-1] + ("0" if one[-1:] != "0" else "1")


def _no_id(call: str, body: Body, word: str, turn: int) -> Body:
    """By turns empty, null and absent."""
    inner = body.get("data")
    if isinstance(inner, dict):
        return {**body, "data": _no_id(call, inner, word, turn)}
    name = "prompt_id" if call == "comfy prompt" else "taskId"
    rest = {key: value for key, value in body.items() if key != name}
    return rest if turn % 3 == 0 else {**rest, name: "" if turn % 3 == 1 else None}


def _id_and_code(call: str, body: Body, word: str, turn: int) -> Body:
    code = int(float(word))
    if "code" in body:
        return {**body, "code": code, "msg": english(code)}
    return {**body, "errorCode": str(code), "errorMessage": english(code)}


#: Kind of trouble -> (call, true answer, argument, turn) -> what is said instead.
UNTRUTHS: Mapping[str, Callable[[str, Body, str, int], Body]] = {
    "status": _say_status,
    "backwards": _go_back,
    "no results": _no_results,
    "no urls": _no_urls,
    "expired urls": _as_it_is,
    "other task": _other_task,
    "no id": _no_id,
    "id and code": _id_and_code,
}
