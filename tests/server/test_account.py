"""`rh.account`: what the account owns, runs and may run."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any

import pytest

from runninghub_async import ApiError, AuthError, BadReply, ClientClosed, ServiceError
from runninghub_async.emulator import Fault

MODEL = "vidu/text-to-video-q3-pro"


async def test_the_status_tells_wallet_coins_and_kind(emulated: Any) -> None:
    async with emulated(wallet=Decimal("12.5"), site="cn") as (_, rh):
        status = await rh.account.status()
        assert (status.money, status.currency, status.key_type) == (
            Decimal("12.5"),
            "CNY",
            "SHARED",
        )


async def test_a_consumer_key_has_coins_and_no_wallet(emulated: Any, client: Any) -> None:
    async with emulated(coins=40) as (emu, _), client(emu.base_url, api_key=emu.consumer_key) as rh:
        status = await rh.account.status()
        assert (status.coins, status.money, status.currency) == (Decimal(40), None, "")
        assert status.key_type == "NORMAL"


async def test_the_status_counts_the_tasks_that_are_alive(emulated: Any) -> None:
    async with emulated(time_scale=1.0) as (_, rh):
        assert (await rh.account.status()).running == 0
        await rh.model(MODEL).submit(prompt="a cat surfs")
        assert (await rh.account.status()).running == 1
        queue = await rh.account.queue()
        assert (queue.running or 0) + (queue.queued or 0) == 1


async def test_the_queue_tells_the_places(emulated: Any, client: Any) -> None:
    async with emulated(slots=7, machines=3) as (emu, rh):
        queue = await rh.account.queue()
        assert (queue.limit, queue.running, queue.queued, queue.key_type) == (7, 0, 0, "SHARED")
        async with client(emu.base_url, api_key=emu.dedicated_key) as dedicated:
            queue = await dedicated.account.queue()
            assert (queue.limit, queue.machines, queue.key_type) == (3, 3, "EXCLUSIVE")


@pytest.mark.parametrize(
    "what", ["http 404", "http 405", "html 404", "code 412", "code 1001", "code 1009"]
)
async def test_where_there_is_no_queue_status_there_is_none(emulated: Any, what: str) -> None:
    async with emulated(faults=(Fault("queue status", what, times=None),)) as (_, rh):
        assert await rh.account.queue() is None


@pytest.mark.parametrize("what", ["code 802", "code 1002", "http 403", "code 1010", "http 500"])
async def test_any_other_refusal_of_the_queue_status_is_an_error(emulated: Any, what: str) -> None:
    async with emulated(faults=(Fault("queue status", what, times=None),)) as (_, rh):
        with pytest.raises(ApiError):
            await rh.account.queue()


async def test_the_keys_are_masked(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        keys = await rh.account.keys()
        assert len(keys) == 3
        assert keys[0].masked.startswith(emu.api_key[:2])
        assert emu.api_key not in repr(keys)
        assert keys[0].quota_used == Decimal(0)


@pytest.mark.parametrize("call", ["status", "queue", "keys"])
async def test_a_wrong_key_is_an_auth_error(emulated: Any, client: Any, call: str) -> None:
    wrong = "0" * 32
    async with emulated() as (emu, _), client(emu.base_url, api_key=wrong) as rh:
        with pytest.raises(AuthError) as caught:
            await getattr(rh.account, call)()
        assert wrong not in str(caught.value)


@pytest.mark.parametrize(
    ("call", "when"), [("status", "account"), ("queue", "queue status"), ("keys", "key list")]
)
@pytest.mark.parametrize("what", ["drop after", "half", "empty", "html 502", "http 429"])
async def test_a_look_is_repeated(emulated: Any, call: str, when: str, what: str) -> None:
    faults = (Fault(when, what, times=2, retry_after=0.01),)
    async with emulated(faults=faults) as (emu, rh):
        assert await getattr(rh.account, call)() is not None
        assert emu.ledger.requests[when] == 3


async def test_what_never_works_is_raised_at_last(emulated: Any) -> None:
    faults = (Fault("account", "html 502", times=None), Fault("key list", "empty", times=None))
    async with emulated(faults=faults) as (emu, rh):
        with pytest.raises(ServiceError):
            await rh.account.status()
        with pytest.raises(BadReply):
            await rh.account.keys()
        assert emu.ledger.requests["account"] == emu.ledger.requests["key list"] == 4


async def test_closing_the_client_ends_a_look(emulated: Any) -> None:
    async with emulated(faults=(Fault("account", "silence", times=None),)) as (emu, rh):
        look = asyncio.ensure_future(rh.account.status())
        await emu.ledger.until(lambda it: it.requests["account"])
        await rh.aclose()
        with pytest.raises(ClientClosed):
            await look
        with pytest.raises(ClientClosed):
            await rh.account.status()


async def test_cancelling_a_look_leaves_nothing_behind(
    emulated: Any, cancel_at: Any, books: Any
) -> None:
    async with emulated() as (_, rh):
        await rh.account.status()
        before = books.of(rh)
        for late in (False, True):
            wait = 1
            while (await cancel_at(rh.account.status(), wait, late=late)).struck:
                await books.settled(rh, before)
                wait += 1
            assert wait > 1
