"""LoRA files: a presigned address for one content, and the storage behind it.

The storage is somebody else's: it knows the sign in the address and nothing of keys, and a key
that reaches it is a leak. Source: platform-api 3.3 [OD]. How long a sign holds and how the
storage words its errors is not documented: here an hour, in the words of Tencent COS.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator

import msgspec

from runninghub_async.emulator.answers import Answer, Family, Refusal, enveloped
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.world import World

__all__ = ["Lora", "LoraStore"]

_SIGN_LIFE = 3600.0  #: seconds of the emulator's clock
_FOLDER = "api-lora-cn"
_OBJECT = re.compile(rf"{_FOLDER}/(?P<md5>[0-9a-f]{{32}})\.safetensors")
_MD5 = re.compile(r"[0-9a-fA-F]{32}")


class Lora(msgspec.Struct, frozen=True, kw_only=True):
    """One stored file: kept by its MD5, whoever sent it."""

    file_name: str  #: what a node of the type RHLoraLoader takes
    md5: str
    size: int  #: bytes


class LoraStore:
    """Presigned addresses and what was put there. The content itself is not kept."""

    def __init__(self, world: World) -> None:
        self.puts = 0  #: files that were stored, also the same one again
        self._world = world
        self._stored: dict[str, Lora] = {}

    def __repr__(self) -> str:
        return f"<LoraStore {len(self._stored)} files, {self.puts} puts>"

    def find(self, file_name: str) -> Lora | None:
        """Return the stored file of this name, or None: a workflow may use only these."""
        return self._stored.get(file_name)

    def routes(self) -> tuple[Route, ...]:
        """The call that signs, and the storage, which needs no key."""
        return (
            Route(
                operation="lora upload url",
                method="POST",
                path="/api/openapi/getLoraUploadUrl",
                family=Family.V1,
                key=Key.BODY,
                handle=self.sign,
            ),
            Route(
                operation="lora put",
                method="PUT",
                path="/lora-storage/{target}",
                family=Family.STORAGE,
                key=Key.NONE,
                handle=self.put,
                streams=True,
            ),
        )

    def sign(self, call: Call) -> Answer:
        """Name the place of a content; the same content has the same name."""
        name, md5 = call.body.get("loraName"), call.body.get("md5Hex")
        if not isinstance(name, str) or not name:
            raise Refusal(301, "PARAMS_INVALID: loraName is required")
        if not isinstance(md5, str) or not _MD5.fullmatch(md5):
            raise Refusal(301, "PARAMS_INVALID: md5Hex must be 32 hexadecimal digits")
        file_name = f"{_FOLDER}/{md5.lower()}.safetensors"
        expires = f"{call.now + _SIGN_LIFE:.3f}"
        sign = f"{expires}-{self._seal(file_name, expires)}"
        url = f"{self._world.base_url}/lora-storage/{file_name}?sign={sign}"
        return enveloped({"fileName": file_name, "url": url})

    async def put(self, call: Call) -> Answer:
        """Store what is sent, if the sign fits the place and the content its name."""
        content = _Content(self._world.accounts)
        async for piece in call.pieces():
            content.feed(piece)
        if content.has_key or self._carries_key(call):
            self._world.ledger.keys_leaked_to_storage += 1
            return _storage_error(400, "InvalidArgument", "Only one auth mechanism is allowed")
        expires, _, seal = call.query.get("sign", "").partition("-")
        wanted = _OBJECT.fullmatch(call.target)
        if wanted is None or not hmac.compare_digest(
            seal.encode(), self._seal(call.target, expires).encode()
        ):
            return _storage_error(403, "SignatureDoesNotMatch", "The sign is not valid")
        if call.now > float(expires):
            return _storage_error(403, "AccessDenied", "Request has expired")
        if content.md5 != wanted["md5"]:
            return _storage_error(400, "BadDigest", f"The content's MD5 is {content.md5}")
        self.puts += 1
        self._stored[call.target] = Lora(file_name=call.target, md5=content.md5, size=content.size)
        return Answer(b"", 200, ((b"etag", f'"{content.md5}"'.encode()),))

    def _seal(self, file_name: str, expires: str) -> str:
        secret = f"lora:{self._world.settings.seed}".encode()
        text = f"{file_name}:{expires}".encode()
        return hashlib.blake2s(text, key=secret, digest_size=16).hexdigest()

    def _carries_key(self, call: Call) -> bool:
        """Whether a key stands in the headers or in the address."""
        if b"authorization" in call.headers:
            return True
        return any(key.encode() in one for key in self._world.accounts for one in _places(call))


class _Content:
    """A content that streams in: its MD5, its size, and whether a key stands in it."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.size = 0
        self.has_key = False
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._keys = [key.encode() for key in keys]
        self._tail = b""  # a key may lie across two pieces

    @property
    def md5(self) -> str:
        return self._md5.hexdigest()

    def feed(self, piece: bytes) -> None:
        self.size += len(piece)
        self._md5.update(piece)
        window = self._tail + piece
        self.has_key = self.has_key or any(key in window for key in self._keys)
        self._tail = window[-max(map(len, self._keys), default=0) :]


def _places(call: Call) -> Iterator[bytes]:
    yield from call.headers.values()
    yield call.target.encode()
    for name, value in call.query.items():
        yield f"{name}={value}".encode()


def _storage_error(status: int, code: str, message: str) -> Answer:
    body = (
        "<?xml version='1.0' encoding='utf-8' ?>\n"
        f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    )
    return Answer(body.encode(), status, ((b"content-type", b"application/xml"),))
