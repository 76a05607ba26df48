"""URLs as they may be shown: what signs them, and who logs in with them, stays out.

Source: platform-api 10.2 (result URLs are signed), 8.3 (so is the socket's), 3.3 (so is the place
of a LoRA).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

__all__ = ["bare_url", "without_queries"]

#: A URL in a text, also as some JSON writers escape it (`https:\/\/`): its start, who logs in,
#: host and path, and what comes behind.
_URL = re.compile(
    r"""((?:https?|wss?):\\?/\\?/)      # its start
    (?:[^\s"'<>/\\?#@]*@)?              # who logs in
    ([^\s"'<>?#]*)                      # host and path
    ([?#][^\s"'<>]*)?                   # what signs it""",
    re.VERBOSE | re.IGNORECASE,
)


def bare_url(url: str) -> str:
    """The URL without query, fragment and credentials: what may be printed."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an invalid URL"
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def without_queries(text: str) -> str:
    """A text whose URLs have lost their queries and credentials; `?***` marks the place."""
    if "://" not in text and ":\\/" not in text:
        return text
    return _URL.sub(lambda one: one[1] + one[2] + ("?***" if one[3] else ""), text)
