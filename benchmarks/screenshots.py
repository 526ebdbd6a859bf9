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
# Headline, date, lead, and the sections with their paragraphs. No two share a line: what a site repeats is no article's own.
ARTICLES = (
    ("河堤步道建成，傍晚多了散步的人", "2026-03-12", "城南的河堤步道修好了。路面铺了细石，走起来没有声音。", (
        ("怎么修", ("从东门的公交站下车，步行五分钟就能走上步道。栏杆比原先高了一掌，老人扶着更稳。灯装在脚边，照着路面，不照人的眼睛。", "下雨以后，石缝里的水半个小时就渗下去了。河边的柳树一棵也没有移走，步道在树前拐了弯。")),
        ("谁来走", ("早上来的多半是提着菜篮的人，他们从这里抄近路去集市。孩子放学以后在宽的一段跳绳，绳子打在细石上沙沙地响。", "推轮椅的人说，坡缓了，中间不用再歇两次。")),
        ("还差什么", ("桥下的一段还没有灯，夜里要自己带手电。沿路也还没有能坐的地方，石凳要等到五月。", "有人在意见簿上写：请在拐弯处画一条线，让跑步的人慢下来。")),
    )),
    ("图书馆把延长开放的时间又推后一小时", "2026-03-12", "晚上九点，阅览室里还坐着四十多位读者。", (
        ("十点关门", ("值班的人由一位添到两位，一位在门口，一位在楼上。最后一刻钟广播提醒三次，灯从最里面一排开始关。",)),
        ("读者怎么说", ("住在对面的学生说，家里没有书桌，这里的桌子就是他的书桌。",)),
    )),
    ("渡口的老船工收了两个学徒", "2026-03-11", "木船每年要漆一次，漆一次用三个晴天。", (
        ("先学系绳", ("头一个月不许碰桨，只学怎样把缆绳系在石桩上。绳结要在水里泡过还能一下解开，才算学会。",)),
    )),
    ("小学的菜园里结出第一批豆角", "2026-03-11", "豆角架是孩子们自己搭的，用的是修剪下来的竹枝。", (
        ("分给谁", ("第一篮送给了食堂，第二篮让每个班的值日生带回家。种子留了一小袋，写上日期，收在讲台的抽屉里。",)),
    )),
    ("一条公交线为赶早市的人提前发车", "2026-03-09", "头班车五点二十从东门开出，车上多半是挑着菜的人。", (
        ("箩筐放哪里", ("司机把后排的两个座位收了起来，箩筐靠着车窗摆成一列。下车的人互相搭一把手，一站不到一分钟。",)),
    )),
)  # fmt: skip


def page(title: str, date: str, lead: str, parts: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    body = "".join(f"<h2>{name}</h2>{''.join(f'<p>{text}</p>' for text in texts)}" for name, texts in parts)
    return (
        f"<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>{title}</title><link rel=canonical href='https://news.town.example/{date}/{len(title)}.html'>"
        f"<meta name=description content='{lead}'></head><body><article><h1>{title}</h1><p>{date} 08:30 来源：南岸晚报</p><p>{lead}</p>{body}</article></body></html>"
    )


FOREIGN = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="canonical" href="https://news.town.example/{date}/{length}.html"><title>{title}</title><style>
:root{{color-scheme:light dark}} body{{max-width:42rem;margin:0 auto;padding:0 1rem;font:1.1rem/1.8 "Noto Serif CJK SC",serif;background:#fff;color:#222}}
@media(prefers-color-scheme:dark){{body{{background:#15181a;color:#ddd}}}} header{{border-bottom:1px solid #8886;padding:.8rem 0}} h1{{font-size:1.7rem;line-height:1.4}}</style>
<header>南岸晚报</header><h1>{title}</h1><p>{lead}</p>{rest}<script src="/assets/embed.js"></script></html>"""


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
            title, date, lead, parts = ARTICLES[0]
            rest = "".join(f"<h2>{name}</h2>{''.join(f'<p>{text}</p>' for text in texts)}" for name, texts in parts)
            foreign = FOREIGN.format(title=title, date=date, length=len(title), lead=lead, rest=rest)
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


PLAYER = "(window.narrate || document.querySelector('narrate-player')?.player)"

MARKED = "cue => cue.text.startsWith('栏杆')"


def play(tab: object, name: str) -> None:
    """In the middle of the second section, so that a sentence is marked; of a list, from its top."""
    button = {"page": ".np-play", "index": "[data-play]", "embed": "narrate-player .np-play"}[name]
    tab.locator(button).first.click()
    tab.wait_for_function(f"{PLAYER} && !{PLAYER}.audio.paused && {PLAYER}.audio.currentTime > 0")
    if name != "index":
        tab.evaluate(f"{PLAYER}.free = Date.now() + 60000; {PLAYER}.seek({PLAYER}.cues.find({MARKED}).start + 0.5)")
        tab.wait_for_function(f"{PLAYER}.cues.findIndex({MARKED}) === {PLAYER}.at")
    tab.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    tab.wait_for_timeout(300)


def shot(tab: object, name: str) -> None:
    path = TARGET / f"{name}.png"
    tab.screenshot(path=path)
    with Image.open(path) as picture:
        picture.quantize(128).save(path, optimize=True)


if __name__ == "__main__":
    main()
