"""Weights are described, verified, and refused when anything does not fit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dprk_extract.attribution.taggers.weights import load_weights, save_weights
from dprk_extract.errors import DataError


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    arrays = {
        "one": np.arange(6, dtype=np.float16).reshape(2, 3),
        "two words": np.array([7], dtype=np.uint64),
    }
    save_weights(tmp_path, "small", arrays, {"steps": "[1, 2]"})
    return tmp_path / "small.toml"


def test_what_is_saved_is_loaded(saved: Path) -> None:
    weights = load_weights(saved)
    assert weights.arrays["one"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert weights.arrays["two words"].tolist() == [7]
    assert weights.settings["steps"] == [1, 2]


def test_arrays_are_mapped_and_cannot_be_written(saved: Path) -> None:
    array = load_weights(saved).arrays["one"]
    assert not array.flags.owndata
    with pytest.raises(ValueError, match="read-only"):
        array[0, 0] = 1


def test_a_changed_byte_is_found(saved: Path) -> None:
    data = bytearray(saved.with_suffix(".bin").read_bytes())
    data[3] ^= 1
    saved.with_suffix(".bin").write_bytes(data)
    with pytest.raises(DataError, match="another hash"):
        load_weights(saved)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("shape = [2, 3]", "shape = [2, 300]", "beyond the file's end"),
        ("shape = [2, 3]", "shape = [-1, 3]", "wrong description"),
        ('type = "float16"', 'type = "object"', "wrong description"),
        ("[arrays]", "[others]", "wrong description"),
        ('file = "small.bin"', 'file = "none.bin"', "none.bin"),
        ('file = "small.bin"', "file =", "small.toml"),
    ],
)
def test_a_wrong_description_is_a_data_error(saved: Path, old: str, new: str, said: str) -> None:
    saved.write_text(saved.read_text().replace(old, new))
    with pytest.raises(DataError, match=said):
        load_weights(saved)


def test_missing_weights_are_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        load_weights(tmp_path / "none.toml")
