"""Text in, the same text without invisible or illegal characters out: NFC, one kind of space, nothing that reorders."""

import re
import unicodedata

# Raw C1 characters are what is left of Windows-1252 bytes; the WHATWG HTML standard (numeric character references)
# reads them the same way. Five of them have no meaning there and vanish with the other control characters.
_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
# C0 controls without white space, DEL, soft hyphen, bidi marks and embeddings (UAX 9), zero-width space, word joiner
# and invisible operators, interlinear annotations, the BOM inside a text, lone surrogates, noncharacters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
# ZWNJ and ZWJ spell words in Arabic, Indic, Myanmar and Khmer scripts and glue emoji; after anything else they hide text.
_STRAY_JOINER = re.compile(
    "(?<![\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
_SUSPECT = re.compile(
    f"[{_UNWANTED.pattern[1:-1]}\x80-\x9f\u200c\u200d]"
)  # most texts hold none: one look instead of three


def scrub(text: str) -> str:
    """Remove control, zero-width and bidi control characters and compose what is left (NFC); white space stays."""
    # What is looked for cannot be printed; asking for that first takes a third of the time.
    if text.replace("\n", "").isprintable() or _SUSPECT.search(text) is None:
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = _UNWANTED.sub("", text.translate(_C1))
    # Looking at the character before is not enough for a chain of joiners when the first one goes; two passes would
    # differ from one, so a joiner after a joiner goes as well (the class above holds no joiner).
    return unicodedata.normalize("NFC", _STRAY_JOINER.sub("", text))


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
