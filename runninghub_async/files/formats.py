"""File formats: what their first bytes and their endings show. Pure."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["FORMATS", "HEAD", "same_format", "sniff", "surely_no"]

#: Kind -> the formats that are surely of it. Not read from the machine's own list of MIME types:
#: what is refused must not depend on where it runs.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "image": ("PNG", "JPG", "JPEG", "WEBP", "GIF", "BMP", "TIF", "TIFF", "AVIF", "HEIC"),
    "video": ("MP4", "M4V", "MOV", "MKV", "WEBM", "AVI"),
    "audio": ("MP3", "WAV", "FLAC", "OGG", "M4A", "AAC"),
    "other": (
        *("TXT", "MD", "RST", "LOG", "CSV", "JSON", "YAML", "YML", "TOML", "INI", "XML", "HTML"),
        *("HTM", "PDF", "DOC", "DOCX", "XLSX", "PY", "JS", "SH"),  # no TS: a video stream too
        *("SAFETENSORS", "CKPT", "PT", "PTH"),
    ),
}
#: What nothing moves in; a GIF and a WebP may.
_STILL = ("PNG", "JPG", "JPEG", "BMP", "TIF", "TIFF", "HEIC")
_SOUND = ("MP3", "WAV", "FLAC", "AAC")  #: nothing but sound; other containers hold pictures too
#: Kind that is asked for -> the formats that it surely is not; sound is taken from videos as well.
_NEVER: Mapping[str, tuple[str, ...]] = {
    "image": FORMATS["audio"] + FORMATS["video"] + FORMATS["other"],
    "audio": FORMATS["image"] + FORMATS["other"],
    "video": _STILL + _SOUND + FORMATS["other"],
}


def surely_no(kind: str, format: str) -> bool:
    """Whether a file of this format cannot be of a kind; a format that nobody knows may be."""
    return format in _NEVER.get(kind, ())


def same_format(name: str) -> str:
    """One name for the spellings of a format; M4V is MP4 by another name."""
    return {"JPEG": "JPG", "JPE": "JPG", "TIF": "TIFF", "QT": "MOV", "M4V": "MP4"}.get(name, name)


HEAD = 64  #: bytes that show the format of a file
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"fLaC", "FLAC"),
    (b"ID3", "MP3"),
    (b"\xff\xfb", "MP3"),
    (b"MThd", "MID"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"OggS", "OGG"),
)
_RIFF = {b"WEBP": "WEBP", b"WAVE": "WAV", b"AVI ": "AVI"}
#: ISO base media brands; whatever else has an `ftyp` box is taken as MP4.
_BRANDS = {b"qt  ": "MOV", b"M4A ": "M4A", b"avif": "AVIF", b"heic": "HEIC", b"mif1": "HEIC"}


def sniff(head: bytes) -> str | None:
    """Return the format that the first bytes of a file show, or None."""
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "MP4")
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "WEBM" if b"webm" in head[:HEAD] else "MKV"
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None)
