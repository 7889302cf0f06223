"""Values of options that are what the command needs as they were typed.

Typer has pydantic convert every value, and importing pydantic takes a third of a run over cached articles. Here words,
paths, choices and defaults are taken as they are; whatever else there is, and every mistake, stays with Typer.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup


class LightCommand(TyperCommand):
    """A command that asks for Typer's conversion of a value only where there is something to convert."""

    def get_params(self, ctx: Any) -> list[Any]:
        return [_lightened(parameter) for parameter in super().get_params(ctx)]


class LightGroup(TyperGroup):
    """The same for the options before the command."""

    def get_params(self, ctx: Any) -> list[Any]:
        return [_lightened(parameter) for parameter in super().get_params(ctx)]


def _lightened(parameter: Any) -> Any:
    converter = getattr(parameter, "get_runtime_param", None)
    if converter is not None and not isinstance(getattr(converter, "__self__", None), _Light):
        parameter.get_runtime_param = _Light(converter).get
    return parameter


class _Light:
    """In the place of Typer's converter of one parameter, which is made only when it is needed."""

    def __init__(self, thorough: Callable[[], Any]) -> None:
        self._thorough = thorough

    def get(self) -> _Light:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if value == param.default:
            return value
        kind = param.type_descriptor.annotation
        items = list(value) if several and isinstance(value, tuple | list) else [value]
        found = [_as_typed(get_args(kind)[0] if get_origin(kind) is list else kind, item) for item in items]
        if None in found:
            return self._thoroughly(value, param, ctx)
        return found if several else found[0]

    def _thoroughly(self, value: Any, param: Any, ctx: Any) -> Any:
        try:
            return self._thorough().coerce(value, param=param, ctx=ctx)
        except typer.BadParameter as error:
            # Pydantic's words are for programmers.
            error.message = error.message.removeprefix("Value error, ").replace("Input should", "It should")
            raise


def _as_typed(kind: Any, word: object) -> str | Path | Enum | None:
    """The value of type ``kind`` that a word of the command line is; None where that takes more than a look."""
    if not isinstance(word, str) or not isinstance(kind, type):
        return None
    if kind is str:
        return word
    if kind is Path:
        return Path(word)
    return next((member for member in kind if member.value == word), None) if issubclass(kind, Enum) else None
