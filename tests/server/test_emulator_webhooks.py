"""The emulator's webhooks, received by a raw server: layouts, repeats, losses, forgeries."""

from __future__ import annotations

import json
import types
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from runninghub_async.catalog.table import Row, Table
from runninghub_async.emulator import Durations, Emulator
from runninghub_async.emulator.events import LAYOUTS, Layout, WebhookTrouble, forged_url

TABLE = Table([Row(path="acme/clip", title="Acme", kind="video")])
WORKFLOW = "1950000000000000001"
SECRET = "/hooks/6d0f5a3e"


class Caller:
    """An emulator, a receiver of its webhooks, and calls."""

    def __init__(self, emu: Emulator, http: httpx.AsyncClient, receiver: Any) -> None:
        self.emu, self.http, self.receiver = emu, http, receiver
        self.url = f"{receiver.url}{SECRET}"

    async def submit(self, url: str | None = None) -> str:
        headers = {"Authorization": f"Bearer {self.emu.api_key}"}
        body = {"webhookUrl": self.url if url is None else url}
        response = await self.http.post("/openapi/v2/acme/clip", json=body, headers=headers)
        return str(response.json()["taskId"])

    async def create(self, call_: str = "task/openapi/create") -> str:
        """Run the stored text-to-image workflow; v1 answers are enveloped, v2 ones flat."""
        body = {"apiKey": self.emu.api_key, "workflowId": WORKFLOW, "webhookUrl": self.url}
        headers = {"Authorization": f"Bearer {self.emu.api_key}"}
        answer = (await self.http.post(f"/{call_}", json=body, headers=headers)).json()
        return str(answer["data"]["taskId"] if "data" in answer else answer["taskId"])

    async def query(self, task_id: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.emu.api_key}"}
        body = {"taskId": task_id}
        response = await self.http.post("/openapi/v2/query", json=body, headers=headers)
        answer: dict[str, Any] = response.json()
        return answer

    async def v1(self, path: str, **body: Any) -> dict[str, Any]:
        body = {"apiKey": self.emu.api_key, **body}
        response = await self.http.post(f"/task/openapi/{path}", json=body)
        assert response.status_code == 200
        answer: dict[str, Any] = response.json()
        return answer

    async def settled(self, task_id: str) -> dict[str, Any]:
        """The event's detail once its delivery has come to an end."""

        def ended(_: object) -> bool:
            event = self.emu.webhooks.event_of(task_id)
            return event is not None and event.status in ("SUCCESS", "FAILED")

        await self.emu.ledger.until(ended, deadline=10)
        answer = await self.v1("getWebhookDetail", taskId=task_id)
        assert (answer["code"], answer["msg"]) == (0, "success")
        detail: dict[str, Any] = answer["data"]
        return detail

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(one.body) for one in self.receiver.heard]


@pytest.fixture
def opened(raw: types.SimpleNamespace) -> Any:
    @asynccontextmanager
    async def open_all(
        trouble: WebhookTrouble | None = None, *acts: Any, **settings: Any
    ) -> AsyncIterator[Caller]:
        settings = {
            "table": TABLE,
            "time_scale": 0.0002,
            "durations": Durations(median=60.0),
            "webhooks": trouble or WebhookTrouble(),
            **settings,
        }
        async with (
            raw.Server(get=list(acts)) as receiver,
            Emulator(**settings) as emu,
            httpx.AsyncClient(base_url=emu.base_url, trust_env=False) as http,
        ):
            yield Caller(emu, http, receiver)

    return open_all


# -- what is sent -----------------------------------------------------------------------------


