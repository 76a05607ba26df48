"""One fresh interpreter: import, open, look once. `start_part.py` runs it."""

import asyncio
import importlib
import json
import sys
import time


def resident() -> float:
    """MiB of this process in memory."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 1048576


def import_all(names: str) -> None:
    """Import what is listed, by commas."""
    for name in filter(None, names.replace(" ", "").split(",")):
        importlib.import_module(name)


def endpoint_ms() -> float:
    """Milliseconds to read the table and check the first call of an endpoint: ours alone."""
    from runninghub_async import RunningHub

    began = time.perf_counter()
    hub = RunningHub("benchmark-key")
    hub.models.vidu.image_to_video_q3_pro.check(prompt="p", image_url="https://example.com/a.png")
    return (time.perf_counter() - began) * 1e3


async def first_call(client: str, url: str) -> float:
    """Seconds from nothing to the first answer."""
    from clients import BY_NAME, Setup

    began = time.perf_counter()
    async with BY_NAME[client].open(Setup(url)) as one:
        await one.look()
        return time.perf_counter() - began


def main() -> None:
    """Print what was measured."""
    before, imports, client, url = sys.argv[1:]
    import_all(before)
    had, memory, began = len(sys.modules), resident(), time.perf_counter()
    import_all(imports)
    found = {
        "import_ms": (time.perf_counter() - began) * 1e3,
        "memory_mib": resident() - memory,
        "modules": len(sys.modules) - had,
    }
    from measure import stay_here

    stay_here()
    found["first_ms"] = asyncio.run(first_call(client, url)) * 1e3
    if client == "ours" and not before:
        found["endpoint_ms"] = endpoint_ms()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
