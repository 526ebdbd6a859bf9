"""A site's own rules, for what the general cleaner cannot know: selectors and line patterns to keep or to drop."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from narrate.clean.lines import RULE_MARK
from narrate.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from narrate.clean.lines import Line


@dataclass(frozen=True, slots=True)
class Rules:
    """CSS selectors and regular expressions; where both keep and drop fit, drop wins. `captions` are spoken if set. `told`:
    fields of the document and what they are, whatever the page says. `sections`: lines at which one begins, and its title; ""
    where the heading that the line is begins none."""

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    keep_lines: tuple[str, ...] = ()
    drop_lines: tuple[str, ...] = ()
    captions: bool = False
    told: tuple[tuple[str, str], ...] = ()
    sections: tuple[tuple[str, str], ...] = ()


def mark(root: HtmlElement, rules: Rules) -> None:
    """Mark the elements that selectors choose, for the walk over the page. Raises ConfigError for a wrong selector."""
    for word, selectors in (("keep", rules.keep), ("drop", rules.drop)):
        for selector in selectors:
            for node in _selected(root, selector):
                node.set(RULE_MARK, word)


def _selected(root: HtmlElement, selector: str) -> list[HtmlElement]:
    from cssselect import SelectorError
    from lxml.etree import XPathError

    try:
        return list(root.cssselect(selector))
    except (SelectorError, XPathError) as error:
        raise ConfigError(f"clean: {selector!r} is not a CSS selector ({error})") from error


def ruled(lines: Sequence[Line], rules: Rules) -> tuple[Line, ...]:
    """The lines with what patterns say of them. Raises ConfigError for a wrong pattern."""
    keep, drop = _pattern(rules.keep_lines), _pattern(rules.drop_lines)
    if keep is None and drop is None:
        return tuple(lines)
    return tuple(replace(line, rule=_said(line, keep, drop)) for line in lines)


def _said(line: Line, keep: re.Pattern[str] | None, drop: re.Pattern[str] | None) -> str:
    if drop is not None and drop.search(line.text):
        return "drop"
    if keep is not None and keep.search(line.text) and line.rule != "drop":
        return "keep"
    return line.rule


def _pattern(patterns: Sequence[str]) -> re.Pattern[str] | None:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ConfigError(f"clean: {pattern!r} is not a regular expression ({error})") from error
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None
