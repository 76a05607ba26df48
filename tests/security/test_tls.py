"""TLS is verified, and nothing turns that off by accident."""

from __future__ import annotations

import datetime
import inspect
import re
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

import runninghub_async
from runninghub_async import ConfigError, ConnectFailed, DownloadError, Retry, RunningHub
from runninghub_async.protocol.messages import Secret
from runninghub_async.transport import socket as sockets
from runninghub_async.transport.http import tls_context

trustme = pytest.importorskip("trustme")


@pytest.fixture(scope="session")
def authority() -> Any:
    return trustme.CA()


@pytest.fixture
def trusted(
    authority: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[], None]]:
    """Make the client trust our own authority, as a company's users would: by SSL_CERT_FILE."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    tls_context.cache_clear()  # it is made once for a process, from the environment
    yield lambda: None
    tls_context.cache_clear()


@asynccontextmanager
async def served(raw: Any, certificate: Any, **acts: Any) -> AsyncIterator[Any]:
    server = raw.Server(**acts)
    server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(server.tls)
    async with server:
        yield server


@pytest.mark.usefixtures("trusted")
async def test_a_certificate_of_a_trusted_authority_is_taken(
    raw: Any, client: Any, authority: Any, tmp_path: Path
) -> None:
    certificate = authority.issue_cert("127.0.0.1", "localhost")
    async with served(raw, certificate, get=raw.says(b"bytes")) as server:
        made = [{"url": f"{server.url}/a.mp4", "outputType": "mp4"}]
        done = {"taskId": "1", "status": "SUCCESS", "results": made}
        server._acts["query"] = raw.says(done)
        async with client(server.url) as rh:
            (path,) = await (await rh.task("1").wait()).download(tmp_path / "clips")
    assert path.read_bytes() == b"bytes"


def _expired(authority: Any) -> Any:
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    return authority.issue_cert("127.0.0.1", not_after=yesterday)


WRONG: dict[str, tuple[Callable[[Any], Any], str]] = {
    "nobody vouches for it": (lambda _: trustme.CA().issue_cert("127.0.0.1"), "signed|issuer"),
    "another host's": (lambda one: one.issue_cert("other.example"), "mismatch|not valid for"),
    "expired": (_expired, "expired"),
}


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("what", WRONG)
async def test_a_certificate_that_does_not_fit_is_connect_failed_and_says_so(
    raw: Any, client: Any, authority: Any, what: str, watching: Any
) -> None:
    make, why = WRONG[what]
    key = "c0ffee0123456789secret9876543210"
    watch = watching(key)
    async with served(raw, make(authority)) as server, client(server.url) as rh:
        for call in (
            lambda: rh.model("acme/clip", unchecked=True)(prompt="a"),
            lambda: rh.comfy.queue(),
            lambda: rh.apps.inputs("1"),
        ):
            with pytest.raises(ConnectFailed, match=r"(?i)certificate") as caught:
                await call()
            assert re.search(why, str(caught.value)), caught.value
            watch.error(caught.value)
        assert server.heard == []
    watch.logs()
    assert not watch.leaks


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("what", WRONG)
async def test_a_download_from_such_a_host_fails(
    raw: Any, client: Any, authority: Any, tmp_path: Path, what: str
) -> None:
    async with served(raw, WRONG[what][0](authority)) as storage:
        made = [{"url": f"{storage.url}/a.mp4?sign=abc", "outputType": "mp4"}]
        done = {"taskId": "1", "status": "SUCCESS", "results": made}
        async with (
            raw.Server(query=raw.says(done)) as server,
            client(server.url, retry=Retry(attempts=1)) as rh,
        ):
            with pytest.raises(DownloadError, match=r"(?i)certificate") as caught:
                await (await rh.task("1").wait()).download(tmp_path / "clips")
            assert "abc" not in str(caught.value)
        assert storage.heard == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("what", WRONG)
async def test_a_progress_socket_of_such_a_host_is_not_opened(
    raw: Any, authority: Any, what: str
) -> None:
    pytest.importorskip("websockets")
    async with served(raw, WRONG[what][0](authority)) as server:
        url = Secret(server.url.replace("https:", "wss:") + "/ws?token=abc")
        with pytest.raises(ConnectFailed, match="SSLCertVerificationError") as caught:
            _ = [one async for one in sockets.messages(url, user_agent="test")]
        assert "abc" not in str(caught.value)
        assert server.heard == []


#: What turns verification off elsewhere: in requests, curl, Node, git, Python itself.
SWITCHES = {
    "PYTHONHTTPSVERIFY": "0",
    "CURL_CA_BUNDLE": "",
    "REQUESTS_CA_BUNDLE": "",
    "NODE_TLS_REJECT_UNAUTHORIZED": "0",
    "GIT_SSL_NO_VERIFY": "1",
    "SSL_VERIFY": "false",
    "HTTPX_VERIFY": "0",
    "SSL_CERT_FILE": "",
    "SSL_CERT_DIR": "",
}


async def test_no_variable_turns_it_off(
    raw: Any, client: Any, monkeypatch: pytest.MonkeyPatch, authority: Any
) -> None:
    for name, value in SWITCHES.items():
        monkeypatch.setenv(name, value)
    tls_context.cache_clear()
    try:
        context = tls_context()
        assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
        assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
        certificate = authority.issue_cert("127.0.0.1")
        async with served(raw, certificate) as server, client(server.url) as rh:
            with pytest.raises(ConnectFailed, match=r"(?i)certificate"):
                await rh.task("1").status()
    finally:
        tls_context.cache_clear()


@pytest.mark.parametrize("what", ["missing", "no certificates", "a directory"])
async def test_certificates_that_cannot_be_read_are_a_config_error(
    client: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "certificates.pem"
    if what == "no certificates":
        path.write_text("nothing of use")
    elif what == "a directory":
        path.mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    tls_context.cache_clear()
    try:
        with pytest.raises(ConfigError, match="SSL_CERT_FILE") as caught:
            async with client("https://api.example"):
                raise AssertionError("it opened")
        assert caught.value.setting == "SSL_CERT_FILE"
    finally:
        tls_context.cache_clear()


def test_there_is_no_switch() -> None:
    names = set(inspect.signature(RunningHub).parameters)
    assert not {"verify", "ssl", "insecure", "cert"} & names
    source = Path(runninghub_async.__file__).parent
    for path in source.rglob("*.py"):
        text = path.read_text("utf-8")
        for mark in ("CERT_NONE", "verify=False", "check_hostname = False", "_create_unverified"):
            assert mark not in text, path
