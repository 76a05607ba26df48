"""What the calls beside the models' own answer, as values.

Every number may be absent: None where the service did not say. Source: platform-api 2.4
(assets), 3.3 (LoRA), 4.3 (graphs), 5 (apps), 7.4 (webhooks), 8 (account, proxy).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from runninghub_async.errors import NodeError
from runninghub_async.protocol.discreet import Discreet
from runninghub_async.protocol.messages import Secret
from runninghub_async.protocol.nodes import Option

__all__ = [
    "AccountStatus",
    "ApiKey",
    "AppInput",
    "AppListing",
    "AppSchema",
    "AssetGroup",
    "AssetState",
    "ComfyImage",
    "ComfyPrompt",
    "LoraTicket",
    "Page",
    "QuickStyle",
    "Resource",
    "WebhookDetail",
    "WithRaw",
]

T = TypeVar("T")

#: Source: platform-api 2.4: the tolerant sets of the official client; ACTIVE is the normal one.
_READY = frozenset({"ACTIVE", "SUCCESS", "SUCCEEDED", "COMPLETED", "DONE", "READY", "AVAILABLE"})
_BROKEN = frozenset({"FAILED", "ERROR", "CANCEL", "CANCELED", "CANCELLED"})


class WithRaw(msgspec.Struct, frozen=True, kw_only=True):
    """Keeps the service's own answer in `raw` beside what was read of it; its repr does not."""

    def __repr__(self) -> str:
        fields = (name for name in self.__struct_fields__ if name != "raw")
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in fields)
        return f"{type(self).__name__}({shown})"


class AccountStatus(msgspec.Struct, frozen=True, kw_only=True):
    """What the account owns and runs. Source: platform-api 8.1.

    ```python
    status = await rh.account.status()
    print(status.money, status.currency, status.key_type)
    ```
    """

    coins: Decimal | None = None  #: RunningHub coins
    money: Decimal | None = None  #: the wallet; None for consumer keys
    currency: str = ""
    running: int | None = None  #: tasks alive now, those started on the website included
    key_type: str = ""  #: NORMAL (consumer), SHARED or EXCLUSIVE (dedicated); an open string


class ApiKey(msgspec.Struct, frozen=True, kw_only=True):
    """One key of the account, masked by the service. Source: platform-api 8.2.

    ```python
    for key in await rh.account.keys():
        print(key.masked, key.name, key.status)
    ```
    """

    masked: str
    name: str = ""
    status: str = ""
    quota_limit: Decimal | None = None
    quota_used: Decimal | None = None
    expires_at: str = ""  #: as the service writes it: no zone is stated
    created_at: str = ""


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a list; pages count from 1.

    ```python
    page = await rh.apps.list(page=1, size=10)
    print(len(page.items), "of", page.total, page.more)
    async for app in rh.apps.all():  # all pages
        print(app.title)
    ```
    """

    items: tuple[T, ...] = ()
    number: int = 1
    total: int | None = None  #: items on all pages
    more: bool = False  #: there is a next page


class AssetState(Discreet, frozen=True, kw_only=True):
    """A SparkVideo asset. `uri` is what a model's media parameter takes once it is ready.

    ```python
    asset = await rh.assets.create(Path("cat.png"), group=await rh.assets.groups.create("cats"))
    asset = await rh.assets.wait_ready(asset)
    print(asset.uri, asset.status)
    ```
    """

    _URLS: ClassVar[tuple[str, ...]] = ("preview_url",)

    asset_id: str
    status: str = ""  #: upper case; an open string
    type: str = ""  #: Image, Video or Audio
    name: str = ""
    group_id: str = ""
    preview_url: str = ""

    @property
    def uri(self) -> str:
        """`asset://…`: goes into any media parameter that takes assets."""
        return f"asset://{self.asset_id}"

    @property
    def ready(self) -> bool:
        """The asset can be used."""
        return self.status in _READY

    @property
    def failed(self) -> bool:
        """The asset will never be usable."""
        return self.status in _BROKEN


class AssetGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A group of assets.

    ```python
    group = await rh.assets.groups.create("cats", description="for the surfing series")
    print(group.group_id, group.name)
    ```
    """

    group_id: str
    name: str = ""
    description: str = ""


class LoraTicket(msgspec.Struct, frozen=True, kw_only=True):
    """Where a LoRA goes. Source: platform-api 3.3."""

    file_name: str
    url: Secret  #: presigned; takes the bytes without our key


