"""Values that show themselves without what signs or opens something: error reports print them."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from runninghub_async.protocol.urls import bare_url

__all__ = ["Discreet", "Sealed"]


class Sealed(bytes):
    """A body that shows its size only: a secret of the receiver, or a password, may be in it."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


class _Mark:
    """Stands for what is not shown."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


_SECRET = _Mark("<secret>")


class Discreet(msgspec.Struct, frozen=True):
    """A struct whose repr, and what `rich` prints of it, leaves things out.

    `_LEFT_OUT` are fields that are not shown at all, `_HIDDEN` those of which only the fact that
    they are there is shown, `_URLS` those that lose what signs them.
    """

    _LEFT_OUT: ClassVar[tuple[str, ...]] = ()
    _HIDDEN: ClassVar[tuple[str, ...]] = ()
    _URLS: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({shown})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        names = (name for name in self.__struct_fields__ if name not in self._LEFT_OUT)
        return [(name, self._shown(name, getattr(self, name))) for name in names]

    def _shown(self, name: str, value: Any) -> Any:
        if name in self._HIDDEN and value and value is not msgspec.UNSET:
            return Sealed(value) if isinstance(value, bytes) else _SECRET
        return bare_url(value) if name in self._URLS and value else value