async def test_the_end_of_a_task_is_told_once(opened: Any) -> None:
    async with opened() as call:
        task_id = await call.submit()
        detail = await call.settled(task_id)
        state = await call.query(task_id)
        await call.emu.ledger.until(lambda _: not call.emu.webhooks.under_way)
    (heard,) = call.receiver.heard
    assert (heard.method, heard.target) == ("POST", SECRET)
    assert heard.headers["content-type"] == "application/json"
    assert "authorization" not in heard.headers
    (event,) = call.events
    assert (event["event"], event["taskId"]) == ("TASK_END", task_id)
    assert event["eventData"]["status"] == "SUCCESS"
    assert event["eventData"]["results"] == state["results"]
    assert (detail["callbackStatus"], detail["retryCount"]) == ("SUCCESS", 0)
    assert detail["webhookUrl"] == call.url
    assert json.loads(detail["eventData"]) == event["eventData"]
    assert call.emu.api_key not in json.dumps(detail)


async def test_a_task_without_a_webhook_tells_nobody(opened: Any) -> None:
    async with opened(time_scale=0.0) as call:
        task_id = await call.submit("")
        assert (await call.query(task_id))["status"] == "SUCCESS"
        assert call.emu.webhooks.under_way == 0
        answer = await call.v1("getWebhookDetail", taskId=task_id)
    assert (answer["code"], answer["msg"]) == (1, "webhook event not exists")
    assert call.receiver.heard == []


def results_of(layout: Layout, event: dict[str, Any]) -> tuple[str, Any]:
    """Task id and results of an event, read as its layout says."""
    match layout:
        case "documented":
            data = json.loads(event["eventData"])
            assert isinstance(data["data"][0]["taskCostTime"], int)
            return event["taskId"], [one["fileUrl"] for one in data["data"]]
        case "object":
            return event["taskId"], [one["url"] for one in event["eventData"]["results"]]
        case "wrapped":
            data = json.loads(event["eventData"])
            assert data["code"] == 0
            return event["taskId"], [one["url"] for one in data["data"]["results"]]
        case "bare":
            assert "event" not in event
            return event["taskId"], [one["url"] for one in event["results"]]


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_every_layout_carries_the_results(opened: Any, layout: Layout) -> None:
    async with opened(WebhookTrouble(layout=layout)) as call:
        task_id = await call.submit()
        await call.settled(task_id)
        state = await call.query(task_id)
    (event,) = call.events
    assert results_of(layout, event) == (task_id, [one["url"] for one in state["results"]])


async def test_the_layouts_can_come_in_turn(opened: Any) -> None:
    async with opened(WebhookTrouble(layout="all")) as call:
        for layout in LAYOUTS:
            task_id = await call.submit()
            await call.settled(task_id)
            assert results_of(layout, call.events[-1])[0] == task_id


async def test_v1_submits_are_told_as_documented_and_v2_submits_as_seen(opened: Any) -> None:
    async with opened() as call:
        v1 = await call.create()
        await call.settled(v1)
        v2 = await call.create(f"openapi/v2/run/workflow/{WORKFLOW}")
        await call.settled(v2)
    first, second = call.events
    assert results_of("documented", first)[0] == v1
    assert results_of("object", second)[0] == v2


async def test_a_cancel_is_told_at_once(opened: Any) -> None:
    async with opened(durations=Durations(median=1e9)) as call:
        v1 = await call.create()
        v2 = await call.create(f"openapi/v2/run/workflow/{WORKFLOW}")
        for one in (v1, v2):
            assert (await call.v1("cancel", taskId=one))["code"] == 0
            await call.settled(one)
    told = {one["taskId"]: one["eventData"] for one in call.events}
    assert json.loads(told[v1]) == {
        "code": 805,
        "msg": "APIKEY_TASK_STATUS_ERROR",
        "data": {"failedReason": {}},
    }
    assert told[v2]["status"] == "CANCEL"


async def test_a_failure_is_told_with_its_reason(opened: Any) -> None:
    async with opened(WebhookTrouble(layout="documented"), fail_rate=1.0) as call:
        await call.settled(await call.submit())
    data = json.loads(call.events[0]["eventData"])
    assert (data["code"], data["msg"]) == (805, "APIKEY_TASK_STATUS_ERROR")
    assert data["data"]["failedReason"]["exception_message"]
    async with opened(fail_rate=1.0) as call:
        await call.settled(await call.submit())
    assert call.events[0]["eventData"]["status"] == "FAILED"
    assert call.events[0]["eventData"]["failedReason"]["exception_message"]


