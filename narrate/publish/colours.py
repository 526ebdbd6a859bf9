"""Colours that are read well: links and Play in a hue, on the grounds of our pages."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ENOUGH = 7  # contrast of text: WCAG 2.2, 1.4.6
GROUNDS = ((244, 241, 233), (28, 36, 40))  # the panel of page.css in the light and in the dark
ACCENTS = ("#0a5364", "#8fd8e6")  # of page.css and player.css, likewise

Colour = tuple[int, int, int]


def readable(hue: float) -> tuple[str, str]:
    """A hue, 0 to 1, as a colour of text in the light and in the dark: `#rrggbb`."""
    return _first(hue, GROUNDS[0], range(46, 0, -1), 0.72), _first(hue, GROUNDS[1], range(62, 100), 0.62)


def _first(hue: float, ground: Colour, lights: Iterable[int], saturation: float) -> str:
    """The first of these lightnesses, in percent, that is read well on the ground."""
    tried = (
        (round(255 * c[0]), round(255 * c[1]), round(255 * c[2]))
        for c in (colorsys.hls_to_rgb(hue, light / 100, saturation) for light in lights)
    )
    red, green, blue = next(colour for colour in tried if contrast(colour, ground) >= ENOUGH)
    return f"#{red:02x}{green:02x}{blue:02x}"


def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    """Between 0 and 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour))  # noqa: PLR2004 - of sRGB
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
