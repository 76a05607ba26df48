# Made from the endpoint table by `python -m runninghub_async._tools.stubs`; do not edit.
# `--check` compares it with the table.
# ruff: noqa: RUF001 - some sizes are written with a multiplication sign on the wire

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from os import PathLike
from typing import Any, Generic, Literal, Required, TypedDict, TypeVar, Unpack, overload

from runninghub_async.catalog.pricing import Price
from runninghub_async.catalog.table import Kind, Row, Table
from runninghub_async.files.media import MediaInput
from runninghub_async.protocol.messages import PricePreview
from runninghub_async.tasks.endpoint import Endpoint
from runninghub_async.tasks.jobs import MapOptions, Outcome
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.task import Task, TaskResult

__all__ = ["Models", "Namespace"]

class Namespace:
    def __init__(self, name: str, models: Models) -> None: ...
    def __repr__(self) -> str: ...
    def __dir__(self) -> list[str]: ...
    def __iter__(self) -> Iterator[Endpoint]: ...
    def __len__(self) -> int: ...

_P = TypeVar("_P")

class _Endpoint(Endpoint, Generic[_P]):
    # Narrower than Endpoint's, on purpose: the parameters are those of one endpoint.
    @overload  # type: ignore[override]
    def map(self, items: AsyncIterable[_P], **options: Unpack[MapOptions]) -> AsyncGenerator[Outcome, None]: ...
    @overload
    def map(self, items: Iterable[_P], **options: Unpack[MapOptions]) -> AsyncGenerator[Outcome, None]: ...  # pyright: ignore[reportIncompatibleMethodOverride]

class _AlibabaHappyhorse10ImageToVideoParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: str | None
    resolution: Literal["720p", "1080p"] | None
    duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    seed: int | None

class _AlibabaHappyhorse10ImageToVideo(_Endpoint[_AlibabaHappyhorse10ImageToVideoParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str | None = None,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str | None = None,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaHappyhorse10ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaHappyhorse10ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaHappyhorse10ImageToVideoParams]) -> PricePreview: ...

class _AlibabaHappyhorse10ReferenceToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    resolution: Literal["720p", "1080p"] | None
    aspect_ratio: Literal["16:9", "9:16", "3:4", "4:3", "1:1"] | None
    duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    seed: int | None

class _AlibabaHappyhorse10ReferenceToVideo(_Endpoint[_AlibabaHappyhorse10ReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        aspect_ratio: Literal["16:9", "9:16", "3:4", "4:3", "1:1"] | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        aspect_ratio: Literal["16:9", "9:16", "3:4", "4:3", "1:1"] | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaHappyhorse10ReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaHappyhorse10ReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaHappyhorse10ReferenceToVideoParams]) -> PricePreview: ...

class _AlibabaHappyhorse10TextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["720p", "1080p"] | None
    duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    seed: int | None

class _AlibabaHappyhorse10TextToVideo(_Endpoint[_AlibabaHappyhorse10TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaHappyhorse10TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaHappyhorse10TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaHappyhorse10TextToVideoParams]) -> PricePreview: ...

class _AlibabaHappyhorse10VideoEditParams(TypedDict, total=False):
    video_url: Required[MediaInput]
    image_urls: Sequence[MediaInput] | MediaInput | None
    prompt: Required[str]
    resolution: Literal["720p", "1080p"] | None
    audio_setting: Literal["auto", "origin"] | None
    seed: int | None

class _AlibabaHappyhorse10VideoEdit(_Endpoint[_AlibabaHappyhorse10VideoEditParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        prompt: str,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        audio_setting: Literal["auto", "origin"] | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        prompt: str,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        audio_setting: Literal["auto", "origin"] | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaHappyhorse10VideoEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaHappyhorse10VideoEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaHappyhorse10VideoEditParams]) -> PricePreview: ...

class _AlibabaQwenImage20ProImageEditParams(TypedDict, total=False):
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    prompt: str | None
    negative_prompt: str | None
    size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None
    image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None

class _AlibabaQwenImage20ProImageEdit(_Endpoint[_AlibabaQwenImage20ProImageEditParams]):
    async def __call__(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None = None,
        image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None = None,
        image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaQwenImage20ProImageEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaQwenImage20ProImageEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaQwenImage20ProImageEditParams]) -> PricePreview: ...

class _AlibabaQwenImage20ProTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None
    image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None
    prompt_extend: bool | None

class _AlibabaQwenImage20ProTextToImage(_Endpoint[_AlibabaQwenImage20ProTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None = None,
        image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None = None,
        prompt_extend: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None = None,
        image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None = None,
        prompt_extend: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaQwenImage20ProTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaQwenImage20ProTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaQwenImage20ProTextToImageParams]) -> PricePreview: ...

class _AlibabaQwenImage20ImageEditParams(TypedDict, total=False):
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    prompt: Required[str]
    negative_prompt: str | None
    size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None
    image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None

class _AlibabaQwenImage20ImageEdit(_Endpoint[_AlibabaQwenImage20ImageEditParams]):
    async def __call__(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        negative_prompt: str | None = None,
        size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None = None,
        image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        negative_prompt: str | None = None,
        size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None = None,
        image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaQwenImage20ImageEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaQwenImage20ImageEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaQwenImage20ImageEditParams]) -> PricePreview: ...

class _AlibabaQwenImage20TextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None
    image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None
    prompt_extend: bool | None

class _AlibabaQwenImage20TextToImage(_Endpoint[_AlibabaQwenImage20TextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None = None,
        image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None = None,
        prompt_extend: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        size: Literal["1024*1024", "1536*1536", "768*1152", "1024*1536", "1152*768", "1536*1024", "960*1280", "1080*1440", "1280*960", "1440*1080", "720*1280", "1080*1920", "1280*720", "1920*1080", "1344*576", "2048*872"] | None = None,
        image_num: Literal["1", "2", "3", "4", "5", "6", 1, 2, 3, 4, 5, 6] | None = None,
        prompt_extend: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaQwenImage20TextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaQwenImage20TextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaQwenImage20TextToImageParams]) -> PricePreview: ...

class _AlibabaWan25PreviewImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    negative_prompt: str | None
    size: Literal["1280*1280", "1024*1024", "800*1200", "1200*800", "960*1280", "1280*960", "720*1280", "1280*720", "1344*576"] | None
    n: int | None
    prompt_extend: bool | None
    seed: int | None

class _AlibabaWan25PreviewImageToImage(_Endpoint[_AlibabaWan25PreviewImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        negative_prompt: str | None = None,
        size: Literal["1280*1280", "1024*1024", "800*1200", "1200*800", "960*1280", "1280*960", "720*1280", "1280*720", "1344*576"] | None = None,
        n: int | None = 1,
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        negative_prompt: str | None = None,
        size: Literal["1280*1280", "1024*1024", "800*1200", "1200*800", "960*1280", "1280*960", "720*1280", "1280*720", "1344*576"] | None = None,
        n: int | None = 1,
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan25PreviewImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan25PreviewImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan25PreviewImageToImageParams]) -> PricePreview: ...

class _AlibabaWan25PreviewImageToVideoParams(TypedDict, total=False):
    prompt: str | None
    image_url: Required[MediaInput]
    audio_url: MediaInput | None
    negative_prompt: str | None
    duration: Literal["5", "10", 5, 10] | None
    resolution: Literal["480p", "720p", "1080p"] | None
    prompt_extend: bool | None
    seed: int | None

class _AlibabaWan25PreviewImageToVideo(_Endpoint[_AlibabaWan25PreviewImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        image_url: MediaInput,
        audio_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        image_url: MediaInput,
        audio_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan25PreviewImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan25PreviewImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan25PreviewImageToVideoParams]) -> PricePreview: ...

class _AlibabaWan25PreviewTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    size: Literal["1280*1280", "1104*1472", "1472*1104", "960*1696", "1696*960"] | None
    n: int | None
    prompt_extend: bool | None
    seed: int | None

class _AlibabaWan25PreviewTextToImage(_Endpoint[_AlibabaWan25PreviewTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        size: Literal["1280*1280", "1104*1472", "1472*1104", "960*1696", "1696*960"] | None = "1280*1280",
        n: int | None = None,
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        size: Literal["1280*1280", "1104*1472", "1472*1104", "960*1696", "1696*960"] | None = "1280*1280",
        n: int | None = None,
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan25PreviewTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan25PreviewTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan25PreviewTextToImageParams]) -> PricePreview: ...

class _AlibabaWan25PreviewTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    audio_url: MediaInput | None
    duration: Literal["5", "10", 5, 10] | None
    size: Literal["832*480", "480*832", "624*624", "1280*720", "720*1280", "960*960", "1088*832", "832*1088", "1920*1080", "1080*1920", "1440*1440", "1632*1248", "1248*1632"] | None
    prompt_extend: bool | None
    seed: int | None

class _AlibabaWan25PreviewTextToVideo(_Endpoint[_AlibabaWan25PreviewTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        audio_url: MediaInput | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        size: Literal["832*480", "480*832", "624*624", "1280*720", "720*1280", "960*960", "1088*832", "832*1088", "1920*1080", "1080*1920", "1440*1440", "1632*1248", "1248*1632"] | None = "1920*1080",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        audio_url: MediaInput | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        size: Literal["832*480", "480*832", "624*624", "1280*720", "720*1280", "960*960", "1088*832", "832*1088", "1920*1080", "1080*1920", "1440*1440", "1632*1248", "1248*1632"] | None = "1920*1080",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan25PreviewTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan25PreviewTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan25PreviewTextToVideoParams]) -> PricePreview: ...

class _AlibabaWan26ImageToVideoParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: str | None
    negative_prompt: str | None
    resolution: Literal["720p", "1080p"] | None
    duration: Literal["5", "10", "15", 5, 10, 15] | None
    shot_type: Literal["single", "multi"] | None

class _AlibabaWan26ImageToVideo(_Endpoint[_AlibabaWan26ImageToVideoParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        duration: Literal["5", "10", "15", 5, 10, 15] | None = "5",
        shot_type: Literal["single", "multi"] | None = "single",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        duration: Literal["5", "10", "15", 5, 10, 15] | None = "5",
        shot_type: Literal["single", "multi"] | None = "single",
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan26ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan26ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan26ImageToVideoParams]) -> PricePreview: ...

class _AlibabaWan26ImageToVideoFlashParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    image_url: Required[MediaInput]
    audio_url: MediaInput | None
    resolution: Literal["720p", "1080p"] | None
    duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    shot_type: Literal["single", "multi"] | None
    enable_prompt_expansion: bool | None
    enable_audio: bool | None

class _AlibabaWan26ImageToVideoFlash(_Endpoint[_AlibabaWan26ImageToVideoFlashParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        image_url: MediaInput,
        audio_url: MediaInput | None = None,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        shot_type: Literal["single", "multi"] | None = "single",
        enable_prompt_expansion: bool | None = False,
        enable_audio: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        image_url: MediaInput,
        audio_url: MediaInput | None = None,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        shot_type: Literal["single", "multi"] | None = "single",
        enable_prompt_expansion: bool | None = False,
        enable_audio: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan26ImageToVideoFlashParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan26ImageToVideoFlashParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan26ImageToVideoFlashParams]) -> PricePreview: ...

class _AlibabaWan26ReferenceToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    video_urls: Sequence[MediaInput] | MediaInput | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    size: Literal["1280*720", "720*1280", "960*960", "1088*832", "832*1088", "1920*1080", "1080*1920", "1440*1440", "1632*1248", "1248*1632"] | None
    duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", 2, 3, 4, 5, 6, 7, 8, 9, 10] | None
    shot_type: Literal["single", "multi"] | None

class _AlibabaWan26ReferenceToVideo(_Endpoint[_AlibabaWan26ReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        size: Literal["1280*720", "720*1280", "960*960", "1088*832", "832*1088", "1920*1080", "1080*1920", "1440*1440", "1632*1248", "1248*1632"] | None = "1920*1080",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        shot_type: Literal["single", "multi"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        size: Literal["1280*720", "720*1280", "960*960", "1088*832", "832*1088", "1920*1080", "1080*1920", "1440*1440", "1632*1248", "1248*1632"] | None = "1920*1080",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        shot_type: Literal["single", "multi"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan26ReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan26ReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan26ReferenceToVideoParams]) -> PricePreview: ...

class _AlibabaWan26ReferenceToVideoFlashParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    video_urls: Sequence[MediaInput] | MediaInput | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    size: Literal["1280*720", "720*1280", "960*960", "1088*832", "832*1088", "1920*1080", "1080*1920", "1440*1440", "1632*1248", "1248*1632"] | None
    duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", 2, 3, 4, 5, 6, 7, 8, 9, 10] | None
    shot_type: Literal["single", "multi"] | None
    audio: bool | None

class _AlibabaWan26ReferenceToVideoFlash(_Endpoint[_AlibabaWan26ReferenceToVideoFlashParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        size: Literal["1280*720", "720*1280", "960*960", "1088*832", "832*1088", "1920*1080", "1080*1920", "1440*1440", "1632*1248", "1248*1632"] | None = "1920*1080",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        shot_type: Literal["single", "multi"] | None = None,
        audio: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        size: Literal["1280*720", "720*1280", "960*960", "1088*832", "832*1088", "1920*1080", "1080*1920", "1440*1440", "1632*1248", "1248*1632"] | None = "1920*1080",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        shot_type: Literal["single", "multi"] | None = None,
        audio: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan26ReferenceToVideoFlashParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan26ReferenceToVideoFlashParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan26ReferenceToVideoFlashParams]) -> PricePreview: ...

class _AlibabaWan26TextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    duration: Literal["5", "10", "15", 5, 10, 15] | None
    resolution: Literal["1280*720", "720*1280", "1920*1080", "1080*1920"] | None
    shot_type: Literal["single", "multi"] | None

class _AlibabaWan26TextToVideo(_Endpoint[_AlibabaWan26TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", "15", 5, 10, 15] | None = "5",
        resolution: Literal["1280*720", "720*1280", "1920*1080", "1080*1920"] | None = "1080*1920",
        shot_type: Literal["single", "multi"] | None = "single",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", "15", 5, 10, 15] | None = "5",
        resolution: Literal["1280*720", "720*1280", "1920*1080", "1080*1920"] | None = "1080*1920",
        shot_type: Literal["single", "multi"] | None = "single",
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan26TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan26TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan26TextToVideoParams]) -> PricePreview: ...

class _AlibabaWan27ImageEditParams(TypedDict, total=False):
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    prompt: Required[str]
    width: int | None
    height: int | None

class _AlibabaWan27ImageEdit(_Endpoint[_AlibabaWan27ImageEditParams]):
    async def __call__(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan27ImageEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan27ImageEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan27ImageEditParams]) -> PricePreview: ...

class _AlibabaWan27ImageEditProParams(TypedDict, total=False):
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    prompt: Required[str]
    width: int | None
    height: int | None

class _AlibabaWan27ImageEditPro(_Endpoint[_AlibabaWan27ImageEditProParams]):
    async def __call__(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan27ImageEditProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan27ImageEditProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan27ImageEditProParams]) -> PricePreview: ...

class _AlibabaWan27ImageToVideoParams(TypedDict, total=False):
    prompt: str | None
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    audio_url: MediaInput | None
    negative_prompt: str | None
    resolution: Literal["720P", "1080P"] | None
    duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    prompt_extend: bool | None
    seed: int | None

class _AlibabaWan27ImageToVideo(_Endpoint[_AlibabaWan27ImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        audio_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        resolution: Literal["720P", "1080P"] | None = "720P",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        audio_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        resolution: Literal["720P", "1080P"] | None = "720P",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan27ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan27ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan27ImageToVideoParams]) -> PricePreview: ...

class _AlibabaWan27ReferenceToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    video_urls: Sequence[MediaInput] | MediaInput | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    audio_url: MediaInput | None
    negative_prompt: str | None
    resolution: Literal["720P", "1080P"] | None
    duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", 2, 3, 4, 5, 6, 7, 8, 9, 10] | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    prompt_extend: bool | None
    seed: int | None

class _AlibabaWan27ReferenceToVideo(_Endpoint[_AlibabaWan27ReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        audio_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        resolution: Literal["720P", "1080P"] | None = "1080P",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = "16:9",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        audio_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        resolution: Literal["720P", "1080P"] | None = "1080P",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = "16:9",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan27ReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan27ReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan27ReferenceToVideoParams]) -> PricePreview: ...

class _AlibabaWan27TextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    width: int | None
    height: int | None
    thinking_mode: bool | None

class _AlibabaWan27TextToImage(_Endpoint[_AlibabaWan27TextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        thinking_mode: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        thinking_mode: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan27TextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan27TextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan27TextToImageParams]) -> PricePreview: ...

class _AlibabaWan27TextToImageProParams(TypedDict, total=False):
    prompt: Required[str]
    width: int | None
    height: int | None
    thinking_mode: bool | None

class _AlibabaWan27TextToImagePro(_Endpoint[_AlibabaWan27TextToImageProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        thinking_mode: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        thinking_mode: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan27TextToImageProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan27TextToImageProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan27TextToImageProParams]) -> PricePreview: ...

class _AlibabaWan27TextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    audio_url: MediaInput | None
    duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    resolution: Literal["720P", "1080P"] | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    prompt_extend: bool | None
    seed: int | None

class _AlibabaWan27TextToVideo(_Endpoint[_AlibabaWan27TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        audio_url: MediaInput | None = None,
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        resolution: Literal["720P", "1080P"] | None = "720P",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = "16:9",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        audio_url: MediaInput | None = None,
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        resolution: Literal["720P", "1080P"] | None = "720P",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = "16:9",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan27TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan27TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan27TextToVideoParams]) -> PricePreview: ...

class _AlibabaWan27VideoEditParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: MediaInput | None
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    negative_prompt: str | None
    resolution: Literal["720P", "1080P"] | None
    duration: Literal["0", "2", "3", "4", "5", "6", "7", "8", "9", "10", 0, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    prompt_extend: bool | None
    seed: int | None

class _AlibabaWan27VideoEdit(_Endpoint[_AlibabaWan27VideoEditParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput,
        negative_prompt: str | None = None,
        resolution: Literal["720P", "1080P"] | None = "720P",
        duration: Literal["0", "2", "3", "4", "5", "6", "7", "8", "9", "10", 0, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "0",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = "16:9",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput,
        negative_prompt: str | None = None,
        resolution: Literal["720P", "1080P"] | None = "720P",
        duration: Literal["0", "2", "3", "4", "5", "6", "7", "8", "9", "10", 0, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "0",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = "16:9",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan27VideoEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan27VideoEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan27VideoEditParams]) -> PricePreview: ...

class _AlibabaWan27VideoExtendParams(TypedDict, total=False):
    prompt: str | None
    video_url: Required[MediaInput]
    audio_url: MediaInput | None
    negative_prompt: str | None
    resolution: Literal["720P", "1080P"] | None
    duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    prompt_extend: bool | None
    seed: int | None

class _AlibabaWan27VideoExtend(_Endpoint[_AlibabaWan27VideoExtendParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        video_url: MediaInput,
        audio_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        resolution: Literal["720P", "1080P"] | None = "1080P",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        video_url: MediaInput,
        audio_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        resolution: Literal["720P", "1080P"] | None = "1080P",
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        prompt_extend: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_AlibabaWan27VideoExtendParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_AlibabaWan27VideoExtendParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_AlibabaWan27VideoExtendParams]) -> PricePreview: ...

class _Alibaba(Namespace):
    happyhorse_1_0_image_to_video: _AlibabaHappyhorse10ImageToVideo
    """happyhorse-1.0/image-to-video (video).
    POST /openapi/v2/alibaba/happyhorse-1.0/image-to-video
    Price: 0.9 to 1.6 CNY per second (2026-04-29)."""
    happyhorse_1_0_reference_to_video: _AlibabaHappyhorse10ReferenceToVideo
    """happyhorse-1.0/reference-to-video (video).
    POST /openapi/v2/alibaba/happyhorse-1.0/reference-to-video
    Price: 0.9 to 1.6 CNY per second (2026-04-29)."""
    happyhorse_1_0_text_to_video: _AlibabaHappyhorse10TextToVideo
    """happyhorse-1.0/text-to-video (video).
    POST /openapi/v2/alibaba/happyhorse-1.0/text-to-video
    Price: 0.9 to 1.6 CNY per second (2026-04-29)."""
    happyhorse_1_0_video_edit: _AlibabaHappyhorse10VideoEdit
    """happyhorse-1.0/video-edit (video).
    POST /openapi/v2/alibaba/happyhorse-1.0/video-edit
    Price: 0.9 to 1.6 CNY per second (2026-04-29)."""
    qwen_image_2_0_pro_image_edit: _AlibabaQwenImage20ProImageEdit
    """qwen-image-2.0-pro/image-edit (image).
    POST /openapi/v2/alibaba/qwen-image-2.0-pro/image-edit
    Price: 0.33 CNY per image (2026-04-29)."""
    qwen_image_2_0_pro_text_to_image: _AlibabaQwenImage20ProTextToImage
    """qwen-image-2.0-pro/text-to-image (image).
    POST /openapi/v2/alibaba/qwen-image-2.0-pro/text-to-image
    Price: 0.33 CNY per image (2026-04-29)."""
    qwen_image_2_0_image_edit: _AlibabaQwenImage20ImageEdit
    """qwen-image-2.0/image-edit (image).
    POST /openapi/v2/alibaba/qwen-image-2.0/image-edit
    Price: 0.13 CNY per image (2026-04-29)."""
    qwen_image_2_0_text_to_image: _AlibabaQwenImage20TextToImage
    """qwen-image-2.0/text-to-image (image).
    POST /openapi/v2/alibaba/qwen-image-2.0/text-to-image
    Price: 0.13 CNY per image (2026-04-29)."""
    wan_2_5_preview_image_to_image: _AlibabaWan25PreviewImageToImage
    """wan-2.5-preview/image-to-image (image).
    POST /openapi/v2/alibaba/wan-2.5-preview/image-to-image
    Price: 0.13 times n CNY (2026-04-29)."""
    wan_2_5_preview_image_to_video: _AlibabaWan25PreviewImageToVideo
    """wan-2.5-preview/image-to-video (video).
    POST /openapi/v2/alibaba/wan-2.5-preview/image-to-video
    Price: 0.196 to 0.652 CNY per second (2026-04-29)."""
    wan_2_5_preview_text_to_image: _AlibabaWan25PreviewTextToImage
    """wan-2.5-preview/text-to-image (image).
    POST /openapi/v2/alibaba/wan-2.5-preview/text-to-image
    Price: 0.13 times n CNY (2026-04-29)."""
    wan_2_5_preview_text_to_video: _AlibabaWan25PreviewTextToVideo
    """wan-2.5-preview/text-to-video (video).
    POST /openapi/v2/alibaba/wan-2.5-preview/text-to-video
    Price: 0.196 to 0.652 CNY per second (2026-04-29)."""
    wan_2_6_image_to_video: _AlibabaWan26ImageToVideo
    """alibaba/wan-2.6/image-to-video (video).
    POST /openapi/v2/alibaba/wan-2.6/image-to-video
    Price: 2.25 to 11.25 CNY (2026-04-29)."""
    wan_2_6_image_to_video_flash: _AlibabaWan26ImageToVideoFlash
    """wan-2.6-image-to-video-flash (video).
    POST /openapi/v2/alibaba/wan-2.6/image-to-video-flash
    Price: 0.11 to 0.38 CNY per second (2026-04-29)."""
    wan_2_6_reference_to_video: _AlibabaWan26ReferenceToVideo
    """wan-2.6-reference-to-video (video).
    POST /openapi/v2/alibaba/wan-2.6/reference-to-video
    Price: 0.45 to 0.75 CNY per second (2026-04-29)."""
    wan_2_6_reference_to_video_flash: _AlibabaWan26ReferenceToVideoFlash
    """wan-2.6-reference-to-video-flash (video).
    POST /openapi/v2/alibaba/wan-2.6/reference-to-video-flash
    Price: 0.11 to 0.38 CNY per second (2026-04-29)."""
    wan_2_6_text_to_video: _AlibabaWan26TextToVideo
    """alibaba/wan-2.6/text-to-video (video).
    POST /openapi/v2/alibaba/wan-2.6/text-to-video
    Price: 2.25 to 11.25 CNY (2026-04-29)."""
    wan_2_7_image_edit: _AlibabaWan27ImageEdit
    """wan-2.7/image-edit (image).
    POST /openapi/v2/alibaba/wan-2.7/image-edit
    Price: 0.189 CNY (2026-04-29)."""
    wan_2_7_image_edit_pro: _AlibabaWan27ImageEditPro
    """wan-2.7/image-edit-pro (image).
    POST /openapi/v2/alibaba/wan-2.7/image-edit-pro
    Price: 0.473 CNY (2026-04-29)."""
    wan_2_7_image_to_video: _AlibabaWan27ImageToVideo
    """wan-2.7/image-to-video (video).
    POST /openapi/v2/alibaba/wan-2.7/image-to-video
    Price: 0.51 to 0.85 CNY per second (2026-04-29)."""
    wan_2_7_reference_to_video: _AlibabaWan27ReferenceToVideo
    """wan-2.7-reference-to-video (video).
    POST /openapi/v2/alibaba/wan-2.7/reference-to-video
    Price: from 0.001 CNY (2026-06-18)."""
    wan_2_7_text_to_image: _AlibabaWan27TextToImage
    """wan-2.7/text-to-image (image).
    POST /openapi/v2/alibaba/wan-2.7/text-to-image
    Price: 0.189 CNY (2026-04-29)."""
    wan_2_7_text_to_image_pro: _AlibabaWan27TextToImagePro
    """wan-2.7/text-to-image-pro (image).
    POST /openapi/v2/alibaba/wan-2.7/text-to-image-pro
    Price: 0.473 CNY (2026-04-29)."""
    wan_2_7_text_to_video: _AlibabaWan27TextToVideo
    """wan-2.7/text-to-video (video).
    POST /openapi/v2/alibaba/wan-2.7/text-to-video
    Price: 0.51 to 0.85 CNY per second (2026-04-29)."""
    wan_2_7_video_edit: _AlibabaWan27VideoEdit
    """wan-2.7/video-edit (video).
    POST /openapi/v2/alibaba/wan-2.7/video-edit
    Price: no list names one."""
    wan_2_7_video_extend: _AlibabaWan27VideoExtend
    """wan-2.7/video-extend (video).
    POST /openapi/v2/alibaba/wan-2.7/video-extend
    Price: 0.51 to 0.85 CNY per second (2026-04-29)."""

class _BytedanceDreamactorV2Params(TypedDict, total=False):
    image_url: Required[MediaInput]
    video_url: Required[MediaInput]

class _BytedanceDreamactorV2(_Endpoint[_BytedanceDreamactorV2Params]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_BytedanceDreamactorV2Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_BytedanceDreamactorV2Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_BytedanceDreamactorV2Params]) -> PricePreview: ...

class _BytedanceJimeng46ImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    width: int | None
    height: int | None
    scale: int | None
    force_single: bool | None
    min_ratio: float | None
    max_ratio: float | None

class _BytedanceJimeng46ImageToImage(_Endpoint[_BytedanceJimeng46ImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        width: int | None = None,
        height: int | None = None,
        scale: int | None = None,
        force_single: bool | None = None,
        min_ratio: float | None = None,
        max_ratio: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        width: int | None = None,
        height: int | None = None,
        scale: int | None = None,
        force_single: bool | None = None,
        min_ratio: float | None = None,
        max_ratio: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_BytedanceJimeng46ImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_BytedanceJimeng46ImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_BytedanceJimeng46ImageToImageParams]) -> PricePreview: ...

class _BytedanceJimeng46TextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    width: int | None
    height: int | None
    scale: int | None
    force_single: bool | None
    min_ratio: float | None
    max_ratio: float | None

class _BytedanceJimeng46TextToImage(_Endpoint[_BytedanceJimeng46TextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        scale: int | None = None,
        force_single: bool | None = None,
        min_ratio: float | None = None,
        max_ratio: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        scale: int | None = None,
        force_single: bool | None = None,
        min_ratio: float | None = None,
        max_ratio: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_BytedanceJimeng46TextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_BytedanceJimeng46TextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_BytedanceJimeng46TextToImageParams]) -> PricePreview: ...

class _BytedanceSeedance20GlobalFastImageToVideoParams(TypedDict, total=False):
    prompt: str | None
    resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None
    duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    first_frame_url: Required[MediaInput]
    last_frame_url: MediaInput | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    real_person_mode: bool | None
    conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None
    return_last_frame: bool | None

class _BytedanceSeedance20GlobalFastImageToVideo(_Endpoint[_BytedanceSeedance20GlobalFastImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None = None,
        return_last_frame: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None = None,
        return_last_frame: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_BytedanceSeedance20GlobalFastImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_BytedanceSeedance20GlobalFastImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_BytedanceSeedance20GlobalFastImageToVideoParams]) -> PricePreview: ...

class _BytedanceSeedance20GlobalFastMultimodalVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None
    duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    video_urls: Sequence[MediaInput] | MediaInput | None
    audio_urls: Sequence[MediaInput] | MediaInput | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    real_person_mode: bool | None
    conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None
    return_last_frame: bool | None

class _BytedanceSeedance20GlobalFastMultimodalVideo(_Endpoint[_BytedanceSeedance20GlobalFastMultimodalVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        audio_urls: Sequence[MediaInput] | MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None = None,
        return_last_frame: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        audio_urls: Sequence[MediaInput] | MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None = None,
        return_last_frame: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_BytedanceSeedance20GlobalFastMultimodalVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_BytedanceSeedance20GlobalFastMultimodalVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_BytedanceSeedance20GlobalFastMultimodalVideoParams]) -> PricePreview: ...

class _BytedanceSeedance20GlobalFastTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None
    duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    web_search: bool | None
    return_last_frame: bool | None

class _BytedanceSeedance20GlobalFastTextToVideo(_Endpoint[_BytedanceSeedance20GlobalFastTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        web_search: bool | None = None,
        return_last_frame: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        web_search: bool | None = None,
        return_last_frame: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_BytedanceSeedance20GlobalFastTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_BytedanceSeedance20GlobalFastTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_BytedanceSeedance20GlobalFastTextToVideoParams]) -> PricePreview: ...

class _BytedanceSeedance20GlobalImageToVideoParams(TypedDict, total=False):
    prompt: str | None
    resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None
    duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    first_frame_url: Required[MediaInput]
    last_frame_url: MediaInput | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    real_person_mode: bool | None
    conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None
    return_last_frame: bool | None

class _BytedanceSeedance20GlobalImageToVideo(_Endpoint[_BytedanceSeedance20GlobalImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None = None,
        return_last_frame: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None = None,
        return_last_frame: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_BytedanceSeedance20GlobalImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_BytedanceSeedance20GlobalImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_BytedanceSeedance20GlobalImageToVideoParams]) -> PricePreview: ...

class _BytedanceSeedance20GlobalMultimodalVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None
    duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    video_urls: Sequence[MediaInput] | MediaInput | None
    audio_urls: Sequence[MediaInput] | MediaInput | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    real_person_mode: bool | None
    conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None
    return_last_frame: bool | None

class _BytedanceSeedance20GlobalMultimodalVideo(_Endpoint[_BytedanceSeedance20GlobalMultimodalVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        audio_urls: Sequence[MediaInput] | MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None = None,
        return_last_frame: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        audio_urls: Sequence[MediaInput] | MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None = None,
        return_last_frame: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_BytedanceSeedance20GlobalMultimodalVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_BytedanceSeedance20GlobalMultimodalVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_BytedanceSeedance20GlobalMultimodalVideoParams]) -> PricePreview: ...

class _BytedanceSeedance20GlobalTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None
    duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    web_search: bool | None
    return_last_frame: bool | None

class _BytedanceSeedance20GlobalTextToVideo(_Endpoint[_BytedanceSeedance20GlobalTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        web_search: bool | None = None,
        return_last_frame: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        web_search: bool | None = None,
        return_last_frame: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_BytedanceSeedance20GlobalTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_BytedanceSeedance20GlobalTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_BytedanceSeedance20GlobalTextToVideoParams]) -> PricePreview: ...

class _Bytedance(Namespace):
    dreamactor_v2: _BytedanceDreamactorV2
    """bytedance/dreamactor-v2 (video).
    POST /openapi/v2/bytedance/dreamactor-v2
    Price: 0.32 CNY per second (2026-04-29)."""
    jimeng_4_6_image_to_image: _BytedanceJimeng46ImageToImage
    """jimeng-4.6/image-to-image (image).
    POST /openapi/v2/bytedance/jimeng-4.6/image-to-image
    Price: from 0.17 CNY per image (2026-06-18)."""
    jimeng_4_6_text_to_image: _BytedanceJimeng46TextToImage
    """jimeng-4.6/text-to-image (image).
    POST /openapi/v2/bytedance/jimeng-4.6/text-to-image
    Price: from 0.17 CNY per image (2026-06-18)."""
    seedance_2_0_global_fast_image_to_video: _BytedanceSeedance20GlobalFastImageToVideo
    """seedance-2.0-global-fast/image-to-video (video).
    POST /openapi/v2/bytedance/seedance-2.0-global-fast/image-to-video
    Price: 0.5 to 1.63 CNY per second (2026-04-29)."""
    seedance_2_0_global_fast_multimodal_video: _BytedanceSeedance20GlobalFastMultimodalVideo
    """seedance-2.0-global-fast/multimodal-video (video).
    POST /openapi/v2/bytedance/seedance-2.0-global-fast/multimodal-video
    Price: 0.5 to 1.63 CNY per second (2026-04-29)."""
    seedance_2_0_global_fast_text_to_video: _BytedanceSeedance20GlobalFastTextToVideo
    """seedance-2.0-global-fast/text-to-video (video).
    POST /openapi/v2/bytedance/seedance-2.0-global-fast/text-to-video
    Price: 0.5 to 1.63 CNY per second (2026-04-29)."""
    seedance_2_0_global_image_to_video: _BytedanceSeedance20GlobalImageToVideo
    """seedance-2.0-global/image-to-video (video).
    POST /openapi/v2/bytedance/seedance-2.0-global/image-to-video
    Price: 0.6 to 3 CNY per second (2026-04-29)."""
    seedance_2_0_global_multimodal_video: _BytedanceSeedance20GlobalMultimodalVideo
    """seedance-2.0-global/multimodal-video (video).
    POST /openapi/v2/bytedance/seedance-2.0-global/multimodal-video
    Price: 0.6 to 3 CNY per second (2026-04-29)."""
    seedance_2_0_global_text_to_video: _BytedanceSeedance20GlobalTextToVideo
    """seedance-2.0-global/text-to-video (video).
    POST /openapi/v2/bytedance/seedance-2.0-global/text-to-video
    Price: 0.6 to 3 CNY per second (2026-04-29)."""

class _CinematicVideoGeneratorParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Sequence[MediaInput] | MediaInput | None
    aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4"] | None
    duration: Literal["5", "10", "15", 5, 10, 15] | None

class _CinematicVideoGenerator(_Endpoint[_CinematicVideoGeneratorParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4"] | None = None,
        duration: Literal["5", "10", "15", 5, 10, 15] | None = "5",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4"] | None = None,
        duration: Literal["5", "10", "15", 5, 10, 15] | None = "5",
    ) -> Task: ...
    def check(self, **params: Unpack[_CinematicVideoGeneratorParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_CinematicVideoGeneratorParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_CinematicVideoGeneratorParams]) -> PricePreview: ...

class _HiggsfieldDopImageToVideo(_Endpoint[Mapping[str, Any]]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        end_image_url: MediaInput | None = None,
        options: Literal["dop-lite", "dop-turbo", "dop-preview"] | None = "dop-turbo",
        **others: Any,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        end_image_url: MediaInput | None = None,
        options: Literal["dop-lite", "dop-turbo", "dop-preview"] | None = "dop-turbo",
        **others: Any,
    ) -> Task: ...
    def check(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        end_image_url: MediaInput | None = None,
        options: Literal["dop-lite", "dop-turbo", "dop-preview"] | None = "dop-turbo",
        **others: Any,
    ) -> dict[str, Any]: ...
    def estimate(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        end_image_url: MediaInput | None = None,
        options: Literal["dop-lite", "dop-turbo", "dop-preview"] | None = "dop-turbo",
        **others: Any,
    ) -> Price | None: ...
    async def price(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        end_image_url: MediaInput | None = None,
        options: Literal["dop-lite", "dop-turbo", "dop-preview"] | None = "dop-turbo",
        **others: Any,
    ) -> PricePreview: ...

class _HiggsfieldSoulImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    size: Literal["960*1696", "1088*1632", "1152*1536", "1152*2048", "1536*1536", "1536*1152", "1536*2048", "1344*2016", "1632*1088", "1696*960", "2016*1344", "2048*1152", "2048*1536"] | None
    style: Literal["Creatures", "Medieval", "Spotlight", "Giant People", "Red balloon", "green editorial", "Subway", "Library", "Realistic", "DigitalCam", "Grillz Selfie", "Bleached Brows", "Sitting on the Street", "Crossing the street", "Angel Wings", "Duplicate", "Quiet luxury", "Fireproof", "Elevator Mirror", "360 cam", "Glitch", "FashionShow", "PixeletedFace", "Sunbathing", "Paper Face", "90s Grain", "Geominimal", "Foggy Morning", "Overexposed", "Sunset beach", "Giant Accessory", "RingSelfie", "Street view", "90's Editorial", "Rhyme & blues", "2000s Cam", "CCTV", "0.5 Outfit", "Amalfi Summer", "Bimbocore", "0.5 Selfie", "Sand", "Vintage PhotoBooth", "afterparty cam", "Babydoll MakeUp", "Through The Glass", "Gallery", "Eating Food", "Swords Hill", "Office beach", "Help It's Too Big", "Japandi", "iPhone", "Gorpcore", "Indie sleaze", "Fairycore", "Tumblr", "Avant-garde", "HairClips", "birthday mess", "Clouded Dream", "Y2K Posters", "tokyo drift", "Object Makeup", "Graffiti", "Sunburnt", "hallway noir", "2000s Fashion", "Night Beach", "Movie", "Long legs", "7\"", "General", "Nail Check", "Coquette core", "Mixed Media", "Selfcare", "Grunge", "Double take", "505room", "Flight mode", "Escalator", "burgundy suit", "Fisheye", "Shoe Check", "Rainy Day", "Mt. Fuji", "Sea breeze", "Invertethereal", "Y2K", "Tokyo Streetstyle", "chrome exit", "Night rider", "Artwork", "Glazed doll skin makeup", "mount view", "2049", "blackout fit", "Bike mafia", "static glow", "Nicotine glow", "brick shade", "dmv", "Fish-eye twin", "It's french", "cocktail"] | None
    strength: float | None
    quality: Literal["medium", "high"] | None

class _HiggsfieldSoulImageToImage(_Endpoint[_HiggsfieldSoulImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        size: Literal["960*1696", "1088*1632", "1152*1536", "1152*2048", "1536*1536", "1536*1152", "1536*2048", "1344*2016", "1632*1088", "1696*960", "2016*1344", "2048*1152", "2048*1536"] | None = "1152*2048",
        style: Literal["Creatures", "Medieval", "Spotlight", "Giant People", "Red balloon", "green editorial", "Subway", "Library", "Realistic", "DigitalCam", "Grillz Selfie", "Bleached Brows", "Sitting on the Street", "Crossing the street", "Angel Wings", "Duplicate", "Quiet luxury", "Fireproof", "Elevator Mirror", "360 cam", "Glitch", "FashionShow", "PixeletedFace", "Sunbathing", "Paper Face", "90s Grain", "Geominimal", "Foggy Morning", "Overexposed", "Sunset beach", "Giant Accessory", "RingSelfie", "Street view", "90's Editorial", "Rhyme & blues", "2000s Cam", "CCTV", "0.5 Outfit", "Amalfi Summer", "Bimbocore", "0.5 Selfie", "Sand", "Vintage PhotoBooth", "afterparty cam", "Babydoll MakeUp", "Through The Glass", "Gallery", "Eating Food", "Swords Hill", "Office beach", "Help It's Too Big", "Japandi", "iPhone", "Gorpcore", "Indie sleaze", "Fairycore", "Tumblr", "Avant-garde", "HairClips", "birthday mess", "Clouded Dream", "Y2K Posters", "tokyo drift", "Object Makeup", "Graffiti", "Sunburnt", "hallway noir", "2000s Fashion", "Night Beach", "Movie", "Long legs", "7\"", "General", "Nail Check", "Coquette core", "Mixed Media", "Selfcare", "Grunge", "Double take", "505room", "Flight mode", "Escalator", "burgundy suit", "Fisheye", "Shoe Check", "Rainy Day", "Mt. Fuji", "Sea breeze", "Invertethereal", "Y2K", "Tokyo Streetstyle", "chrome exit", "Night rider", "Artwork", "Glazed doll skin makeup", "mount view", "2049", "blackout fit", "Bike mafia", "static glow", "Nicotine glow", "brick shade", "dmv", "Fish-eye twin", "It's french", "cocktail"] | None = None,
        strength: float | None = None,
        quality: Literal["medium", "high"] | None = "medium",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        size: Literal["960*1696", "1088*1632", "1152*1536", "1152*2048", "1536*1536", "1536*1152", "1536*2048", "1344*2016", "1632*1088", "1696*960", "2016*1344", "2048*1152", "2048*1536"] | None = "1152*2048",
        style: Literal["Creatures", "Medieval", "Spotlight", "Giant People", "Red balloon", "green editorial", "Subway", "Library", "Realistic", "DigitalCam", "Grillz Selfie", "Bleached Brows", "Sitting on the Street", "Crossing the street", "Angel Wings", "Duplicate", "Quiet luxury", "Fireproof", "Elevator Mirror", "360 cam", "Glitch", "FashionShow", "PixeletedFace", "Sunbathing", "Paper Face", "90s Grain", "Geominimal", "Foggy Morning", "Overexposed", "Sunset beach", "Giant Accessory", "RingSelfie", "Street view", "90's Editorial", "Rhyme & blues", "2000s Cam", "CCTV", "0.5 Outfit", "Amalfi Summer", "Bimbocore", "0.5 Selfie", "Sand", "Vintage PhotoBooth", "afterparty cam", "Babydoll MakeUp", "Through The Glass", "Gallery", "Eating Food", "Swords Hill", "Office beach", "Help It's Too Big", "Japandi", "iPhone", "Gorpcore", "Indie sleaze", "Fairycore", "Tumblr", "Avant-garde", "HairClips", "birthday mess", "Clouded Dream", "Y2K Posters", "tokyo drift", "Object Makeup", "Graffiti", "Sunburnt", "hallway noir", "2000s Fashion", "Night Beach", "Movie", "Long legs", "7\"", "General", "Nail Check", "Coquette core", "Mixed Media", "Selfcare", "Grunge", "Double take", "505room", "Flight mode", "Escalator", "burgundy suit", "Fisheye", "Shoe Check", "Rainy Day", "Mt. Fuji", "Sea breeze", "Invertethereal", "Y2K", "Tokyo Streetstyle", "chrome exit", "Night rider", "Artwork", "Glazed doll skin makeup", "mount view", "2049", "blackout fit", "Bike mafia", "static glow", "Nicotine glow", "brick shade", "dmv", "Fish-eye twin", "It's french", "cocktail"] | None = None,
        strength: float | None = None,
        quality: Literal["medium", "high"] | None = "medium",
    ) -> Task: ...
    def check(self, **params: Unpack[_HiggsfieldSoulImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_HiggsfieldSoulImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_HiggsfieldSoulImageToImageParams]) -> PricePreview: ...

class _Higgsfield(Namespace):
    dop_image_to_video: _HiggsfieldDopImageToVideo
    """higgsfield/dop/image-to-video (video).
    POST /openapi/v2/higgsfield/dop/image-to-video
    Price: 0.9 to 4.2 CNY (2026-04-29)."""
    soul_image_to_image: _HiggsfieldSoulImageToImage
    """higgsfield/soul/image-to-image (image).
    POST /openapi/v2/higgsfield/soul/image-to-image
    Price: 0.7 to 1.4 CNY (2026-04-29)."""

class _Hitem3dPortraitV15ImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    image_url: Required[MediaInput]
    resolution: Literal["1536", 1536] | None
    face: int | None

class _Hitem3dPortraitV15ImageTo3d(_Endpoint[_Hitem3dPortraitV15ImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["1536", 1536] | None = "1536",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["1536", 1536] | None = "1536",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dPortraitV15ImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dPortraitV15ImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dPortraitV15ImageTo3dParams]) -> PricePreview: ...

class _Hitem3dPortraitV15MultiImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    front_image_url: Required[MediaInput]
    back_image_url: MediaInput | None
    left_image_url: MediaInput | None
    right_image_url: MediaInput | None
    resolution: Literal["1536", 1536] | None
    face: int | None

class _Hitem3dPortraitV15MultiImageTo3d(_Endpoint[_Hitem3dPortraitV15MultiImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["1536", 1536] | None = "1536",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["1536", 1536] | None = "1536",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dPortraitV15MultiImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dPortraitV15MultiImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dPortraitV15MultiImageTo3dParams]) -> PricePreview: ...

class _Hitem3dPortraitV15(Namespace):
    image_to_3d: _Hitem3dPortraitV15ImageTo3d
    """hitem3d-portrait-v15/image-to-3d (3d).
    POST /openapi/v2/hitem3d-portrait-v15/image-to-3d
    Price: 5.6 to 7 CNY (2026-04-29)."""
    multi_image_to_3d: _Hitem3dPortraitV15MultiImageTo3d
    """hitem3d-portrait-v15/multi-image-to-3d (3d).
    POST /openapi/v2/hitem3d-portrait-v15/multi-image-to-3d
    Price: 5.6 to 7 CNY (2026-04-29)."""

class _Hitem3dPortraitV20ImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    image_url: Required[MediaInput]
    resolution: Literal["1536pro"] | None
    face: int | None

class _Hitem3dPortraitV20ImageTo3d(_Endpoint[_Hitem3dPortraitV20ImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["1536pro"] | None = "1536pro",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["1536pro"] | None = "1536pro",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dPortraitV20ImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dPortraitV20ImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dPortraitV20ImageTo3dParams]) -> PricePreview: ...

class _Hitem3dPortraitV20MultiImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    front_image_url: Required[MediaInput]
    back_image_url: MediaInput | None
    left_image_url: MediaInput | None
    right_image_url: MediaInput | None
    resolution: Literal["1536pro"] | None
    face: int | None

class _Hitem3dPortraitV20MultiImageTo3d(_Endpoint[_Hitem3dPortraitV20MultiImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["1536pro"] | None = "1536pro",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["1536pro"] | None = "1536pro",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dPortraitV20MultiImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dPortraitV20MultiImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dPortraitV20MultiImageTo3dParams]) -> PricePreview: ...

class _Hitem3dPortraitV20(Namespace):
    image_to_3d: _Hitem3dPortraitV20ImageTo3d
    """hitem3d-portrait-v20/image-to-3d (3d).
    POST /openapi/v2/hitem3d-portrait-v20/image-to-3d
    Price: 5.6 to 9.8 CNY (2026-04-29)."""
    multi_image_to_3d: _Hitem3dPortraitV20MultiImageTo3d
    """hitem3d-portrait-v20/multi-image-to-3d (3d).
    POST /openapi/v2/hitem3d-portrait-v20/multi-image-to-3d
    Price: 5.6 to 9.8 CNY (2026-04-29)."""

class _Hitem3dPortraitV21ImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    image_url: Required[MediaInput]
    resolution: Literal["1536pro"] | None
    face: int | None

class _Hitem3dPortraitV21ImageTo3d(_Endpoint[_Hitem3dPortraitV21ImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["1536pro"] | None = "1536pro",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["1536pro"] | None = "1536pro",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dPortraitV21ImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dPortraitV21ImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dPortraitV21ImageTo3dParams]) -> PricePreview: ...

class _Hitem3dPortraitV21MultiImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    front_image_url: Required[MediaInput]
    back_image_url: MediaInput | None
    left_image_url: MediaInput | None
    right_image_url: MediaInput | None
    resolution: Literal["1536pro"] | None
    face: int | None

class _Hitem3dPortraitV21MultiImageTo3d(_Endpoint[_Hitem3dPortraitV21MultiImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["1536pro"] | None = "1536pro",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["1536pro"] | None = "1536pro",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dPortraitV21MultiImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dPortraitV21MultiImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dPortraitV21MultiImageTo3dParams]) -> PricePreview: ...

class _Hitem3dPortraitV21(Namespace):
    image_to_3d: _Hitem3dPortraitV21ImageTo3d
    """hitem3d-portrait-v21/image-to-3d (3d).
    POST /openapi/v2/hitem3d-portrait-v21/image-to-3d
    Price: 5.6 to 9.8 CNY (2026-04-29)."""
    multi_image_to_3d: _Hitem3dPortraitV21MultiImageTo3d
    """hitem3d-portrait-v21/multi-image-to-3d (3d).
    POST /openapi/v2/hitem3d-portrait-v21/multi-image-to-3d
    Price: 5.6 to 5.8 CNY (2026-04-29)."""

class _Hitem3dV15ImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    image_url: Required[MediaInput]
    resolution: Literal["512", "1024", "1536", "1536pro"] | None
    face: int | None

class _Hitem3dV15ImageTo3d(_Endpoint[_Hitem3dV15ImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["512", "1024", "1536", "1536pro"] | None = "1024",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["512", "1024", "1536", "1536pro"] | None = "1024",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dV15ImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dV15ImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dV15ImageTo3dParams]) -> PricePreview: ...

class _Hitem3dV15MultiImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    front_image_url: Required[MediaInput]
    back_image_url: MediaInput | None
    left_image_url: MediaInput | None
    right_image_url: MediaInput | None
    resolution: Literal["512", "1024", "1536", "1536pro"] | None
    face: int | None

class _Hitem3dV15MultiImageTo3d(_Endpoint[_Hitem3dV15MultiImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["512", "1024", "1536", "1536pro"] | None = "1024",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["512", "1024", "1536", "1536pro"] | None = "1024",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dV15MultiImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dV15MultiImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dV15MultiImageTo3dParams]) -> PricePreview: ...

class _Hitem3dV15(Namespace):
    image_to_3d: _Hitem3dV15ImageTo3d
    """hitem3d-v15/image-to-3d (3d).
    POST /openapi/v2/hitem3d-v15/image-to-3d
    Price: 0.7 to 9.8 CNY (2026-04-29)."""
    multi_image_to_3d: _Hitem3dV15MultiImageTo3d
    """hitem3d-v15/multi-image-to-3d (3d).
    POST /openapi/v2/hitem3d-v15/multi-image-to-3d
    Price: 0.7 to 9.8 CNY (2026-04-29)."""

class _Hitem3dV2ImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    image_url: Required[MediaInput]
    resolution: Literal["1536", "1536pro"] | None
    face: int | None

class _Hitem3dV2ImageTo3d(_Endpoint[_Hitem3dV2ImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["1536", "1536pro"] | None = "1536",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["1536", "1536pro"] | None = "1536",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dV2ImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dV2ImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dV2ImageTo3dParams]) -> PricePreview: ...

class _Hitem3dV2MultiImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    front_image_url: Required[MediaInput]
    back_image_url: MediaInput | None
    left_image_url: MediaInput | None
    right_image_url: MediaInput | None
    resolution: Literal["1536", "1536pro"] | None
    face: int | None

class _Hitem3dV2MultiImageTo3d(_Endpoint[_Hitem3dV2MultiImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["1536", "1536pro"] | None = "1536",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["1536", "1536pro"] | None = "1536",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dV2MultiImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dV2MultiImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dV2MultiImageTo3dParams]) -> PricePreview: ...

class _Hitem3dV2(Namespace):
    image_to_3d: _Hitem3dV2ImageTo3d
    """hitem3d-v2/image-to-3d (3d).
    POST /openapi/v2/hitem3d-v2/image-to-3d
    Price: 5.6 to 12.6 CNY (2026-04-29)."""
    multi_image_to_3d: _Hitem3dV2MultiImageTo3d
    """hitem3d-v2/multi-image-to-3d (3d).
    POST /openapi/v2/hitem3d-v2/multi-image-to-3d
    Price: 5.6 to 12.6 CNY (2026-04-29)."""

class _Hitem3dV21ImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    image_url: Required[MediaInput]
    resolution: Literal["1536pro", "1536fast"] | None
    face: int | None

class _Hitem3dV21ImageTo3d(_Endpoint[_Hitem3dV21ImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["1536pro", "1536fast"] | None = "1536pro",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        image_url: MediaInput,
        resolution: Literal["1536pro", "1536fast"] | None = "1536pro",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dV21ImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dV21ImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dV21ImageTo3dParams]) -> PricePreview: ...

class _Hitem3dV21MultiImageTo3dParams(TypedDict, total=False):
    request_type: Literal["mesh", "both"] | None
    front_image_url: Required[MediaInput]
    back_image_url: MediaInput | None
    left_image_url: MediaInput | None
    right_image_url: MediaInput | None
    resolution: Literal["1536pro", "1536fast"] | None
    face: int | None

class _Hitem3dV21MultiImageTo3d(_Endpoint[_Hitem3dV21MultiImageTo3dParams]):
    async def __call__(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["1536pro", "1536fast"] | None = "1536pro",
        face: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        request_type: Literal["mesh", "both"] | None = "mesh",
        front_image_url: MediaInput,
        back_image_url: MediaInput | None = None,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        resolution: Literal["1536pro", "1536fast"] | None = "1536pro",
        face: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hitem3dV21MultiImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hitem3dV21MultiImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hitem3dV21MultiImageTo3dParams]) -> PricePreview: ...

class _Hitem3dV21(Namespace):
    image_to_3d: _Hitem3dV21ImageTo3d
    """hitem3d-v21/image-to-3d (3d).
    POST /openapi/v2/hitem3d-v21/image-to-3d
    Price: 5.6 to 29.4 CNY (2026-04-29)."""
    multi_image_to_3d: _Hitem3dV21MultiImageTo3d
    """hitem3d-v21/multi-image-to-3d (3d).
    POST /openapi/v2/hitem3d-v21/multi-image-to-3d
    Price: 5.6 to 21 CNY (2026-04-29)."""

class _Hunyuan3dV31ImageTo3dParams(TypedDict, total=False):
    face_count: int | None
    enable_pbr: bool | None
    generate_type: Literal["Normal", "Geometry", "Sketch"] | None
    image_url: Required[MediaInput]
    left_image_url: MediaInput | None
    right_image_url: MediaInput | None
    back_image_url: MediaInput | None
    top_image_url: MediaInput | None
    bottom_image_url: MediaInput | None
    left_front_image_url: MediaInput | None
    right_front_image_url: MediaInput | None

class _Hunyuan3dV31ImageTo3d(_Endpoint[_Hunyuan3dV31ImageTo3dParams]):
    async def __call__(
        self,
        *,
        face_count: int | None = None,
        enable_pbr: bool | None = False,
        generate_type: Literal["Normal", "Geometry", "Sketch"] | None = "Normal",
        image_url: MediaInput,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        back_image_url: MediaInput | None = None,
        top_image_url: MediaInput | None = None,
        bottom_image_url: MediaInput | None = None,
        left_front_image_url: MediaInput | None = None,
        right_front_image_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        face_count: int | None = None,
        enable_pbr: bool | None = False,
        generate_type: Literal["Normal", "Geometry", "Sketch"] | None = "Normal",
        image_url: MediaInput,
        left_image_url: MediaInput | None = None,
        right_image_url: MediaInput | None = None,
        back_image_url: MediaInput | None = None,
        top_image_url: MediaInput | None = None,
        bottom_image_url: MediaInput | None = None,
        left_front_image_url: MediaInput | None = None,
        right_front_image_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Hunyuan3dV31ImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hunyuan3dV31ImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hunyuan3dV31ImageTo3dParams]) -> PricePreview: ...

class _Hunyuan3dV31TextTo3dParams(TypedDict, total=False):
    prompt: Required[str]
    face_count: int | None
    enable_pbr: bool | None
    generate_type: Literal["Normal", "Geometry", "Sketch"] | None

class _Hunyuan3dV31TextTo3d(_Endpoint[_Hunyuan3dV31TextTo3dParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        face_count: int | None = None,
        enable_pbr: bool | None = False,
        generate_type: Literal["Normal", "Geometry", "Sketch"] | None = "Normal",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        face_count: int | None = None,
        enable_pbr: bool | None = False,
        generate_type: Literal["Normal", "Geometry", "Sketch"] | None = "Normal",
    ) -> Task: ...
    def check(self, **params: Unpack[_Hunyuan3dV31TextTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Hunyuan3dV31TextTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Hunyuan3dV31TextTo3dParams]) -> PricePreview: ...

class _Hunyuan3dV31(Namespace):
    image_to_3d: _Hunyuan3dV31ImageTo3d
    """hunyuan3d-v3.1/image-to-3d (3d).
    POST /openapi/v2/hunyuan3d-v3.1/image-to-3d
    Price: 4.2 to 6.6 CNY (2026-04-29)."""
    text_to_3d: _Hunyuan3dV31TextTo3d
    """hunyuan3d-v3.1/text-to-3d (3d).
    POST /openapi/v2/hunyuan3d-v3.1/text-to-3d
    Price: 1.8 to 4.2 CNY (2026-04-29)."""

class _ImageEnhanceHypirBalanceParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    upscale: int | None
    prompt: str | None
    short_edge_size: int | None
    long_edge_size: int | None
    seed: int | None

class _ImageEnhanceHypirBalance(_Endpoint[_ImageEnhanceHypirBalanceParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        upscale: int | None = 1,
        prompt: str | None = None,
        short_edge_size: int | None = None,
        long_edge_size: int | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        upscale: int | None = 1,
        prompt: str | None = None,
        short_edge_size: int | None = None,
        long_edge_size: int | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_ImageEnhanceHypirBalanceParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ImageEnhanceHypirBalanceParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ImageEnhanceHypirBalanceParams]) -> PricePreview: ...

class _ImageEnhanceHypirUltraParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: str | None
    short_edge_size: int | None
    long_edge_size: int | None
    texture_level: Literal["1", "2", "3", "4", "5", "6", "7", 1, 2, 3, 4, 5, 6, 7] | None
    creativity_level: Literal["0", "1", "2", "3", "4", 0, 1, 2, 3, 4] | None
    upscale: int | None
    seed: int | None

class _ImageEnhanceHypirUltra(_Endpoint[_ImageEnhanceHypirUltraParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str | None = None,
        short_edge_size: int | None = None,
        long_edge_size: int | None = None,
        texture_level: Literal["1", "2", "3", "4", "5", "6", "7", 1, 2, 3, 4, 5, 6, 7] | None = None,
        creativity_level: Literal["0", "1", "2", "3", "4", 0, 1, 2, 3, 4] | None = None,
        upscale: int | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str | None = None,
        short_edge_size: int | None = None,
        long_edge_size: int | None = None,
        texture_level: Literal["1", "2", "3", "4", "5", "6", "7", 1, 2, 3, 4, 5, 6, 7] | None = None,
        creativity_level: Literal["0", "1", "2", "3", "4", 0, 1, 2, 3, 4] | None = None,
        upscale: int | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_ImageEnhanceHypirUltraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ImageEnhanceHypirUltraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ImageEnhanceHypirUltraParams]) -> PricePreview: ...

class _ImageEnhance(Namespace):
    hypir_balance: _ImageEnhanceHypirBalance
    """hypir-balance (image).
    POST /openapi/v2/image-enhance/hypir-balance
    Price: 1 CNY (2026-04-29)."""
    hypir_ultra: _ImageEnhanceHypirUltra
    """hypir-ultra (image).
    POST /openapi/v2/image-enhance/hypir-ultra
    Price: 0.1 CNY (2026-04-29)."""

class _KlingElementsParams(TypedDict, total=False):
    name: Required[str]
    description: Required[str]
    image_url: Required[MediaInput]
    element_refer_list: Required[Sequence[MediaInput] | MediaInput]
    tag_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingElements(_Endpoint[_KlingElementsParams]):
    async def __call__(
        self,
        *,
        name: str,
        description: str,
        image_url: MediaInput,
        element_refer_list: Sequence[MediaInput] | MediaInput,
        tag_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        name: str,
        description: str,
        image_url: MediaInput,
        element_refer_list: Sequence[MediaInput] | MediaInput,
        tag_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingElementsParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingElementsParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingElementsParams]) -> PricePreview: ...

class _KlingElementsAdvancedParams(TypedDict, total=False):
    element_name: Required[str]
    element_description: Required[str]
    reference_type: Literal["video_refer", "image_refer"] | None
    element_image_list: Mapping[str, Any] | None
    element_video_list: MediaInput | None
    tag_list: Sequence[Literal["o_101", "o_102", "o_103", "o_104", "o_105", "o_106", "o_107", "o_108"]] | Literal["o_101", "o_102", "o_103", "o_104", "o_105", "o_106", "o_107", "o_108"] | None

class _KlingElementsAdvanced(_Endpoint[_KlingElementsAdvancedParams]):
    async def __call__(
        self,
        *,
        element_name: str,
        element_description: str,
        reference_type: Literal["video_refer", "image_refer"] | None = "image_refer",
        element_image_list: Mapping[str, Any] | None = None,
        element_video_list: MediaInput | None = None,
        tag_list: Sequence[Literal["o_101", "o_102", "o_103", "o_104", "o_105", "o_106", "o_107", "o_108"]] | Literal["o_101", "o_102", "o_103", "o_104", "o_105", "o_106", "o_107", "o_108"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        element_name: str,
        element_description: str,
        reference_type: Literal["video_refer", "image_refer"] | None = "image_refer",
        element_image_list: Mapping[str, Any] | None = None,
        element_video_list: MediaInput | None = None,
        tag_list: Sequence[Literal["o_101", "o_102", "o_103", "o_104", "o_105", "o_106", "o_107", "o_108"]] | Literal["o_101", "o_102", "o_103", "o_104", "o_105", "o_106", "o_107", "o_108"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingElementsAdvancedParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingElementsAdvancedParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingElementsAdvancedParams]) -> PricePreview: ...

class _KlingLipSyncIdentifyFaceParams(TypedDict, total=False):
    video_url: MediaInput | None
    video_id: str | None

class _KlingLipSyncIdentifyFace(_Endpoint[_KlingLipSyncIdentifyFaceParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput | None = None,
        video_id: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput | None = None,
        video_id: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingLipSyncIdentifyFaceParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingLipSyncIdentifyFaceParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingLipSyncIdentifyFaceParams]) -> PricePreview: ...

class _KlingLipSyncLipSyncVideoParams(TypedDict, total=False):
    session_id: Required[str]
    face_id: Required[str]
    audio_id: str | None
    audio_url: MediaInput | None
    sound_start_time: Required[int]
    sound_end_time: Required[int]
    sound_insert_time: Required[int]
    sound_volume: float | None
    original_audio_volume: float | None

class _KlingLipSyncLipSyncVideo(_Endpoint[_KlingLipSyncLipSyncVideoParams]):
    async def __call__(
        self,
        *,
        session_id: str,
        face_id: str,
        audio_id: str | None = None,
        audio_url: MediaInput | None = None,
        sound_start_time: int,
        sound_end_time: int,
        sound_insert_time: int,
        sound_volume: float | None = None,
        original_audio_volume: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        session_id: str,
        face_id: str,
        audio_id: str | None = None,
        audio_url: MediaInput | None = None,
        sound_start_time: int,
        sound_end_time: int,
        sound_insert_time: int,
        sound_volume: float | None = None,
        original_audio_volume: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingLipSyncLipSyncVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingLipSyncLipSyncVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingLipSyncLipSyncVideoParams]) -> PricePreview: ...

class _KlingLipSyncTtsParams(TypedDict, total=False):
    text: Required[str]
    voice_id: Literal["genshin_vindi2", "zhinen_xuesheng", "tiyuxi_xuedi", "ai_shatang", "genshin_klee2", "genshin_kirara", "ai_kaiya", "tiexin_nanyou", "ai_chenjiahao_712", "girlfriend_1_speech02", "chat1_female_new-3", "girlfriend_2_speech02", "cartoon-boy-07", "cartoon-girl-01", "ai_huangyaoshi_712", "you_pingjing", "ai_laoguowang_712", "chengshu_jiejie", "zhuxi_speech02", "uk_oldman3", "laopopo_speech02", "heainainai_speech02", "dongbeilaotie_speech02", "chongqingxiaohuo_speech02", "chuanmeizi_speech02", "chaoshandashu_speech02", "ai_taiwan_man2_speech02", "xianzhanggui_speech02", "tianjinjiejie_speech02", "diyinnansang_DB_CN_M_04-v2", "yizhipiannan-v1", "guanxiaofang-v2", "tianmeixuemei-v1", "daopianyansang-v1", "mengwa-v1", "AOT", "oversea_male1", "girlfriend_4_speech02", "chat_0407_5-1", "uk_boy1", "PeppaPig_platform", "ai_huangzhong_712", "calm_story1", "uk_man2", "reader_en_m-v1", "commercial_lady_en_f-v1"] | None
    voice_language: Literal["zh", "en"] | None
    voice_speed: float | None

class _KlingLipSyncTts(_Endpoint[_KlingLipSyncTtsParams]):
    async def __call__(
        self,
        *,
        text: str,
        voice_id: Literal["genshin_vindi2", "zhinen_xuesheng", "tiyuxi_xuedi", "ai_shatang", "genshin_klee2", "genshin_kirara", "ai_kaiya", "tiexin_nanyou", "ai_chenjiahao_712", "girlfriend_1_speech02", "chat1_female_new-3", "girlfriend_2_speech02", "cartoon-boy-07", "cartoon-girl-01", "ai_huangyaoshi_712", "you_pingjing", "ai_laoguowang_712", "chengshu_jiejie", "zhuxi_speech02", "uk_oldman3", "laopopo_speech02", "heainainai_speech02", "dongbeilaotie_speech02", "chongqingxiaohuo_speech02", "chuanmeizi_speech02", "chaoshandashu_speech02", "ai_taiwan_man2_speech02", "xianzhanggui_speech02", "tianjinjiejie_speech02", "diyinnansang_DB_CN_M_04-v2", "yizhipiannan-v1", "guanxiaofang-v2", "tianmeixuemei-v1", "daopianyansang-v1", "mengwa-v1", "AOT", "oversea_male1", "girlfriend_4_speech02", "chat_0407_5-1", "uk_boy1", "PeppaPig_platform", "ai_huangzhong_712", "calm_story1", "uk_man2", "reader_en_m-v1", "commercial_lady_en_f-v1"] | None = "genshin_klee2",
        voice_language: Literal["zh", "en"] | None = "zh",
        voice_speed: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        text: str,
        voice_id: Literal["genshin_vindi2", "zhinen_xuesheng", "tiyuxi_xuedi", "ai_shatang", "genshin_klee2", "genshin_kirara", "ai_kaiya", "tiexin_nanyou", "ai_chenjiahao_712", "girlfriend_1_speech02", "chat1_female_new-3", "girlfriend_2_speech02", "cartoon-boy-07", "cartoon-girl-01", "ai_huangyaoshi_712", "you_pingjing", "ai_laoguowang_712", "chengshu_jiejie", "zhuxi_speech02", "uk_oldman3", "laopopo_speech02", "heainainai_speech02", "dongbeilaotie_speech02", "chongqingxiaohuo_speech02", "chuanmeizi_speech02", "chaoshandashu_speech02", "ai_taiwan_man2_speech02", "xianzhanggui_speech02", "tianjinjiejie_speech02", "diyinnansang_DB_CN_M_04-v2", "yizhipiannan-v1", "guanxiaofang-v2", "tianmeixuemei-v1", "daopianyansang-v1", "mengwa-v1", "AOT", "oversea_male1", "girlfriend_4_speech02", "chat_0407_5-1", "uk_boy1", "PeppaPig_platform", "ai_huangzhong_712", "calm_story1", "uk_man2", "reader_en_m-v1", "commercial_lady_en_f-v1"] | None = "genshin_klee2",
        voice_language: Literal["zh", "en"] | None = "zh",
        voice_speed: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingLipSyncTtsParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingLipSyncTtsParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingLipSyncTtsParams]) -> PricePreview: ...

class _KlingLipSync(Namespace):
    identify_face: _KlingLipSyncIdentifyFace
    """kling-lip-sync/identify-face (text).
    POST /openapi/v2/kling-lip-sync/identify-face
    Price: 0.035 CNY (2026-04-29)."""
    lip_sync_video: _KlingLipSyncLipSyncVideo
    """kling-lip-sync/lip-sync-video (video).
    POST /openapi/v2/kling-lip-sync/lip-sync-video
    Price: 0.35 CNY per 5 seconds (2026-04-29)."""
    tts: _KlingLipSyncTts
    """kling-lip-sync/tts (audio).
    POST /openapi/v2/kling-lip-sync/tts
    Price: 0.035 CNY (2026-04-29)."""

class _KlingV25TurboProImageToVideoParams(TypedDict, total=False):
    prompt: str | None
    negative_prompt: str | None
    duration: Literal["5", "10", 5, 10] | None
    guidance_scale: float | None
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None

class _KlingV25TurboProImageToVideo(_Endpoint[_KlingV25TurboProImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        guidance_scale: float | None = None,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        guidance_scale: float | None = None,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV25TurboProImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV25TurboProImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV25TurboProImageToVideoParams]) -> PricePreview: ...

class _KlingV25TurboProTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    duration: Literal["5", "10", 5, 10] | None
    guidance_scale: float | None
    aspect_ratio: Literal["1:1", "16:9", "9:16"] | None

class _KlingV25TurboProTextToVideo(_Endpoint[_KlingV25TurboProTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        guidance_scale: float | None = None,
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = "9:16",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        guidance_scale: float | None = None,
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = "9:16",
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV25TurboProTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV25TurboProTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV25TurboProTextToVideoParams]) -> PricePreview: ...

class _KlingV25TurboPro(Namespace):
    image_to_video: _KlingV25TurboProImageToVideo
    """kling-v2.5-turbo-pro/image-to-video (video).
    POST /openapi/v2/kling-v2.5-turbo-pro/image-to-video
    Price: 1.75 to 3.5 CNY (2026-04-29)."""
    text_to_video: _KlingV25TurboProTextToVideo
    """kling-v2.5-turbo-pro/text-to-video (video).
    POST /openapi/v2/kling-v2.5-turbo-pro/text-to-video
    Price: 1.75 to 3.5 CNY (2026-04-29)."""

class _KlingV25TurboStdImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    duration: Literal["5", "10", 5, 10] | None
    guidance_scale: float | None
    first_image_url: Required[MediaInput]

class _KlingV25TurboStdImageToVideo(_Endpoint[_KlingV25TurboStdImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        guidance_scale: float | None = None,
        first_image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        guidance_scale: float | None = None,
        first_image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV25TurboStdImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV25TurboStdImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV25TurboStdImageToVideoParams]) -> PricePreview: ...

class _KlingV25TurboStdTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    duration: Literal["5", "10", 5, 10] | None
    guidance_scale: float | None
    aspect_ratio: Literal["1:1", "16:9", "9:16"] | None

class _KlingV25TurboStdTextToVideo(_Endpoint[_KlingV25TurboStdTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        guidance_scale: float | None = None,
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = "9:16",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "10", 5, 10] | None = "5",
        guidance_scale: float | None = None,
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = "9:16",
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV25TurboStdTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV25TurboStdTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV25TurboStdTextToVideoParams]) -> PricePreview: ...

class _KlingV25TurboStd(Namespace):
    image_to_video: _KlingV25TurboStdImageToVideo
    """kling-v2.5-turbo-std/image-to-video (video).
    POST /openapi/v2/kling-v2.5-turbo-std/image-to-video
    Price: 1.05 to 2.1 CNY (2026-04-29)."""
    text_to_video: _KlingV25TurboStdTextToVideo
    """kling-v2.5-turbo-std/text-to-video (video).
    POST /openapi/v2/kling-v2.5-turbo-std/text-to-video
    Price: from 1.05 CNY (2026-06-18)."""

class _KlingV26ProImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    image_url: Required[MediaInput]
    sound: Literal["true", "false"] | bool | None
    duration: Literal["5", "10", 5, 10] | None

class _KlingV26ProImageToVideo(_Endpoint[_KlingV26ProImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        image_url: MediaInput,
        sound: Literal["true", "false"] | bool | None = "true",
        duration: Literal["5", "10", 5, 10] | None = "5",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        image_url: MediaInput,
        sound: Literal["true", "false"] | bool | None = "true",
        duration: Literal["5", "10", 5, 10] | None = "5",
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV26ProImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV26ProImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV26ProImageToVideoParams]) -> PricePreview: ...

class _KlingV26ProMotionControlParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    video_url: Required[MediaInput]
    character_orientation: Literal["image", "video"] | None
    prompt: str | None
    keep_original_sound: Literal["yes", "no"] | bool | None

class _KlingV26ProMotionControl(_Endpoint[_KlingV26ProMotionControlParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
        character_orientation: Literal["image", "video"] | None = "video",
        prompt: str | None = None,
        keep_original_sound: Literal["yes", "no"] | bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
        character_orientation: Literal["image", "video"] | None = "video",
        prompt: str | None = None,
        keep_original_sound: Literal["yes", "no"] | bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV26ProMotionControlParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV26ProMotionControlParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV26ProMotionControlParams]) -> PricePreview: ...

class _KlingV26ProTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    sound: Literal["true", "false"] | bool | None
    aspect_ratio: Literal["1:1", "16:9", "9:16"] | None
    duration: Literal["5", "10", 5, 10] | None

class _KlingV26ProTextToVideo(_Endpoint[_KlingV26ProTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        sound: Literal["true", "false"] | bool | None = "true",
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = "9:16",
        duration: Literal["5", "10", 5, 10] | None = "5",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        sound: Literal["true", "false"] | bool | None = "true",
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = "9:16",
        duration: Literal["5", "10", 5, 10] | None = "5",
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV26ProTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV26ProTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV26ProTextToVideoParams]) -> PricePreview: ...

class _KlingV26Pro(Namespace):
    image_to_video: _KlingV26ProImageToVideo
    """kling-v2.6-pro-image-to-video (video).
    POST /openapi/v2/kling-v2.6-pro/image-to-video
    Price: 1.75 to 7 CNY (2026-04-29)."""
    motion_control: _KlingV26ProMotionControl
    """kling-v2.6-pro-motion-control (video).
    POST /openapi/v2/kling-v2.6-pro/motion-control
    Price: 0.56 CNY per second (2026-04-29)."""
    text_to_video: _KlingV26ProTextToVideo
    """kling-v2.6-pro-text-to-video (video).
    POST /openapi/v2/kling-v2.6-pro/text-to-video
    Price: 1.75 to 7 CNY (2026-04-29)."""

class _KlingV26StdMotionControlParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    video_url: Required[MediaInput]
    character_orientation: Literal["image", "video"] | None
    prompt: str | None
    keep_original_sound: Literal["yes", "no"] | bool | None

class _KlingV26StdMotionControl(_Endpoint[_KlingV26StdMotionControlParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
        character_orientation: Literal["image", "video"] | None = "video",
        prompt: str | None = None,
        keep_original_sound: Literal["yes", "no"] | bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
        character_orientation: Literal["image", "video"] | None = "video",
        prompt: str | None = None,
        keep_original_sound: Literal["yes", "no"] | bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV26StdMotionControlParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV26StdMotionControlParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV26StdMotionControlParams]) -> PricePreview: ...

class _KlingV26Std(Namespace):
    motion_control: _KlingV26StdMotionControl
    """kling-v2.6-std-motion-control (video).
    POST /openapi/v2/kling-v2.6-std/motion-control
    Price: 0.35 CNY per second (2026-04-29)."""

class _KlingV2AiAvatarProImageAudioToVideoParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    audio_url: Required[MediaInput]
    prompt: str | None

class _KlingV2AiAvatarProImageAudioToVideo(_Endpoint[_KlingV2AiAvatarProImageAudioToVideoParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        audio_url: MediaInput,
        prompt: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        audio_url: MediaInput,
        prompt: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV2AiAvatarProImageAudioToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV2AiAvatarProImageAudioToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV2AiAvatarProImageAudioToVideoParams]) -> PricePreview: ...

class _KlingV2AiAvatarPro(Namespace):
    image_audio_to_video: _KlingV2AiAvatarProImageAudioToVideo
    """kling-v2-ai-avatar-pro/image-audio-to-video (video).
    POST /openapi/v2/kling-v2-ai-avatar-pro/image-audio-to-video
    Price: 0.72 CNY per second (2026-04-29)."""

class _KlingV2AiAvatarStandardImageAudioToVideoParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    audio_url: Required[MediaInput]
    prompt: str | None

class _KlingV2AiAvatarStandardImageAudioToVideo(_Endpoint[_KlingV2AiAvatarStandardImageAudioToVideoParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        audio_url: MediaInput,
        prompt: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        audio_url: MediaInput,
        prompt: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV2AiAvatarStandardImageAudioToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV2AiAvatarStandardImageAudioToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV2AiAvatarStandardImageAudioToVideoParams]) -> PricePreview: ...

class _KlingV2AiAvatarStandard(Namespace):
    image_audio_to_video: _KlingV2AiAvatarStandardImageAudioToVideo
    """kling-v2-ai-avatar-standard/image-audio-to-video (video).
    POST /openapi/v2/kling-v2-ai-avatar-standard/image-audio-to-video
    Price: 0.36 CNY per second (2026-04-29)."""

class _KlingV304kMotionControl(_Endpoint[Mapping[str, Any]]):
    async def __call__(
        self,
        **others: Any,
    ) -> TaskResult: ...
    async def submit(
        self,
        **others: Any,
    ) -> Task: ...
    def check(
        self,
        **others: Any,
    ) -> dict[str, Any]: ...
    def estimate(
        self,
        **others: Any,
    ) -> Price | None: ...
    async def price(
        self,
        **others: Any,
    ) -> PricePreview: ...

class _KlingV304k(Namespace):
    motion_control: _KlingV304kMotionControl
    """kling-v3.0-4k-motion-control (video).
    POST /openapi/v2/kling-v3.0-4k/motion-control
    Price: no list names one."""

class _KlingV30ProImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    cfg_scale: float | None
    sound: bool | None
    multi_shot: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingV30ProImageToVideo(_Endpoint[_KlingV30ProImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        cfg_scale: float | None = None,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        cfg_scale: float | None = None,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV30ProImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV30ProImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV30ProImageToVideoParams]) -> PricePreview: ...

class _KlingV30ProMotionControlParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    video_url: Required[MediaInput]
    character_orientation: Literal["image", "video"] | None
    prompt: str | None
    negative_prompt: str | None
    keep_original_sound: bool | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingV30ProMotionControl(_Endpoint[_KlingV30ProMotionControlParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
        character_orientation: Literal["image", "video"] | None = "video",
        prompt: str | None = None,
        negative_prompt: str | None = None,
        keep_original_sound: bool | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
        character_orientation: Literal["image", "video"] | None = "video",
        prompt: str | None = None,
        negative_prompt: str | None = None,
        keep_original_sound: bool | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV30ProMotionControlParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV30ProMotionControlParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV30ProMotionControlParams]) -> PricePreview: ...

class _KlingV30ProTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    aspect_ratio: Literal["1:1", "16:9", "9:16"] | None
    cfg_scale: float | None
    sound: bool | None
    multi_shot: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingV30ProTextToVideo(_Endpoint[_KlingV30ProTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = None,
        cfg_scale: float | None = None,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = None,
        cfg_scale: float | None = None,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV30ProTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV30ProTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV30ProTextToVideoParams]) -> PricePreview: ...

class _KlingV30Pro(Namespace):
    image_to_video: _KlingV30ProImageToVideo
    """kling-v3.0-pro-image-to-video (video).
    POST /openapi/v2/kling-v3.0-pro/image-to-video
    Price: 0.69 to 1.04 CNY per second (2026-04-29)."""
    motion_control: _KlingV30ProMotionControl
    """kling-v3.0-pro-motion-control (video).
    POST /openapi/v2/kling-v3.0-pro/motion-control
    Price: 1.08 CNY per second (2026-04-29)."""
    text_to_video: _KlingV30ProTextToVideo
    """kling-v3.0-pro-text-to-video (video).
    POST /openapi/v2/kling-v3.0-pro/text-to-video
    Price: 0.69 to 1.04 CNY per second (2026-04-29)."""

class _KlingV30StdImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    cfg_scale: float | None
    sound: bool | None
    multi_shot: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingV30StdImageToVideo(_Endpoint[_KlingV30StdImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        cfg_scale: float | None = None,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        cfg_scale: float | None = None,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV30StdImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV30StdImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV30StdImageToVideoParams]) -> PricePreview: ...

class _KlingV30StdMotionControlParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    video_url: Required[MediaInput]
    character_orientation: Literal["image", "video"] | None
    prompt: str | None
    negative_prompt: str | None
    keep_original_sound: bool | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingV30StdMotionControl(_Endpoint[_KlingV30StdMotionControlParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
        character_orientation: Literal["image", "video"] | None = "video",
        prompt: str | None = None,
        negative_prompt: str | None = None,
        keep_original_sound: bool | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
        character_orientation: Literal["image", "video"] | None = "video",
        prompt: str | None = None,
        negative_prompt: str | None = None,
        keep_original_sound: bool | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV30StdMotionControlParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV30StdMotionControlParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV30StdMotionControlParams]) -> PricePreview: ...

class _KlingV30StdTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    aspect_ratio: Literal["1:1", "16:9", "9:16"] | None
    cfg_scale: float | None
    sound: bool | None
    multi_shot: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingV30StdTextToVideo(_Endpoint[_KlingV30StdTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = None,
        cfg_scale: float | None = None,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = None,
        cfg_scale: float | None = None,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV30StdTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV30StdTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV30StdTextToVideoParams]) -> PricePreview: ...

class _KlingV30Std(Namespace):
    image_to_video: _KlingV30StdImageToVideo
    """kling-v3.0-std-image-to-video (video).
    POST /openapi/v2/kling-v3.0-std/image-to-video
    Price: 0.52 to 0.78 CNY per second (2026-04-29)."""
    motion_control: _KlingV30StdMotionControl
    """kling-v3.0-std-motion-control (video).
    POST /openapi/v2/kling-v3.0-std/motion-control
    Price: 0.81 CNY per second (2026-04-29)."""
    text_to_video: _KlingV30StdTextToVideo
    """kling-v3.0-std-text-to-video (video).
    POST /openapi/v2/kling-v3.0-std/text-to-video
    Price: 0.52 to 0.78 CNY per second (2026-04-29)."""

class _KlingV34kImageToVideoParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: str | None
    negative_prompt: str | None
    end_image_url: MediaInput | None
    duration: int | None
    cfg_scale: float | None
    sound: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_shot: bool | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingV34kImageToVideo(_Endpoint[_KlingV34kImageToVideoParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        end_image_url: MediaInput | None = None,
        duration: int | None = 5,
        cfg_scale: float | None = None,
        sound: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_shot: bool | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        end_image_url: MediaInput | None = None,
        duration: int | None = 5,
        cfg_scale: float | None = None,
        sound: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_shot: bool | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV34kImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV34kImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV34kImageToVideoParams]) -> PricePreview: ...

class _KlingV34kTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    aspect_ratio: Literal["16:9", "9:16", "1:1"] | None
    cfg_scale: float | None
    sound: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_shot: bool | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingV34kTextToVideo(_Endpoint[_KlingV34kTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None,
        cfg_scale: float | None = None,
        sound: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_shot: bool | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None,
        cfg_scale: float | None = None,
        sound: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_shot: bool | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingV34kTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingV34kTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingV34kTextToVideoParams]) -> PricePreview: ...

class _KlingV34k(Namespace):
    image_to_video: _KlingV34kImageToVideo
    """kling-v3.0-4k-image-to-video (video).
    POST /openapi/v2/kling-v3-4k/image-to-video
    Price: 2.7 CNY per second (2026-04-29)."""
    text_to_video: _KlingV34kTextToVideo
    """kling-v3-4k-text-to-video (video).
    POST /openapi/v2/kling-v3-4k/text-to-video
    Price: 2.7 CNY per second (2026-04-29)."""

class _KlingVideoO1ImageToVideoParams(TypedDict, total=False):
    prompt: str | None
    aspect_ratio: Literal["1:1", "9:16", "16:9"] | None
    duration: Literal["5", "10", 5, 10] | None
    first_image_url: Required[MediaInput]
    mode: Literal["std", "pro"] | None

class _KlingVideoO1ImageToVideo(_Endpoint[_KlingVideoO1ImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        aspect_ratio: Literal["1:1", "9:16", "16:9"] | None = "9:16",
        duration: Literal["5", "10", 5, 10] | None = "5",
        first_image_url: MediaInput,
        mode: Literal["std", "pro"] | None = "std",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        aspect_ratio: Literal["1:1", "9:16", "16:9"] | None = "9:16",
        duration: Literal["5", "10", 5, 10] | None = "5",
        first_image_url: MediaInput,
        mode: Literal["std", "pro"] | None = "std",
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO1ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO1ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO1ImageToVideoParams]) -> PricePreview: ...

class _KlingVideoO1StartToEndParams(TypedDict, total=False):
    prompt: str | None
    aspect_ratio: Literal["1:1", "9:16", "16:9"] | None
    duration: Literal["5", "10", 5, 10] | None
    first_image_url: Required[MediaInput]
    last_image_url: Required[MediaInput]
    mode: Literal["std", "pro"] | None

class _KlingVideoO1StartToEnd(_Endpoint[_KlingVideoO1StartToEndParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        aspect_ratio: Literal["1:1", "9:16", "16:9"] | None = "9:16",
        duration: Literal["5", "10", 5, 10] | None = "5",
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        mode: Literal["std", "pro"] | None = "std",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        aspect_ratio: Literal["1:1", "9:16", "16:9"] | None = "9:16",
        duration: Literal["5", "10", 5, 10] | None = "5",
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        mode: Literal["std", "pro"] | None = "std",
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO1StartToEndParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO1StartToEndParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO1StartToEndParams]) -> PricePreview: ...

class _KlingVideoO1TextToVideoParams(TypedDict, total=False):
    prompt: str | None
    aspect_ratio: Literal["1:1", "9:16", "16:9"] | None
    duration: Literal["5", "10", 5, 10] | None
    mode: Literal["std", "pro"] | None

class _KlingVideoO1TextToVideo(_Endpoint[_KlingVideoO1TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        aspect_ratio: Literal["1:1", "9:16", "16:9"] | None = "9:16",
        duration: Literal["5", "10", 5, 10] | None = "5",
        mode: Literal["std", "pro"] | None = "std",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        aspect_ratio: Literal["1:1", "9:16", "16:9"] | None = "9:16",
        duration: Literal["5", "10", 5, 10] | None = "5",
        mode: Literal["std", "pro"] | None = "std",
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO1TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO1TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO1TextToVideoParams]) -> PricePreview: ...

class _KlingVideoO1(Namespace):
    image_to_video: _KlingVideoO1ImageToVideo
    """kling-video-o1/image-to-video (video).
    POST /openapi/v2/kling-video-o1/image-to-video
    Price: 2.1 to 5.6 CNY (2026-04-29)."""
    start_to_end: _KlingVideoO1StartToEnd
    """kling-video-o1/start-to-end (video).
    POST /openapi/v2/kling-video-o1/start-to-end
    Price: 2.1 to 5.6 CNY (2026-04-29)."""
    text_to_video: _KlingVideoO1TextToVideo
    """kling-video-o1/text-to-video (video).
    POST /openapi/v2/kling-video-o1/text-to-video
    Price: 2.1 to 5.6 CNY (2026-04-29)."""

class _KlingVideoO1StdEditVideoParams(TypedDict, total=False):
    mode: Literal["std", "pro"] | None
    prompt: Required[str]
    image_urls: Sequence[MediaInput] | MediaInput | None
    video_url: Required[MediaInput]
    keep_original_sound: bool | None

class _KlingVideoO1StdEditVideo(_Endpoint[_KlingVideoO1StdEditVideoParams]):
    async def __call__(
        self,
        *,
        mode: Literal["std", "pro"] | None = "std",
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_url: MediaInput,
        keep_original_sound: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        mode: Literal["std", "pro"] | None = "std",
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_url: MediaInput,
        keep_original_sound: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO1StdEditVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO1StdEditVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO1StdEditVideoParams]) -> PricePreview: ...

class _KlingVideoO1StdRefrenceToVideoParams(TypedDict, total=False):
    mode: Literal["std", "pro"] | None
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "9:16", "16:9"] | None
    duration: Literal["5", "10", 5, 10] | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    video_url: MediaInput | None
    keep_original_sound: bool | None

class _KlingVideoO1StdRefrenceToVideo(_Endpoint[_KlingVideoO1StdRefrenceToVideoParams]):
    async def __call__(
        self,
        *,
        mode: Literal["std", "pro"] | None = "std",
        prompt: str,
        aspect_ratio: Literal["1:1", "9:16", "16:9"] | None = "9:16",
        duration: Literal["5", "10", 5, 10] | None = "5",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_url: MediaInput | None = None,
        keep_original_sound: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        mode: Literal["std", "pro"] | None = "std",
        prompt: str,
        aspect_ratio: Literal["1:1", "9:16", "16:9"] | None = "9:16",
        duration: Literal["5", "10", 5, 10] | None = "5",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_url: MediaInput | None = None,
        keep_original_sound: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO1StdRefrenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO1StdRefrenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO1StdRefrenceToVideoParams]) -> PricePreview: ...

class _KlingVideoO1Std(Namespace):
    edit_video: _KlingVideoO1StdEditVideo
    """kling-video-o1-std/edit-video (video).
    POST /openapi/v2/kling-video-o1-std/edit-video
    Price: 6.3 to 8.4 CNY (2026-04-29)."""
    refrence_to_video: _KlingVideoO1StdRefrenceToVideo
    """kling-video-o1-std/refrence-to-video (video).
    POST /openapi/v2/kling-video-o1-std/refrence-to-video
    Price: 3.15 to 8.4 CNY (2026-04-29)."""

class _KlingVideoO34kImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    duration: int | None
    sound: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_shot: bool | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingVideoO34kImageToVideo(_Endpoint[_KlingVideoO34kImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: int | None = 5,
        sound: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_shot: bool | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: int | None = 5,
        sound: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_shot: bool | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO34kImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO34kImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO34kImageToVideoParams]) -> PricePreview: ...

class _KlingVideoO34kReferenceToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Sequence[MediaInput] | MediaInput | None
    keep_original_sound: bool | None
    sound: bool | None
    aspect_ratio: Literal["16:9", "9:16", "1:1"] | None
    duration: int | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_shot: bool | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingVideoO34kReferenceToVideo(_Endpoint[_KlingVideoO34kReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        keep_original_sound: bool | None = None,
        sound: bool | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None,
        duration: int | None = 5,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_shot: bool | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        keep_original_sound: bool | None = None,
        sound: bool | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None,
        duration: int | None = 5,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_shot: bool | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO34kReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO34kReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO34kReferenceToVideoParams]) -> PricePreview: ...

class _KlingVideoO34kTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16", "1:1"] | None
    duration: int | None
    sound: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_shot: bool | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingVideoO34kTextToVideo(_Endpoint[_KlingVideoO34kTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None,
        duration: int | None = 5,
        sound: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_shot: bool | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None,
        duration: int | None = 5,
        sound: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_shot: bool | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO34kTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO34kTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO34kTextToVideoParams]) -> PricePreview: ...

class _KlingVideoO34k(Namespace):
    image_to_video: _KlingVideoO34kImageToVideo
    """kling-video-o3-4k-image-to-video (video).
    POST /openapi/v2/kling-video-o3-4k/image-to-video
    Price: 2.7 CNY per second (2026-04-29)."""
    reference_to_video: _KlingVideoO34kReferenceToVideo
    """kling-video-o3-4k-reference-to-video (video).
    POST /openapi/v2/kling-video-o3-4k/reference-to-video
    Price: 2.7 CNY per second (2026-04-29)."""
    text_to_video: _KlingVideoO34kTextToVideo
    """kling-video-o3-4k-text-to-video (video).
    POST /openapi/v2/kling-video-o3-4k/text-to-video
    Price: 2.7 CNY per second (2026-04-29)."""

class _KlingVideoO3ProImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    duration: int | None
    sound: bool | None
    multi_shot: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingVideoO3ProImageToVideo(_Endpoint[_KlingVideoO3ProImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: int | None = 5,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: int | None = 5,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO3ProImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO3ProImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO3ProImageToVideoParams]) -> PricePreview: ...

class _KlingVideoO3ProReferenceToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: MediaInput | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    keep_original_sound: bool | None
    sound: bool | None
    aspect_ratio: Literal["16:9", "9:16", "1:1"] | None
    duration: int | None
    multi_shot: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingVideoO3ProReferenceToVideo(_Endpoint[_KlingVideoO3ProReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        keep_original_sound: bool | None = True,
        sound: bool | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None,
        duration: int | None = 5,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        keep_original_sound: bool | None = True,
        sound: bool | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None,
        duration: int | None = 5,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO3ProReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO3ProReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO3ProReferenceToVideoParams]) -> PricePreview: ...

class _KlingVideoO3ProTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "16:9", "9:16"] | None
    sound: bool | None
    duration: int | None
    multi_shot: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingVideoO3ProTextToVideo(_Endpoint[_KlingVideoO3ProTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = None,
        sound: bool | None = True,
        duration: int | None = 5,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = None,
        sound: bool | None = True,
        duration: int | None = 5,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO3ProTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO3ProTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO3ProTextToVideoParams]) -> PricePreview: ...

class _KlingVideoO3ProVideoEditParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]
    image_urls: Sequence[MediaInput] | MediaInput | None
    keep_original_sound: bool | None
    element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingVideoO3ProVideoEdit(_Endpoint[_KlingVideoO3ProVideoEditParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        keep_original_sound: bool | None = True,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        keep_original_sound: bool | None = True,
        element_list: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO3ProVideoEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO3ProVideoEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO3ProVideoEditParams]) -> PricePreview: ...

class _KlingVideoO3Pro(Namespace):
    image_to_video: _KlingVideoO3ProImageToVideo
    """kling-video-o3-pro-image-to-video (video).
    POST /openapi/v2/kling-video-o3-pro/image-to-video
    Price: 0.69 to 0.87 CNY per second (2026-04-29)."""
    reference_to_video: _KlingVideoO3ProReferenceToVideo
    """kling-video-o3-pro/reference-to-video (video).
    POST /openapi/v2/kling-video-o3-pro/reference-to-video
    Price: 0.72 to 0.9 CNY per second (2026-04-29)."""
    text_to_video: _KlingVideoO3ProTextToVideo
    """kling-video-o3-pro-text-to-video (video).
    POST /openapi/v2/kling-video-o3-pro/text-to-video
    Price: 0.69 to 0.87 CNY per second (2026-04-29)."""
    video_edit: _KlingVideoO3ProVideoEdit
    """kling-video-o3-pro/video-edit (video).
    POST /openapi/v2/kling-video-o3-pro/video-edit
    Price: 1.08 CNY per second (2026-04-29)."""

class _KlingVideoO3StdImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    duration: int | None
    sound: bool | None
    multi_shot: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingVideoO3StdImageToVideo(_Endpoint[_KlingVideoO3StdImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: int | None = 5,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: int | None = 5,
        sound: bool | None = True,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO3StdImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO3StdImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO3StdImageToVideoParams]) -> PricePreview: ...

class _KlingVideoO3StdReferenceToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: MediaInput | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    keep_original_sound: bool | None
    sound: bool | None
    aspect_ratio: Literal["16:9", "9:16", "1:1"] | None
    duration: int | None
    multi_shot: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingVideoO3StdReferenceToVideo(_Endpoint[_KlingVideoO3StdReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        keep_original_sound: bool | None = True,
        sound: bool | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None,
        duration: int | None = 5,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput | None = None,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        keep_original_sound: bool | None = True,
        sound: bool | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = None,
        duration: int | None = 5,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO3StdReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO3StdReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO3StdReferenceToVideoParams]) -> PricePreview: ...

class _KlingVideoO3StdTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "16:9", "9:16"] | None
    sound: bool | None
    duration: int | None
    multi_shot: bool | None
    shot_type: Literal["customize", "intelligence"] | None
    multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _KlingVideoO3StdTextToVideo(_Endpoint[_KlingVideoO3StdTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = None,
        sound: bool | None = True,
        duration: int | None = 5,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16"] | None = None,
        sound: bool | None = True,
        duration: int | None = 5,
        multi_shot: bool | None = None,
        shot_type: Literal["customize", "intelligence"] | None = None,
        multi_prompt: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO3StdTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO3StdTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO3StdTextToVideoParams]) -> PricePreview: ...

class _KlingVideoO3StdVideoEditParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]
    image_urls: Sequence[MediaInput] | MediaInput | None
    keep_original_sound: bool | None

class _KlingVideoO3StdVideoEdit(_Endpoint[_KlingVideoO3StdVideoEditParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        keep_original_sound: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        keep_original_sound: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_KlingVideoO3StdVideoEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_KlingVideoO3StdVideoEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_KlingVideoO3StdVideoEditParams]) -> PricePreview: ...

class _KlingVideoO3Std(Namespace):
    image_to_video: _KlingVideoO3StdImageToVideo
    """kling-video-o3-std-image-to-video (video).
    POST /openapi/v2/kling-video-o3-std/image-to-video
    Price: 0.52 to 0.69 CNY per second (2026-04-29)."""
    reference_to_video: _KlingVideoO3StdReferenceToVideo
    """kling-video-o3-std/reference-to-video (video).
    POST /openapi/v2/kling-video-o3-std/reference-to-video
    Price: 0.54 to 0.72 CNY per second (2026-04-29)."""
    text_to_video: _KlingVideoO3StdTextToVideo
    """kling-video-o3-std-text-to-video (video).
    POST /openapi/v2/kling-video-o3-std/text-to-video
    Price: 0.52 to 0.69 CNY per second (2026-04-29)."""
    video_edit: _KlingVideoO3StdVideoEdit
    """kling-video-o3-std/video-edit (video).
    POST /openapi/v2/kling-video-o3-std/video-edit
    Price: 0.81 CNY per second (2026-04-29)."""

class _MarbleUploadMediaAssetParams(TypedDict, total=False):
    file_name: Required[str]
    kind: Literal["image", "video"] | None
    extension: str | None
    image_url: MediaInput | None
    video_url: MediaInput | None

class _MarbleUploadMediaAsset(_Endpoint[_MarbleUploadMediaAssetParams]):
    async def __call__(
        self,
        *,
        file_name: str,
        kind: Literal["image", "video"] | None = "image",
        extension: str | None = None,
        image_url: MediaInput | None = None,
        video_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        file_name: str,
        kind: Literal["image", "video"] | None = "image",
        extension: str | None = None,
        image_url: MediaInput | None = None,
        video_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MarbleUploadMediaAssetParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MarbleUploadMediaAssetParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MarbleUploadMediaAssetParams]) -> PricePreview: ...

class _Marble(Namespace):
    upload_media_asset: _MarbleUploadMediaAsset
    """marble/upload-media-asset (text).
    POST /openapi/v2/marble/upload-media-asset
    Price: 9999 CNY (2026-04-29)."""

class _Marble10ImageToWorldParams(TypedDict, total=False):
    image_url: str | None
    text_prompt: str | None
    is_pano: bool | None
    disable_recaption: bool | None
    display_name: str | None
    seed: int | None
    permission_public: bool | None
    permission_allow_id_access: bool | None
    tags: str | None
    permission_allowed_readers: str | None
    permission_allowed_writers: str | None

class _Marble10ImageToWorld(_Endpoint[_Marble10ImageToWorldParams]):
    async def __call__(
        self,
        *,
        image_url: str | None = None,
        text_prompt: str | None = None,
        is_pano: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: str | None = None,
        text_prompt: str | None = None,
        is_pano: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Marble10ImageToWorldParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Marble10ImageToWorldParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Marble10ImageToWorldParams]) -> PricePreview: ...

class _Marble10MultiImageToWorld(_Endpoint[Mapping[str, Any]]):
    async def __call__(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> Task: ...
    def check(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> dict[str, Any]: ...
    def estimate(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> Price | None: ...
    async def price(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> PricePreview: ...

class _Marble10TextToWorldParams(TypedDict, total=False):
    prompt: str | None
    disable_recaption: bool | None
    display_name: str | None
    seed: int | None
    permission_public: bool | None
    permission_allow_id_access: bool | None
    tags: str | None
    permission_allowed_readers: str | None
    permission_allowed_writers: str | None

class _Marble10TextToWorld(_Endpoint[_Marble10TextToWorldParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Marble10TextToWorldParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Marble10TextToWorldParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Marble10TextToWorldParams]) -> PricePreview: ...

class _Marble10VideoToWorldParams(TypedDict, total=False):
    video_url: str | None
    text_prompt: str | None
    disable_recaption: bool | None
    display_name: str | None
    seed: int | None
    permission_public: bool | None
    permission_allow_id_access: bool | None
    tags: str | None
    permission_allowed_readers: str | None
    permission_allowed_writers: str | None

class _Marble10VideoToWorld(_Endpoint[_Marble10VideoToWorldParams]):
    async def __call__(
        self,
        *,
        video_url: str | None = None,
        text_prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: str | None = None,
        text_prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Marble10VideoToWorldParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Marble10VideoToWorldParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Marble10VideoToWorldParams]) -> PricePreview: ...

class _Marble10(Namespace):
    image_to_world: _Marble10ImageToWorld
    """marble-1.0/image-to-world (3d).
    POST /openapi/v2/marble-1.0/image-to-world
    Price: 8.64 to 9.1 CNY (2026-04-29)."""
    multi_image_to_world: _Marble10MultiImageToWorld
    """marble-1.0/multi-image-to-world (3d).
    POST /openapi/v2/marble-1.0/multi-image-to-world
    Price: 9.22 CNY (2026-04-29)."""
    text_to_world: _Marble10TextToWorld
    """marble-1.0/text-to-world (3d).
    POST /openapi/v2/marble-1.0/text-to-world
    Price: 9.1 CNY (2026-04-29)."""
    video_to_world: _Marble10VideoToWorld
    """marble-1.0/video-to-world (3d).
    POST /openapi/v2/marble-1.0/video-to-world
    Price: 9.22 CNY (2026-04-29)."""

class _Marble11ImageToWorldParams(TypedDict, total=False):
    image_url: str | None
    text_prompt: str | None
    is_pano: bool | None
    disable_recaption: bool | None
    display_name: str | None
    seed: int | None
    permission_public: bool | None
    permission_allow_id_access: bool | None
    tags: str | None
    permission_allowed_readers: str | None
    permission_allowed_writers: str | None

class _Marble11ImageToWorld(_Endpoint[_Marble11ImageToWorldParams]):
    async def __call__(
        self,
        *,
        image_url: str | None = None,
        text_prompt: str | None = None,
        is_pano: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: str | None = None,
        text_prompt: str | None = None,
        is_pano: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Marble11ImageToWorldParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Marble11ImageToWorldParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Marble11ImageToWorldParams]) -> PricePreview: ...

class _Marble11MultiImageToWorld(_Endpoint[Mapping[str, Any]]):
    async def __call__(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> Task: ...
    def check(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> dict[str, Any]: ...
    def estimate(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> Price | None: ...
    async def price(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> PricePreview: ...

class _Marble11TextToWorldParams(TypedDict, total=False):
    prompt: str | None
    disable_recaption: bool | None
    display_name: str | None
    seed: int | None
    permission_public: bool | None
    permission_allow_id_access: bool | None
    tags: str | None
    permission_allowed_readers: str | None
    permission_allowed_writers: str | None

class _Marble11TextToWorld(_Endpoint[_Marble11TextToWorldParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Marble11TextToWorldParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Marble11TextToWorldParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Marble11TextToWorldParams]) -> PricePreview: ...

class _Marble11VideoToWorldParams(TypedDict, total=False):
    video_url: str | None
    text_prompt: str | None
    disable_recaption: bool | None
    display_name: str | None
    seed: int | None
    permission_public: bool | None
    permission_allow_id_access: bool | None
    tags: str | None
    permission_allowed_readers: str | None
    permission_allowed_writers: str | None

class _Marble11VideoToWorld(_Endpoint[_Marble11VideoToWorldParams]):
    async def __call__(
        self,
        *,
        video_url: str | None = None,
        text_prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: str | None = None,
        text_prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Marble11VideoToWorldParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Marble11VideoToWorldParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Marble11VideoToWorldParams]) -> PricePreview: ...

class _Marble11(Namespace):
    image_to_world: _Marble11ImageToWorld
    """marble-1.1/image-to-world (3d).
    POST /openapi/v2/marble-1.1/image-to-world
    Price: 8.64 to 9.1 CNY (2026-04-29)."""
    multi_image_to_world: _Marble11MultiImageToWorld
    """marble-1.1/multi-image-to-world (3d).
    POST /openapi/v2/marble-1.1/multi-image-to-world
    Price: 9.22 CNY (2026-04-29)."""
    text_to_world: _Marble11TextToWorld
    """marble-1.1/text-to-world (3d).
    POST /openapi/v2/marble-1.1/text-to-world
    Price: 9.1 CNY (2026-04-29)."""
    video_to_world: _Marble11VideoToWorld
    """marble-1.1/video-to-world (3d).
    POST /openapi/v2/marble-1.1/video-to-world
    Price: 9.22 CNY (2026-04-29)."""

class _Marble11PlusImageToWorldParams(TypedDict, total=False):
    image_url: str | None
    text_prompt: str | None
    is_pano: bool | None
    disable_recaption: bool | None
    display_name: str | None
    seed: int | None
    permission_public: bool | None
    permission_allow_id_access: bool | None
    tags: str | None
    permission_allowed_readers: str | None
    permission_allowed_writers: str | None

class _Marble11PlusImageToWorld(_Endpoint[_Marble11PlusImageToWorldParams]):
    async def __call__(
        self,
        *,
        image_url: str | None = None,
        text_prompt: str | None = None,
        is_pano: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: str | None = None,
        text_prompt: str | None = None,
        is_pano: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Marble11PlusImageToWorldParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Marble11PlusImageToWorldParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Marble11PlusImageToWorldParams]) -> PricePreview: ...

class _Marble11PlusMultiImageToWorld(_Endpoint[Mapping[str, Any]]):
    async def __call__(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> Task: ...
    def check(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> dict[str, Any]: ...
    def estimate(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> Price | None: ...
    async def price(
        self,
        *,
        text_prompt: str | None = None,
        reconstruct_images: bool | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
        **others: Any,
    ) -> PricePreview: ...

class _Marble11PlusTextToWorldParams(TypedDict, total=False):
    prompt: str | None
    disable_recaption: bool | None
    display_name: str | None
    seed: int | None
    permission_public: bool | None
    permission_allow_id_access: bool | None
    tags: str | None
    permission_allowed_readers: str | None
    permission_allowed_writers: str | None

class _Marble11PlusTextToWorld(_Endpoint[_Marble11PlusTextToWorldParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Marble11PlusTextToWorldParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Marble11PlusTextToWorldParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Marble11PlusTextToWorldParams]) -> PricePreview: ...

class _Marble11PlusVideoToWorldParams(TypedDict, total=False):
    video_url: str | None
    text_prompt: str | None
    disable_recaption: bool | None
    display_name: str | None
    seed: int | None
    permission_public: bool | None
    permission_allow_id_access: bool | None
    tags: str | None
    permission_allowed_readers: str | None
    permission_allowed_writers: str | None

class _Marble11PlusVideoToWorld(_Endpoint[_Marble11PlusVideoToWorldParams]):
    async def __call__(
        self,
        *,
        video_url: str | None = None,
        text_prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: str | None = None,
        text_prompt: str | None = None,
        disable_recaption: bool | None = None,
        display_name: str | None = None,
        seed: int | None = None,
        permission_public: bool | None = None,
        permission_allow_id_access: bool | None = None,
        tags: str | None = None,
        permission_allowed_readers: str | None = None,
        permission_allowed_writers: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Marble11PlusVideoToWorldParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Marble11PlusVideoToWorldParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Marble11PlusVideoToWorldParams]) -> PricePreview: ...

class _Marble11Plus(Namespace):
    image_to_world: _Marble11PlusImageToWorld
    """marble-1.1-plus/image-to-world (3d).
    POST /openapi/v2/marble-1.1-plus/image-to-world
    Price: 17.28 to 17.74 CNY (2026-04-29)."""
    multi_image_to_world: _Marble11PlusMultiImageToWorld
    """marble-1.1-plus/multi-image-to-world (3d).
    POST /openapi/v2/marble-1.1-plus/multi-image-to-world
    Price: 17.86 CNY (2026-04-29)."""
    text_to_world: _Marble11PlusTextToWorld
    """marble-1.1-plus/text-to-world (3d).
    POST /openapi/v2/marble-1.1-plus/text-to-world
    Price: 17.74 CNY (2026-04-29)."""
    video_to_world: _Marble11PlusVideoToWorld
    """marble-1.1-plus/video-to-world (3d).
    POST /openapi/v2/marble-1.1-plus/video-to-world
    Price: 17.86 CNY (2026-04-29)."""

class _Meshy6ImageTo3dParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    topology: Literal["triangle", "quad"] | None
    target_polycount: int | None
    symmetry_mode: Literal["off", "auto", "on"] | None
    should_remesh: bool | None
    should_texture: bool | None
    enable_pbr: bool | None
    ta_pose: bool | None
    texture_prompt: str | None
    texture_image_url: MediaInput | None

class _Meshy6ImageTo3d(_Endpoint[_Meshy6ImageTo3dParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        topology: Literal["triangle", "quad"] | None = None,
        target_polycount: int | None = None,
        symmetry_mode: Literal["off", "auto", "on"] | None = None,
        should_remesh: bool | None = None,
        should_texture: bool | None = None,
        enable_pbr: bool | None = None,
        ta_pose: bool | None = None,
        texture_prompt: str | None = None,
        texture_image_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        topology: Literal["triangle", "quad"] | None = None,
        target_polycount: int | None = None,
        symmetry_mode: Literal["off", "auto", "on"] | None = None,
        should_remesh: bool | None = None,
        should_texture: bool | None = None,
        enable_pbr: bool | None = None,
        ta_pose: bool | None = None,
        texture_prompt: str | None = None,
        texture_image_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Meshy6ImageTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Meshy6ImageTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Meshy6ImageTo3dParams]) -> PricePreview: ...

class _Meshy6TextTo3dParams(TypedDict, total=False):
    prompt: Required[str]
    art_style: Literal["realistic", "sculpture"] | None
    topology: Literal["triangle", "quad"] | None
    target_polycount: int | None
    symmetry_mode: Literal["off", "auto", "on"] | None
    should_remesh: bool | None
    enable_pbr: bool | None
    ta_pose: bool | None
    enable_prompt_expansion: bool | None
    texture_prompt: str | None
    texture_image_url: MediaInput | None

class _Meshy6TextTo3d(_Endpoint[_Meshy6TextTo3dParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        art_style: Literal["realistic", "sculpture"] | None = None,
        topology: Literal["triangle", "quad"] | None = None,
        target_polycount: int | None = None,
        symmetry_mode: Literal["off", "auto", "on"] | None = None,
        should_remesh: bool | None = None,
        enable_pbr: bool | None = None,
        ta_pose: bool | None = None,
        enable_prompt_expansion: bool | None = None,
        texture_prompt: str | None = None,
        texture_image_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        art_style: Literal["realistic", "sculpture"] | None = None,
        topology: Literal["triangle", "quad"] | None = None,
        target_polycount: int | None = None,
        symmetry_mode: Literal["off", "auto", "on"] | None = None,
        should_remesh: bool | None = None,
        enable_pbr: bool | None = None,
        ta_pose: bool | None = None,
        enable_prompt_expansion: bool | None = None,
        texture_prompt: str | None = None,
        texture_image_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_Meshy6TextTo3dParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_Meshy6TextTo3dParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_Meshy6TextTo3dParams]) -> PricePreview: ...

class _Meshy6(Namespace):
    image_to_3d: _Meshy6ImageTo3d
    """meshy6/image-to-3d (3d).
    POST /openapi/v2/meshy6/image-to-3d
    Price: no list names one."""
    text_to_3d: _Meshy6TextTo3d
    """meshy6/text-to-3d (3d).
    POST /openapi/v2/meshy6/text-to-3d
    Price: no list names one."""

class _MinimaxHailuo02FastParams(TypedDict, total=False):
    prompt: str | None
    enable_prompt_expansion: bool | None
    image_url: Required[MediaInput]
    duration: Literal["6", "10", 6, 10] | None

class _MinimaxHailuo02Fast(_Endpoint[_MinimaxHailuo02FastParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        enable_prompt_expansion: bool | None = True,
        image_url: MediaInput,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        enable_prompt_expansion: bool | None = True,
        image_url: MediaInput,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo02FastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo02FastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo02FastParams]) -> PricePreview: ...

class _MinimaxHailuo02I2vProParams(TypedDict, total=False):
    prompt: str | None
    enable_prompt_expansion: bool | None
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None

class _MinimaxHailuo02I2vPro(_Endpoint[_MinimaxHailuo02I2vProParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        enable_prompt_expansion: bool | None = True,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        enable_prompt_expansion: bool | None = True,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo02I2vProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo02I2vProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo02I2vProParams]) -> PricePreview: ...

class _MinimaxHailuo02I2vStandardParams(TypedDict, total=False):
    prompt: str | None
    enable_prompt_expansion: bool | None
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    duration: Literal["6", "10", 6, 10] | None

class _MinimaxHailuo02I2vStandard(_Endpoint[_MinimaxHailuo02I2vStandardParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        enable_prompt_expansion: bool | None = True,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        enable_prompt_expansion: bool | None = True,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo02I2vStandardParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo02I2vStandardParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo02I2vStandardParams]) -> PricePreview: ...

class _MinimaxHailuo02ProParams(TypedDict, total=False):
    prompt: Required[str]
    enable_prompt_expansion: bool | None
    first_image_url: MediaInput | None
    last_image_url: MediaInput | None
    duration: Literal["6", 6] | None

class _MinimaxHailuo02Pro(_Endpoint[_MinimaxHailuo02ProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        first_image_url: MediaInput | None = None,
        last_image_url: MediaInput | None = None,
        duration: Literal["6", 6] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        first_image_url: MediaInput | None = None,
        last_image_url: MediaInput | None = None,
        duration: Literal["6", 6] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo02ProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo02ProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo02ProParams]) -> PricePreview: ...

class _MinimaxHailuo02StandardParams(TypedDict, total=False):
    prompt: Required[str]
    enable_prompt_expansion: bool | None
    first_image_url: MediaInput | None
    last_image_url: MediaInput | None
    duration: Literal["6", "10", 6, 10] | None

class _MinimaxHailuo02Standard(_Endpoint[_MinimaxHailuo02StandardParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        first_image_url: MediaInput | None = None,
        last_image_url: MediaInput | None = None,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        first_image_url: MediaInput | None = None,
        last_image_url: MediaInput | None = None,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo02StandardParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo02StandardParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo02StandardParams]) -> PricePreview: ...

class _MinimaxHailuo02T2vProParams(TypedDict, total=False):
    prompt: Required[str]
    enable_prompt_expansion: bool | None

class _MinimaxHailuo02T2vPro(_Endpoint[_MinimaxHailuo02T2vProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo02T2vProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo02T2vProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo02T2vProParams]) -> PricePreview: ...

class _MinimaxHailuo02T2vStandardParams(TypedDict, total=False):
    prompt: Required[str]
    enable_prompt_expansion: bool | None
    duration: Literal["6", "10", 6, 10] | None

class _MinimaxHailuo02T2vStandard(_Endpoint[_MinimaxHailuo02T2vStandardParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo02T2vStandardParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo02T2vStandardParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo02T2vStandardParams]) -> PricePreview: ...

class _MinimaxHailuo23FastProImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    enable_prompt_expansion: bool | None
    image_url: Required[MediaInput]
    duration: Literal["6", 6] | None

class _MinimaxHailuo23FastProImageToVideo(_Endpoint[_MinimaxHailuo23FastProImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        image_url: MediaInput,
        duration: Literal["6", 6] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        image_url: MediaInput,
        duration: Literal["6", 6] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo23FastProImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo23FastProImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo23FastProImageToVideoParams]) -> PricePreview: ...

class _MinimaxHailuo23FastImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    enable_prompt_expansion: bool | None
    image_url: Required[MediaInput]
    duration: Literal["6", "10", 6, 10] | None

class _MinimaxHailuo23FastImageToVideo(_Endpoint[_MinimaxHailuo23FastImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        image_url: MediaInput,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        image_url: MediaInput,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo23FastImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo23FastImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo23FastImageToVideoParams]) -> PricePreview: ...

class _MinimaxHailuo23I2vStandardParams(TypedDict, total=False):
    prompt: str | None
    enable_prompt_expansion: bool | None
    image_url: Required[MediaInput]
    duration: Literal["6", "10", 6, 10] | None

class _MinimaxHailuo23I2vStandard(_Endpoint[_MinimaxHailuo23I2vStandardParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        enable_prompt_expansion: bool | None = True,
        image_url: MediaInput,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        enable_prompt_expansion: bool | None = True,
        image_url: MediaInput,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo23I2vStandardParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo23I2vStandardParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo23I2vStandardParams]) -> PricePreview: ...

class _MinimaxHailuo23ImageToVideoProParams(TypedDict, total=False):
    prompt: str | None
    enable_prompt_expansion: bool | None
    image_url: Required[MediaInput]

class _MinimaxHailuo23ImageToVideoPro(_Endpoint[_MinimaxHailuo23ImageToVideoProParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        enable_prompt_expansion: bool | None = True,
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        enable_prompt_expansion: bool | None = True,
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo23ImageToVideoProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo23ImageToVideoProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo23ImageToVideoProParams]) -> PricePreview: ...

class _MinimaxHailuo23T2vProParams(TypedDict, total=False):
    prompt: Required[str]
    enable_prompt_expansion: bool | None

class _MinimaxHailuo23T2vPro(_Endpoint[_MinimaxHailuo23T2vProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo23T2vProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo23T2vProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo23T2vProParams]) -> PricePreview: ...

class _MinimaxHailuo23T2vStandardParams(TypedDict, total=False):
    prompt: Required[str]
    enable_prompt_expansion: bool | None
    duration: Literal["6", "10", 6, 10] | None

class _MinimaxHailuo23T2vStandard(_Endpoint[_MinimaxHailuo23T2vStandardParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        enable_prompt_expansion: bool | None = True,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxHailuo23T2vStandardParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxHailuo23T2vStandardParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxHailuo23T2vStandardParams]) -> PricePreview: ...

class _MinimaxMusic26Params(TypedDict, total=False):
    prompt: str | None
    lyrics: str | None
    sample_rate: Literal["16000", "24000", "32000", "44100", 16000, 24000, 32000, 44100] | None
    bitrate: Literal["32000", "64000", "128000", "256000", 32000, 64000, 128000, 256000] | None
    format: Literal["mp3", "wav", "pcm"] | None
    lyrics_optimizer: bool | None
    is_instrumental: bool | None

class _MinimaxMusic26(_Endpoint[_MinimaxMusic26Params]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        lyrics: str | None = None,
        sample_rate: Literal["16000", "24000", "32000", "44100", 16000, 24000, 32000, 44100] | None = None,
        bitrate: Literal["32000", "64000", "128000", "256000", 32000, 64000, 128000, 256000] | None = None,
        format: Literal["mp3", "wav", "pcm"] | None = None,
        lyrics_optimizer: bool | None = None,
        is_instrumental: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        lyrics: str | None = None,
        sample_rate: Literal["16000", "24000", "32000", "44100", 16000, 24000, 32000, 44100] | None = None,
        bitrate: Literal["32000", "64000", "128000", "256000", 32000, 64000, 128000, 256000] | None = None,
        format: Literal["mp3", "wav", "pcm"] | None = None,
        lyrics_optimizer: bool | None = None,
        is_instrumental: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxMusic26Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxMusic26Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxMusic26Params]) -> PricePreview: ...

class _MinimaxMusicCoverParams(TypedDict, total=False):
    prompt: Required[str]
    audio_url: Required[MediaInput]
    lyrics: str | None
    cover_feature_id: str | None
    sample_rate: Literal["16000", "24000", "32000", "44100", 16000, 24000, 32000, 44100] | None
    format: Literal["mp3", "wav", "pcm"] | None
    bitrate: Literal["32000", "64000", "128000", "256000", 32000, 64000, 128000, 256000] | None

class _MinimaxMusicCover(_Endpoint[_MinimaxMusicCoverParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        audio_url: MediaInput,
        lyrics: str | None = None,
        cover_feature_id: str | None = None,
        sample_rate: Literal["16000", "24000", "32000", "44100", 16000, 24000, 32000, 44100] | None = None,
        format: Literal["mp3", "wav", "pcm"] | None = None,
        bitrate: Literal["32000", "64000", "128000", "256000", 32000, 64000, 128000, 256000] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        audio_url: MediaInput,
        lyrics: str | None = None,
        cover_feature_id: str | None = None,
        sample_rate: Literal["16000", "24000", "32000", "44100", 16000, 24000, 32000, 44100] | None = None,
        format: Literal["mp3", "wav", "pcm"] | None = None,
        bitrate: Literal["32000", "64000", "128000", "256000", 32000, 64000, 128000, 256000] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxMusicCoverParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxMusicCoverParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxMusicCoverParams]) -> PricePreview: ...

class _MinimaxMusicCoverPreprocessParams(TypedDict, total=False):
    audio_url: Required[MediaInput]

class _MinimaxMusicCoverPreprocess(_Endpoint[_MinimaxMusicCoverPreprocessParams]):
    async def __call__(
        self,
        *,
        audio_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        audio_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxMusicCoverPreprocessParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxMusicCoverPreprocessParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxMusicCoverPreprocessParams]) -> PricePreview: ...

class _MinimaxVoiceDesignParams(TypedDict, total=False):
    prompt: Required[str]
    preview_text: Required[str]
    voice_id: str | None
    aigc_watermark: bool | None

class _MinimaxVoiceDesign(_Endpoint[_MinimaxVoiceDesignParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        preview_text: str,
        voice_id: str | None = None,
        aigc_watermark: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        preview_text: str,
        voice_id: str | None = None,
        aigc_watermark: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MinimaxVoiceDesignParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MinimaxVoiceDesignParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MinimaxVoiceDesignParams]) -> PricePreview: ...

class _Minimax(Namespace):
    hailuo_02_fast: _MinimaxHailuo02Fast
    """hailuo-02-fast (video).
    POST /openapi/v2/minimax/hailuo-02/fast
    Price: 0.45 to 0.75 CNY (2026-04-29)."""
    hailuo_02_i2v_pro: _MinimaxHailuo02I2vPro
    """hailuo-02-i2v-pro (video).
    POST /openapi/v2/minimax/hailuo-02/i2v-pro
    Price: 2.63 CNY (2026-04-29)."""
    hailuo_02_i2v_standard: _MinimaxHailuo02I2vStandard
    """hailuo-02-i2v-standard (video).
    POST /openapi/v2/minimax/hailuo-02/i2v-standard
    Price: 1.5 to 3 CNY (2026-04-29)."""
    hailuo_02_pro: _MinimaxHailuo02Pro
    """hailuo-02-pro (video).
    POST /openapi/v2/minimax/hailuo-02/pro
    Price: 2.63 CNY (2026-04-29)."""
    hailuo_02_standard: _MinimaxHailuo02Standard
    """hailuo-02-standard (video).
    POST /openapi/v2/minimax/hailuo-02/standard
    Price: 1.5 to 3 CNY (2026-04-29)."""
    hailuo_02_t2v_pro: _MinimaxHailuo02T2vPro
    """hailuo-02-t2v-pro (video).
    POST /openapi/v2/minimax/hailuo-02/t2v-pro
    Price: 2.63 CNY (2026-04-29)."""
    hailuo_02_t2v_standard: _MinimaxHailuo02T2vStandard
    """hailuo-02-t2v-standard (video).
    POST /openapi/v2/minimax/hailuo-02/t2v-standard
    Price: 1.5 to 3 CNY (2026-04-29)."""
    hailuo_2_3_fast_pro_image_to_video: _MinimaxHailuo23FastProImageToVideo
    """hailuo-2.3-fast-pro/image-to-video (video).
    POST /openapi/v2/minimax/hailuo-2.3-fast-pro/image-to-video
    Price: 1.73 CNY (2026-04-29)."""
    hailuo_2_3_fast_image_to_video: _MinimaxHailuo23FastImageToVideo
    """hailuo-2.3-fast/image-to-video (video).
    POST /openapi/v2/minimax/hailuo-2.3-fast/image-to-video
    Price: 1.01 to 1.69 CNY (2026-04-29)."""
    hailuo_2_3_i2v_standard: _MinimaxHailuo23I2vStandard
    """hailuo-2.3/i2v-standard (video).
    POST /openapi/v2/minimax/hailuo-2.3/i2v-standard
    Price: 1.5 to 3 CNY (2026-04-29)."""
    hailuo_2_3_image_to_video_pro: _MinimaxHailuo23ImageToVideoPro
    """hailuo-2.3/i2v-pro (video).
    POST /openapi/v2/minimax/hailuo-2.3/image-to-video-pro
    Price: 2.63 CNY (2026-04-29)."""
    hailuo_2_3_t2v_pro: _MinimaxHailuo23T2vPro
    """hailuo-2.3-t2v-pro (video).
    POST /openapi/v2/minimax/hailuo-2.3/t2v-pro
    Price: 2.63 CNY (2026-04-29)."""
    hailuo_2_3_t2v_standard: _MinimaxHailuo23T2vStandard
    """hailuo-2.3-t2v-standard (video).
    POST /openapi/v2/minimax/hailuo-2.3/t2v-standard
    Price: 1.5 to 3 CNY (2026-04-29)."""
    music_2_6: _MinimaxMusic26
    """minimax/music-2.6 (audio).
    POST /openapi/v2/minimax/music-2.6
    Price: from 0.8 CNY (2026-06-18)."""
    music_cover: _MinimaxMusicCover
    """minimax/music-cover (audio).
    POST /openapi/v2/minimax/music-cover
    Price: from 0.8 CNY (2026-06-18)."""
    music_cover_preprocess: _MinimaxMusicCoverPreprocess
    """minimax/music-cover-preprocess (audio).
    POST /openapi/v2/minimax/music-cover-preprocess
    Price: from 0.8 CNY (2026-06-18)."""
    voice_design: _MinimaxVoiceDesign
    """minimax/voice-design (audio).
    POST /openapi/v2/minimax/voice-design
    Price: 13.65 CNY (2026-04-29)."""

class _MurekaAiFilesUploadParams(TypedDict, total=False):
    file_url: Required[MediaInput]
    purpose: Literal["reference", "vocal", "melody", "instrumental", "voice", "audio", "remix"] | None

class _MurekaAiFilesUpload(_Endpoint[_MurekaAiFilesUploadParams]):
    async def __call__(
        self,
        *,
        file_url: MediaInput,
        purpose: Literal["reference", "vocal", "melody", "instrumental", "voice", "audio", "remix"] | None = "reference",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        file_url: MediaInput,
        purpose: Literal["reference", "vocal", "melody", "instrumental", "voice", "audio", "remix"] | None = "reference",
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiFilesUploadParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiFilesUploadParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiFilesUploadParams]) -> PricePreview: ...

class _MurekaAiGenerateLyricsParams(TypedDict, total=False):
    prompt: Required[str]

class _MurekaAiGenerateLyrics(_Endpoint[_MurekaAiGenerateLyricsParams]):
    async def __call__(
        self,
        *,
        prompt: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiGenerateLyricsParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiGenerateLyricsParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiGenerateLyricsParams]) -> PricePreview: ...

class _MurekaAiMurekaO2GenerateSongParams(TypedDict, total=False):
    lyrics: Required[str]
    prompt: str | None
    n: int | None
    reference_id: str | None

class _MurekaAiMurekaO2GenerateSong(_Endpoint[_MurekaAiMurekaO2GenerateSongParams]):
    async def __call__(
        self,
        *,
        lyrics: str,
        prompt: str | None = None,
        n: int | None = 2,
        reference_id: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        lyrics: str,
        prompt: str | None = None,
        n: int | None = 2,
        reference_id: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiMurekaO2GenerateSongParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiMurekaO2GenerateSongParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiMurekaO2GenerateSongParams]) -> PricePreview: ...

class _MurekaAiMurekaV76ExtendSongParams(TypedDict, total=False):
    lyrics: Required[str]
    extend_at: int | None
    file_url: Required[MediaInput]

class _MurekaAiMurekaV76ExtendSong(_Endpoint[_MurekaAiMurekaV76ExtendSongParams]):
    async def __call__(
        self,
        *,
        lyrics: str,
        extend_at: int | None = 8000,
        file_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        lyrics: str,
        extend_at: int | None = 8000,
        file_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiMurekaV76ExtendSongParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiMurekaV76ExtendSongParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiMurekaV76ExtendSongParams]) -> PricePreview: ...

class _MurekaAiMurekaV76GenerateBgmParams(TypedDict, total=False):
    prompt: str | None
    n: int | None
    instrumental_id: str | None
    stream: bool | None

class _MurekaAiMurekaV76GenerateBgm(_Endpoint[_MurekaAiMurekaV76GenerateBgmParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        n: int | None = 2,
        instrumental_id: str | None = None,
        stream: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        n: int | None = 2,
        instrumental_id: str | None = None,
        stream: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiMurekaV76GenerateBgmParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiMurekaV76GenerateBgmParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiMurekaV76GenerateBgmParams]) -> PricePreview: ...

class _MurekaAiMurekaV76GenerateSongParams(TypedDict, total=False):
    lyrics: Required[str]
    prompt: str | None
    n: int | None
    reference_id: str | None
    vocal_id: str | None
    melody_id: str | None
    stream: bool | None

class _MurekaAiMurekaV76GenerateSong(_Endpoint[_MurekaAiMurekaV76GenerateSongParams]):
    async def __call__(
        self,
        *,
        lyrics: str,
        prompt: str | None = None,
        n: int | None = 2,
        reference_id: str | None = None,
        vocal_id: str | None = None,
        melody_id: str | None = None,
        stream: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        lyrics: str,
        prompt: str | None = None,
        n: int | None = 2,
        reference_id: str | None = None,
        vocal_id: str | None = None,
        melody_id: str | None = None,
        stream: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiMurekaV76GenerateSongParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiMurekaV76GenerateSongParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiMurekaV76GenerateSongParams]) -> PricePreview: ...

class _MurekaAiMurekaV8ExtendSongParams(TypedDict, total=False):
    lyrics: Required[str]
    file_url: Required[MediaInput]
    extend_at: int | None
    extend_type: Literal["tail", "head"] | None

class _MurekaAiMurekaV8ExtendSong(_Endpoint[_MurekaAiMurekaV8ExtendSongParams]):
    async def __call__(
        self,
        *,
        lyrics: str,
        file_url: MediaInput,
        extend_at: int | None = 8000,
        extend_type: Literal["tail", "head"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        lyrics: str,
        file_url: MediaInput,
        extend_at: int | None = 8000,
        extend_type: Literal["tail", "head"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiMurekaV8ExtendSongParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiMurekaV8ExtendSongParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiMurekaV8ExtendSongParams]) -> PricePreview: ...

class _MurekaAiMurekaV8GenerateBgmParams(TypedDict, total=False):
    prompt: str | None
    n: int | None
    instrumental_id: str | None
    stream: bool | None

class _MurekaAiMurekaV8GenerateBgm(_Endpoint[_MurekaAiMurekaV8GenerateBgmParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        n: int | None = 2,
        instrumental_id: str | None = None,
        stream: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        n: int | None = 2,
        instrumental_id: str | None = None,
        stream: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiMurekaV8GenerateBgmParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiMurekaV8GenerateBgmParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiMurekaV8GenerateBgmParams]) -> PricePreview: ...

class _MurekaAiMurekaV8GenerateSongParams(TypedDict, total=False):
    lyrics: Required[str]
    prompt: str | None
    n: int | None
    reference_id: str | None
    vocal_id: str | None
    melody_id: str | None
    stream: bool | None

class _MurekaAiMurekaV8GenerateSong(_Endpoint[_MurekaAiMurekaV8GenerateSongParams]):
    async def __call__(
        self,
        *,
        lyrics: str,
        prompt: str | None = None,
        n: int | None = 2,
        reference_id: str | None = None,
        vocal_id: str | None = None,
        melody_id: str | None = None,
        stream: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        lyrics: str,
        prompt: str | None = None,
        n: int | None = 2,
        reference_id: str | None = None,
        vocal_id: str | None = None,
        melody_id: str | None = None,
        stream: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiMurekaV8GenerateSongParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiMurekaV8GenerateSongParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiMurekaV8GenerateSongParams]) -> PricePreview: ...

class _MurekaAiMurekaV9GenerateBgmParams(TypedDict, total=False):
    prompt: str | None
    n: int | None
    instrumental_id: str | None
    stream: bool | None

class _MurekaAiMurekaV9GenerateBgm(_Endpoint[_MurekaAiMurekaV9GenerateBgmParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        n: int | None = 2,
        instrumental_id: str | None = None,
        stream: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        n: int | None = 2,
        instrumental_id: str | None = None,
        stream: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiMurekaV9GenerateBgmParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiMurekaV9GenerateBgmParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiMurekaV9GenerateBgmParams]) -> PricePreview: ...

class _MurekaAiMurekaV9GenerateSongParams(TypedDict, total=False):
    lyrics: Required[str]
    prompt: str | None
    n: int | None
    reference_id: str | None
    vocal_id: str | None
    melody_id: str | None
    stream: bool | None

class _MurekaAiMurekaV9GenerateSong(_Endpoint[_MurekaAiMurekaV9GenerateSongParams]):
    async def __call__(
        self,
        *,
        lyrics: str,
        prompt: str | None = None,
        n: int | None = 2,
        reference_id: str | None = None,
        vocal_id: str | None = None,
        melody_id: str | None = None,
        stream: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        lyrics: str,
        prompt: str | None = None,
        n: int | None = 2,
        reference_id: str | None = None,
        vocal_id: str | None = None,
        melody_id: str | None = None,
        stream: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiMurekaV9GenerateSongParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiMurekaV9GenerateSongParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiMurekaV9GenerateSongParams]) -> PricePreview: ...

class _MurekaAiVocalCloneParams(TypedDict, total=False):
    file_url: Required[MediaInput]

class _MurekaAiVocalClone(_Endpoint[_MurekaAiVocalCloneParams]):
    async def __call__(
        self,
        *,
        file_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        file_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_MurekaAiVocalCloneParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_MurekaAiVocalCloneParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_MurekaAiVocalCloneParams]) -> PricePreview: ...

class _MurekaAi(Namespace):
    files_upload: _MurekaAiFilesUpload
    """mureka/files-upload (text).
    POST /openapi/v2/mureka-ai/files-upload
    Price: no list names one."""
    generate_lyrics: _MurekaAiGenerateLyrics
    """mureka/generate-lyrics (text).
    POST /openapi/v2/mureka-ai/generate-lyrics
    Price: from 0.06 CNY (2026-06-18)."""
    mureka_o2_generate_song: _MurekaAiMurekaO2GenerateSong
    """mureka-o2/generate-song (audio).
    POST /openapi/v2/mureka-ai/mureka-o2/generate-song
    Price: from 0.28 CNY (2026-06-18)."""
    mureka_v7_6_extend_song: _MurekaAiMurekaV76ExtendSong
    """mureka-v7.6/extend-song (audio).
    POST /openapi/v2/mureka-ai/mureka-v7.6/extend-song
    Price: from 0.245 CNY (2026-06-18)."""
    mureka_v7_6_generate_bgm: _MurekaAiMurekaV76GenerateBgm
    """mureka-v7.6/generate-bgm (audio).
    POST /openapi/v2/mureka-ai/mureka-v7.6/generate-bgm
    Price: from 0.19 CNY (2026-06-18)."""
    mureka_v7_6_generate_song: _MurekaAiMurekaV76GenerateSong
    """mureka-v7.6/generate-song (audio).
    POST /openapi/v2/mureka-ai/mureka-v7.6/generate-song
    Price: from 0.19 CNY (2026-06-18)."""
    mureka_v8_extend_song: _MurekaAiMurekaV8ExtendSong
    """mureka-v8/extend-song (audio).
    POST /openapi/v2/mureka-ai/mureka-v8/extend-song
    Price: from 0.63 CNY (2026-06-18)."""
    mureka_v8_generate_bgm: _MurekaAiMurekaV8GenerateBgm
    """mureka-v8/generate-bgm (audio).
    POST /openapi/v2/mureka-ai/mureka-v8/generate-bgm
    Price: from 0.28 CNY (2026-06-18)."""
    mureka_v8_generate_song: _MurekaAiMurekaV8GenerateSong
    """mureka-v8/generate-song (audio).
    POST /openapi/v2/mureka-ai/mureka-v8/generate-song
    Price: from 0.28 CNY (2026-06-18)."""
    mureka_v9_generate_bgm: _MurekaAiMurekaV9GenerateBgm
    """mureka-v9/generate-bgm (audio).
    POST /openapi/v2/mureka-ai/mureka-v9/generate-bgm
    Price: from 0.28 CNY (2026-06-18)."""
    mureka_v9_generate_song: _MurekaAiMurekaV9GenerateSong
    """mureka-v9/generate-song (audio).
    POST /openapi/v2/mureka-ai/mureka-v9/generate-song
    Price: from 0.28 CNY (2026-06-18)."""
    vocal_clone: _MurekaAiVocalClone
    """mureka/vocal-clone (text).
    POST /openapi/v2/mureka-ai/vocal-clone
    Price: from 31.5 CNY (2026-06-18)."""

class _PixverseC1ImageToVideoParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: str | None
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: int | None
    generate_audio_switch: bool | None

class _PixverseC1ImageToVideo(_Endpoint[_PixverseC1ImageToVideoParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseC1ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseC1ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseC1ImageToVideoParams]) -> PricePreview: ...

class _PixverseC1ReferenceToVideo(_Endpoint[Mapping[str, Any]]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        seed: int | None = None,
        **others: Any,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        seed: int | None = None,
        **others: Any,
    ) -> Task: ...
    def check(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        seed: int | None = None,
        **others: Any,
    ) -> dict[str, Any]: ...
    def estimate(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        seed: int | None = None,
        **others: Any,
    ) -> Price | None: ...
    async def price(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        seed: int | None = None,
        **others: Any,
    ) -> PricePreview: ...

class _PixverseC1TextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    generate_audio_switch: bool | None
    duration: int | None
    aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None

class _PixverseC1TextToVideo(_Endpoint[_PixverseC1TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "540p",
        generate_audio_switch: bool | None = True,
        duration: int | None = 5,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "540p",
        generate_audio_switch: bool | None = True,
        duration: int | None = 5,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseC1TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseC1TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseC1TextToVideoParams]) -> PricePreview: ...

class _PixverseC1TransitionParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    end_image_url: MediaInput | None
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: int | None
    generate_audio_switch: bool | None
    aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None

class _PixverseC1Transition(_Endpoint[_PixverseC1TransitionParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        end_image_url: MediaInput | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        end_image_url: MediaInput | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseC1TransitionParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseC1TransitionParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseC1TransitionParams]) -> PricePreview: ...

class _PixverseC1(Namespace):
    image_to_video: _PixverseC1ImageToVideo
    """pixverse-c1/image-to-video (video).
    POST /openapi/v2/pixverse-c1/image-to-video
    Price: 0.189 to 0.756 CNY per second (2026-04-29)."""
    reference_to_video: _PixverseC1ReferenceToVideo
    """pixverse-c1/reference-to-video (video).
    POST /openapi/v2/pixverse-c1/reference-to-video
    Price: from 0.63 to 2.52 CNY per second (2026-04-29)."""
    text_to_video: _PixverseC1TextToVideo
    """pixverse-c1/text-to-video (video).
    POST /openapi/v2/pixverse-c1/text-to-video
    Price: 0.189 to 0.756 CNY per second (2026-04-29)."""
    transition: _PixverseC1Transition
    """pixverse-c1/transition (video).
    POST /openapi/v2/pixverse-c1/transition
    Price: 0.63 to 3.15 CNY per second (2026-04-29)."""

class _PixverseV55ImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: Literal["5", "8", "10", 5, 8, 10] | None
    thinking_type: Literal["auto", "enabled", "disabled"] | None
    negative_prompt: str | None
    generate_audio_switch: Literal["true", "false"] | bool | None
    generate_multi_clip_switch: Literal["true", "false"] | bool | None

class _PixverseV55ImageToVideo(_Endpoint[_PixverseV55ImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "540p",
        duration: Literal["5", "8", "10", 5, 8, 10] | None = "5",
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
        negative_prompt: str | None = None,
        generate_audio_switch: Literal["true", "false"] | bool | None = "false",
        generate_multi_clip_switch: Literal["true", "false"] | bool | None = "false",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "540p",
        duration: Literal["5", "8", "10", 5, 8, 10] | None = "5",
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
        negative_prompt: str | None = None,
        generate_audio_switch: Literal["true", "false"] | bool | None = "false",
        generate_multi_clip_switch: Literal["true", "false"] | bool | None = "false",
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseV55ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseV55ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseV55ImageToVideoParams]) -> PricePreview: ...

class _PixverseV55TextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: Literal["5", "8", "10", 5, 8, 10] | None
    aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16"] | None
    thinking_type: Literal["auto", "enabled", "disabled"] | None
    generate_audio_switch: Literal["true", "false"] | bool | None
    generate_multi_clip_switch: Literal["true", "false"] | bool | None

class _PixverseV55TextToVideo(_Endpoint[_PixverseV55TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "540p",
        duration: Literal["5", "8", "10", 5, 8, 10] | None = "5",
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16"] | None = None,
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
        generate_audio_switch: Literal["true", "false"] | bool | None = "false",
        generate_multi_clip_switch: Literal["true", "false"] | bool | None = "false",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "540p",
        duration: Literal["5", "8", "10", 5, 8, 10] | None = "5",
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16"] | None = None,
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
        generate_audio_switch: Literal["true", "false"] | bool | None = "false",
        generate_multi_clip_switch: Literal["true", "false"] | bool | None = "false",
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseV55TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseV55TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseV55TextToVideoParams]) -> PricePreview: ...

class _PixverseV55(Namespace):
    image_to_video: _PixverseV55ImageToVideo
    """pixverse-v5.5/image-to-video (video).
    POST /openapi/v2/pixverse-v5.5/image-to-video
    Price: 3.1 to 19.4 CNY (2026-04-29)."""
    text_to_video: _PixverseV55TextToVideo
    """pixverse-v5.5/text-to-video (video).
    POST /openapi/v2/pixverse-v5.5/text-to-video
    Price: 3.1 to 19.4 CNY (2026-04-29)."""

class _PixverseV55EffectsParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    effect: Literal["Kiss Me AI", "Muscle Surge", "Anything", "Robot", "The Tiger Touch", "Holy Wings", "Hulk", "Venom", "Microwave", "Hug", "Kiss", "3D Figurine Factor", "Baby Face", "Bald Swipe", "Black Myth: Wukong", "BOOM DROP", "Squid Game", "Zombie Mode"] | None
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: Literal["5", "8", "10", 5, 8, 10] | None
    negative_prompt: str | None
    thinking_type: Literal["auto", "enabled", "disabled"] | None

class _PixverseV55Effects(_Endpoint[_PixverseV55EffectsParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        effect: Literal["Kiss Me AI", "Muscle Surge", "Anything", "Robot", "The Tiger Touch", "Holy Wings", "Hulk", "Venom", "Microwave", "Hug", "Kiss", "3D Figurine Factor", "Baby Face", "Bald Swipe", "Black Myth: Wukong", "BOOM DROP", "Squid Game", "Zombie Mode"] | None = "Kiss Me AI",
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "540p",
        duration: Literal["5", "8", "10", 5, 8, 10] | None = "5",
        negative_prompt: str | None = None,
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        effect: Literal["Kiss Me AI", "Muscle Surge", "Anything", "Robot", "The Tiger Touch", "Holy Wings", "Hulk", "Venom", "Microwave", "Hug", "Kiss", "3D Figurine Factor", "Baby Face", "Bald Swipe", "Black Myth: Wukong", "BOOM DROP", "Squid Game", "Zombie Mode"] | None = "Kiss Me AI",
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "540p",
        duration: Literal["5", "8", "10", 5, 8, 10] | None = "5",
        negative_prompt: str | None = None,
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseV55EffectsParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseV55EffectsParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseV55EffectsParams]) -> PricePreview: ...

class _PixverseV55TransitionParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    end_image_url: Required[MediaInput]
    aspect_ratio: Literal["16:9", "1:1", "4:3", "3:4", "9:16"] | None
    duration: Literal["5", "8", "10", 5, 8, 10] | None
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    thinking_type: Literal["auto", "enabled", "disabled"] | None
    negative_prompt: str | None

class _PixverseV55Transition(_Endpoint[_PixverseV55TransitionParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        end_image_url: MediaInput,
        aspect_ratio: Literal["16:9", "1:1", "4:3", "3:4", "9:16"] | None = None,
        duration: Literal["5", "8", "10", 5, 8, 10] | None = "5",
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "540p",
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
        negative_prompt: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        end_image_url: MediaInput,
        aspect_ratio: Literal["16:9", "1:1", "4:3", "3:4", "9:16"] | None = None,
        duration: Literal["5", "8", "10", 5, 8, 10] | None = "5",
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "540p",
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
        negative_prompt: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseV55TransitionParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseV55TransitionParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseV55TransitionParams]) -> PricePreview: ...

class _PixverseV56ImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: Literal["5", "8", "10", 5, 8, 10] | None
    generate_audio_switch: Literal["true", "false"] | bool | None
    thinking_type: Literal["auto", "enabled", "disabled"] | None
    negative_prompt: str | None

class _PixverseV56ImageToVideo(_Endpoint[_PixverseV56ImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = None,
        duration: Literal["5", "8", "10", 5, 8, 10] | None = None,
        generate_audio_switch: Literal["true", "false"] | bool | None = "false",
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
        negative_prompt: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = None,
        duration: Literal["5", "8", "10", 5, 8, 10] | None = None,
        generate_audio_switch: Literal["true", "false"] | bool | None = "false",
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
        negative_prompt: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseV56ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseV56ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseV56ImageToVideoParams]) -> PricePreview: ...

class _PixverseV56TextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: Literal["5", "8", "10", 5, 8, 10] | None
    aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16"] | None
    generate_audio_switch: Literal["true", "false"] | bool | None
    thinking_type: Literal["auto", "enabled", "disabled"] | None
    negative_prompt: str | None

class _PixverseV56TextToVideo(_Endpoint[_PixverseV56TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = None,
        duration: Literal["5", "8", "10", 5, 8, 10] | None = None,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16"] | None = None,
        generate_audio_switch: Literal["true", "false"] | bool | None = "false",
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
        negative_prompt: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = None,
        duration: Literal["5", "8", "10", 5, 8, 10] | None = None,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16"] | None = None,
        generate_audio_switch: Literal["true", "false"] | bool | None = "false",
        thinking_type: Literal["auto", "enabled", "disabled"] | None = None,
        negative_prompt: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseV56TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseV56TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseV56TextToVideoParams]) -> PricePreview: ...

class _PixverseV56(Namespace):
    image_to_video: _PixverseV56ImageToVideo
    """pixverse-v5.6/image-to-video (video).
    POST /openapi/v2/pixverse-v5.6/image-to-video
    Price: 2.3 to 12.67 CNY (2026-04-29)."""
    text_to_video: _PixverseV56TextToVideo
    """pixverse-v5.6/text-to-video (video).
    POST /openapi/v2/pixverse-v5.6/text-to-video
    Price: 2.3 to 12.67 CNY (2026-04-29)."""

class _PixverseV6ExtendParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: int | None
    generate_audio_switch: bool | None
    negative_prompt: str | None
    style: Literal["anime", "3d_animation", "clay", "comic", "cyberpunk"] | None
    seed: int | None

class _PixverseV6Extend(_Endpoint[_PixverseV6ExtendParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        negative_prompt: str | None = None,
        style: Literal["anime", "3d_animation", "clay", "comic", "cyberpunk"] | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        negative_prompt: str | None = None,
        style: Literal["anime", "3d_animation", "clay", "comic", "cyberpunk"] | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseV6ExtendParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseV6ExtendParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseV6ExtendParams]) -> PricePreview: ...

class _PixverseV6ImageToVideoParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: int | None
    generate_audio_switch: bool | None

class _PixverseV6ImageToVideo(_Endpoint[_PixverseV6ImageToVideoParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseV6ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseV6ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseV6ImageToVideoParams]) -> PricePreview: ...

class _PixverseV6TextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: int | None
    generate_audio_switch: bool | None
    aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None

class _PixverseV6TextToVideo(_Endpoint[_PixverseV6TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = True,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseV6TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseV6TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseV6TextToVideoParams]) -> PricePreview: ...

class _PixverseV6TransitionParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    end_image_url: Required[MediaInput]
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: int | None
    generate_audio_switch: bool | None
    generate_multi_clip_switch: bool | None
    aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None
    style: Literal["anime", "3d_animation", "clay", "comic", "cyberpunk"] | None
    negative_prompt: str | None
    seed: int | None
    thinking_type: bool | None

class _PixverseV6Transition(_Endpoint[_PixverseV6TransitionParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        end_image_url: MediaInput,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = False,
        generate_multi_clip_switch: bool | None = False,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
        style: Literal["anime", "3d_animation", "clay", "comic", "cyberpunk"] | None = None,
        negative_prompt: str | None = None,
        seed: int | None = None,
        thinking_type: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        end_image_url: MediaInput,
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: int | None = 5,
        generate_audio_switch: bool | None = False,
        generate_multi_clip_switch: bool | None = False,
        aspect_ratio: Literal["16:9", "4:3", "1:1", "3:4", "9:16", "2:3", "3:2", "21:9"] | None = None,
        style: Literal["anime", "3d_animation", "clay", "comic", "cyberpunk"] | None = None,
        negative_prompt: str | None = None,
        seed: int | None = None,
        thinking_type: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_PixverseV6TransitionParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_PixverseV6TransitionParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_PixverseV6TransitionParams]) -> PricePreview: ...

class _PixverseV6(Namespace):
    extend: _PixverseV6Extend
    """pixverse-v6/extend (video).
    POST /openapi/v2/pixverse-v6/extend
    Price: 0.158 to 0.725 CNY per second (2026-04-29)."""
    image_to_video: _PixverseV6ImageToVideo
    """pixverse-v6/image-to-video (video).
    POST /openapi/v2/pixverse-v6/image-to-video
    Price: 0.158 to 0.725 CNY per second (2026-04-29)."""
    text_to_video: _PixverseV6TextToVideo
    """pixverse-v6/text-to-video (video).
    POST /openapi/v2/pixverse-v6/text-to-video
    Price: 0.158 to 0.725 CNY per second (2026-04-29)."""
    transition: _PixverseV6Transition
    """pixverse-v6/transition (video).
    POST /openapi/v2/pixverse-v6/transition
    Price: 0.158 to 0.725 CNY per second (2026-04-29)."""

class _RhartAudioExtractBackgroundParams(TypedDict, total=False):
    file: Required[MediaInput]

class _RhartAudioExtractBackground(_Endpoint[_RhartAudioExtractBackgroundParams]):
    async def __call__(
        self,
        *,
        file: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        file: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioExtractBackgroundParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioExtractBackgroundParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioExtractBackgroundParams]) -> PricePreview: ...

class _RhartAudioExtractVocalParams(TypedDict, total=False):
    file: Required[MediaInput]

class _RhartAudioExtractVocal(_Endpoint[_RhartAudioExtractVocalParams]):
    async def __call__(
        self,
        *,
        file: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        file: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioExtractVocalParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioExtractVocalParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioExtractVocalParams]) -> PricePreview: ...

class _RhartAudioSourceSeparationParams(TypedDict, total=False):
    video_url: Required[MediaInput]

class _RhartAudioSourceSeparation(_Endpoint[_RhartAudioSourceSeparationParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioSourceSeparationParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioSourceSeparationParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioSourceSeparationParams]) -> PricePreview: ...

class _RhartAudioSunoV45CustomParams(TypedDict, total=False):
    title: Required[str]
    prompt: Required[str]
    tags: Required[str]

class _RhartAudioSunoV45Custom(_Endpoint[_RhartAudioSunoV45CustomParams]):
    async def __call__(
        self,
        *,
        title: str,
        prompt: str,
        tags: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        title: str,
        prompt: str,
        tags: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioSunoV45CustomParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioSunoV45CustomParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioSunoV45CustomParams]) -> PricePreview: ...

class _RhartAudioSunoV45SingleParams(TypedDict, total=False):
    title: str | None
    description: Required[str]
    make_instrumental: Literal["false", "true"] | bool | None

class _RhartAudioSunoV45Single(_Endpoint[_RhartAudioSunoV45SingleParams]):
    async def __call__(
        self,
        *,
        title: str | None = None,
        description: str,
        make_instrumental: Literal["false", "true"] | bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        title: str | None = None,
        description: str,
        make_instrumental: Literal["false", "true"] | bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioSunoV45SingleParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioSunoV45SingleParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioSunoV45SingleParams]) -> PricePreview: ...

class _RhartAudioSunoV55CustomParams(TypedDict, total=False):
    title: Required[str]
    prompt: Required[str]
    tags: Required[str]

class _RhartAudioSunoV55Custom(_Endpoint[_RhartAudioSunoV55CustomParams]):
    async def __call__(
        self,
        *,
        title: str,
        prompt: str,
        tags: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        title: str,
        prompt: str,
        tags: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioSunoV55CustomParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioSunoV55CustomParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioSunoV55CustomParams]) -> PricePreview: ...

class _RhartAudioSunoV55SingleParams(TypedDict, total=False):
    title: str | None
    description: Required[str]
    make_instrumental: Literal["false", "true"] | bool | None

class _RhartAudioSunoV55Single(_Endpoint[_RhartAudioSunoV55SingleParams]):
    async def __call__(
        self,
        *,
        title: str | None = None,
        description: str,
        make_instrumental: Literal["false", "true"] | bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        title: str | None = None,
        description: str,
        make_instrumental: Literal["false", "true"] | bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioSunoV55SingleParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioSunoV55SingleParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioSunoV55SingleParams]) -> PricePreview: ...

class _RhartAudioSunoV5CustomParams(TypedDict, total=False):
    title: Required[str]
    prompt: Required[str]
    tags: Required[str]

class _RhartAudioSunoV5Custom(_Endpoint[_RhartAudioSunoV5CustomParams]):
    async def __call__(
        self,
        *,
        title: str,
        prompt: str,
        tags: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        title: str,
        prompt: str,
        tags: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioSunoV5CustomParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioSunoV5CustomParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioSunoV5CustomParams]) -> PricePreview: ...

class _RhartAudioSunoV5SingleParams(TypedDict, total=False):
    title: str | None
    description: Required[str]
    make_instrumental: Literal["false", "true"] | bool | None

class _RhartAudioSunoV5Single(_Endpoint[_RhartAudioSunoV5SingleParams]):
    async def __call__(
        self,
        *,
        title: str | None = None,
        description: str,
        make_instrumental: Literal["false", "true"] | bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        title: str | None = None,
        description: str,
        make_instrumental: Literal["false", "true"] | bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioSunoV5SingleParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioSunoV5SingleParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioSunoV5SingleParams]) -> PricePreview: ...

class _RhartAudioSunoLyricsParams(TypedDict, total=False):
    prompt: Required[str]

class _RhartAudioSunoLyrics(_Endpoint[_RhartAudioSunoLyricsParams]):
    async def __call__(
        self,
        *,
        prompt: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioSunoLyricsParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioSunoLyricsParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioSunoLyricsParams]) -> PricePreview: ...

class _RhartAudioTextToAudioMusic25Params(TypedDict, total=False):
    prompt: Required[str]
    lyrics: Required[str]
    bitrate: Literal["32000", "60000", "64000", "128000", "256000", 32000, 60000, 64000, 128000, 256000] | None
    sample_rate: Literal["16000", "24000", "32000", "44100", 16000, 24000, 32000, 44100] | None

class _RhartAudioTextToAudioMusic25(_Endpoint[_RhartAudioTextToAudioMusic25Params]):
    async def __call__(
        self,
        *,
        prompt: str,
        lyrics: str,
        bitrate: Literal["32000", "60000", "64000", "128000", "256000", 32000, 60000, 64000, 128000, 256000] | None = None,
        sample_rate: Literal["16000", "24000", "32000", "44100", 16000, 24000, 32000, 44100] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        lyrics: str,
        bitrate: Literal["32000", "60000", "64000", "128000", "256000", 32000, 60000, 64000, 128000, 256000] | None = None,
        sample_rate: Literal["16000", "24000", "32000", "44100", 16000, 24000, 32000, 44100] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioTextToAudioMusic25Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioTextToAudioMusic25Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioTextToAudioMusic25Params]) -> PricePreview: ...

class _RhartAudioTextToAudioSpeech02HdParams(TypedDict, total=False):
    text: Required[str]
    pronunciation_dict: Sequence[str] | str | None
    voice_id: str | None
    speed: float | None
    volume: float | None
    pitch: int | None
    emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None
    enable_base64_output: bool | None
    english_normalization: bool | None

class _RhartAudioTextToAudioSpeech02Hd(_Endpoint[_RhartAudioTextToAudioSpeech02HdParams]):
    async def __call__(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Wise_Woman",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Wise_Woman",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioTextToAudioSpeech02HdParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioTextToAudioSpeech02HdParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioTextToAudioSpeech02HdParams]) -> PricePreview: ...

class _RhartAudioTextToAudioSpeech02TurboParams(TypedDict, total=False):
    text: Required[str]
    pronunciation_dict: Sequence[str] | str | None
    voice_id: str | None
    speed: float | None
    volume: float | None
    pitch: int | None
    emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None
    enable_base64_output: bool | None
    english_normalization: bool | None

class _RhartAudioTextToAudioSpeech02Turbo(_Endpoint[_RhartAudioTextToAudioSpeech02TurboParams]):
    async def __call__(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Energetic_Girl",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Energetic_Girl",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioTextToAudioSpeech02TurboParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioTextToAudioSpeech02TurboParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioTextToAudioSpeech02TurboParams]) -> PricePreview: ...

class _RhartAudioTextToAudioSpeech26HdParams(TypedDict, total=False):
    text: Required[str]
    pronunciation_dict: Sequence[str] | str | None
    voice_id: str | None
    speed: float | None
    volume: float | None
    pitch: int | None
    emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None
    enable_base64_output: bool | None
    english_normalization: bool | None

class _RhartAudioTextToAudioSpeech26Hd(_Endpoint[_RhartAudioTextToAudioSpeech26HdParams]):
    async def __call__(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Wise_Woman",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Wise_Woman",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioTextToAudioSpeech26HdParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioTextToAudioSpeech26HdParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioTextToAudioSpeech26HdParams]) -> PricePreview: ...

class _RhartAudioTextToAudioSpeech26TurboParams(TypedDict, total=False):
    text: Required[str]
    pronunciation_dict: Sequence[str] | str | None
    voice_id: str | None
    speed: float | None
    volume: float | None
    pitch: int | None
    emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None
    enable_base64_output: bool | None
    english_normalization: bool | None

class _RhartAudioTextToAudioSpeech26Turbo(_Endpoint[_RhartAudioTextToAudioSpeech26TurboParams]):
    async def __call__(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Wise_Woman",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Wise_Woman",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioTextToAudioSpeech26TurboParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioTextToAudioSpeech26TurboParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioTextToAudioSpeech26TurboParams]) -> PricePreview: ...

class _RhartAudioTextToAudioSpeech28HdParams(TypedDict, total=False):
    text: Required[str]
    pronunciation_dict: Sequence[str] | str | None
    voice_id: str | None
    speed: float | None
    volume: float | None
    pitch: int | None
    emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None
    enable_base64_output: bool | None
    english_normalization: bool | None

class _RhartAudioTextToAudioSpeech28Hd(_Endpoint[_RhartAudioTextToAudioSpeech28HdParams]):
    async def __call__(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Wise_Woman",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Wise_Woman",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioTextToAudioSpeech28HdParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioTextToAudioSpeech28HdParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioTextToAudioSpeech28HdParams]) -> PricePreview: ...

class _RhartAudioTextToAudioSpeech28TurboParams(TypedDict, total=False):
    text: Required[str]
    pronunciation_dict: Sequence[str] | str | None
    voice_id: str | None
    speed: float | None
    volume: float | None
    pitch: int | None
    emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None
    enable_base64_output: bool | None
    english_normalization: bool | None

class _RhartAudioTextToAudioSpeech28Turbo(_Endpoint[_RhartAudioTextToAudioSpeech28TurboParams]):
    async def __call__(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Elegant_Man",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        text: str,
        pronunciation_dict: Sequence[str] | str | None = None,
        voice_id: str | None = "Elegant_Man",
        speed: float | None = None,
        volume: float | None = None,
        pitch: int | None = None,
        emotion: Literal["happy", "sad", "angry", "fearful", "disgusted", "surprised", "neutral"] | None = None,
        enable_base64_output: bool | None = False,
        english_normalization: bool | None = False,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioTextToAudioSpeech28TurboParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioTextToAudioSpeech28TurboParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioTextToAudioSpeech28TurboParams]) -> PricePreview: ...

class _RhartAudioTextToAudioVoiceCloneParams(TypedDict, total=False):
    audio: Required[MediaInput]
    custom_voice_id: Required[str]
    text: Required[str]
    accuracy: float | None
    need_noise_reduction: bool | None
    need_volume_normalization: bool | None
    model: Literal["speech-02-hd", "speech-02-turbo", "speech-2.5-hd-preview", "speech-2.5-turbo-preview", "speech-2.6-hd", "speech-2.6-turbo", "speech-2.8-turbo", "speech-2.8-hd"] | None
    language_boost: Literal["Chinese", "Chinese,Yue", "English", "Arabic", "Russian", "Spanish", "French", "Portuguese", "German", "Turkish", "Dutch", "Ukrainian", "Vietnamese", "Indonesian", "Japanese", "Italian", "Korean", "Thai", "Polish", "Romanian", "Greek", "Czech", "Finnish", "Hindi", "auto"] | None

class _RhartAudioTextToAudioVoiceClone(_Endpoint[_RhartAudioTextToAudioVoiceCloneParams]):
    async def __call__(
        self,
        *,
        audio: MediaInput,
        custom_voice_id: str,
        text: str,
        accuracy: float | None = None,
        need_noise_reduction: bool | None = False,
        need_volume_normalization: bool | None = False,
        model: Literal["speech-02-hd", "speech-02-turbo", "speech-2.5-hd-preview", "speech-2.5-turbo-preview", "speech-2.6-hd", "speech-2.6-turbo", "speech-2.8-turbo", "speech-2.8-hd"] | None = "speech-02-hd",
        language_boost: Literal["Chinese", "Chinese,Yue", "English", "Arabic", "Russian", "Spanish", "French", "Portuguese", "German", "Turkish", "Dutch", "Ukrainian", "Vietnamese", "Indonesian", "Japanese", "Italian", "Korean", "Thai", "Polish", "Romanian", "Greek", "Czech", "Finnish", "Hindi", "auto"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        audio: MediaInput,
        custom_voice_id: str,
        text: str,
        accuracy: float | None = None,
        need_noise_reduction: bool | None = False,
        need_volume_normalization: bool | None = False,
        model: Literal["speech-02-hd", "speech-02-turbo", "speech-2.5-hd-preview", "speech-2.5-turbo-preview", "speech-2.6-hd", "speech-2.6-turbo", "speech-2.8-turbo", "speech-2.8-hd"] | None = "speech-02-hd",
        language_boost: Literal["Chinese", "Chinese,Yue", "English", "Arabic", "Russian", "Spanish", "French", "Portuguese", "German", "Turkish", "Dutch", "Ukrainian", "Vietnamese", "Indonesian", "Japanese", "Italian", "Korean", "Thai", "Polish", "Romanian", "Greek", "Czech", "Finnish", "Hindi", "auto"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartAudioTextToAudioVoiceCloneParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartAudioTextToAudioVoiceCloneParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartAudioTextToAudioVoiceCloneParams]) -> PricePreview: ...

class _RhartAudio(Namespace):
    extract_background: _RhartAudioExtractBackground
    """extract-background (audio).
    POST /openapi/v2/rhart-audio/extract-background
    Price: from 0.1 CNY (2026-06-18)."""
    extract_vocal: _RhartAudioExtractVocal
    """extract-vocal (audio).
    POST /openapi/v2/rhart-audio/extract-vocal
    Price: from 0.1 CNY (2026-06-18)."""
    source_separation: _RhartAudioSourceSeparation
    """source-separation (audio).
    POST /openapi/v2/rhart-audio/source-separation
    Price: from 0.1 CNY (2026-06-18)."""
    suno_v4_5_custom: _RhartAudioSunoV45Custom
    """suno-custom-v4.5 (audio).
    POST /openapi/v2/rhart-audio/suno-v4.5/custom
    Price: 0.72 CNY (2026-04-29)."""
    suno_v4_5_single: _RhartAudioSunoV45Single
    """suno-single-v4.5 (audio).
    POST /openapi/v2/rhart-audio/suno-v4.5/single
    Price: 0.72 CNY (2026-04-29)."""
    suno_v5_5_custom: _RhartAudioSunoV55Custom
    """suno-custom-v5.5 (audio).
    POST /openapi/v2/rhart-audio/suno-v5.5/custom
    Price: 0.72 CNY (2026-04-29)."""
    suno_v5_5_single: _RhartAudioSunoV55Single
    """suno-single-v5.5 (audio).
    POST /openapi/v2/rhart-audio/suno-v5.5/single
    Price: 0.72 CNY (2026-04-29)."""
    suno_v5_custom: _RhartAudioSunoV5Custom
    """suno-custom-v5 (audio).
    POST /openapi/v2/rhart-audio/suno-v5/custom
    Price: 0.72 CNY (2026-04-29)."""
    suno_v5_single: _RhartAudioSunoV5Single
    """suno-single-v5 (audio).
    POST /openapi/v2/rhart-audio/suno-v5/single
    Price: 0.72 CNY (2026-04-29)."""
    suno_lyrics: _RhartAudioSunoLyrics
    """suno-lyrics (audio).
    POST /openapi/v2/rhart-audio/suno/lyrics
    Price: 0.014 CNY (2026-04-29)."""
    text_to_audio_music_2_5: _RhartAudioTextToAudioMusic25
    """minimax/music-2.5 (audio).
    POST /openapi/v2/rhart-audio/text-to-audio/music-2.5
    Price: 0.95 CNY (2026-04-29)."""
    text_to_audio_speech_02_hd: _RhartAudioTextToAudioSpeech02Hd
    """minimax/speech-02-hd (audio).
    POST /openapi/v2/rhart-audio/text-to-audio/speech-02-hd
    Price: 0.31 CNY per 1,000 characters (2026-04-29)."""
    text_to_audio_speech_02_turbo: _RhartAudioTextToAudioSpeech02Turbo
    """minimax/speech-02-turbo (audio).
    POST /openapi/v2/rhart-audio/text-to-audio/speech-02-turbo
    Price: 0.19 CNY per 1,000 characters (2026-04-29)."""
    text_to_audio_speech_2_6_hd: _RhartAudioTextToAudioSpeech26Hd
    """minimax/speech-2.6-hd (audio).
    POST /openapi/v2/rhart-audio/text-to-audio/speech-2.6-hd
    Price: 0.62 CNY per 1,000 characters (2026-04-29)."""
    text_to_audio_speech_2_6_turbo: _RhartAudioTextToAudioSpeech26Turbo
    """minimax/speech-2.6-turbo (audio).
    POST /openapi/v2/rhart-audio/text-to-audio/speech-2.6-turbo
    Price: 0.37 CNY per 1,000 characters (2026-04-29)."""
    text_to_audio_speech_2_8_hd: _RhartAudioTextToAudioSpeech28Hd
    """minimax/speech-2.8-hd (audio).
    POST /openapi/v2/rhart-audio/text-to-audio/speech-2.8-hd
    Price: 0.62 CNY per 1,000 characters (2026-04-29)."""
    text_to_audio_speech_2_8_turbo: _RhartAudioTextToAudioSpeech28Turbo
    """minimax/speech-2.8-turbo (audio).
    POST /openapi/v2/rhart-audio/text-to-audio/speech-2.8-turbo
    Price: 0.37 CNY per 1,000 characters (2026-04-29)."""
    text_to_audio_voice_clone: _RhartAudioTextToAudioVoiceClone
    """minimax/voice-clone (audio).
    POST /openapi/v2/rhart-audio/text-to-audio/voice-clone
    Price: 3.12 CNY (2026-04-29)."""

class _RhartImageF2DevEditParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None
    custom_width: int | None
    custom_hight: int | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageF2DevEdit(_Endpoint[_RhartImageF2DevEditParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2DevEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2DevEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2DevEditParams]) -> PricePreview: ...

class _RhartImageF2DevEditLoraParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None
    custom_width: int | None
    custom_hight: int | None
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageF2DevEditLora(_Endpoint[_RhartImageF2DevEditLoraParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2DevEditLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2DevEditLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2DevEditLoraParams]) -> PricePreview: ...

class _RhartImageF2DevTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None
    custom_width: int | None
    custom_hight: int | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageF2DevTextToImage(_Endpoint[_RhartImageF2DevTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2DevTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2DevTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2DevTextToImageParams]) -> PricePreview: ...

class _RhartImageF2DevTextToImageLoraParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None
    custom_width: int | None
    custom_hight: int | None
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageF2DevTextToImageLora(_Endpoint[_RhartImageF2DevTextToImageLoraParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2DevTextToImageLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2DevTextToImageLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2DevTextToImageLoraParams]) -> PricePreview: ...

class _RhartImageF2Klein4bEditParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageF2Klein4bEdit(_Endpoint[_RhartImageF2Klein4bEditParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2Klein4bEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2Klein4bEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2Klein4bEditParams]) -> PricePreview: ...

class _RhartImageF2Klein4bEditLoraParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    prompt: Required[str]
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageF2Klein4bEditLora(_Endpoint[_RhartImageF2Klein4bEditLoraParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        prompt: str,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        prompt: str,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2Klein4bEditLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2Klein4bEditLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2Klein4bEditLoraParams]) -> PricePreview: ...

class _RhartImageF2Klein4bTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    custom_width: int | None
    custom_hight: int | None
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageF2Klein4bTextToImage(_Endpoint[_RhartImageF2Klein4bTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        custom_width: int | None = None,
        custom_hight: int | None = None,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "9:16",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        custom_width: int | None = None,
        custom_hight: int | None = None,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "9:16",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2Klein4bTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2Klein4bTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2Klein4bTextToImageParams]) -> PricePreview: ...

class _RhartImageF2Klein4bTextToImageLoraParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    lora: str | None
    lora_strength: float | None

class _RhartImageF2Klein4bTextToImageLora(_Endpoint[_RhartImageF2Klein4bTextToImageLoraParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        lora: str | None = None,
        lora_strength: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        lora: str | None = None,
        lora_strength: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2Klein4bTextToImageLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2Klein4bTextToImageLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2Klein4bTextToImageLoraParams]) -> PricePreview: ...

class _RhartImageF2Klein9bEditParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None
    custom_width: int | None
    custom_hight: int | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageF2Klein9bEdit(_Endpoint[_RhartImageF2Klein9bEditParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2Klein9bEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2Klein9bEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2Klein9bEditParams]) -> PricePreview: ...

class _RhartImageF2Klein9bTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None
    custom_width: int | None
    custom_hight: int | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageF2Klein9bTextToImage(_Endpoint[_RhartImageF2Klein9bTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2Klein9bTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2Klein9bTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2Klein9bTextToImageParams]) -> PricePreview: ...

class _RhartImageF2Klein9bTextToImageLoraParams(TypedDict, total=False):
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None
    custom_width: int | None
    custom_hight: int | None
    prompt: Required[str]
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageF2Klein9bTextToImageLora(_Endpoint[_RhartImageF2Klein9bTextToImageLoraParams]):
    async def __call__(
        self,
        *,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        prompt: str,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "9:16",
        custom_width: int | None = None,
        custom_hight: int | None = None,
        prompt: str,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageF2Klein9bTextToImageLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageF2Klein9bTextToImageLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageF2Klein9bTextToImageLoraParams]) -> PricePreview: ...

class _RhartImageFDevParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageFDev(_Endpoint[_RhartImageFDevParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageFDevParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageFDevParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageFDevParams]) -> PricePreview: ...

class _RhartImageFDevLoraParams(TypedDict, total=False):
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    prompt: Required[str]
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageFDevLora(_Endpoint[_RhartImageFDevLoraParams]):
    async def __call__(
        self,
        *,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        prompt: str,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        prompt: str,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageFDevLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageFDevLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageFDevLoraParams]) -> PricePreview: ...

class _RhartImageFKreaDevLoraParams(TypedDict, total=False):
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    prompt: Required[str]
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageFKreaDevLora(_Endpoint[_RhartImageFKreaDevLoraParams]):
    async def __call__(
        self,
        *,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        prompt: str,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        prompt: str,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageFKreaDevLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageFKreaDevLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageFKreaDevLoraParams]) -> PricePreview: ...

class _RhartImageQwenImageEdit2511Params(TypedDict, total=False):
    image_url: Required[MediaInput]
    image_url2: MediaInput | None
    image_url3: MediaInput | None
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageQwenImageEdit2511(_Endpoint[_RhartImageQwenImageEdit2511Params]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        image_url2: MediaInput | None = None,
        image_url3: MediaInput | None = None,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "1:1",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        image_url2: MediaInput | None = None,
        image_url3: MediaInput | None = None,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "1:1",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageQwenImageEdit2511Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageQwenImageEdit2511Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageQwenImageEdit2511Params]) -> PricePreview: ...

class _RhartImageQwenImageEdit2511LoraParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    aspect_ratio: Required[Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"]]
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageQwenImageEdit2511Lora(_Endpoint[_RhartImageQwenImageEdit2511LoraParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"],
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"],
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageQwenImageEdit2511LoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageQwenImageEdit2511LoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageQwenImageEdit2511LoraParams]) -> PricePreview: ...

class _RhartImageQwenImageTextToImage2512Params(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None
    custom_width: int | None
    custom_height: int | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageQwenImageTextToImage2512(_Endpoint[_RhartImageQwenImageTextToImage2512Params]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "16:9",
        custom_width: int | None = None,
        custom_height: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "16:9",
        custom_width: int | None = None,
        custom_height: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageQwenImageTextToImage2512Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageQwenImageTextToImage2512Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageQwenImageTextToImage2512Params]) -> PricePreview: ...

class _RhartImageQwenImageTextToImage2512LoraParams(TypedDict, total=False):
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    prompt: Required[str]
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp (lossless)", "webp (lossy)"] | None

class _RhartImageQwenImageTextToImage2512Lora(_Endpoint[_RhartImageQwenImageTextToImage2512LoraParams]):
    async def __call__(
        self,
        *,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        prompt: str,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp (lossless)", "webp (lossy)"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        prompt: str,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp (lossless)", "webp (lossy)"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageQwenImageTextToImage2512LoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageQwenImageTextToImage2512LoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageQwenImageTextToImage2512LoraParams]) -> PricePreview: ...

class _RhartImageZImageTurboImageToImageParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageZImageTurboImageToImage(_Endpoint[_RhartImageZImageTurboImageToImageParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageZImageTurboImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageZImageTurboImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageZImageTurboImageToImageParams]) -> PricePreview: ...

class _RhartImageZImageTurboImageToImageLoraParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageZImageTurboImageToImageLora(_Endpoint[_RhartImageZImageTurboImageToImageLoraParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageZImageTurboImageToImageLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageZImageTurboImageToImageLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageZImageTurboImageToImageLoraParams]) -> PricePreview: ...

class _RhartImageZImageTurboParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageZImageTurbo(_Endpoint[_RhartImageZImageTurboParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageZImageTurboParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageZImageTurboParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageZImageTurboParams]) -> PricePreview: ...

class _RhartImageZImageTurboLoraParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartImageZImageTurboLora(_Endpoint[_RhartImageZImageTurboLoraParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2"] | None = "9:16",
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageZImageTurboLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageZImageTurboLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageZImageTurboLoraParams]) -> PricePreview: ...

class _RhartImage(Namespace):
    f_2_dev_edit: _RhartImageF2DevEdit
    """f-2-dev/edit (image).
    POST /openapi/v2/rhart-image/f-2-dev/edit
    Price: from 0.24 CNY (2026-06-18)."""
    f_2_dev_edit_lora: _RhartImageF2DevEditLora
    """f-2-dev/edit-lora (image).
    POST /openapi/v2/rhart-image/f-2-dev/edit-lora
    Price: from 0.25 CNY (2026-06-18)."""
    f_2_dev_text_to_image: _RhartImageF2DevTextToImage
    """f-2-dev/text-to-image (image).
    POST /openapi/v2/rhart-image/f-2-dev/text-to-image
    Price: from 0.2 CNY (2026-06-18)."""
    f_2_dev_text_to_image_lora: _RhartImageF2DevTextToImageLora
    """f-2-dev/text-to-image-lora (image).
    POST /openapi/v2/rhart-image/f-2-dev/text-to-image-lora
    Price: from 0.17 CNY (2026-06-18)."""
    f_2_klein_4b_edit: _RhartImageF2Klein4bEdit
    """f-2-klein-4b/edit (image).
    POST /openapi/v2/rhart-image/f-2-klein-4b/edit
    Price: from 0.05 CNY (2026-06-18)."""
    f_2_klein_4b_edit_lora: _RhartImageF2Klein4bEditLora
    """f-2-klein-4b/edit-lora (image).
    POST /openapi/v2/rhart-image/f-2-klein-4b/edit-lora
    Price: from 0.05 CNY (2026-06-18)."""
    f_2_klein_4b_text_to_image: _RhartImageF2Klein4bTextToImage
    """f-2-klein-4b/text-to-image (image).
    POST /openapi/v2/rhart-image/f-2-klein-4b/text-to-image
    Price: from 0.05 CNY (2026-06-18)."""
    f_2_klein_4b_text_to_image_lora: _RhartImageF2Klein4bTextToImageLora
    """f-2-klein-4b/text-to-image-lora (image).
    POST /openapi/v2/rhart-image/f-2-klein-4b/text-to-image-lora
    Price: from 0.04 CNY (2026-06-18)."""
    f_2_klein_9b_edit: _RhartImageF2Klein9bEdit
    """f-2-klein-9b/edit (image).
    POST /openapi/v2/rhart-image/f-2-klein-9b/edit
    Price: from 0.05 CNY (2026-06-18)."""
    f_2_klein_9b_text_to_image: _RhartImageF2Klein9bTextToImage
    """f-2-klein-9b/text-to-image (image).
    POST /openapi/v2/rhart-image/f-2-klein-9b/text-to-image
    Price: from 0.05 CNY (2026-06-18)."""
    f_2_klein_9b_text_to_image_lora: _RhartImageF2Klein9bTextToImageLora
    """f-2-klein-9b/text-to-image-lora (image).
    POST /openapi/v2/rhart-image/f-2-klein-9b/text-to-image-lora
    Price: from 0.06 CNY (2026-06-18)."""
    f_dev: _RhartImageFDev
    """f-dev (image).
    POST /openapi/v2/rhart-image/f-dev
    Price: 0.04 CNY (2026-04-29)."""
    f_dev_lora: _RhartImageFDevLora
    """f-dev-lora (image).
    POST /openapi/v2/rhart-image/f-dev-lora
    Price: 0.03 CNY (2026-04-29)."""
    f_krea_dev_lora: _RhartImageFKreaDevLora
    """f-krea-dev-lora (image).
    POST /openapi/v2/rhart-image/f-krea-dev-lora
    Price: from 0.05 CNY (2026-06-18)."""
    qwen_image_edit_2511: _RhartImageQwenImageEdit2511
    """qwen-image/edit-2511 (image).
    POST /openapi/v2/rhart-image/qwen-image/edit-2511
    Price: from 0.12 CNY (2026-06-18)."""
    qwen_image_edit_2511_lora: _RhartImageQwenImageEdit2511Lora
    """qwen-image/edit-2511-lora (image).
    POST /openapi/v2/rhart-image/qwen-image/edit-2511-lora
    Price: from 0.07 CNY (2026-06-18)."""
    qwen_image_text_to_image_2512: _RhartImageQwenImageTextToImage2512
    """qwen-image/text-to-image-2512 (image).
    POST /openapi/v2/rhart-image/qwen-image/text-to-image-2512
    Price: from 0.12 CNY (2026-06-18)."""
    qwen_image_text_to_image_2512_lora: _RhartImageQwenImageTextToImage2512Lora
    """qwen-image/text-to-image-2512-lora (image).
    POST /openapi/v2/rhart-image/qwen-image/text-to-image-2512-lora
    Price: from 0.1 CNY (2026-06-18)."""
    z_image_turbo_image_to_image: _RhartImageZImageTurboImageToImage
    """z-image-turbo/image-to-image (image).
    POST /openapi/v2/rhart-image/z-image-turbo/image-to-image
    Price: from 0.05 CNY (2026-06-18)."""
    z_image_turbo_image_to_image_lora: _RhartImageZImageTurboImageToImageLora
    """z-image-turbo/image-to-image-lora (image).
    POST /openapi/v2/rhart-image/z-image-turbo/image-to-image-lora
    Price: from 0.03 CNY (2026-06-18)."""
    z_image_turbo: _RhartImageZImageTurbo
    """z-image/turbo (image).
    POST /openapi/v2/rhart-image/z-image/turbo
    Price: from 0.04 CNY (2026-06-18)."""
    z_image_turbo_lora: _RhartImageZImageTurboLora
    """z-image/turbo-lora (image).
    POST /openapi/v2/rhart-image/z-image/turbo-lora
    Price: from 0.03 CNY (2026-06-18)."""

class _RhartImageGImageToImageParams(TypedDict, total=False):
    model: Literal["g-3", "g-4", "g-4.1", "g-4.2"] | None
    prompt: Required[str]
    image_url: MediaInput | None

class _RhartImageGImageToImage(_Endpoint[_RhartImageGImageToImageParams]):
    async def __call__(
        self,
        *,
        model: Literal["g-3", "g-4", "g-4.1", "g-4.2"] | None = "g-4.2",
        prompt: str,
        image_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        model: Literal["g-3", "g-4", "g-4.1", "g-4.2"] | None = "g-4.2",
        prompt: str,
        image_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageGImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageGImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageGImageToImageParams]) -> PricePreview: ...

class _RhartImageGTextToImageParams(TypedDict, total=False):
    model: Literal["g-3", "g-4", "g-4.1", "g-4.2"] | None
    prompt: Required[str]
    aspect_ratio: Literal["960x960", "720x1280", "1280x720", "1168x784", "784x1168"] | None

class _RhartImageGTextToImage(_Endpoint[_RhartImageGTextToImageParams]):
    async def __call__(
        self,
        *,
        model: Literal["g-3", "g-4", "g-4.1", "g-4.2"] | None = "g-4.2",
        prompt: str,
        aspect_ratio: Literal["960x960", "720x1280", "1280x720", "1168x784", "784x1168"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        model: Literal["g-3", "g-4", "g-4.1", "g-4.2"] | None = "g-4.2",
        prompt: str,
        aspect_ratio: Literal["960x960", "720x1280", "1280x720", "1168x784", "784x1168"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageGTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageGTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageGTextToImageParams]) -> PricePreview: ...

class _RhartImageG(Namespace):
    image_to_image: _RhartImageGImageToImage
    """grok-image/image-to-image/channel-low-price (image).
    POST /openapi/v2/rhart-image-g/image-to-image
    Price: 0.08 CNY (2026-04-29)."""
    text_to_image: _RhartImageGTextToImage
    """grok-image/text-to-image/channel-low-price (image).
    POST /openapi/v2/rhart-image-g/text-to-image
    Price: 0.08 CNY (2026-04-29)."""

class _RhartImageG15EditParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    aspect_ratio: Literal["auto", "1:1", "3:2", "2:3"] | None

class _RhartImageG15Edit(_Endpoint[_RhartImageG15EditParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        aspect_ratio: Literal["auto", "1:1", "3:2", "2:3"] | None = "2:3",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        aspect_ratio: Literal["auto", "1:1", "3:2", "2:3"] | None = "2:3",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG15EditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG15EditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG15EditParams]) -> PricePreview: ...

class _RhartImageG15TextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["auto", "1:1", "3:2", "2:3"] | None

class _RhartImageG15TextToImage(_Endpoint[_RhartImageG15TextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["auto", "1:1", "3:2", "2:3"] | None = "2:3",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["auto", "1:1", "3:2", "2:3"] | None = "2:3",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG15TextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG15TextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG15TextToImageParams]) -> PricePreview: ...

class _RhartImageG15(Namespace):
    edit: _RhartImageG15Edit
    """gpt-image-1.5/edit-channel-low-price (image; deprecated).
    POST /openapi/v2/rhart-image-g-1.5/edit
    Price: 0.03 CNY (2026-04-29)."""
    text_to_image: _RhartImageG15TextToImage
    """gpt-image-1.5/text-to-image-channel-low-price (image; deprecated).
    POST /openapi/v2/rhart-image-g-1.5/text-to-image
    Price: 0.03 CNY (2026-04-29)."""

class _RhartImageG15OfficialImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    size: Literal["1024*1024", "1024*1536", "1536*1024"] | None
    quality: Literal["low", "medium", "high"] | None
    input_fidelity: Literal["low", "high"] | None
    background: Literal["auto", "transparent", "opaque"] | None

class _RhartImageG15OfficialImageToImage(_Endpoint[_RhartImageG15OfficialImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        size: Literal["1024*1024", "1024*1536", "1536*1024"] | None = "1024*1024",
        quality: Literal["low", "medium", "high"] | None = "medium",
        input_fidelity: Literal["low", "high"] | None = None,
        background: Literal["auto", "transparent", "opaque"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        size: Literal["1024*1024", "1024*1536", "1536*1024"] | None = "1024*1024",
        quality: Literal["low", "medium", "high"] | None = "medium",
        input_fidelity: Literal["low", "high"] | None = None,
        background: Literal["auto", "transparent", "opaque"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG15OfficialImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG15OfficialImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG15OfficialImageToImageParams]) -> PricePreview: ...

class _RhartImageG15OfficialTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    size: Literal["1024*1024", "1024*1536", "1536*1024"] | None
    quality: Literal["low", "medium", "high"] | None
    background: Literal["auto", "transparent", "opaque"] | None

class _RhartImageG15OfficialTextToImage(_Endpoint[_RhartImageG15OfficialTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        size: Literal["1024*1024", "1024*1536", "1536*1024"] | None = "1024*1024",
        quality: Literal["low", "medium", "high"] | None = "medium",
        background: Literal["auto", "transparent", "opaque"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        size: Literal["1024*1024", "1024*1536", "1536*1024"] | None = "1024*1024",
        quality: Literal["low", "medium", "high"] | None = "medium",
        background: Literal["auto", "transparent", "opaque"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG15OfficialTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG15OfficialTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG15OfficialTextToImageParams]) -> PricePreview: ...

class _RhartImageG15Official(Namespace):
    image_to_image: _RhartImageG15OfficialImageToImage
    """gpt-image-1.5/image-to-image-official-stable (image).
    POST /openapi/v2/rhart-image-g-1.5-official/image-to-image
    Price: 0.06 to 1.26 CNY (2026-04-29)."""
    text_to_image: _RhartImageG15OfficialTextToImage
    """gpt-image-1.5/text-to-image-official-stable (image).
    POST /openapi/v2/rhart-image-g-1.5-official/text-to-image
    Price: 0.06 to 1.26 CNY (2026-04-29)."""

class _RhartImageG2ImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    aspect_ratio: Literal["1:1", "2:3", "3:2", "4:5", "5:4", "4:3", "3:4", "16:9", "9:16", "21:9", "9:21", "2:1", "1:2", "3:1", "1:3"] | None
    resolution: Literal["1k", "2k", "4k"] | None

class _RhartImageG2ImageToImage(_Endpoint[_RhartImageG2ImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        aspect_ratio: Literal["1:1", "2:3", "3:2", "4:5", "5:4", "4:3", "3:4", "16:9", "9:16", "21:9", "9:21", "2:1", "1:2", "3:1", "1:3"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        aspect_ratio: Literal["1:1", "2:3", "3:2", "4:5", "5:4", "4:3", "3:4", "16:9", "9:16", "21:9", "9:21", "2:1", "1:2", "3:1", "1:3"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG2ImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG2ImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG2ImageToImageParams]) -> PricePreview: ...

class _RhartImageG2TextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:2", "2:3", "5:4", "4:5", "16:9", "9:16", "21:9", "3:4", "4:3", "9:21", "1:2", "2:1", "1:3", "3:1"] | None
    resolution: Literal["1k", "2k", "4k"] | None

class _RhartImageG2TextToImage(_Endpoint[_RhartImageG2TextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:2", "2:3", "5:4", "4:5", "16:9", "9:16", "21:9", "3:4", "4:3", "9:21", "1:2", "2:1", "1:3", "3:1"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:2", "2:3", "5:4", "4:5", "16:9", "9:16", "21:9", "3:4", "4:3", "9:21", "1:2", "2:1", "1:3", "3:1"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG2TextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG2TextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG2TextToImageParams]) -> PricePreview: ...

class _RhartImageG2(Namespace):
    image_to_image: _RhartImageG2ImageToImage
    """gpt-image-2.0/edit-channel-low-price (image).
    POST /openapi/v2/rhart-image-g-2/image-to-image
    Price: 0.1 CNY (2026-04-29)."""
    text_to_image: _RhartImageG2TextToImage
    """gpt-image-2.0/text-to-image-channel-low-price (image).
    POST /openapi/v2/rhart-image-g-2/text-to-image
    Price: 0.1 CNY (2026-04-29)."""

class _RhartImageG2OfficialImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    aspect_ratio: Literal["1:1", "1:2", "2:1", "1:3", "3:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "21:9", "9:21", "16:9"] | None
    resolution: Literal["1k", "2k", "4k"] | None
    quality: Literal["low", "medium", "high"] | None

class _RhartImageG2OfficialImageToImage(_Endpoint[_RhartImageG2OfficialImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        aspect_ratio: Literal["1:1", "1:2", "2:1", "1:3", "3:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "21:9", "9:21", "16:9"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "2k",
        quality: Literal["low", "medium", "high"] | None = "medium",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        aspect_ratio: Literal["1:1", "1:2", "2:1", "1:3", "3:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "21:9", "9:21", "16:9"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "2k",
        quality: Literal["low", "medium", "high"] | None = "medium",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG2OfficialImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG2OfficialImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG2OfficialImageToImageParams]) -> PricePreview: ...

class _RhartImageG2OfficialTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "1:2", "2:1", "1:3", "3:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "21:9", "9:21", "16:9"] | None
    resolution: Literal["1k", "2k", "4k"] | None
    quality: Literal["low", "medium", "high"] | None

class _RhartImageG2OfficialTextToImage(_Endpoint[_RhartImageG2OfficialTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "1:2", "2:1", "1:3", "3:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "21:9", "9:21", "16:9"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "2k",
        quality: Literal["low", "medium", "high"] | None = "medium",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "1:2", "2:1", "1:3", "3:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "21:9", "9:21", "16:9"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "2k",
        quality: Literal["low", "medium", "high"] | None = "medium",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG2OfficialTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG2OfficialTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG2OfficialTextToImageParams]) -> PricePreview: ...

class _RhartImageG2Official(Namespace):
    image_to_image: _RhartImageG2OfficialImageToImage
    """gpt-image-2/image-to-image-official-stable (image).
    POST /openapi/v2/rhart-image-g-2-official/image-to-image
    Price: 0.29 to 4.738 CNY (2026-04-29)."""
    text_to_image: _RhartImageG2OfficialTextToImage
    """gpt-image-2/text-to-image-official-stable (image).
    POST /openapi/v2/rhart-image-g-2-official/text-to-image
    Price: 0.29 to 4.738 CNY (2026-04-29)."""

class _RhartImageG3ImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]

class _RhartImageG3ImageToImage(_Endpoint[_RhartImageG3ImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG3ImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG3ImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG3ImageToImageParams]) -> PricePreview: ...

class _RhartImageG3TextToImageParams(TypedDict, total=False):
    prompt: Required[str]

class _RhartImageG3TextToImage(_Endpoint[_RhartImageG3TextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG3TextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG3TextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG3TextToImageParams]) -> PricePreview: ...

class _RhartImageG3(Namespace):
    image_to_image: _RhartImageG3ImageToImage
    """grok-3-image-to-image (image).
    POST /openapi/v2/rhart-image-g-3/image-to-image
    Price: 1 CNY (2026-04-29)."""
    text_to_image: _RhartImageG3TextToImage
    """grok-3-image-text-to-image (image).
    POST /openapi/v2/rhart-image-g-3/text-to-image
    Price: 1 CNY (2026-04-29)."""

class _RhartImageG4ImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Sequence[MediaInput] | MediaInput | None

class _RhartImageG4ImageToImage(_Endpoint[_RhartImageG4ImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG4ImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG4ImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG4ImageToImageParams]) -> PricePreview: ...

class _RhartImageG4TextToImageParams(TypedDict, total=False):
    prompt: Required[str]

class _RhartImageG4TextToImage(_Endpoint[_RhartImageG4TextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageG4TextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageG4TextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageG4TextToImageParams]) -> PricePreview: ...

class _RhartImageG4(Namespace):
    image_to_image: _RhartImageG4ImageToImage
    """grok-4-image-image-to-image (image).
    POST /openapi/v2/rhart-image-g-4/image-to-image
    Price: 1 CNY (2026-04-29)."""
    text_to_image: _RhartImageG4TextToImage
    """grok-4-image-text-to-image (image).
    POST /openapi/v2/rhart-image-g-4/text-to-image
    Price: 1 CNY (2026-04-29)."""

class _RhartImageNG31FlashImageToImageParams(TypedDict, total=False):
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None
    resolution: Literal["1k", "2k", "4k"] | None

class _RhartImageNG31FlashImageToImage(_Endpoint[_RhartImageNG31FlashImageToImageParams]):
    async def __call__(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageNG31FlashImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageNG31FlashImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageNG31FlashImageToImageParams]) -> PricePreview: ...

class _RhartImageNG31FlashTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None
    resolution: Literal["1k", "2k", "4k"] | None

class _RhartImageNG31FlashTextToImage(_Endpoint[_RhartImageNG31FlashTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageNG31FlashTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageNG31FlashTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageNG31FlashTextToImageParams]) -> PricePreview: ...

class _RhartImageNG31Flash(Namespace):
    image_to_image: _RhartImageNG31FlashImageToImage
    """nano-banana2-gemini31flash/image-to-image-channel-low-price (image).
    POST /openapi/v2/rhart-image-n-g31-flash/image-to-image
    Price: 0.16 to 0.2 CNY (2026-04-29)."""
    text_to_image: _RhartImageNG31FlashTextToImage
    """nano-banana2-gemini31flash/text-to-image-channel-low-price (image).
    POST /openapi/v2/rhart-image-n-g31-flash/text-to-image
    Price: 0.16 to 0.2 CNY (2026-04-29)."""

class _RhartImageNG31FlashOfficialImageToImageParams(TypedDict, total=False):
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None
    resolution: Literal["1k", "2k", "4k"] | None

class _RhartImageNG31FlashOfficialImageToImage(_Endpoint[_RhartImageNG31FlashOfficialImageToImageParams]):
    async def __call__(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageNG31FlashOfficialImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageNG31FlashOfficialImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageNG31FlashOfficialImageToImageParams]) -> PricePreview: ...

class _RhartImageNG31FlashOfficialTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None
    resolution: Literal["1k", "2k", "4k"] | None

class _RhartImageNG31FlashOfficialTextToImage(_Endpoint[_RhartImageNG31FlashOfficialTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "1:4", "4:1", "1:8", "8:1"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageNG31FlashOfficialTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageNG31FlashOfficialTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageNG31FlashOfficialTextToImageParams]) -> PricePreview: ...

class _RhartImageNG31FlashOfficial(Namespace):
    image_to_image: _RhartImageNG31FlashOfficialImageToImage
    """nano-banana2-gemini31flash/image-to-image-official-stable (image).
    POST /openapi/v2/rhart-image-n-g31-flash-official/image-to-image
    Price: 0.49 to 0.99 CNY (2026-04-29)."""
    text_to_image: _RhartImageNG31FlashOfficialTextToImage
    """nano-banana2-gemini31flash/text-to-image-official-stable (image).
    POST /openapi/v2/rhart-image-n-g31-flash-official/text-to-image
    Price: 0.49 to 0.99 CNY (2026-04-29)."""

class _RhartImageNProEditParams(TypedDict, total=False):
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None
    resolution: Literal["1k", "2k", "4k"] | None

class _RhartImageNProEdit(_Endpoint[_RhartImageNProEditParams]):
    async def __call__(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageNProEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageNProEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageNProEditParams]) -> PricePreview: ...

class _RhartImageNProTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None
    resolution: Literal["1k", "2k", "4k"] | None

class _RhartImageNProTextToImage(_Endpoint[_RhartImageNProTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageNProTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageNProTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageNProTextToImageParams]) -> PricePreview: ...

class _RhartImageNPro(Namespace):
    edit: _RhartImageNProEdit
    """nano-banana-pro/edit-channel-low-price (image).
    POST /openapi/v2/rhart-image-n-pro/edit
    Price: 0.4 to 0.5 CNY (2026-04-29)."""
    text_to_image: _RhartImageNProTextToImage
    """nano-banana-pro/text-to-image-channel-low-price (image).
    POST /openapi/v2/rhart-image-n-pro/text-to-image
    Price: 0.4 to 0.5 CNY (2026-04-29)."""

class _RhartImageNProOfficialEditParams(TypedDict, total=False):
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    prompt: Required[str]
    resolution: Literal["1k", "2k", "4k"] | None
    aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None

class _RhartImageNProOfficialEdit(_Endpoint[_RhartImageNProOfficialEditParams]):
    async def __call__(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
        aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
        aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageNProOfficialEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageNProOfficialEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageNProOfficialEditParams]) -> PricePreview: ...

class _RhartImageNProOfficialEditUltraParams(TypedDict, total=False):
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    prompt: Required[str]
    resolution: Literal["4k", "8k"] | None
    aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None

class _RhartImageNProOfficialEditUltra(_Endpoint[_RhartImageNProOfficialEditUltraParams]):
    async def __call__(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        resolution: Literal["4k", "8k"] | None = "8k",
        aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        resolution: Literal["4k", "8k"] | None = "8k",
        aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageNProOfficialEditUltraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageNProOfficialEditUltraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageNProOfficialEditUltraParams]) -> PricePreview: ...

class _RhartImageNProOfficialTextToImageParams(TypedDict, total=False):
    resolution: Literal["1k", "2k", "4k"] | None
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None

class _RhartImageNProOfficialTextToImage(_Endpoint[_RhartImageNProOfficialTextToImageParams]):
    async def __call__(
        self,
        *,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
        prompt: str,
        aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        resolution: Literal["1k", "2k", "4k"] | None = "1k",
        prompt: str,
        aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageNProOfficialTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageNProOfficialTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageNProOfficialTextToImageParams]) -> PricePreview: ...

class _RhartImageNProOfficialTextToImageUltraParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["4k", "8k"] | None
    aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None

class _RhartImageNProOfficialTextToImageUltra(_Endpoint[_RhartImageNProOfficialTextToImageUltraParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["4k", "8k"] | None = "8k",
        aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["4k", "8k"] | None = "8k",
        aspect_ratio: Literal["1:1", "3:2", "2:3", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageNProOfficialTextToImageUltraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageNProOfficialTextToImageUltraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageNProOfficialTextToImageUltraParams]) -> PricePreview: ...

class _RhartImageNProOfficial(Namespace):
    edit: _RhartImageNProOfficialEdit
    """nano-banana-pro/edit-official-stable (image).
    POST /openapi/v2/rhart-image-n-pro-official/edit
    Price: 0.8 to 1.5 CNY (2026-04-29)."""
    edit_ultra: _RhartImageNProOfficialEditUltra
    """nano-banana-pro/edit-ultra-official-stable (image).
    POST /openapi/v2/rhart-image-n-pro-official/edit-ultra
    Price: 0.98 to 1.12 CNY (2026-04-29)."""
    text_to_image: _RhartImageNProOfficialTextToImage
    """nano-banana-pro/text-to-image-official-stable (image).
    POST /openapi/v2/rhart-image-n-pro-official/text-to-image
    Price: 0.8 to 1.5 CNY (2026-04-29)."""
    text_to_image_ultra: _RhartImageNProOfficialTextToImageUltra
    """nano-banana-pro/text-to-image-ultra-official-stable (image).
    POST /openapi/v2/rhart-image-n-pro-official/text-to-image-ultra
    Price: 0.98 to 1.12 CNY (2026-04-29)."""

class _RhartImageV1EditParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None
    image_urls: Required[Sequence[MediaInput] | MediaInput]

class _RhartImageV1Edit(_Endpoint[_RhartImageV1EditParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = "auto",
        image_urls: Sequence[MediaInput] | MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = "auto",
        image_urls: Sequence[MediaInput] | MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageV1EditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageV1EditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageV1EditParams]) -> PricePreview: ...

class _RhartImageV1TextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None

class _RhartImageV1TextToImage(_Endpoint[_RhartImageV1TextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = "3:4",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = "3:4",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageV1TextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageV1TextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageV1TextToImageParams]) -> PricePreview: ...

class _RhartImageV1(Namespace):
    edit: _RhartImageV1Edit
    """nano-banana/edit-channel-low-price (image).
    POST /openapi/v2/rhart-image-v1/edit
    Price: 0.05 CNY (2026-04-29)."""
    text_to_image: _RhartImageV1TextToImage
    """nano-banana/text-to-image-channel-low-price (image).
    POST /openapi/v2/rhart-image-v1/text-to-image
    Price: 0.05 CNY (2026-04-29)."""

class _RhartImageV1OfficialEditParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None
    image_urls: Required[Sequence[MediaInput] | MediaInput]

class _RhartImageV1OfficialEdit(_Endpoint[_RhartImageV1OfficialEditParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = "auto",
        image_urls: Sequence[MediaInput] | MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = "auto",
        image_urls: Sequence[MediaInput] | MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageV1OfficialEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageV1OfficialEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageV1OfficialEditParams]) -> PricePreview: ...

class _RhartImageV1OfficialTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None

class _RhartImageV1OfficialTextToImage(_Endpoint[_RhartImageV1OfficialTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = "3:4",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9"] | None = "3:4",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageV1OfficialTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageV1OfficialTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageV1OfficialTextToImageParams]) -> PricePreview: ...

class _RhartImageV1Official(Namespace):
    edit: _RhartImageV1OfficialEdit
    """nano-banana/edit-official-stable (image).
    POST /openapi/v2/rhart-image-v1-official/edit
    Price: 0.2 CNY (2026-04-29)."""
    text_to_image: _RhartImageV1OfficialTextToImage
    """nano-banana/text-to-image-official-stable (image).
    POST /openapi/v2/rhart-image-v1-official/text-to-image
    Price: 0.2 CNY (2026-04-29)."""

class _RhartImageXOfficialEditParams(TypedDict, total=False):
    prompt: Required[str]
    image: Required[MediaInput]

class _RhartImageXOfficialEdit(_Endpoint[_RhartImageXOfficialEditParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageXOfficialEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageXOfficialEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageXOfficialEditParams]) -> PricePreview: ...

class _RhartImageXOfficialTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["2:1", "20:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:20", "1:2"] | None
    output_format: Literal["jpeg", "png"] | None

class _RhartImageXOfficialTextToImage(_Endpoint[_RhartImageXOfficialTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["2:1", "20:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:20", "1:2"] | None = None,
        output_format: Literal["jpeg", "png"] | None = "jpeg",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["2:1", "20:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:20", "1:2"] | None = None,
        output_format: Literal["jpeg", "png"] | None = "jpeg",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImageXOfficialTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImageXOfficialTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImageXOfficialTextToImageParams]) -> PricePreview: ...

class _RhartImageXOfficial(Namespace):
    edit: _RhartImageXOfficialEdit
    """xai/grok-imagine-image/edit-official-stable (image).
    POST /openapi/v2/rhart-image-x-official/edit
    Price: 0.14 CNY (2026-04-29)."""
    text_to_image: _RhartImageXOfficialTextToImage
    """xai/grok-imagine-image/text-to-image-official-stable (image).
    POST /openapi/v2/rhart-image-x-official/text-to-image
    Price: 0.14 CNY (2026-04-29)."""

class _RhartImagineImageQualityEditParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] | None
    resolution: Literal["1k", "2k"] | None
    num_images: Literal["1", "2", "3", "4", 1, 2, 3, 4] | None
    output_format: Literal["jpeg", "png", "webp"] | None

class _RhartImagineImageQualityEdit(_Endpoint[_RhartImagineImageQualityEditParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] | None = None,
        resolution: Literal["1k", "2k"] | None = "1k",
        num_images: Literal["1", "2", "3", "4", 1, 2, 3, 4] | None = "1",
        output_format: Literal["jpeg", "png", "webp"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        aspect_ratio: Literal["auto", "1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] | None = None,
        resolution: Literal["1k", "2k"] | None = "1k",
        num_images: Literal["1", "2", "3", "4", 1, 2, 3, 4] | None = "1",
        output_format: Literal["jpeg", "png", "webp"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImagineImageQualityEditParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImagineImageQualityEditParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImagineImageQualityEditParams]) -> PricePreview: ...

class _RhartImagineImageQualityTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] | None
    resolution: Literal["1k", "2k"] | None
    num_images: Literal["1", "2", "3", "4", 1, 2, 3, 4] | None
    output_format: Literal["jpeg", "png", "webp"] | None

class _RhartImagineImageQualityTextToImage(_Endpoint[_RhartImagineImageQualityTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] | None = None,
        resolution: Literal["1k", "2k"] | None = "1k",
        num_images: Literal["1", "2", "3", "4", 1, 2, 3, 4] | None = "1",
        output_format: Literal["jpeg", "png", "webp"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"] | None = None,
        resolution: Literal["1k", "2k"] | None = "1k",
        num_images: Literal["1", "2", "3", "4", 1, 2, 3, 4] | None = "1",
        output_format: Literal["jpeg", "png", "webp"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartImagineImageQualityTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartImagineImageQualityTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartImagineImageQualityTextToImageParams]) -> PricePreview: ...

class _RhartImagineImageQuality(Namespace):
    edit: _RhartImagineImageQualityEdit
    """xai/grok-imagine-image-quality/edit (image).
    POST /openapi/v2/rhart-imagine-image-quality/edit
    Price: from 0.44 CNY per image (2026-06-18)."""
    text_to_image: _RhartImagineImageQualityTextToImage
    """xai/grok-imagine-image-quality/text-to-image (image).
    POST /openapi/v2/rhart-imagine-image-quality/text-to-image
    Price: from 0.38 CNY per image (2026-06-18)."""

class _RhartTextG25FlashImageToTextParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]

class _RhartTextG25FlashImageToText(_Endpoint[_RhartTextG25FlashImageToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG25FlashImageToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG25FlashImageToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG25FlashImageToTextParams]) -> PricePreview: ...

class _RhartTextG25FlashTextToTextParams(TypedDict, total=False):
    prompt: Required[str]

class _RhartTextG25FlashTextToText(_Endpoint[_RhartTextG25FlashTextToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG25FlashTextToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG25FlashTextToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG25FlashTextToTextParams]) -> PricePreview: ...

class _RhartTextG25FlashVideoToTextParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]

class _RhartTextG25FlashVideoToText(_Endpoint[_RhartTextG25FlashVideoToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG25FlashVideoToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG25FlashVideoToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG25FlashVideoToTextParams]) -> PricePreview: ...

class _RhartTextG25Flash(Namespace):
    image_to_text: _RhartTextG25FlashImageToText
    """rhart-text-g-25-flash/image-to-text (text).
    POST /openapi/v2/rhart-text-g-25-flash/image-to-text
    Price: 0.02 CNY (2026-04-29)."""
    text_to_text: _RhartTextG25FlashTextToText
    """rhart-text-g-25-flash/text-to-text (text).
    POST /openapi/v2/rhart-text-g-25-flash/text-to-text
    Price: 0.02 CNY (2026-04-29)."""
    video_to_text: _RhartTextG25FlashVideoToText
    """rhart-text-g-25-flash/video-to-text (text).
    POST /openapi/v2/rhart-text-g-25-flash/video-to-text
    Price: 0.02 CNY (2026-04-29)."""

class _RhartTextG25FlashCvImageToTextParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]

class _RhartTextG25FlashCvImageToText(_Endpoint[_RhartTextG25FlashCvImageToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG25FlashCvImageToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG25FlashCvImageToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG25FlashCvImageToTextParams]) -> PricePreview: ...

class _RhartTextG25FlashCv(Namespace):
    image_to_text: _RhartTextG25FlashCvImageToText
    """rhart-text-g-25-flash-cv/image-to-text (text).
    POST /openapi/v2/rhart-text-g-25-flash-cv/image-to-text
    Price: 0.02 CNY (2026-04-29)."""

class _RhartTextG25ProImageToTextParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]

class _RhartTextG25ProImageToText(_Endpoint[_RhartTextG25ProImageToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG25ProImageToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG25ProImageToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG25ProImageToTextParams]) -> PricePreview: ...

class _RhartTextG25ProTextToTextParams(TypedDict, total=False):
    prompt: Required[str]

class _RhartTextG25ProTextToText(_Endpoint[_RhartTextG25ProTextToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG25ProTextToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG25ProTextToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG25ProTextToTextParams]) -> PricePreview: ...

class _RhartTextG25ProVideoToTextParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]

class _RhartTextG25ProVideoToText(_Endpoint[_RhartTextG25ProVideoToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG25ProVideoToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG25ProVideoToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG25ProVideoToTextParams]) -> PricePreview: ...

class _RhartTextG25Pro(Namespace):
    image_to_text: _RhartTextG25ProImageToText
    """rhart-text-g-25-pro/image-to-text (text).
    POST /openapi/v2/rhart-text-g-25-pro/image-to-text
    Price: 0.02 CNY (2026-04-29)."""
    text_to_text: _RhartTextG25ProTextToText
    """rhart-text-g-25-pro/text-to-text (text).
    POST /openapi/v2/rhart-text-g-25-pro/text-to-text
    Price: 0.02 CNY (2026-04-29)."""
    video_to_text: _RhartTextG25ProVideoToText
    """rhart-text-g-25-pro/video-to-text (text).
    POST /openapi/v2/rhart-text-g-25-pro/video-to-text
    Price: 0.02 CNY (2026-04-29)."""

class _RhartTextG25ProCvImageToTextParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]

class _RhartTextG25ProCvImageToText(_Endpoint[_RhartTextG25ProCvImageToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG25ProCvImageToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG25ProCvImageToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG25ProCvImageToTextParams]) -> PricePreview: ...

class _RhartTextG25ProCv(Namespace):
    image_to_text: _RhartTextG25ProCvImageToText
    """rhart-text-g-25-pro-cv/image-to-text (text).
    POST /openapi/v2/rhart-text-g-25-pro-cv/image-to-text
    Price: 0.02 CNY (2026-04-29)."""

class _RhartTextG3FlashPreviewImageToTextParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]

class _RhartTextG3FlashPreviewImageToText(_Endpoint[_RhartTextG3FlashPreviewImageToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG3FlashPreviewImageToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG3FlashPreviewImageToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG3FlashPreviewImageToTextParams]) -> PricePreview: ...

class _RhartTextG3FlashPreviewTextToTextParams(TypedDict, total=False):
    prompt: Required[str]

class _RhartTextG3FlashPreviewTextToText(_Endpoint[_RhartTextG3FlashPreviewTextToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG3FlashPreviewTextToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG3FlashPreviewTextToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG3FlashPreviewTextToTextParams]) -> PricePreview: ...

class _RhartTextG3FlashPreviewVideoToTextParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]

class _RhartTextG3FlashPreviewVideoToText(_Endpoint[_RhartTextG3FlashPreviewVideoToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG3FlashPreviewVideoToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG3FlashPreviewVideoToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG3FlashPreviewVideoToTextParams]) -> PricePreview: ...

class _RhartTextG3FlashPreview(Namespace):
    image_to_text: _RhartTextG3FlashPreviewImageToText
    """rhart-text-g-3-flash-preview/image-to-text (text).
    POST /openapi/v2/rhart-text-g-3-flash-preview/image-to-text
    Price: 0.02 CNY (2026-04-29)."""
    text_to_text: _RhartTextG3FlashPreviewTextToText
    """rhart-text-g-3-flash-preview/text-to-text (text).
    POST /openapi/v2/rhart-text-g-3-flash-preview/text-to-text
    Price: 0.02 CNY (2026-04-29)."""
    video_to_text: _RhartTextG3FlashPreviewVideoToText
    """rhart-text-g-3-flash-preview/video-to-text (text).
    POST /openapi/v2/rhart-text-g-3-flash-preview/video-to-text
    Price: 0.02 CNY (2026-04-29)."""

class _RhartTextG3FlashPreviewCvImageToTextParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]

class _RhartTextG3FlashPreviewCvImageToText(_Endpoint[_RhartTextG3FlashPreviewCvImageToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG3FlashPreviewCvImageToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG3FlashPreviewCvImageToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG3FlashPreviewCvImageToTextParams]) -> PricePreview: ...

class _RhartTextG3FlashPreviewCv(Namespace):
    image_to_text: _RhartTextG3FlashPreviewCvImageToText
    """rhart-text-g-3-flash-preview-cv/image-to-text (text).
    POST /openapi/v2/rhart-text-g-3-flash-preview-cv/image-to-text
    Price: 0.02 CNY (2026-04-29)."""

class _RhartTextG3ProPreviewImageToTextParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]

class _RhartTextG3ProPreviewImageToText(_Endpoint[_RhartTextG3ProPreviewImageToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG3ProPreviewImageToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG3ProPreviewImageToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG3ProPreviewImageToTextParams]) -> PricePreview: ...

class _RhartTextG3ProPreviewTextToTextParams(TypedDict, total=False):
    prompt: Required[str]

class _RhartTextG3ProPreviewTextToText(_Endpoint[_RhartTextG3ProPreviewTextToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG3ProPreviewTextToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG3ProPreviewTextToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG3ProPreviewTextToTextParams]) -> PricePreview: ...

class _RhartTextG3ProPreviewVideoToTextParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]

class _RhartTextG3ProPreviewVideoToText(_Endpoint[_RhartTextG3ProPreviewVideoToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG3ProPreviewVideoToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG3ProPreviewVideoToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG3ProPreviewVideoToTextParams]) -> PricePreview: ...

class _RhartTextG3ProPreview(Namespace):
    image_to_text: _RhartTextG3ProPreviewImageToText
    """rhart-text-g-3-pro-preview/image-to-text (text).
    POST /openapi/v2/rhart-text-g-3-pro-preview/image-to-text
    Price: 0.05 CNY (2026-04-29)."""
    text_to_text: _RhartTextG3ProPreviewTextToText
    """rhart-text-g-3-pro-preview/text-to-text (text).
    POST /openapi/v2/rhart-text-g-3-pro-preview/text-to-text
    Price: 0.05 CNY (2026-04-29)."""
    video_to_text: _RhartTextG3ProPreviewVideoToText
    """rhart-text-g-3-pro-preview/video-to-text (text).
    POST /openapi/v2/rhart-text-g-3-pro-preview/video-to-text
    Price: 0.05 CNY (2026-04-29)."""

class _RhartTextG3ProPreviewCvImageToTextParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]

class _RhartTextG3ProPreviewCvImageToText(_Endpoint[_RhartTextG3ProPreviewCvImageToTextParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextG3ProPreviewCvImageToTextParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextG3ProPreviewCvImageToTextParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextG3ProPreviewCvImageToTextParams]) -> PricePreview: ...

class _RhartTextG3ProPreviewCv(Namespace):
    image_to_text: _RhartTextG3ProPreviewCvImageToText
    """rhart-text-g-3-pro-preview-cv/image-to-text (text).
    POST /openapi/v2/rhart-text-g-3-pro-preview-cv/image-to-text
    Price: 0.05 CNY (2026-04-29)."""

class _RhartTextQwen27bChatParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Sequence[MediaInput] | MediaInput | None
    video_url: MediaInput | None

class _RhartTextQwen27bChat(_Endpoint[_RhartTextQwen27bChatParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartTextQwen27bChatParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartTextQwen27bChatParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartTextQwen27bChatParams]) -> PricePreview: ...

class _RhartTextQwen27b(Namespace):
    chat: _RhartTextQwen27bChat
    """rhart-text-qwen-27b/chat (text).
    POST /openapi/v2/rhart-text-qwen-27b/chat
    Price: 0.1 CNY (2026-04-29)."""

class _RhartVideoFKontextDevLoraParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None
    custom_width: int | None
    custom_height: int | None
    lora: str | None
    lora_strength: float | None
    prompt: Required[str]
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartVideoFKontextDevLora(_Endpoint[_RhartVideoFKontextDevLoraParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None = "1:1",
        custom_width: int | None = None,
        custom_height: int | None = None,
        lora: str | None = None,
        lora_strength: float | None = None,
        prompt: str,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None = "1:1",
        custom_width: int | None = None,
        custom_height: int | None = None,
        lora: str | None = None,
        lora_strength: float | None = None,
        prompt: str,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoFKontextDevLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoFKontextDevLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoFKontextDevLoraParams]) -> PricePreview: ...

class _RhartVideoLtx23ImageToVideoParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    resolution: Literal["480p", "720p", "1080p"] | None
    aspect_ratio: Literal["9:16", "16:9"] | None
    duration: int | None

class _RhartVideoLtx23ImageToVideo(_Endpoint[_RhartVideoLtx23ImageToVideoParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p"] | None = "480p",
        aspect_ratio: Literal["9:16", "16:9"] | None = "16:9",
        duration: int | None = 5,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p"] | None = "480p",
        aspect_ratio: Literal["9:16", "16:9"] | None = "16:9",
        duration: int | None = 5,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoLtx23ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoLtx23ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoLtx23ImageToVideoParams]) -> PricePreview: ...

class _RhartVideoLtx23ImageToVideoLoraParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    resolution: Literal["1080p", "720p", "480p"] | None
    aspect_ratio: Literal["16:9", "9:16"] | None
    duration: int | None
    lora1: str | None
    lora1_strength_model: float | None
    lora2: str | None
    lora2_strength_model: float | None
    lora3: str | None
    lora3_strength_model: float | None
    prompt: Required[str]

class _RhartVideoLtx23ImageToVideoLora(_Endpoint[_RhartVideoLtx23ImageToVideoLoraParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        resolution: Literal["1080p", "720p", "480p"] | None = "480p",
        aspect_ratio: Literal["16:9", "9:16"] | None = "16:9",
        duration: int | None = 5,
        lora1: str | None = None,
        lora1_strength_model: float | None = None,
        lora2: str | None = None,
        lora2_strength_model: float | None = None,
        lora3: str | None = None,
        lora3_strength_model: float | None = None,
        prompt: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        resolution: Literal["1080p", "720p", "480p"] | None = "480p",
        aspect_ratio: Literal["16:9", "9:16"] | None = "16:9",
        duration: int | None = 5,
        lora1: str | None = None,
        lora1_strength_model: float | None = None,
        lora2: str | None = None,
        lora2_strength_model: float | None = None,
        lora3: str | None = None,
        lora3_strength_model: float | None = None,
        prompt: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoLtx23ImageToVideoLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoLtx23ImageToVideoLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoLtx23ImageToVideoLoraParams]) -> PricePreview: ...

class _RhartVideoLtx23TextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["1080p", "720p", "480p"] | None
    aspect_ratio: Literal["16:9", "9:16"] | None
    duration: int | None

class _RhartVideoLtx23TextToVideo(_Endpoint[_RhartVideoLtx23TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["1080p", "720p", "480p"] | None = "720p",
        aspect_ratio: Literal["16:9", "9:16"] | None = "16:9",
        duration: int | None = 5,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["1080p", "720p", "480p"] | None = "720p",
        aspect_ratio: Literal["16:9", "9:16"] | None = "16:9",
        duration: int | None = 5,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoLtx23TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoLtx23TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoLtx23TextToVideoParams]) -> PricePreview: ...

class _RhartVideoLtx23TextToVideoLoraParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["480p", "720p", "1080p"] | None
    aspect_ratio: Literal["9:16", "16:9"] | None
    duration: int | None
    lora1: str | None
    lora1_strength_model: float | None
    lora2: str | None
    lora2_strength_model: float | None
    lora3: str | None
    lora3_strength_model: float | None

class _RhartVideoLtx23TextToVideoLora(_Endpoint[_RhartVideoLtx23TextToVideoLoraParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p"] | None = "480p",
        aspect_ratio: Literal["9:16", "16:9"] | None = "16:9",
        duration: int | None = 5,
        lora1: str | None = None,
        lora1_strength_model: float | None = None,
        lora2: str | None = None,
        lora2_strength_model: float | None = None,
        lora3: str | None = None,
        lora3_strength_model: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p"] | None = "480p",
        aspect_ratio: Literal["9:16", "16:9"] | None = "16:9",
        duration: int | None = 5,
        lora1: str | None = None,
        lora1_strength_model: float | None = None,
        lora2: str | None = None,
        lora2_strength_model: float | None = None,
        lora3: str | None = None,
        lora3_strength_model: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoLtx23TextToVideoLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoLtx23TextToVideoLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoLtx23TextToVideoLoraParams]) -> PricePreview: ...

class _RhartVideoLtx2TextToVideoLora(_Endpoint[Mapping[str, Any]]):
    async def __call__(
        self,
        **others: Any,
    ) -> TaskResult: ...
    async def submit(
        self,
        **others: Any,
    ) -> Task: ...
    def check(
        self,
        **others: Any,
    ) -> dict[str, Any]: ...
    def estimate(
        self,
        **others: Any,
    ) -> Price | None: ...
    async def price(
        self,
        **others: Any,
    ) -> PricePreview: ...

class _RhartVideoSparkvideo20FastImageToVideoParams(TypedDict, total=False):
    prompt: str | None
    resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None
    duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    first_frame_url: Required[MediaInput]
    last_frame_url: MediaInput | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    return_last_frame: bool | None
    real_person_mode: bool | None
    conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None
    seed: int | None

class _RhartVideoSparkvideo20FastImageToVideo(_Endpoint[_RhartVideoSparkvideo20FastImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        return_last_frame: bool | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        return_last_frame: bool | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSparkvideo20FastImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSparkvideo20FastImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSparkvideo20FastImageToVideoParams]) -> PricePreview: ...

class _RhartVideoSparkvideo20FastMultimodalVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None
    duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    video_urls: Sequence[MediaInput] | MediaInput | None
    audio_urls: Sequence[MediaInput] | MediaInput | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    return_last_frame: bool | None
    real_person_mode: bool | None
    conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None
    seed: int | None

class _RhartVideoSparkvideo20FastMultimodalVideo(_Endpoint[_RhartVideoSparkvideo20FastMultimodalVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        audio_urls: Sequence[MediaInput] | MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        return_last_frame: bool | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        audio_urls: Sequence[MediaInput] | MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        return_last_frame: bool | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSparkvideo20FastMultimodalVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSparkvideo20FastMultimodalVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSparkvideo20FastMultimodalVideoParams]) -> PricePreview: ...

class _RhartVideoSparkvideo20FastTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None
    duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    web_search: bool | None
    return_last_frame: bool | None
    seed: int | None

class _RhartVideoSparkvideo20FastTextToVideo(_Endpoint[_RhartVideoSparkvideo20FastTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        web_search: bool | None = None,
        return_last_frame: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        web_search: bool | None = None,
        return_last_frame: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSparkvideo20FastTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSparkvideo20FastTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSparkvideo20FastTextToVideoParams]) -> PricePreview: ...

class _RhartVideoSparkvideo20ImageToVideoParams(TypedDict, total=False):
    prompt: str | None
    resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None
    duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    first_frame_url: Required[MediaInput]
    last_frame_url: MediaInput | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    return_last_frame: bool | None
    real_person_mode: bool | None
    conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None
    seed: int | None

class _RhartVideoSparkvideo20ImageToVideo(_Endpoint[_RhartVideoSparkvideo20ImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        return_last_frame: bool | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        return_last_frame: bool | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "firstFrameUrl", "lastFrameUrl"]] | Literal["all", "firstFrameUrl", "lastFrameUrl"] | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSparkvideo20ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSparkvideo20ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSparkvideo20ImageToVideoParams]) -> PricePreview: ...

class _RhartVideoSparkvideo20MultimodalVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None
    duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    video_urls: Sequence[MediaInput] | MediaInput | None
    audio_urls: Sequence[MediaInput] | MediaInput | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    return_last_frame: bool | None
    real_person_mode: bool | None
    conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None
    seed: int | None

class _RhartVideoSparkvideo20MultimodalVideo(_Endpoint[_RhartVideoSparkvideo20MultimodalVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        audio_urls: Sequence[MediaInput] | MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        return_last_frame: bool | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        video_urls: Sequence[MediaInput] | MediaInput | None = None,
        audio_urls: Sequence[MediaInput] | MediaInput | None = None,
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        return_last_frame: bool | None = None,
        real_person_mode: bool | None = None,
        conversion_slots: Sequence[Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"]] | Literal["all", "image1", "image2", "image3", "image4", "image5", "image6", "image7", "image8", "image9", "video1", "video2", "video3"] | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSparkvideo20MultimodalVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSparkvideo20MultimodalVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSparkvideo20MultimodalVideoParams]) -> PricePreview: ...

class _RhartVideoSparkvideo20MultimodalVideoStarParams(TypedDict, total=False):
    resolution: Literal["480p", "720p", "1080p", "native1080p", "2k", "4k"] | None
    duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    template_id: Literal["ca4e2a5b6ba3429aa32f1b6ce8095e49", "3939807298934776bcaab866e5411234", "ffe89289a144441c8151b119d7a69912", "806e1cb898e343bd817cf601d73bdb05", "98dc545610564969ac7ff547f40c98d2", "0aa9c61ef52a42b58e554bcac588b80c"] | None
    image_url: MediaInput | None

class _RhartVideoSparkvideo20MultimodalVideoStar(_Endpoint[_RhartVideoSparkvideo20MultimodalVideoStarParams]):
    async def __call__(
        self,
        *,
        resolution: Literal["480p", "720p", "1080p", "native1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        template_id: Literal["ca4e2a5b6ba3429aa32f1b6ce8095e49", "3939807298934776bcaab866e5411234", "ffe89289a144441c8151b119d7a69912", "806e1cb898e343bd817cf601d73bdb05", "98dc545610564969ac7ff547f40c98d2", "0aa9c61ef52a42b58e554bcac588b80c"] | None = "ca4e2a5b6ba3429aa32f1b6ce8095e49",
        image_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        resolution: Literal["480p", "720p", "1080p", "native1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        template_id: Literal["ca4e2a5b6ba3429aa32f1b6ce8095e49", "3939807298934776bcaab866e5411234", "ffe89289a144441c8151b119d7a69912", "806e1cb898e343bd817cf601d73bdb05", "98dc545610564969ac7ff547f40c98d2", "0aa9c61ef52a42b58e554bcac588b80c"] | None = "ca4e2a5b6ba3429aa32f1b6ce8095e49",
        image_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSparkvideo20MultimodalVideoStarParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSparkvideo20MultimodalVideoStarParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSparkvideo20MultimodalVideoStarParams]) -> PricePreview: ...

class _RhartVideoSparkvideo20MultimodalVideoStarFastParams(TypedDict, total=False):
    resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None
    duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    template_id: Literal["ca4e2a5b6ba3429aa32f1b6ce8095e49", "3939807298934776bcaab866e5411234", "ffe89289a144441c8151b119d7a69912", "806e1cb898e343bd817cf601d73bdb05", "98dc545610564969ac7ff547f40c98d2", "0aa9c61ef52a42b58e554bcac588b80c"] | None
    image_url: MediaInput | None

class _RhartVideoSparkvideo20MultimodalVideoStarFast(_Endpoint[_RhartVideoSparkvideo20MultimodalVideoStarFastParams]):
    async def __call__(
        self,
        *,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        template_id: Literal["ca4e2a5b6ba3429aa32f1b6ce8095e49", "3939807298934776bcaab866e5411234", "ffe89289a144441c8151b119d7a69912", "806e1cb898e343bd817cf601d73bdb05", "98dc545610564969ac7ff547f40c98d2", "0aa9c61ef52a42b58e554bcac588b80c"] | None = "ca4e2a5b6ba3429aa32f1b6ce8095e49",
        image_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        resolution: Literal["480p", "720p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        template_id: Literal["ca4e2a5b6ba3429aa32f1b6ce8095e49", "3939807298934776bcaab866e5411234", "ffe89289a144441c8151b119d7a69912", "806e1cb898e343bd817cf601d73bdb05", "98dc545610564969ac7ff547f40c98d2", "0aa9c61ef52a42b58e554bcac588b80c"] | None = "ca4e2a5b6ba3429aa32f1b6ce8095e49",
        image_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSparkvideo20MultimodalVideoStarFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSparkvideo20MultimodalVideoStarFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSparkvideo20MultimodalVideoStarFastParams]) -> PricePreview: ...

class _RhartVideoSparkvideo20TextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None
    duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None
    generate_audio: bool | None
    ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None
    web_search: bool | None
    return_last_frame: bool | None
    seed: int | None

class _RhartVideoSparkvideo20TextToVideo(_Endpoint[_RhartVideoSparkvideo20TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        web_search: bool | None = None,
        return_last_frame: bool | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["480p", "720p", "native1080p", "1080p", "2k", "4k"] | None = "720p",
        duration: Literal["-1", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] | None = "5",
        generate_audio: bool | None = None,
        ratio: Literal["adaptive", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] | None = None,
        web_search: bool | None = None,
        return_last_frame: bool | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSparkvideo20TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSparkvideo20TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSparkvideo20TextToVideoParams]) -> PricePreview: ...

class _RhartVideoVideoFpsIncreaserParams(TypedDict, total=False):
    video_url: Required[MediaInput]

class _RhartVideoVideoFpsIncreaser(_Endpoint[_RhartVideoVideoFpsIncreaserParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoVideoFpsIncreaserParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoVideoFpsIncreaserParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoVideoFpsIncreaserParams]) -> PricePreview: ...

class _RhartVideoVideoUpscalerParams(TypedDict, total=False):
    video_url: Required[MediaInput]
    target_resolution: Literal["720p", "1080p", "2k", "4k"] | None

class _RhartVideoVideoUpscaler(_Endpoint[_RhartVideoVideoUpscalerParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
        target_resolution: Literal["720p", "1080p", "2k", "4k"] | None = "1080p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
        target_resolution: Literal["720p", "1080p", "2k", "4k"] | None = "1080p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoVideoUpscalerParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoVideoUpscalerParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoVideoUpscalerParams]) -> PricePreview: ...

class _RhartVideoWan22ImageToImageParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None
    custom_width: int | None
    custom_height: int | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartVideoWan22ImageToImage(_Endpoint[_RhartVideoWan22ImageToImageParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None = "1:1",
        custom_width: int | None = None,
        custom_height: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom", "auto"] | None = "1:1",
        custom_width: int | None = None,
        custom_height: int | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoWan22ImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoWan22ImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoWan22ImageToImageParams]) -> PricePreview: ...

class _RhartVideoWan22ImageToVideoParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    prompt: Required[str]
    negative_prompt: str | None
    duration: Literal["5", "8", 5, 8] | None
    resolution: Literal["auto", "1024×1920", "1920×1024", "720×1280", "1280×720", "480×832", "832×480"] | None

class _RhartVideoWan22ImageToVideo(_Endpoint[_RhartVideoWan22ImageToVideoParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "8", 5, 8] | None = "5",
        resolution: Literal["auto", "1024×1920", "1920×1024", "720×1280", "1280×720", "480×832", "832×480"] | None = "auto",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "8", 5, 8] | None = "5",
        resolution: Literal["auto", "1024×1920", "1920×1024", "720×1280", "1280×720", "480×832", "832×480"] | None = "auto",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoWan22ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoWan22ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoWan22ImageToVideoParams]) -> PricePreview: ...

class _RhartVideoWan22StartToEndParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    last_image_url: Required[MediaInput]
    prompt: Required[str]
    negative_prompt: str | None
    duration: Literal["5", "8", 5, 8] | None
    resolution: Literal["auto", "1024×1920", "1920×1024", "720×1280", "1280×720", "480×832", "832×480"] | None

class _RhartVideoWan22StartToEnd(_Endpoint[_RhartVideoWan22StartToEndParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        last_image_url: MediaInput,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "8", 5, 8] | None = "5",
        resolution: Literal["auto", "1024×1920", "1920×1024", "720×1280", "1280×720", "480×832", "832×480"] | None = "auto",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        last_image_url: MediaInput,
        prompt: str,
        negative_prompt: str | None = None,
        duration: Literal["5", "8", 5, 8] | None = "5",
        resolution: Literal["auto", "1024×1920", "1920×1024", "720×1280", "1280×720", "480×832", "832×480"] | None = "auto",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoWan22StartToEndParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoWan22StartToEndParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoWan22StartToEndParams]) -> PricePreview: ...

class _RhartVideoWan22TextToImageLoraParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None
    custom_width: int | None
    custom_height: int | None
    lora: str | None
    lora_strength: float | None
    output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None

class _RhartVideoWan22TextToImageLora(_Endpoint[_RhartVideoWan22TextToImageLoraParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "1:1",
        custom_width: int | None = None,
        custom_height: int | None = None,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "custom"] | None = "1:1",
        custom_width: int | None = None,
        custom_height: int | None = None,
        lora: str | None = None,
        lora_strength: float | None = None,
        output_format: Literal["png", "jpeg", "webp(lossless)", "webp(lossy)"] | None = "png",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoWan22TextToImageLoraParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoWan22TextToImageLoraParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoWan22TextToImageLoraParams]) -> PricePreview: ...

class _RhartVideoWan22TextToVideoParams(TypedDict, total=False):
    resolution: Literal["832×480", "480×832", "1280×720", "720×1280", "1920×1024", "1024×1920"] | None
    duration: Literal["5", "8", 5, 8] | None
    prompt: Required[str]
    negative_prompt: str | None

class _RhartVideoWan22TextToVideo(_Endpoint[_RhartVideoWan22TextToVideoParams]):
    async def __call__(
        self,
        *,
        resolution: Literal["832×480", "480×832", "1280×720", "720×1280", "1920×1024", "1024×1920"] | None = "1280×720",
        duration: Literal["5", "8", 5, 8] | None = "5",
        prompt: str,
        negative_prompt: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        resolution: Literal["832×480", "480×832", "1280×720", "720×1280", "1920×1024", "1024×1920"] | None = "1280×720",
        duration: Literal["5", "8", 5, 8] | None = "5",
        prompt: str,
        negative_prompt: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoWan22TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoWan22TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoWan22TextToVideoParams]) -> PricePreview: ...

class _RhartVideoWan22CharacterMotionTransferParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    video_url: Required[MediaInput]

class _RhartVideoWan22CharacterMotionTransfer(_Endpoint[_RhartVideoWan22CharacterMotionTransferParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        video_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoWan22CharacterMotionTransferParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoWan22CharacterMotionTransferParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoWan22CharacterMotionTransferParams]) -> PricePreview: ...

class _RhartVideo(Namespace):
    f_kontext_dev_lora: _RhartVideoFKontextDevLora
    """f-kontext-dev-lora (image).
    POST /openapi/v2/rhart-video/f-kontext/dev-lora
    Price: from 0.09 CNY (2026-06-18)."""
    ltx_2_3_image_to_video: _RhartVideoLtx23ImageToVideo
    """ltx-2.3/image-to-video (video).
    POST /openapi/v2/rhart-video/ltx-2.3/image-to-video
    Price: from 0.07 CNY per second (2026-06-18)."""
    ltx_2_3_image_to_video_lora: _RhartVideoLtx23ImageToVideoLora
    """ltx-2.3/image-to-video-lora (video).
    POST /openapi/v2/rhart-video/ltx-2.3/image-to-video-lora
    Price: from 0.07 CNY per second (2026-06-18)."""
    ltx_2_3_text_to_video: _RhartVideoLtx23TextToVideo
    """ltx-2.3/text-to-video (video).
    POST /openapi/v2/rhart-video/ltx-2.3/text-to-video
    Price: from 0.07 CNY per second (2026-06-18)."""
    ltx_2_3_text_to_video_lora: _RhartVideoLtx23TextToVideoLora
    """ltx-2.3/text-to-video-lora (video).
    POST /openapi/v2/rhart-video/ltx-2.3/text-to-video-lora
    Price: from 0.07 CNY per second (2026-06-18)."""
    ltx_2_text_to_video_lora: _RhartVideoLtx2TextToVideoLora
    """ltx-2-19b/text-to-video-lora (video).
    POST /openapi/v2/rhart-video/ltx-2/text-to-video-lora
    Price: no list names one."""
    sparkvideo_2_0_fast_image_to_video: _RhartVideoSparkvideo20FastImageToVideo
    """seedance-2.0-fast/image-to-video (video).
    POST /openapi/v2/rhart-video/sparkvideo-2.0-fast/image-to-video
    Price: 0.5 to 1.63 CNY per second (2026-04-29)."""
    sparkvideo_2_0_fast_multimodal_video: _RhartVideoSparkvideo20FastMultimodalVideo
    """seedance-2.0-fast/multimodal-video (video).
    POST /openapi/v2/rhart-video/sparkvideo-2.0-fast/multimodal-video
    Price: from 0.5 to 1.63 CNY per second (2026-04-29)."""
    sparkvideo_2_0_fast_text_to_video: _RhartVideoSparkvideo20FastTextToVideo
    """seedance-2.0-fast/text-to-video (video).
    POST /openapi/v2/rhart-video/sparkvideo-2.0-fast/text-to-video
    Price: 0.5 to 1.63 CNY per second (2026-04-29)."""
    sparkvideo_2_0_image_to_video: _RhartVideoSparkvideo20ImageToVideo
    """seedance-2.0/image-to-video (video).
    POST /openapi/v2/rhart-video/sparkvideo-2.0/image-to-video
    Price: 0.6 to 3 CNY per second (2026-04-29)."""
    sparkvideo_2_0_multimodal_video: _RhartVideoSparkvideo20MultimodalVideo
    """seedance-2.0/multimodal-video (video).
    POST /openapi/v2/rhart-video/sparkvideo-2.0/multimodal-video
    Price: from 0.6 to 3 CNY per second (2026-04-29)."""
    sparkvideo_2_0_multimodal_video_star: _RhartVideoSparkvideo20MultimodalVideoStar
    """sparkvideo-2.0/multimodal-video-star (video).
    POST /openapi/v2/rhart-video/sparkvideo-2.0/multimodal-video-star
    Price: no list names one."""
    sparkvideo_2_0_multimodal_video_star_fast: _RhartVideoSparkvideo20MultimodalVideoStarFast
    """sparkvideo-2.0/multimodal-video-star-fast (video).
    POST /openapi/v2/rhart-video/sparkvideo-2.0/multimodal-video-star-fast
    Price: no list names one."""
    sparkvideo_2_0_text_to_video: _RhartVideoSparkvideo20TextToVideo
    """seedance-2.0/text-to-video (video).
    POST /openapi/v2/rhart-video/sparkvideo-2.0/text-to-video
    Price: 0.6 to 3 CNY per second (2026-04-29)."""
    video_fps_increaser: _RhartVideoVideoFpsIncreaser
    """rh-video-fps-increaser (video).
    POST /openapi/v2/rhart-video/video-fps-increaser
    Price: 0.07 CNY per second (2026-04-29)."""
    video_upscaler: _RhartVideoVideoUpscaler
    """rh-video-upscaler (video).
    POST /openapi/v2/rhart-video/video-upscaler
    Price: 0.14 to 0.56 CNY per second (2026-04-29)."""
    wan_2_2_image_to_image: _RhartVideoWan22ImageToImage
    """wan-2.2/image-to-image (image).
    POST /openapi/v2/rhart-video/wan-2.2/image-to-image
    Price: from 0.08 CNY (2026-06-18)."""
    wan_2_2_image_to_video: _RhartVideoWan22ImageToVideo
    """wan-2.2/image-to-video (video).
    POST /openapi/v2/rhart-video/wan-2.2/image-to-video
    Price: from 0.07 CNY per second (2026-06-18)."""
    wan_2_2_start_to_end: _RhartVideoWan22StartToEnd
    """wan-2.2-video/start-to-end (video).
    POST /openapi/v2/rhart-video/wan-2.2/start-to-end
    Price: from 0.07 CNY per second (2026-06-18)."""
    wan_2_2_text_to_image_lora: _RhartVideoWan22TextToImageLora
    """wan-2.2/text-to-image-lora (image).
    POST /openapi/v2/rhart-video/wan-2.2/text-to-image-lora
    Price: from 0.06 CNY (2026-06-18)."""
    wan_2_2_text_to_video: _RhartVideoWan22TextToVideo
    """wan-2.2/text-to-video (video).
    POST /openapi/v2/rhart-video/wan-2.2/text-to-video
    Price: from 0.07 CNY per second (2026-06-18)."""
    wan2_2_character_motion_transfer: _RhartVideoWan22CharacterMotionTransfer
    """wan-2.2/character-motion-transfer (video).
    POST /openapi/v2/rhart-video/wan2.2/character-motion-transfer
    Price: from 0.24 CNY per second (2026-06-18)."""

class _RhartVideoGImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["2:3", "3:2", "1:1", "16:9", "9:16"] | None
    image_urls: Sequence[MediaInput] | MediaInput | None
    resolution: Literal["720p", "480p"] | None
    duration: int | None

class _RhartVideoGImageToVideo(_Endpoint[_RhartVideoGImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["2:3", "3:2", "1:1", "16:9", "9:16"] | None = "16:9",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        resolution: Literal["720p", "480p"] | None = "480p",
        duration: int | None = 6,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["2:3", "3:2", "1:1", "16:9", "9:16"] | None = "16:9",
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        resolution: Literal["720p", "480p"] | None = "480p",
        duration: int | None = 6,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoGImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoGImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoGImageToVideoParams]) -> PricePreview: ...

class _RhartVideoGTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["2:3", "3:2", "1:1", "16:9", "9:16"] | None
    resolution: Literal["720p", "480p"] | None
    duration: int | None

class _RhartVideoGTextToVideo(_Endpoint[_RhartVideoGTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["2:3", "3:2", "1:1", "16:9", "9:16"] | None = "2:3",
        resolution: Literal["720p", "480p"] | None = "720p",
        duration: int | None = 6,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["2:3", "3:2", "1:1", "16:9", "9:16"] | None = "2:3",
        resolution: Literal["720p", "480p"] | None = "720p",
        duration: int | None = 6,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoGTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoGTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoGTextToVideoParams]) -> PricePreview: ...

class _RhartVideoG(Namespace):
    image_to_video: _RhartVideoGImageToVideo
    """xai/grok-imagine/image-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-g/image-to-video
    Price: 0.03 CNY per second (2026-04-29)."""
    text_to_video: _RhartVideoGTextToVideo
    """xai/grok-imagine/text-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-g/text-to-video
    Price: 0.03 CNY per second (2026-04-29)."""

class _RhartVideoGOfficialEditVideoParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]
    resolution: Literal["720p", "480p"] | None

class _RhartVideoGOfficialEditVideo(_Endpoint[_RhartVideoGOfficialEditVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        resolution: Literal["720p", "480p"] | None = "480p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        resolution: Literal["720p", "480p"] | None = "480p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoGOfficialEditVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoGOfficialEditVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoGOfficialEditVideoParams]) -> PricePreview: ...

class _RhartVideoGOfficialImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    resolution: Literal["720p", "480p"] | None
    duration: Literal["6", "10", 6, 10] | None

class _RhartVideoGOfficialImageToVideo(_Endpoint[_RhartVideoGOfficialImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        resolution: Literal["720p", "480p"] | None = "720p",
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        resolution: Literal["720p", "480p"] | None = "720p",
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoGOfficialImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoGOfficialImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoGOfficialImageToVideoParams]) -> PricePreview: ...

class _RhartVideoGOfficialReferenceToVideoParams(TypedDict, total=False):
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    prompt: Required[str]
    duration: Literal["6", "10", 6, 10] | None
    resolution: Literal["720p", "480p"] | None

class _RhartVideoGOfficialReferenceToVideo(_Endpoint[_RhartVideoGOfficialReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        duration: Literal["6", "10", 6, 10] | None = "6",
        resolution: Literal["720p", "480p"] | None = "720p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_urls: Sequence[MediaInput] | MediaInput,
        prompt: str,
        duration: Literal["6", "10", 6, 10] | None = "6",
        resolution: Literal["720p", "480p"] | None = "720p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoGOfficialReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoGOfficialReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoGOfficialReferenceToVideoParams]) -> PricePreview: ...

class _RhartVideoGOfficialTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16", "1:1"] | None
    resolution: Literal["720p", "480p"] | None
    duration: Literal["6", "10", 6, 10] | None

class _RhartVideoGOfficialTextToVideo(_Endpoint[_RhartVideoGOfficialTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = "16:9",
        resolution: Literal["720p", "480p"] | None = "720p",
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "1:1"] | None = "16:9",
        resolution: Literal["720p", "480p"] | None = "720p",
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoGOfficialTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoGOfficialTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoGOfficialTextToVideoParams]) -> PricePreview: ...

class _RhartVideoGOfficialVideoExtendParams(TypedDict, total=False):
    video_url: Required[MediaInput]
    prompt: Required[str]
    duration: Literal["6", "10", 6, 10] | None

class _RhartVideoGOfficialVideoExtend(_Endpoint[_RhartVideoGOfficialVideoExtendParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
        prompt: str,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
        prompt: str,
        duration: Literal["6", "10", 6, 10] | None = "6",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoGOfficialVideoExtendParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoGOfficialVideoExtendParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoGOfficialVideoExtendParams]) -> PricePreview: ...

class _RhartVideoGOfficial(Namespace):
    edit_video: _RhartVideoGOfficialEditVideo
    """xai/grok-imagine/edit-video-official-stable (video).
    POST /openapi/v2/rhart-video-g-official/edit-video
    Price: 0.41 CNY per second (2026-04-29)."""
    image_to_video: _RhartVideoGOfficialImageToVideo
    """xai/grok-imagine/image-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-g-official/image-to-video
    Price: 1.89 to 3.15 CNY (2026-04-29)."""
    reference_to_video: _RhartVideoGOfficialReferenceToVideo
    """xai/grok-imagine-video/reference-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-g-official/reference-to-video
    Price: 1.89 to 3.15 CNY (2026-04-29)."""
    text_to_video: _RhartVideoGOfficialTextToVideo
    """xai/grok-imagine/text-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-g-official/text-to-video
    Price: 1.89 to 3.15 CNY (2026-04-29)."""
    video_extend: _RhartVideoGOfficialVideoExtend
    """xai/grok-imagine-video/video-extend-official-stable (video).
    POST /openapi/v2/rhart-video-g-official/video-extend
    Price: 1.89 to 3.15 CNY (2026-04-29)."""

class _RhartVideoRGen4AlephOfficialVideoToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    reference_image_url: MediaInput | None

class _RhartVideoRGen4AlephOfficialVideoToVideo(_Endpoint[_RhartVideoRGen4AlephOfficialVideoToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        reference_image_url: MediaInput | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        reference_image_url: MediaInput | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoRGen4AlephOfficialVideoToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoRGen4AlephOfficialVideoToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoRGen4AlephOfficialVideoToVideoParams]) -> PricePreview: ...

class _RhartVideoRGen4TurboOfficialImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    duration: Literal["5", "10", 5, 10] | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None

class _RhartVideoRGen4TurboOfficialImageToVideo(_Endpoint[_RhartVideoRGen4TurboOfficialImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["5", "10", 5, 10] | None = "5",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["5", "10", 5, 10] | None = "5",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoRGen4TurboOfficialImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoRGen4TurboOfficialImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoRGen4TurboOfficialImageToVideoParams]) -> PricePreview: ...

class _RhartVideoRGen4TurboImageToVideoParams(TypedDict, total=False):
    prompt: str | None
    image_url: Required[MediaInput]
    duration: Literal["5", "10", 5, 10] | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"] | None

class _RhartVideoRGen4TurboImageToVideo(_Endpoint[_RhartVideoRGen4TurboImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        image_url: MediaInput,
        duration: Literal["5", "10", 5, 10] | None = "10",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"] | None = "16:9",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        image_url: MediaInput,
        duration: Literal["5", "10", 5, 10] | None = "10",
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"] | None = "16:9",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoRGen4TurboImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoRGen4TurboImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoRGen4TurboImageToVideoParams]) -> PricePreview: ...

class _RhartVideoR(Namespace):
    gen4_aleph_official_video_to_video: _RhartVideoRGen4AlephOfficialVideoToVideo
    """runwayml/gen4-aleph/video-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-r/gen4-aleph-official/video-to-video
    Price: 5.25 CNY (2026-04-29)."""
    gen4_turbo_official_image_to_video: _RhartVideoRGen4TurboOfficialImageToVideo
    """runwayml/gen4-turbo/image-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-r/gen4-turbo-official/image-to-video
    Price: 3.2 to 6.4 CNY (2026-04-29)."""
    gen4_turbo_image_to_video: _RhartVideoRGen4TurboImageToVideo
    """runwayml/gen4-turbo/image-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-r/gen4-turbo/image-to-video
    Price: 0.21 CNY per second (2026-04-29)."""

class _RhartVideoSImageToVideoParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    duration: Literal["10", "15", 10, 15] | None
    aspect_ratio: Literal["9:16", "16:9"] | None
    prompt: Required[str]
    storyboard: bool | None

class _RhartVideoSImageToVideo(_Endpoint[_RhartVideoSImageToVideoParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        duration: Literal["10", "15", 10, 15] | None = "10",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        prompt: str,
        storyboard: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        duration: Literal["10", "15", 10, 15] | None = "10",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        prompt: str,
        storyboard: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSImageToVideoParams]) -> PricePreview: ...

class _RhartVideoSImageToVideoAsynParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    duration: Literal["10", "15", 10, 15] | None
    aspect_ratio: Literal["9:16", "16:9"] | None
    prompt: str | None

class _RhartVideoSImageToVideoAsyn(_Endpoint[_RhartVideoSImageToVideoAsynParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        duration: Literal["10", "15", 10, 15] | None = "10",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        prompt: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        duration: Literal["10", "15", 10, 15] | None = "10",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        prompt: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSImageToVideoAsynParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSImageToVideoAsynParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSImageToVideoAsynParams]) -> PricePreview: ...

class _RhartVideoSImageToVideoDeprecatedParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    duration: Literal["10", "15", 10, 15] | None
    aspect_ratio: Literal["9:16", "16:9"] | None
    prompt: Required[str]
    storyboard: bool | None

class _RhartVideoSImageToVideoDeprecated(_Endpoint[_RhartVideoSImageToVideoDeprecatedParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        duration: Literal["10", "15", 10, 15] | None = "10",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        prompt: str,
        storyboard: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        duration: Literal["10", "15", 10, 15] | None = "10",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        prompt: str,
        storyboard: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSImageToVideoDeprecatedParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSImageToVideoDeprecatedParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSImageToVideoDeprecatedParams]) -> PricePreview: ...

class _RhartVideoSImageToVideoProParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    duration: Literal["15", "25", 15, 25] | None
    aspect_ratio: Literal["9:16", "16:9"] | None
    storyboard: bool | None

class _RhartVideoSImageToVideoPro(_Endpoint[_RhartVideoSImageToVideoProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["15", "25", 15, 25] | None = "15",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["15", "25", 15, 25] | None = "15",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSImageToVideoProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSImageToVideoProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSImageToVideoProParams]) -> PricePreview: ...

class _RhartVideoSImageToVideoProDeprecatedParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    duration: Literal["15", "25", 15, 25] | None
    aspect_ratio: Literal["9:16", "16:9"] | None
    storyboard: bool | None

class _RhartVideoSImageToVideoProDeprecated(_Endpoint[_RhartVideoSImageToVideoProDeprecatedParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["15", "25", 15, 25] | None = "15",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["15", "25", 15, 25] | None = "15",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSImageToVideoProDeprecatedParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSImageToVideoProDeprecatedParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSImageToVideoProDeprecatedParams]) -> PricePreview: ...

class _RhartVideoSSoraUploadCharacterParams(TypedDict, total=False):
    video_url: Required[MediaInput]

class _RhartVideoSSoraUploadCharacter(_Endpoint[_RhartVideoSSoraUploadCharacterParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSSoraUploadCharacterParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSSoraUploadCharacterParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSSoraUploadCharacterParams]) -> PricePreview: ...

class _RhartVideoSTextToVideoParams(TypedDict, total=False):
    duration: Literal["10", "15", 10, 15] | None
    prompt: Required[str]
    aspect_ratio: Literal["9:16", "16:9"] | None
    storyboard: bool | None

class _RhartVideoSTextToVideo(_Endpoint[_RhartVideoSTextToVideoParams]):
    async def __call__(
        self,
        *,
        duration: Literal["10", "15", 10, 15] | None = "10",
        prompt: str,
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        duration: Literal["10", "15", 10, 15] | None = "10",
        prompt: str,
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSTextToVideoParams]) -> PricePreview: ...

class _RhartVideoSTextToVideoDeprecatedParams(TypedDict, total=False):
    duration: Literal["10", "15", 10, 15] | None
    prompt: Required[str]
    aspect_ratio: Literal["9:16", "16:9"] | None
    storyboard: bool | None

class _RhartVideoSTextToVideoDeprecated(_Endpoint[_RhartVideoSTextToVideoDeprecatedParams]):
    async def __call__(
        self,
        *,
        duration: Literal["10", "15", 10, 15] | None = "10",
        prompt: str,
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        duration: Literal["10", "15", 10, 15] | None = "10",
        prompt: str,
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSTextToVideoDeprecatedParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSTextToVideoDeprecatedParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSTextToVideoDeprecatedParams]) -> PricePreview: ...

class _RhartVideoSTextToVideoProParams(TypedDict, total=False):
    prompt: Required[str]
    duration: Literal["15", "25", 15, 25] | None
    aspect_ratio: Literal["9:16", "16:9"] | None
    storyboard: bool | None

class _RhartVideoSTextToVideoPro(_Endpoint[_RhartVideoSTextToVideoProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        duration: Literal["15", "25", 15, 25] | None = "15",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        duration: Literal["15", "25", 15, 25] | None = "15",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSTextToVideoProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSTextToVideoProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSTextToVideoProParams]) -> PricePreview: ...

class _RhartVideoSTextToVideoProDeprecatedParams(TypedDict, total=False):
    prompt: Required[str]
    duration: Literal["15", "25", 15, 25] | None
    aspect_ratio: Literal["9:16", "16:9"] | None
    storyboard: bool | None

class _RhartVideoSTextToVideoProDeprecated(_Endpoint[_RhartVideoSTextToVideoProDeprecatedParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        duration: Literal["15", "25", 15, 25] | None = "15",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        duration: Literal["15", "25", 15, 25] | None = "15",
        aspect_ratio: Literal["9:16", "16:9"] | None = "9:16",
        storyboard: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSTextToVideoProDeprecatedParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSTextToVideoProDeprecatedParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSTextToVideoProDeprecatedParams]) -> PricePreview: ...

class _RhartVideoS(Namespace):
    image_to_video: _RhartVideoSImageToVideo
    """sora-2/image-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-s/image-to-video
    Price: 1 CNY (2026-04-29)."""
    image_to_video_asyn: _RhartVideoSImageToVideoAsyn
    """sora-2/image-to-video-asyn-channel-low-price (video).
    POST /openapi/v2/rhart-video-s/image-to-video-asyn
    Price: 0.5 CNY (2026-04-29)."""
    image_to_video_deprecated: _RhartVideoSImageToVideoDeprecated
    """sora-2/image-to-video-channel-low-price (video; deprecated).
    POST /openapi/v2/rhart-video-s/image-to-video-deprecated
    Price: no list names one."""
    image_to_video_pro: _RhartVideoSImageToVideoPro
    """sora-2/image-to-video-pro-channel-low-price (video; deprecated).
    POST /openapi/v2/rhart-video-s/image-to-video-pro
    Price: no list names one."""
    image_to_video_pro_deprecated: _RhartVideoSImageToVideoProDeprecated
    """sora-2/image-to-video-pro-channel-low-price (video; deprecated).
    POST /openapi/v2/rhart-video-s/image-to-video-pro-deprecated
    Price: 1 CNY (2026-04-29)."""
    sora_upload_character: _RhartVideoSSoraUploadCharacter
    """sora-upload-character-channel-low-price (text).
    POST /openapi/v2/rhart-video-s/sora-upload-character
    Price: 0.05 CNY (2026-04-29)."""
    text_to_video: _RhartVideoSTextToVideo
    """sora-2/text-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-s/text-to-video
    Price: 1 CNY (2026-04-29)."""
    text_to_video_deprecated: _RhartVideoSTextToVideoDeprecated
    """sora-2/text-to-video-channel-low-price (video; deprecated).
    POST /openapi/v2/rhart-video-s/text-to-video-deprecated
    Price: no list names one."""
    text_to_video_pro: _RhartVideoSTextToVideoPro
    """sora-2/text-to-video-pro-channel-low-price (video; deprecated).
    POST /openapi/v2/rhart-video-s/text-to-video-pro
    Price: no list names one."""
    text_to_video_pro_deprecated: _RhartVideoSTextToVideoProDeprecated
    """sora-2/text-to-video-pro-channel-low-price (video; deprecated).
    POST /openapi/v2/rhart-video-s/text-to-video-pro-deprecated
    Price: 1 CNY (2026-04-29)."""

class _RhartVideoSOfficialImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    duration: Literal["4", "8", "12", 4, 8, 12] | None
    image_url: Required[MediaInput]

class _RhartVideoSOfficialImageToVideo(_Endpoint[_RhartVideoSOfficialImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        duration: Literal["4", "8", "12", 4, 8, 12] | None = "4",
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        duration: Literal["4", "8", "12", 4, 8, 12] | None = "4",
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSOfficialImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSOfficialImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSOfficialImageToVideoParams]) -> PricePreview: ...

class _RhartVideoSOfficialImageToVideoProParams(TypedDict, total=False):
    prompt: Required[str]
    resolution: Literal["720p", "1080p"] | None
    duration: Literal["4", "8", "12", "16", "20", 4, 8, 12, 16, 20] | None
    image_url: Required[MediaInput]

class _RhartVideoSOfficialImageToVideoPro(_Endpoint[_RhartVideoSOfficialImageToVideoProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        resolution: Literal["720p", "1080p"] | None = "720p",
        duration: Literal["4", "8", "12", "16", "20", 4, 8, 12, 16, 20] | None = "4",
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        resolution: Literal["720p", "1080p"] | None = "720p",
        duration: Literal["4", "8", "12", "16", "20", 4, 8, 12, 16, 20] | None = "4",
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSOfficialImageToVideoProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSOfficialImageToVideoProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSOfficialImageToVideoProParams]) -> PricePreview: ...

class _RhartVideoSOfficialImageToVideoRealisticParams(TypedDict, total=False):
    prompt: Required[str]
    duration: Literal["4", "8", "12", 4, 8, 12] | None
    image_url: Required[MediaInput]

class _RhartVideoSOfficialImageToVideoRealistic(_Endpoint[_RhartVideoSOfficialImageToVideoRealisticParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        duration: Literal["4", "8", "12", 4, 8, 12] | None = "4",
        image_url: MediaInput,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        duration: Literal["4", "8", "12", 4, 8, 12] | None = "4",
        image_url: MediaInput,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSOfficialImageToVideoRealisticParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSOfficialImageToVideoRealisticParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSOfficialImageToVideoRealisticParams]) -> PricePreview: ...

class _RhartVideoSOfficialSoraUploadCharacterParams(TypedDict, total=False):
    video_url: Required[MediaInput]
    name: Required[str]

class _RhartVideoSOfficialSoraUploadCharacter(_Endpoint[_RhartVideoSOfficialSoraUploadCharacterParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
        name: str,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
        name: str,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSOfficialSoraUploadCharacterParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSOfficialSoraUploadCharacterParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSOfficialSoraUploadCharacterParams]) -> PricePreview: ...

class _RhartVideoSOfficialTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    size: Literal["720x1280", "1280x720"] | None
    duration: Literal["4", "8", "12", 4, 8, 12] | None

class _RhartVideoSOfficialTextToVideo(_Endpoint[_RhartVideoSOfficialTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        size: Literal["720x1280", "1280x720"] | None = "720x1280",
        duration: Literal["4", "8", "12", 4, 8, 12] | None = "4",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        size: Literal["720x1280", "1280x720"] | None = "720x1280",
        duration: Literal["4", "8", "12", 4, 8, 12] | None = "4",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSOfficialTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSOfficialTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSOfficialTextToVideoParams]) -> PricePreview: ...

class _RhartVideoSOfficialTextToVideoProParams(TypedDict, total=False):
    prompt: Required[str]
    size: Literal["720x1280", "1280x720", "1024x1792", "1792x1024", "1080x1920", "1920x1080"] | None
    duration: Literal["4", "8", "12", "16", "20", 4, 8, 12, 16, 20] | None

class _RhartVideoSOfficialTextToVideoPro(_Endpoint[_RhartVideoSOfficialTextToVideoProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        size: Literal["720x1280", "1280x720", "1024x1792", "1792x1024", "1080x1920", "1920x1080"] | None = "720x1280",
        duration: Literal["4", "8", "12", "16", "20", 4, 8, 12, 16, 20] | None = "12",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        size: Literal["720x1280", "1280x720", "1024x1792", "1792x1024", "1080x1920", "1920x1080"] | None = "720x1280",
        duration: Literal["4", "8", "12", "16", "20", 4, 8, 12, 16, 20] | None = "12",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoSOfficialTextToVideoProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoSOfficialTextToVideoProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoSOfficialTextToVideoProParams]) -> PricePreview: ...

class _RhartVideoSOfficial(Namespace):
    image_to_video: _RhartVideoSOfficialImageToVideo
    """sora-2/image-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-s-official/image-to-video
    Price: 1.82 to 5.46 CNY (2026-04-29)."""
    image_to_video_pro: _RhartVideoSOfficialImageToVideoPro
    """sora-2/image-to-video-pro-official-stable (video).
    POST /openapi/v2/rhart-video-s-official/image-to-video-pro
    Price: 2.1 to 3.5 CNY per second (2026-04-29)."""
    image_to_video_realistic: _RhartVideoSOfficialImageToVideoRealistic
    """sora-2/image-to-video-realistic-official-stable (video).
    POST /openapi/v2/rhart-video-s-official/image-to-video-realistic
    Price: 3.2 to 10 CNY (2026-04-29)."""
    sora_upload_character: _RhartVideoSOfficialSoraUploadCharacter
    """sora-upload-character-official (video).
    POST /openapi/v2/rhart-video-s-official/sora-upload-character
    Price: 0.01 CNY (2026-04-29)."""
    text_to_video: _RhartVideoSOfficialTextToVideo
    """sora-2/text-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-s-official/text-to-video
    Price: 1.82 to 5.46 CNY (2026-04-29)."""
    text_to_video_pro: _RhartVideoSOfficialTextToVideoPro
    """sora-2/text-to-video-pro-official-stable (video).
    POST /openapi/v2/rhart-video-s-official/text-to-video-pro
    Price: 2.1 to 4.9 CNY per second (2026-04-29)."""

class _RhartVideoV31FastImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16"] | None
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    duration: Literal["8", 8] | None
    resolution: Literal["720p", "1080p", "4k"] | None

class _RhartVideoV31FastImageToVideo(_Endpoint[_RhartVideoV31FastImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "16:9",
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "16:9",
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31FastImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31FastImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31FastImageToVideoParams]) -> PricePreview: ...

class _RhartVideoV31FastStartEndToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    first_frame_url: Required[MediaInput]
    last_frame_url: MediaInput | None
    aspect_ratio: Literal["16:9", "9:16"] | None
    duration: Literal["8", 8] | None
    resolution: Literal["720p", "1080p", "4k"] | None

class _RhartVideoV31FastStartEndToVideo(_Endpoint[_RhartVideoV31FastStartEndToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16"] | None = "9:16",
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16"] | None = "9:16",
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31FastStartEndToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31FastStartEndToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31FastStartEndToVideoParams]) -> PricePreview: ...

class _RhartVideoV31FastTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16"] | None
    duration: Literal["8", 8] | None
    resolution: Literal["720p", "1080p", "4k"] | None

class _RhartVideoV31FastTextToVideo(_Endpoint[_RhartVideoV31FastTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "9:16",
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "9:16",
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31FastTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31FastTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31FastTextToVideoParams]) -> PricePreview: ...

class _RhartVideoV31Fast(Namespace):
    image_to_video: _RhartVideoV31FastImageToVideo
    """google/veo3.1-fast/image-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-v3.1-fast/image-to-video
    Price: 0.2 to 0.5 CNY (2026-04-29)."""
    start_end_to_video: _RhartVideoV31FastStartEndToVideo
    """google/veo3.1-fast/start-end-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-v3.1-fast/start-end-to-video
    Price: 0.2 to 0.5 CNY (2026-04-29)."""
    text_to_video: _RhartVideoV31FastTextToVideo
    """google/veo3.1-fast/text-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-v3.1-fast/text-to-video
    Price: 0.2 to 0.5 CNY (2026-04-29)."""

class _RhartVideoV31FastOfficialImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    negative_prompt: str | None
    seed: int | None
    aspect_ratio: Literal["16:9", "9:16"] | None
    resolution: Literal["720p", "1080p", "4k"] | None
    duration: Literal["4", "6", "8", 4, 6, 8] | None
    generate_audio: bool | None

class _RhartVideoV31FastOfficialImageToVideo(_Endpoint[_RhartVideoV31FastOfficialImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        seed: int | None = None,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "8",
        generate_audio: bool | None = False,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        seed: int | None = None,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "8",
        generate_audio: bool | None = False,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31FastOfficialImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31FastOfficialImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31FastOfficialImageToVideoParams]) -> PricePreview: ...

class _RhartVideoV31FastOfficialReferenceToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    aspect_ratio: Literal["16:9", "9:16"] | None
    resolution: Literal["720p", "1080p"] | None
    generate_audio: bool | None
    negative_prompt: str | None
    seed: int | None

class _RhartVideoV31FastOfficialReferenceToVideo(_Endpoint[_RhartVideoV31FastOfficialReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        resolution: Literal["720p", "1080p"] | None = "720p",
        generate_audio: bool | None = None,
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        resolution: Literal["720p", "1080p"] | None = "720p",
        generate_audio: bool | None = None,
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31FastOfficialReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31FastOfficialReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31FastOfficialReferenceToVideoParams]) -> PricePreview: ...

class _RhartVideoV31FastOfficialTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16"] | None
    duration: Literal["4", "6", "8", 4, 6, 8] | None
    resolution: Literal["720p", "1080p", "4k"] | None
    generate_audio: bool | None
    negative_prompt: str | None
    seed: int | None

class _RhartVideoV31FastOfficialTextToVideo(_Endpoint[_RhartVideoV31FastOfficialTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "8",
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
        generate_audio: bool | None = True,
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "8",
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
        generate_audio: bool | None = True,
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31FastOfficialTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31FastOfficialTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31FastOfficialTextToVideoParams]) -> PricePreview: ...

class _RhartVideoV31FastOfficialVideoExtendParams(TypedDict, total=False):
    video: Required[MediaInput]
    prompt: str | None
    resolution: Literal["720p", "1080p"] | None
    negative_prompt: str | None
    seed: int | None

class _RhartVideoV31FastOfficialVideoExtend(_Endpoint[_RhartVideoV31FastOfficialVideoExtendParams]):
    async def __call__(
        self,
        *,
        video: MediaInput,
        prompt: str | None = None,
        resolution: Literal["720p", "1080p"] | None = "720p",
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video: MediaInput,
        prompt: str | None = None,
        resolution: Literal["720p", "1080p"] | None = "720p",
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31FastOfficialVideoExtendParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31FastOfficialVideoExtendParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31FastOfficialVideoExtendParams]) -> PricePreview: ...

class _RhartVideoV31FastOfficial(Namespace):
    image_to_video: _RhartVideoV31FastOfficialImageToVideo
    """google/veo3.1-fast/image-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-fast-official/image-to-video
    Price: 2.35 to 7.04 CNY (2026-04-29)."""
    reference_to_video: _RhartVideoV31FastOfficialReferenceToVideo
    """google/veo3.1-fast/reference-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-fast-official/reference-to-video
    Price: from 4.03 CNY (2026-06-18)."""
    text_to_video: _RhartVideoV31FastOfficialTextToVideo
    """google/veo3.1-fast/text-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-fast-official/text-to-video
    Price: 2.35 to 7.04 CNY (2026-04-29)."""
    video_extend: _RhartVideoV31FastOfficialVideoExtend
    """google/veo3.1-fast/video-extend-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-fast-official/video-extend
    Price: 6.56 CNY (2026-04-29)."""

class _RhartVideoV31LiteImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16"] | None
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    duration: Literal["8", 8] | None
    resolution: Literal["720p", "4k"] | None

class _RhartVideoV31LiteImageToVideo(_Endpoint[_RhartVideoV31LiteImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "16:9",
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "4k"] | None = "720p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "16:9",
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "4k"] | None = "720p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31LiteImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31LiteImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31LiteImageToVideoParams]) -> PricePreview: ...

class _RhartVideoV31LiteTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16"] | None
    duration: Literal["8", 8] | None
    resolution: Literal["720p", "1080p", "4k"] | None

class _RhartVideoV31LiteTextToVideo(_Endpoint[_RhartVideoV31LiteTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "9:16",
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "9:16",
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31LiteTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31LiteTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31LiteTextToVideoParams]) -> PricePreview: ...

class _RhartVideoV31Lite(Namespace):
    image_to_video: _RhartVideoV31LiteImageToVideo
    """google/veo3.1-lite/image-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-v3.1-lite/image-to-video
    Price: 0.2 to 0.5 CNY (2026-04-29)."""
    text_to_video: _RhartVideoV31LiteTextToVideo
    """google/veo3.1-lite/text-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-v3.1-lite/text-to-video
    Price: 0.2 to 0.5 CNY (2026-04-29)."""

class _RhartVideoV31LiteOfficialImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    image_url: Required[MediaInput]
    aspect_ratio: Literal["16:9", "9:16"] | None
    duration: Literal["4", "6", "8", 4, 6, 8] | None
    resolution: Literal["720p", "1080p"] | None
    seed: int | None

class _RhartVideoV31LiteOfficialImageToVideo(_Endpoint[_RhartVideoV31LiteOfficialImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        image_url: MediaInput,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "6",
        resolution: Literal["720p", "1080p"] | None = "720p",
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        image_url: MediaInput,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "6",
        resolution: Literal["720p", "1080p"] | None = "720p",
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31LiteOfficialImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31LiteOfficialImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31LiteOfficialImageToVideoParams]) -> PricePreview: ...

class _RhartVideoV31LiteOfficialStartEndToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: Required[MediaInput]
    aspect_ratio: Literal["16:9", "9:16"] | None
    resolution: Literal["720p", "1080p"] | None
    negative_prompt: str | None
    seed: int | None

class _RhartVideoV31LiteOfficialStartEndToVideo(_Endpoint[_RhartVideoV31LiteOfficialStartEndToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        resolution: Literal["720p", "1080p"] | None = "720p",
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        resolution: Literal["720p", "1080p"] | None = "720p",
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31LiteOfficialStartEndToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31LiteOfficialStartEndToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31LiteOfficialStartEndToVideoParams]) -> PricePreview: ...

class _RhartVideoV31LiteOfficialTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    aspect_ratio: Literal["16:9", "9:16"] | None
    resolution: Literal["720p", "1080p"] | None
    duration: Literal["4", "6", "8", 4, 6, 8] | None
    seed: int | None

class _RhartVideoV31LiteOfficialTextToVideo(_Endpoint[_RhartVideoV31LiteOfficialTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "6",
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        resolution: Literal["720p", "1080p"] | None = "1080p",
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "6",
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31LiteOfficialTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31LiteOfficialTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31LiteOfficialTextToVideoParams]) -> PricePreview: ...

class _RhartVideoV31LiteOfficial(Namespace):
    image_to_video: _RhartVideoV31LiteOfficialImageToVideo
    """google/veo3.1-lite/image-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-lite-official/image-to-video
    Price: 0.315 to 0.504 CNY per second (2026-04-29)."""
    start_end_to_video: _RhartVideoV31LiteOfficialStartEndToVideo
    """google/veo3.1-lite/start-end-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-lite-official/start-end-to-video
    Price: 2.52 to 4.032 CNY (2026-04-29)."""
    text_to_video: _RhartVideoV31LiteOfficialTextToVideo
    """google/veo3.1-lite/text-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-lite-official/text-to-video
    Price: 0.315 to 0.504 CNY per second (2026-04-29)."""

class _RhartVideoV31ProImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16"] | None
    image_url: Required[MediaInput]
    duration: Literal["8", 8] | None
    resolution: Literal["720p", "1080p", "4k"] | None

class _RhartVideoV31ProImageToVideo(_Endpoint[_RhartVideoV31ProImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "16:9",
        image_url: MediaInput,
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "16:9",
        image_url: MediaInput,
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31ProImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31ProImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31ProImageToVideoParams]) -> PricePreview: ...

class _RhartVideoV31ProStartEndToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    first_frame_url: Required[MediaInput]
    last_frame_url: MediaInput | None
    aspect_ratio: Literal["16:9", "9:16"] | None
    duration: Literal["8", 8] | None
    resolution: Literal["720p", "1080p", "4k"] | None

class _RhartVideoV31ProStartEndToVideo(_Endpoint[_RhartVideoV31ProStartEndToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16"] | None = "9:16",
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_frame_url: MediaInput,
        last_frame_url: MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16"] | None = "9:16",
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31ProStartEndToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31ProStartEndToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31ProStartEndToVideoParams]) -> PricePreview: ...

class _RhartVideoV31ProTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16"] | None
    duration: Literal["8", 8] | None
    resolution: Literal["720p", "1080p", "4k"] | None

class _RhartVideoV31ProTextToVideo(_Endpoint[_RhartVideoV31ProTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "9:16",
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = "9:16",
        duration: Literal["8", 8] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31ProTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31ProTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31ProTextToVideoParams]) -> PricePreview: ...

class _RhartVideoV31Pro(Namespace):
    image_to_video: _RhartVideoV31ProImageToVideo
    """google/veo3.1-pro/image-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-v3.1-pro/image-to-video
    Price: 0.5 CNY (2026-04-29)."""
    start_end_to_video: _RhartVideoV31ProStartEndToVideo
    """google/veo3.1-pro/start-end-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-v3.1-pro/start-end-to-video
    Price: 0.8 to 1.4 CNY (2026-04-29)."""
    text_to_video: _RhartVideoV31ProTextToVideo
    """google/veo3.1-pro/text-to-video-channel-low-price (video).
    POST /openapi/v2/rhart-video-v3.1-pro/text-to-video
    Price: 0.8 to 1.4 CNY (2026-04-29)."""

class _RhartVideoV31ProOfficialImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    negative_prompt: str | None
    seed: int | None
    aspect_ratio: Literal["16:9", "9:16"] | None
    resolution: Literal["720p", "1080p", "4k"] | None
    duration: Literal["4", "6", "8", 4, 6, 8] | None
    generate_audio: bool | None

class _RhartVideoV31ProOfficialImageToVideo(_Endpoint[_RhartVideoV31ProOfficialImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        seed: int | None = None,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "8",
        generate_audio: bool | None = False,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        negative_prompt: str | None = None,
        seed: int | None = None,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "8",
        generate_audio: bool | None = False,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31ProOfficialImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31ProOfficialImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31ProOfficialImageToVideoParams]) -> PricePreview: ...

class _RhartVideoV31ProOfficialReferenceToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    negative_prompt: str | None
    seed: int | None
    resolution: Literal["720p", "1080p", "4k"] | None
    generate_audio: bool | None

class _RhartVideoV31ProOfficialReferenceToVideo(_Endpoint[_RhartVideoV31ProOfficialReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        negative_prompt: str | None = None,
        seed: int | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "1080p",
        generate_audio: bool | None = False,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        negative_prompt: str | None = None,
        seed: int | None = None,
        resolution: Literal["720p", "1080p", "4k"] | None = "1080p",
        generate_audio: bool | None = False,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31ProOfficialReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31ProOfficialReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31ProOfficialReferenceToVideoParams]) -> PricePreview: ...

class _RhartVideoV31ProOfficialTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16"] | None
    duration: Literal["4", "6", "8", 4, 6, 8] | None
    resolution: Literal["720p", "1080p", "4k"] | None
    generate_audio: bool | None
    negative_prompt: str | None
    seed: int | None

class _RhartVideoV31ProOfficialTextToVideo(_Endpoint[_RhartVideoV31ProOfficialTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "8",
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
        generate_audio: bool | None = False,
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16"] | None = None,
        duration: Literal["4", "6", "8", 4, 6, 8] | None = "8",
        resolution: Literal["720p", "1080p", "4k"] | None = "720p",
        generate_audio: bool | None = False,
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31ProOfficialTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31ProOfficialTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31ProOfficialTextToVideoParams]) -> PricePreview: ...

class _RhartVideoV31ProOfficialVideoExtendParams(TypedDict, total=False):
    video: Required[MediaInput]
    prompt: str | None
    resolution: Literal["720p", "1080p"] | None
    negative_prompt: str | None
    seed: int | None

class _RhartVideoV31ProOfficialVideoExtend(_Endpoint[_RhartVideoV31ProOfficialVideoExtendParams]):
    async def __call__(
        self,
        *,
        video: MediaInput,
        prompt: str | None = None,
        resolution: Literal["720p", "1080p"] | None = "720p",
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video: MediaInput,
        prompt: str | None = None,
        resolution: Literal["720p", "1080p"] | None = "720p",
        negative_prompt: str | None = None,
        seed: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_RhartVideoV31ProOfficialVideoExtendParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_RhartVideoV31ProOfficialVideoExtendParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_RhartVideoV31ProOfficialVideoExtendParams]) -> PricePreview: ...

class _RhartVideoV31ProOfficial(Namespace):
    image_to_video: _RhartVideoV31ProOfficialImageToVideo
    """google/veo3.1-pro/image-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-pro-official/image-to-video
    Price: 4.7 to 18.8 CNY (2026-04-29)."""
    reference_to_video: _RhartVideoV31ProOfficialReferenceToVideo
    """google/veo3.1-pro/reference-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-pro-official/reference-to-video
    Price: 9.4 to 18.8 CNY (2026-04-29)."""
    text_to_video: _RhartVideoV31ProOfficialTextToVideo
    """google/veo3.1-pro/text-to-video-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-pro-official/text-to-video
    Price: 4.7 to 18.8 CNY (2026-04-29)."""
    video_extend: _RhartVideoV31ProOfficialVideoExtend
    """google/veo3.1-pro/video-extend-official-stable (video).
    POST /openapi/v2/rhart-video-v3.1-pro-official/video-extend
    Price: 17.4 CNY (2026-04-29)."""

class _SeedanceV15ProImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"] | None
    duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None
    resolution: Literal["480p", "720p", "1080p"] | None
    generate_audio: Literal["true", "false"] | bool | None
    camera_fixed: Literal["false", "true"] | bool | None

class _SeedanceV15ProImageToVideo(_Endpoint[_SeedanceV15ProImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"] | None = "adaptive",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None = "5",
        resolution: Literal["480p", "720p", "1080p"] | None = "720p",
        generate_audio: Literal["true", "false"] | bool | None = "true",
        camera_fixed: Literal["false", "true"] | bool | None = "false",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"] | None = "adaptive",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None = "5",
        resolution: Literal["480p", "720p", "1080p"] | None = "720p",
        generate_audio: Literal["true", "false"] | bool | None = "true",
        camera_fixed: Literal["false", "true"] | bool | None = "false",
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedanceV15ProImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedanceV15ProImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedanceV15ProImageToVideoParams]) -> PricePreview: ...

class _SeedanceV15ProImageToVideoFastParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"] | None
    duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None
    resolution: Literal["720p", "1080p"] | None
    generate_audio: Literal["true", "false"] | bool | None
    camera_fixed: Literal["false", "true"] | bool | None

class _SeedanceV15ProImageToVideoFast(_Endpoint[_SeedanceV15ProImageToVideoFastParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"] | None = "adaptive",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None = "5",
        resolution: Literal["720p", "1080p"] | None = "720p",
        generate_audio: Literal["true", "false"] | bool | None = "true",
        camera_fixed: Literal["false", "true"] | bool | None = "false",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "adaptive"] | None = "adaptive",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None = "5",
        resolution: Literal["720p", "1080p"] | None = "720p",
        generate_audio: Literal["true", "false"] | bool | None = "true",
        camera_fixed: Literal["false", "true"] | bool | None = "false",
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedanceV15ProImageToVideoFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedanceV15ProImageToVideoFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedanceV15ProImageToVideoFastParams]) -> PricePreview: ...

class _SeedanceV15ProTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "21:9"] | None
    duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None
    resolution: Literal["480p", "720p", "1080p"] | None
    generate_audio: Literal["true", "false"] | bool | None
    camera_fixed: Literal["false", "true"] | bool | None

class _SeedanceV15ProTextToVideo(_Endpoint[_SeedanceV15ProTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "21:9"] | None = "3:4",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None = "5",
        resolution: Literal["480p", "720p", "1080p"] | None = "720p",
        generate_audio: Literal["true", "false"] | bool | None = "true",
        camera_fixed: Literal["false", "true"] | bool | None = "false",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "21:9"] | None = "3:4",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None = "5",
        resolution: Literal["480p", "720p", "1080p"] | None = "720p",
        generate_audio: Literal["true", "false"] | bool | None = "true",
        camera_fixed: Literal["false", "true"] | bool | None = "false",
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedanceV15ProTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedanceV15ProTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedanceV15ProTextToVideoParams]) -> PricePreview: ...

class _SeedanceV15ProTextToVideoFastParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "21:9"] | None
    duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None
    resolution: Literal["720p", "1080p"] | None
    generate_audio: Literal["true", "false"] | bool | None
    camera_fixed: Literal["false", "true"] | bool | None

class _SeedanceV15ProTextToVideoFast(_Endpoint[_SeedanceV15ProTextToVideoFastParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "21:9"] | None = "16:9",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None = "5",
        resolution: Literal["720p", "1080p"] | None = "720p",
        generate_audio: Literal["true", "false"] | bool | None = "true",
        camera_fixed: Literal["false", "true"] | bool | None = "false",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "21:9"] | None = "16:9",
        duration: Literal["4", "5", "6", "7", "8", "9", "10", "11", "12", 4, 5, 6, 7, 8, 9, 10, 11, 12] | None = "5",
        resolution: Literal["720p", "1080p"] | None = "720p",
        generate_audio: Literal["true", "false"] | bool | None = "true",
        camera_fixed: Literal["false", "true"] | bool | None = "false",
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedanceV15ProTextToVideoFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedanceV15ProTextToVideoFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedanceV15ProTextToVideoFastParams]) -> PricePreview: ...

class _SeedanceV15Pro(Namespace):
    image_to_video: _SeedanceV15ProImageToVideo
    """seedance-v1.5-pro-image-to-video (video).
    POST /openapi/v2/seedance-v1.5-pro/image-to-video
    Price: 0.07 to 0.7 CNY per second (2026-04-29)."""
    image_to_video_fast: _SeedanceV15ProImageToVideoFast
    """seedance-v1.5-pro-image-to-video-fast (video).
    POST /openapi/v2/seedance-v1.5-pro/image-to-video-fast
    Price: 0.16 to 0.7 CNY per second (2026-04-29)."""
    text_to_video: _SeedanceV15ProTextToVideo
    """seedance-v1.5-pro-text-to-video (video).
    POST /openapi/v2/seedance-v1.5-pro/text-to-video
    Price: 0.07 to 0.7 CNY per second (2026-04-29)."""
    text_to_video_fast: _SeedanceV15ProTextToVideoFast
    """seedance-v1.5-pro-text-to-video-fast (video).
    POST /openapi/v2/seedance-v1.5-pro/text-to-video-fast
    Price: 0.16 to 0.7 CNY per second (2026-04-29)."""

class _SeedanceV1LiteReferenceToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] | None
    camera_fixed: Literal["false", "true"] | bool | None
    resolution: Literal["720p", "480p"] | None
    aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "21:9", "1:1"] | None

class _SeedanceV1LiteReferenceToVideo(_Endpoint[_SeedanceV1LiteReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] | None = "5",
        camera_fixed: Literal["false", "true"] | bool | None = "false",
        resolution: Literal["720p", "480p"] | None = "720p",
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "21:9", "1:1"] | None = "16:9",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: Literal["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] | None = "5",
        camera_fixed: Literal["false", "true"] | bool | None = "false",
        resolution: Literal["720p", "480p"] | None = "720p",
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "21:9", "1:1"] | None = "16:9",
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedanceV1LiteReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedanceV1LiteReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedanceV1LiteReferenceToVideoParams]) -> PricePreview: ...

class _SeedanceV1Lite(Namespace):
    reference_to_video: _SeedanceV1LiteReferenceToVideo
    """seedance-v1-lite-reference-to-video (video).
    POST /openapi/v2/seedance-v1-lite/reference-to-video
    Price: 0.07 to 0.15 CNY per second (2026-04-29)."""

class _SeedreamV4ImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    width: int | None
    height: int | None
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    sequential_image_generation: Literal["disabled", "auto"] | None
    max_images: int | None
    resolution: Literal["1k", "2k", "4k"] | None

class _SeedreamV4ImageToImage(_Endpoint[_SeedreamV4ImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        image_urls: Sequence[MediaInput] | MediaInput,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        image_urls: Sequence[MediaInput] | MediaInput,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedreamV4ImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedreamV4ImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedreamV4ImageToImageParams]) -> PricePreview: ...

class _SeedreamV4TextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    width: int | None
    height: int | None
    sequential_image_generation: Literal["disabled", "auto"] | None
    max_images: int | None
    resolution: Literal["1k", "2k", "4k"] | None

class _SeedreamV4TextToImage(_Endpoint[_SeedreamV4TextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        resolution: Literal["1k", "2k", "4k"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedreamV4TextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedreamV4TextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedreamV4TextToImageParams]) -> PricePreview: ...

class _SeedreamV4(Namespace):
    image_to_image: _SeedreamV4ImageToImage
    """seedream-v4/image-to-image (image).
    POST /openapi/v2/seedream-v4/image-to-image
    Price: 0.14 times max_images CNY (2026-04-29)."""
    text_to_image: _SeedreamV4TextToImage
    """seedream-v4/text-to-image (image).
    POST /openapi/v2/seedream-v4/text-to-image
    Price: 0.14 times max_images CNY (2026-04-29)."""

class _SeedreamV45ImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    width: int | None
    height: int | None
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    sequential_image_generation: Literal["disabled", "auto"] | None
    max_images: int | None
    resolution: Literal["2k", "4k"] | None

class _SeedreamV45ImageToImage(_Endpoint[_SeedreamV45ImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        image_urls: Sequence[MediaInput] | MediaInput,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        resolution: Literal["2k", "4k"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        image_urls: Sequence[MediaInput] | MediaInput,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        resolution: Literal["2k", "4k"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedreamV45ImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedreamV45ImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedreamV45ImageToImageParams]) -> PricePreview: ...

class _SeedreamV45TextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    width: int | None
    height: int | None
    sequential_image_generation: Literal["disabled", "auto"] | None
    max_images: int | None
    resolution: Literal["2k", "4k"] | None

class _SeedreamV45TextToImage(_Endpoint[_SeedreamV45TextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        resolution: Literal["2k", "4k"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        resolution: Literal["2k", "4k"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedreamV45TextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedreamV45TextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedreamV45TextToImageParams]) -> PricePreview: ...

class _SeedreamV45(Namespace):
    image_to_image: _SeedreamV45ImageToImage
    """seedream-v4.5/image-to-image (image).
    POST /openapi/v2/seedream-v4.5/image-to-image
    Price: 0.2 times max_images CNY (2026-04-29)."""
    text_to_image: _SeedreamV45TextToImage
    """seedream-v4.5/text-to-image (image).
    POST /openapi/v2/seedream-v4.5/text-to-image
    Price: 0.2 times max_images CNY (2026-04-29)."""

class _SeedreamV5LiteImageToImageParams(TypedDict, total=False):
    prompt: Required[str]
    width: int | None
    height: int | None
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    sequential_image_generation: Literal["disabled", "auto"] | None
    max_images: int | None
    resolution: Literal["2k", "3k"] | None

class _SeedreamV5LiteImageToImage(_Endpoint[_SeedreamV5LiteImageToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        image_urls: Sequence[MediaInput] | MediaInput,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        resolution: Literal["2k", "3k"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        image_urls: Sequence[MediaInput] | MediaInput,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        resolution: Literal["2k", "3k"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedreamV5LiteImageToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedreamV5LiteImageToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedreamV5LiteImageToImageParams]) -> PricePreview: ...

class _SeedreamV5LiteTextToImageParams(TypedDict, total=False):
    prompt: Required[str]
    width: int | None
    height: int | None
    sequential_image_generation: Literal["disabled", "auto"] | None
    max_images: int | None
    tools_type: Literal["web_search"] | None
    resolution: Literal["2k", "3k"] | None

class _SeedreamV5LiteTextToImage(_Endpoint[_SeedreamV5LiteTextToImageParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        tools_type: Literal["web_search"] | None = None,
        resolution: Literal["2k", "3k"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        width: int | None = None,
        height: int | None = None,
        sequential_image_generation: Literal["disabled", "auto"] | None = None,
        max_images: int | None = None,
        tools_type: Literal["web_search"] | None = None,
        resolution: Literal["2k", "3k"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SeedreamV5LiteTextToImageParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SeedreamV5LiteTextToImageParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SeedreamV5LiteTextToImageParams]) -> PricePreview: ...

class _SeedreamV5Lite(Namespace):
    image_to_image: _SeedreamV5LiteImageToImage
    """seedream-v5-lite/image-to-image (image).
    POST /openapi/v2/seedream-v5-lite/image-to-image
    Price: 0.22 times max_images CNY (2026-04-29)."""
    text_to_image: _SeedreamV5LiteTextToImage
    """seedream-v5-lite/text-to-image (image).
    POST /openapi/v2/seedream-v5-lite/text-to-image
    Price: 0.22 times max_images CNY (2026-04-29)."""

class _SkyreelsV3ReferenceToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    duration: int | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None

class _SkyreelsV3ReferenceToVideo(_Endpoint[_SkyreelsV3ReferenceToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: int | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: int | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV3ReferenceToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV3ReferenceToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV3ReferenceToVideoParams]) -> PricePreview: ...

class _SkyreelsV3ShotSwitchingVideoExtensionParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]
    duration: int | None
    cut_type: Literal["Auto", "Cut-In", "Cut-Out", "Shot/Reverse Shot", "Multi-Angle", "Cut Away"] | None

class _SkyreelsV3ShotSwitchingVideoExtension(_Endpoint[_SkyreelsV3ShotSwitchingVideoExtensionParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        duration: int | None = None,
        cut_type: Literal["Auto", "Cut-In", "Cut-Out", "Shot/Reverse Shot", "Multi-Angle", "Cut Away"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        duration: int | None = None,
        cut_type: Literal["Auto", "Cut-In", "Cut-Out", "Shot/Reverse Shot", "Multi-Angle", "Cut Away"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV3ShotSwitchingVideoExtensionParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV3ShotSwitchingVideoExtensionParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV3ShotSwitchingVideoExtensionParams]) -> PricePreview: ...

class _SkyreelsV3SingleShotVideoExtensionParams(TypedDict, total=False):
    prompt: Required[str]
    video_url: Required[MediaInput]
    duration: int | None

class _SkyreelsV3SingleShotVideoExtension(_Endpoint[_SkyreelsV3SingleShotVideoExtensionParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        duration: int | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        video_url: MediaInput,
        duration: int | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV3SingleShotVideoExtensionParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV3SingleShotVideoExtensionParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV3SingleShotVideoExtensionParams]) -> PricePreview: ...

class _SkyreelsV3VideoRestylingParams(TypedDict, total=False):
    video_url: Required[MediaInput]
    style_name: Required[Literal["simpsons", "lego", "paper_cutting", "amigurumi", "animal_crossing", "van_gogh", "pixel_art"]]

class _SkyreelsV3VideoRestyling(_Endpoint[_SkyreelsV3VideoRestylingParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
        style_name: Literal["simpsons", "lego", "paper_cutting", "amigurumi", "animal_crossing", "van_gogh", "pixel_art"],
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
        style_name: Literal["simpsons", "lego", "paper_cutting", "amigurumi", "animal_crossing", "van_gogh", "pixel_art"],
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV3VideoRestylingParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV3VideoRestylingParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV3VideoRestylingParams]) -> PricePreview: ...

class _SkyreelsV3(Namespace):
    reference_to_video: _SkyreelsV3ReferenceToVideo
    """skyreels-v3/reference-to-video (video).
    POST /openapi/v2/skyreels-v3/reference-to-video
    Price: 0.01 CNY (2026-04-29)."""
    shot_switching_video_extension: _SkyreelsV3ShotSwitchingVideoExtension
    """skyreels-v3/shot-switching-video-extension (video).
    POST /openapi/v2/skyreels-v3/shot-switching-video-extension
    Price: 0.01 CNY (2026-04-29)."""
    single_shot_video_extension: _SkyreelsV3SingleShotVideoExtension
    """skyreels-v3/single-shot-video-extension (video).
    POST /openapi/v2/skyreels-v3/single-shot-video-extension
    Price: 0.01 CNY (2026-04-29)."""
    video_restyling: _SkyreelsV3VideoRestyling
    """skyreels-v3/video-restyling (video).
    POST /openapi/v2/skyreels-v3/video-restyling
    Price: 0.01 CNY (2026-04-29)."""

class _SkyreelsV4ImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    first_frame_image_url: Required[MediaInput]
    sound: bool | None
    duration: int | None
    mode: Literal["std"] | None

class _SkyreelsV4ImageToVideo(_Endpoint[_SkyreelsV4ImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_frame_image_url: MediaInput,
        sound: bool | None = False,
        duration: int | None = None,
        mode: Literal["std"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_frame_image_url: MediaInput,
        sound: bool | None = False,
        duration: int | None = None,
        mode: Literal["std"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV4ImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV4ImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV4ImageToVideoParams]) -> PricePreview: ...

class _SkyreelsV4ImageToVideoFastParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    duration: int | None
    prompt_optimizer: bool | None
    resolution: Literal["480p", "720p", "1080p"] | None

class _SkyreelsV4ImageToVideoFast(_Endpoint[_SkyreelsV4ImageToVideoFastParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        duration: int | None = None,
        prompt_optimizer: bool | None = True,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        duration: int | None = None,
        prompt_optimizer: bool | None = True,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV4ImageToVideoFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV4ImageToVideoFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV4ImageToVideoFastParams]) -> PricePreview: ...

class _SkyreelsV4ImageToVideoStdParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    sound: bool | None
    duration: int | None
    prompt_optimizer: bool | None
    resolution: Literal["480p", "720p", "1080p"] | None

class _SkyreelsV4ImageToVideoStd(_Endpoint[_SkyreelsV4ImageToVideoStdParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        sound: bool | None = True,
        duration: int | None = None,
        prompt_optimizer: bool | None = True,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        sound: bool | None = True,
        duration: int | None = None,
        prompt_optimizer: bool | None = True,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV4ImageToVideoStdParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV4ImageToVideoStdParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV4ImageToVideoStdParams]) -> PricePreview: ...

class _SkyreelsV4OmniReferenceParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    duration: int | None
    sound: bool | None
    prompt_optimizer: bool | None
    resolution: Literal["480p", "720p", "1080p"] | None
    ref_images: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    ref_videos: Mapping[str, Any] | None

class _SkyreelsV4OmniReference(_Endpoint[_SkyreelsV4OmniReferenceParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        duration: int | None = None,
        sound: bool | None = False,
        prompt_optimizer: bool | None = None,
        resolution: Literal["480p", "720p", "1080p"] | None = None,
        ref_images: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        ref_videos: Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        duration: int | None = None,
        sound: bool | None = False,
        prompt_optimizer: bool | None = None,
        resolution: Literal["480p", "720p", "1080p"] | None = None,
        ref_images: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        ref_videos: Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV4OmniReferenceParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV4OmniReferenceParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV4OmniReferenceParams]) -> PricePreview: ...

class _SkyreelsV4OmniReferenceFastParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    duration: int | None
    prompt_optimizer: bool | None
    ref_images: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    ref_videos: Mapping[str, Any] | None
    resolution: Literal["480p", "720p", "1080p"] | None

class _SkyreelsV4OmniReferenceFast(_Endpoint[_SkyreelsV4OmniReferenceFastParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        duration: int | None = None,
        prompt_optimizer: bool | None = None,
        ref_images: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        ref_videos: Mapping[str, Any] | None = None,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        duration: int | None = None,
        prompt_optimizer: bool | None = None,
        ref_images: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        ref_videos: Mapping[str, Any] | None = None,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV4OmniReferenceFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV4OmniReferenceFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV4OmniReferenceFastParams]) -> PricePreview: ...

class _SkyreelsV4OmniReferenceStdParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    duration: int | None
    sound: bool | None
    prompt_optimizer: bool | None
    ref_images: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None
    ref_videos: Mapping[str, Any] | None
    resolution: Literal["480p", "720p", "1080p"] | None

class _SkyreelsV4OmniReferenceStd(_Endpoint[_SkyreelsV4OmniReferenceStdParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        duration: int | None = None,
        sound: bool | None = True,
        prompt_optimizer: bool | None = None,
        ref_images: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        ref_videos: Mapping[str, Any] | None = None,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        duration: int | None = None,
        sound: bool | None = True,
        prompt_optimizer: bool | None = None,
        ref_images: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
        ref_videos: Mapping[str, Any] | None = None,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV4OmniReferenceStdParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV4OmniReferenceStdParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV4OmniReferenceStdParams]) -> PricePreview: ...

class _SkyreelsV4TextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    sound: bool | None
    duration: int | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    mode: Literal["std"] | None

class _SkyreelsV4TextToVideo(_Endpoint[_SkyreelsV4TextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        sound: bool | None = False,
        duration: int | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        mode: Literal["std"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        sound: bool | None = False,
        duration: int | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        mode: Literal["std"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV4TextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV4TextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV4TextToVideoParams]) -> PricePreview: ...

class _SkyreelsV4TextToVideoFastParams(TypedDict, total=False):
    prompt: Required[str]
    duration: int | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    prompt_optimizer: bool | None
    resolution: Literal["480p", "720p", "1080p"] | None

class _SkyreelsV4TextToVideoFast(_Endpoint[_SkyreelsV4TextToVideoFastParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        duration: int | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        prompt_optimizer: bool | None = True,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        duration: int | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        prompt_optimizer: bool | None = True,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV4TextToVideoFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV4TextToVideoFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV4TextToVideoFastParams]) -> PricePreview: ...

class _SkyreelsV4TextToVideoStdParams(TypedDict, total=False):
    prompt: Required[str]
    sound: bool | None
    duration: int | None
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None
    prompt_optimizer: bool | None
    resolution: Literal["480p", "720p", "1080p"] | None

class _SkyreelsV4TextToVideoStd(_Endpoint[_SkyreelsV4TextToVideoStdParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        sound: bool | None = True,
        duration: int | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        prompt_optimizer: bool | None = True,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        sound: bool | None = True,
        duration: int | None = None,
        aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None = None,
        prompt_optimizer: bool | None = True,
        resolution: Literal["480p", "720p", "1080p"] | None = "1080p",
    ) -> Task: ...
    def check(self, **params: Unpack[_SkyreelsV4TextToVideoStdParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_SkyreelsV4TextToVideoStdParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_SkyreelsV4TextToVideoStdParams]) -> PricePreview: ...

class _SkyreelsV4(Namespace):
    image_to_video: _SkyreelsV4ImageToVideo
    """skyreels-v4/image-to-video (video; deprecated).
    POST /openapi/v2/skyreels-v4/image-to-video
    Price: no list names one."""
    image_to_video_fast: _SkyreelsV4ImageToVideoFast
    """skyreels-v4/image-to-video-fast (video).
    POST /openapi/v2/skyreels-v4/image-to-video-fast
    Price: from 0.28 CNY per second (2026-06-18)."""
    image_to_video_std: _SkyreelsV4ImageToVideoStd
    """skyreels-v4/image-to-video-std (video).
    POST /openapi/v2/skyreels-v4/image-to-video-std
    Price: from 0.39 CNY per second (2026-06-18)."""
    omni_reference: _SkyreelsV4OmniReference
    """skyreels-v4/omni-reference (video; deprecated).
    POST /openapi/v2/skyreels-v4/omni-reference
    Price: 0.01 CNY (2026-04-29)."""
    omni_reference_fast: _SkyreelsV4OmniReferenceFast
    """skyreels-v4/omni-reference-fast (video).
    POST /openapi/v2/skyreels-v4/omni-reference-fast
    Price: from 0.1 CNY (2026-06-18)."""
    omni_reference_std: _SkyreelsV4OmniReferenceStd
    """skyreels-v4/omni-reference-std (video).
    POST /openapi/v2/skyreels-v4/omni-reference-std
    Price: from 0.1 CNY (2026-06-18)."""
    text_to_video: _SkyreelsV4TextToVideo
    """skyreels-v4/text-to-video (video; deprecated).
    POST /openapi/v2/skyreels-v4/text-to-video
    Price: no list names one."""
    text_to_video_fast: _SkyreelsV4TextToVideoFast
    """skyreels-v4/text-to-video-fast (video).
    POST /openapi/v2/skyreels-v4/text-to-video-fast
    Price: from 0.28 CNY per second (2026-06-18)."""
    text_to_video_std: _SkyreelsV4TextToVideoStd
    """skyreels-v4/text-to-video-std (video).
    POST /openapi/v2/skyreels-v4/text-to-video-std
    Price: from 0.39 CNY per second (2026-06-18)."""

class _TopazlabsImageUpscaleCgiParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    scale: Literal["2x", "4x", "6x"] | None
    subject_detection: Literal["All", "Foreground", "Background"] | None
    face_enhancement: bool | None
    face_enhancement_creativity: float | None
    face_enhancement_strength: float | None

class _TopazlabsImageUpscaleCgi(_Endpoint[_TopazlabsImageUpscaleCgiParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        scale: Literal["2x", "4x", "6x"] | None = "2x",
        subject_detection: Literal["All", "Foreground", "Background"] | None = None,
        face_enhancement: bool | None = None,
        face_enhancement_creativity: float | None = None,
        face_enhancement_strength: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        scale: Literal["2x", "4x", "6x"] | None = "2x",
        subject_detection: Literal["All", "Foreground", "Background"] | None = None,
        face_enhancement: bool | None = None,
        face_enhancement_creativity: float | None = None,
        face_enhancement_strength: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_TopazlabsImageUpscaleCgiParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_TopazlabsImageUpscaleCgiParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_TopazlabsImageUpscaleCgiParams]) -> PricePreview: ...

class _TopazlabsImageUpscaleHighFidelityV2Params(TypedDict, total=False):
    image_url: Required[MediaInput]
    scale: Literal["2x", "4x", "6x"] | None
    subject_detection: Literal["All", "Foreground", "Background"] | None
    face_enhancement: bool | None
    face_enhancement_creativity: float | None
    face_enhancement_strength: float | None

class _TopazlabsImageUpscaleHighFidelityV2(_Endpoint[_TopazlabsImageUpscaleHighFidelityV2Params]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        scale: Literal["2x", "4x", "6x"] | None = "2x",
        subject_detection: Literal["All", "Foreground", "Background"] | None = None,
        face_enhancement: bool | None = None,
        face_enhancement_creativity: float | None = None,
        face_enhancement_strength: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        scale: Literal["2x", "4x", "6x"] | None = "2x",
        subject_detection: Literal["All", "Foreground", "Background"] | None = None,
        face_enhancement: bool | None = None,
        face_enhancement_creativity: float | None = None,
        face_enhancement_strength: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_TopazlabsImageUpscaleHighFidelityV2Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_TopazlabsImageUpscaleHighFidelityV2Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_TopazlabsImageUpscaleHighFidelityV2Params]) -> PricePreview: ...

class _TopazlabsImageUpscaleStandardV2Params(TypedDict, total=False):
    image_url: Required[MediaInput]
    scale: Literal["2x", "4x", "6x"] | None
    subject_detection: Literal["All", "Foreground", "Background"] | None
    face_enhancement: bool | None
    face_enhancement_creativity: float | None
    face_enhancement_strength: float | None

class _TopazlabsImageUpscaleStandardV2(_Endpoint[_TopazlabsImageUpscaleStandardV2Params]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        scale: Literal["2x", "4x", "6x"] | None = "2x",
        subject_detection: Literal["All", "Foreground", "Background"] | None = None,
        face_enhancement: bool | None = None,
        face_enhancement_creativity: float | None = None,
        face_enhancement_strength: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        scale: Literal["2x", "4x", "6x"] | None = "2x",
        subject_detection: Literal["All", "Foreground", "Background"] | None = None,
        face_enhancement: bool | None = None,
        face_enhancement_creativity: float | None = None,
        face_enhancement_strength: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_TopazlabsImageUpscaleStandardV2Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_TopazlabsImageUpscaleStandardV2Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_TopazlabsImageUpscaleStandardV2Params]) -> PricePreview: ...

class _TopazlabsImageUpscaleTextRefineParams(TypedDict, total=False):
    image_url: Required[MediaInput]
    scale: Literal["2x", "4x", "6x"] | None
    subject_detection: Literal["All", "Foreground", "Background"] | None
    face_enhancement: bool | None
    face_enhancement_creativity: float | None
    face_enhancement_strength: float | None

class _TopazlabsImageUpscaleTextRefine(_Endpoint[_TopazlabsImageUpscaleTextRefineParams]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        scale: Literal["2x", "4x", "6x"] | None = "2x",
        subject_detection: Literal["All", "Foreground", "Background"] | None = None,
        face_enhancement: bool | None = None,
        face_enhancement_creativity: float | None = None,
        face_enhancement_strength: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        scale: Literal["2x", "4x", "6x"] | None = "2x",
        subject_detection: Literal["All", "Foreground", "Background"] | None = None,
        face_enhancement: bool | None = None,
        face_enhancement_creativity: float | None = None,
        face_enhancement_strength: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_TopazlabsImageUpscaleTextRefineParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_TopazlabsImageUpscaleTextRefineParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_TopazlabsImageUpscaleTextRefineParams]) -> PricePreview: ...

class _TopazlabsImageUpscaleLowResolutionV2Params(TypedDict, total=False):
    image_url: Required[MediaInput]
    scale: Literal["2x", "4x", "6x"] | None
    subject_detection: Literal["All", "Foreground", "Background"] | None
    face_enhancement: bool | None
    face_enhancement_creativity: float | None
    face_enhancement_strength: float | None

class _TopazlabsImageUpscaleLowResolutionV2(_Endpoint[_TopazlabsImageUpscaleLowResolutionV2Params]):
    async def __call__(
        self,
        *,
        image_url: MediaInput,
        scale: Literal["2x", "4x", "6x"] | None = "2x",
        subject_detection: Literal["All", "Foreground", "Background"] | None = None,
        face_enhancement: bool | None = None,
        face_enhancement_creativity: float | None = None,
        face_enhancement_strength: float | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        image_url: MediaInput,
        scale: Literal["2x", "4x", "6x"] | None = "2x",
        subject_detection: Literal["All", "Foreground", "Background"] | None = None,
        face_enhancement: bool | None = None,
        face_enhancement_creativity: float | None = None,
        face_enhancement_strength: float | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_TopazlabsImageUpscaleLowResolutionV2Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_TopazlabsImageUpscaleLowResolutionV2Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_TopazlabsImageUpscaleLowResolutionV2Params]) -> PricePreview: ...

class _TopazlabsVideoUpscaleParams(TypedDict, total=False):
    video_url: Required[MediaInput]
    target_resolution: Literal["720p", "1080p", "4k"] | None
    target_fps: Literal["30", "60", 30, 60] | None

class _TopazlabsVideoUpscale(_Endpoint[_TopazlabsVideoUpscaleParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
        target_resolution: Literal["720p", "1080p", "4k"] | None = "1080p",
        target_fps: Literal["30", "60", 30, 60] | None = "30",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
        target_resolution: Literal["720p", "1080p", "4k"] | None = "1080p",
        target_fps: Literal["30", "60", 30, 60] | None = "30",
    ) -> Task: ...
    def check(self, **params: Unpack[_TopazlabsVideoUpscaleParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_TopazlabsVideoUpscaleParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_TopazlabsVideoUpscaleParams]) -> PricePreview: ...

class _Topazlabs(Namespace):
    image_upscale_cgi: _TopazlabsImageUpscaleCgi
    """topazlabs-image-upscale-cgi (image).
    POST /openapi/v2/topazlabs/image-upscale-cgi
    Price: 0.7 to 2.1 CNY (2026-04-29)."""
    image_upscale_high_fidelity_v2: _TopazlabsImageUpscaleHighFidelityV2
    """topazlabs-image-upscale-high fidelity v2 (image).
    POST /openapi/v2/topazlabs/image-upscale-high-fidelity-v2
    Price: 0.7 to 2.1 CNY (2026-04-29)."""
    image_upscale_standard_v2: _TopazlabsImageUpscaleStandardV2
    """topazlabs-image-upscale-standard-v2 (image).
    POST /openapi/v2/topazlabs/image-upscale-standard-v2
    Price: 0.7 to 2.1 CNY (2026-04-29)."""
    image_upscale_text_refine: _TopazlabsImageUpscaleTextRefine
    """topazlabs-image-upscale-text refine (image).
    POST /openapi/v2/topazlabs/image-upscale-text-refine
    Price: 0.7 to 2.1 CNY (2026-04-29)."""
    image_upscale_low_resolution_v2: _TopazlabsImageUpscaleLowResolutionV2
    """topazlabs-image-upscale low resolution v2 (image).
    POST /openapi/v2/topazlabs/image-upscale/low-resolution-v2
    Price: 0.7 to 2.1 CNY (2026-04-29)."""
    video_upscale: _TopazlabsVideoUpscale
    """topazlabs-video-upscale (video).
    POST /openapi/v2/topazlabs/video-upscale
    Price: 0.4 to 2.5 CNY per second (2026-04-29)."""

class _ViduImageToVideoQ2ProParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None
    bgm: bool | None

class _ViduImageToVideoQ2Pro(_Endpoint[_ViduImageToVideoQ2ProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduImageToVideoQ2ProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduImageToVideoQ2ProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduImageToVideoQ2ProParams]) -> PricePreview: ...

class _ViduImageToVideoQ2ProFastParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None
    resolution: Literal["720p", "1080p"] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None
    bgm: bool | None

class _ViduImageToVideoQ2ProFast(_Endpoint[_ViduImageToVideoQ2ProFastParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        resolution: Literal["720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        resolution: Literal["720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduImageToVideoQ2ProFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduImageToVideoQ2ProFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduImageToVideoQ2ProFastParams]) -> PricePreview: ...

class _ViduImageToVideoQ2TurboParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None
    bgm: bool | None

class _ViduImageToVideoQ2Turbo(_Endpoint[_ViduImageToVideoQ2TurboParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduImageToVideoQ2TurboParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduImageToVideoQ2TurboParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduImageToVideoQ2TurboParams]) -> PricePreview: ...

class _ViduImageToVideoQ3ProParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None
    resolution: Literal["360p", "540p", "720p", "1080p", "2k"] | None
    audio: bool | None

class _ViduImageToVideoQ3Pro(_Endpoint[_ViduImageToVideoQ3ProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        resolution: Literal["360p", "540p", "720p", "1080p", "2k"] | None = "720p",
        audio: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        resolution: Literal["360p", "540p", "720p", "1080p", "2k"] | None = "720p",
        audio: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduImageToVideoQ3ProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduImageToVideoQ3ProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduImageToVideoQ3ProParams]) -> PricePreview: ...

class _ViduImageToVideoQ3ProFastParams(TypedDict, total=False):
    prompt: str | None
    image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None
    resolution: Literal["720p", "1080p"] | None
    audio: bool | None

class _ViduImageToVideoQ3ProFast(_Endpoint[_ViduImageToVideoQ3ProFastParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = None,
        resolution: Literal["720p", "1080p"] | None = None,
        audio: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = None,
        resolution: Literal["720p", "1080p"] | None = None,
        audio: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduImageToVideoQ3ProFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduImageToVideoQ3ProFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduImageToVideoQ3ProFastParams]) -> PricePreview: ...

class _ViduImageToVideoQ3TurboParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    audio: bool | None

class _ViduImageToVideoQ3Turbo(_Endpoint[_ViduImageToVideoQ3TurboParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        audio: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        audio: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduImageToVideoQ3TurboParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduImageToVideoQ3TurboParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduImageToVideoQ3TurboParams]) -> PricePreview: ...

class _ViduReferenceToVideoQ2Params(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1"] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None

class _ViduReferenceToVideoQ2(_Endpoint[_ViduReferenceToVideoQ2Params]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1"] | None = "3:4",
        resolution: Literal["540p", "720p", "1080p"] | None = "1080p",
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1"] | None = "3:4",
        resolution: Literal["540p", "720p", "1080p"] | None = "1080p",
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduReferenceToVideoQ2Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduReferenceToVideoQ2Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduReferenceToVideoQ2Params]) -> PricePreview: ...

class _ViduReferenceToVideoQ2ProParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Sequence[MediaInput] | MediaInput | None
    videos: Sequence[MediaInput] | MediaInput | None
    aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1"] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None

class _ViduReferenceToVideoQ2Pro(_Endpoint[_ViduReferenceToVideoQ2ProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        videos: Sequence[MediaInput] | MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1"] | None = None,
        resolution: Literal["540p", "720p", "1080p"] | None = None,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = None,
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput | None = None,
        videos: Sequence[MediaInput] | MediaInput | None = None,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1"] | None = None,
        resolution: Literal["540p", "720p", "1080p"] | None = None,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = None,
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduReferenceToVideoQ2ProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduReferenceToVideoQ2ProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduReferenceToVideoQ2ProParams]) -> PricePreview: ...

class _ViduReferenceToVideoQ3Params(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    duration: int | None
    resolution: Literal["540p", "720p", "1080p"] | None
    aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "auto"] | None
    audio: Literal["true", "false"] | bool | None

class _ViduReferenceToVideoQ3(_Endpoint[_ViduReferenceToVideoQ3Params]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: int | None = 5,
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "auto"] | None = None,
        audio: Literal["true", "false"] | bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: int | None = 5,
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "auto"] | None = None,
        audio: Literal["true", "false"] | bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduReferenceToVideoQ3Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduReferenceToVideoQ3Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduReferenceToVideoQ3Params]) -> PricePreview: ...

class _ViduReferenceToVideoQ3MixParams(TypedDict, total=False):
    prompt: Required[str]
    image_urls: Required[Sequence[MediaInput] | MediaInput]
    duration: int | None
    resolution: Literal["720p", "1080p"] | None
    aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "auto"] | None
    audio: Literal["true", "false"] | bool | None

class _ViduReferenceToVideoQ3Mix(_Endpoint[_ViduReferenceToVideoQ3MixParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: int | None = 5,
        resolution: Literal["720p", "1080p"] | None = "720p",
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "auto"] | None = None,
        audio: Literal["true", "false"] | bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        image_urls: Sequence[MediaInput] | MediaInput,
        duration: int | None = 5,
        resolution: Literal["720p", "1080p"] | None = "720p",
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1", "auto"] | None = None,
        audio: Literal["true", "false"] | bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduReferenceToVideoQ3MixParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduReferenceToVideoQ3MixParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduReferenceToVideoQ3MixParams]) -> PricePreview: ...

class _ViduStartEndToVideoQ2ProParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", 1, 2, 3, 4, 5, 6, 7, 8] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None
    bgm: bool | None

class _ViduStartEndToVideoQ2Pro(_Endpoint[_ViduStartEndToVideoQ2ProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", 1, 2, 3, 4, 5, 6, 7, 8] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", 1, 2, 3, 4, 5, 6, 7, 8] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduStartEndToVideoQ2ProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduStartEndToVideoQ2ProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduStartEndToVideoQ2ProParams]) -> PricePreview: ...

class _ViduStartEndToVideoQ2ProFastParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", 1, 2, 3, 4, 5, 6, 7, 8] | None
    resolution: Literal["720p", "1080p"] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None
    bgm: bool | None

class _ViduStartEndToVideoQ2ProFast(_Endpoint[_ViduStartEndToVideoQ2ProFastParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", 1, 2, 3, 4, 5, 6, 7, 8] | None = "5",
        resolution: Literal["720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", 1, 2, 3, 4, 5, 6, 7, 8] | None = "5",
        resolution: Literal["720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduStartEndToVideoQ2ProFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduStartEndToVideoQ2ProFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduStartEndToVideoQ2ProFastParams]) -> PricePreview: ...

class _ViduStartEndToVideoQ2TurboParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", 1, 2, 3, 4, 5, 6, 7, 8] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None
    bgm: bool | None

class _ViduStartEndToVideoQ2Turbo(_Endpoint[_ViduStartEndToVideoQ2TurboParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", 1, 2, 3, 4, 5, 6, 7, 8] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", 1, 2, 3, 4, 5, 6, 7, 8] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        bgm: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduStartEndToVideoQ2TurboParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduStartEndToVideoQ2TurboParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduStartEndToVideoQ2TurboParams]) -> PricePreview: ...

class _ViduStartEndToVideoQ3ProParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None
    audio: bool | None

class _ViduStartEndToVideoQ3Pro(_Endpoint[_ViduStartEndToVideoQ3ProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        audio: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        audio: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduStartEndToVideoQ3ProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduStartEndToVideoQ3ProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduStartEndToVideoQ3ProParams]) -> PricePreview: ...

class _ViduStartEndToVideoQ3ProFastParams(TypedDict, total=False):
    prompt: str | None
    first_image_url: Required[MediaInput]
    last_image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None
    resolution: Literal["720p", "1080p"] | None
    audio: bool | None

class _ViduStartEndToVideoQ3ProFast(_Endpoint[_ViduStartEndToVideoQ3ProFastParams]):
    async def __call__(
        self,
        *,
        prompt: str | None = None,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = None,
        resolution: Literal["720p", "1080p"] | None = None,
        audio: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str | None = None,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = None,
        resolution: Literal["720p", "1080p"] | None = None,
        audio: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduStartEndToVideoQ3ProFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduStartEndToVideoQ3ProFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduStartEndToVideoQ3ProFastParams]) -> PricePreview: ...

class _ViduStartEndToVideoQ3TurboParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None
    audio: bool | None

class _ViduStartEndToVideoQ3Turbo(_Endpoint[_ViduStartEndToVideoQ3TurboParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        audio: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        audio: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduStartEndToVideoQ3TurboParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduStartEndToVideoQ3TurboParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduStartEndToVideoQ3TurboParams]) -> PricePreview: ...

class _ViduTextToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    style: Literal["general", "anime"] | None
    aspect_ratio: Literal["4:3", "3:4", "16:9", "9:16", "1:1"] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None

class _ViduTextToVideo(_Endpoint[_ViduTextToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        style: Literal["general", "anime"] | None = "general",
        aspect_ratio: Literal["4:3", "3:4", "16:9", "9:16", "1:1"] | None = "16:9",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        style: Literal["general", "anime"] | None = "general",
        aspect_ratio: Literal["4:3", "3:4", "16:9", "9:16", "1:1"] | None = "16:9",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        movement_amplitude: Literal["auto", "small", "medium", "large"] | None = "auto",
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None = "5",
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduTextToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduTextToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduTextToVideoParams]) -> PricePreview: ...

class _ViduTextToVideoQ3ProParams(TypedDict, total=False):
    prompt: Required[str]
    style: Literal["general", "anime"] | None
    aspect_ratio: Literal["4:3", "3:4", "16:9", "9:16", "1:1"] | None
    resolution: Literal["360p", "540p", "720p", "1080p"] | None
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None
    audio: bool | None

class _ViduTextToVideoQ3Pro(_Endpoint[_ViduTextToVideoQ3ProParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        style: Literal["general", "anime"] | None = "general",
        aspect_ratio: Literal["4:3", "3:4", "16:9", "9:16", "1:1"] | None = "16:9",
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        audio: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        style: Literal["general", "anime"] | None = "general",
        aspect_ratio: Literal["4:3", "3:4", "16:9", "9:16", "1:1"] | None = "16:9",
        resolution: Literal["360p", "540p", "720p", "1080p"] | None = "720p",
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        audio: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduTextToVideoQ3ProParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduTextToVideoQ3ProParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduTextToVideoQ3ProParams]) -> PricePreview: ...

class _ViduTextToVideoQ3ProFastParams(TypedDict, total=False):
    prompt: Required[str]
    aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1"] | None
    resolution: Literal["720p", "1080p"] | None
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None
    audio: bool | None

class _ViduTextToVideoQ3ProFast(_Endpoint[_ViduTextToVideoQ3ProFastParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1"] | None = None,
        resolution: Literal["720p", "1080p"] | None = None,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = None,
        audio: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4", "1:1"] | None = None,
        resolution: Literal["720p", "1080p"] | None = None,
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = None,
        audio: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduTextToVideoQ3ProFastParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduTextToVideoQ3ProFastParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduTextToVideoQ3ProFastParams]) -> PricePreview: ...

class _ViduTextToVideoQ3TurboParams(TypedDict, total=False):
    prompt: Required[str]
    style: Literal["general", "anime"] | None
    aspect_ratio: Literal["4:3", "3:4", "16:9", "9:16", "1:1"] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None
    audio: bool | None

class _ViduTextToVideoQ3Turbo(_Endpoint[_ViduTextToVideoQ3TurboParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        style: Literal["general", "anime"] | None = "general",
        aspect_ratio: Literal["4:3", "3:4", "16:9", "9:16", "1:1"] | None = "16:9",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        audio: bool | None = True,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        style: Literal["general", "anime"] | None = "general",
        aspect_ratio: Literal["4:3", "3:4", "16:9", "9:16", "1:1"] | None = "16:9",
        resolution: Literal["540p", "720p", "1080p"] | None = "720p",
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] | None = "5",
        audio: bool | None = True,
    ) -> Task: ...
    def check(self, **params: Unpack[_ViduTextToVideoQ3TurboParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_ViduTextToVideoQ3TurboParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_ViduTextToVideoQ3TurboParams]) -> PricePreview: ...

class _Vidu(Namespace):
    image_to_video_q2_pro: _ViduImageToVideoQ2Pro
    """Vidu-image-to-video-q2-pro (video).
    POST /openapi/v2/vidu/image-to-video-q2-pro
    Price: 0.18 to 4.16 CNY (2026-04-29)."""
    image_to_video_q2_pro_fast: _ViduImageToVideoQ2ProFast
    """Vidu-image-to-video-q2-pro-fast (video).
    POST /openapi/v2/vidu/image-to-video-q2-pro-fast
    Price: 0.18 to 1.16 CNY (2026-04-29)."""
    image_to_video_q2_turbo: _ViduImageToVideoQ2Turbo
    """Vidu-image-to-video-q2-turbo (video).
    POST /openapi/v2/vidu/image-to-video-q2-turbo
    Price: 0.13 to 2.73 CNY (2026-04-29)."""
    image_to_video_q3_pro: _ViduImageToVideoQ3Pro
    """Vidu-image-to-video-q3-pro (video).
    POST /openapi/v2/vidu/image-to-video-q3-pro
    Price: 0.31 to 1.09 CNY per second (2026-04-29)."""
    image_to_video_q3_pro_fast: _ViduImageToVideoQ3ProFast
    """Vidu-image-to-video-q3-pro-fast (video).
    POST /openapi/v2/vidu/image-to-video-q3-pro-fast
    Price: 0.46 to 0.58 CNY per second (2026-04-29)."""
    image_to_video_q3_turbo: _ViduImageToVideoQ3Turbo
    """Vidu-image-to-video-q3-turbo (video).
    POST /openapi/v2/vidu/image-to-video-q3-turbo
    Price: 0.18 to 0.35 CNY per second (2026-04-29)."""
    reference_to_video_q2: _ViduReferenceToVideoQ2
    """Vidu-reference-to-video-q2 (video).
    POST /openapi/v2/vidu/reference-to-video-q2
    Price: 0.33 to 3.61 CNY (2026-04-29)."""
    reference_to_video_q2_pro: _ViduReferenceToVideoQ2Pro
    """Vidu-reference-to-video-q2-pro (video).
    POST /openapi/v2/vidu/reference-to-video-q2-pro
    Price: 0.44 to 3.83 CNY (2026-04-29)."""
    reference_to_video_q3: _ViduReferenceToVideoQ3
    """Vidu-reference-to-video-q3 (video).
    POST /openapi/v2/vidu/reference-to-video-q3
    Price: 0.22 to 0.55 CNY per second (2026-04-29)."""
    reference_to_video_q3_mix: _ViduReferenceToVideoQ3Mix
    """Vidu-reference-to-video-q3-mix (video).
    POST /openapi/v2/vidu/reference-to-video-q3-mix
    Price: 0.55 to 0.66 CNY per second (2026-04-29)."""
    start_end_to_video_q2_pro: _ViduStartEndToVideoQ2Pro
    """Vidu-start-end-to-video-q2-pro (video).
    POST /openapi/v2/vidu/start-end-to-video-q2-pro
    Price: 0.18 to 3.5 CNY (2026-04-29)."""
    start_end_to_video_q2_pro_fast: _ViduStartEndToVideoQ2ProFast
    """Vidu-start-end-to-video-q2-pro-fast (video).
    POST /openapi/v2/vidu/start-end-to-video-q2-pro-fast
    Price: 0.18 to 0.98 CNY (2026-04-29)."""
    start_end_to_video_q2_turbo: _ViduStartEndToVideoQ2Turbo
    """Vidu-start-end-to-video-q2-turbo (video).
    POST /openapi/v2/vidu/start-end-to-video-q2-turbo
    Price: 0.13 to 2.3 CNY (2026-04-29)."""
    start_end_to_video_q3_pro: _ViduStartEndToVideoQ3Pro
    """Vidu-start-end-to-video-q3-pro (video).
    POST /openapi/v2/vidu/start-end-to-video-q3-pro
    Price: 0.31 to 0.7 CNY per second (2026-04-29)."""
    start_end_to_video_q3_pro_fast: _ViduStartEndToVideoQ3ProFast
    """Vidu-start-end-to-video-q3-pro-fast (video).
    POST /openapi/v2/vidu/start-end-to-video-q3-pro-fast
    Price: 0.46 to 0.58 CNY per second (2026-04-29)."""
    start_end_to_video_q3_turbo: _ViduStartEndToVideoQ3Turbo
    """Vidu-start-end-to-video-q3-turbo (video).
    POST /openapi/v2/vidu/start-end-to-video-q3-turbo
    Price: 0.18 to 0.35 CNY per second (2026-04-29)."""
    text_to_video: _ViduTextToVideo
    """Vidu-text-to-video-q2 (video).
    POST /openapi/v2/vidu/text-to-video
    Price: 0.22 to 2.41 CNY (2026-04-29)."""
    text_to_video_q3_pro: _ViduTextToVideoQ3Pro
    """Vidu-text-to-video-q3-pro (video).
    POST /openapi/v2/vidu/text-to-video-q3-pro
    Price: 0.31 to 0.7 CNY per second (2026-04-29)."""
    text_to_video_q3_pro_fast: _ViduTextToVideoQ3ProFast
    """Vidu-text-to-video-q3-pro-fast (video).
    POST /openapi/v2/vidu/text-to-video-q3-pro-fast
    Price: 0.46 to 0.58 CNY per second (2026-04-29)."""
    text_to_video_q3_turbo: _ViduTextToVideoQ3Turbo
    """Vidu-text-to-video-q3-turbo (video).
    POST /openapi/v2/vidu/text-to-video-q3-turbo
    Price: 0.18 to 0.35 CNY per second (2026-04-29)."""

class _VolcSubtitleEraseVideoParams(TypedDict, total=False):
    video_url: Required[MediaInput]
    client_token: str | None

class _VolcSubtitleEraseVideo(_Endpoint[_VolcSubtitleEraseVideoParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
        client_token: str | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
        client_token: str | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_VolcSubtitleEraseVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_VolcSubtitleEraseVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_VolcSubtitleEraseVideoParams]) -> PricePreview: ...

class _VolcSubtitleErase(Namespace):
    video: _VolcSubtitleEraseVideo
    """volc-subtitle-erase/video (video).
    POST /openapi/v2/volc-subtitle-erase/video
    Price: from 0.005 CNY per second (2026-06-18)."""

class _VolcSubtitleEraseProVideoParams(TypedDict, total=False):
    video_url: Required[MediaInput]
    erase_type: Literal["subtitle", "text"] | None
    encode_mode: Literal["size", "quality"] | None
    client_token: str | None
    erase_ratio_location: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None

class _VolcSubtitleEraseProVideo(_Endpoint[_VolcSubtitleEraseProVideoParams]):
    async def __call__(
        self,
        *,
        video_url: MediaInput,
        erase_type: Literal["subtitle", "text"] | None = None,
        encode_mode: Literal["size", "quality"] | None = None,
        client_token: str | None = None,
        erase_ratio_location: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        video_url: MediaInput,
        erase_type: Literal["subtitle", "text"] | None = None,
        encode_mode: Literal["size", "quality"] | None = None,
        client_token: str | None = None,
        erase_ratio_location: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_VolcSubtitleEraseProVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_VolcSubtitleEraseProVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_VolcSubtitleEraseProVideoParams]) -> PricePreview: ...

class _VolcSubtitleErasePro(Namespace):
    video: _VolcSubtitleEraseProVideo
    """volc-subtitle-erase-pro/video (video).
    POST /openapi/v2/volc-subtitle-erase-pro/video
    Price: from 0.013 CNY per second (2026-06-18)."""

class _YouchuanImageToVideoParams(TypedDict, total=False):
    prompt: Required[str]
    first_image_url: Required[MediaInput]
    last_image_url: MediaInput | None
    resolution: Literal["480p", "720p"] | None
    motion: Literal["low", "high"] | None
    raw: bool | None
    loop: bool | None

class _YouchuanImageToVideo(_Endpoint[_YouchuanImageToVideoParams]):
    async def __call__(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        resolution: Literal["480p", "720p"] | None = "720p",
        motion: Literal["low", "high"] | None = None,
        raw: bool | None = None,
        loop: bool | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        first_image_url: MediaInput,
        last_image_url: MediaInput | None = None,
        resolution: Literal["480p", "720p"] | None = "720p",
        motion: Literal["low", "high"] | None = None,
        raw: bool | None = None,
        loop: bool | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_YouchuanImageToVideoParams]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_YouchuanImageToVideoParams]) -> Price | None: ...
    async def price(self, **params: Unpack[_YouchuanImageToVideoParams]) -> PricePreview: ...

class _YouchuanTextToImageNiji6Params(TypedDict, total=False):
    prompt: Required[str]
    chaos: int | None
    quality: Literal["0.5", "1", "2"] | None
    stylize: int | None
    weird: int | None
    raw: bool | None
    image_url: MediaInput | None
    iw: int | None
    cref: MediaInput | None
    cw: int | None
    sref: MediaInput | None
    sw: int | None
    sv: int | None
    stop: int | None
    tile: bool | None
    aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None

class _YouchuanTextToImageNiji6(_Endpoint[_YouchuanTextToImageNiji6Params]):
    async def __call__(
        self,
        *,
        prompt: str,
        chaos: int | None = None,
        quality: Literal["0.5", "1", "2"] | None = None,
        stylize: int | None = None,
        weird: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        cref: MediaInput | None = None,
        cw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        stop: int | None = None,
        tile: bool | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        chaos: int | None = None,
        quality: Literal["0.5", "1", "2"] | None = None,
        stylize: int | None = None,
        weird: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        cref: MediaInput | None = None,
        cw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        stop: int | None = None,
        tile: bool | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_YouchuanTextToImageNiji6Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_YouchuanTextToImageNiji6Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_YouchuanTextToImageNiji6Params]) -> PricePreview: ...

class _YouchuanTextToImageNiji7Params(TypedDict, total=False):
    prompt: Required[str]
    chaos: int | None
    stylize: int | None
    weird: int | None
    raw: bool | None
    image_url: MediaInput | None
    iw: int | None
    sref: MediaInput | None
    sw: int | None
    sv: int | None
    aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None

class _YouchuanTextToImageNiji7(_Endpoint[_YouchuanTextToImageNiji7Params]):
    async def __call__(
        self,
        *,
        prompt: str,
        chaos: int | None = None,
        stylize: int | None = None,
        weird: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        chaos: int | None = None,
        stylize: int | None = None,
        weird: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_YouchuanTextToImageNiji7Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_YouchuanTextToImageNiji7Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_YouchuanTextToImageNiji7Params]) -> PricePreview: ...

class _YouchuanTextToImageV6Params(TypedDict, total=False):
    prompt: Required[str]
    chaos: int | None
    quality: Literal["0.5", "1", "2"] | None
    stylize: int | None
    weird: int | None
    raw: bool | None
    image_url: MediaInput | None
    iw: int | None
    cref: MediaInput | None
    cw: int | None
    sref: MediaInput | None
    sw: int | None
    sv: int | None
    stop: int | None
    tile: bool | None
    aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None

class _YouchuanTextToImageV6(_Endpoint[_YouchuanTextToImageV6Params]):
    async def __call__(
        self,
        *,
        prompt: str,
        chaos: int | None = None,
        quality: Literal["0.5", "1", "2"] | None = None,
        stylize: int | None = None,
        weird: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        cref: MediaInput | None = None,
        cw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        stop: int | None = None,
        tile: bool | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        chaos: int | None = None,
        quality: Literal["0.5", "1", "2"] | None = None,
        stylize: int | None = None,
        weird: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        cref: MediaInput | None = None,
        cw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        stop: int | None = None,
        tile: bool | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_YouchuanTextToImageV6Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_YouchuanTextToImageV6Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_YouchuanTextToImageV6Params]) -> PricePreview: ...

class _YouchuanTextToImageV61Params(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    chaos: int | None
    quality: Literal["0.5", "1", "2"] | None
    stylize: int | None
    weird: int | None
    raw: bool | None
    image_url: MediaInput | None
    iw: int | None
    cref: MediaInput | None
    cw: int | None
    sref: MediaInput | None
    sw: int | None
    sv: int | None
    stop: int | None
    tile: bool | None
    aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None

class _YouchuanTextToImageV61(_Endpoint[_YouchuanTextToImageV61Params]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        chaos: int | None = None,
        quality: Literal["0.5", "1", "2"] | None = None,
        stylize: int | None = None,
        weird: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        cref: MediaInput | None = None,
        cw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        stop: int | None = None,
        tile: bool | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        chaos: int | None = None,
        quality: Literal["0.5", "1", "2"] | None = None,
        stylize: int | None = None,
        weird: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        cref: MediaInput | None = None,
        cw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        stop: int | None = None,
        tile: bool | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_YouchuanTextToImageV61Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_YouchuanTextToImageV61Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_YouchuanTextToImageV61Params]) -> PricePreview: ...

class _YouchuanTextToImageV7Params(TypedDict, total=False):
    prompt: Required[str]
    negative_prompt: str | None
    chaos: int | None
    quality: Literal["1", "2", "4", 1, 2, 4] | None
    stylize: int | None
    weird: int | None
    raw: bool | None
    image_url: MediaInput | None
    iw: int | None
    sref: MediaInput | None
    sw: int | None
    sv: int | None
    oref: MediaInput | None
    ow: int | None
    tile: bool | None
    aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None

class _YouchuanTextToImageV7(_Endpoint[_YouchuanTextToImageV7Params]):
    async def __call__(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        chaos: int | None = None,
        quality: Literal["1", "2", "4", 1, 2, 4] | None = None,
        stylize: int | None = None,
        weird: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        oref: MediaInput | None = None,
        ow: int | None = None,
        tile: bool | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        chaos: int | None = None,
        quality: Literal["1", "2", "4", 1, 2, 4] | None = None,
        stylize: int | None = None,
        weird: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        oref: MediaInput | None = None,
        ow: int | None = None,
        tile: bool | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
    ) -> Task: ...
    def check(self, **params: Unpack[_YouchuanTextToImageV7Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_YouchuanTextToImageV7Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_YouchuanTextToImageV7Params]) -> PricePreview: ...

class _YouchuanTextToImageV81Params(TypedDict, total=False):
    prompt: Required[str]
    chaos: int | None
    quality: Literal["1", "4", 1, 4] | None
    stylize: int | None
    raw: bool | None
    image_url: MediaInput | None
    iw: int | None
    sref: MediaInput | None
    sw: int | None
    sv: int | None
    aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None
    hd: bool | None

class _YouchuanTextToImageV81(_Endpoint[_YouchuanTextToImageV81Params]):
    async def __call__(
        self,
        *,
        prompt: str,
        chaos: int | None = None,
        quality: Literal["1", "4", 1, 4] | None = None,
        stylize: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
        hd: bool | None = False,
    ) -> TaskResult: ...
    async def submit(
        self,
        *,
        prompt: str,
        chaos: int | None = None,
        quality: Literal["1", "4", 1, 4] | None = None,
        stylize: int | None = None,
        raw: bool | None = None,
        image_url: MediaInput | None = None,
        iw: int | None = None,
        sref: MediaInput | None = None,
        sw: int | None = None,
        sv: int | None = None,
        aspect_ratio: Literal["1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] | None = None,
        hd: bool | None = False,
    ) -> Task: ...
    def check(self, **params: Unpack[_YouchuanTextToImageV81Params]) -> dict[str, Any]: ...
    def estimate(self, **params: Unpack[_YouchuanTextToImageV81Params]) -> Price | None: ...
    async def price(self, **params: Unpack[_YouchuanTextToImageV81Params]) -> PricePreview: ...

class _Youchuan(Namespace):
    image_to_video: _YouchuanImageToVideo
    """midjourney-image-to-video (video).
    POST /openapi/v2/youchuan/image-to-video
    Price: 0.54 to 1.62 CNY (2026-04-29)."""
    text_to_image_niji6: _YouchuanTextToImageNiji6
    """midjourney-text-to-image-niji6 (image).
    POST /openapi/v2/youchuan/text-to-image-niji6
    Price: 0.54 CNY (2026-04-29)."""
    text_to_image_niji7: _YouchuanTextToImageNiji7
    """midjourney-text-to-image-niji7 (image).
    POST /openapi/v2/youchuan/text-to-image-niji7
    Price: 0.54 CNY (2026-04-29)."""
    text_to_image_v6: _YouchuanTextToImageV6
    """midjourney-text-to-image-v6 (image).
    POST /openapi/v2/youchuan/text-to-image-v6
    Price: 0.54 CNY (2026-04-29)."""
    text_to_image_v61: _YouchuanTextToImageV61
    """midjourney-text-to-image-v61 (image).
    POST /openapi/v2/youchuan/text-to-image-v61
    Price: 0.54 CNY (2026-04-29)."""
    text_to_image_v7: _YouchuanTextToImageV7
    """midjourney-text-to-image-v7 (image).
    POST /openapi/v2/youchuan/text-to-image-v7
    Price: 0.54 CNY (2026-04-29)."""
    text_to_image_v81: _YouchuanTextToImageV81
    """midjourney-text-to-image-v81 (image).
    POST /openapi/v2/youchuan/text-to-image-v81
    Price: from 0.54 CNY (2026-06-18)."""

class Models:
    def __init__(self, table: Table | Callable[[], Table], session: Session) -> None: ...
    def __repr__(self) -> str: ...
    def __dir__(self) -> list[str]: ...
    def __iter__(self) -> Iterator[Endpoint]: ...
    def __len__(self) -> int: ...
    def find(self, name: str) -> Endpoint: ...
    def search(self, text: str='', *, kind: Kind | None=None, task: str | None=None, vendor: str | None=None) -> list[Endpoint]: ...
    def load(self, path: str | PathLike[str]) -> list[str]: ...
    def endpoint(self, row: Row) -> Endpoint: ...
    alibaba: _Alibaba
    bytedance: _Bytedance
    cinematic_video_generator: _CinematicVideoGenerator
    """cinematic-video-generator (video).
    POST /openapi/v2/cinematic-video-generator
    Price: 1 CNY per second (2026-04-29)."""
    higgsfield: _Higgsfield
    hitem3d_portrait_v15: _Hitem3dPortraitV15
    hitem3d_portrait_v20: _Hitem3dPortraitV20
    hitem3d_portrait_v21: _Hitem3dPortraitV21
    hitem3d_v15: _Hitem3dV15
    hitem3d_v2: _Hitem3dV2
    hitem3d_v21: _Hitem3dV21
    hunyuan3d_v3_1: _Hunyuan3dV31
    image_enhance: _ImageEnhance
    kling_elements: _KlingElements
    """kling-elements (text).
    POST /openapi/v2/kling-elements
    Price: 0.06 CNY (2026-04-29)."""
    kling_elements_advanced: _KlingElementsAdvanced
    """kling-elements-advanced (text).
    POST /openapi/v2/kling-elements-advanced
    Price: no list names one."""
    kling_lip_sync: _KlingLipSync
    kling_v2_5_turbo_pro: _KlingV25TurboPro
    kling_v2_5_turbo_std: _KlingV25TurboStd
    kling_v2_6_pro: _KlingV26Pro
    kling_v2_6_std: _KlingV26Std
    kling_v2_ai_avatar_pro: _KlingV2AiAvatarPro
    kling_v2_ai_avatar_standard: _KlingV2AiAvatarStandard
    kling_v3_0_4k: _KlingV304k
    kling_v3_0_pro: _KlingV30Pro
    kling_v3_0_std: _KlingV30Std
    kling_v3_4k: _KlingV34k
    kling_video_o1: _KlingVideoO1
    kling_video_o1_std: _KlingVideoO1Std
    kling_video_o3_4k: _KlingVideoO34k
    kling_video_o3_pro: _KlingVideoO3Pro
    kling_video_o3_std: _KlingVideoO3Std
    marble: _Marble
    marble_1_0: _Marble10
    marble_1_1: _Marble11
    marble_1_1_plus: _Marble11Plus
    meshy6: _Meshy6
    minimax: _Minimax
    mureka_ai: _MurekaAi
    pixverse_c1: _PixverseC1
    pixverse_v5_5: _PixverseV55
    pixverse_v5_5_effects: _PixverseV55Effects
    """pixverse-v5.5-effects (video).
    POST /openapi/v2/pixverse-v5.5-effects
    Price: 3.1 to 16.6 CNY (2026-04-29)."""
    pixverse_v5_5_transition: _PixverseV55Transition
    """pixverse-v5.5-transition (video).
    POST /openapi/v2/pixverse-v5.5-transition
    Price: 3.1 to 16.6 CNY (2026-04-29)."""
    pixverse_v5_6: _PixverseV56
    pixverse_v6: _PixverseV6
    rhart_audio: _RhartAudio
    rhart_image: _RhartImage
    rhart_image_g: _RhartImageG
    rhart_image_g_1_5: _RhartImageG15
    rhart_image_g_1_5_official: _RhartImageG15Official
    rhart_image_g_2: _RhartImageG2
    rhart_image_g_2_official: _RhartImageG2Official
    rhart_image_g_3: _RhartImageG3
    rhart_image_g_4: _RhartImageG4
    rhart_image_n_g31_flash: _RhartImageNG31Flash
    rhart_image_n_g31_flash_official: _RhartImageNG31FlashOfficial
    rhart_image_n_pro: _RhartImageNPro
    rhart_image_n_pro_official: _RhartImageNProOfficial
    rhart_image_v1: _RhartImageV1
    rhart_image_v1_official: _RhartImageV1Official
    rhart_image_x_official: _RhartImageXOfficial
    rhart_imagine_image_quality: _RhartImagineImageQuality
    rhart_text_g_25_flash: _RhartTextG25Flash
    rhart_text_g_25_flash_cv: _RhartTextG25FlashCv
    rhart_text_g_25_pro: _RhartTextG25Pro
    rhart_text_g_25_pro_cv: _RhartTextG25ProCv
    rhart_text_g_3_flash_preview: _RhartTextG3FlashPreview
    rhart_text_g_3_flash_preview_cv: _RhartTextG3FlashPreviewCv
    rhart_text_g_3_pro_preview: _RhartTextG3ProPreview
    rhart_text_g_3_pro_preview_cv: _RhartTextG3ProPreviewCv
    rhart_text_qwen_27b: _RhartTextQwen27b
    rhart_video: _RhartVideo
    rhart_video_g: _RhartVideoG
    rhart_video_g_official: _RhartVideoGOfficial
    rhart_video_r: _RhartVideoR
    rhart_video_s: _RhartVideoS
    rhart_video_s_official: _RhartVideoSOfficial
    rhart_video_v3_1_fast: _RhartVideoV31Fast
    rhart_video_v3_1_fast_official: _RhartVideoV31FastOfficial
    rhart_video_v3_1_lite: _RhartVideoV31Lite
    rhart_video_v3_1_lite_official: _RhartVideoV31LiteOfficial
    rhart_video_v3_1_pro: _RhartVideoV31Pro
    rhart_video_v3_1_pro_official: _RhartVideoV31ProOfficial
    seedance_v1_5_pro: _SeedanceV15Pro
    seedance_v1_lite: _SeedanceV1Lite
    seedream_v4: _SeedreamV4
    seedream_v4_5: _SeedreamV45
    seedream_v5_lite: _SeedreamV5Lite
    skyreels_v3: _SkyreelsV3
    skyreels_v4: _SkyreelsV4
    topazlabs: _Topazlabs
    vidu: _Vidu
    volc_subtitle_erase: _VolcSubtitleErase
    volc_subtitle_erase_pro: _VolcSubtitleErasePro
    youchuan: _Youchuan
