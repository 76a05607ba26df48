"""`rh.files`: local files that the service shall hold before a task asks for them."""

from __future__ import annotations

import os
from typing import BinaryIO, TypeAlias

from runninghub_async.errors import InvalidRequest
from runninghub_async.files.lora import Lora, Loras
from runninghub_async.files.media import Local, MediaRule, Upload
from runninghub_async.platform.nodes import warn
from runninghub_async.platform.request import inspected, local_media, required_text
from runninghub_async.protocol.platform_operations import LEGACY_UPLOAD
from runninghub_async.tasks.session import Session

__all__ = ["Files", "LocalMedia"]

#: A path, bytes, or an open binary file.
LocalMedia: TypeAlias = os.PathLike[str] | bytes | BinaryIO

_ANY = MediaRule()
_LORAS = ("SAFETENSORS", "CKPT", "PT")  #: what a LoRA's file ends with


class Files:
    """Uploads by hand. Parameters and nodes upload local media by themselves as well.

    ```python
    from runninghub_async.platform import LocalMedia, Lora

    picture: LocalMedia = Path("cat.png")
    upload = await rh.files.upload(picture)
    print(upload.url, upload.file_name)  # for models; for nodes
    ```
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._legacy = session.uploads.sibling(LEGACY_UPLOAD, fields=(("fileType", "input"),))
        self._loras = Loras(session.calls, session.background, places=session.uploads.places)

    def __repr__(self) -> str:
        return f"<Files {self._session.uploads!r}>"

    async def upload(self, media: LocalMedia) -> Upload:
        """Upload a file and return where it is: for media parameters, nodes and assets.

        The same content is sent once, however often it is asked for, also by parameters.
        The upload is good for a day; after it, it is refused before anything is sent.

        Args:
            media: A path, bytes, or an open binary file.

        Raises:
            InvalidRequest: no local media, or a missing or empty file.
            UploadError: the file cannot be read, or changed while it was sent.
            ApiError: the service refused it; 809 for one that is too large.
            TransportError: no usable answer after all attempts.

        Cancelling stops the upload when nobody else waits for it.

        Source: platform-api 3.1.
        """
        return await self._session.uploads.upload(await self._local("files.upload", media))

    async def upload_legacy(self, media: LocalMedia) -> Upload:
        """Upload a file by the older call, whose answer has a file name and no URL.

        For nodes only; for places that do not know the newer call, and for an app that does
        not take its names. The same content is sent once. That the name is good for a day,
        as a URL is, is an assumption.

        Raises:
            InvalidRequest: no local media, or a missing or empty file.
            UploadError: the file cannot be read, or changed while it was sent.
            ApiError: the service refused it; 809 for one of more than 30 MB.
            TransportError: no usable answer after all attempts.

        Cancelling stops the upload when nobody else waits for it.

        Source: platform-api 3.2.
        """
        return await self._legacy.upload(await self._local("files.upload_legacy", media))

    async def upload_lora(self, path: LocalMedia, *, name: str | None = None) -> Lora:
        """Upload a LoRA for nodes of the class RHLoraLoader; usable at once.

            lora = await rh.files.upload_lora(Path("ink.safetensors"))
            await rh.workflows.run(workflow_id, nodes={"4.lora_name": lora})

        The service keeps it by its MD5: the same file is sent once by each client. The bytes
        go to a storage host, without the key, and no redirect is followed.

        Args:
            path: The file: .safetensors, .ckpt or .pt; another ending is sent with a warning.
            name: How the service shows it; by default the file's name without its ending.
                Bytes, and open files without a name, need one.

        Raises:
            InvalidRequest: no local file, a missing or empty one, or no name.
            UploadError: the file cannot be read, changed while it was sent, or the storage
                host did not take it after all attempts.
            ApiError: the service refused to name a place for it.
            TransportError: it gave no usable answer after all attempts.

        Cancelling stops the upload when nobody else waits for it.

        Source: platform-api 3.3.
        """
        call = "files.upload_lora"
        media = local_media(call, "path", path, _ANY)
        if name is None and not media.stem:
            reason = "is shown by nothing: give name=, how the service shows it"
            raise InvalidRequest(endpoint=call, param="name", reason=reason)
        name = required_text(call, "name", media.stem if name is None else name)
        try:
            name.encode()
        except UnicodeEncodeError as error:
            reason = "holds half a character"
            raise InvalidRequest(endpoint=call, param="name", reason=reason) from error
        self._session.check_usable()
        await inspected(call, "path", media)
        if media.suffix is not None and media.suffix not in _LORAS:
            warn(
                f"{call}: {media.name} is no {', '.join(_LORAS).lower()} file by its name; it is "
                "sent all the same"
            )
        return await self._loras.upload(media, name=name)

    async def _local(self, call: str, media: object) -> Local:
        local = local_media(call, "media", media, _ANY)
        self._session.check_usable()
        return await inspected(call, "media", local)
