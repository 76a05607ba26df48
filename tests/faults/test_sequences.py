"""Random operations under random faults: the ledger, the outcomes and the client agree at the end.

`FAULT_SEQUENCES=thorough` (as `nox -s faults` sets it) tries many more, and new ones each time.
"""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import anyio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trouble.needs import APP, FLOW, MODEL, PNG, WITH_IMAGE
from trouble.sequences import FAULTS, Books, Step, run_steps

from runninghub_async import Limits, Polling, Retry, RunningHub, Timeouts
from runninghub_async.emulator import Durations, Emulator, Fault
