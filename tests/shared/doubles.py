"""The doubles of the network side, for tests outside of tests/server, where they are fixtures."""

from __future__ import annotations

import importlib.util
from pathlib import Path

_FILE = Path(__file__).parents[1] / "server" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("doubles_of_the_network_side", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
_module = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_module)

QUICK = _module.QUICK
quick_collection = _module.quick_collection
tidy_loop = _module.tidy_loop
no_proxy_around = _module.no_proxy_around
raw = _module.raw
client = _module.client
emulated = _module.emulated