# -- repeats ------------------------------------------------------------------------------------


async def test_an_answer_other_than_2xx_is_tried_again(opened: Any, raw: Any) -> None:
    refusals = [raw.says(b"no", 500), raw.says(b"", 302, Location="/elsewhere")]
    async with opened(None, *refusals, raw.says(b"thanks", 204)) as call:
        detail = await call.settled(await call.submit())
    assert len(call.receiver.heard) == 3
    assert len({one.body for one in call.receiver.heard}) == 1
    assert {one.target for one in call.receiver.heard} == {SECRET}
    assert (detail["callbackStatus"], detail["retryCount"]) == ("SUCCESS", 2)


async def test_four_tries_are_all(opened: Any, raw: Any) -> None:
    async with opened(None, *[raw.says(b"no", 503)] * 9) as call:
        detail = await call.settled(await call.submit())
        await call.emu.ledger.until(lambda _: not call.emu.webhooks.under_way)
    assert len(call.receiver.heard) == call.emu.webhooks.tries == 4
    assert (detail["callbackStatus"], detail["retryCount"]) == ("FAILED", 3)
    assert detail["callbackResponse"] == "no"
    assert call.emu.webhooks.sent == 0


@pytest.mark.parametrize("trouble", ["reset", "silence", "half", "garbage"])
async def test_no_whole_answer_is_tried_again(opened: Any, raw: Any, trouble: str) -> None:
    act = {
        "reset": raw.resets,
        "silence": raw.stays_silent,
        "half": raw.sends(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"),
        "garbage": raw.sends(b"SSH-2.0-OpenSSH\r\n\r\n"),
    }[trouble]
    timeout = 0.3 if trouble == "silence" else 10.0
    async with opened(WebhookTrouble(timeout=timeout, tries=9), act) as call:
        detail = await call.settled(await call.submit())
    # A slow machine may need more than one repeat in so short a time.
    assert len(call.receiver.heard) >= 2
    assert detail["callbackStatus"] == "SUCCESS"
    assert detail["retryCount"] == call.emu.webhooks.tries - 1 >= 1


@pytest.mark.parametrize("url", ["ftp://host/x", "http://[", "nonsense", "http://a..b/", "http://"])
async def test_a_url_that_cannot_be_called_fails_in_the_end(opened: Any, url: str) -> None:
    async with opened() as call:
        detail = await call.settled(await call.submit(url))
    assert (detail["callbackStatus"], detail["retryCount"]) == ("FAILED", 3)
    assert detail["callbackResponse"]


async def test_nobody_there_fails_and_can_be_sent_elsewhere(opened: Any, raw: Any) -> None:
    async with opened() as call:
        async with raw.Server() as gone:
            nobody = f"{gone.url}/hook"
        task_id = await call.submit(nobody)
        detail = await call.settled(task_id)
        assert detail["callbackStatus"] == "FAILED"
        answer = await call.v1("retryWebhook", webhookId=detail["id"], webhookUrl=call.url)
        assert (answer["code"], answer["msg"], answer["data"]) == (0, "", None)
        detail = await call.settled(task_id)
    assert (detail["callbackStatus"], detail["webhookUrl"]) == ("SUCCESS", call.url)
    assert detail["retryCount"] == 4
    assert [one["taskId"] for one in call.events] == [task_id]


# -- trouble ------------------------------------------------------------------------------------


async def test_a_lost_event_arrives_when_it_is_asked_for(opened: Any) -> None:
    async with opened(WebhookTrouble(lost=1.0)) as call:
        task_id = await call.submit()
        detail = await call.settled(task_id)
        assert (detail["callbackStatus"], detail["retryCount"]) == ("FAILED", 3)
        assert call.receiver.heard == []
        assert call.emu.webhooks.lost == 1
        await call.v1("retryWebhook", webhookId=detail["id"])
        detail = await call.settled(task_id)
    assert detail["callbackStatus"] == "SUCCESS"
    assert [one["taskId"] for one in call.events] == [task_id]


async def test_a_repeated_event_is_the_same_again(opened: Any) -> None:
    async with opened(WebhookTrouble(repeated=1.0)) as call:
        await call.submit()
        await call.emu.ledger.until(lambda _: call.emu.webhooks.sent == 2)
        await call.emu.ledger.until(lambda _: not call.emu.webhooks.under_way)
    first, second = call.receiver.heard
    assert first.body == second.body


async def test_a_delayed_event_is_overtaken_by_the_next(opened: Any) -> None:
    # With this seed the first event is late by 11 s, the second is not.
    trouble = WebhookTrouble(delayed=0.5, seed=125)
    none = Durations(median=0.0, queued=0.0)
    async with opened(trouble, time_scale=0.1, durations=none) as call:
        first = await call.submit()
        await call.emu.ledger.until(lambda _: call.emu.webhooks.event_of(first))
        second = await call.submit()
        await call.settled(second)
        detail = await call.v1("getWebhookDetail", taskId=first)
        assert detail["data"]["callbackStatus"] == "PENDING"
        assert [one["taskId"] for one in call.events] == [second]


async def test_every_delayed_event_comes_in_the_end(opened: Any) -> None:
    async with opened(WebhookTrouble(delayed=1.0)) as call:
        ids = [await call.submit() for _ in range(8)]
        await call.emu.ledger.until(lambda _: call.emu.webhooks.sent == 8)
    assert sorted(one["taskId"] for one in call.events) == ids


async def test_forged_events_come_beside_the_true_one(opened: Any) -> None:
    async with opened(WebhookTrouble(forged=1.0)) as call:
        first = await call.submit()
        await call.settled(first)
        second = await call.submit()
        await call.settled(second)
    targets = [one.target for one in call.receiver.heard]
    stranger, true, misled, other = zip(targets, call.events, strict=True)
    assert (stranger[0], true[0], other[0]) == (SECRET, SECRET, SECRET)
    assert stranger[1]["taskId"] not in (first, second)
    assert (true[1]["taskId"], other[1]["taskId"]) == (first, second)
    assert misled[1]["taskId"] == second
    assert misled[0].startswith("/hooks/")
    assert misled[0] != SECRET
    assert misled[1]["eventData"]["results"] != other[1]["eventData"]["results"]
    assert call.emu.webhooks.forged == 2


@pytest.mark.parametrize("fail_rate", [0.0, 1.0])
async def test_one_who_knows_the_url_may_claim_the_other_outcome(
    opened: Any, fail_rate: float
) -> None:
    async with opened(WebhookTrouble(wrong=1.0), fail_rate=fail_rate) as call:
        task_id = await call.submit()
        await call.settled(task_id)
    claimed, true = call.events
    assert {one.target for one in call.receiver.heard} == {SECRET}
    assert (claimed["taskId"], true["taskId"]) == (task_id, task_id)
    outcomes = claimed["eventData"]["status"], true["eventData"]["status"]
    assert outcomes == (("SUCCESS", "FAILED") if fail_rate else ("FAILED", "SUCCESS"))
    assert (call.emu.webhooks.forged, call.emu.webhooks.sent) == (1, 1)


async def test_a_claim_in_the_documented_layout_tells_of_a_failure(opened: Any) -> None:
    async with opened(WebhookTrouble(wrong=1.0, layout="documented")) as call:
        task_id = await call.submit()
        await call.settled(task_id)
    claimed, true = [json.loads(one["eventData"]) for one in call.events]
    assert (claimed["code"], true["code"]) == (805, 0)


async def test_a_success_may_be_claimed_while_the_task_runs(opened: Any) -> None:
    never = Durations(median=1e9)
    async with opened(WebhookTrouble(early=1.0), durations=never) as call:
        task_id = await call.submit()
        await call.receiver.until(lambda it: it.heard)
        assert (await call.query(task_id))["status"] in ("QUEUED", "RUNNING")
        assert call.emu.webhooks.event_of(task_id) is None
    (claimed,) = call.events
    assert (claimed["taskId"], claimed["eventData"]["status"]) == (task_id, "SUCCESS")


async def test_swapped_events_come_in_another_order(opened: Any) -> None:
    # With this seed the first event is held back, the second is not.
    trouble = WebhookTrouble(swapped=0.5, seed=1)
    none = Durations(median=0.0, queued=0.0)
    async with opened(trouble, time_scale=1.0, durations=none) as call:
        first = await call.submit()
        await call.emu.ledger.until(lambda _: call.emu.webhooks.event_of(first))
        second = await call.submit()
        await call.settled(second)
        await call.settled(first)
    assert [one["taskId"] for one in call.events] == [second, first]


async def test_an_event_that_nobody_follows_is_held_for_two_minutes_at_most(opened: Any) -> None:
    async with opened(WebhookTrouble(swapped=1.0)) as call:
        task_id = await call.submit()
        assert (await call.settled(task_id))["callbackStatus"] == "SUCCESS"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://h:1/a/secret", "http://h:1/a/"),
        ("https://h/secret?token=x#y", "https://h/"),
        ("http://h", "http://h/"),
    ],
)
def test_a_stranger_guesses_the_last_segment(url: str, kept: str) -> None:
    guess = forged_url(url)
    assert guess.startswith(kept)
    assert "secret" not in guess
    assert "token" not in guess
    assert len(guess) == len(kept) + 32


