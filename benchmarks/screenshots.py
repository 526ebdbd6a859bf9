"""Pictures of the listening page, of the list and of a foreign page with the player: docs/screenshots/*.png.

The articles are written for this; the voice is the tone voice, so nothing of a model is needed. Light and dark, at 360, 768
and 1366 pixels, and one phone at 200 % text.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from serving import serving

TARGET = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
WIDTHS = {360: 780, 768: 1024, 1366: 800}
SECTIONS = ("怎么修", "谁来走", "还差什么")
ARTICLES = (
    ("河堤步道建成，傍晚多了散步的人", "2026-03-12", "城南的河堤步道修好了。路面铺了细石，走起来没有声音。"),
    ("图书馆把延长开放的时间又推后一小时", "2026-03-12", "晚上九点，阅览室里还坐着四十多位读者。"),
    ("渡口的老船工收了两个学徒", "2026-03-11", "木船每年要漆一次，漆一次用三个晴天。"),
    ("小学的菜园里结出第一批豆角", "2026-03-11", "豆角架是孩子们自己搭的，用的是修剪下来的竹枝。"),
    ("一条公交线为赶早市的人提前发车", "2026-03-09", "头班车五点二十从东门开出，车上多半是挑着菜的人。"),
)
LINES = (
    "从东门的公交站下车，步行五分钟就能走上步道。",
    "栏杆比原先高了一掌，老人扶着更稳。",
    "灯装在脚边，照着路面，不照人的眼睛。",
    "下雨以后，石缝里的水半个小时就渗下去了。",
    "河边的柳树一棵也没有移走，步道在树前拐了弯。",
)


def page(title: str, date: str, lead: str) -> str:
    parts = "".join(f"<h2>{name}</h2><p>{''.join(LINES)}</p><p>{''.join(reversed(LINES))}</p>" for name in SECTIONS)
    return (
        f"<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>{title}</title><link rel=canonical href='https://news.town.example/{date}/{len(title)}.html'>"
        f"<meta name=description content='{lead}'></head><body><article><h1>{title}</h1><p>{date} 08:30 来源：南岸晚报</p><p>{lead}{LINES[0]}</p>{parts}</article></body></html>"
    )


FOREIGN = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="canonical" href="https://news.town.example/{date}/{length}.html"><title>{title}</title><style>
:root{{color-scheme:light dark}} body{{max-width:42rem;margin:0 auto;padding:0 1rem;font:1.1rem/1.8 "Noto Serif CJK SC",serif;background:#fff;color:#222}}
@media(prefers-color-scheme:dark){{body{{background:#15181a;color:#ddd}}}} header{{border-bottom:1px solid #8886;padding:.8rem 0}} h1{{font-size:1.7rem;line-height:1.4}}</style>
<header>南岸晚报</header><h1>{title}</h1><p>{lead}{first}</p><p>{rest}</p><p>{rest}</p><script src="/assets/embed.js"></script></html>"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, serving((where := Path(folder)) / "dist") as address:
        for n, article in enumerate(ARTICLES):
            (where / f"{n}.html").write_text(page(*article), "utf-8")
        (where / "narrate.toml").write_text(
            f'[site]\nurl = "{address}"\ntitle = "南岸晚报 · 听新闻"\ndescription = "每天的本地新闻，读给你听。"\nauthor = "南岸晚报"\nemail = "editor@town.example"\n',
            "utf-8",
        )
        names = [f"{n}.html" for n in range(len(ARTICLES))]
        subprocess.run([sys.executable, "-m", "narrate", "build", *names, "--voice", "tone"], cwd=where, check=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--mute-audio", "--autoplay-policy=no-user-gesture-required"],
            )
            taken(
                browser,
                address,
                next(
                    p.name
                    for p in (where / "dist" / "episodes").iterdir()
                    if "河堤" in p.name or "he-di" in p.name or "hedi" in p.name
                ),
            )
            browser.close()


def taken(browser: Browser, address: str, slug: str) -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for scheme in ("light", "dark"):
        for width, height in WIDTHS.items():
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height})
            tab = context.new_page()
            title, date, lead = ARTICLES[0]
            foreign = FOREIGN.format(
                title=title, date=date, length=len(title), lead=lead, first=LINES[0], rest="".join(LINES)
            )
            tab.route(
                "**/foreign.html",
                lambda route, _, foreign=foreign: route.fulfill(body=foreign, content_type="text/html"),
            )
            for name, path in {
                "page": f"episodes/{slug}/index.html",
                "index": "index.html",
                "embed": "foreign.html",
            }.items():
                tab.goto(address + path)
                play(tab, name)
                shot(tab, f"{name}-{scheme}-{width}")
            context.close()
    context = browser.new_context(viewport={"width": 360, "height": 780})
    context.add_init_script("localStorage.setItem('narrate:settings', JSON.stringify({size: 2}))")
    tab = context.new_page()
    tab.goto(f"{address}episodes/{slug}/index.html")
    shot(tab, "page-text-200")
    context.close()


def play(tab: object, name: str) -> None:
    button = {"page": ".np-play", "index": "[data-play]", "embed": "narrate-player .np-play"}[name]
    tab.locator(button).first.click()
    tab.wait_for_timeout(2500)


def shot(tab: object, name: str) -> None:
    path = TARGET / f"{name}.png"
    tab.screenshot(path=path)
    with Image.open(path) as picture:
        picture.quantize(48).save(path, optimize=True)


if __name__ == "__main__":
    main()
