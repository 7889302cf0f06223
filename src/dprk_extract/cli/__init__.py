"""The command line: each command parses, calls the library, renders; nothing else."""

from __future__ import annotations

import os
import sys

EXIT_USAGE = 2
EXIT_MISSING = 3
EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the program on ``sys.argv`` and exit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the program on ``arguments``; the exit code."""
    import click

    from dprk_extract.cli.app import app
    from dprk_extract.cli.config import defaults
    from dprk_extract.errors import DprkExtractError, MissingExtra, ModelError

    debug = "--debug" in arguments or os.environ.get("DPRK_EXTRACT_DEBUG", "") not in ("", "0")
    try:
        result = app(arguments, standalone_mode=False, default_map=defaults())
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader has gone; keep Python from complaining when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except DprkExtractError as error:
        if debug:
            raise
        _complain(str(error))
        return EXIT_MISSING if isinstance(error, ModelError | MissingExtra) else EXIT_USAGE
    except Exception as error:
        if debug:
            raise
        _complain(f"internal error: {type(error).__name__}: {error} (--debug shows where)")
        return 1


def _complain(message: str) -> None:
    from dprk_extract.render.safe import visible

    print(visible(f"dprk-extract: {message}"), file=sys.stderr)
