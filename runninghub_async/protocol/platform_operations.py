"""The calls beside the models' own as rows; the section of each stands beside it.

Source: platform-api 2.4, 3, 4, 5, 7, 8; 1.2 (where the key goes), 11 (what may be replayed).
"""

from __future__ import annotations

from typing import Any

from runninghub_async.protocol import comfy_replies, platform_replies, replies
from runninghub_async.protocol.messages import Submitted, Uploaded
from runninghub_async.protocol.operations import MEBIBYTE, KeyPlace, Operation, Replay
from runninghub_async.protocol.platform import (
    AccountStatus,
    ApiKey,
    AppListing,
    AppSchema,
    AssetGroup,
    AssetState,
    ComfyImage,
    ComfyPrompt,
    LoraTicket,
    Page,
    QuickStyle,
    Resource,
    WebhookDetail,
)

__all__ = [
    "ACCOUNT",
    "APP_LIST",
    "APP_SCHEMA",
    "ASSET_CREATE",
    "ASSET_DELETE",
    "ASSET_LIST",
    "ASSET_QUERY",
    "ASSET_UPDATE",
    "COMFY_PROMPT",
    "COMFY_READ",
    "COMFY_UPLOAD",
    "COMFY_VIEW",
    "CREATE",
    "CREATE_APP",
    "GRAPH",
    "GROUP_CREATE",
    "GROUP_DELETE",
    "GROUP_LIST",
    "GROUP_QUERY",
    "GROUP_UPDATE",
    "KEYS",
    "LEGACY_UPLOAD",
    "LORA_URL",
    "QUICK_CREATE",
    "QUICK_STYLES",
    "RESOURCES",
    "RUN_APP",
    "RUN_WORKFLOW",
    "WEBHOOK_DETAIL",
    "WEBHOOK_RESEND",
]

_ONCE = Replay.IF_NOT_CREATED

# -- workflows (4), apps (5.1 to 5.4), quick create (5.5) ---------------------------------

RUN_WORKFLOW: Operation[Submitted] = Operation(
    name="workflow run",
    path="/openapi/v2/run/workflow/{target}",
    read=replies.read_submit,
    replay=_ONCE,
    share="submit",
)
CREATE: Operation[Submitted] = Operation(
    name="workflow create",
    path="/task/openapi/create",
    read=replies.read_submit,
    key=KeyPlace.BODY,
    replay=_ONCE,
    share="submit",
)
GRAPH: Operation[dict[str, Any]] = Operation(
    name="workflow json",
    path="/api/openapi/getJsonApiFormat",
    read=platform_replies.read_graph,
    key=KeyPlace.BODY,
)
RUN_APP: Operation[Submitted] = Operation(
    name="app run",
    path="/openapi/v2/run/ai-app/{target}",
    read=replies.read_submit,
    replay=_ONCE,
    share="submit",
)
CREATE_APP: Operation[Submitted] = Operation(
    name="app create",
    path="/task/openapi/ai-app/run",
    read=replies.read_submit,
    key=KeyPlace.BODY,
    replay=_ONCE,
    share="submit",
)
APP_SCHEMA: Operation[AppSchema] = Operation(
    name="app schema",
    method="GET",
    path="/api/webapp/apiCallDemo",
    read=platform_replies.read_app_schema,
    key=KeyPlace.QUERY,
)
APP_LIST: Operation[Page[AppListing]] = Operation(
    name="app list", path="/openapi/v2/aiapp/list", read=platform_replies.read_app_list
)
RESOURCES: Operation[Page[Resource]] = Operation(
    name="resource list", path="/openapi/v2/resource/list", read=platform_replies.read_resources
)
QUICK_STYLES: Operation[tuple[QuickStyle, ...]] = Operation(  # no key in the docs' sample
    name="quick create models",
    path="/api/fast/creation/model/params",
    read=platform_replies.read_quick_styles,
)
QUICK_CREATE: Operation[Submitted] = Operation(
    name="quick create",
    path="/task/openapi/quick-ai-app/run",
    read=replies.read_submit,
    key=KeyPlace.BODY,
    replay=_ONCE,
    share="submit",
)

# -- files (3) ----------------------------------------------------------------------------

LEGACY_UPLOAD: Operation[Uploaded] = Operation(
    name="legacy upload",
    path="/task/openapi/upload",
    read=replies.read_upload_legacy,
    share="file",
    key=KeyPlace.BODY,
    bounded=False,
)
LORA_URL: Operation[LoraTicket] = Operation(  # stored by MD5: asking again gives the same place
    name="lora upload url",
    path="/api/openapi/getLoraUploadUrl",
    read=platform_replies.read_lora_ticket,
    key=KeyPlace.BODY,
)

