"""What each call of the service does.

Each takes a decoded request and returns an answer or raises `Refusal`. Source:
platform-api 2.1 (submit), 2.2 (query), 2.3 (price), 3.1 (upload), 8.2 (queue status).
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import msgspec

from runninghub_async.catalog.pricing import Price, estimate
from runninghub_async.catalog.table import Row
from runninghub_async.emulator.answers import Answer, Refusal, json
from runninghub_async.emulator.bodies import check_body
from runninghub_async.emulator.ledger import AcceptedSubmit, Ledger
from runninghub_async.emulator.life import EmulatedTask, TaskBook
from runninghub_async.emulator.outputs import Output, outputs_of
from runninghub_async.emulator.settings import Settings
from runninghub_async.emulator.storage import FileStore, Incoming, StoredFile

__all__ = ["Calls"]

#: JSON in a string; it always holds the words "node_errors" (platform-api 4.1, trap 13).
_PROMPT_TIPS = '{"result": true, "error": null, "outputs_to_execute": ["4"], "node_errors": {}}'
_CONSUMER_SLOTS = 1  #: platform-api 10.1


class Calls:
    """The service behind the wire: tasks, files and money."""

    def __init__(self, settings: Settings, ledger: Ledger, *, shared: str, consumer: str) -> None:
        self.base_url = ""  #: set when the port is known
        self.files = FileStore()
        self.tasks = TaskBook(settings)
        self._settings = settings
        self._ledger = ledger
        self._rows = {row.path: row for row in settings.table}
        self._keys = {shared: "SHARED", consumer: "NORMAL"}

    def knows(self, key: str) -> bool:
        """Whether this is one of the emulator's two keys."""
        return key in self._keys

    def check_enterprise(self, key: str) -> None:
        """Raises Refusal 1014 for a consumer key (platform-api 2.1)."""
        if self._keys[key] != "SHARED":
            raise Refusal(1014)

    def row(self, path: str) -> Row:
        """Raises Refusal 1001 for a path that the table does not have."""
        try:
            return self._rows[path]
        except KeyError:
            raise Refusal(1001) from None

    def submit(self, row: Row, key: str, raw: bytes, now: float) -> Answer:
        """Create a task, or refuse it: nothing is charged or counted then."""
        body = _decode_object(raw)
        check_body(row, body, lambda url: self.find_own_file(url, now))
        price = _price(row, body)
        task = self.tasks.accept(
            row=row, key=key, body=body, price=price.amount if price else None, now=now
        )
        ledger = self._ledger
        ledger.tasks_running_peak = max(ledger.tasks_running_peak, self.tasks.active(now))
        ledger.submits.append(
            AcceptedSubmit(
                task_id=task.id,
                endpoint=row.path,
                key=key,
                body=body,
                body_sha256=hashlib.sha256(raw).hexdigest(),
                price=task.price,
                at=now,
                seconds=task.seconds,
                fails=task.fails,
            )
        )
        state = self._state(task, now)
        return json(
            {
                "taskId": task.id,
                "status": state["status"],
                "errorCode": "",
                "errorMessage": "",
                "results": state["results"],
                "clientId": task.client_id,
                "promptTips": _PROMPT_TIPS,
            }
        )

    def query(self, key: str, raw: bytes, now: float) -> Answer:
        """Answer a look at a task."""
        task_id = _decode_object(raw).get("taskId")
        if not isinstance(task_id, str) or not task_id.isdecimal() or not int(task_id):
            raise Refusal(1007, "Invalid parameter: taskId must be a positive number in a string")
        task = self.tasks.find(task_id)
        if task is None or task.key != key:
            raise Refusal(1004)
        self._ledger.looks_by_task[task.id] += 1
        return json(self._state(task, now))

    def price(self, row: Row, raw: bytes, now: float) -> Answer:
        """Answer a price preview; runs nothing."""
        body = _decode_object(raw)
        check_body(row, body, lambda url: self.find_own_file(url, now))
        price = _price(row, body)
        amount = price.amount if price else Decimal(0)  # 0 is not "free" (trap 31)
        currency = price.currency if price else "CNY"
        return json(
            {
                "errorCode": "",
                "errorMessage": "",
                "estimatedPrice": float(amount),
                "currency": currency,
                "priceText": f"预计 {amount} {currency}" if price else "按实际用量计费",
                "priceTextEn": f"about {amount} {currency}" if price else "billed by usage",
                "freeLimit": False,
                "freeLimitCount": None,
                "remainingFreeLimitCount": None,
                "isFreeThisCall": False,
            }
        )

    def upload(self, incoming: Incoming, *, file_name: str, mime: str) -> Answer:
        """Take a file and answer with its URL."""
        file = self.files.keep(incoming, file_name=file_name, mime=mime)
        ledger = self._ledger
        ledger.uploads += 1
        ledger.upload_hashes[file.sha256] += 1
        ledger.bytes_uploaded += file.size
        return json(
            {
                "code": 0,
                "message": "success",
                "data": {
                    "type": file.kind,
                    "download_url": f"{self.base_url}/input/openapi/{file.name}",
                    "fileName": f"openapi/{file.name}",
                    "size": str(file.size),
                },
            }
        )

    def queue_status(self, key: str, now: float) -> Answer:
        """Answer how many tasks the key may run and runs."""
        kind = self._keys[key]
        shared = kind == "SHARED"
        active = self.tasks.active(now) if shared else 0
        queued = self.tasks.waiting(now) if shared else 0
        data = {
            "apiKeyType": kind,
            "concurrentLimit": self._settings.slots if shared else _CONSUMER_SLOTS,
            "runningCount": str(active - queued),
            "queuedCount": str(queued),
            "totalCurrentTasks": str(active),
        }
        return json({"code": 0, "msg": "success", "data": data})

    def file(self, path: str, now: float) -> StoredFile | None:
        """The file behind a path of this host; a result exists once its task has succeeded."""
        folder, _, name = path.rpartition("/")
        if folder == "/input/openapi":
            return self.files.find(name)
        stem, _, suffix = name.partition(".")
        task = self.tasks.find_output(stem) if folder == "/output" else None
        if task is None or task.status(now) != "SUCCESS":
            return None
        for output in outputs_of(task.row, task.body):
            if output.suffix == suffix:
                content = output.content
                return StoredFile(name, output.mime, output.sha256, len(content), content)
        return None

    def find_own_file(self, url: str, now: float) -> int | None:
        """The size of a file of ours; see `bodies.FindOwnFile`."""
        parts, own = urlsplit(url), urlsplit(self.base_url)
        if parts.port != own.port or parts.hostname not in (own.hostname, "localhost"):
            return None
        file = self.file(parts.path, now)
        if file is None:
            raise KeyError(url)
        return file.size

    def _state(self, task: EmulatedTask, now: float) -> dict[str, Any]:
        status = task.status(now)
        ended = status in ("SUCCESS", "FAILED")
        failed = status == "FAILED"
        # A failed task is charged as well (platform-api 10.1, [OD/TP]). Model prices are
        # third-party money: which of the two fields the service uses is not documented.
        money = str(task.price) if ended and task.price is not None else None
        return {
            "taskId": task.id,
            "status": status,
            "errorCode": "1015" if failed else "",
            "errorMessage": Refusal(1015).message if failed else "",
            "failedReason": task.failed_reason() if failed else {},
            "usage": {
                "consumeMoney": None,
                "consumeCoins": None,
                "taskCostTime": str(round(task.run)) if ended else "0",
                "thirdPartyConsumeMoney": money,
            },
            "results": self._results(task) if status == "SUCCESS" else None,
            "clientId": "",
            "promptTips": "",
        }

    def _results(self, task: EmulatedTask) -> list[dict[str, str | None]]:
        outputs = outputs_of(task.row, task.body)
        return [self._result(task, one, node) for node, one in enumerate(outputs, 4)]

    def _result(self, task: EmulatedTask, output: Output, node: int) -> dict[str, str | None]:
        is_text = output.mime == "text/plain"
        name = f"{task.output_name}.{output.suffix}"
        return {
            "url": None if is_text else f"{self.base_url}/output/{name}",
            "nodeId": str(node),
            "outputType": output.suffix,
            "text": output.content.decode() if is_text else None,
        }


def _decode_object(raw: bytes) -> dict[str, Any]:
    try:
        body = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal(1007, "Invalid parameter: the body is no JSON") from None
    if not isinstance(body, dict):
        raise Refusal(1007, "Invalid parameter: the body must be a JSON object")
    return body


def _price(row: Row, body: dict[str, Any]) -> Price | None:
    """The listed price; what is not given is priced at the table's default."""
    defaults = {param.name: param.default for param in row.params if param.default is not None}
    return estimate(row.path, defaults | body)
