"""What a command says when something goes wrong, and the exit code with which it ends.

The library's errors speak to somebody who writes Python; here the same is said to somebody who
has a shell: options instead of parameters, commands instead of calls.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from runninghub_async.config import SITES
from runninghub_async.errors import (
    ApiError,
    AuthError,
    BillingError,
    ConfigError,
    DownloadError,
    InvalidRequest,
    NotFound,
    RequestRefused,
    RequestTimeout,
    SubmitUncertain,
    TaskTimeout,
    TransportError,
)

__all__ = [
    "BAD_INPUT",
    "DONE",
    "EXIT_CODES",
    "FAILED",
    "INTERRUPTED",
    "RUNS_ON",
    "UNCERTAIN",
    "code_of",
    "explain",
]

DONE = 0
FAILED = 1
BAD_INPUT = 2  #: as for an option that does not exist
UNCERTAIN = 3
RUNS_ON = 4
INTERRUPTED = 130  #: what a shell expects of a command that Ctrl-C ended

#: For the end of `runninghub --help`. The `\b` keeps the lines as they are.
EXIT_CODES = """\b
Exit codes:
  0    done
  1    it failed, or the service refused: no task runs on
  2    bad input, options or settings: nothing was sent
  3    uncertain: the submit got no clear answer, do not simply run it again
  4    the task runs on, or is done and not all of its files are here
  130  interrupted (Ctrl-C, SIGTERM); a task that was submitted runs on"""

#: Settings whose names are not those of the options.
_SETTINGS = {"site": "--site", "base_url": "--base-url", "deadline": "--deadline"}

#: How the library says it -> how the command does.
_WORDS: tuple[tuple[str, str], ...] = (
    (r'await rh\.task\("([^"]+)"\)\.wait\(\) (resumes|tells)', r"`runninghub task wait \1` \2"),
    (r"rh\.task\(id\) reattaches", "`runninghub task wait ID` goes on"),
    (r" after 0 s", ""),
    (r": is no endpoint", " is no endpoint"),
    (r"^api_key: ", ""),
    (r"pass api_key=… or set ", "set "),
    (r"The emulator needs none: see [\w.]+", "To try all of this without one: runninghub emulator"),
    (r"; None takes the environment's", ""),
    (r" \(pass unchecked=True for a newer one\)", " (--unchecked sends to a newer one)"),
    (r"; rh\.map and awaited calls do that by themselves", "; `runninghub run` does that"),
    (r"; Limits\(requests_per_second=…\) keeps the pace", ""),
    (r"it is larger than Limits\.largest_file allows", "it is larger than files may be"),
    (r"An id of an AI app goes to rh\.apps", "An AI app is run as app/ID"),
    (
        r"(An id of a workflow|one of a workflow) goes to rh\.workflows",
        "A workflow is run as workflow/ID",
    ),
    (
        r'await rh\.(?:workflows\.graph|apps\.inputs)\("[^"]*"\) gives the right names',
        "The right names of its inputs are those of its API format on the web",
    ),
    (r"let go of it, or wait for it", "`runninghub task wait` waits for it"),
)


def explain(error: Exception, *, base_url: str = "", out: str = "") -> str:
    """Return one line: what happened, and what to do next.

    `base_url` is where the calls went; a refused key or an unknown id names the other site.
    `out` is how the command was told to save files, " -o clips": so does the one that goes on.
    """
    text = " ".join(str(error).split())
    if isinstance(error, ConfigError):
        text = f"{_SETTINGS.get(error.setting, error.setting)}: {error.reason}"
    if isinstance(error, DownloadError) and error.task_id:
        again = f"`runninghub download {error.task_id}{out or ' -o DIR'}` fetches it again"
        text = text.replace("download it again", again)
    elif isinstance(error, DownloadError):
        text = text.removesuffix("; the task is done, download it again")
    if isinstance(error, RequestTimeout) and error.phase == "slot":
        text += "; run it again later, or with a longer --deadline"
    for pattern, words in _WORDS:
        text = re.sub(pattern, words, text)
    if out:
        text = re.sub(r"(`runninghub task wait [^` ]+)`", lambda one: f"{one[1]}{out}`", text)
    if isinstance(error, RequestRefused) and error.operation == "query" and error.advice:
        text = text.replace(error.advice, "The service takes this for no id of a task: check it")
    if isinstance(error, BillingError):
        text += ". `runninghub account` shows what is left"
    if isinstance(error, AuthError | NotFound):
        text += _other_site(base_url)
    return text


def code_of(error: Exception) -> int:
    """Return the exit code of a command that an error ended."""
    if isinstance(error, SubmitUncertain):
        return UNCERTAIN
    if isinstance(error, ConfigError | InvalidRequest):
        return BAD_INPUT
    if isinstance(error, TaskTimeout) or (isinstance(error, DownloadError) and error.task_id):
        return RUNS_ON
    if isinstance(error, NotFound | RequestRefused):
        return FAILED
    if isinstance(error, TransportError | ApiError) and error.task_id:
        return RUNS_ON
    return FAILED


def _other_site(base_url: str) -> str:
    """Where the key or the id may be at home, if the calls went to a site of the service."""
    host = urlsplit(base_url).hostname
    hosts = {name: urlsplit(url).hostname for name, url in SITES.items()}
    here = next((name for name, own in hosts.items() if own == host), None)
    if here is None:
        return ""
    other = next(name for name in hosts if name != here)
    return f". This was site {here} ({host}); `--site {other}` asks the other one"
