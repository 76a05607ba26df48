"""`promptTips`, JSON in a string; the refusal of a graph that carries it.

Source: platform-api 4.1, trap 13: it always holds the words "node_errors".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from runninghub_async.emulator.answers import Refusal

__all__ = ["note_problem", "prompt_tips", "refuse_graph"]


def prompt_tips(
    outputs: Sequence[str],
    node_errors: Mapping[str, Any] | None = None,
    error: Mapping[str, Any] | None = None,
) -> str:
    """Return the string; only a non-empty `node_errors` or an `error` tells of trouble."""
    tips = {
        "result": error is None,
        "error": error,
        "outputs_to_execute": outputs,
        "node_errors": node_errors or {},
    }
    return msgspec.json.encode(tips).decode()


def refuse_graph(
    problems: Mapping[str, Any],
    kind: str = "prompt_outputs_failed_validation",
    message: str = "Prompt outputs failed validation",
) -> Refusal:
    """The refusal 433, its report as a JSON string in `data.promptTips` (platform-api 4.1)."""
    error = {"type": kind, "message": message, "details": "", "extra_info": {}}
    return Refusal(433, data={"promptTips": prompt_tips([], problems, error)})


def note_problem(
    problems: dict[str, Any], node: Mapping[str, Any], node_id: str, name: str, kind: str, text: str
) -> None:
    """Add one error of one input to a `node_errors`."""
    entry = problems.setdefault(
        node_id, {"errors": [], "dependent_outputs": [], "class_type": node["class_type"]}
    )
    info = {"input_name": name}
    entry["errors"].append({"type": kind, "message": text, "details": name, "extra_info": info})
