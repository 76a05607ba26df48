"""The public names of the package, gathered: loaded when the first of them is asked for."""

from runninghub_async.catalog.pricing import Price
from runninghub_async.client import RunningHub, Statistics
from runninghub_async.config import VERSION as _VERSION
from runninghub_async.config import Limits, Polling, Retry, Timeouts
from runninghub_async.errors import (
    ApiError,
    AuthError,
    BadEvent,
    BadReply,
    BillingError,
    BudgetExceeded,
    CapacityError,
    ClientClosed,
    ConfigError,
    ConnectFailed,
    ConnectionLost,
    ContentRejected,
    DownloadError,
    FileError,
    InvalidRequest,
    JournalError,
    NodeError,
    NotFound,
    RateLimited,
    RequestRefused,
    RequestTimeout,
    RunningHubError,
    ServiceError,
    SubmitUncertain,
    TaskCancelled,
    TaskError,
    TaskFailed,
    TaskTimeout,
    TransportError,
    UnknownModel,
    UploadError,
)
from runninghub_async.files.media import MediaInput, Upload
from runninghub_async.protocol.events import ProgressEvent
from runninghub_async.protocol.messages import PricePreview, TaskState, Usage
from runninghub_async.tasks.budget import Budget
from runninghub_async.tasks.endpoint import Endpoint
from runninghub_async.tasks.jobs import Job, MapOptions, Outcome
from runninghub_async.tasks.run_progress import JobProgress, Progress
from runninghub_async.tasks.tally import ProgressFeed
from runninghub_async.tasks.task import Output, Task, TaskResult
from runninghub_async.transport.hooks import Attempt, Hook, TaskRecord

__version__ = _VERSION

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
