"""What is known of jobs, in Redis: one record each, and a claim of who works on it."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Literal, TypeAlias

import anyio
import msgspec

from runninghub_async.errors import InvalidRequest, JournalError
from runninghub_async.fleet.store import Store, StoreAway
from runninghub_async.transport.hooks import logger

__all__ = ["Claim", "JobState", "Record", "Records", "check_key"]

#: "submitting": the request was about to leave, and nothing is known since.
JobState: TypeAlias = Literal[
    "new", "submitting", "uncertain", "submitted", "refused", "succeeded", "failed", "cancelled"
]
RENEWALS = 3  #: of a claim, in the time that it lasts


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of one job."""

    endpoint: str
    fingerprint: str  #: of endpoint and parameters: the key stands for this job and no other
    state: JobState = "new"
    token: str = ""  #: of the run that wrote it
    body_hash: str = ""  #: SHA-256 (hex) of what was submitted
    at: float | None = None  #: Unix time of the submit
    task_id: str = ""
    code: int | str | None = None
    reason: str = ""
    result: dict[str, Any] | None = None


class Records:
    """The records of jobs, by their keys."""

    def __init__(self, store: Store, *, namespace: str, keep: float, lease: float) -> None:
        self._store = store
        self._namespace = namespace
        self._keep = max(1, int(keep))
        self._lease = max(1, int(lease * 1000))

    @property
    def address(self) -> str:
        """Where they are, without what signs in."""
        return self._store.address

    async def read(self, key: str) -> Record | None:
        """What is known of a job, or None.

        Raises:
            JournalError: Redis is away, or holds something else there.
        """
        return self._decode(key, await self._run("GET", self._name(key)))

    @asynccontextmanager
    async def claimed(self, key: str) -> AsyncIterator[Claim | None]:
        """Claim a job for the block, renewed while it runs; None while another works on it.

        Raises:
            JournalError: Redis is away.
        """
        token = uuid.uuid4().hex
        taken, text = await self._ask(key, "claim", token, str(self._lease))
        if not taken:
            yield None
            return
        renewing: asyncio.Task[None] | None = None
        try:
            claim = Claim(self, key, token, self._decode(key, text))
            renewing = asyncio.create_task(self._renew(key, token), name="runninghub claim")
            yield claim
        finally:
            with anyio.CancelScope(shield=True):  # bounded by the store's patience
                if renewing is not None:
                    renewing.cancel()
                    await asyncio.wait([renewing])
                with suppress(JournalError):  # then it runs out
                    await self._ask(key, "free", token)

    async def write(self, key: str, record: Record, token: str, *, how: str) -> bool:
        """Write a record; False where the claim is lost. Raises as `read` does."""
        text = msgspec.json.encode(msgspec.structs.replace(record, token=token))
        done, *_ = await self._ask(key, "write", token, text, str(self._keep), how)
        return bool(done)

    async def _renew(self, key: str, token: str) -> None:
        while True:
            await asyncio.sleep(self._lease / 1000 / RENEWALS)
            with suppress(JournalError):
                await self._ask(key, "renew", token, str(self._lease))

    async def _ask(self, key: str, *args: str | bytes) -> Any:
        try:
            return await self._store.run("job", self._name(key), *args)
        except StoreAway as error:
            raise self._away(error) from error

    async def _run(self, *words: str) -> Any:
        try:
            return await self._store.command(*words)
        except StoreAway as error:
            raise self._away(error) from error

    def _away(self, error: StoreAway) -> JournalError:
        return JournalError(path=self.address, reason=f"cannot be used: {error}")

    def _name(self, key: str) -> str:
        return f"runninghub:{{{self._namespace}:{key}}}"

    def _decode(self, key: str, text: bytes | None) -> Record | None:
        if not text:
            return None
        try:
            return msgspec.json.decode(text, type=Record)
        except msgspec.DecodeError as error:
            reason = f"holds no record of a job at {self._name(key)!r}"
            raise JournalError(path=self.address, reason=reason) from error


class Claim:
    """A job that this run works on alone: its record, and the witness of its submits."""

    priority = 0

    def __init__(self, records: Records, key: str, token: str, record: Record | None) -> None:
        self._records = records
        self._key = key
        self._token = token
        self._writing: asyncio.Task[None] | None = None
        self._out = asyncio.Event()  #: nothing is on the wire
        self._out.set()
        self.known = record
        self.record = record or Record(endpoint="", fingerprint="")

    async def note(self, *, how: str = "own", **changes: Any) -> None:
        """Write what is new. Raises `JournalError` where Redis is away."""
        self.record = msgspec.structs.replace(self.record, **changes)
        if not await self._records.write(self._key, self.record, self._token, how=how):
            raise JournalError(
                path=self._records.address,
                reason=f"has another run at work on job {self._key!r}: this one was silent",
            )

    async def noted(self, **changes: Any) -> None:
        """The same; trouble is logged: what was paid for goes on."""
        try:
            await self.note(**changes)
        except JournalError as error:
            told = changes.get("task_id") or changes.get("state")
            logger.warning("job %s: %s is not recorded: %s", self._key, told, error)

    async def settle(self, seconds: float) -> None:
        """Wait until what became of a submit is written, for so long."""
        with anyio.CancelScope(shield=True), anyio.move_on_after(seconds):
            await self._out.wait()
            if self._writing is not None:
                await asyncio.wait([self._writing])

    # -- the witness of its submits

    def waiting(self) -> None:
        """It waits for a place."""

    async def leaving(self, body_hash: str) -> None:
        """Write the intent, before the request leaves.

        Raises:
            JournalError: it cannot be written, or another run has the job: nothing leaves.
        """
        if self._writing is not None:
            await asyncio.wait([self._writing])
        self._out.clear()  # also where this fails: `refused` follows, and it may be written
        await self.note(
            how="claimed", state="submitting", body_hash=body_hash, at=time.time(), task_id=""
        )

    async def accepted(self, task_id: str, kind: object) -> None:
        """Write the task's id. Where that fails the job is uncertain, and nothing is paid twice."""
        try:
            await self.noted(state="submitted", task_id=task_id)
        finally:
            self._out.set()

    def refused(self, reason: str, code: int | str | None) -> None:
        """Note that surely nothing was created."""
        if not self._out.is_set():
            self._write(state="refused", reason=reason, code=code)

    def unclear(self, reason: str) -> None:
        """Note that there may be a task."""
        self._write(state="uncertain", reason=reason)

    def _write(self, **changes: Any) -> None:
        self._writing = asyncio.create_task(self.noted(**changes), name="runninghub record")
        self._out.set()


def check_key(key: object) -> str:
    """Return the key of a job.

    Raises:
        InvalidRequest: it is no text, or empty.
    """
    if not isinstance(key, str) or not key:
        raise InvalidRequest(
            endpoint="job", param="key", reason=f"={key!r:.80} is no text that names the job"
        )
    return key
