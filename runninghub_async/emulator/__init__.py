"""A local RunningHub over real HTTP, for demos, tests and users' own tests."""

try:
    import uvicorn  # noqa: F401  # asked for first, to name the extra instead of a module
except ImportError as error:
    raise ImportError(
        "the emulator needs an extra: pip install 'runninghub-async[emulator]'"
    ) from error

from runninghub_async.emulator.apps import AppInput, StoredApp
from runninghub_async.emulator.events import WebhookTrouble
from runninghub_async.emulator.faults import Fault
from runninghub_async.emulator.ledger import Ledger
from runninghub_async.emulator.server import Emulator
from runninghub_async.emulator.settings import Durations
from runninghub_async.emulator.threaded import EmulatorThread

__all__ = [
    "AppInput",
    "Durations",
    "Emulator",
    "EmulatorThread",
    "Fault",
    "Ledger",
    "StoredApp",
    "WebhookTrouble",
]
