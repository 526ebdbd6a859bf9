"""What a reader sees although the markup alone hides it: a folded article, the shadow trees of custom elements."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import lxml.etree

from narrate.clean.lines import HIDDEN, squeeze

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lxml.html import HtmlElement

ENOUGH = 100  # characters of a fold that can hold a part of the article
HALF = 0.5  # of the fold's paragraphs that stand in the page's own account of the article


def show(root: HtmlElement, told: str) -> bool:
    """Open, in place, what a browser or a press would show: whether there was any. `told` is the page's articleBody."""
    return any([*[_opened(one) for one in root.findall(".//template[@shadowrootmode]")], _unfolded(root, told)])


def _opened(template: HtmlElement) -> bool:
    """A declarative shadow tree takes its host's place, the host's children in its slots
    (https://html.spec.whatwg.org/#attr-template-shadowrootmode); a child without a slot is not shown."""
    host = template.getparent()
    light = [child for child in host if child is not template]
    text, host.text = host.text, None
    loose, template.tail = (text or "") + (template.tail or ""), None
    for child in light:
        host.remove(child)
    named: dict[str, list[HtmlElement]] = defaultdict(list)
    for child in light:
        named[child.get("slot") or ""].append(child)
    for slot in template.findall(".//slot"):
        name = slot.get("name") or ""
        filling = named.pop(name, [])  # the first slot of a name takes all
        if filling or (not name and loose.strip()):
            for fallback in list(slot):
                slot.remove(fallback)
            slot.text = "" if name else loose
            slot.extend(filling)
    template.tag = "div"
    return True


def _unfolded(root: HtmlElement, told: str) -> bool:
    """Parts that are hidden until they are asked for, of which the page itself says that they are the article."""
    whole = squeeze(told)
    folds = {node for node in root.iter("div", "section", "article", "span") if _is_hidden(node)} if whole else set()
    opened = list(_told(root, folds, whole)) if folds else []
    for node in opened:
        node.attrib.pop("hidden", None)
        node.attrib.pop("style", None)
    return bool(opened)


def _is_hidden(node: HtmlElement) -> bool:
    return node.get("hidden") is not None or bool(HIDDEN.search(node.get("style") or ""))


def _told(root: HtmlElement, folds: Collection[HtmlElement], whole: str) -> Iterator[HtmlElement]:
    """Those of the folds of whose paragraphs enough stands in `whole`; each paragraph is read once."""
    told = size = 0
    before: list[tuple[int, int]] = []  # each fold that is open
    for event, node in lxml.etree.iterwalk(root, events=("start", "end")):
        if event == "start" and node.tag == "p":
            text = squeeze("".join(node.itertext()))
            told, size = told + len(text) * (text in whole), size + len(text)
        if node not in folds:
            continue
        if event == "start":
            before.append((told, size))
            continue
        told_before, size_before = before.pop()
        if told - told_before >= max(ENOUGH, HALF * (size - size_before)):
            yield node
