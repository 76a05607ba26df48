"""Assets: media that is checked once and then named by id, and the groups that they lie in.

Source: platform-api 2.4 [OC]. What the service answers to an unknown id, how long a check
takes and what becomes of a group's assets when the group goes are not known: here 301, some
seconds by kind, and they go with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from runninghub_async.emulator.answers import Answer, Family, Refusal, enveloped
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.world import World

__all__ = ["Asset", "AssetGroup", "Assets"]

#: Seconds of the service from PROCESSING to the end. Official clients wait up to 180 (image,
#: audio) and 300 (video), so the usual case lies far below.
_SECONDS: Mapping[str, float] = {"Image": 3.0, "Video": 10.0, "Audio": 5.0}
_LARGEST_PAGE = 100


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """One asset. Times are seconds of the emulator's clock."""

    id: str
    key: str
    group_id: str
    name: str
    type: str  #: Image, Video or Audio
    url: str
    checked: float  #: PROCESSING before
    fails: bool

    def status(self, now: float) -> str:
        """PROCESSING, then ACTIVE or FAILED."""
        if now < self.checked:
            return "PROCESSING"
        return "FAILED" if self.fails else "ACTIVE"


class AssetGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A named folder of assets."""

    id: str
    key: str
    name: str
    description: str = ""


class Assets:
    """The assets of every key; a key sees its own only."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._assets: dict[str, Asset] = {}
        self._groups: dict[str, AssetGroup] = {}
        self._made = 0
        world.asset_is_ready = self.is_ready

    def __repr__(self) -> str:
        return f"<Assets {len(self._assets)} in {len(self._groups)} groups>"

    def find(self, asset_id: str) -> Asset | None:
        """Return the asset that `asset://<id>` names, whoever owns it, or None."""
        return self._assets.get(asset_id)

    def is_ready(self, asset_id: str) -> bool:
        """Whether a submit may use an asset: it exists and is ACTIVE."""
        asset = self._assets.get(asset_id)
        return asset is not None and asset.status(self._world.now()) == "ACTIVE"

    def routes(self) -> tuple[Route, ...]:
        """The ten calls of assets and groups."""
        calls: Mapping[str, Callable[[Call], Answer]] = {
            "create": self.create,
            "query": self.query,
            "list": self.list,
            "update": self.update,
            "delete": self.delete,
            "groups/create": self.create_group,
            "groups/list": self.list_groups,
            "groups/query": self.query_group,
            "groups/update": self.update_group,
            "groups/delete": self.delete_group,
        }
        return tuple(
            Route(
                operation=f"assets {path.replace('/', ' ')}",
                method="POST",
                path=f"/openapi/v2/assets/{path}",
                family=Family.ENVELOPED,
                key=Key.HEADER,
                handle=handle,
            )
            for path, handle in calls.items()
        )

    # -- assets ---------------------------------------------------------------------------

    def create(self, call: Call) -> Answer:
        """Take an asset in; it is PROCESSING first."""
        group = self._group(call)
        url, kind, name = (_text(call.body, one) for one in ("url", "assetType", "name"))
        if kind not in _SECONDS:
            raise Refusal(301, f"PARAMS_INVALID: assetType is one of {', '.join(_SECONDS)}")
        asset = Asset(
            id=self._new_id("asset"),
            key=call.key,
            group_id=group.id,
            name=name,
            type=kind,
            url=url,
            checked=call.now + _SECONDS[kind] * self._world.settings.time_scale,
            fails=not self._can_read(url, call.now),
        )
        self._assets[asset.id] = asset
        return enveloped({"assetId": asset.id, "status": asset.status(call.now)})

    def query(self, call: Call) -> Answer:
        """Show one asset."""
        return enveloped(_shown(self._asset(call), call.now))

    def list(self, call: Call) -> Answer:
        """Show a page of the key's assets, in the order of their making."""
        group, status, name = (call.body.get(one) for one in ("groupId", "status", "name"))
        found = [
            _shown(one, call.now)
            for one in self._assets.values()
            if one.key == call.key
            and (not group or one.group_id == group)
            and (not status or one.status(call.now) == status)
            and (not name or str(name) in one.name)
        ]
        return _page(found, call.body)

    def update(self, call: Call) -> Answer:
        """Rename an asset."""
        asset = msgspec.structs.replace(self._asset(call), name=_text(call.body, "name"))
        self._assets[asset.id] = asset
        status = asset.status(call.now)
        return enveloped({"assetId": asset.id, "name": asset.name, "status": status})

    def delete(self, call: Call) -> Answer:
        """Forget an asset; `asset://<id>` names nothing from now on."""
        del self._assets[self._asset(call).id]
        return enveloped(None)

    # -- groups ---------------------------------------------------------------------------

    def create_group(self, call: Call) -> Answer:
        """Make a group. Two may have the same name."""
        group = AssetGroup(
            id=self._new_id("group"),
            key=call.key,
            name=_text(call.body, "name"),
            description=_text(call.body, "description", default=""),
        )
        self._groups[group.id] = group
        return enveloped(_shown_group(group))

    def query_group(self, call: Call) -> Answer:
        """Show one group."""
        return enveloped(_shown_group(self._group(call)))

    def list_groups(self, call: Call) -> Answer:
        """Show a page of the key's groups."""
        name = call.body.get("name")
        mine: Iterable[AssetGroup] = (g for g in self._groups.values() if g.key == call.key)
        found = [_shown_group(one) for one in mine if not name or str(name) in one.name]
        return _page(found, call.body)

    def update_group(self, call: Call) -> Answer:
        """Change what is given of a group's name and description."""
        group = self._group(call)
        group = msgspec.structs.replace(
            group,
            name=_text(call.body, "name", default=group.name),
            description=_text(call.body, "description", default=group.description),
        )
        self._groups[group.id] = group
        return enveloped(_shown_group(group))

    def delete_group(self, call: Call) -> Answer:
        """Forget a group and what lies in it."""
        group = self._group(call)
        del self._groups[group.id]
        self._assets = {k: one for k, one in self._assets.items() if one.group_id != group.id}
        return enveloped(None)

    # -- inside ---------------------------------------------------------------------------

    def _asset(self, call: Call) -> Asset:
        asset = self._assets.get(_text(call.body, "assetId"))
        if asset is None or asset.key != call.key:
            raise Refusal(301, "PARAMS_INVALID: there is no such asset")
        return asset

    def _group(self, call: Call) -> AssetGroup:
        group = self._groups.get(_text(call.body, "groupId"))
        if group is None or group.key != call.key:
            raise Refusal(301, "PARAMS_INVALID: there is no such group")
        return group

    def _new_id(self, kind: str) -> str:
        self._made += 1
        seed = f"{self._world.settings.seed}:{kind}:{self._made}"
        return f"{kind}-{hashlib.blake2s(seed.encode(), digest_size=10).hexdigest()}"

    def _can_read(self, url: str, now: float) -> bool:
        """Whether the check will find media: a file that was uploaded here, and not `bad.png`."""
        try:
            if url.startswith("asset:") or urlsplit(url).path.rpartition("/")[2] == "bad.png":
                return False
            return self._world.find_own_file(url, now) is not None
        except (KeyError, ValueError):  # ValueError: no URL at all
            return False


