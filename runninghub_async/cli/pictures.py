"""Small PNG images for the demo, made from nothing."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

__all__ = ["draw_pictures"]

SIDE = 96
_TINTS = ((230, 80, 60), (60, 150, 230), (90, 190, 90), (200, 120, 220), (240, 180, 60))


def draw_pictures(folder: Path) -> list[Path]:
    """Write five different PNG images and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, tint in enumerate(_TINTS, 1):
        path = folder / f"picture-{number}.png"
        path.write_bytes(_png(_gradient(tint)))
        paths.append(path)
    return paths


def _gradient(tint: tuple[int, int, int]) -> bytes:
    """Rows of RGB pixels, from the tint to black, each row led by its filter byte."""
    rows = bytearray()
    for y in range(SIDE):
        rows.append(0)
        for x in range(SIDE):
            light = 1 - (x + y) / (2 * SIDE)
            rows += bytes(int(channel * light) for channel in tint)
    return bytes(rows)


def _png(rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
