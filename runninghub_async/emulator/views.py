"""How a task looks from outside: in v2 answers, in v1 answers, in what a submit answers.

Source: platform-api 2.1, 2.2 (v2 flat), 4.1 (v1 create), 6 (v1 outputs).
"""

from __future__ import annotations

from typing import Any

import msgspec

from runninghub_async.emulator.answers import Answer, Family, json
from runninghub_async.emulator.life import EmulatedTask, ResultFile, TaskKind
from runninghub_async.emulator.texts import chinese, english
from runninghub_async.emulator.tips import prompt_tips
from runninghub_async.emulator.world import World

__all__ = ["flat_state", "show_created", "v1_outputs"]


def show_created(world: World, task: EmulatedTask, now: float) -> Answer:
    """The answer to the submit that created a task, in the shape of its own call."""
    submission = task.submission
    nodes = list(dict.fromkeys(node_id for node_id, _ in submission.outputs))
    tips = prompt_tips(nodes, submission.node_errors)
    status = task.status(now)
    if submission.family is Family.V1:
        data = {
            "netWssUrl": world.socket_url(task) if status == "RUNNING" else None,
            "taskId": task.id,
            "clientId": task.client_id,
            "taskStatus": "CREATE" if status == "QUEUED" else status,
            "promptTips": tips,
        }
        return json({"code": 0, "msg": "success", "errorMessages": None, "data": data})
    return json(
        {
            "taskId": task.id,
            "status": status,
            "errorCode": "",
            "errorMessage": "",
            "results": _results(world, task) if status == "SUCCESS" else None,
            "clientId": task.client_id,
            "promptTips": tips,
        }
    )


def flat_state(world: World, task: EmulatedTask, now: float) -> dict[str, Any]:
    """What a v2 query answers.

    Failed tasks are charged as well (platform-api 10.1, [OD/TP]). Model prices are
    third-party money: which of the two fields the service uses is not documented.
    """
    status = task.status(now)
    ended = now >= task.ends
    failed = status == "FAILED"
    code = 1015 if task.kind is TaskKind.MODEL else 805
    text = chinese(code, english(code)) if world.settings.site == "cn" else english(code)
    model = task.kind is TaskKind.MODEL
    money = str(task.money) if ended and task.money is not None else None
    coins = str(task.coins) if ended and task.coins is not None else None
    return {
        "taskId": task.id,
        "status": status,
        "errorCode": str(code) if failed else "",
        "errorMessage": text if failed else "",
        "failedReason": task.failed_reason() if failed else {},
        "usage": {
            "consumeMoney": None if model else money,
            "consumeCoins": coins,
            "taskCostTime": str(round(task.ran(now))) if ended else "0",
            "thirdPartyConsumeMoney": money if model else None,
        },
        "results": _results(world, task) if status == "SUCCESS" else None,
        "clientId": "",
        "promptTips": "",
    }


def v1_outputs(world: World, task: EmulatedTask, now: float) -> tuple[int, str, Any]:
    """What the v1 outputs call answers as code, msg and data.

    A cancelled task is told as failed, without details: what the service says then is not
    documented (platform-api 4.4).
    """
    match task.status(now):
        case "SUCCESS":
            return 0, "success", [_v1_output(world, task, one, now) for one in task.results]
        case "QUEUED":
            return 813, english(813), None
        case "RUNNING":
            url = world.socket_url(task)
            return 804, english(804), {"netWssUrl": url} if url else None
        case "CANCEL":
            return 805, english(805), {"failedReason": {}}
        case _:
            return 805, english(805), {"failedReason": _v1_reason(task)}


def _v1_reason(task: EmulatedTask) -> dict[str, Any]:
    """The inner fields are JSON strings here (platform-api 6)."""
    reason = task.failed_reason()
    for name in ("traceback", "current_inputs", "current_outputs"):
        reason[name] = msgspec.json.encode(reason[name]).decode()
    return reason


def _v1_output(
    world: World, task: EmulatedTask, result: ResultFile, now: float
) -> dict[str, str | None]:
    usage = flat_state(world, task, now)["usage"]
    return {
        "fileUrl": f"{world.base_url}/output/{result.name}",
        "fileType": result.output.suffix,
        "taskCostTime": usage["taskCostTime"],
        "nodeId": result.node_id,
        "thirdPartyConsumeMoney": usage["thirdPartyConsumeMoney"],
        "consumeMoney": usage["consumeMoney"],
        "consumeCoins": usage["consumeCoins"],
    }


def _results(world: World, task: EmulatedTask) -> list[dict[str, str | None]]:
    return [_result(world, one) for one in task.results]


def _result(world: World, result: ResultFile) -> dict[str, str | None]:
    output = result.output
    is_text = output.mime == "text/plain"
    return {
        "url": None if is_text else f"{world.base_url}/output/{result.name}",
        "nodeId": result.node_id,
        "outputType": output.suffix,
        "text": output.content.decode() if is_text else None,
    }
