# Made from the endpoint table by `python -m runninghub_async._tools.stubs`; do not edit.
# `--check` compares it with the table.

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Sequence
from os import PathLike
from typing import Any, Generic, Literal, Required, TypedDict, TypeVar, Unpack, overload

from msgspec import UNSET, UnsetType

from runninghub_async.catalog.pricing import Price
from runninghub_async.catalog.table import Kind, Row, Table
from runninghub_async.files.media import MediaInput
from runninghub_async.protocol.messages import PricePreview
from runninghub_async.tasks.batch import Outcome
from runninghub_async.tasks.endpoint import Endpoint
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.task import Task, TaskResult

__all__ = ["Models", "Namespace"]

class Namespace:
    def __init__(self, name: str, rows: dict[str, Row], models: Models) -> None: ...
    def __repr__(self) -> str: ...
    def __dir__(self) -> list[str]: ...
    def __iter__(self) -> Iterator[Endpoint]: ...
    def __len__(self) -> int: ...

_P = TypeVar("_P")

class _Endpoint(Endpoint, Generic[_P]):
    # Narrower than Endpoint's, on purpose: the parameters are those of one endpoint.
    @overload  # type: ignore[override]
    def map(self, items: AsyncIterable[_P], *, concurrency: int | None=None, deadline: float | UnsetType | None=UNSET, download_to: str | PathLike[str] | None=None, ordered: bool=False, stop_after: int | None=None) -> AsyncIterator[Outcome]: ...
    @overload
    def map(self, items: Iterable[_P], *, concurrency: int | None=None, deadline: float | UnsetType | None=UNSET, download_to: str | PathLike[str] | None=None, ordered: bool=False, stop_after: int | None=None) -> AsyncIterator[Outcome]: ...  # pyright: ignore[reportIncompatibleMethodOverride]

class _ViduImageToVideoQ2ProParams(TypedDict, total=False):
    prompt: Required[str]
    image_url: Required[MediaInput]
    duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | None
    resolution: Literal["540p", "720p", "1080p"] | None
    movement_amplitude: Literal["auto", "small", "medium", "large"] | None
    bgm: bool | None

class _ViduImageToVideoQ2Pro(_Endpoint[_ViduImageToVideoQ2ProParams]):
    """Vidu-image-to-video-q2-pro: POST /openapi/v2/vidu/image-to-video-q2-pro"""
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
    """Vidu-image-to-video-q2-pro-fast: POST /openapi/v2/vidu/image-to-video-q2-pro-fast"""
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
    """Vidu-image-to-video-q2-turbo: POST /openapi/v2/vidu/image-to-video-q2-turbo"""
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
    """Vidu-image-to-video-q3-pro: POST /openapi/v2/vidu/image-to-video-q3-pro"""
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
    """Vidu-image-to-video-q3-pro-fast: POST /openapi/v2/vidu/image-to-video-q3-pro-fast"""
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
    """Vidu-image-to-video-q3-turbo: POST /openapi/v2/vidu/image-to-video-q3-turbo"""
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
    """Vidu-reference-to-video-q2: POST /openapi/v2/vidu/reference-to-video-q2"""
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
    """Vidu-reference-to-video-q2-pro: POST /openapi/v2/vidu/reference-to-video-q2-pro"""
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
    """Vidu-reference-to-video-q3: POST /openapi/v2/vidu/reference-to-video-q3"""
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
    """Vidu-reference-to-video-q3-mix: POST /openapi/v2/vidu/reference-to-video-q3-mix"""
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
    """Vidu-start-end-to-video-q2-pro: POST /openapi/v2/vidu/start-end-to-video-q2-pro"""
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
    """Vidu-start-end-to-video-q2-pro-fast: POST /openapi/v2/vidu/start-end-to-video-q2-pro-fast"""
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
    """Vidu-start-end-to-video-q2-turbo: POST /openapi/v2/vidu/start-end-to-video-q2-turbo"""
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
    """Vidu-start-end-to-video-q3-pro: POST /openapi/v2/vidu/start-end-to-video-q3-pro"""
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
    """Vidu-start-end-to-video-q3-pro-fast: POST /openapi/v2/vidu/start-end-to-video-q3-pro-fast"""
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
    """Vidu-start-end-to-video-q3-turbo: POST /openapi/v2/vidu/start-end-to-video-q3-turbo"""
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
    """Vidu-text-to-video-q2: POST /openapi/v2/vidu/text-to-video"""
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
    """Vidu-text-to-video-q3-pro: POST /openapi/v2/vidu/text-to-video-q3-pro"""
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
    """Vidu-text-to-video-q3-pro-fast: POST /openapi/v2/vidu/text-to-video-q3-pro-fast"""
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
    """Vidu-text-to-video-q3-turbo: POST /openapi/v2/vidu/text-to-video-q3-turbo"""
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
    image_to_video_q2_pro_fast: _ViduImageToVideoQ2ProFast
    image_to_video_q2_turbo: _ViduImageToVideoQ2Turbo
    image_to_video_q3_pro: _ViduImageToVideoQ3Pro
    image_to_video_q3_pro_fast: _ViduImageToVideoQ3ProFast
    image_to_video_q3_turbo: _ViduImageToVideoQ3Turbo
    reference_to_video_q2: _ViduReferenceToVideoQ2
    reference_to_video_q2_pro: _ViduReferenceToVideoQ2Pro
    reference_to_video_q3: _ViduReferenceToVideoQ3
    reference_to_video_q3_mix: _ViduReferenceToVideoQ3Mix
    start_end_to_video_q2_pro: _ViduStartEndToVideoQ2Pro
    start_end_to_video_q2_pro_fast: _ViduStartEndToVideoQ2ProFast
    start_end_to_video_q2_turbo: _ViduStartEndToVideoQ2Turbo
    start_end_to_video_q3_pro: _ViduStartEndToVideoQ3Pro
    start_end_to_video_q3_pro_fast: _ViduStartEndToVideoQ3ProFast
    start_end_to_video_q3_turbo: _ViduStartEndToVideoQ3Turbo
    text_to_video: _ViduTextToVideo
    text_to_video_q3_pro: _ViduTextToVideoQ3Pro
    text_to_video_q3_pro_fast: _ViduTextToVideoQ3ProFast
    text_to_video_q3_turbo: _ViduTextToVideoQ3Turbo

class Models:
    def __init__(self, table: Table, session: Session) -> None: ...
    def __repr__(self) -> str: ...
    def __dir__(self) -> list[str]: ...
    def __iter__(self) -> Iterator[Endpoint]: ...
    def __len__(self) -> int: ...
    def find(self, name: str) -> Endpoint: ...
    def search(self, text: str='', *, kind: Kind | None=None) -> list[Endpoint]: ...
    def endpoint(self, row: Row) -> Endpoint: ...
    vidu: _Vidu
