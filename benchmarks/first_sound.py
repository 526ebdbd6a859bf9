"""How long after Play is the first sound on a thin connection (50 kB/s, 150 ms), and what was fetched before it.

A page of the seed in the tone voice, behind narrate's own server, in Chromium with its network slowed down. Play is pressed
as soon as the page can be used. Printed: milliseconds from the click and from the start of the page, and bytes by file.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from serving import serving

SPEED, DELAY = 50_000, 150  # bytes a second, milliseconds
SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        serving((where := Path(folder)) / "dist") as address,
        sync_playwright() as playwright,
    ):
        (where / "narrate.toml").write_text(f'[site]\nurl = "{address}"\nauthor = "narrate"\n', "utf-8")
        command = [sys.executable, "-m", "narrate", "build", next(SEEDS.glob("*.txt")), "--voice", "tone"]
        subprocess.run(command, cwd=where, check=True, stdout=subprocess.DEVNULL)
        slug = next((where / "dist" / "episodes").iterdir()).name
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--mute-audio"]
        )
        for _ in range(3):
            measured(browser, f"{address}episodes/{slug}/")
        browser.close()


def measured(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Network.enable")
    slow = {"offline": False, "latency": DELAY, "downloadThroughput": SPEED, "uploadThroughput": SPEED}
    session.send("Network.emulateNetworkConditions", slow)
    tab.goto(address, wait_until="domcontentloaded")
    tab.evaluate(
        "() => { const a = document.querySelector('audio'); a.addEventListener('playing', () => { window.heard = performance.now(); }); }"
    )
    tab.evaluate("window.pressed = performance.now()")
    tab.click(".np-play")
    tab.wait_for_function("window.heard", timeout=120_000)
    since, whole = tab.evaluate("[heard - pressed, heard]")
    files = tab.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).map(e => [e.name.split('/').pop() || 'page', e.transferSize])"
    )
    print(f"{since:.0f} ms after the click, {whole:.0f} ms after the start; {files}")
    context.close()


if __name__ == "__main__":
    main()
