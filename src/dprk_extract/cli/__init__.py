"""The command line: each command parses, calls the library, renders; nothing else."""

from __future__ import annotations

import os
import sys

from dprk_extract.errors import UnwritableOutput

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_MISSING = 3
EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the program on ``sys.argv`` and exit."""
    from dprk_extract.cli import streams

    streams.prepare()
    code = run(sys.argv[1:])
    try:
        streams.close()
    except UnwritableOutput as error:
        _complain(str(error))
        code = EXIT_USAGE
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the program on ``arguments``; the exit code."""
    from dprk_extract.cli.app import app
    from dprk_extract.cli.config import defaults
    from dprk_extract.cli.streams import ReaderGone
    from dprk_extract.errors import DprkExtractError, MissingExtra, ModelError, WorkerLost

    debug = "--debug" in arguments or os.environ.get("DPRK_EXTRACT_DEBUG", "") not in ("", "0")
    try:
        app(arguments, prog_name="dprk-extract", default_map=defaults())
    except SystemExit as done:  # how Typer ends, for usage errors too
        return done.code if isinstance(done.code, int) else 0
    except ReaderGone:
        return 0
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except DprkExtractError as error:
        if debug:
            raise
        _complain(str(error))
        if isinstance(error, WorkerLost):
            return EXIT_FAILED
        return EXIT_MISSING if isinstance(error, ModelError | MissingExtra) else EXIT_USAGE
    except Exception as error:
        if debug:
            raise
        _complain(f"internal error: {type(error).__name__}: {error} (--debug shows where)")
        return EXIT_FAILED
    return 0


def _complain(message: str) -> None:
    from dprk_extract.render.safe import visible

    print(visible(f"dprk-extract: {message}"), file=sys.stderr)
