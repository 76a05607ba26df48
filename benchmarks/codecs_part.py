"""Codecs: check-and-encode of a call, decode of an answer; no network.

Encode: the five parameters of vidu/image-to-video-q3-pro, as a user names them, to the bytes of
the request. Ours and pydantic check names, types, lengths and options; msgspec checks types and
options (`convert`, then encode); json checks nothing.

Decode: the answer to a query about a task that has ended, from bytes. Ours gives a TaskState (three
envelopes, business errors, numbers as strings, Decimals); pydantic and msgspec give models of this
one shape; json gives dicts.
"""

from __future__ import annotations

import importlib
import json
import time
from collections.abc import AsyncIterator, Callable
from typing import Any, Literal

from harness import Context, Part, Results, Values, alternate
from plots import Chart

NAME = "codecs"
CASES = ("encode", "decode")
LAP = 0.1  #: seconds of CPU
LAPS = 3  #: of which the fastest counts
CALL = {
    "prompt": "a cat surfs",
    "image_url": "https://example.com/a.png",
    "duration": 5,
    "resolution": "720p",
    "audio": True,
}
WIRE = {
    "prompt": "a cat surfs",
    "imageUrl": "https://example.com/a.png",
    "duration": "5",
    "resolution": "720p",
    "audio": True,
}
ANSWER = json.dumps(
    {
        "taskId": "2013500000000000001",
        "status": "SUCCESS",
        "errorCode": "",
        "errorMessage": "",
        "failedReason": {},
        "usage": {
            "consumeMoney": "0.35",
            "consumeCoins": None,
            "taskCostTime": "118",
            "thirdPartyConsumeMoney": "1.2",
        },
        "results": [{"url": "https://example.com/v.mp4", "outputType": "mp4", "text": None}],
        "clientId": "",
        "promptTips": "",
    }
).encode()
Codec = Callable[[], object]
_DURATIONS = tuple(str(number) for number in range(1, 17))
_RESOLUTIONS = ("540p", "720p", "1080p")


def _ours() -> tuple[Codec, Codec]:
    from runninghub_async import RunningHub
    from runninghub_async.protocol.messages import Reply
    from runninghub_async.protocol.replies import read_query

    msgspec: Any = importlib.import_module("msgspec")
    definition = RunningHub("benchmark-key").models.vidu.image_to_video_q3_pro._definition
    reply = Reply(status=200, body=ANSWER, content_type="application/json")
    return (
        lambda: msgspec.json.encode(definition.encode(CALL).body),
        lambda: read_query(reply, "query"),
    )


def _pydantic() -> tuple[Codec, Codec]:
    pydantic: Any = importlib.import_module("pydantic")
    texts = dict.fromkeys(("errorCode", "errorMessage", "clientId", "promptTips"), (str, ""))
    call = pydantic.create_model(
        "Call",
        __config__=pydantic.ConfigDict(extra="forbid", coerce_numbers_to_str=True),
        prompt=(str, pydantic.Field(max_length=4000)),
        imageUrl=(str, pydantic.Field(alias="image_url")),
        duration=(
            pydantic.types.Annotated[str, pydantic.AfterValidator(_one_of(_DURATIONS))],
            "5",
        ),
        resolution=(Literal[_RESOLUTIONS], "720p"),
        audio=(bool, True),
    )
    usage = pydantic.create_model("Usage", **dict.fromkeys(WIRE_USAGE, (str | None, None)))
    item: Any = pydantic.create_model(
        "Item", url=(str | None, None), outputType=(str, ""), text=(str | None, None)
    )
    state = pydantic.create_model(
        "State",
        taskId=(str, ...),
        status=(str, ...),
        failedReason=(dict, {}),
        usage=(usage | None, None),
        results=(list[item] | None, None),
        **texts,
    )
    return (
        lambda: call(**CALL).model_dump_json(exclude_none=True).encode(),
        lambda: state.model_validate_json(ANSWER),
    )


WIRE_USAGE = ("consumeMoney", "consumeCoins", "taskCostTime", "thirdPartyConsumeMoney")


def _one_of(options: tuple[str, ...]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in options:
            raise ValueError(f"is not one of {options}")
        return value

    return check


def _msgspec() -> tuple[Codec, Codec]:
    msgspec: Any = importlib.import_module("msgspec")
    make = msgspec.defstruct
    call = make(
        "Call",
        [
            ("prompt", str),
            ("image_url", str),
            ("duration", Literal[tuple(map(int, _DURATIONS))], 5),
            ("resolution", Literal[_RESOLUTIONS], "720p"),
            ("audio", bool, True),
        ],
        rename={"image_url": "imageUrl"},
        forbid_unknown_fields=True,
    )
    named = {"imageUrl" if name == "image_url" else name: value for name, value in CALL.items()}
    usage = make("Usage", [(name, str | None, None) for name in WIRE_USAGE])
    item: Any = make("Item", [("url", str | None, None), ("outputType", str, "")])
    state = make(
        "State",
        [
            ("taskId", str),
            ("status", str),
            ("usage", usage | None, None),
            ("results", list[item] | None, None),
            ("errorCode", str, ""),
        ],
    )
    decoder = msgspec.json.Decoder(state)
    return (
        lambda: msgspec.json.encode(msgspec.convert(named, call)),
        lambda: decoder.decode(ANSWER),
    )


def _json() -> tuple[Codec, Codec]:
    return lambda: json.dumps(WIRE).encode(), lambda: json.loads(ANSWER)


CODECS = {"ours": _ours, "pydantic": _pydantic, "msgspec": _msgspec, "json": _json}


def per_call(call: Codec) -> float:
    """Microseconds of CPU for one call: the fastest of some laps."""
    laps = []
    for _ in range(LAPS):
        count, began = 0, time.process_time()
        while (spent := time.process_time() - began) < LAP:
            for _ in range(200):
                call()
            count += 200
        laps.append(spent / count * 1e6)
    return min(laps)


async def measure(job: dict[str, Any]) -> AsyncIterator[tuple[str, Values]]:
    """One codec."""
    for case, call in zip(CASES, CODECS[job["client"]](), strict=True):
        yield case, {"us": per_call(call)}


def run(context: Context) -> None:
    """All rounds of all codecs."""
    alternate(context, NAME, tuple(CODECS), lambda client, number: CASES)


def table(results: Results) -> list[str]:
    """µs for one call."""
    lines = ["CPU µs: median (least..most of the rounds)"]
    lines.append(f"{'':12}" + "".join(f"{case:>26}" for case in CASES))
    for name in CODECS:
        cells = [results.cell(NAME, name, case, "us", form=".2f") for case in CASES]
        lines.append(f"{name:12}" + "".join(f"{cell:>26}" for cell in cells))
    return lines


def charts(results: Results) -> list[Chart]:
    """Nothing to draw: four numbers."""
    return []


PART = Part(NAME, run, table, charts)
