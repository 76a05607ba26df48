"""The three keys of the emulator: places, queues, money, coins, and the calls about them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import httpx
import pytest

from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.emulator.accounts import KeyKind

PICTURE = "1950000000000000001"
STEADY = Durations(median=100.0, sigma=0.0, queued=10.0)
MODEL = {
    "prompt": "a cat",
    "style": "general",
    "aspectRatio": "16:9",
    "resolution": "720p",
    "movementAmplitude": "auto",
    "duration": "5",
}


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Caller:
    """Calls with any of the three keys."""

    def __init__(self, emu: Emulator, http: httpx.AsyncClient, clock: Clock) -> None:
        self.emu, self.http, self.clock = emu, http, clock
        self.shared, self.consumer, self.dedicated = (
            emu.api_key,
            emu.consumer_key,
            emu.dedicated_key,
        )

    async def create(self, key: str, **body: Any) -> Any:
        body = {"apiKey": key, "workflowId": PICTURE, **body}
        return (await self.http.post("/task/openapi/create", json=body)).json()

    async def codes(self, key: str, times: int, **body: Any) -> list[int]:
        return [(await self.create(key, **body))["code"] for _ in range(times)]

    async def cancel(self, key: str, task_id: str) -> None:
        body = {"apiKey": key, "taskId": task_id}
        assert (await self.http.post("/task/openapi/cancel", json=body)).json()["code"] == 0

    async def status(self, key: str, task_id: str) -> str:
        body = {"apiKey": key, "taskId": task_id}
        return str((await self.http.post("/task/openapi/status", json=body)).json()["data"])

    async def model(self, key: str) -> Any:
        return await self.v2("POST", "vidu/text-to-video", key, json=MODEL)

    async def v2(self, method: str, path: str, key: str, **options: Any) -> Any:
        headers = {"Authorization": f"Bearer {key}"}
        url = f"/openapi/v2/{path}"
        return (await self.http.request(method, url, headers=headers, **options)).json()

    async def queue(self, key: str) -> Any:
        return (await self.v2("GET", "queue/status", key))["data"]

    async def account(self, key: str) -> Any:
        response = await self.http.post("/uc/openapi/accountStatus", json={"apikey": key})
        return response.json()["data"]


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[Caller]:
    clock = Clock()
    settings = {"clock": clock, "durations": STEADY, **settings}
    async with (
        Emulator(**settings) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False) as http,
    ):
        yield Caller(emu, http, clock)


# -- places -----------------------------------------------------------------------------------


async def test_each_key_has_places_of_its_own() -> None:
    async with opened(slots=2, consumer_slots=1, machines=1) as call:
        assert await call.codes(call.shared, 3) == [0, 0, 421]
        assert await call.codes(call.consumer, 2) == [0, 421]
        assert await call.codes(call.dedicated, 2) == [0, 415]
        counts = [
            (one["concurrentLimit"], one["totalCurrentTasks"])
            for one in [await call.queue(key) for key in call.emu.world.accounts]
        ]
    assert counts == [(2, "2"), (1, "1"), (1, "1")]
    assert call.emu.ledger.tasks_running_peak == 4
    assert [one.key_kind for one in call.emu.ledger.submits] == [
        "SHARED",
        "SHARED",
        "NORMAL",
        "EXCLUSIVE",
    ]


async def test_models_and_workflows_of_a_key_share_its_places() -> None:
    async with opened(slots=1) as call:
        assert (await call.model(call.shared))["taskId"]
        assert await call.codes(call.shared, 1) == [421]


async def test_standard_models_are_for_the_shared_key_alone() -> None:
    async with opened() as call:
        for key in (call.consumer, call.dedicated):
            assert (await call.model(key))["errorCode"] == "1014"


async def test_a_full_account_can_answer_1520_on_v1_too() -> None:
    async with opened(slots=1, capacity_code=1520) as call:
        assert await call.codes(call.shared, 2) == [0, 1520]


async def test_in_the_personal_queue_tasks_wait_for_machines_in_order() -> None:
    async with opened(machines=2, personal_queue=2) as call:
        ids = []
        for _ in range(4):
            answer = await call.create(call.dedicated, usePersonalQueue="true")
            ids.append(answer["data"]["taskId"])
        assert (await call.create(call.dedicated, usePersonalQueue=True))["code"] == 814
        assert (await call.create(call.dedicated))["code"] == 415
        seen = []
        for moment in (1020.0, 1115.0, 1125.0, 1230.0):
            call.clock.now = moment
            seen.append([await call.status(call.dedicated, one) for one in ids])
    assert seen == [
        ["RUNNING", "RUNNING", "QUEUED", "QUEUED"],
        ["SUCCESS", "SUCCESS", "QUEUED", "QUEUED"],
        ["SUCCESS", "SUCCESS", "RUNNING", "RUNNING"],
        ["SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS"],
    ]


async def test_a_cancel_lets_the_next_in_the_queue_move_up() -> None:
    async with opened(machines=1) as call:
        ids = []
        for _ in range(4):
            answer = await call.create(call.dedicated, usePersonalQueue=True)
            ids.append(answer["data"]["taskId"])
        moved: list[str] = []
        call.emu.world.changed.append(lambda task: moved.append(task.id))
        call.clock.now += 50
        await call.cancel(call.dedicated, ids[2])  # one that waits
        await call.cancel(call.dedicated, ids[0])  # the one that runs
        call.clock.now += 11
        seen = [await call.status(call.dedicated, one) for one in ids]
        queue = await call.queue(call.dedicated)
        call.clock.now += 200
        later = [await call.status(call.dedicated, one) for one in ids]
    assert seen == ["CANCEL", "RUNNING", "CANCEL", "QUEUED"]
    assert later == ["CANCEL", "SUCCESS", "CANCEL", "RUNNING"]
    assert (queue["runningCount"], queue["queuedCount"], queue["instanceCount"]) == ("1", "1", 1)
    assert moved == [ids[2], ids[1], ids[3], ids[0], ids[1], ids[3]]


async def test_a_dedicated_key_has_some_types_of_machines_or_none_at_all() -> None:
    async with opened(machine_types=("plus",)) as call:
        assert (await call.create(call.dedicated))["code"] == 435
        assert (await call.create(call.dedicated, instanceType="Plus"))["code"] == 435
        assert (await call.create(call.dedicated, instanceType="plus"))["code"] == 0
    async with opened(machines=0) as call:
        assert (await call.create(call.dedicated))["code"] == 436


async def test_only_the_shared_key_can_keep_a_machine_warm_and_pays_for_it() -> None:
    async with opened() as call:
        assert (await call.create(call.shared))["code"] == 0
        assert (await call.create(call.shared, retainSeconds=100))["code"] == 0
        for key in (call.consumer, call.dedicated):
            assert (await call.create(key, retainSeconds=100))["code"] == 301
    plain, warm = (one.money for one in call.emu.ledger.submits)
    assert plain is not None
    assert warm == plain * 2


# -- money and coins ------------------------------------------------------------------------------


async def test_who_pays_with_what() -> None:
    async with opened() as call:
        await call.model(call.shared)
        await call.create(call.shared)
        await call.create(call.consumer, instanceType="plus")
        await call.create(call.dedicated)
    model, shared, consumer, dedicated = call.emu.ledger.submits
    assert (model.price, model.money, model.coins) == (Decimal("0.77"), Decimal("0.77"), None)
    assert (shared.price, shared.money, shared.coins) == (None, Decimal("0.100"), None)
    assert (consumer.money, consumer.coins) == (None, Decimal("40"))
    assert (dedicated.money, dedicated.coins) == (None, None)
    assert call.emu.ledger.money_charged == Decimal("0.87")
    assert call.emu.ledger.coins_charged == 40


async def test_an_empty_wallet_is_416_and_creates_nothing() -> None:
    async with opened(wallet=1) as call:
        assert (await call.model(call.shared))["taskId"]
        answer = await call.model(call.shared)  # 0.23 is left
        assert (answer["code"], answer["data"]) == (416, None)
        assert await call.codes(call.shared, 4) == [0, 0, 0, 416]
        assert (await call.account(call.shared))["remainMoney"] == "-0.070"
        assert await call.codes(call.consumer, 1) == [0]
    assert len(call.emu.ledger.submits) == 5


async def test_an_account_without_a_given_amount_pays_too_and_is_never_empty() -> None:
    async with opened() as call:
        await call.model(call.shared)
        assert (await call.account(call.shared))["remainMoney"] == "99998.23"
        await call.create(call.consumer)
        assert (await call.account(call.consumer))["remainCoins"] == "99979"
        call.emu.world.account_of(KeyKind.SHARED).purse.pay(Decimal("99998"))  # 0.23 is left
        assert (await call.model(call.shared))["taskId"]
        assert (await call.account(call.shared))["remainMoney"] == "99998.46"


async def test_a_wallet_is_shown_empty_while_a_fault_refuses_tasks_for_that() -> None:
    faults = (Fault("submit", "code 416", times=2, after=1),)
    async with opened(wallet=10, faults=faults) as call:
        seen = []
        for _ in range(4):
            seen.append((await call.account(call.shared))["remainMoney"])
            await call.model(call.shared)
        assert seen == ["10", "0", "0", "9.23"]
        call.emu.add_fault(Fault("submit", "code 416", times=None, rate=0.5))
        call.emu.add_fault(Fault("submit", "code 421", times=None))
        assert (await call.account(call.shared))["remainMoney"] == "8.46"
        assert (await call.account(call.consumer))["remainCoins"] == "99999"


async def test_coins_that_are_gone_are_414_before_the_graph_is_looked_at() -> None:
    async with opened(coins=10, consumer_slots=9) as call:
        assert await call.codes(call.consumer, 2) == [0, 414]
        assert (await call.create(call.consumer, workflow="{"))["code"] == 414
        assert (await call.create(call.shared, workflow="{"))["code"] == 433


async def test_what_a_cancelled_task_did_not_run_is_given_back() -> None:
    async with opened(coins=100) as call:
        task_id = (await call.create(call.consumer))["data"]["taskId"]
        assert (await call.account(call.consumer))["remainCoins"] == "80"
        call.clock.now += 35
        await call.cancel(call.consumer, task_id)
        account = await call.account(call.consumer)
    assert (account["remainCoins"], account["currentTaskCounts"]) == ("95", "0")
    assert call.emu.ledger.coins_charged == 5
    assert call.emu.ledger.cancels[0].coins == 15


# -- calls about keys -----------------------------------------------------------------------------


@pytest.mark.parametrize(("site", "currency"), [("ai", "USD"), ("cn", "CNY")])
async def test_the_account_tells_what_is_left_as_strings(site: str, currency: str) -> None:
    async with opened(site=site, wallet=Decimal("12.5"), coins=99) as call:
        await call.create(call.consumer)
        shared, consumer = await call.account(call.shared), await call.account(call.consumer)
        dedicated = await call.account(call.dedicated)
    assert shared == {
        "remainCoins": "0",
        "currentTaskCounts": "0",
        "remainMoney": "12.5",
        "currency": currency,
        "apiType": "SHARED",
    }
    assert consumer == {
        "remainCoins": "79",
        "currentTaskCounts": "1",
        "remainMoney": None,
        "currency": None,
        "apiType": "NORMAL",
    }
    assert dedicated["apiType"] == "EXCLUSIVE"


@pytest.mark.parametrize("body", [{}, {"apikey": ""}, {"apikey": "nobody"}])
async def test_an_account_without_a_key_is_1601(body: dict[str, str]) -> None:
    async with opened() as call:
        body = {"apiKey": call.shared, **body}  # this spelling is not looked at
        headers = {"Authorization": f"Bearer {call.shared}"}
        response = await call.http.post("/uc/openapi/accountStatus", json=body, headers=headers)
        answer = response.json()
        wrong = (await call.http.get("/uc/openapi/accountStatus")).json()
    assert (answer["code"], answer["msg"]) == (1601, "param apiKey is required")
    assert wrong["code"] == 412


async def test_queue_status_knows_each_kind_of_key() -> None:
    async with opened(slots=9, consumer_slots=3, machines=4) as call:
        found = [await call.queue(key) for key in call.emu.world.accounts]
    assert [(one["apiKeyType"], one["concurrentLimit"]) for one in found] == [
        ("SHARED", 9),
        ("NORMAL", 3),
        ("EXCLUSIVE", 4),
    ]


async def test_the_list_of_keys_is_masked() -> None:
    async with opened() as call:
        response = await call.v2("GET", "api-key/list", call.shared)
        assert (await call.v2("POST", "api-key/list", call.shared))["code"] == 1009
        assert (await call.v2("GET", "api-key/list", "nobody"))["code"] == 1002
    assert response["code"] == 0
    assert len(response["data"]) == 3
    for key in call.emu.world.accounts:
        assert key not in str(response)
    assert response["data"][0]["key"] == f"{call.shared[:4]}****{call.shared[-4:]}"


async def test_the_chinese_site_speaks_chinese_where_there_is_no_identifier() -> None:
    async with opened(site="cn", slots=1) as call:
        nobody = await call.v2("POST", "query", "nobody", json={})
        await call.model(call.shared)
        full = await call.model(call.shared)
        bad = await call.v2("POST", "query", call.shared, json={"taskId": "x"})
    assert (nobody["errorCode"], nobody["errorMessage"]) == ("1002", "无效的 API Key")
    assert full["msg"] == "TASK_QUEUE_MAXED"
    assert bad["errorMessage"].startswith("参数错误: Invalid parameter: taskId")


@pytest.mark.parametrize(
    "bad",
    [
        {"site": "com"},
        {"machines": -1},
        {"consumer_slots": 0},
        {"personal_queue": -1},
        {"wallet": -1},
        {"coins": float("nan")},
        {"expire_after": -1.0},
    ],
)
def test_a_setting_out_of_range_is_named(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(bad))):
        Emulator(**bad)


def test_three_keys_of_32_characters_are_made_up_or_given() -> None:
    emulator = Emulator(seed=3)
    keys = {emulator.api_key, emulator.consumer_key, emulator.dedicated_key}
    assert [len(key) for key in keys] == [32, 32, 32]
    assert Emulator(dedicated_key="mine").dedicated_key == "mine"
