"""(status, body) -> value, or the right error: the calls beside the models' own.

Source: platform-api 2.4 (assets), 3.3 (LoRA), 4.3 (graphs), 5 (apps), 7.4 (webhooks),
8 (account).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from runninghub_async.protocol.answers import (
    bad_reply,
    enveloped,
    enveloped_data,
    must_have,
)
from runninghub_async.protocol.loose import (
    count_of,
    decimal_of,
    first_text,
    flag_of,
    id_of,
    json_of,
    mapping_of,
    text_of,
)
from runninghub_async.protocol.messages import Reply, Secret
from runninghub_async.protocol.nodes import read_options
from runninghub_async.protocol.platform import (
    AccountStatus,
    ApiKey,
    AppInput,
    AppListing,
    AppSchema,
    AssetGroup,
    AssetState,
    LoraTicket,
    Page,
    QuickStyle,
    Resource,
    WebhookDetail,
)

__all__ = [
    "read_account",
    "read_app_list",
    "read_app_schema",
    "read_asset",
    "read_asset_group",
    "read_asset_groups",
    "read_assets",
    "read_graph",
    "read_keys",
    "read_lora_ticket",
    "read_quick_styles",
    "read_resources",
    "read_webhook",
]

T = TypeVar("T")

_BOUNDS = frozenset({"min", "max"})

#: Where a listing names its app: a curl text (platform-api 5.4).
_APP_ID = re.compile(r"(?:/run/ai-app/|webappId[\"'\\:=\s]+)(\d+)")


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _page(
    reply: Reply, operation: str, names: tuple[str, ...], read: Callable[[Mapping[str, Any]], T]
) -> Page[T]:
    """A page of a list: under one of some names, or `data` itself."""
    data = enveloped_data(reply, operation)
    fields = data if isinstance(data, dict) else {}
    listed = next((fields[name] for name in names if name in fields), data)
    items = tuple(read(one) for one in _objects(listed))
    number = count_of(fields.get("current")) or count_of(fields.get("pageNumber")) or 1
    total = count_of(fields.get("total"))
    total = count_of(fields.get("totalCount")) if total is None else total
    pages, size = count_of(fields.get("pages")), count_of(fields.get("size"))
    size = size or count_of(fields.get("pageSize")) or len(items)
    more = flag_of(fields.get("hasNext")) or (pages is not None and number < pages)
    more = more or (total is not None and bool(items) and number * size < total)
    return Page(items=items, number=number, total=total, more=more)


# -- workflows and apps -------------------------------------------------------------------


def read_graph(reply: Reply, operation: str) -> dict[str, Any]:
    """Read a workflow's graph: JSON in a string, or an object.

    Raises:
        ApiError: 380 unknown workflow, 810 never saved and run on the web.
        BadReply: no graph in the answer.
    """
    data = enveloped(reply, operation)
    graph = json_of(data.get("prompt"))
    if not isinstance(graph, dict) or not graph:
        del data, graph  # reports of errors show local variables
        raise bad_reply(reply, operation, "an answer without a graph")
    return graph


def read_app_schema(reply: Reply, operation: str) -> AppSchema:
    """Read what an app takes. Its `curl` text may hold the key and is not kept (trap 27)."""
    data = dict(enveloped(reply, operation))
    for name in ("curl", "url"):
        data.pop(name, None)
    return AppSchema(
        webapp_id=id_of(data.get("webappId")),
        name=text_of(data.get("webappName")),
        inputs=tuple(map(_app_input, _objects(json_of(data.get("nodeInfoList"))))),
        encrypted=flag_of(data.get("accessEncrypted")),
        raw=data,
    )


def _app_input(fields: Mapping[str, Any]) -> AppInput:
    value = fields.get("fieldValue")
    value = str(value).lower() if isinstance(value, bool) else text_of(value)
    return AppInput(
        node_id=text_of(fields.get("nodeId")),
        node_name=text_of(fields.get("nodeName")),
        field=text_of(fields.get("fieldName")),
        value=value,
        type=text_of(fields.get("fieldType")).upper(),
        options=read_options(fields.get("fieldData"), value),
        description=first_text(fields.get("descriptionEn"), fields.get("description")),
        **_range(fields.get("fieldData")),
    )


def _range(field_data: Any) -> dict[str, Decimal | None]:
    """The bounds of a number: ComfyUI's `["INT", {"min": 1, "max": 9}]`, or the object alone."""
    told = json_of(field_data)
    listed = told if isinstance(told, list) else [told]
    found = next((one for one in listed if isinstance(one, dict) and _BOUNDS & one.keys()), {})
    return {name: decimal_of(found.get(name)) for name in ("min", "max", "step")}


def read_app_list(reply: Reply, operation: str) -> Page[AppListing]:
    """Read a page of AI apps; the id of one stands in a curl text (platform-api 5.4)."""
    return _page(reply, operation, ("records", "list", "items"), _listing)


def _listing(fields: Mapping[str, Any]) -> AppListing:
    shown = _APP_ID.search(text_of(fields.get("invokeExample")))
    found = (
        id_of(fields.get("webappId")),
        shown.group(1) if shown else "",
        id_of(fields.get("id")),
    )
    return AppListing(
        webapp_id=next(filter(None, found), ""),
        title=first_text(fields.get("title"), fields.get("name")),
        description=text_of(fields.get("description")),
        cover=text_of(fields.get("cover")),
        raw={name: value for name, value in fields.items() if name != "invokeExample"},
    )


