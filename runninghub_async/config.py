"""Settings: frozen values, each default with its unit and reason; where a value comes from."""

from __future__ import annotations

import functools
import ipaddress
import math
import os
import warnings
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

import msgspec

from runninghub_async.errors import ConfigError

__all__ = [
    "Limits",
    "Polling",
    "Retry",
    "SITES",
    "Timeouts",
    "VERSION",
    "resolve_base_url",
    "resolve_key",
]

VERSION = "0.1.0"

#: Source: platform-api 1.1. The `www.` is part of the host; nothing is shared between the two.
SITES: Mapping[str, str] = {
    "ai": "https://www.runninghub.ai",
    "cn": "https://www.runninghub.cn",
}
KEY_VARIABLES = ("RUNNINGHUB_API_KEY", "RH_API_KEY")
BASE_URL_VARIABLES = ("RUNNINGHUB_BASE_URL", "RH_API_BASE_URL")
_API_PREFIX = "/openapi/v2"


class _Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The checks that all settings share: the right kind of number, not below its floor."""

    _FLOORS: ClassVar[Mapping[str, float]] = {}

    def __post_init__(self) -> None:
        for name, kind in _kinds(type(self)).items():
            value, floor = getattr(self, name), self._FLOORS[name]
            setting = f"{type(self).__name__}.{name}"
            if not _fits(value, kind):
                wanted = "a whole number" if not isinstance(0.5, kind) else "a finite number"
                none = " or None" if isinstance(None, kind) else ""
                raise ConfigError(setting=setting, reason=f"{_shown(value)} is not {wanted}{none}")
            if value is not None and value < floor:
                raise ConfigError(setting=setting, reason=f"{value!r} is below {floor!r}")


@functools.cache
def _kinds(settings: type[_Settings]) -> Mapping[str, Any]:
    """Field -> its type, as `isinstance` takes it."""
    return {field.name: field.type for field in msgspec.structs.fields(settings)}


def _fits(value: object, kind: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, kind | int):
        return False
    if isinstance(value, int) and value.bit_length() > 64:  # no clock and no counter takes it
        return False
    return not isinstance(value, float) or math.isfinite(value)


def _shown(value: object) -> str:
    try:
        return f"{value!r:.80}"
    except (ValueError, RecursionError):  # a number of thousands of digits, a list in itself
        return f"a value too large to show ({type(value).__name__})"


class Timeouts(_Settings, frozen=True, kw_only=True):
    """Seconds that each phase of one attempt may take; `None` is no limit.

    ```python
    async with RunningHub(timeouts=Timeouts(read=20.0, total=None)) as client:
        print(await client.account.status())
    ```
    """

    connect: float | None = 10.0  #: a handshake across the sea takes one second, not ten
    write: float | None = 30.0  #: for one chunk to leave, not for the whole body
    #: For the head of an answer, and of silence in its body; official clients give a submit 60 s.
    read: float | None = 60.0
    queue: float | None = None  #: for a free connection; a burst of hundreds may well wait
    total: float | None = 120.0  #: one attempt in all, so that a trickle cannot hold a call

    _FLOORS: ClassVar[Mapping[str, float]] = dict.fromkeys(
        ("connect", "write", "read", "queue", "total"), 0.001
    )


class Retry(_Settings, frozen=True, kw_only=True):
    """How often and how soon a failed call that may be repeated is repeated.

    The wait before attempt n+1 is drawn evenly from 0 to min(ceiling, first * 2**(n-1))
    seconds (full jitter), or is what `Retry-After` asks for, if that is longer.

    ```python
    async with RunningHub(retry=Retry(attempts=1)) as client:  # nothing is ever repeated
        print(await client.account.status())
    ```
    """

    attempts: int = 4  #: tries in all; 1 never repeats. Four wait up to 3.5 s in all
    first: float = 0.5  #: seconds; most gateway trouble is over by then
    ceiling: float = 20.0  #: seconds; an outage of a minute is bridged by the poller instead

    _FLOORS: ClassVar[Mapping[str, float]] = {"attempts": 1, "first": 0.0, "ceiling": 0.0}


class Limits(_Settings, frozen=True, kw_only=True):
    """How much of everything at once.

    ```python
    limits = Limits(slots=20, requests_per_second=5.0)  # what other programs leave of the key
    async with RunningHub(limits=limits) as client:
        print(client.statistics().slots)
    ```
    """

    connections: int = 64  #: open sockets in all; one carries some 10 requests a second
    requests_per_second: float | None = None  #: None is no limit: the service names no number
    burst: int = 10  #: requests that may leave at once after a pause, under the rate above
    #: Tasks at once; None asks the service (platform-api 8.2). A task that is only submitted
    #: counts for two minutes, one whose caller has let go of it counts no more.
    slots: int | None = None
    uploads: int = (
        4  #: files at once, at most half of the connections; more only share the same uplink
    )
    downloads: int = 8  #: files at once, at most half of the connections
    largest_file: int | None = 8 * 1024**3  #: bytes of one result; the longest clips have far less
    idle: float = 4.0  #: seconds a connection is kept unused; common servers close after 5

    _FLOORS: ClassVar[Mapping[str, float]] = {
        "connections": 1,
        "requests_per_second": 1e-6,
        "burst": 1,
        "slots": 1,
        "uploads": 1,
        "downloads": 1,
        "largest_file": 1,
        "idle": 0.0,
    }


class Polling(_Settings, frozen=True, kw_only=True):
    """When to look at a task, and when to stop.

    Looks follow what tasks of the same kind have taken: they come when an end is likely, so
    that a look costs about as much as `cost` seconds of waiting for an end that is there.

    ```python
    patient = Polling(deadline=3600.0, tolerance=20)
    async with RunningHub(polling=patient) as client:
        print(await client.models.vidu.text_to_video(prompt="a cat surfs"))
    ```
    """

    first: float = 2.0  #: seconds to the first look at a kind of task that was never seen before
    ceiling: float = 120.0  #: longest seconds between looks: while an end is known to be far away
    cost: float = 0.15  #: seconds of an end that lies unseen that one look is worth
    tolerance: int = 5  #: failed looks in a row that end the waiting, never the task
    reported: float = 60.0  #: seconds between looks at a task whose end a webhook will report
    deadline: float | None = 1800.0  #: seconds from acceptance; the official plugin's own default

    _FLOORS: ClassVar[Mapping[str, float]] = {
        "first": 0.001,
        "ceiling": 0.001,
        "cost": 0.001,
        "tolerance": 1,
        "reported": 0.001,
        "deadline": 0.001,
    }


def _from_environment(names: tuple[str, ...], environ: Mapping[str, str]) -> str:
    return next((environ[name].strip() for name in names if environ.get(name, "").strip()), "")


def resolve_key(api_key: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Return the API key: the argument, else the first variable that is set.

    Raises:
        ConfigError: there is none, or it holds characters that no header may carry.
    """
    key, problem = _find_key(api_key, environ)
    if problem:
        del api_key, environ, key  # reports of errors show local variables
        raise ConfigError(setting="api_key", reason=problem)
    return key


