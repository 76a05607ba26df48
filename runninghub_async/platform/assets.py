"""`rh.assets`: media that SparkVideo checks once and takes by its id from then on.

Source: platform-api 2.4: read from the official client; no page of the documents has it.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from runninghub_async.errors import BadReply, UploadError
from runninghub_async.files.media import MediaInput, MediaRefused, MediaRule, Upload, classify
from runninghub_async.platform.asset_groups import LARGEST_PAGE, AssetGroups, group_id_of
from runninghub_async.platform.asset_media import RULES, AssetType, kind_of, shown_name
from runninghub_async.platform.pages import all_pages, check_page, placed
from runninghub_async.platform.request import ask, bounded, inspected, refused, required_text
from runninghub_async.protocol.platform import AssetGroup, AssetState, Page
from runninghub_async.protocol.platform_operations import (
    ASSET_CREATE,
    ASSET_DELETE,
    ASSET_LIST,
    ASSET_QUERY,
    ASSET_UPDATE,
)
from runninghub_async.tasks.deadline import Deadline
from runninghub_async.tasks.schedule import SPREAD
from runninghub_async.tasks.session import Session

__all__ = ["Assets"]

PAUSE = 2.0  #: seconds between looks, before the jitter: the official client's
#: Kind -> seconds until `wait_ready` gives up: the official client's.
DEADLINES = {"Image": 180.0, "Video": 300.0, "Audio": 180.0}
_SCHEME = "asset://"


class Assets:
    """The assets of the account; `.groups` are the groups that they lie in.

    ```python
    from runninghub_async.platform import AssetType

    kind: AssetType = "Image"
    group = await rh.assets.groups.create("cats")
    asset = await rh.assets.create(Path("cat.png"), group=group, type=kind)
    ready = await rh.assets.wait_ready(asset)
    print(ready.uri)  # for the media parameters of models that take assets
    ```

    Source: platform-api 2.4.
    """

    def __init__(self, session: Session, *, chance: Callable[[], float] = random.random) -> None:
        self._session = session
        self._chance = chance
        self.groups = AssetGroups(session)

    def __repr__(self) -> str:
        return f"<Assets at {self._session.calls.base_url}>"

    async def create(
        self,
        media: MediaInput,
        *,
        group: AssetGroup | str,
        type: AssetType | None = None,
        name: str | None = None,
    ) -> AssetState:
        """Make an asset of an image, a video or an audio file; local media is uploaded first.

        It is not ready yet: `wait_ready` waits until it is. The call is sent once, so that no
        asset is there twice.

        Args:
            media: A path, bytes, an open binary file, an `Upload`, or the URL of an upload.
            group: What it lies in, or the id of that.
            type: Image, Video or Audio; by default what the name or the content shows.
            name: How the service shows it; by default the name of the file.

        Raises:
            InvalidRequest: the media does not fit, or nothing shows its type; nothing was
                sent.
            UploadError: the file could not be read or sent; no asset was made.
            ApiError: the service refused; no asset was made.
            TransportError: no usable answer; where `.sent` is not False, the asset may be
                there: look into `list`.

        Cancelling stops the upload; what is on its way is broken off, and the asset may be
        there.

        Source: platform-api 2.4.
        """
        call = "assets.create"
        group_id = group_id_of(call, group)
        if name is not None:
            name = required_text(call, "name", name)
        self._session.check_usable()
        url, kind = await self._held(call, media, type)
        name = name or shown_name(media) or kind.lower()
        fields = {"groupId": group_id, "url": url, "assetType": kind, "name": name}
        made = await ask(self._session, ASSET_CREATE, fields, target=group_id)
        if not made.asset_id:
            reason = "an answer without an assetId; the asset may be there"
            raise BadReply(operation=ASSET_CREATE.name, reason=reason, status=200)
        known = AssetState(asset_id=made.asset_id, type=kind, name=name, group_id=group_id)
        return _filled(made, made.asset_id, known)

    async def query(self, asset: AssetState | str) -> AssetState:
        """Return how an asset stands.

        Raises:
            InvalidRequest: an empty id.
            ApiError: there is no such asset, or the service refused.
            TransportError: no usable answer after all attempts.

        Source: platform-api 2.4.
        """
        asset_id = _id_of("assets.query", asset)
        state = await ask(self._session, ASSET_QUERY, {"assetId": asset_id}, target=asset_id)
        return _filled(state, asset_id, asset)

    async def list(
        self,
        *,
        group: AssetGroup | str | None = None,
        status: str | None = None,
        name: str | None = None,
        page: int = 1,
        size: int = 20,
    ) -> Page[AssetState]:
        """Return one page of the assets, of those that fit where something is given.

        Args:
            group: Those of this group.
            status: Those with this status: ACTIVE, PROCESSING, FAILED, …
            name: Those of this name; whether a part of it will do is the service's matter.
            page: From 1.
            size: Assets on a page, up to 100.

        Raises:
            InvalidRequest: a page or a size that cannot be.
            ApiError, TransportError: no usable answer.

        Source: platform-api 2.4.
        """
        check_page("assets.list", page, size, largest=LARGEST_PAGE)
        fields: dict[str, Any] = {"pageNumber": page, "pageSize": size}
        fields |= {"status": status, "name": name}
        fields["groupId"] = None if group is None else group_id_of("assets.list", group)
        return placed(await ask(self._session, ASSET_LIST, fields), page, size)

    def all(
        self,
        *,
        group: AssetGroup | str | None = None,
        status: str | None = None,
        name: str | None = None,
        size: int = 100,
    ) -> AsyncIterator[AssetState]:
        """Give all assets of all pages: `async for asset in rh.assets.all()`.

        Takes what `list` takes, and raises what it raises. Assets that come or go meanwhile
        may be missed or seen twice.
        """
        return all_pages(
            lambda page: self.list(group=group, status=status, name=name, page=page, size=size)
        )

    async def update(self, asset: AssetState | str, *, name: str) -> AssetState:
        """Give an asset another name.

        Raises:
            InvalidRequest: an empty id or name.
            ApiError: there is no such asset, or the service refused.
            TransportError: no usable answer after all attempts.

        Source: platform-api 2.4.
        """
        asset_id = _id_of("assets.update", asset)
        name = required_text("assets.update", "name", name)
        fields = {"assetId": asset_id, "name": name}
        state = await ask(self._session, ASSET_UPDATE, fields, target=asset_id)
        return replace(_filled(state, asset_id, asset), name=state.name or name)

    async def delete(self, asset: AssetState | str) -> None:
        """Delete an asset: its `asset://…` names nothing any more.

        Raises:
            InvalidRequest: an empty id.
            ApiError: there is no such asset, or the service refused. Where an answer was lost
                and the call repeated, that may be because it is deleted by now.
            TransportError: no usable answer after all attempts.

        Source: platform-api 2.4.
        """
        asset_id = _id_of("assets.delete", asset)
        await ask(self._session, ASSET_DELETE, {"assetId": asset_id}, target=asset_id)

    async def wait_ready(
        self, asset: AssetState | str, *, deadline: float | UnsetType | None = UNSET
    ) -> AssetState:
        """Wait until an asset can be used, and return it; its `.uri` goes into parameters.

        Looks at once, then every 2 seconds, each pause shifted at random by up to a quarter.

        Args:
            deadline: Seconds from now; by default 180 for images and audio, 300 for videos
                and where the kind is not known yet. None never gives up.

        Raises:
            InvalidRequest: an empty id.
            ConfigError: a deadline that is no number above 0.
            UploadError: the service reports that it cannot use the asset.
            RequestTimeout: the deadline passed (`phase="total"`); the check goes on, wait
                again.
            ApiError: there is no such asset, or the service refused.
            TransportError: no usable answer after all attempts of one look.

        Cancelling stops the waiting, not the check.

        Source: platform-api 2.4.
        """
        asset_id = _id_of("assets.wait_ready", asset)
        if deadline is UNSET:
            known = asset.type if isinstance(asset, AssetState) else ""
            deadline = DEADLINES.get(known.capitalize(), max(DEADLINES.values()))
        seconds = Deadline(deadline).seconds
        last = asset.status if isinstance(asset, AssetState) else ""

        def told() -> str:
            status = f" ({last})" if last else ""
            return f"not ready after {seconds:g} s{status}; wait_ready() waits on"

        async with bounded(self._session, seconds, operation=f"asset {asset_id}", told=told):
            while True:
                state = await self.query(asset)
                last = state.status
                if state.ready:
                    return state
                if state.failed:
                    raise _failure(state)
                await asyncio.sleep(PAUSE * (1 - SPREAD + 2 * SPREAD * self._chance()))
        raise AssertionError("unreachable")  # pragma: no cover

    async def _held(self, call: str, media: object, given: str | None) -> tuple[str, AssetType]:
        """The URL of the media, which is uploaded if it is local, and its kind.

        Raises:
            InvalidRequest: it does not fit, or nothing shows its kind.
        """
        try:
            found = classify(media, MediaRule(), time.time())
            if isinstance(found, str):
                if not found.lower().startswith(("http://", "https://")):
                    raise MediaRefused("is no http(s) URL, which an asset is made of")
                stored = media.file_name if isinstance(media, Upload) else ""
                return found, kind_of(call, given, stored, found)
            content = await self._session.uploads.look(await inspected(call, "media", found))
            kind = kind_of(call, given, content.name)
            RULES[kind].check(name=found.name, format=None, size=content.size)
        except MediaRefused as error:
            raise refused(call, "media", error) from error
        return (await self._session.uploads.upload(found)).url, kind


def _id_of(call: str, asset: AssetState | str) -> str:
    text = asset.asset_id if isinstance(asset, AssetState) else asset
    text = required_text(call, "asset", text)
    return required_text(call, "asset", text.removeprefix(_SCHEME))


def _filled(state: AssetState, asset_id: str, asset: AssetState | str) -> AssetState:
    """The answer about an asset, with what was known before where it says nothing."""
    known = asset if isinstance(asset, AssetState) else AssetState(asset_id=asset_id)
    return replace(
        state,
        asset_id=state.asset_id or asset_id,
        type=state.type or known.type,
        name=state.name or known.name,
        group_id=state.group_id or known.group_id,
    )


def _failure(state: AssetState) -> UploadError:
    name = f"asset {state.asset_id}" + (f" ({state.name})" if state.name else "")
    return UploadError(name=name, reason=f"the service cannot use it ({state.status})")
