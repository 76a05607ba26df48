"""The calls that list what others have published: AI apps and model files.

Source: platform-api 5.4. Whether the numbers of a page come as strings is not known: here
they are numbers.
"""

from __future__ import annotations

from typing import Any

from runninghub_async.emulator.answers import Answer, Family, Refusal, enveloped
from runninghub_async.emulator.apps import StoredApp
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.world import World

__all__ = ["DiscoveryCalls"]

_SORTS = ("RECOMMEND", "HOTTEST", "NEWEST")
_RESOURCE_TYPES = ("UNET", "CHECKPOINT", "LORA", "GGUF")
_LARGEST_PAGE = 50
#: (type, file, base model, tags)
_RESOURCES = (
    ("CHECKPOINT", "v1-5-pruned-emaonly.safetensors", "SD1.5", ("general",)),
    ("CHECKPOINT", "sd_xl_base_1.0.safetensors", "SDXL", ("general",)),
    ("UNET", "flux1-dev.safetensors", "FLUX.1", ("general",)),
    ("GGUF", "flux1-dev-Q4_0.gguf", "FLUX.1", ("small",)),
    ("LORA", "ink-drawing.safetensors", "SDXL", ("style", "ink")),
    ("LORA", "film-grain.safetensors", "FLUX.1", ("style",)),
)


class DiscoveryCalls:
    """Lists in pages."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        """The rows of these calls."""
        handlers = {"app": ("aiapp", self.apps), "resource": ("resource", self.resources)}
        return tuple(
            Route(
                operation=f"{name} list",
                method="POST",
                path=f"/openapi/v2/{folder}/list",
                family=Family.ENVELOPED,
                key=Key.HEADER,
                handle=handle,
            )
            for name, (folder, handle) in handlers.items()
        )

    def apps(self, call: Call) -> Answer:
        """Answer with a page of apps in the wanted order; there is no search by words."""
        sort = call.body.get("sort", "RECOMMEND")
        if sort not in _SORTS:
            raise Refusal(301, f"PARAMS_INVALID: sort must be one of {', '.join(_SORTS)}")
        days = call.body.get("days")
        if days is not None and not _whole(days, 1):
            raise Refusal(301, "PARAMS_INVALID: days must be a positive integer")
        found = list(self._world.settings.apps)
        if sort == "HOTTEST":
            found.sort(key=lambda app: -app.uses)
        elif sort == "NEWEST":
            found.sort(key=lambda app: int(app.id), reverse=True)
        return _page(call, [self._shown(app) for app in found])

    def resources(self, call: Call) -> Answer:
        """Answer with a page of model files that fit every filter that is given."""
        kind = call.body.get("resourceType")
        if kind is not None and kind not in _RESOURCE_TYPES:
            raise Refusal(
                301, f"PARAMS_INVALID: resourceType must be one of {', '.join(_RESOURCE_TYPES)}"
            )
        name = str(call.body.get("resourceName") or "").lower()
        bases, tags = _texts(call, "baseModels"), _texts(call, "tags")
        found = [
            {
                "nodeModelName": file,
                "posterUrl": "",
                "owner": {"id": "1", "name": "sample"},
                "tags": list(own_tags),
                "versions": [{"versionName": "1.0", "baseModel": base}],
            }
            for own_kind, file, base, own_tags in _RESOURCES
            if kind in (None, own_kind)
            and name in file.lower()
            and (not bases or base in bases)
            and (not tags or tags & set(own_tags))
        ]
        return _page(call, found)

    def _shown(self, app: StoredApp) -> dict[str, Any]:
        base = self._world.base_url
        return {
            "title": app.name,
            "description": app.about,
            "cover": f"{base}/covers/{app.id}.png",
            "invokeExample": (
                f"curl --request POST '{base}/openapi/v2/run/ai-app/{app.id}' "
                "--header 'Authorization: Bearer YOUR_API_KEY' --data-raw '{\"nodeInfoList\": []}'"
            ),
        }


def _page(call: Call, found: list[dict[str, Any]]) -> Answer:
    current, size = call.body.get("current", 1), call.body.get("size", 10)
    if not _whole(current, 1) or not _whole(size, 1) or size > _LARGEST_PAGE:
        raise Refusal(301, f"PARAMS_INVALID: current from 1, size from 1 to {_LARGEST_PAGE}")
    start = (current - 1) * size
    return enveloped(
        {
            "records": found[start : start + size],
            "current": current,
            "size": size,
            "total": len(found),
            "pages": -(-len(found) // size),
            "hasNext": start + size < len(found),
        }
    )


def _whole(value: Any, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _texts(call: Call, name: str) -> set[str]:
    value = call.body.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refusal(301, f"PARAMS_INVALID: {name} must be an array of strings")
    return set(value)
