"""Bytes → text: UTF-8 where it is that, else what the byte order mark or the detector says."""

from __future__ import annotations

import codecs

from dprk_extract.data import load_toml
from dprk_extract.errors import UndecodableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, path: str, declared: str | None = None) -> str:
    """The text of ``data``, its byte order mark dropped; line ends stay as they are.

    Tried in order: the byte order mark, strict UTF-8, ``declared`` (the encoding a page names), UTF-8 with a few
    damaged places (each becomes U+FFFD), the detector. Raises UndecodableInput for binary data and where nothing
    fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, path)
    if b"\0" in data:
        raise UndecodableInput(path, "binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _declared(data, declared) or _damaged_utf8(data) or _detected(data, path)


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableInput(path, f"not the {encoding} that it begins as (byte {error.start})") from None


def _declared(data: bytes, encoding: str | None) -> str | None:
    try:
        # Browsers read "ISO-8859-1" as Windows-1252, where curly quotation marks are.
        name = codecs.lookup(encoding).name if encoding else None
        if name is None or name == "utf-8":
            return None
        return data.decode("cp1252" if name == "iso8859-1" else name)
    except (LookupError, UnicodeError):
        return None


def _damaged_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    unsound = text.count("\N{REPLACEMENT CHARACTER}")
    sound = sum(not char.isascii() for char in text) - unsound
    wanted = load_toml("readers/encodings.toml")["sound_for_each_unsound"]
    return text if sound >= wanted * unsound else None


def _detected(data: bytes, path: str) -> str:
    import charset_normalizer

    known = load_toml("readers/encodings.toml")
    best = charset_normalizer.from_bytes(
        data[: known["sample"]], cp_isolation=list(known["candidates"]), preemptive_behaviour=False
    ).best()
    if best is not None:
        for encoding in ("cp1252" if best.encoding in known["western"] else best.encoding, best.encoding):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UndecodableInput(path, "neither UTF-8 nor any other encoding of text that we know")
