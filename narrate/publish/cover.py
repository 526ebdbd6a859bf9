"""The cover: the site's own picture made to fit, or a drawn one: a voice as a wave, in the colours of the show's name."""

from __future__ import annotations

import colorsys
import hashlib
import math
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter, ImageOps, UnidentifiedImageError

from narrate.errors import ConfigError
from narrate.publish import colours

if TYPE_CHECKING:
    from pathlib import Path

SIDE = 1500  # pixels; podcast directories ask for 1,400 to 3,000
SMALL = 500  # pixels of the picture inside the MP3
TINY = 240  # pixels on pages
LEAST_ART = 200  # pixels of an article's picture: less is a sign or a button
LONGEST_ART = 4  # times as long as high: more is a banner
BARS = 31
MAX_PIXELS = 50_000_000

GREY = 12  # mean pull to one hue, 0 to 255, below which a picture has no colour of its own
Colour = tuple[int, int, int]


def drawn_cover(name: str) -> bytes:
    """A JPEG of SIDE × SIDE; the same name gives the same picture."""
    hue = int.from_bytes(hashlib.sha256(name.encode("utf-8", "ignore")).digest()[:2], "big") / 65536
    top, bottom = _colour(hue, 0.50, 0.36), _colour(hue + 0.09, 0.62, 0.17)
    picture = _gradient(top, bottom)
    glow = Image.new("L", (SIDE, SIDE), 0)
    ImageDraw.Draw(glow).ellipse((300, 220, 1200, 1120), fill=90)
    light = Image.new("RGB", (SIDE, SIDE), _colour(hue + 0.04, 0.55, 0.62))
    picture = Image.composite(light, picture, glow.filter(ImageFilter.GaussianBlur(180)))
    _draw_wave(ImageDraw.Draw(picture), name)
    return _jpeg(picture)


def site_cover(path: Path) -> bytes:
    """The site's picture as a square JPEG of SIDE × SIDE, cut at the middle. Raises ConfigError."""
    try:
        with Image.open(path) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise ConfigError(f"site.cover {path} is too large: give a picture of 1400 to 3000 pixels square")
            picture = opened.convert("RGB")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ConfigError(f"site.cover {path} is no picture that can be read ({error}): give a JPEG or PNG") from error
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    return _jpeg(picture.crop((left, top, left + side, top + side)).resize((SIDE, SIDE), Image.Resampling.LANCZOS))


def art(content: bytes) -> bytes:
    """An article's picture as a square JPEG of SIDE × SIDE: nothing of it is cut off, and around it is itself, blurred.

    Raises ValueError for what is none, too large, too small or too long.
    """
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(content)) as opened:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            least, most = sorted(opened.size)
            if least < LEAST_ART or most > least * LONGEST_ART or least * most > MAX_PIXELS:
                raise ValueError(f"{opened.width} × {opened.height} pixels")
            picture = _opaque(ImageOps.exif_transpose(opened))
    except (OSError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(str(error)) from error
    whole = ImageOps.contain(picture, (SIDE, SIDE), Image.Resampling.LANCZOS)
    ground = ImageOps.fit(picture, (SMALL // 10, SMALL // 10)).filter(ImageFilter.GaussianBlur(3))
    square = ground.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    square.paste(whole, ((SIDE - whole.width) // 2, (SIDE - whole.height) // 2))
    return _jpeg(square)


def _opaque(picture: Image.Image) -> Image.Image:
    """On white, where it lets something through."""
    through = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", through.size, "white"), through).convert("RGB")


def size_of(path: Path) -> tuple[int, int]:
    """Width and height in pixels, without reading the rest. Raises ConfigError."""
    try:
        with Image.open(path) as opened:
            return opened.size
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ConfigError(f"site.cover {path} is no picture that can be read ({error}): give a JPEG or PNG") from error


def small(cover: bytes) -> bytes:
    """The cover as it goes into each MP3."""
    with Image.open(BytesIO(cover)) as picture:
        return _jpeg(picture.resize((SMALL, SMALL), Image.Resampling.LANCZOS))


def tiny(cover: bytes) -> bytes:
    """The cover as pages show it: a few kilobytes, so that the sound comes first."""
    with Image.open(BytesIO(cover)) as picture:
        stream = BytesIO()
        picture.resize((TINY, TINY), Image.Resampling.LANCZOS).save(stream, "JPEG", quality=80, optimize=True)
        return stream.getvalue()


def icon(cover: bytes, side: int) -> bytes:
    """The cover as the sign of an installed page: a PNG."""
    with Image.open(BytesIO(cover)) as picture:
        stream = BytesIO()
        picture.resize((side, side), Image.Resampling.LANCZOS).quantize(128).save(stream, "PNG", optimize=True)
        return stream.getvalue()


def accents(cover: bytes) -> tuple[str, str]:
    """The colours of links and of Play, in the light and in the dark, in the cover's own hue: those of the stylesheet for a grey one."""
    hue = _hue_of(cover)
    if hue is None:
        return colours.ACCENTS
    return colours.readable(hue)


def _hue_of(cover: bytes) -> float | None:
    """The hue that a picture's colours pull to, 0 to 1."""
    import numpy as np

    with Image.open(BytesIO(cover)) as picture:
        pixels = np.asarray(picture.convert("HSV").resize((32, 32)), dtype=np.float64).reshape(-1, 3)
    angles, weights = pixels[:, 0] * (math.tau / 256), pixels[:, 1] * pixels[:, 2] / 255
    pull = complex((weights * np.cos(angles)).mean(), (weights * np.sin(angles)).mean())
    return math.atan2(pull.imag, pull.real) / math.tau % 1 if abs(pull) >= GREY else None


def _colour(hue: float, saturation: float, value: float) -> Colour:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _gradient(top: Colour, bottom: Colour) -> Image.Image:
    column = Image.new("RGB", (1, SIDE))
    for y in range(SIDE):
        share = y / (SIDE - 1)
        red, green, blue = (round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        column.putpixel((0, y), (red, green, blue))
    return column.resize((SIDE, SIDE))


def _draw_wave(draw: ImageDraw.ImageDraw, name: str) -> None:
    """Bars like the level of a voice over a line of text that is being read; the warm part is what is heard now."""
    noise = hashlib.sha256(b"wave" + name.encode("utf-8", "ignore")).digest()
    width, gap, middle = 20, 34, 670
    left = (SIDE - BARS * gap + gap - width) // 2
    for n in range(BARS):
        swell = math.exp(-(((n - BARS // 2) / (BARS / 3.2)) ** 2))
        half = round(26 + swell * (110 + noise[n] * 0.85))
        x = left + n * gap
        warm = n <= BARS // 2 + 3
        draw.rounded_rectangle(
            (x, middle - half, x + width, middle + half), 10, fill=(255, 244, 224) if warm else (196, 206, 214)
        )
    for row, length in enumerate((0.74, 0.62, 0.38)):
        y = 1130 + row * 76
        draw.rounded_rectangle(
            (left, y, left + round(1040 * length), y + 22), 11, fill=(255, 244, 224) if row == 0 else (150, 164, 176)
        )


def _jpeg(picture: Image.Image) -> bytes:
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=88, optimize=True)
    return stream.getvalue()
