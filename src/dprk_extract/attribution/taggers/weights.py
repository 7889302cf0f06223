"""Trained weights: one binary file of arrays, described and vouched for by a TOML file beside it.

The TOML names the file, its SHA-256, and each array's type, shape and place. The binary is mapped into memory, not
read; nothing in it is ever executed.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dprk_extract.data import resource
from dprk_extract.errors import DataError

ALIGNMENT = 64
_TYPES = ("float16", "float32", "int8", "int64", "uint64")


@dataclass(frozen=True, slots=True)
class Weights:
    """Arrays by name, with everything else that the TOML file says."""

    arrays: Mapping[str, npt.NDArray[Any]]
    settings: Mapping[str, Any]
    sha256: str


def packaged(name: str) -> Traversable:
    """The folder of the weights that come with the package, or the file ``name`` in it."""
    return resource(f"weights/{name}")


def load_weights(description: Traversable) -> Weights:
    """The arrays that the TOML file ``description`` describes. Raises DataError where anything does not fit."""
    settings, data = load_verified(description)
    try:
        arrays = {name: _array(data, **entry) for name, entry in settings["arrays"].items()}
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"weights {description.name}: a wrong description: {error}") from error
    return Weights(arrays, settings, settings["sha256"])


def load_verified(description: Traversable) -> tuple[dict[str, Any], npt.NDArray[np.uint8]]:
    """What ``description`` says, and the bytes of the file it names, which have the hash it gives."""
    try:
        settings = tomllib.loads(description.read_text(encoding="utf-8"))
        folder = description.parent if isinstance(description, Path) else packaged("")
        data = _bytes(folder / settings["file"])
        expected = settings["sha256"]
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise DataError(f"weights {description.name}: {error}") from error
    if hashlib.sha256(data).hexdigest() != expected:  # type: ignore[arg-type]
        raise DataError(f"weights {description.name}: the file {settings['file']} has another hash")
    return settings, data


def save_weights(
    folder: Path, name: str, arrays: Mapping[str, npt.NDArray[Any]], settings: Mapping[str, str]
) -> None:
    """Write ``name.bin`` and ``name.toml``; ``settings`` are lines of TOML by key, before the arrays."""
    blob = bytearray()
    entries = []
    for key, array in arrays.items():
        blob += bytes(-len(blob) % ALIGNMENT)
        shape = list(array.shape)
        entries.append(f'"{key}" = {{ type = "{array.dtype.name}", shape = {shape}, at = {len(blob)} }}')
        blob += np.ascontiguousarray(array).tobytes()
    (folder / f"{name}.bin").write_bytes(blob)
    lines = [f'file = "{name}.bin"', f'sha256 = "{hashlib.sha256(blob).hexdigest()}"']
    lines += [f"{key} = {value}" for key, value in settings.items()]
    text = "\n".join([*lines, "", "[arrays]", *entries, ""])
    (folder / f"{name}.toml").write_text(text, encoding="utf-8", newline="\n")


def _bytes(file: Traversable) -> npt.NDArray[np.uint8]:
    if isinstance(file, Path):
        return np.memmap(file, dtype=np.uint8, mode="r")
    return np.frombuffer(file.read_bytes(), dtype=np.uint8)


def _array(data: npt.NDArray[np.uint8], type: str, shape: list[int], at: int) -> npt.NDArray[Any]:
    if type not in _TYPES or at < 0 or any(size < 0 for size in shape):
        raise ValueError(f"an array of {type!r} with the shape {shape} at {at}")
    kind = np.dtype(type).newbyteorder("<")
    length = int(np.prod(shape, dtype=np.int64)) * kind.itemsize
    if at + length > len(data):
        raise ValueError(f"an array reaches {at + length - len(data)} bytes beyond the file's end")
    return data[at : at + length].view(kind).reshape(shape)
