"""The process of one client in one round: `run.py` starts it, it prints a line for each case."""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import os
import sys
from typing import Any

from measure import stay_here


async def measured(job: dict[str, Any]) -> None:
    """Print [case, values] for each case, as it is measured."""
    module = importlib.import_module(f"{job['part']}_part")
    async for case, values in module.measure(job):
        print(json.dumps([case, values]), flush=True)
        gc.collect()
    os._exit(0)  # what a client has left behind needs no tidying up, which may take minutes


if __name__ == "__main__":
    stay_here()
    asyncio.run(measured(json.loads(sys.argv[1])))
