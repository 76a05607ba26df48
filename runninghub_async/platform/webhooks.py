"""`rh.webhooks`: what became of a webhook, and once more, please."""

from __future__ import annotations

from runninghub_async.errors import ApiError, InvalidRequest
from runninghub_async.platform.request import about_task, ask, required_text
from runninghub_async.protocol.messages import Secret
from runninghub_async.protocol.platform import WebhookDetail
from runninghub_async.protocol.platform_operations import WEBHOOK_DETAIL, WEBHOOK_RESEND
from runninghub_async.tasks.session import Session

__all__ = ["Webhooks"]

_NO_EVENT = 1  #: "webhook event not exists": platform-api 7.4


class Webhooks:
    """The service's own book of the webhooks that it sent.

    ```python
    task = await rh.models.vidu.text_to_video.submit(prompt="a cat surfs")
    detail = await rh.webhooks.detail(task.id)
    if detail is not None and detail.status == "FAILED":
        await rh.webhooks.resend(detail)
    ```
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return f"<Webhooks at {self._session.calls.base_url}>"

    async def detail(self, task_id: str) -> WebhookDetail | None:
        """Return how the delivery of a task's event stands; None while there is no event.

        There is none before the task has ended, and never for one without a webhook.

        Raises:
            InvalidRequest: an empty id.
            NotFound: there is no such task (807).
            ApiError, TransportError: no usable answer.

        Source: platform-api 7.4.
        """
        task_id = required_text("webhooks.detail", "task_id", task_id)
        try:
            with about_task(task_id):
                return await ask(self._session, WEBHOOK_DETAIL, {"taskId": task_id})
        except ApiError as error:
            if error.code == _NO_EVENT:
                return None
            raise

    async def resend(self, webhook: WebhookDetail | str, *, url: str | None = None) -> None:
        """Have an event delivered again. Returns when the service has taken the wish.

        Args:
            webhook: What `detail` returned, or its `.id` (not the id of the task).
            url: Where it goes now; by default where it went before. With a bare id and no
                URL, none is sent: whether the service then takes the old one is not sure.

        Raises:
            InvalidRequest: an empty id, or no http(s) URL.
            ApiError: there is no such event, or the service refused.
            TransportError: no usable answer after all attempts; it may be delivered.

        Cancelling this call does not take the wish back.

        Source: platform-api 7.5.
        """
        call = "webhooks.resend"
        known = webhook if isinstance(webhook, WebhookDetail) else None
        webhook_id = required_text(call, "webhook", known.id if known else webhook)
        where = Secret(url) if url is not None else known.url if known else None
        del url  # reports of errors show local variables
        if where is not None and not where.reveal():
            where = None
        if where is not None and not where.reveal().startswith(("http://", "https://")):
            raise InvalidRequest(endpoint=call, param="url", reason="is not an http(s) URL")
        fields = {"webhookId": webhook_id, "webhookUrl": where}
        await ask(self._session, WEBHOOK_RESEND, fields, target=webhook_id)
