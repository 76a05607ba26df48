"""Requests over httpx: the only place that knows it.

Results pass here as `httpx` knows them, and leave as ours: `network` holds the connections and
sends, `connection` is one of them, `failures` turns what others raise into our errors.
"""

from runninghub_async.transport.http.connection import tls_context
from runninghub_async.transport.http.incoming import MAX_REPLY, Incoming
from runninghub_async.transport.http.network import FRESH, URLS, Http, Transport
from runninghub_async.transport.http.request import Request

__all__ = [
    "FRESH",
    "Http",
    "Incoming",
    "MAX_REPLY",
    "Request",
    "Transport",
    "URLS",
    "tls_context",
]
