"""The two workflows that every emulator has, in ComfyUI's API format.

Source: platform-api 4.1, 4.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["Graph", "STORED_GRAPHS"]

Graph = Mapping[str, Any]


def _node(class_type: str, **inputs: Any) -> dict[str, Any]:
    return {"inputs": inputs, "class_type": class_type, "_meta": {"title": class_type}}


_TEXT_TO_IMAGE: Graph = {
    "3": _node(
        "KSampler",
        seed=156680208700286,
        steps=20,
        cfg=8.0,
        sampler_name="euler",
        scheduler="normal",
        denoise=1.0,
        model=["4", 0],
        positive=["6", 0],
        negative=["7", 0],
        latent_image=["5", 0],
    ),
    "4": _node("CheckpointLoaderSimple", ckpt_name="v1-5-pruned-emaonly.safetensors"),
    "5": _node("EmptyLatentImage", width=512, height=512, batch_size=1),
    "6": _node("CLIPTextEncode", text="a cat surfs", clip=["4", 1]),
    "7": _node("CLIPTextEncode", text="text, watermark", clip=["4", 1]),
    "8": _node("VAEDecode", samples=["3", 0], vae=["4", 2]),
    "9": _node("SaveImage", filename_prefix="ComfyUI", images=["8", 0]),
}
_IMAGE_TO_VIDEO: Graph = {
    "12": _node("ImageOnlyCheckpointLoader", ckpt_name="svd.safetensors"),
    "23": _node("LoadImage", image="example.png"),
    "14": _node(
        "SVD_img2vid_Conditioning",
        width=1024,
        height=576,
        video_frames=14,
        motion_bucket_id=127,
        fps=6,
        augmentation_level=0.0,
        clip_vision=["12", 1],
        init_image=["23", 0],
        vae=["12", 2],
    ),
    "3": _node(
        "KSampler",
        seed=237514639057514,
        steps=20,
        cfg=2.5,
        sampler_name="euler",
        scheduler="karras",
        denoise=1.0,
        model=["12", 0],
        positive=["14", 0],
        negative=["14", 1],
        latent_image=["14", 2],
    ),
    "8": _node("VAEDecode", samples=["3", 0], vae=["12", 2]),
    "10": _node(
        "VHS_VideoCombine",
        frame_rate=6,
        loop_count=0,
        filename_prefix="video",
        format="video/h264-mp4",
        save_output=True,
        images=["8", 0],
    ),
}
#: What every emulator has: text to image, image to video.
STORED_GRAPHS: Mapping[str, Graph] = {
    "1950000000000000001": _TEXT_TO_IMAGE,
    "1950000000000000002": _IMAGE_TO_VIDEO,
}
