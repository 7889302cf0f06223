"""Web pages: the main text by trafilatura, and what the page declares of itself."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dprk_extract.data import load_toml
from dprk_extract.errors import MalformedInput
from dprk_extract.readers.days import declared_day
from dprk_extract.readers.decoding import decode
from dprk_extract.readers.metadata import Declared, make_document
from dprk_extract.readers.source import Outcome, Source
from dprk_extract.records import Document

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?([\w:-]{2,30})", re.I
)
_NUL = "\0"
# Without a handler of its own, a library's warnings about a page would go to the user's terminal.
for _library in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def read(source: Source) -> Iterator[Outcome]:
    """The one article of an HTML file."""
    raw = source.read()
    yield document_of_page(source, decode_page(raw, source.path), Declared(), raw=raw, name=source.name)


def decode_page(raw: bytes, path: str) -> str:
    """The page's text, in the encoding that it declares near its beginning if it is not UTF-8."""
    named = _CHARSET.search(raw[:4096])
    return decode(raw, path, named[1].decode("ascii", "replace") if named else None)


def document_of_page(
    source: Source,
    page: str,
    declared: Declared,
    *,
    raw: bytes | None = None,
    name: str | None = None,
    part: str = "",
) -> Document:
    """The Document of an HTML page. ``declared`` is known from outside it and goes before what it says itself.

    Raises MalformedInput for a page without an article or beyond the limits of ``data/readers/html.toml``.
    """
    path = source.path + part
    check_limits(page, path)
    text, page_says = _main_text(page, path)
    known = Declared(
        source_id=declared.source_id,
        title=declared.title or page_says.title,
        publisher=declared.publisher or page_says.publisher,
        published=declared.published or page_says.published,
        origin=declared.origin if declared.published else "html-meta",
        url=declared.url or page_says.url,
    )
    return make_document(source, text, known, raw=raw, name=name, part=part)


def check_limits(page: str, path: str) -> None:
    """Raise MalformedInput where the time to read a page would not be in proportion to its size."""
    limits = load_toml("readers/html.toml")["limits"]
    if page.count("<") > limits["elements"]:
        raise MalformedInput(path, f"a page of more than {limits['elements']:,} elements")
    for tag in page.split("<"):
        if len(tag) > limits["attributes"] and tag.count("=") + tag.count(" ") > 2 * limits["attributes"]:
            inside = tag.partition(">")[0]
            if inside.count("=") + inside.count(" ") > 2 * limits["attributes"]:
                raise MalformedInput(path, f"an element of more than {limits['attributes']:,} attributes")


def _main_text(page: str, path: str) -> tuple[str, Declared]:
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    # A fragment counts as a page only in a page around it.
    whole = page if "<html" in page[:2000].lower() else f"<html><body><div>{page}</div></body></html>"
    tree = load_html(whole.replace(_NUL, ""))
    if tree is None:
        raise MalformedInput(path, "no article text found in this page")
    declared = page_declares(tree)
    _write_out_crowds(tree)
    _mark_quotations(tree)
    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True)
    except Exception as error:  # whatever a page does to the parser, the next one is read
        raise MalformedInput(path, f"the page could not be read ({type(error).__name__})") from error
    text = getattr(found, "text", None) or ""
    if not text.strip():
        raise MalformedInput(path, "no article text found in this page")
    return text, declared


def _write_out_crowds(tree: Any) -> None:
    """Turn inline elements into plain text where there are more of them than ``data/readers/html.toml`` allows."""
    table = load_toml("readers/html.toml")
    limits, inline = table["limits"], frozenset(table["inline"]["tags"])
    crowded = sum(element.tag in inline for element in tree.iter()) > limits["inline_in_all"]
    most = 0 if crowded else limits["inline"]
    for parent in [element for element in tree.iter() if len(element) > most]:
        children = list(parent)
        if sum(child.tag in inline for child in children) <= most:
            continue
        before, texts = parent, [parent.text or ""]
        for child in children:
            tail = child.tail or ""
            if child.tag in inline:
                words = child.text_content()
                texts += [f"“{words}”" if child.tag == "q" else words, tail]
                parent.remove(child)
                continue
            _set_text(before, parent, "".join(texts))
            before, texts = child, [tail]
        _set_text(before, parent, "".join(texts))


def _set_text(before: Any, parent: Any, text: str) -> None:
    """The text that stands in ``parent`` behind its child ``before``, or before all children."""
    if before is parent:
        parent.text = text
    else:
        before.tail = text


def _mark_quotations(tree: Any) -> None:
    """Write out the quotation marks that a browser puts around ``<q>``; they would be lost with the element."""
    for element in list(tree.iter("q")):
        element.text = f"“{element.text or ''}"
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}”"
        else:
            element.text += "”"
        element.drop_tag()


def page_declares(tree: Any) -> Declared:
    """Title, publisher and day of publication as ``tree`` (an lxml page) states them in its metadata."""
    names = load_toml("readers/html.toml")
    meta = _meta(tree)
    articles = list(_articles(tree, frozenset(names["article_types"])))
    linked = _first(a.get("headline") or a.get("name") for a in articles if not _is_site(a))
    title = (
        linked
        or _first(meta.get(name) for name in names["title_meta"])
        or _first(tree.xpath("//title/text()"))
    )
    publisher = _first(meta.get(name) for name in names["publisher_meta"]) or _first(
        _name(article.get("publisher")) for article in articles
    )
    address = _first(tree.xpath("//link[@rel='canonical']/@href")) or meta.get("og:url")
    return Declared(title=title, publisher=publisher, published=_published(tree, meta, articles), url=address)


def _published(tree: Any, meta: Mapping[str, str], articles: list[Mapping[str, Any]]) -> date | None:
    stated = [article.get("datePublished") for article in articles]
    stated += [meta.get(name) for name in load_toml("readers/html.toml")["date_meta"]]
    stated += tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime")
    return next((day for value in stated if (day := declared_day(value))), None)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content] | //*[@itemprop and (@content or @datetime)]"):
        value = element.get("content") or element.get("datetime")
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and value:
                found.setdefault(name.strip().lower(), value)
    return found


def _articles(tree: Any, types: frozenset[str]) -> Iterator[Mapping[str, Any]]:
    """The articles that the page describes in JSON-LD, best described first."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            value = json.loads(script)
        except (ValueError, RecursionError):
            continue
        nodes = value if isinstance(value, list) else [value]
        graphs = [node.get("@graph") for node in nodes if isinstance(node, Mapping)]
        nodes = [*nodes, *(inner for graph in graphs if isinstance(graph, list) for inner in graph)]
        for node in nodes:
            if isinstance(node, Mapping) and types & _types(node):
                yield node


def _types(node: Mapping[str, Any]) -> set[str]:
    stated = node.get("@type")
    return {str(kind).lower() for kind in (stated if isinstance(stated, list) else [stated])}


def _is_site(node: Mapping[str, Any]) -> bool:
    return _types(node) == {"webpage"}


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _first(values: Iterable[Any]) -> str | None:
    return next((str(value) for value in values if isinstance(value, str) and value.strip()), None)
