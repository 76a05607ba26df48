"""Call -> what leaves, one case of the JSON files in `requests` each: where it goes, what it
carries, and where the key is. Driven through the whole client, over a transport of our own.
"""

from __future__ import annotations

import asyncio
import email.parser
import email.policy
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from runninghub_async import Limits, Retry, RunningHub, RunningHubError, Upload
from runninghub_async.protocol.messages import Secret
from runninghub_async.protocol.platform import AssetState, ComfyImage, WebhookDetail

HOST = "https://www.runninghub.ai"
KEY = "c0ffee0123456789secret9876543210"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['id']}")
    for path in sorted(Path(__file__).with_name("requests").glob("*.json"))
    for case in json.loads(path.read_text("utf-8"))
]
#: What is answered where a case does not say: enough for every reader.
USUAL = {
    "code": 0,
    "msg": "success",
    "taskId": "2013508786110730241",
    "status": "RUNNING",
    "prompt_id": "b1946ac9-2492-4d23-8d3a-0f6e5c1a2b3c",
    "name": "cat.png",
    "data": {
        "download_url": "https://storage.example/input/openapi/up.png",
        "fileName": "openapi/up.png",
        "assetId": "asset-1",
        "groupId": "group-1",
    },
}


# -- the call ------------------------------------------------------------------------------


def given(value: Any, folder: Path) -> Any:
    """What a case gives, with local media and values of ours made from their marks."""
    if isinstance(value, list):
        return [given(one, folder) for one in value]
    if not isinstance(value, dict):
        return value
    match value:
        case {"$bytes": text}:
            return text.encode()
        case {"$path": name, **rest}:
            path = folder / name
            path.write_bytes(rest.get("content", "some bytes").encode())
            return path
        case {"$upload": fields}:
            return Upload(**fields)
        case {"$asset": fields}:
            return AssetState(**fields)
        case {"$image": fields}:
            return ComfyImage(**fields)
        case {"$webhook": fields}:
            return WebhookDetail(**{**fields, "url": Secret(fields["url"])})
    return {name: given(one, folder) for name, one in value.items()}


async def perform(rh: RunningHub, case: dict[str, Any], folder: Path) -> Any:
    args, kwargs = given(case.get("args", []), folder), given(case.get("kwargs", {}), folder)
    first, *way = case["call"].split(".")
    found: Any = getattr(rh, first)
    if first in ("task", "model"):  # both take what they are about first
        found, args = found(args[0]), args[1:]
    for name in way:
        found = getattr(found, name)
    result = found(*args, **kwargs)
    return await result if inspect.isawaitable(result) else [one async for one in result]


# -- what left -----------------------------------------------------------------------------


