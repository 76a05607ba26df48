"""What all parts of the service share: accounts, tasks, files, the book, the way to accept.

Source: platform-api 10.1 (who pays with what), 10.2 (expiry), 4.4 (cancel).
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from urllib.parse import urlsplit

from runninghub_async.emulator.accounts import Account, KeyKind
from runninghub_async.emulator.ledger import AcceptedCancel, AcceptedSubmit, Ledger
from runninghub_async.emulator.life import EmulatedTask, Submission, TaskBook, TaskKind
from runninghub_async.emulator.outputs import Output, output_of
from runninghub_async.emulator.settings import Settings
from runninghub_async.emulator.storage import FileStore, StoredFile

__all__ = ["World"]

Listener = Callable[[EmulatedTask], None]

#: Coins for a second on each instance (platform-api 10.1).
_COINS: Mapping[str, Decimal] = {
    "lite": Decimal("0.02"),
    "default": Decimal("0.2"),
    "plus": Decimal("0.4"),
    "ultra": Decimal("0.6"),
}
_MONEY_PER_COIN = Decimal("0.005")  #: made up: no source names the price of a second in money


class World:
    """The state of one emulator. Parts get it, read it, and change it through its methods.

    `accepted` and `changed` are lists of functions that are called with a task: when it was
    taken in, and when its planned end moved (a cancel, or a machine that got free earlier);
    those in `jumped` are called when the clock has jumped.
    `socket_url` and `asset_is_ready` are replaced by the parts that know better.
    """

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self.settings = settings
        self.ledger = ledger
        self.base_url = ""  #: set when the port is known
        self.ahead = 0.0  #: seconds that the clock has jumped, in all
        self.files = FileStore()
        self.tasks = TaskBook(settings)
        self.accounts = {account.key: account for account in Account.all_of(settings)}
        self.accepted: list[Listener] = []
        self.changed: list[Listener] = []
        self.jumped: list[Callable[[], None]] = []
        self._forgotten: set[str] = set()
        self.socket_url: Callable[[EmulatedTask], str | None] = lambda task: None
        self.asset_is_ready: Callable[[str], bool] = lambda asset_id: True
        self.is_refused: Callable[[int], bool] = lambda code: False  #: by a fault, with this code

    def __repr__(self) -> str:
        return f"<World {self.tasks!r}, {self.files!r}>"

    @property
    def currency(self) -> str:
        """What the wallet holds: CNY is known for .cn, USD presumed for .ai (8.1, 10.3)."""
        return "CNY" if self.settings.site == "cn" else "USD"

    def now(self) -> float:
        """Seconds of the emulator's clock, jumps included."""
        return self.settings.clock() + self.ahead

    def wall(self) -> float:
        """The time of day that the service believes in, as Unix time."""
        return time.time() + self.ahead

    def jump(self, seconds: float) -> None:
        """Let the clock jump, forwards or back, and tell those who wait for a time."""
        self.ahead += seconds
        for tell in self.jumped:
            tell()

    def account_of(self, kind: KeyKind) -> Account:
        """The account of a kind: there is one of each."""
        return next(one for one in self.accounts.values() if one.kind is kind)

    def active(self, now: float) -> int:
        """How many tasks of all keys are QUEUED or RUNNING."""
        return sum(one.places.active(now) for one in self.accounts.values())

    # -- tasks

    def accept(self, submission: Submission) -> EmulatedTask:
        """Create a task, charge for it, tell the book and the listeners.

        Raises Refusal when the purse is empty or there is no room; nothing was created then.
        """
        account = self.accounts[submission.key]
        now = submission.now
        account.purse.require(submission.price or Decimal(0))
        account.check_room(now, queue=submission.queue, capacity_code=self.settings.capacity_code)
        task = self.tasks.add(submission, account.places.next_free(now))
        account.places.hold(task, now)
        cost = _cost(account, task, task.run + submission.retain)
        _set_cost(account, task, cost)
        self._record(account, task)
        for tell in self.accepted:
            tell(task)
        return task

    def find_task(self, task_id: str, key: str) -> EmulatedTask | None:
        """The task of this id, if it belongs to this key."""
        task = self.tasks.find(task_id)
        return task if task is not None and task.key == key else None

    def cancel(self, task: EmulatedTask, now: float) -> bool:
        """Stop a task and its billing; tell whether it was still alive.

        Source: platform-api 4.4 ("Billing stops at cancel" [TP]).
        """
        if now >= task.ends:
            return False
        account = self.accounts[task.key]
        planned = (task.money, task.coins)
        task.cancelled, task.ends = True, now
        _set_cost(account, task, _cost(account, task, task.ran(now)))
        self.ledger.cancels.append(
            AcceptedCancel(
                task_id=task.id,
                at=now,
                money=(planned[0] or Decimal(0)) - (task.money or Decimal(0)),
                coins=(planned[1] or Decimal(0)) - (task.coins or Decimal(0)),
            )
        )
        for moved in (task, *account.places.release(task, now)):
            for tell in self.changed:
                tell(moved)
        return True

    def _record(self, account: Account, task: EmulatedTask) -> None:
        submission, ledger = task.submission, self.ledger
        peak = self.active(submission.now)
        ledger.tasks_running_peak = max(ledger.tasks_running_peak, peak)
        ledger.submits.append(
            AcceptedSubmit(
                task_id=task.id,
                endpoint=submission.source,
                key=task.key,
                body=submission.body,
                body_sha256=hashlib.sha256(submission.raw).hexdigest(),
                price=submission.price,
                at=submission.now,
                seconds=task.seconds,
                fails=task.fails,
                kind=task.kind.value,
                key_kind=account.kind.value,
                money=task.money,
                coins=task.coins,
            )
        )

    # -- files

    def file(self, path: str, now: float) -> StoredFile | None:
        """The file behind a path of this host, while it is there.

        A result exists once its task has succeeded; both kinds of URL die after a day
        (platform-api 10.2; `Settings.expire_after`).
        """
        if path in self._forgotten:
            return None
        folder, _, name = path.rpartition("/")
        if folder == "/input/openapi":
            file = self.files.find(f"openapi/{name}")
            return file if file is not None and self._lives(file.at, now) else None
        if folder == "/covers" and name in {f"{app.id}.png" for app in self.settings.apps}:
            return _as_file(name, output_of("image"))
        found = self.tasks.find_result(name) if folder == "/output" else None
        if found is None:
            return None
        task, result = found
        if task.status(now) != "SUCCESS" or not self._lives(task.ends, now):
            return None
        return _as_file(name, result.output)

    def forget(self, path: str) -> None:
        """Let a file be gone before its time, as if its URL had expired."""
        self._forgotten.add(path)

    def find_own_file(self, url: str, now: float) -> int | None:
        """The size of a file of ours; see `bodies.FindOwnFile`."""
        parts, own = urlsplit(url), urlsplit(self.base_url)
        if parts.scheme == "asset":
            if not self.asset_is_ready(url.removeprefix("asset://")):
                raise KeyError(url)
            return None
        if parts.port != own.port or parts.hostname not in (own.hostname, "localhost"):
            return None
        file = self.file(parts.path, now)
        if file is None:
            raise KeyError(url)
        return file.size

    def has_input(self, name: object) -> bool:
        """Whether a value is the `fileName` of an upload (`openapi/…` or `api/…`)."""
        return isinstance(name, str) and self.files.find(name) is not None

    def _lives(self, since: float, now: float) -> bool:
        return now < since + self.settings.expire_after


def _as_file(name: str, output: Output) -> StoredFile:
    return StoredFile(name, output.mime, output.sha256, len(output.content), output.content)


def _cost(account: Account, task: EmulatedTask, seconds: float) -> Decimal | None:
    """What a task costs: a model its price, a run its seconds, a dedicated machine nothing."""
    if task.kind is TaskKind.MODEL:
        return task.submission.price
    if account.kind is KeyKind.DEDICATED:
        return None
    coins = _COINS.get(task.submission.instance, _COINS["default"]) * Decimal(str(seconds))
    if account.kind is KeyKind.CONSUMER:
        return coins.quantize(Decimal("1"))
    return (coins * _MONEY_PER_COIN).quantize(Decimal("0.001"))


def _set_cost(account: Account, task: EmulatedTask, cost: Decimal | None) -> None:
    paid = task.coins if account.kind is KeyKind.CONSUMER else task.money
    account.purse.pay((cost or Decimal(0)) - (paid or Decimal(0)))
    if account.kind is KeyKind.CONSUMER:
        task.coins = cost
    else:
        task.money = cost
