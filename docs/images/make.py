"""Makes the pictures of the README from the sample articles: ``python docs/images/make.py`` (needs Chromium)."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WIDTH = 120


def program(*arguments: str) -> str:
    command = [str(Path(sys.executable).with_name("dprk-extract")), *arguments, "seeds"]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=ROOT,
        env={"COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color", "HOME": tempfile.gettempdir()},
    )  # fmt: skip
    return done.stdout


def terminal_page() -> str:
    """The table of quotes as a terminal shows it, as HTML."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ dprk-extract quotes"))
    console.print(Text.from_ansi(program("quotes", "--format", "table", "-n", "14")))
    return console.export_html(
        code_format="<style>a{{color:#8ec2ff}}</style><body style='margin:0;background:#1b1d21;color:#e4e4e4'>"
        "<pre style='font:14px/1.35 monospace;padding:12px'>{code}</pre></body>",
        inline_styles=True,
    )


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(folder) / "report.html"
        program("report", "-o", str(report))
        terminal = Path(folder) / "terminal.html"
        terminal.write_text(terminal_page(), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1100, "height": 700})
        page.goto(terminal.as_uri())
        page.screenshot(path=HERE / "terminal.png", full_page=True)
        page.goto(report.as_uri())
        page.evaluate("document.querySelector('#articles').scrollIntoView()")
        page.screenshot(path=HERE / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
