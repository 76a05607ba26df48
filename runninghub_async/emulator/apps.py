"""The AI apps of an emulator, as data: their inputs show every known type and layout.

Source: platform-api 5.3 (types; layouts of `fieldData`), 5.5 (quick create).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from runninghub_async.catalog.table import Kind
from runninghub_async.emulator.graphs import STORED_GRAPHS

__all__ = ["AppInput", "DEFAULT_APPS", "StoredApp", "options_of"]

_FILES = ("IMAGE", "AUDIO", "VIDEO")


class AppInput(msgspec.Struct, frozen=True, kw_only=True):
    """One input that an app shows."""

    node_id: str
    node: str  #: class of the node
    field: str
    type: str  #: STRING, IMAGE, AUDIO, VIDEO, LIST, INT, FLOAT, BOOLEAN, SWITCH
    value: str  #: always a string, numbers too
    data: Any = None  #: `fieldData` before it becomes a JSON string; None stays null
    about: str = ""

    @property
    def is_file(self) -> bool:
        """Whether its value names an uploaded file."""
        return self.type in _FILES

    def shown(self) -> dict[str, Any]:
        """The input in the service's words."""
        return {
            "nodeId": self.node_id,
            "nodeName": self.node,
            "fieldName": self.field,
            "fieldValue": self.value,
            "fieldData": self.data if self.data is None else json.dumps(self.data),
            "fieldType": self.type,
            "description": self.about or self.field,
            "descriptionEn": self.about or self.field,
        }


class StoredApp(msgspec.Struct, frozen=True, kw_only=True):
    """One AI app.

    ```python
    from runninghub_async.emulator import AppInput, Emulator, StoredApp

    text = AppInput(node_id="6", node="CLIPTextEncode", field="text", type="STRING", value="a cat")
    async with Emulator(apps=(StoredApp(id="7", name="cats", inputs=(text,)),)) as emu:
        async with RunningHub(emu.api_key, base_url=emu.base_url) as client:
            print((await client.apps.inputs("7")).inputs)
    ```
    """

    id: str
    name: str
    about: str = ""
    inputs: tuple[AppInput, ...] = ()
    makes: tuple[tuple[str, Kind], ...] = (("9", "image"),)  #: (node id, kind of each result)
    uses: int = 0  #: how often it was run, for the order of lists
    quick_codes: tuple[str, ...] = ()  #: its models for quick create

    def find(self, node_id: str, field: str) -> AppInput | None:
        """The input of these names, or None."""
        wanted = (node_id, field)
        return next((one for one in self.inputs if (one.node_id, one.field) == wanted), None)

    def graph(self) -> Mapping[str, Any]:
        """The nodes that are known of it: those of its inputs and of its results."""
        nodes: dict[str, Any] = {}
        for one in self.inputs:
            node = nodes.setdefault(one.node_id, {"class_type": one.node, "inputs": {}})
            node["inputs"][one.field] = one.value
        for node_id, kind in self.makes:
            nodes[node_id] = {"class_type": f"RH_Save_{kind}", "inputs": {}}
        return nodes


def options_of(data: Any) -> list[str] | None:
    """The values that a `fieldData` allows, whichever layout it has; None for any value.

    Of objects the `index` is the value and the `name` is for people.
    """
    if not isinstance(data, list) or not data:
        return None
    if data[0] == "COMBO" and len(data) > 1 and isinstance(data[1], dict):
        data = data[1].get("options", [])
    elif isinstance(data[0], list):
        data = data[0]
    elif len(data) > 1 and isinstance(data[1], dict) and not isinstance(data[0], dict):
        return None  # ["INT", {…}]: a type and its limits
    return [str(one.get("index", "")) if isinstance(one, dict) else str(one) for one in data]


_TEXT_TO_IMAGE = STORED_GRAPHS["1950000000000000001"]


def _sampler(field: str, kind: str, data: Any = None) -> AppInput:
    value = str(_TEXT_TO_IMAGE["3"]["inputs"][field])
    return AppInput(node_id="3", node="KSampler", field=field, type=kind, value=value, data=data)


_PICTURE = StoredApp(
    id="1960000000000000001",
    name="Text to image",
    about="A picture of whatever the prompt says",
    uses=1200,
    quick_codes=("001", "002"),
    inputs=(
        AppInput(
            node_id="6",
            node="CLIPTextEncode",
            field="text",
            type="STRING",
            value="a cat surfs",
            data=["STRING", {"multiline": True, "dynamicPrompts": True}],
            about="What the picture shows",
        ),
        _sampler("seed", "INT"),
        _sampler("steps", "INT", ["INT", {"default": 20, "min": 1, "max": 10000}]),
        _sampler("cfg", "FLOAT", ["FLOAT", {"default": 8.0, "min": 0.0, "max": 100.0}]),
        _sampler("sampler_name", "LIST", [["euler", "dpmpp_2m", "uni_pc"], {"default": "euler"}]),
        _sampler(
            "scheduler",
            "LIST",
            ["COMBO", {"default": "normal", "options": ["normal", "karras"], "multiselect": False}],
        ),
        AppInput(
            node_id="20",
            node="RH_Upscale",
            field="enabled",
            type="BOOLEAN",
            value="false",
            data=["BOOLEAN", {"default": False}],
        ),
    ),
)
_CLIP = StoredApp(
    id="1960000000000000002",
    name="Image to video",
    about="A picture begins to move and to speak",
    uses=300,
    makes=(("50", "video"), ("51", "image"), ("52", "text")),
    inputs=(
        AppInput(
            node_id="39",
            node="LoadImage",
            field="image",
            type="IMAGE",
            value="example.png",
            data=[["example.png", "keep_this_dic"], {"image_upload": True}],
            about="The first picture",
        ),
        AppInput(node_id="40", node="LoadAudio", field="audio", type="AUDIO", value="example.wav"),
        AppInput(
            node_id="41", node="VHS_LoadVideo", field="video", type="VIDEO", value="example.mp4"
        ),
        AppInput(
            node_id="42",
            node="RH_Ratio",
            field="ratio",
            type="LIST",
            value="16:9",
            data=[
                {"name": "wide", "index": "16:9", "description": "", "fastIndex": 1.0},
                {"name": "tall", "index": "9:16", "description": "", "fastIndex": 2.0},
            ],
        ),
        AppInput(
            node_id="43",
            node="RH_Motion",
            field="mode",
            type="LIST",
            value="calm",
            data=["calm", "wild"],
        ),
        AppInput(
            node_id="43",
            node="RH_Motion",
            field="camera",
            type="LIST",
            value="still",
            data=[["still", "pan", "zoom"]],
        ),
        AppInput(
            node_id="44",
            node="RH_Switch",
            field="select",
            type="SWITCH",
            value="1",
            data=[
                {"name": "with sound", "index": 1, "descriptionEn": "with sound"},
                {"name": "silent", "index": 2, "descriptionEn": "silent"},
            ],
        ),
        AppInput(node_id="45", node="RH_Text", field="text", type="STRING", value=""),
    ),
)
#: What every emulator has unless `Settings.apps` says otherwise.
DEFAULT_APPS = (_PICTURE, _CLIP)
