"""(status, body) -> value, or the right error: what ComfyUI itself answers, behind the proxy.

Source: platform-api 8.4; ComfyUI's own routes have no envelope.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import msgspec

from runninghub_async.errors import AuthError, BadReply
from runninghub_async.protocol.answers import (
    Answer,
    answer_of,
    bad_reply,
    must_have,
    open_answer,
    refuse,
)
from runninghub_async.protocol.codes import CODES
from runninghub_async.protocol.loose import count_of, first_text, id_of, mapping_of, text_of
from runninghub_async.protocol.messages import Reply
from runninghub_async.protocol.nodes import read_node_errors
from runninghub_async.protocol.platform import ComfyImage, ComfyPrompt
from runninghub_async.protocol.urls import without_queries

__all__ = ["read_comfy", "read_comfy_image", "read_comfy_prompt", "read_file"]

MEBIBYTE = 1024 * 1024
LARGEST_REFUSAL = 64 * 1024  #: bytes of JSON that may be an error; a file may be far larger
_ENVELOPE = frozenset({"msg", "message", "errorCode"})  #: of the service; ComfyUI has none
_decode_pieces = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


def read_comfy(reply: Reply, operation: str) -> dict[str, Any]:
    """Read ComfyUI's own answer: an object, without an envelope.

    Raises:
        ApiError: an HTTP error; `.node_errors` where a graph was refused.
        BadReply: no JSON object.
    """
    with _advice_on_keys():
        answer = _open_comfy(reply, operation)
    if reply.status >= 300 or (answer.code is not None and not _ENVELOPE.isdisjoint(answer.body)):
        error = answer.body.get("error")
        error = first_text(answer.message, mapping_of(error).get("message"), error)
        tips, message = answer.prompt_tips or answer.body, without_queries(error)
        answer = msgspec.structs.replace(answer, prompt_tips=tips, message=message)
        del error, tips  # reports of errors show local variables
        with _advice_on_keys():
            refuse(reply, operation, answer)
    return dict(answer.body)


def _open_comfy(reply: Reply, operation: str) -> Answer:
    """Decode an answer; a large one piece by piece, so that other threads have their turns.

    One call that decodes 30 MB lets none of them run.
    """
    if len(reply.body) > MEBIBYTE:
        try:
            pieces = _decode_pieces(reply.body)
            return answer_of({name: msgspec.json.decode(one) for name, one in pieces.items()})
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            pass  # told below, as for any other answer
    return open_answer(reply, operation)


@contextlib.contextmanager
def _advice_on_keys() -> Iterator[None]:
    """A bare HTTP status of a wrong key gets advice as well."""
    try:
        yield
    except AuthError as error:
        error.advice = error.advice or CODES[401].advice
        raise


def read_comfy_prompt(reply: Reply, operation: str) -> ComfyPrompt:
    """Read the answer to a prompt.

    Raises:
        ApiError: the graph was refused; `.node_errors` says where.
        BadReply: no prompt id.
    """
    body = read_comfy(reply, operation)
    prompt = ComfyPrompt(
        prompt_id=id_of(body.get("prompt_id")),
        number=count_of(body.get("number")),
        node_errors=read_node_errors(body),
    )
    del body  # reports of errors show local variables
    must_have(reply, operation, prompt.prompt_id, "a prompt_id")
    return prompt


def read_comfy_image(reply: Reply, operation: str) -> ComfyImage:
    """Read the answer to an image upload through the proxy."""
    body = read_comfy(reply, operation)
    image = ComfyImage(
        name=text_of(body.get("name")),
        subfolder=text_of(body.get("subfolder")),
        type=text_of(body.get("type")) or "input",
    )
    del body  # reports of errors show local variables
    must_have(reply, operation, image.name, "a name")
    return image


def read_file(reply: Reply, operation: str) -> bytes:
    """Read a file as it is, JSON files too. An error comes as JSON, HTML or a bare HTTP status.

    Raises:
        ApiError: an HTTP error, or a business error under HTTP 200.
        BadReply: a redirect, or nothing.
    """
    told = reply.content_type.partition(";")[0].strip().lower() == "application/json"
    if reply.status == 200 and not reply.body:
        raise bad_reply(reply, operation, "an empty file")
    if reply.status == 200 and (not told or len(reply.body) > LARGEST_REFUSAL):
        return bytes(reply.body)
    try:
        with _advice_on_keys():
            answer = open_answer(reply, operation)
    except BadReply:
        if reply.status != 200 or not reply.body.strip():
            raise
        return bytes(reply.body)  # JSON that is no object
    if reply.status != 200 or "msg" in answer.body or "errorCode" in answer.body:
        with _advice_on_keys():
            refuse(reply, operation, answer)
    return bytes(reply.body)
