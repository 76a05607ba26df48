"""The calls of standard models: submit and price preview.

Source: platform-api 2.1, 2.3.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from runninghub_async.catalog.pricing import Price, estimate
from runninghub_async.catalog.table import Row
from runninghub_async.emulator.answers import Answer, Family, Refusal, json
from runninghub_async.emulator.bodies import check_body
from runninghub_async.emulator.life import Submission, TaskKind
from runninghub_async.emulator.outputs import outputs_of
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.views import show_created
from runninghub_async.emulator.world import World

__all__ = ["ModelCalls"]

_FIRST_NODE = 4  #: node ids of models mean nothing to a caller; samples show small numbers


class ModelCalls:
    """Submits and price previews of the models of the table."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rows = {row.path: row for row in world.settings.table}

    def routes(self) -> tuple[Route, ...]:
        """Every path below /openapi/v2/ that no other row has is a model's."""
        return (
            Route(
                operation="submit",
                method="POST",
                path="/openapi/v2/{target}",
                family=Family.FLAT,
                key=Key.HEADER,
                handle=self.submit,
                check=self._check,
            ),
            Route(
                operation="price",
                method="POST",
                path="/openapi/v2/price-preview/{target}",
                family=Family.FLAT,
                key=Key.HEADER,
                handle=self.price,
                check=self._check,
            ),
        )

    def submit(self, call: Call) -> Answer:
        """Create a task, or refuse it: nothing is charged or counted then."""
        world, row = self._world, self._rows[call.target]
        check_body(row, call.body, lambda url: world.find_own_file(url, call.now))
        price = _price(row, call.body)
        outputs = outputs_of(row, call.body)
        task = world.accept(
            Submission(
                kind=TaskKind.MODEL,
                source=row.path,
                key=call.key,
                family=Family.FLAT,
                body=call.body,
                raw=call.raw,
                now=call.now,
                outputs=tuple((str(node), one) for node, one in enumerate(outputs, _FIRST_NODE)),
                price=price.amount if price else None,
                webhook_url=call.body.get("webhookUrl", ""),
            )
        )
        return show_created(world, task, call.now)

    def price(self, call: Call) -> Answer:
        """Answer a price preview; runs nothing.

        The currency is that of the list, which names CNY only: what .ai shows is not known.
        """
        row = self._rows[call.target]
        check_body(row, call.body, lambda url: self._world.find_own_file(url, call.now))
        price = _price(row, call.body)
        amount = price.amount if price else Decimal(0)  # 0 is not "free" (trap 31)
        currency = price.currency if price else "CNY"
        return json(
            {
                "errorCode": "",
                "errorMessage": "",
                "estimatedPrice": float(amount),
                "currency": currency,
                "priceText": f"预计 {amount} {currency}" if price else "按实际用量计费",
                "priceTextEn": f"about {amount} {currency}" if price else "billed by usage",
                "freeLimit": False,
                "freeLimitCount": None,
                "remainingFreeLimitCount": None,
                "isFreeThisCall": False,
            }
        )

    def _check(self, call: Call) -> None:
        self._world.accounts[call.key].check_enterprise()
        if call.target not in self._rows:
            raise Refusal(1001)


def _price(row: Row, body: dict[str, Any]) -> Price | None:
    """The listed price; what is not given is priced at the table's default."""
    defaults = {param.name: param.default for param in row.params if param.default is not None}
    return estimate(row.path, defaults | body)
