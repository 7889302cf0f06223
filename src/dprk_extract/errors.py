"""The exceptions of dprk-extract, each with a stable ``code``.

DprkExtractError
├── InputError            E100  an input could not be used
│   ├── UnreadableInput   E101  missing, forbidden, a directory without articles
│   ├── UndecodableInput  E102  binary, or no usable encoding
│   ├── MalformedInput    E103  a broken JSON line, a page without an article
│   ├── EmptyInput        E104  nothing to read in it
│   ├── OversizedInput    E105  above the size limit
│   └── ProcessingFailure E106  the pipeline failed on it
├── WorkerLost            E110  one of several processes was killed
├── UsageError            E200  options that do not fit together, an unusable value
│   └── UnwritableOutput  E201
├── ModelError            E300  the spaCy model is missing or not the one recorded
│   ├── MissingModel      E301
│   └── WrongModel        E302
├── MissingExtra          E303  an optional dependency is not installed
└── DataError             E400  a data file (knowledge base, unit table, weights) is invalid
"""

from __future__ import annotations


class DprkExtractError(Exception):
    """Base of every error raised on purpose; ``str(error)`` is one line a user can act on."""

    code = "E000"


class InputError(DprkExtractError):
    """An input could not be used. ``source`` names it as the user gave it."""

    code = "E100"

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """How it travels between processes: an exception by itself would forget one of its two parts."""
        return type(self), (self.source, self.reason)


class UnreadableInput(InputError):
    code = "E101"


class UndecodableInput(InputError):
    code = "E102"


class MalformedInput(InputError):
    code = "E103"


class EmptyInput(InputError):
    code = "E104"


class OversizedInput(InputError):
    code = "E105"


class ProcessingFailure(InputError):
    code = "E106"


class WorkerLost(DprkExtractError):
    """A process of several ended before its work was done."""

    code = "E110"


class UsageError(DprkExtractError):
    code = "E200"


class UnwritableOutput(UsageError):
    code = "E201"


class ModelError(DprkExtractError):
    code = "E300"


class MissingModel(ModelError):
    code = "E301"


class WrongModel(ModelError):
    code = "E302"


class MissingExtra(DprkExtractError):
    code = "E303"


class DataError(DprkExtractError):
    code = "E400"