class AppInput(msgspec.Struct, frozen=True, kw_only=True):
    """One input of an AI app. Source: platform-api 5.3.

    ```python
    schema = await rh.apps.inputs("1960000000000000001")
    for one in schema.inputs:
        print(one.name, one.type, one.value, [option.value for option in one.options])
    ```
    """

    node_id: str
    field: str
    node_name: str = ""  #: the ComfyUI class
    value: str = ""  #: what is used where nothing is given
    type: str = ""  #: STRING, IMAGE, AUDIO, VIDEO, LIST, INT, FLOAT, BOOLEAN, SWITCH; open
    options: tuple[Option, ...] = ()  #: the choices, where there are any
    description: str = ""
    min: Decimal | None = None  #: the smallest number that it takes; None where it does not say
    max: Decimal | None = None  #: the largest
    step: Decimal | None = None  #: of the website's own control; other numbers pass as well

    @property
    def name(self) -> str:
        """`"6.text"`: how `nodes=` names it."""
        return f"{self.node_id}.{self.field}"


class AppSchema(WithRaw, frozen=True, kw_only=True):
    """What an AI app takes. No inputs: the app was never run on the web (platform-api 5.3).

    ```python
    schema = await rh.apps.inputs("1960000000000000001")
    result = await rh.apps.run(schema, {})  # names are checked against it
    ```
    """

    webapp_id: str
    name: str = ""
    inputs: tuple[AppInput, ...] = ()
    encrypted: bool = False  #: it wants an access password
    raw: Mapping[str, Any] = msgspec.field(default_factory=dict)


class AppListing(WithRaw, frozen=True, kw_only=True):
    """An AI app in a list. Source: platform-api 5.4.

    ```python
    async for app in rh.apps.all():
        print(app.webapp_id, app.title)
    ```
    """

    webapp_id: str  #: empty where the listing does not show it
    title: str = ""
    description: str = ""
    cover: str = ""
    raw: Mapping[str, Any] = msgspec.field(default_factory=dict)


class Resource(WithRaw, frozen=True, kw_only=True):
    """A checkpoint, LoRA or other model that workflows can name. Source: platform-api 5.4.

    ```python
    page = await rh.workflows.resources("checkpoint")
    print([resource.name for resource in page.items])
    ```
    """

    name: str  #: what a loader node takes
    owner: str = ""
    poster_url: str = ""
    tags: tuple[str, ...] = ()
    raw: Mapping[str, Any] = msgspec.field(default_factory=dict)


class QuickStyle(WithRaw, frozen=True, kw_only=True):
    """A model or style of quick create. Source: platform-api 5.5.

    ```python
    for style in await rh.quick_create.models("1960000000000000001"):
        print(style.id, style.name, style.trigger)
    ```
    """

    id: str
    key: str = ""
    name: str = ""
    category: str = ""
    trigger: str = ""  #: words that belong into the prompt
    preview_url: str = ""
    loras: tuple[tuple[str, Decimal | None], ...] = ()  #: file name and weight, up to two
    raw: Mapping[str, Any] = msgspec.field(default_factory=dict)


class WebhookDetail(Discreet, frozen=True, kw_only=True):
    """What became of a task's webhook. Source: platform-api 7.4.

    ```python
    task = await rh.models.vidu.text_to_video.submit(prompt="a cat surfs")
    detail = await rh.webhooks.detail(task.id)
    if detail is not None:  # a task without a webhook has none
        print(detail.status, detail.response, detail.retries)
    ```
    """

    _LEFT_OUT: ClassVar[tuple[str, ...]] = ("event",)  # has the results' URLs

    id: str
    task_id: str
    url: Secret  #: where it went; a secret of yours may stand in it
    status: str = ""  #: SUCCESS, FAILED, PENDING, RETRYING; an open string
    response: str = ""  #: what the receiver answered
    retries: int | None = None
    event: Any = None  #: the event's data, decoded
    created_at: str = ""  #: as the service writes it: no zone is stated
    updated_at: str = ""


class ComfyPrompt(msgspec.Struct, frozen=True, kw_only=True):
    """A prompt that the ComfyUI proxy queued. Source: platform-api 8.4.

    ```python
    graph = await rh.workflows.graph("1950000000000000001")
    prompt = await rh.comfy.prompt(graph)
    print(prompt.prompt_id, prompt.node_errors)
    ```
    """

    prompt_id: str
    number: int | None = None
    node_errors: tuple[NodeError, ...] = ()


class ComfyImage(msgspec.Struct, frozen=True, kw_only=True):
    """An image that was uploaded through the ComfyUI proxy; a LoadImage node takes `path`.

    ```python
    image = await rh.comfy.upload_image(Path("cat.png"))
    print(image.path)  # the value of a LoadImage node
    ```
    """

    name: str
    subfolder: str = ""
    type: str = "input"

    @property
    def path(self) -> str:
        """What a node's `image` takes."""
        return f"{self.subfolder}/{self.name}" if self.subfolder else self.name