def form_of(request: httpx.Request) -> dict[str, Any]:
    """The fields of a form; a file is its name, type and content."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    parser = email.parser.BytesParser(policy=email.policy.HTTP)
    fields: dict[str, Any] = {}
    for part in parser.parsebytes(head + request.content).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        file_name = part.get_filename()
        if file_name is None:
            fields[name] = content.decode()
        else:
            file = {"name": file_name, "type": part.get_content_type(), "content": content.decode()}
            fields[name] = file
    return fields


def seen(request: httpx.Request, wanted: dict[str, Any]) -> dict[str, Any]:
    """A request in the words of a case: the key is `$KEY`."""
    kind = request.headers.get("content-type", "").partition(";")[0]
    found: dict[str, Any] = {
        "method": request.method,
        "path": request.url.raw_path.partition(b"?")[0].decode(),
        "authorization": request.headers.get("authorization") == f"Bearer {KEY}",
    }
    if str(request.url.copy_with(raw_path=b"/")) != f"{HOST}/":
        found["host"] = f"{request.url.scheme}://{request.url.netloc.decode()}"
    if request.url.query:
        found["query"] = dict(request.url.params)
    if kind == "multipart/form-data":
        found["form"] = form_of(request)
    elif kind == "application/json":
        found["body"] = json.loads(request.content)
    elif request.content:
        found["raw"] = request.content.decode()
    if "content_type" in wanted:
        found["content_type"] = kind
    text: dict[str, Any] = json.loads(json.dumps(found).replace(KEY, "$KEY"))
    return text


def places_of_key(request: httpx.Request) -> int:
    """How often the key leaves, wherever it stands."""
    raw = [request.method.encode(), request.url.raw_path, request.content]
    raw += [part for header in request.headers.raw for part in header]
    return sum(one.count(KEY.encode()) for one in raw)


def mended(value: Any, found: Any) -> Any:
    """What a case wants; where it gives a pattern that fits, what was found."""
    if isinstance(value, dict) and isinstance(found, dict):
        return {name: mended(one, found.get(name)) for name, one in value.items()}
    if isinstance(value, list) and isinstance(found, list) and len(value) == len(found):
        return [mended(one, other) for one, other in zip(value, found, strict=True)]
    if isinstance(value, str) and value.startswith("$re:") and isinstance(found, str):
        return found if re.fullmatch(value.removeprefix("$re:"), found) else value
    return value


class Service(httpx.AsyncBaseTransport):
    """Answers as a case says, and keeps what came."""

    def __init__(self, answers: list[dict[str, Any]]) -> None:
        self._answers: Iterator[dict[str, Any]] = iter(answers)
        self._last: dict[str, Any] = {"body": USUAL}
        self.heard: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.heard.append(request)
        self._last = next(self._answers, self._last)
        answer = self._last
        return httpx.Response(
            answer.get("status", 200),
            content=json.dumps(answer.get("body", USUAL)).encode(),
            headers={"Content-Type": "application/json"},
        )


async def outcome(rh: RunningHub, case: dict[str, Any], folder: Path) -> tuple[str, str | None]:
    """What a call says, and the name of the error that it raises."""
    try:
        async with asyncio.timeout(30):
            return repr(await perform(rh, case, folder)), None
    except RunningHubError as error:
        return f"{error!s} {error!r}", type(error).__name__


@pytest.mark.parametrize("case", CASES)
async def test_a_call_sends_what_its_case_says(case: dict[str, Any], tmp_path: Path) -> None:
    service = Service(case.get("answers", []))
    hooked: list[Any] = []
    async with RunningHub(
        KEY,
        base_url=HOST,
        transport=service,
        retry=Retry(attempts=1),
        limits=Limits(slots=8),
        hooks=[hooked.append],
    ) as rh:
        said, raised = await outcome(rh, case, tmp_path)
    assert raised == case.get("raises"), said
    sent = [seen(one, wanted) for one, wanted in zip(service.heard, case["sent"], strict=False)]
    promised = [{"authorization": True, **one} for one in case["sent"]]
    assert len(sent) == len(service.heard) == len(promised)
    wanted = [mended(one, found) for one, found in zip(promised, sent, strict=True)]
    assert sent == wanted
    for request, one in zip(service.heard, wanted, strict=True):
        assert places_of_key(request) == json.dumps(one).count("$KEY") + one["authorization"]
    assert KEY not in said
    assert not [record for record in hooked if KEY in repr(record)]


# -- the runner itself ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "places"),
    [
        (httpx.Request("GET", f"{HOST}/x"), 0),
        (httpx.Request("GET", f"{HOST}/x?apiKey={KEY}"), 1),
        (httpx.Request("GET", f"{HOST}/proxy/{KEY}/x", headers={"X": f"a {KEY} b"}), 2),
        (httpx.Request("POST", f"{HOST}/x", json={"a": KEY, "b": [KEY, f"{KEY}{KEY}"]}), 4),
    ],
)
def test_the_runner_sees_the_key_wherever_it_leaves(request_: httpx.Request, places: int) -> None:
    assert places_of_key(request_) == places


def test_the_runner_sees_what_is_not_as_its_case_says() -> None:
    right = httpx.Request(
        "POST", f"{HOST}/x", headers={"Authorization": f"Bearer {KEY}"}, json={"id": "a1"}
    )
    wanted = {"method": "POST", "path": "/x", "authorization": True, "body": {"id": "$re:a[0-9]"}}
    assert seen(right, wanted) == mended(wanted, seen(right, wanted))
    headers = dict(right.headers)
    for wrong in (
        httpx.Request("PUT", f"{HOST}/x", headers=headers, content=right.content),
        httpx.Request("POST", f"{HOST}/y", headers=headers, content=right.content),
        httpx.Request("POST", f"{HOST}/x?a=b", headers=headers, content=right.content),
        httpx.Request("POST", f"{HOST}:8443/x", headers=headers, content=right.content),
        httpx.Request("POST", f"{HOST}/x", json={"id": "a1"}),
        httpx.Request("POST", f"{HOST}/x", headers=headers, content=b'{"id":"b1"}'),
        httpx.Request("POST", f"{HOST}/x", headers=headers, content=b'{"id":"a1","more":1}'),
    ):
        assert seen(wrong, wanted) != mended(wanted, seen(wrong, wanted))
