"""`runninghub account`: what the key's account owns and runs."""

from __future__ import annotations

from runninghub_async.cli.options import BaseUrl, Json, Site
from runninghub_async.cli.service import Trace, perform
from runninghub_async.cli.views import AccountView
from runninghub_async.cli.voice import Voice
from runninghub_async.client import RunningHub

__all__ = ["account"]


def account(as_json: Json = False, site: Site = None, base_url: BaseUrl = None) -> None:
    """Print money, coins, the kind of the key, and how many tasks run and may run.

    Costs nothing: a good first call with a new key.
    """
    voice = Voice(json=as_json)

    async def work(rh: RunningHub, trace: Trace) -> None:
        view = AccountView.of(await rh.account.status(), await rh.account.queue())
        voice.show(view, view.lines())

    perform(work, voice, site=site, base_url=base_url)
