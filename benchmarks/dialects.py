"""How the measured services speak: paths and JSON of RunningHub, fal's queue, Replicate, Runway.

Each row is one request that a client makes, and what is answered about a task that runs, has
ended, or was just taken. The shapes are those that the clients themselves read: RunningHub's
from its documents (flat v2 replies), the others' from the sources of `fal-client` 1.0,
`replicate` 1.0 and `runwayml` 5. Lengths are about those of real answers.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["submit", "look", "result", "count", "upload", "file"]


class Row(NamedTuple):
    """One request. `%(…)b` in an answer is filled in: see `Service.names`."""

    kind: Kind
    request: re.Pattern[bytes]  #: of "METHOD path"; the group is the task's id
    running: bytes = b""
    ended: bytes = b""
    status: int = 200
    refuses: bytes = b""  #: the answer where no slot is free; empty queues the task


def _flat(status: bytes, results: bytes) -> bytes:
    return (
        b'{"taskId":"%(task)b","status":"' + status + b'","errorCode":"","errorMessage":"",'
        b'"failedReason":{},"usage":{"consumeMoney":null,"consumeCoins":null,"taskCostTime":"0",'
        b'"thirdPartyConsumeMoney":null},"results":' + results + b',"clientId":"","promptTips":""}'
    )


def _prediction(status: bytes, output: bytes) -> bytes:
    return (
        b'{"id":"%(task)b","model":"bench/video","version":"hidden","input":{"prompt":"take"},'
        b'"logs":"","output":' + output + b',"data_removed":false,"error":null,"status":"'
        + status
        + b'","created_at":"2026-11-20T12:00:00.000Z","urls":{"cancel":"%(base)b/v1/predictions/'
        b'%(task)b/cancel","get":"%(base)b/v1/predictions/%(task)b"}}'
    )  # fmt: skip


def _runway(status: bytes, more: bytes) -> bytes:
    return (
        b'{"id":"%(task)b","createdAt":"2026-11-20T12:00:00.000Z","status":"'
        + status
        + b'",'
        + more
        + b"}"
    )


def _fal(status: bytes) -> bytes:
    urls = b",".join(
        b'"%b_url":"%%(base)b/bench/video/requests/%%(task)b%b"' % pair
        for pair in ((b"response", b""), (b"status", b"/status"), (b"cancel", b"/cancel"))
    )
    return (
        b'{"status":"' + status + b'","request_id":"%(task)b","queue_position":0,"logs":null,'
        b'"metrics":{},' + urls + b"}"
    )


_VIDEO = b"%(base)b/files/%(size)b/%(task)b.mp4"
_FULL = b'{"code":421,"msg":"TASK_QUEUE_MAXED","data":null}'
_COUNT = (
    b'{"code":0,"msg":"success","data":{"apiKeyType":"SHARED","concurrentLimit":"%(slots)b",'
    b'"runningCount":"%(busy)b","queuedCount":"0","totalCurrentTasks":"%(busy)b"}}'
)
_UPLOADED = (
    b'{"code":0,"message":"success","data":{"type":"image","download_url":"%(base)b/files/1000/a",'
    b'"fileName":"openapi/a.png","size":"1000"}}'
)


def _request(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern)


ROWS: tuple[Row, ...] = (
    Row("look", _request(rb"POST /openapi/v2/query$"),
        running=_flat(b"RUNNING", b"null"),
        ended=_flat(b"SUCCESS", b'[{"url":"' + _VIDEO + b'","outputType":"mp4","text":null}]')),
    Row("look", _request(rb"GET /bench/video/requests/(\d+)/status"),
        running=_fal(b"IN_PROGRESS"), ended=_fal(b"COMPLETED")),
    Row("look", _request(rb"GET /v1/predictions/(\d+)$"),
        running=_prediction(b"processing", b"null"),
        ended=_prediction(b"succeeded", b'"' + _VIDEO + b'"')),
    Row("look", _request(rb"GET /v1/tasks/(\d+)$"),
        running=_runway(b"RUNNING", b'"estimatedCost":{"credits":25},"progress":0.4'),
        ended=_runway(b"SUCCEEDED", b'"cost":{"credits":25},"output":["' + _VIDEO + b'"]')),
    Row("count", _request(rb"GET /openapi/v2/queue/status$"), running=_COUNT),
    Row("result", _request(rb"GET /bench/video/requests/(\d+)$"),
        running=b'{"video":{"url":"' + _VIDEO + b'","content_type":"video/mp4","file_size":1000}}'),
    Row("file", _request(rb"GET /files/(\d+)/")),
    Row("upload", _request(rb"POST /openapi/v2/media/upload/binary$"), running=_UPLOADED),
    Row("submit", _request(rb"POST /openapi/v2/."), running=_flat(b"RUNNING", b"null"),
        refuses=_FULL),
    Row("submit", _request(rb"POST /bench/video$"), running=_fal(b"IN_QUEUE")),
    Row("submit", _request(rb"POST /v1/models/bench/video/predictions$"), status=201,
        running=_prediction(b"starting", b"null"),
        ended=_prediction(b"succeeded", b'"' + _VIDEO + b'"')),
    Row("submit", _request(rb"POST /v1/text_to_video$"),
        running=b'{"id":"%(task)b","estimatedCost":{"credits":25}}'),
)  # fmt: skip


def find(request: bytes) -> tuple[Row, bytes] | None:
    """The row of "METHOD path", and the id in the path; None for what nobody asks for."""
    for row in ROWS:
        if found := row.request.match(request):
            return row, found[1] if row.request.groups else b""
    return None
