"""Find the picture that stands for a story."""

import re
from html import unescape
from typing import NamedTuple

from bot.model import Story
from bot.publishing.text import web_url

# Less is a logo or counts readers. Pixels; arbitrary.
_LEAST_SIDE = 90
_IN_BODY = re.compile(r'<img\b[^>]*?\ssrc="([^"]+)"[^>]*>')
_SIZE = re.compile(r'\s(?:width|height)="(\d+)"')
_ENDING = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)(?:[?#]|$)", re.IGNORECASE)


class Picture(NamedTuple):
    """A picture somewhere on the web; the browser of the reader loads it from there."""

    url: str
    width: int  #: pixels; 0 where nobody said
    height: int


def picture(story: Story) -> Picture | None:
    """Return the first picture that comes with the story, else the first one in it."""
    for one in story.enclosures:
        kind = one.media_type or ""
        is_picture = kind.startswith("image/") or (not kind and _ENDING.search(one.url) is not None)
        if is_picture and (url := web_url(one.url)) and not _is_small(one.width, one.height):
            return Picture(url, one.width or 0, one.height or 0)
    for tag in _IN_BODY.finditer(story.html):
        if (url := web_url(unescape(tag[1]))) and not _is_small(*map(int, _SIZE.findall(tag[0]))):
            return Picture(url, 0, 0)
    return None


def _is_small(*sides: int | None) -> bool:
    return any(side is not None and 0 < side < _LEAST_SIDE for side in sides)
