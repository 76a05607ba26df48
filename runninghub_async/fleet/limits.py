"""`RedisLimits`: the setting with which clients of several processes share one key's limits."""

from __future__ import annotations

import hashlib
import math
from typing import ClassVar

from runninghub_async.config import Limits
from runninghub_async.errors import ConfigError
from runninghub_async.fleet.member import RedisMember
from runninghub_async.fleet.store import Store
from runninghub_async.protocol.discreet import Discreet
from runninghub_async.protocol.messages import Secret

__all__ = ["RedisLimits"]


class RedisLimits(Discreet, frozen=True):
    """Limits of one key, shared through Redis: `RunningHub(shared=RedisLimits("redis://…"))`.

    All processes with the same key, base URL and Redis together hold no more places for tasks
    than the limit, and send no faster than the rate; give them the same `Limits`. What the
    service refuses, one learns for all: the limit is cut once, one process probes, and "too fast"
    stops everybody. A process that dies gives its places back as its tasks end: the others look
    at them. Within a process the line is by `Job.priority` and first come, first served; between
    processes who waits gets an even share, the longest waiting first, in no strict order.

    The margins, in tasks at once and requests:

    * Redis answers: none for places, but for what a dead process had on the wire: a task that it
      submitted and never heard of is counted for 120 s after its last sign of life. As without
      sharing, a task whose caller has let go of it is counted no more. Turns of the rate leave no
      sooner than their moments, but up to 0.25 s late.
    * Redis is away: each process goes on with `share` of each limit (at least one task), and says
      so once, as a WARNING. What ran before runs on, so until it has ended there may be more, at
      most by what some held beyond their share. With `share=1/processes` the sum stays within
      the limit from then on.

    Redis 6 or newer; one server, or one that stands before others. An exchange that takes longer
    than `patience` counts as Redis being away: that is the longest that it can hold up a call.

    ```python
    from runninghub_async.fleet import RedisLimits

    shared = RedisLimits("redis://localhost", share=1 / 4)  # one of four processes
    async with RunningHub(shared=shared, limits=Limits(slots=50)) as client:
        print(await client.models.vidu.text_to_video(prompt="a cat surfs"))
    ```

    Raises:
        ConfigError: a URL that is none of Redis, a number out of range, or the extra is missing.
    """

    _HIDDEN: ClassVar[tuple[str, ...]] = ("url",)

    url: str  #: redis://, rediss:// or unix://
    #: Part of each limit for this process while Redis is away: one of four processes.
    share: float = 0.25
    #: Seconds without a sign of life until a process counts as dead; it gives three in that time.
    lease: float = 30.0
    patience: float = 1.0  #: seconds for one exchange with Redis

    def __post_init__(self) -> None:
        for setting, low, high in (("share", 0, 1), ("lease", 0, 3600), ("patience", 0, 60)):
            value = getattr(self, setting)
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if not (number and math.isfinite(value) and low < value <= high):
                reason = f"{value!r:.80} is no number above {low}, up to {high}"
                raise ConfigError(setting=f"RedisLimits.{setting}", reason=reason)
        Store(self.url, patience=self.patience)

    def member(self, *, base_url: str, api_key: Secret, limits: Limits) -> RedisMember:
        """One client's membership; `RunningHub` calls it."""
        # A key has 128 bits: nobody finds it from what the hash shows. The braces keep all that
        # belongs together on one node of a cluster.
        told = f"{base_url}\n{api_key.reveal()}".encode()
        prefix = f"runninghub:{{{hashlib.sha256(told).hexdigest()[:24]}}}"
        del told
        store = Store(self.url, patience=self.patience)
        return RedisMember(store, prefix=prefix, limits=limits, share=self.share, lease=self.lease)
