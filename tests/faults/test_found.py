"""What the matrix has found, each with a test of its own that says what was wrong."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from trouble.needs import FLOW, MODEL, PNG, WITH_IMAGE

from runninghub_async import (
    BadReply,
    DownloadError,
    Job,
    Limits,
    Polling,
    Retry,
    RunningHub,
    SubmitUncertain,
    Timeouts,
)
from runninghub_async.emulator import Durations, Emulator, Fault


@asynccontextmanager
async def opened(*faults: Fault, **settings: Any) -> AsyncIterator[tuple[Emulator, RunningHub]]:
    usual = {"time_scale": 0.0001, "durations": Durations(median=60.0), **settings}
    async with (
        Emulator(faults=faults, **usual) as emu,
        RunningHub(
            emu.api_key,
            base_url=emu.base_url,
            limits=Limits(slots=8),
            polling=Polling(first=0.005, ceiling=0.01, tolerance=3),
            retry=Retry(attempts=3, first=0.001, ceiling=0.002),
            timeouts=Timeouts(total=None),
        ) as rh,
    ):
        yield emu, rh


# -- a submit that was answered is never "not sent" ------------------------------------------------


async def test_a_deadline_that_passes_while_the_count_is_asked_for_hides_no_uncertain_submit() -> (
    None
):
    faults = (Fault("submit", "code after 1000"), Fault("queue status", "slow 1.5", times=None))
    async with opened(*faults) as (emu, rh):
        with pytest.raises(SubmitUncertain):
            await rh.model(MODEL).with_options(deadline=1.0).submit(prompt="a cat")
        assert emu.ledger.requests["submit"] == 1
        assert len(emu.ledger.submits) == 1


async def test_a_job_is_uncertain_whose_deadline_passes_while_the_count_is_asked_for() -> None:
    faults = (Fault("submit", "code after 1000"), Fault("queue status", "slow 1.5", times=None))
    async with opened(*faults) as (_, rh):
        run = rh.map([Job(MODEL, {"prompt": "a cat"})], deadline=1.0)
        (outcome,) = [one async for one in run]
        assert outcome.status == "uncertain"
        assert isinstance(outcome.error, SubmitUncertain)


# -- files are whole -------------------------------------------------------------------------------


async def saved(rh: RunningHub, folder: Path) -> bytes:
    result = await rh.model(MODEL)(prompt="a cat")
    (path,) = await result.download(folder)
    return path.read_bytes()


async def test_an_empty_answer_is_no_file(tmp_path: Path) -> None:
    async with opened(Fault("download", "empty")) as (_, rh):
        assert await saved(rh, tmp_path)
    async with opened(Fault("download", "empty", times=None)) as (_, rh):
        with pytest.raises(DownloadError, match="an empty file"):
            await saved(rh, tmp_path / "none")
        assert not os.listdir(tmp_path / "none")


@pytest.mark.parametrize("part", ["short", "longer"])
async def test_a_part_that_is_not_as_long_as_it_says_is_not_taken(
    tmp_path: Path, part: str
) -> None:
    """The first answer breaks off; of the part that is asked for then, a byte lacks or is over."""
    async with opened() as (_, rh):
        true = await saved(rh, tmp_path / "true")
    async with opened(Fault("download", "half"), Fault("download", part)) as (emu, rh):
        assert await saved(rh, tmp_path / part) == true
        assert emu.ledger.faults[part] == 1


async def test_an_output_with_neither_url_nor_text_is_not_saved_as_an_empty_file(
    tmp_path: Path,
) -> None:
    async with opened(Fault("query", "no urls", times=None)) as (_, rh):
        with pytest.raises(DownloadError, match="neither a URL nor a text") as caught:
            await saved(rh, tmp_path)
        assert "from :" not in str(caught.value)
        assert not os.listdir(tmp_path)


async def test_an_empty_file_of_the_proxy_is_asked_for_again() -> None:
    async with opened(Fault("comfy view", "empty")) as (emu, rh):
        assert await rh.comfy.view(await rh.comfy.upload_image(PNG)) == PNG
        assert emu.ledger.requests["comfy view"] == 2


# -- answers that are spoiled ----------------------------------------------------------------------


@pytest.mark.parametrize("when", ["submit", "workflow run", "comfy prompt"])
async def test_a_task_id_with_a_broken_character_is_none(when: str) -> None:
    async with opened(Fault(when, "not utf-8")) as (emu, rh):
        prompt = await graph(rh)
        submits = {
            "submit": lambda: rh.model(MODEL).submit(prompt="a cat"),
            "workflow run": lambda: rh.workflows.submit(FLOW, via="run"),
            "comfy prompt": lambda: rh.comfy.prompt(prompt),
        }
        with pytest.raises(SubmitUncertain):
            await submits[when]()
        assert len(emu.ledger.submits) == 1


async def graph(rh: RunningHub) -> dict[str, Any]:
    image = await rh.comfy.upload_image(PNG)
    load = {"class_type": "LoadImage", "inputs": {"image": image.path}}
    save = {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "x"}}
    return {"1": load, "2": save}


async def test_a_spoiled_address_of_an_upload_is_not_remembered() -> None:
    async with opened(Fault("upload", "not utf-8", times=None)) as (emu, rh):
        with pytest.raises(BadReply):
            await rh.model(WITH_IMAGE)(prompt="a cat", image_url=PNG)
        emu.faults.clear()
        assert (await rh.model(WITH_IMAGE)(prompt="a cat", image_url=PNG)).url


async def test_a_prompt_of_an_unknown_status_is_waited_for() -> None:
    async with opened(Fault("comfy history", "status PARSING", times=3)) as (emu, rh):
        prompt = await rh.comfy.prompt(await graph(rh))
        async with asyncio.timeout(30):
            assert (await rh.comfy.wait(prompt.prompt_id)).files
        assert emu.ledger.faults["status PARSING"] == 3
