"""The calls that move files: both uploads, and the storage that results come from.

Source: platform-api 3.1 (upload), 3.2 (legacy upload), 10.2 (storage).
"""

from __future__ import annotations

import msgspec

from runninghub_async.emulator.answers import Answer, Family, Refusal, enveloped, json
from runninghub_async.emulator.multipart import FileField, MultipartError, boundary_of
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.settings import MEBIBYTE
from runninghub_async.emulator.storage import Incoming, StoredFile, serve_file
from runninghub_async.emulator.world import World

__all__ = ["UploadCalls", "read_form"]

_LEGACY_LIMIT = 30 * MEBIBYTE  #: platform-api 3.2
_FILE_TYPES = ("input", "image", "audio", "video")
_NO_SUCH_KEY = Answer(
    b"<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>NoSuchKey</Code></Error>",
    404,
    ((b"content-type", b"application/xml"),),
)


class UploadCalls:
    """Files in and out."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        """The rows of these calls; storage answers anybody."""
        return (
            Route(
                operation="upload",
                method="POST",
                path="/openapi/v2/media/upload/binary",
                family=Family.UPLOAD,
                key=Key.HEADER,
                handle=self.upload,
                streams=True,
            ),
            Route(
                operation="legacy upload",
                method="POST",
                path="/task/openapi/upload",
                family=Family.V1,
                key=Key.FORM,
                handle=self.legacy_upload,
                streams=True,
            ),
            *(
                Route(
                    operation="download",
                    method=method,
                    path=path,
                    family=Family.STORAGE,
                    key=Key.NONE,
                    handle=self.download,
                    check=self._look_for_key,
                    streams=True,
                )
                for path in ("/output/{target}", "/input/{target}", "/covers/{target}")
                for method in ("GET", "HEAD")
            ),
        )

    async def upload(self, call: Call) -> Answer:
        """Take a file and answer with its URL."""
        world = self._world
        incoming = Incoming(world.files)
        form = await read_form(call, "file", incoming, limit=world.settings.max_upload)
        file = self._keep(call, incoming, form, "openapi")
        data = {
            "type": file.kind,
            "download_url": f"{world.base_url}/input/openapi/{file.name}",
            "fileName": f"openapi/{file.name}",
            "size": str(file.size),
        }
        return json({"code": 0, "message": "success", "data": data})

    async def legacy_upload(self, call: Call) -> Answer:
        """Take a file for ComfyUI nodes; a ZIP gets a name without a suffix.

        The key may come behind the file, so it is checked when the form is complete.
        """
        world = self._world
        incoming = Incoming(world.files)
        limit = min(_LEGACY_LIMIT, world.settings.max_upload)
        form = await read_form(call, "file", incoming, limit=limit)
        try:
            if form.texts.get("apiKey") not in world.accounts:
                raise Refusal(802)
            file_type = form.texts.get("fileType", "")
            if file_type not in _FILE_TYPES:
                raise Refusal(301, f"PARAMS_INVALID: fileType must be {', '.join(_FILE_TYPES)}")
        except Refusal:
            incoming.discard()
            raise
        file = self._keep(call, incoming, form, "api")
        return enveloped({"fileName": f"api/{file.name}", "fileType": file_type})

    def download(self, call: Call) -> Answer:
        """Serve a file that is there and has not expired."""
        ledger = self._world.ledger
        file = self._world.file(call.path, call.now)
        if file is None:
            return msgspec.structs.replace(_NO_SUCH_KEY, head=call.method == "HEAD")
        answer = serve_file(call.served(file), call.method, call.headers)
        ledger.range_requests += answer.status in (206, 416)
        if call.method == "GET" and answer.status in (200, 206):
            ledger.downloads += 1
            ledger.downloads_by_path[call.path] += 1
            ledger.bytes_downloaded += answer.length
        return answer

    def _look_for_key(self, call: Call) -> None:
        """No key belongs to the storage (platform-api 10.2)."""
        self._world.ledger.keys_leaked_to_storage += b"authorization" in call.headers

    def _keep(self, call: Call, incoming: Incoming, form: FileField, folder: str) -> StoredFile:
        name, mime = form.file_name, form.mime
        if folder == "api" and (mime == "application/zip" or name.lower().endswith(".zip")):
            name, mime = "", ""  # platform-api 3.2
        file = self._world.files.keep(
            incoming, file_name=name, mime=mime, folder=folder, at=call.now
        )
        ledger = self._world.ledger
        ledger.uploads += 1
        ledger.upload_hashes[file.sha256] += 1
        ledger.bytes_uploaded += file.size
        return file


async def read_form(call: Call, name: str, incoming: Incoming, *, limit: int) -> FileField:
    """Read the form of a call whose field `name` is a file; its content goes to `incoming`.

    Raises:
        Refusal: 301 for what is no such form or has an empty file, 809 above the limit;
            what came is discarded then.
    """
    content_type = call.headers.get(b"content-type", b"").decode("latin-1")
    try:
        try:
            form = FileField(name, boundary_of(content_type), incoming.write)
        except MultipartError:
            async for _ in call.pieces():
                pass
            raise
        async for piece in call.pieces():
            if incoming.size <= limit:
                form.feed(piece)
        if incoming.size > limit:
            raise Refusal(809)
        form.close()
        if not incoming.size:
            raise MultipartError("the file is empty")
    except MultipartError as problem:
        incoming.discard()
        raise Refusal(301, f"PARAMS_INVALID: {problem}") from problem
    except BaseException:
        incoming.discard()
        raise
    return form
