"""A line in, whether its shape alone says that it is furniture: buttons in a row, hashtags, players, prices with a shop."""

import re

from bot.cleaning.furniture import lines
from bot.cleaning.furniture.phrases import reasons

_LONGEST = 160  # characters
_HASHTAGS = re.compile(r"#\w{2,40}(?:[ ,;|·]{1,3}#\w{2,40}){1,30}")
_PLAYER = re.compile(r"\d{1,2}:\d\d(?::\d\d)? ?/ ?\d{1,2}:\d\d(?::\d\d)?.{0,60}")
_PRICE = re.compile(
    r"(?:[$£€₹] ?\d[\d.,]{0,10}|\d[\d.,]{0,10} ?[$£€₹]) (?:at|bei|chez|en|su|na|op|hos) [A-Z][\w.' -]{1,30}"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COUNTED = re.compile(r"\(?\d{1,6}\)?")


def reason(text: str) -> str | None:
    """Say what a line is; None if its shape does not tell."""
    if len(text) > _LONGEST:
        return None
    if text[0] == "#" and _HASHTAGS.fullmatch(text):
        return reasons.TAGS
    if text[0].isdigit() and _PLAYER.fullmatch(text):
        return reasons.VIDEO
    if _PRICE.fullmatch(text):
        return reasons.ADVERTISEMENT
    return reasons.COMMENTS if _are_buttons(text) else None


def _are_buttons(text: str) -> bool:
    if text.endswith((".", "?", ":", '"', "”")) and not text.endswith("..."):
        return False
    found = _WORD.findall(lines.fold(text))
    # Small words alone are none.
    return any(len(word) > 2 for word in found) and all(word in lines.BUTTONS for word in found)