def _find_key(api_key: object, environ: Mapping[str, str]) -> tuple[str, str]:
    """The key, and what is wrong with it."""
    if api_key is not None and (not isinstance(api_key, str) or not api_key.strip()):
        # An empty key that was meant to be somebody's must not become the environment's.
        kind = "is empty" if isinstance(api_key, str) else f"is a {type(api_key).__name__}, no text"
        return "", f"{kind}; None takes the environment's"
    key = (api_key or "").strip() or _from_environment(KEY_VARIABLES, environ)
    if not key:
        return "", (
            f"no key: pass api_key=… or set {' or '.join(KEY_VARIABLES)}. "
            "The emulator needs none: see runninghub_async.emulator.Emulator"
        )
    if not key.isascii() or not key.isprintable() or " " in key:
        # The value itself stays out of the message: it is a secret, even when it is malformed.
        return key, "holds a character that a key cannot have"
    return key, ""


def resolve_base_url(
    base_url: str | None, site: str = "ai", environ: Mapping[str, str] = os.environ
) -> str:
    """Return the base URL without a trailing slash and without `/openapi/v2`.

    The argument wins, then the environment, then the site. Plain http to another machine warns
    (`UserWarning`): the key goes there for all to read.

    Raises:
        ConfigError: an unknown site, a URL that is not http(s) with a host, or one of the
            service's own hosts over plain http.
    """
    if site not in SITES:
        del base_url, environ  # reports of errors show local variables
        raise ConfigError(setting="site", reason=f"{site!r} is not one of {', '.join(SITES)}")
    url = base_url or _from_environment(BASE_URL_VARIABLES, environ) or SITES[site]
    url = url.strip().rstrip("/").removesuffix(_API_PREFIX).rstrip("/")
    if problem := _problem_of(url):
        # No message shows the value: credentials, or a key in the wrong variable, may be in it.
        del base_url, environ, url
        raise ConfigError(setting="base_url", reason=problem)
    scheme, _, rest = url.partition("://")
    url = f"{scheme.lower()}://{rest}"
    if _in_clear_text(url):
        text = "base_url is plain http to another machine: the API key goes there in clear text"
        warnings.warn(text, UserWarning, stacklevel=3)
    return url


def _problem_of(url: str) -> str:
    """What is wrong with a base URL; nothing, for a good one."""
    scheme, _, rest = url.partition("://")
    if any(mark in url for mark in "?#@"):
        return "holds a query, a fragment or credentials; give host and path"
    host = rest.partition("/")[0]
    if scheme.lower() not in ("http", "https") or not _is_host(host):
        return "is not an http(s) URL with a host, such as https://www.runninghub.ai"
    if not url.isprintable() or any(map(str.isspace, url)) or "\\" in url:
        return "holds a space, a backslash or a control character"
    own = {urlsplit(one).hostname for one in SITES.values()}
    if scheme.lower() == "http" and urlsplit(f"//{host}").hostname in own:
        return "is plain http: the API key would go in clear text; the service has https"
    return ""


def _in_clear_text(url: str) -> bool:
    """Whether what is sent there can be read on its way: plain http, not to this machine."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "http" or host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


def _is_host(text: str) -> bool:
    """Tell whether this is a host, with a port between 0 and 65535 if any."""
    try:
        parts = urlsplit(f"//{text}")
        return bool(parts.hostname) and parts.port != -1
    except ValueError:
        return False
