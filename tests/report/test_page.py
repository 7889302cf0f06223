"""The HTML report in a real browser: filters work, the page fits a phone, and hostile text stays text."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dprk_extract.api import extract
from dprk_extract.merge import merge_statements
from dprk_extract.people import unite_speakers
from dprk_extract.records import Document, Extraction, content_id
from dprk_extract.render.page import write_page
from dprk_extract.timeline import build_timeline

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from spacy.language import Language

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip
HOSTILE = (
    "“<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> is what we saw,” "
    "said Mira Olsen \"'><svg onload=alert(1)> of the harbour on March 3, 2024.\n\n"
    "{{ 7 * 7 }} boats sank, Jon Bek said. </div></body><script>document.title='owned'</script>\n"
)


def page_of(extractions: Sequence[Extraction], path: Path) -> Path:
    comparison = merge_statements(list(extractions))
    timeline = build_timeline(list(extractions), comparison)
    with path.open("w", encoding="utf-8") as out:
        write_page(extractions, unite_speakers(extractions), comparison, timeline, out)
    return path


def test_the_page_refers_to_nothing_outside(seeds: Sequence[Extraction], tmp_path: Path) -> None:
    text = page_of(seeds, tmp_path / "r.html").read_text(encoding="utf-8")
    assert re.findall(r"(?:src|href)=[\"'](?!#)[^\"']+", text) == []
    assert "url(" not in text


def test_the_same_articles_give_the_same_page(seeds: Sequence[Extraction], tmp_path: Path) -> None:
    first, second = page_of(seeds, tmp_path / "1.html"), page_of(seeds, tmp_path / "2.html")
    assert first.read_bytes() == second.read_bytes()


def test_every_character_of_the_article_is_shown(seeds: Sequence[Extraction], tmp_path: Path) -> None:
    from lxml import html

    tree = html.fromstring(page_of(seeds, tmp_path / "r.html").read_text(encoding="utf-8"))
    shown = [node.text_content() for node in tree.find_class("text")]
    assert shown == [extraction.document.text for extraction in seeds]


def test_what_was_not_said_is_marked(nlp: Language, tmp_path: Path) -> None:
    text = "The ministry has not said that 40 boats left on March 3, 2024. Jon Bek said that it was closed.\n"
    page = page_of([extract(text, nlp=nlp)], tmp_path / "r.html").read_text(encoding="utf-8")
    shown = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    # Among the statements, on the timeline, in the article's table; and the article itself says so.
    assert shown.count("not said that 40 boats") == 4
    assert "not said that it was closed" not in shown


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


def opened(browser: Browser, path: Path, width: int = 1200) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    return page


def test_filters_leave_what_was_asked_for(
    browser: Browser, seeds: Sequence[Extraction], tmp_path: Path
) -> None:
    page = opened(browser, page_of(seeds, tmp_path / "r.html"))
    page.keyboard.press("/")
    page.keyboard.type("yo-jong")
    shown = page.locator("#statements .group:visible h3").all_inner_texts()
    assert shown
    assert all(text.startswith("Kim Yo Jong") for text in shown)
    page.keyboard.press("Escape")
    assert page.locator("#statements .group:visible").count() > len(shown)
    page.select_option("#filter-kind", "direct")
    kinds = page.locator("#articles tr.said:visible").evaluate_all("rows => rows.map(r => r.dataset.kinds)")
    assert set(kinds) <= {"direct"}
    page.close()


def test_j_and_k_walk_over_the_quotes(browser: Browser, seeds: Sequence[Extraction], tmp_path: Path) -> None:
    page = opened(browser, page_of(seeds, tmp_path / "r.html"))
    page.keyboard.press("j")
    first = page.locator(".current").inner_text()
    page.keyboard.press("j")
    assert page.locator(".current").inner_text() != first
    page.keyboard.press("k")
    assert page.locator(".current").inner_text() == first
    page.close()


def test_the_page_fits_a_phone(browser: Browser, seeds: Sequence[Extraction], tmp_path: Path) -> None:
    page = opened(browser, page_of(seeds, tmp_path / "r.html"), width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def many(nlp: Language) -> list[Extraction]:
    """Sixty outlets with long names, each with a statement of its own, and one that all of them carry."""
    found = []
    for n in range(60):
        text = (
            f"Captain Mira Olsen said that ferry number {n} would stay in the harbour. "
            "Jon Bek said on March 3, 2024 that the harbour of Kest would be closed to all fishing boats for a week.\n"
        )
        name = f"kest-{n}"
        document = Document(content_id(name, text), name, f"{name}.txt", text, content_id(text))
        found.append(extract(document, nlp=nlp))
    return found


def test_many_articles_open_on_what_they_share(browser: Browser, nlp: Language, tmp_path: Path) -> None:
    page = opened(browser, page_of(many(nlp), tmp_path / "r.html"))
    assert page.locator("#statements .group:visible h3").all_inner_texts()[0].startswith("Jon Bek")
    assert page.locator("#single .group:visible").count() == 0
    page.fill("#filter-speaker", "olsen")
    assert page.locator("#single .group:visible").count() > 50
    page.keyboard.press("Escape")
    assert page.locator("#single .group:visible").count() == 0
    page.locator("#single summary").click()
    assert page.locator("#single .group:visible").count() > 50
    page.close()


def test_a_speaker_leaves_the_articles_in_which_they_speak(
    browser: Browser, seeds: Sequence[Extraction], tmp_path: Path
) -> None:
    page = opened(browser, page_of(seeds, tmp_path / "r.html"))
    speaking = {e.document.id for e in seeds for q in e.quotes if q.speaker and q.speaker.name == "Kevin Kim"}
    assert 0 < len(speaking) < len(seeds)
    page.fill("#filter-speaker", "Kevin Kim")
    shown = page.locator(".source:visible").evaluate_all("all => all.map(one => one.dataset.source)")
    assert set(shown) == speaking
    page.keyboard.press("Escape")
    assert page.locator(".source:visible").count() == len(seeds)
    page.close()


def test_long_names_fit_a_phone_and_headings_are_whole(
    browser: Browser, nlp: Language, tmp_path: Path
) -> None:
    found = extract(HOSTILE, nlp=nlp)
    named = replace(found, document=replace(found.document, publisher="The-Kest-Harbour-And-Island-Post" * 4))
    page = opened(browser, page_of([named], tmp_path / "r.html"), width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 1200, "height": 900})
    heights = page.locator("#speakers th[scope=col]").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert max(heights) < 40
    page.close()


def test_hostile_text_does_not_run(browser: Browser, nlp: Language, tmp_path: Path) -> None:
    page = opened(browser, page_of([extract(HOSTILE, nlp=nlp)], tmp_path / "r.html"))
    page.wait_for_timeout(200)
    assert page.title() == "dprk-extract report"
    assert page.locator("script").count() == 1
    assert page.locator("svg, img, iframe").count() == 0
    assert "{{ 7 * 7 }} boats" in page.locator(".text").inner_text()
    page.close()
