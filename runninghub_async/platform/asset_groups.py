"""`rh.assets.groups`: the groups that assets lie in. Source: platform-api 2.4."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from msgspec.structs import replace

from runninghub_async.errors import BadReply, InvalidRequest
from runninghub_async.platform.pages import all_pages, check_page, placed
from runninghub_async.platform.request import ask, required_text
from runninghub_async.protocol.platform import AssetGroup, Page
from runninghub_async.protocol.platform_operations import (
    GROUP_CREATE,
    GROUP_DELETE,
    GROUP_LIST,
    GROUP_QUERY,
    GROUP_UPDATE,
)
from runninghub_async.tasks.session import Session

__all__ = ["AssetGroups", "LARGEST_PAGE", "group_id_of"]

LARGEST_PAGE = 100  #: items; the official client asks for no more


def group_id_of(call: str, group: AssetGroup | str) -> str:
    """Return the id of a group.

    Raises:
        InvalidRequest: an empty one.
    """
    return required_text(call, "group", group.group_id if isinstance(group, AssetGroup) else group)


class AssetGroups:
    """The groups of the account. Two may have the same name.

    ```python
    group = await rh.assets.groups.create("cats")
    async for one in rh.assets.groups.all():
        print(one.group_id, one.name)
    ```
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return f"<AssetGroups at {self._session.calls.base_url}>"

    async def create(self, name: str, *, description: str | None = None) -> AssetGroup:
        """Make a group. The call is sent once, so that no group is there twice.

        Raises:
            InvalidRequest: an empty name.
            ApiError: the service refused; no group was made.
            TransportError: no usable answer; where `.sent` is not False, the group may be
                there.

        Cancelling breaks the call off; the group may be there.

        Source: platform-api 2.4.
        """
        name = required_text("assets.groups.create", "name", name)
        fields = {"name": name, "description": description}
        made = await ask(self._session, GROUP_CREATE, fields)
        if not made.group_id:
            reason = "an answer without a groupId; the group may be there"
            raise BadReply(operation=GROUP_CREATE.name, reason=reason, status=200)
        return _filled(made, made.group_id, name, description)

    async def query(self, group: AssetGroup | str) -> AssetGroup:
        """Return a group by its id.

        Raises:
            InvalidRequest: an empty id.
            ApiError: there is no such group, or the service refused.
            TransportError: no usable answer after all attempts.

        Source: platform-api 2.4.
        """
        group_id = group_id_of("assets.groups.query", group)
        return _filled(
            await ask(self._session, GROUP_QUERY, {"groupId": group_id}, target=group_id), group_id
        )

    async def list(
        self, *, name: str | None = None, page: int = 1, size: int = 20
    ) -> Page[AssetGroup]:
        """Return one page of the groups; `name` keeps those that fit it.

        Raises:
            InvalidRequest: a page below 1, or a size that is not 1 to 100.
            ApiError, TransportError: no usable answer.

        Source: platform-api 2.4.
        """
        check_page("assets.groups.list", page, size, largest=LARGEST_PAGE)
        fields: dict[str, Any] = {"pageNumber": page, "pageSize": size, "name": name}
        return placed(await ask(self._session, GROUP_LIST, fields), page, size)

    def all(self, *, name: str | None = None, size: int = 100) -> AsyncIterator[AssetGroup]:
        """Give all groups of all pages: `async for group in rh.assets.groups.all()`.

        Raises what `list` raises. Groups that come or go meanwhile may be missed or seen twice.
        """
        return all_pages(lambda page: self.list(name=name, page=page, size=size))

    async def update(
        self, group: AssetGroup | str, *, name: str | None = None, description: str | None = None
    ) -> AssetGroup:
        """Change a group's name, its description, or both.

        Both are sent: where one is not given and the group is given as a value, it is taken
        from there, else it stays out.

        Raises:
            InvalidRequest: an empty id, or nothing to change.
            ApiError: there is no such group, or the service refused.
            TransportError: no usable answer after all attempts.

        Source: platform-api 2.4.
        """
        call = "assets.groups.update"
        group_id = group_id_of(call, group)
        if name is None and description is None:
            raise InvalidRequest(endpoint=call, reason="neither a name nor a description is given")
        if name is not None:
            name = required_text(call, "name", name)
        if isinstance(group, AssetGroup):
            name = name or group.name or None
            description = group.description if description is None else description
        fields = {"groupId": group_id, "name": name, "description": description}
        state = await ask(self._session, GROUP_UPDATE, fields, target=group_id)
        return _filled(state, group_id, name, description)

    async def delete(self, group: AssetGroup | str) -> None:
        """Delete a group. What becomes of its assets is not documented.

        Raises:
            InvalidRequest: an empty id.
            ApiError: there is no such group, or the service refused. Where an answer was lost
                and the call repeated, that may be because it is deleted by now.
            TransportError: no usable answer after all attempts.

        Source: platform-api 2.4.
        """
        group_id = group_id_of("assets.groups.delete", group)
        await ask(self._session, GROUP_DELETE, {"groupId": group_id}, target=group_id)


def _filled(
    group: AssetGroup, group_id: str, name: str | None = None, description: str | None = None
) -> AssetGroup:
    """The answer about a group, with what was sent where it says nothing."""
    return replace(
        group,
        group_id=group.group_id or group_id,
        name=group.name or name or "",
        description=group.description or description or "",
    )
