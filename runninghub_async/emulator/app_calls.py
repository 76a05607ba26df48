"""The calls of AI apps: schema, both ways to run one, quick create.

Source: platform-api 5.1, 5.2, 5.3, 5.5.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runninghub_async.emulator.answers import Answer, Family, Refusal, enveloped
from runninghub_async.emulator.apps import AppInput, StoredApp, options_of
from runninghub_async.emulator.life import Submission, TaskKind
from runninghub_async.emulator.node_overrides import Override, read_overrides
from runninghub_async.emulator.outputs import output_of
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.run_options import read_id, read_run_options
from runninghub_async.emulator.tips import note_problem, refuse_graph
from runninghub_async.emulator.views import show_created
from runninghub_async.emulator.world import World

__all__ = ["AppCalls"]


class AppCalls:
    """AI apps: what they ask for, and their runs."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._apps = {app.id: app for app in world.settings.apps}

    def routes(self) -> tuple[Route, ...]:
        """The rows of these calls."""
        v1: tuple[tuple[str, str, Key, Callable[[Call], Answer]], ...] = (
            ("app create", "/task/openapi/ai-app/run", Key.BODY, self.create),
            ("quick create", "/task/openapi/quick-ai-app/run", Key.BODY, self.quick),
            # The only sample has no key (platform-api 5.5).
            ("quick create models", "/api/fast/creation/model/params", Key.NONE, self.models),
        )
        return (
            Route(
                operation="app schema",
                method="GET",
                path="/api/webapp/apiCallDemo",
                family=Family.V1,
                key=Key.QUERY,
                handle=self.schema,
            ),
            Route(
                operation="app run",
                method="POST",
                path="/openapi/v2/run/ai-app/{target}",
                family=Family.FLAT,
                key=Key.HEADER,
                handle=self.run,
            ),
            *(
                Route(
                    operation=operation,
                    method="POST",
                    path=path,
                    family=Family.V1,
                    key=key,
                    handle=handle,
                )
                for operation, path, key, handle in v1
            ),
        )

    def create(self, call: Call) -> Answer:
        """Run an app the v1 way."""
        return self._run(call, call.body.get("webappId"), Family.V1, TaskKind.APP)

    def run(self, call: Call) -> Answer:
        """Run an app the v2 way."""
        return self._run(call, call.target, Family.FLAT, TaskKind.APP)

    def quick(self, call: Call) -> Answer:
        """Run a quick-create model of an app."""
        app = self._find(call.body.get("webappId"))
        if call.body.get("quickCreateCode") not in app.quick_codes:
            raise Refusal(301, "PARAMS_INVALID: quickCreateCode is unknown")
        return self._run(call, app.id, Family.V1, TaskKind.QUICK)

    def models(self, call: Call) -> Answer:
        """Answer with the quick-create models of an app; "Loar" is the service's spelling."""
        kind = call.body.get("type")
        if not isinstance(kind, int) or isinstance(kind, bool):
            raise Refusal(301, "PARAMS_INVALID: type is required")
        app = self._find(call.body.get("webappId"))
        return enveloped(
            [_quick_model(app, code, kind, n) for n, code in enumerate(app.quick_codes, 1)]
        )

    def schema(self, call: Call) -> Answer:
        """Answer with the inputs of an app; none for one that was never run.

        `curl` holds the caller's key, as in the real service (trap 27).
        """
        app = self._find(call.query.get("webappId"))
        inputs = [one.shown() for one in app.inputs]
        data = {
            "curl": self._curl(app, call.key),
            "webappName": app.name,
            "accessEncrypted": app.id in self._world.settings.passwords,
            "nodeInfoList": [] if app.id in self._world.settings.never_run else inputs,
            "covers": [self._cover(app)],
            "tags": [{"id": "1", "name": "示例", "nameEn": "sample", "labels": None}],
            "statisticsInfo": {
                "likeCount": "1",
                "downloadCount": "0",
                "useCount": str(app.uses),
                "pv": "20",
                "collectCount": "0",
            },
        }
        return enveloped(data)

    def _find(self, value: Any) -> StoredApp:
        app = self._apps.get(read_id(value, "webappId"))
        if app is None:
            raise Refusal(901)
        return app

    def _run(self, call: Call, app_id: Any, family: Family, kind: TaskKind) -> Answer:
        world, body = self._world, call.body
        app = self._find(app_id)
        if app.id in world.settings.never_run:
            raise Refusal(810)
        account = world.accounts[call.key]
        options = read_run_options(body, account, world.settings, source=app.id)
        if body.get("nodeInfoList") is None:
            raise Refusal(301, "PARAMS_INVALID: nodeInfoList is required")
        self._check(app, read_overrides(body["nodeInfoList"]))
        task = world.accept(
            Submission(
                kind=kind,
                source=app.id,
                key=call.key,
                family=family,
                body=body,
                raw=call.raw,
                now=call.now,
                outputs=tuple((node, output_of(made)) for node, made in app.makes),
                instance=options.instance,
                retain=options.retain,
                queue=options.queue,
                webhook_url=options.webhook_url,
                graph=app.graph(),
                node_errors=world.settings.node_errors.get(app.id, {}),
            )
        )
        return show_created(world, task, call.now)

    def _check(self, app: StoredApp, overrides: list[Override]) -> None:
        """Raises Refusal: 803 for an input that the app does not have, 433 for a bad value."""
        problems: dict[str, Any] = {}
        for one in overrides:
            known = app.find(one.node_id, one.field)
            if known is None:
                raise Refusal(803, f"APIKEY_INVALID_NODE_INFO: {one.node_id}.{one.field}")
            problem = self._problem(known, one.value)
            if problem is not None:
                node = {"class_type": known.node}
                note_problem(problems, node, one.node_id, one.field, *problem)
        if problems:
            raise refuse_graph(problems)

    def _problem(self, known: AppInput, value: Any) -> tuple[str, str] | None:
        """What is wrong with a value, as ComfyUI names it; strings may stand for numbers."""
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if known.is_file:
            if text != known.value and not self._world.has_input(value):
                return "custom_validation_failed", f"Invalid file: {text}"
            return None
        options = options_of(known.data)
        if options is not None and text not in options:
            return "value_not_in_list", f"{known.field}: '{text}' not in {options}"
        try:
            match known.type:
                case "INT":
                    int(text)
                case "FLOAT":
                    float(text)
                case "BOOLEAN" if text.lower() not in ("true", "false"):
                    raise ValueError(text)
        except ValueError:
            kind = known.type
            return "invalid_input_type", f"Failed to convert an input value to a {kind} value"
        return None

    def _curl(self, app: StoredApp, key: str) -> str:
        return (
            f"curl --location --request POST '{self._world.base_url}/task/openapi/ai-app/run' "
            "--header 'Content-Type: application/json' --data-raw "
            f'\'{{"webappId": "{app.id}", "apiKey": "{key}", "nodeInfoList": []}}\''
        )

    def _cover(self, app: StoredApp) -> dict[str, str]:
        url = f"{self._world.base_url}/covers/{app.id}.png"
        return {
            "id": app.id,
            "objName": f"{app.id}.png",
            "url": url,
            "thumbnailUri": url,
            "imageWidth": "64",
            "imageHeight": "36",
        }


def _quick_model(app: StoredApp, code: str, kind: int, number: int) -> dict[str, Any]:
    first = number == 1
    return {
        "id": str(number),
        "type": kind,
        "webappId": app.id,
        "modelCategory": "style",
        "modelName": f"model {code}",
        "modelKey": code,
        "modelPreviewUrl": "",
        "content": "",
        "modelTrigger": "",
        "modelLoar1FileName": f"style-{code}.safetensors",
        "modelLoar1Weight": "0.8",
        "modelLoar2FileName": "detail.safetensors" if first else None,
        "modelLoar2Weight": "0.5" if first else None,
    }
