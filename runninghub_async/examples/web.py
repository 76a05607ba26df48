"""A small site that makes videos, with FastAPI: `python -m runninghub_async.examples.web`.

Needs the extra `web`: `pip install 'runninghub-async[web]'`. What it shows:

- One client for the process, opened in FastAPI's lifespan.
- `POST /videos` takes the parameters of the model, submits, and answers at once with the task's id.
- `GET /videos/{id}/events` tells of each change while it happens (server-sent events). It holds no
  state: any number may watch, a browser that was cut off comes back by itself, also after a
  restart. Who leaves ends the telling, never the task.
- `GET /videos/{id}/clip` serves the file from here, and answers 409 until there is one. The
  service's own URL lives for a day, and lets in whoever has it, so browsers do not get to see it.
- `/hooks` takes the service's webhooks, so that few looks are needed. With a key this needs
  `--public`, the address under which the internet reaches this site.

Whatever cannot be done is told in one shape: `{"problem": "a sentence"}`.

Whoever reaches the site spends your money: put your login in front of it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

try:
    import uvicorn
    from fastapi import Body, FastAPI, Request
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, StreamingResponse
    from starlette.exceptions import HTTPException
except ImportError as missing:
    raise ImportError("this needs an extra: pip install 'runninghub-async[web]'") from missing

from runninghub_async import ClientClosed, RunningHub, RunningHubError
from runninghub_async.examples.sentences import explain
from runninghub_async.examples.service import ClientSettings, service
from runninghub_async.webhooks import WebhookReceiver

__all__ = ["Server", "main", "make_app"]

PAGE = Path(__file__).with_name("web.html").read_text("utf-8")
PATIENCE = 20.0  #: seconds that a visitor waits for a free place before the site says it is full
log = logging.getLogger("web")


def make_app(settings: ClientSettings, *, folder: Path, public_url: str | None = None) -> FastAPI:
    """Return the site. `public_url` is where the service reaches it; without one, no webhooks.

    Raises:
        ConfigError: the environment or `public_url` is not usable.
    """
    receiver = WebhookReceiver(f"{public_url.rstrip('/')}/hooks") if public_url else None
    rh = RunningHub(**settings, webhooks=receiver)  # no I/O before the lifespan

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with rh:
            yield
            if rh.unfinished:  # they are made all the same, and paid
                log.warning("stopped; these videos go on: %s", ", ".join(rh.unfinished))

    app = FastAPI(title="Videos", lifespan=lifespan)
    app.state.rh = rh
    app.add_exception_handler(RunningHubError, answer_error)
    app.add_exception_handler(RequestValidationError, answer_bad_request)
    app.add_exception_handler(HTTPException, answer_http_error)
    app.add_exception_handler(Exception, answer_unforeseen)
    if receiver is not None:
        app.mount("/hooks", receiver)

    @app.get("/", response_class=HTMLResponse)
    async def page() -> str:
        return PAGE

    @app.post("/videos", status_code=202)
    async def start(params: Annotated[dict[str, Any], Body()]) -> dict[str, str]:
        make = rh.models.vidu.text_to_video.with_options(deadline=PATIENCE)
        task = await make.submit(**params)
        return {"id": task.id, "events": f"/videos/{task.id}/events"}

    @app.get("/videos/{video_id}/events")
    async def events(video_id: str) -> StreamingResponse:
        await rh.task(video_id).status()  # a stranger's id is a plain 404
        return StreamingResponse(follow(rh, video_id), media_type="text/event-stream")

    @app.get("/videos/{video_id}/clip")
    async def clip(video_id: str) -> FileResponse:
        path = folder / f"{rh.task(video_id).id}.mp4"
        if not path.exists():  # twice at the same time does no harm: it appears when it is whole
            if not (await rh.task(video_id).status()).finished:
                raise HTTPException(409, "The video is still being made.")
            result = await rh.task(video_id).wait(deadline=PATIENCE)
            await result.outputs[0].download(path)
        return FileResponse(path, media_type="video/mp4")

    return app


async def follow(rh: RunningHub, video_id: str) -> AsyncIterator[str]:
    """Tell of a task as server-sent events, until it has ended or the browser has left."""
    try:
        async for state in rh.task(video_id).watch():
            told = {"status": state.status, "ended": state.finished}
            if state.succeeded:
                told["clip"] = f"/videos/{video_id}/clip"
            elif state.finished:
                told["problem"] = state.reason or "The video could not be made."
            yield f"data: {json.dumps(told)}\n\n"
    except ClientClosed:  # the site stops: the browser comes back when it is there again
        return
    except RunningHubError as error:
        log.warning("%s", error)
        problem = {"status": "UNKNOWN", "ended": True, "problem": explain(error).text}
        yield f"data: {json.dumps(problem)}\n\n"


async def answer_error(request: Request, error: Exception) -> JSONResponse:
    """Tell the visitor a sentence and the log the error."""
    assert isinstance(error, RunningHubError)
    log.warning("%s %s: %s", request.method, request.url.path, error)
    status, text = explain(error)
    headers = {"Retry-After": "60"} if status == 503 else None
    return JSONResponse({"problem": text}, status, headers)


async def answer_bad_request(request: Request, error: Exception) -> JSONResponse:
    """Tell a program that calls this site what is wrong with its request."""
    assert isinstance(error, RequestValidationError)
    reasons = sorted({str(one["msg"]) for one in error.errors()})
    return JSONResponse({"problem": f"That is no request: {'; '.join(reasons)}."}, 422)


async def answer_http_error(request: Request, error: Exception) -> JSONResponse:
    """Tell of a wrong path or method, or of a clip that is not there yet."""
    assert isinstance(error, HTTPException)
    return JSONResponse({"problem": error.detail}, error.status_code, error.headers)


async def answer_unforeseen(request: Request, error: Exception) -> JSONResponse:
    """Tell the visitor that it is not his fault; the server's log has the traceback."""
    return JSONResponse({"problem": "Something went wrong."}, 500)


class Server(uvicorn.Server):
    """Closes the client first when it stops, so that nobody is told any more who would wait on."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then the server."""
        await self.config.app.state.rh.aclose()  # type: ignore[union-attr]
        await super().shutdown(sockets)


async def serve(host: str, port: int, public_url: str | None, folder: Path) -> None:
    """Serve until Ctrl-C; without a key, beside an emulator that sends its webhooks here."""
    with socket.create_server((host, port)) as sock:
        here = f"http://{host}:{sock.getsockname()[1]}"
        async with service() as settings:
            hooks = public_url or (here if settings else None)
            app = make_app(settings, folder=folder, public_url=hooks)
            config = uvicorn.Config(
                app, ws="none", timeout_graceful_shutdown=5, log_level="warning"
            )
            print(f"Open {here} in a browser; Ctrl-C ends it.", flush=True)
            await Server(config).serve(sockets=[sock])


def main(arguments: list[str] | None = None) -> None:
    """Run the site."""
    parser = argparse.ArgumentParser(prog="python -m runninghub_async.examples.web")
    parser.add_argument("--host", default="127.0.0.1", help="who may reach it; 127.0.0.1 is you")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--public", metavar="URL", help="where the internet reaches this site")
    parser.add_argument("--clips", type=Path, help="where clips are kept; else a temporary folder")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.clips or Path(temporary)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends in order, as Ctrl-C does
        try:
            asyncio.run(serve(options.host, options.port, options.public, folder))
        except KeyboardInterrupt:
            sys.exit(130)
        except (RunningHubError, OSError) as error:
            sys.exit(f"web: {error}")


if __name__ == "__main__":
    main()
