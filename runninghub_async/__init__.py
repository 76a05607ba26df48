"""An asyncio-native client for RunningHub: hundreds of video tasks from one event loop.

```python
async with RunningHub() as rh:
    clip = await rh.models.vidu.text_to_video(prompt="a cat surfs")
    paths = await clip.download("clips/")
```

Beside these names: `runninghub_async.platform` (what workflows, apps, files, assets and the account
take and return), `runninghub_async.journal` (batches that survive), `runninghub_async.webhooks`,
`runninghub_async.fleet` (several processes, one key), `runninghub_async.otel`,
`runninghub_async.display`; for tests `runninghub_async.pytest_plugin` and
`runninghub_async.emulator`.

The examples stand inside a coroutine. `rh` is an open client, `app` an ASGI application; the names
of this page, `asyncio`, `Path` and `Decimal` are imported.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runninghub_async._public import *  # noqa: F403
    from runninghub_async._public import __version__ as __version__
else:
    # pytest imports this package at each start, for its plugin, whether a test uses it or not.
    # So the names are loaded, all at once, when the first of them is asked for.

    def __getattr__(name: str) -> object:
        if name != "__version__" and name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from runninghub_async import _public

        globals().update({one: getattr(_public, one) for one in ("__version__", *__all__)})
        return globals()[name]

    def __dir__() -> list[str]:
        return sorted({*globals(), "__version__", *__all__})


__all__ = [
    "ApiError",
    "Attempt",
    "AuthError",
    "BadEvent",
    "BadReply",
    "BillingError",
    "Budget",
    "BudgetExceeded",
    "CapacityError",
    "ClientClosed",
    "ConfigError",
    "ConnectFailed",
    "ConnectionLost",
    "ContentRejected",
    "DownloadError",
    "Endpoint",
    "FileError",
    "Hook",
    "InvalidRequest",
    "Job",
    "JobProgress",
    "JournalError",
    "Limits",
    "MapOptions",
    "MediaInput",
    "NodeError",
    "NotFound",
    "Outcome",
    "Output",
    "Polling",
    "Price",
    "PricePreview",
    "Progress",
    "ProgressEvent",
    "ProgressFeed",
    "RateLimited",
    "RequestRefused",
    "RequestTimeout",
    "Retry",
    "RunningHub",
    "RunningHubError",
    "ServiceError",
    "Statistics",
    "SubmitUncertain",
    "Task",
    "TaskCancelled",
    "TaskError",
    "TaskFailed",
    "TaskRecord",
    "TaskResult",
    "TaskState",
    "TaskTimeout",
    "Timeouts",
    "TransportError",
    "UnknownModel",
    "Upload",
    "UploadError",
    "Usage",
]
