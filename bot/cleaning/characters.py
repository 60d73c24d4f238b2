"""Text in, the same text without invisible or illegal characters out: NFC, one kind of space, nothing that reorders."""

import re
import unicodedata

from bot.cleaning import mojibake

# Raw C1 characters are what is left of Windows-1252 bytes; the WHATWG HTML standard (numeric character references)
# reads them the same way. Five of them have no meaning there and vanish with the other control characters.
_C1 = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_CONTROL = re.compile("[\x80-\x9f]")
_NONCHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
# C0 controls without white space, DEL, soft hyphen, bidi marks, embeddings, overrides and isolates (UAX 9), zero-width
# space, word joiner and invisible operators, joiner of graphemes, fillers of Hangul and inherent vowels of Khmer (which
# nobody sees), interlinear annotations, signs for embedded objects, beams and slurs of music, the BOM inside a text, lone
# surrogates, noncharacters.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    f"\u3164\ufeff\uffa0\ufff0-\ufffc\ud800-\udfff\ufdd0-\ufdef\U0001d173-\U0001d17a{_NONCHARACTERS}"
)
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u3164"
_HARMLESS = bytes([*b"\n", *range(0x20, 0x7F)])  # what can be printed of ASCII, and the line break
# Letters and signs of Western Europe, and general punctuation, in UTF-8: none of them composes with another.
_COMPOSED = re.compile(rb"(?:[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x90-\xbf]){0,100}")
_UNWANTED = re.compile(f"[{_INVISIBLE}]")
# Letters that are shown nowhere, but in which a text can be hidden. Three flags are spelt with them (UTS 51, annex C).
_TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f)|[\U000e0000-\U000e007f]")
_TAG = re.compile("[\U000e0000-\U000e007f]")
# The patterns below begin with what they take out, and look back over it: so a search is five times as fast.
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
# A selector chooses how the sign before it looks: a picture or a letter, or which form of an ideograph. One behind anything else,
# or behind another one, has nothing to choose, and rows of them carry hidden bytes.
_STRAY_SELECTOR = re.compile(
    "[\ufe00-\ufe0f\U000e0100-\U000e01ef](?<![#*0-9\xa9\xae\u1000-\u109f\u1820-\u18aa\u2000-\u200a\u2010-\u2027\u2030-\u205e\u2070-\u2bff"
    f"\u3000-\u303f\u3297\u3299\ua840-\ua877\U00010ac0-\U00010aff\U0001f000-\U0001faff{_IDEOGRAPHS}][\ufe00-\ufe0f])"
    f"(?<![{_IDEOGRAPHS}][\U000e0100-\U000e01ef])"
)
# Icons of a site's own font, boxes anywhere else. Beside ideographs they may be rare ones, as Hong Kong wrote them once.
_ICON = re.compile(f"[\ue000-\uf8ff](?<![{_IDEOGRAPHS}].)(?![{_IDEOGRAPHS}])")
# ZWNJ and ZWJ spell words in Arabic, Indic, Myanmar and Khmer scripts and glue emoji; after anything else they hide text.
_STRAY_JOINER = re.compile(
    "[\u200c\u200d](?<![\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff].)"
)
_SUSPECT = re.compile(
    f"[{_INVISIBLE}\x80-\x9f\u200c\u200d\ufe00-\ufe0f\ue000-\uf8ff\U000e0000-\U000e01ef]"
)  # most texts hold none: one look instead of six


def scrub(text: str) -> str:
    """Remove control, zero-width and bidi control characters, mend mojibake, compose what is left (NFC); white space stays."""
    # What is looked for can mostly not be printed; asking for that first takes a third of the time.
    if text.isascii():
        if text.replace("\n", "").isprintable() or _SUSPECT.search(text) is None:
            return text
        return _UNWANTED.sub("", text)
    raw = text.encode("utf-8", "surrogatepass")
    rest = raw.translate(None, _HARMLESS)
    beyond = mojibake.beyond_ascii(rest)
    if mojibake.is_suspect(raw, beyond):
        return _scrub_deeply(mojibake.mend(text))
    # Selectors, tags and letters that nobody sees count as printable. EF and F3 lead to most of them in UTF-8.
    is_plain = len(beyond) == len(rest) and b"\xef" not in beyond and b"\xf3" not in beyond
    if (
        is_plain and beyond.decode("utf-8", "surrogatepass").isprintable() and not _has_unseen(text, beyond)
    ) or _SUSPECT.search(text) is None:
        return composed(text, beyond)
    return _scrub_deeply(text)


def composed(text: str, beyond: bytes) -> str:
    """Compose a text (NFC); *beyond* is what is not ASCII of it."""
    return text if _COMPOSED.fullmatch(beyond) else unicodedata.normalize("NFC", text)


def _has_unseen(text: str, beyond: bytes) -> bool:
    """Tell whether a text has letters that nobody sees; they are rare, and so is what their UTF-8 begins with."""
    is_likely = b"\xe1" in beyond or b"\xcd\x8f" in beyond or b"\xe3\x85\xa4" in beyond
    return is_likely and any(letter in text for letter in _UNSEEN)


def _scrub_deeply(text: str) -> str:
    """Scrub until nothing changes: what is taken out may have kept two halves of a misread letter apart."""
    while True:
        text = _without_tags(_UNWANTED.sub("", _CONTROL.sub(lambda match: _C1[match[0]], text)))
        # Looking at the character before is not enough for a chain of joiners when the first one goes; two passes would
        # differ from one, so a joiner after a joiner goes as well (the class above holds no joiner). So do selectors.
        text = _STRAY_JOINER.sub("", _STRAY_SELECTOR.sub("", _ICON.sub("", text)))
        text = unicodedata.normalize("NFC", text)
        mended = mojibake.mend(text)
        if mended == text:
            return text
        text = mended


def _without_tags(text: str) -> str:
    return _TAGS.sub(r"\1", text) if _TAG.search(text) else text


def squeeze(text: str) -> str:
    """Turn every run of white space into one space and strip the ends."""
    # Most texts are so already, which is asked in half the time: of all white space, only the plain space is printable.
    if "  " not in text and text.isprintable():
        return text.strip()
    return " ".join(text.split())


def one_line(text: str) -> str:
    """Scrub and squeeze."""
    return squeeze(scrub(text))


def shorten(text: str, length: int) -> str:
    """Cut at a word boundary so that the result, with its ellipsis, has at most *length* characters."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    at_word = head.rsplit(" ", 1)[0] if text[length - 1] != " " and " " in head else head
    return at_word.rstrip(" ,;:–—-") + "…"
