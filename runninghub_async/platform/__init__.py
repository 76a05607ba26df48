"""What the platform offers beside the models: workflows, apps, files, account, assets, ComfyUI.

The namespaces hang on the client (`rh.workflows`); from here come the types of what they take
and return.
"""

from runninghub_async.files.lora import Lora
from runninghub_async.platform.account import Account
from runninghub_async.platform.apps import Apps
from runninghub_async.platform.asset_groups import AssetGroups
from runninghub_async.platform.asset_media import AssetType
from runninghub_async.platform.assets import Assets
from runninghub_async.platform.comfy import Comfy
from runninghub_async.platform.comfy_results import ComfyFile, ComfyResult
from runninghub_async.platform.files import Files, LocalMedia
from runninghub_async.platform.graph import Graph, GraphNode
from runninghub_async.platform.legacy import Tasks
from runninghub_async.platform.nodes import Nodes, NodeValue
from runninghub_async.platform.options import (
    AppOptions,
    InstanceType,
    SubmitOptions,
    WorkflowOptions,
)
from runninghub_async.platform.quick_create import QuickCreate
from runninghub_async.platform.webhooks import Webhooks
from runninghub_async.platform.workflows import Workflows
from runninghub_async.protocol.messages import QueueStatus
from runninghub_async.protocol.platform import (
    AccountStatus,
    ApiKey,
    AppInput,
    AppListing,
    AppSchema,
    AssetGroup,
    AssetState,
    ComfyImage,
    ComfyPrompt,
    Page,
    QuickStyle,
    Resource,
    WebhookDetail,
)

__all__ = [
    "Account",
    "AccountStatus",
    "ApiKey",
    "AppInput",
    "AppListing",
    "AppOptions",
    "AppSchema",
    "Apps",
    "AssetGroup",
    "AssetGroups",
    "AssetState",
    "AssetType",
    "Assets",
    "Comfy",
    "ComfyFile",
    "ComfyImage",
    "ComfyPrompt",
    "ComfyResult",
    "Files",
    "Graph",
    "GraphNode",
    "InstanceType",
    "LocalMedia",
    "Lora",
    "NodeValue",
    "Nodes",
    "Page",
    "QueueStatus",
    "QuickCreate",
    "QuickStyle",
    "Resource",
    "SubmitOptions",
    "Tasks",
    "WebhookDetail",
    "Webhooks",
    "WorkflowOptions",
    "Workflows",
]