# -- account (8.1, 8.2), webhooks (7.4, 7.5) ----------------------------------------------

ACCOUNT: Operation[AccountStatus] = Operation(
    name="account",
    path="/uc/openapi/accountStatus",
    read=platform_replies.read_account,
    key=KeyPlace.BODY_LOWER,
)
KEYS: Operation[tuple[ApiKey, ...]] = Operation(
    name="key list",
    method="GET",
    path="/openapi/v2/api-key/list",
    read=platform_replies.read_keys,
)
WEBHOOK_DETAIL: Operation[WebhookDetail] = Operation(
    name="webhook detail",
    path="/task/openapi/getWebhookDetail",
    read=platform_replies.read_webhook,
    key=KeyPlace.BODY,
)
WEBHOOK_RESEND: Operation[None] = Operation(  # receivers take an event more than once anyway
    name="webhook resend",
    path="/task/openapi/retryWebhook",
    read=replies.read_done,
    key=KeyPlace.BODY,
)

# -- assets (2.4): creating is not repeated, so that none is there twice -------------------

_ASSETS = "/openapi/v2/assets"
ASSET_CREATE: Operation[AssetState] = Operation(
    name="assets create",
    path=f"{_ASSETS}/create",
    read=platform_replies.read_asset,
    replay=_ONCE,
)
ASSET_QUERY: Operation[AssetState] = Operation(
    name="assets query", path=f"{_ASSETS}/query", read=platform_replies.read_asset
)
ASSET_LIST: Operation[Page[AssetState]] = Operation(
    name="assets list", path=f"{_ASSETS}/list", read=platform_replies.read_assets
)
ASSET_UPDATE: Operation[AssetState] = Operation(
    name="assets update", path=f"{_ASSETS}/update", read=platform_replies.read_asset
)
ASSET_DELETE: Operation[None] = Operation(
    name="assets delete", path=f"{_ASSETS}/delete", read=replies.read_done
)
GROUP_CREATE: Operation[AssetGroup] = Operation(
    name="assets groups create",
    path=f"{_ASSETS}/groups/create",
    read=platform_replies.read_asset_group,
    replay=_ONCE,
)
GROUP_LIST: Operation[Page[AssetGroup]] = Operation(
    name="assets groups list",
    path=f"{_ASSETS}/groups/list",
    read=platform_replies.read_asset_groups,
)
GROUP_QUERY: Operation[AssetGroup] = Operation(
    name="assets groups query",
    path=f"{_ASSETS}/groups/query",
    read=platform_replies.read_asset_group,
)
GROUP_UPDATE: Operation[AssetGroup] = Operation(
    name="assets groups update",
    path=f"{_ASSETS}/groups/update",
    read=platform_replies.read_asset_group,
)
GROUP_DELETE: Operation[None] = Operation(
    name="assets groups delete",
    path=f"{_ASSETS}/groups/delete",
    read=replies.read_done,
)

# -- the ComfyUI proxy (8.4); `{target}` is "proxy" or "proxy-plus" -----------------------

_PROXY = "/{target}/{key}"
COMFY_PROMPT: Operation[ComfyPrompt] = Operation(
    name="comfy prompt",
    path=f"{_PROXY}/prompt",
    read=comfy_replies.read_comfy_prompt,
    key=KeyPlace.PATH,
    replay=_ONCE,
    share="submit",
)
#: ComfyUI's own path follows; object_info has some 30 MB.
COMFY_READ: Operation[dict[str, Any]] = Operation(
    name="comfy read",
    method="GET",
    path=_PROXY,
    read=comfy_replies.read_comfy,
    key=KeyPlace.PATH,
    largest=128 * MEBIBYTE,
)
COMFY_VIEW: Operation[bytes] = Operation(
    name="comfy view",
    method="GET",
    path=f"{_PROXY}/view",
    read=comfy_replies.read_file,
    key=KeyPlace.PATH,
    bounded=False,
    largest=1024 * MEBIBYTE,
)
COMFY_UPLOAD: Operation[ComfyImage] = Operation(
    name="comfy upload",
    path=f"{_PROXY}/upload/image",
    read=comfy_replies.read_comfy_image,
    key=KeyPlace.PATH,
    bounded=False,
)
