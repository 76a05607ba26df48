"""What can be set about an emulator: one frozen value, each field with unit and reason."""

from __future__ import annotations

import hashlib
import math
import random
import time
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any, Literal, TypedDict

import msgspec

from runninghub_async.catalog.table import Table, builtin_table
from runninghub_async.emulator.apps import DEFAULT_APPS, StoredApp
from runninghub_async.emulator.events import WebhookTrouble
from runninghub_async.emulator.faults import Fault

__all__ = ["Durations", "Settings", "SettingsFields"]

MEBIBYTE = 1024 * 1024


def _at_least(name: str, value: Decimal | float | None, floor: float) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not math.isfinite(value) or value < floor:
        raise ValueError(f"{name}={value!r} must be a number of at least {floor:g}")


class Durations(msgspec.Struct, frozen=True):
    """How long tasks take, in seconds of the service (before `time_scale`).

    ```python
    from runninghub_async.emulator import Durations, Emulator

    async with Emulator(time_scale=0.001, durations=Durations(median=60.0, sigma=0.0)) as emu:
        print(emu.settings.durations)
    ```
    """

    median: float = 120.0  #: run time; videos take 1 to 10 minutes (platform-api 10.2)
    sigma: float = 0.35  #: of the logarithm: nine of ten lie within 0.56 to 1.78 of the median
    queued: float = 2.0  #: time as QUEUED before the run; it holds a slot as well

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            _at_least(f"Durations.{name}", getattr(self, name), 0.0)

    def draw_run(self, chance: random.Random) -> float:
        """Return one lognormal run time in seconds."""
        return self.median * math.exp(chance.gauss(0.0, self.sigma))


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How an emulator behaves.

    Raises:
        ValueError: a number is out of range; the text names the field.
    """

    host: str = "127.0.0.1"  #: loopback, so that nothing outside can spend made-up money
    port: int = 0  #: 0 takes a free one
    site: Literal["ai", "cn"] = "ai"  #: currency of the account, language of the messages
    api_key: str = ""  #: Enterprise-Shared; empty makes one up from the seed
    consumer_key: str = ""  #: gets 1014 on standard models; empty makes one up from the seed
    dedicated_key: str = ""  #: Enterprise-Dedicated, as above; empty makes one up from the seed
    seed: int = 1  #: durations, failures, keys and random faults follow from it
    time_scale: float = 1.0  #: multiplies every duration of the service; 0.02 makes 2 min 2.4 s
    durations: Durations = Durations()
    slots: int = 50  #: tasks QUEUED or RUNNING at once; the service's own number in one document
    consumer_slots: int = 1  #: the same of the consumer key
    machines: int = 2  #: of the dedicated key; 0 is a plan that has ended: 436
    machine_types: tuple[str, ...] = ("default",)  #: instance types that it has; others get 435
    personal_queue: int = 1000  #: tasks that may wait for these machines; above it 814
    wallet: Decimal | float | None = None
    #: money of the shared key at the start, out of which tasks are paid; empty is 416. None is
    #: 99999, filled up again before it is empty
    coins: Decimal | float | None = None  #: the same of the consumer key; empty is 414
    capacity_code: int = 421  #: 421 (enveloped) or 1520 (flat): both are seen for a full account
    requests_per_second: float | None = None  #: above it 1003; None is no limit: no number is known
    burst: int = 20  #: requests at once after a pause, under the rate above
    fail_rate: float = 0.0  #: share of the tasks that end FAILED with 1015
    keep_alive: float = 5.0  #: seconds an idle connection stays open; common servers close after 5
    max_upload: int = 512 * MEBIBYTE  #: bytes; above it 809. Models take up to 500 MB
    expire_after: float = 86400.0  #: seconds of the clock that the URLs of files live
    workflows: Mapping[str, Mapping[str, Any]] = msgspec.field(default_factory=dict)
    #: id (digits) -> graph in ComfyUI's API format, beside the two that are always there
    passwords: Mapping[str, str] = msgspec.field(default_factory=dict)
    #: id of a workflow or an app -> its `accessPassword`
    never_run: Collection[str] = ()  #: ids that get 810: not saved, or never run on the web
    node_errors: Mapping[str, Mapping[str, Any]] = msgspec.field(default_factory=dict)
    #: id -> `node_errors` that `promptTips` tells although the task was created
    apps: tuple[StoredApp, ...] = DEFAULT_APPS  #: the AI apps that exist
    webhooks: WebhookTrouble = WebhookTrouble()  #: how webhooks misbehave; by default they do not
    faults: tuple[Fault, ...] = ()  #: trouble from the start; `Emulator.faults` takes more later
    table: Table = msgspec.field(default_factory=builtin_table)  #: the endpoints that exist
    clock: Callable[[], float] = time.monotonic  #: seconds; task life and rate limit follow it

    def __post_init__(self) -> None:
        for name, floor in (
            ("port", 0),
            ("time_scale", 0.0),
            ("slots", 1),
            ("consumer_slots", 1),
            ("machines", 0),
            ("personal_queue", 0),
            ("wallet", 0.0),
            ("coins", 0.0),
            ("expire_after", 0.0),
            ("requests_per_second", 1e-6),
            ("burst", 1),
            ("fail_rate", 0.0),
            ("keep_alive", 0.0),
            ("max_upload", 1),
        ):
            _at_least(name, getattr(self, name), floor)
        if self.fail_rate > 1.0:
            raise ValueError(f"fail_rate={self.fail_rate!r} must be at most 1")
        if self.site not in ("ai", "cn"):
            raise ValueError(f"site={self.site!r} must be ai or cn")
        if self.capacity_code not in (421, 1520):
            raise ValueError(f"capacity_code={self.capacity_code!r} must be 421 or 1520")

    def key_for(self, kind: str) -> str:
        """A made-up key: 32 characters, the same for the same seed (platform-api 1.2)."""
        return hashlib.blake2s(f"{kind}:{self.seed}".encode(), digest_size=16).hexdigest()


class SettingsFields(TypedDict, total=False):
    """The keyword arguments of `Emulator`: the fields of `Settings` (a test compares them)."""

    host: str
    port: int
    site: Literal["ai", "cn"]
    api_key: str
    consumer_key: str
    dedicated_key: str
    seed: int
    time_scale: float
    durations: Durations
    slots: int
    consumer_slots: int
    machines: int
    machine_types: tuple[str, ...]
    personal_queue: int
    wallet: Decimal | float | None
    coins: Decimal | float | None
    capacity_code: int
    requests_per_second: float | None
    burst: int
    fail_rate: float
    keep_alive: float
    max_upload: int
    expire_after: float
    workflows: Mapping[str, Mapping[str, Any]]
    passwords: Mapping[str, str]
    never_run: Collection[str]
    node_errors: Mapping[str, Mapping[str, Any]]
    apps: tuple[StoredApp, ...]
    webhooks: WebhookTrouble
    faults: tuple[Fault, ...]
    table: Table
    clock: Callable[[], float]
