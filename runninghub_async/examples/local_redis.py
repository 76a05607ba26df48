"""A Redis for an example: the one of the environment, else one for as long as the program runs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["redis_url"]


@contextmanager
def redis_url() -> Iterator[str]:
    """The Redis of the environment, or one that lives as long as this program."""
    if url := os.environ.get("REDIS_URL"):
        yield url
        return
    if (program := shutil.which("redis-server")) is None:
        sys.exit(
            "No Redis: set REDIS_URL=redis://…, or install redis-server "
            "(Debian: apt-get install redis-server; macOS: brew install redis)"
        )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "wb") as nowhere:
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        server = subprocess.Popen([program, *options], stdout=nowhere)
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            print(f"No REDIS_URL: started {program} on port {port} for this run.")
            yield f"redis://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()