def read_resources(reply: Reply, operation: str) -> Page[Resource]:
    """Read a page of models that workflows can name."""
    return _page(reply, operation, ("records", "list", "items"), _resource)


def _resource(fields: Mapping[str, Any]) -> Resource:
    tags = fields.get("tags")
    owner = fields.get("owner")
    named = mapping_of(owner).get("name") if isinstance(owner, dict) else owner
    return Resource(
        name=first_text(fields.get("nodeModelName"), fields.get("resourceName")),
        owner=text_of(named),
        poster_url=text_of(fields.get("posterUrl")),
        tags=tuple(map(_tag, tags)) if isinstance(tags, list) else (),
        raw=fields,
    )


def _tag(value: Any) -> str:
    return (
        first_text(value.get("name"), value.get("nameEn"))
        if isinstance(value, dict)
        else text_of(value)
    )


def read_quick_styles(reply: Reply, operation: str) -> tuple[QuickStyle, ...]:
    """Read the models of quick create ("Loar" is the service's own spelling)."""
    return tuple(map(_quick_style, _objects(enveloped_data(reply, operation))))


def _quick_style(fields: Mapping[str, Any]) -> QuickStyle:
    loras = tuple(
        (name, decimal_of(fields.get(f"modelLoar{number}Weight")))
        for number in (1, 2)
        if (name := text_of(fields.get(f"modelLoar{number}FileName")))
    )
    return QuickStyle(
        id=text_of(fields.get("id")),
        key=text_of(fields.get("modelKey")),
        name=text_of(fields.get("modelName")),
        category=text_of(fields.get("modelCategory")),
        trigger=text_of(fields.get("modelTrigger")),
        preview_url=text_of(fields.get("modelPreviewUrl")),
        loras=loras,
        raw=fields,
    )


# -- account, files, webhooks -------------------------------------------------------------


def read_account(reply: Reply, operation: str) -> AccountStatus:
    """Read what the account owns; the numbers are strings, and most may be null (trap 10)."""
    data = enveloped(reply, operation)
    return AccountStatus(
        coins=decimal_of(data.get("remainCoins")),
        money=decimal_of(data.get("remainMoney")),
        currency=text_of(data.get("currency")),
        running=count_of(data.get("currentTaskCounts")),
        key_type=text_of(data.get("apiType")).upper(),
    )


def read_keys(reply: Reply, operation: str) -> tuple[ApiKey, ...]:
    """Read the account's keys, which the service masks."""
    data = enveloped_data(reply, operation)
    return tuple(
        ApiKey(
            masked=text_of(one.get("key")),
            name=text_of(one.get("apiKeyName")),
            status=text_of(one.get("status")),
            quota_limit=decimal_of(one.get("quotaLimit")),
            quota_used=decimal_of(one.get("quotaUsed")),
            expires_at=text_of(one.get("expireAt")),
            created_at=text_of(one.get("createdAt")),
        )
        for one in _objects(data)
    )


def read_lora_ticket(reply: Reply, operation: str) -> LoraTicket:
    """Read where a LoRA goes.

    Raises:
        ApiError: the service refused.
        BadReply: no URL or no file name.
    """
    data = enveloped(reply, operation)
    name, url = text_of(data.get("fileName")), Secret(text_of(data.get("url")))
    del data  # reports of errors show local variables
    must_have(reply, operation, name, "a fileName")
    must_have(reply, operation, "one" if url.reveal() else "", "an upload URL")
    return LoraTicket(file_name=name, url=url)


def read_webhook(reply: Reply, operation: str) -> WebhookDetail:
    """Read what became of a webhook.

    Raises:
        ApiError: 1 where the task has no webhook event yet, 807 for no such task.
    """
    data = enveloped(reply, operation)
    return WebhookDetail(
        id=id_of(data.get("id")),
        task_id=id_of(data.get("taskId")),
        url=Secret(text_of(data.get("webhookUrl"))),
        status=text_of(data.get("callbackStatus")).upper(),
        response=text_of(data.get("callbackResponse")),
        retries=count_of(data.get("retryCount")),
        event=json_of(data.get("eventData")),
        created_at=text_of(data.get("createTime")),
        updated_at=text_of(data.get("updateTime")),
    )


# -- assets -------------------------------------------------------------------------------


def _asset(fields: Mapping[str, Any]) -> AssetState:
    return AssetState(
        asset_id=text_of(fields.get("assetId")),
        status=text_of(fields.get("status")).upper(),
        type=text_of(fields.get("assetType")),
        name=text_of(fields.get("name")),
        group_id=text_of(fields.get("groupId")),
        preview_url=first_text(fields.get("previewUrl"), fields.get("url")),
    )


def read_asset(reply: Reply, operation: str) -> AssetState:
    """Read one asset."""
    return _asset(enveloped(reply, operation))


def read_assets(reply: Reply, operation: str) -> Page[AssetState]:
    """Read a page of assets."""
    return _page(reply, operation, ("items", "records", "list"), _asset)


def _asset_group(fields: Mapping[str, Any]) -> AssetGroup:
    return AssetGroup(
        group_id=text_of(fields.get("groupId")),
        name=text_of(fields.get("name")),
        description=text_of(fields.get("description")),
    )


def read_asset_group(reply: Reply, operation: str) -> AssetGroup:
    """Read one group of assets."""
    return _asset_group(enveloped(reply, operation))


def read_asset_groups(reply: Reply, operation: str) -> Page[AssetGroup]:
    """Read a page of groups."""
    return _page(reply, operation, ("items", "records", "list"), _asset_group)
