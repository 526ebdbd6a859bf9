"""Writes three static sites (Hugo, Hexo, Jekyll), fifty posts each, and what is to be known of every post.

The addresses are written out here by hand for each kind of site, as the generators' manuals say, not by narrate's own code.
`python tests/posts.py FOLDER` leaves them there to be looked at.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SUBJECTS = "河边的旧书摊 阳台种番茄 修自行车 第一次做豆腐 夜里的面馆 老城墙散步 给猫剪指甲 学吹口琴 雨天的图书馆 搬家那一周".split()
AUTHORS = ("林间", "周小满", "许平安", "何问渠", "白鹭")
MARKS = {
    "hugo": (
        '{{< figure src="/img/a.jpg" title="图说文字" >}}', "{{< toc >}}", '{{% notice tip "提示框" %}}\n',
        '{{< video\n  id="k3Jx91"\n>}}', "<!--more-->", "{{</* raw */>}}", "{{< mermaid >}}\ngraph TD; A-->B;\n{{< /mermaid >}}",
        "{{< ruby-like >}}", "- [x] ", ":smile:",
    ),
    "hexo": (
        "{% asset_img a.jpg 图说文字 %}", "<!-- more -->", "{% note info %}\n", "{% youtube k3Jx91 %}", "{% raw %}<b>x</b>{% endraw %}",
        "{% codeblock lang:js %}\nalert(1)\n{% endcodeblock %}", "[TOC]", "- [ ] ", "{% mermaid %}\ngraph TD; A-->B;\n{% endmermaid %}", "$$\na^2+b^2\n$$",
    ),
    "jekyll": (
        "{% include figure.html src='a.jpg' %}", "{{ site.url }}", "{: .notice}", "{% comment %}不给人看{% endcomment %}",
        "{% highlight ruby %}\nputs 1\n{% endhighlight %}", "{% if page.toc %}", "* TOC\n{:toc}", "{% assign a = 1 %}", "::: tip\n", "> [!NOTE]\n",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Post:
    path: str
    title: str
    date: str  # ISO 8601 with its zone
    author: str
    address: str
    draft: bool
    sentences: tuple[str, ...]  # all that is spoken, in order


def _sentences(kind: str, number: int) -> tuple[str, ...]:
    return (
        f"这是{kind}的第{number}篇，写的是一个平常的下午。",
        f"到了傍晚，{number}号楼前的人慢慢散了，风也小了。",
        "最后我把东西收好，沿着原来的路走了回去。",
    )


def _body(kind: str, number: int, sentences: tuple[str, ...]) -> str:
    mark, other = MARKS[kind][number % 10], MARKS[kind][(number * 3 + 1) % 10]
    endings = {
        '{{% notice tip "提示框" %}}\n': "\n{{% /notice %}}",
        "{% note info %}\n": "\n{% endnote %}",
        "::: tip\n": "\n:::",
        "{% if page.toc %}": "{% endif %}",
    }

    def around(mark: str, text: str) -> str:
        if mark in endings:
            return f"{mark}\n{text}\n{endings[mark]}"
        if mark.startswith(("- [", ">")):
            return f"{mark}{'> ' if mark.startswith('>') else ''}{text}"
        if mark.startswith((":s", "{{ ", "{: ")):
            return f"{text}{mark}"
        return f"{mark}\n\n{text}"

    return f"{sentences[0]}\n\n{around(mark, sentences[1])}\n\n{around(other, sentences[2])}\n"


def _front(style: str, fields: dict[str, object]) -> str:
    if style == "yaml":
        rows = (
            f"{key}: {json.dumps(value, ensure_ascii=False) if isinstance(value, list | bool) else value}"
            for key, value in fields.items()
        )
        return "---\n" + "\n".join(rows) + "\n---\n"
    if style == "toml":
        bare = ("date", "draft")
        rows = (
            f"{key} = {value if key in bare and not isinstance(value, bool) else json.dumps(value, ensure_ascii=False)}"
            for key, value in fields.items()
        )
        return "+++\n" + "\n".join(rows) + "\n+++\n"
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def _hugo(root: Path) -> list[Post]:
    (root / "hugo.toml").write_text(
        "baseURL = 'https://river.example/'\ntitle = '河边'\n[permalinks]\nnotes = '/:year/:month/:slug/'\n", "utf-8"
    )
    posts = []
    for number in range(50):
        style, author, draft = ("yaml", "toml", "json")[number % 3], AUTHORS[number % 5], number % 10 == 7
        title, date = (
            f"{SUBJECTS[number % 10]}之{number}",
            f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}T08:{number:02}:00+08:00",
        )
        section, bundle = ("posts", "notes", "daily/life")[number % 3], number % 4 == 1
        name = f"Walk-{number}"
        path = f"content/{section}/{name}/index.md" if bundle else f"content/{section}/{name}.md"
        fields: dict[str, object] = {"title": title, "date": date, "author": author, "tags": ["生活", "散步"]}
        if number % 5 == 2:
            fields["slug"] = f"slug-{number}"
        if number % 7 == 3:
            fields["url"] = f"/old/{number}.html"
        if draft:
            fields["draft"] = True
        if number % 7 == 3:
            address = f"https://river.example/old/{number}.html"
        elif section == "notes":
            ending = f"slug-{number}" if number % 5 == 2 else quote(title)
            address = f"https://river.example/2025/{number % 12 + 1:02}/{ending}/"
        else:
            address = f"https://river.example/{section}/{f'slug-{number}' if number % 5 == 2 else name.lower()}/"
        sentences = _sentences("hugo", number)
        _write(root / path, _front(style, fields) + "\n" + _body("hugo", number, sentences))
        posts.append(Post(path, title, date, author, address, draft, sentences))
    return posts


def _hexo(root: Path) -> list[Post]:
    (root / "_config.yml").write_text(
        "title: 阳台\nurl: https://balcony.example/blog\nauthor: 阳台主人\ntimezone: Asia/Tokyo\npermalink: :year/:month/:day/:title/\n",
        "utf-8",
    )
    posts = []
    for number in range(50):
        title, day = f"{SUBJECTS[number % 10]}:第{number}回", f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        draft, published = number % 10 == 4, number % 10 == 9
        path = f"source/{'_drafts' if draft else '_posts'}/{'travel/' if number % 4 == 0 else ''}番茄-{number}.md"
        author = AUTHORS[number % 5] if number % 2 else ""
        rows = [
            f'title: "{title}"' if number % 3 else f"title: {title}",
            f"date: {day} 09:{number:02}:00",
            "categories: 园艺",
            "tags: [阳台, 番茄]",
        ]
        rows += (
            [f"author: {author}"] * bool(author)
            + ["published: false"] * published
            + [f"permalink: /keep/{number}/"] * (number % 6 == 5)
        )
        front = "\n".join(rows) + "\n---\n" if number % 5 == 0 else "---\n" + "\n".join(rows) + "\n---\n"
        below = f"{'travel/' if number % 4 == 0 else ''}番茄-{number}"
        address = "https://balcony.example/blog/" + (
            f"keep/{number}/" if number % 6 == 5 else f"{day.replace('-', '/')}/{quote(below)}/"
        )
        sentences = _sentences("hexo", number)
        _write(root / path, front + "\n" + _body("hexo", number, sentences))
        posts.append(
            Post(
                path,
                title,
                f"{day}T09:{number:02}:00+09:00",
                author or "阳台主人",
                address,
                draft or published,
                sentences,
            )
        )
    return posts


def _jekyll(root: Path) -> list[Post]:
    (root / "_config.yml").write_text(
        "title: 小屋\nurl: https://cabin.example\nbaseurl: /notes\nauthor:\n  name: 屋主\npermalink: pretty\n", "utf-8"
    )
    posts = []
    for number in range(50):
        day, draft = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}", number % 10 == 6
        path = f"_posts/{day}-night-walk-{number}.md"
        title = f"{SUBJECTS[number % 10]}（{number}）" if number % 5 else f"Night Walk {number}"
        rows = ["layout: post"] + [f"title: '{title}'"] * bool(number % 5)
        dated = number % 2
        rows += (
            [f"date: {day} 21:{number:02}:30 +0800"] * dated
            + ["published: false"] * draft
            + ["categories: life walks"] * (number % 3 == 0)
        )
        rows += [f"permalink: /fixed/{number}.html"] * (number % 8 == 3) + [f"author: {AUTHORS[number % 5]}"] * (
            number % 4 == 0
        )
        above = "life/walks/" if number % 3 == 0 else ""
        address = "https://cabin.example/notes/" + (
            f"fixed/{number}.html" if number % 8 == 3 else f"{above}{day.replace('-', '/')}/night-walk-{number}/"
        )
        sentences = _sentences("jekyll", number)
        _write(root / path, "---\n" + "\n".join(rows) + "\n---\n\n" + _body("jekyll", number, sentences))
        date = f"{day}T21:{number:02}:30+08:00" if dated else f"{day}T00:00:00+08:00"
        posts.append(
            Post(path, title, date, AUTHORS[number % 5] if number % 4 == 0 else "屋主", address, draft, sentences)
        )
    return posts


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def written(folder: Path) -> list[tuple[Path, Post]]:
    """Write all three sites below the folder: each post's file, and what is to be known of it."""
    found = []
    for name, site in (("hugo", _hugo), ("hexo", _hexo), ("jekyll", _jekyll)):
        (folder / name).mkdir(parents=True)
        found += [(folder / name / post.path, post) for post in site(folder / name)]
    return found


if __name__ == "__main__":
    written(Path(sys.argv[1]))
