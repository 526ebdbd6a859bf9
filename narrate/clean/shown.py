"""What a reader sees although the markup alone hides it: a folded article, the shadow trees of custom elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.clean.lines import HIDDEN, squeeze

if TYPE_CHECKING:
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
    for slot in template.findall(".//slot"):
        name = slot.get("name") or ""
        filling = [child for child in light if (child.get("slot") or "") == name]
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
    folds = [node for node in root.iter("div", "section", "article", "span") if _is_hidden(node)] if whole else []
    opened = [node for node in folds if _is_told(node, whole)]
    for node in opened:
        node.attrib.pop("hidden", None)
        node.attrib.pop("style", None)
    return bool(opened)


def _is_hidden(node: HtmlElement) -> bool:
    return node.get("hidden") is not None or bool(HIDDEN.search(node.get("style") or ""))


def _is_told(node: HtmlElement, whole: str) -> bool:
    paragraphs = [squeeze("".join(one.itertext())) for one in node.iter("p")]
    told = sum(len(text) for text in paragraphs if text in whole)
    return told >= ENOUGH and told >= HALF * sum(map(len, paragraphs))
