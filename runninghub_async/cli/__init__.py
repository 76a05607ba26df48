"""The `runninghub` command."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command; the entry point of the console script."""
    try:
        from runninghub_async.cli.app import start
    except KeyboardInterrupt:
        sys.stderr.write("runninghub: interrupted; nothing was sent\n")
        raise SystemExit(130) from None
    except ImportError as error:
        sys.stderr.write(
            f"runninghub: {error}. The command needs extras: "
            "pip install 'runninghub-async[cli,emulator]'\n"
        )
        raise SystemExit(1) from None
    raise SystemExit(start(sys.argv[1:]))
