"""What tasks make: tiny but real files, one for each kind of endpoint.

The video is package data, the rest is made here when it is first asked for:
clip.mp4: ffmpeg -f lavfi -i testsrc2=size=320x180:rate=12:duration=2 -f lavfi
-i sine=frequency=330:sample_rate=22050:duration=2,volume=0.05 -c:v libx264 -crf 34
-pix_fmt yuv420p -c:a aac -b:a 24k -movflags +faststart clip.mp4
"""

from __future__ import annotations

import array
import functools
import hashlib
import io
import json
import math
import struct
import wave
import zlib
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

import msgspec

from runninghub_async.catalog.table import Kind, Row

__all__ = ["Output", "output_of", "outputs_of"]


class Output(msgspec.Struct, frozen=True):
    """The content of a result: a file, or text without a file."""

    suffix: str  #: also the wire's `outputType`
    mime: str
    content: bytes
    sha256: str


@functools.cache
def output_of(kind: Kind) -> Output:
    """Return what an endpoint of this kind makes; for `text` the content is the text."""
    suffix, mime, make = _MAKERS[kind]
    content = make()
    return Output(suffix, mime, content, hashlib.sha256(content).hexdigest())


def outputs_of(row: Row, body: Mapping[str, Any]) -> tuple[Output, ...]:
    """Return what one task makes: the result, and the extra that its body asks for.

    Source: facts of the rows with `extra_outputs`: a picture when returnLastFrame is true.
    """
    result = output_of(row.kind)
    if "last_frame" in row.extra_outputs and body.get("returnLastFrame") is True:
        return result, output_of("image")
    return (result,)


def _clip() -> bytes:
    return resources.files("runninghub_async.emulator").joinpath("clip.mp4").read_bytes()


def _text() -> bytes:
    return b"A made-up answer of the emulator."


def _png(width: int = 64, height: int = 36) -> bytes:
    """A colour gradient, 8-bit RGB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    rows = b"".join(
        b"\0" + b"".join(bytes((x * 255 // width, y * 255 // height, 128)) for x in range(width))
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def _wav(seconds: float = 0.25, rate: int = 8000) -> bytes:
    """A quiet tone of 440 Hz, mono, 16 bit."""
    samples = array.array(
        "h", (round(3000 * math.sin(math.tau * 440 * n / rate)) for n in range(int(seconds * rate)))
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return file.getvalue()


def _glb() -> bytes:
    """One triangle as binary glTF 2.0."""
    points = struct.pack("<9f", 0, 0, 0, 1, 0, 0, 0, 1, 0)
    scene = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
        "buffers": [{"byteLength": len(points)}],
        "bufferViews": [{"buffer": 0, "byteLength": len(points), "target": 34962}],
        "accessors": [
            {
                "bufferView": 0,
                "componentType": 5126,
                "count": 3,
                "type": "VEC3",
                "min": [0, 0, 0],
                "max": [1, 1, 0],
            }
        ],
    }
    text = json.dumps(scene, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + len(points)
    return (
        struct.pack("<4sII", b"glTF", 2, total)
        + struct.pack("<I4s", len(text), b"JSON")
        + text
        + struct.pack("<I4s", len(points), b"BIN\0")
        + points
    )


_MAKERS: Mapping[Kind, tuple[str, str, Callable[[], bytes]]] = {
    "video": ("mp4", "video/mp4", _clip),
    "image": ("png", "image/png", _png),
    "audio": ("wav", "audio/wav", _wav),
    "3d": ("glb", "model/gltf-binary", _glb),
    "text": ("txt", "text/plain", _text),
}