@pytest.mark.parametrize(
    "wrong",
    [
        {"lost": 1.1},
        {"repeated": -0.1},
        {"forged": float("nan")},
        {"swapped": 2},
        {"wrong": -1},
        {"early": 1.5},
        {"layout": "other"},
        {"timeout": 0.0},
        {"tries": 0},
    ],
)
def test_trouble_out_of_range_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        WebhookTrouble(**wrong)


# -- the calls ------------------------------------------------------------------------------------


async def test_there_is_no_event_before_the_end(opened: Any) -> None:
    async with opened(durations=Durations(median=1e9)) as call:
        task_id = await call.submit()
        answer = await call.v1("getWebhookDetail", taskId=task_id)
    assert (answer["code"], answer["msg"]) == (1, "webhook event not exists")
    assert call.receiver.heard == []


async def test_an_unknown_task_is_807_and_so_is_anothers(opened: Any) -> None:
    async with opened() as call:
        task_id = await call.submit()
        detail = await call.settled(task_id)
        assert (await call.v1("getWebhookDetail", taskId="1"))["code"] == 807
        assert (await call.v1("getWebhookDetail"))["code"] == 807
        other = {"apiKey": call.emu.consumer_key}
        assert (await call.v1("getWebhookDetail", taskId=task_id, **other))["code"] == 807
        assert (await call.v1("retryWebhook", webhookId=detail["id"], **other))["code"] == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [({}, 301), ({"webhookId": ""}, 301), ({"webhookId": "1"}, 1)],
)
async def test_a_retry_of_nothing_is_refused(opened: Any, body: dict[str, Any], code: int) -> None:
    async with opened() as call:
        assert (await call.v1("retryWebhook", **body))["code"] == code


async def test_closing_the_emulator_ends_what_is_under_way(opened: Any, raw: Any) -> None:
    async with opened(WebhookTrouble(timeout=60.0), raw.stays_silent) as call:
        await call.submit()
        await call.receiver.until(lambda it: it.heard)
        assert call.emu.webhooks.under_way == 1
        await call.emu.webhooks.aclose()
        assert call.emu.webhooks.under_way == 0
        await call.submit()
        assert call.emu.webhooks.under_way == 0