def _shown(asset: Asset, now: float) -> dict[str, Any]:
    status = asset.status(now)
    return {
        "assetId": asset.id,
        "groupId": asset.group_id,
        "name": asset.name,
        "assetType": asset.type,
        "status": status,
        "previewUrl": asset.url if status == "ACTIVE" else None,
    }


def _shown_group(group: AssetGroup) -> dict[str, Any]:
    return {"groupId": group.id, "name": group.name, "description": group.description}


def _page(found: list[dict[str, Any]], body: Mapping[str, Any]) -> Answer:
    number, size = _count(body, "pageNumber", 1), _count(body, "pageSize", 10)
    if size > _LARGEST_PAGE:
        raise Refusal(301, f"PARAMS_INVALID: pageSize is at most {_LARGEST_PAGE}")
    items = found[(number - 1) * size : number * size]
    return enveloped({"items": items, "totalCount": len(found)})


def _count(body: Mapping[str, Any], name: str, default: int) -> int:
    value = body.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise Refusal(301, f"PARAMS_INVALID: {name} must be a whole number of at least 1")
    return value


def _text(body: Mapping[str, Any], name: str, *, default: str | None = None) -> str:
    value = body.get(name, default)
    if not isinstance(value, str) or (not value and default is None):
        raise Refusal(301, f"PARAMS_INVALID: {name} is required and must be a string")
    return value
