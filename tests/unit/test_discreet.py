"""What a value shows of itself: never what signs or opens something; what it says of its state."""

from __future__ import annotations

import pickle

import pytest

from runninghub_async.protocol.discreet import Sealed
from runninghub_async.protocol.messages import (
    Reply,
    ResultItem,
    Secret,
    SubmitExtras,
    TaskState,
    Uploaded,
)
from runninghub_async.protocol.platform import AppSchema, AssetState, ComfyImage
from runninghub_async.protocol.urls import bare_url, without_queries

SIGNED = "https://store.example/a/b.png?Expires=9&Signature=c0ffee#top"


def test_a_secret_is_told_to_the_one_who_asks_and_shown_to_nobody() -> None:
    secret = Secret(SIGNED)
    assert secret.reveal() == SIGNED
    assert (repr(secret), str(secret), f"{secret}") == ("<secret>",) * 3


def test_secrets_of_one_text_are_the_same_secret() -> None:
    assert Secret("a") == Secret("a")
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
    assert Secret("a") != "a"
    assert Secret("a") != Secret("b")


def test_a_secret_does_not_leave_the_process() -> None:
    assert pickle.loads(pickle.dumps(Secret(SIGNED))).reveal() == ""


def test_a_body_shows_its_size() -> None:
    assert repr(Sealed(b"12345")) == "<5 bytes>"
    assert repr(Reply(200, b"12345", retry_after=1.0)) == (
        "Reply(status=200, body=<5 bytes>, content_type='', retry_after=1.0)"
    )
    assert repr(Reply(200, b"")).startswith("Reply(status=200, body=b'', ")


def test_a_hidden_text_shows_only_that_it_is_there() -> None:
    assert repr(SubmitExtras(webhook_url=SIGNED)) == "SubmitExtras(webhook_url=<secret>)"
    assert repr(SubmitExtras()) == "SubmitExtras(webhook_url=None)"


def test_a_url_is_shown_without_what_signs_it() -> None:
    item = ResultItem(url=SIGNED, type="png")
    assert repr(item) == (
        "ResultItem(url='https://store.example/a/b.png', type='png', text=None, node_id=None)"
    )
    assert repr(ResultItem(text="a")).startswith("ResultItem(url=None, ")
    assert "c0ffee" not in repr(Uploaded(url=SIGNED)) + repr(
        AssetState(asset_id="1", preview_url=SIGNED)
    )


def test_what_rich_prints_is_what_repr_prints() -> None:
    shown = dict(Reply(200, b"12345").__rich_repr__())
    assert (list(shown), repr(shown["body"])) == (
        ["status", "body", "content_type", "retry_after"],
        "<5 bytes>",
    )


def test_the_services_own_answer_is_not_shown_at_all() -> None:
    state = TaskState(task_id="1", status="SUCCESS", raw={"netWssUrl": SIGNED})
    assert "raw" not in repr(state)
    assert "c0ffee" not in repr(state)
    assert repr(AppSchema(webapp_id="1", raw={"curl": SIGNED})) == (
        "AppSchema(webapp_id='1', name='', inputs=(), encrypted=False)"
    )


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        (SIGNED, "https://store.example/a/b.png"),
        ("https://store.example", "https://store.example"),
        ("https://user:pass@store.example:8443/x", "https://store.example:8443/x"),
        ("https://a@b@store.example/x", "https://store.example/x"),
        ("http://[::1", "an invalid URL"),
        ("", ""),
    ],
)
def test_a_bare_url_is_scheme_host_and_path(url: str, bare: str) -> None:
    assert bare_url(url) == bare


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("nothing to hide?", "nothing to hide?"),
        (f"see {SIGNED} there", "see https://store.example/a/b.png?*** there"),
        (f'{{"a":"{SIGNED}"}}', '{"a":"https://store.example/a/b.png?***"}'),
        ("WSS://h/x?c=1", "WSS://h/x?***"),
        ("http://h/x#frag", "http://h/x?***"),
        ("http://h/x", "http://h/x"),
        ("https://user:pass@h/x", "https://h/x"),
        (r'{"a":"https:\/\/h\/x?sig=1"}', r'{"a":"https:\/\/h\/x?***"}'),
        (r"https:\/\/user:pass@h\/x", r"https:\/\/h\/x"),
        ("ftp://h/x?sig=1", "ftp://h/x?sig=1"),
        (f"{SIGNED} {SIGNED}", " ".join(["https://store.example/a/b.png?***"] * 2)),
    ],
)
def test_urls_in_a_text_lose_their_signatures_and_logins(text: str, clean: str) -> None:
    assert without_queries(text) == clean


def test_an_image_of_the_proxy_is_named_with_its_folder() -> None:
    assert ComfyImage(name="a.png", subfolder="cats").path == "cats/a.png"
    assert ComfyImage(name="a.png").path == "a.png"


@pytest.mark.parametrize(
    ("statuses", "ready", "failed"),
    [
        ("ACTIVE SUCCESS SUCCEEDED COMPLETED DONE READY AVAILABLE", True, False),
        ("FAILED ERROR CANCEL CANCELED CANCELLED", False, True),
        ("PROCESSING PENDING UNHEARD_OF", False, False),
    ],
)
def test_an_asset_is_ready_failed_or_still_on_its_way(
    statuses: str, ready: bool, failed: bool
) -> None:
    """Platform-api 2.4: the words that the official client takes for each."""
    for status in statuses.split():
        asset = AssetState(asset_id="asset-1", status=status)
        assert (asset.ready, asset.failed) == (ready, failed), status
    assert AssetState(asset_id="asset-1").uri == "asset://asset-1"
