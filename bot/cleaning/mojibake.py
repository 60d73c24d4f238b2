"""Text that was UTF-8 and was read as something else, once or several times: mended where there can be no doubt.

A letter beyond ASCII is a lead byte and one to three continuation bytes in UTF-8. Read as Windows-1252, Latin-1, Mac Roman
or Windows-1251, these become a row of characters that hardly ever stand together. Where people do write such a row
(`CAFÉ»`, `IRMÃ…`), the letters around it tell. One row that nobody can have meant is asked for here; what the text was is
then found by ftfy, which knows more kinds of damage, but alone would mend some texts that are right.
"""

import re
import unicodedata

import ftfy

_BYTES = bytes(range(0x80, 0x100))


def _characters(codec: str) -> list[str]:
    """Return what each byte from 80 on is read as; C1 controls where the encoding has nothing."""
    return [bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in _BYTES]


_WESTERN = _characters("cp1252")
# Latin-1 differs from Windows-1252 in showing the bytes from 80 to 9F as controls.
_BYTE = {chr(byte): byte for byte in _BYTES} | {char: byte for byte, char in zip(_BYTES, _WESTERN, strict=True)}
_REST = "[" + re.escape("".join(_WESTERN[:0x40])) + "\x80-\x9f]"  # continuation bytes
_MAC_REST = "[" + re.escape("".join(_characters("mac_roman")[:0x40])) + "]"

_UNIT = f"[\xc2-\xdf]{_REST}|[\xe0-\xef]{_REST}{{2}}|[\xf0-\xf4]{_REST}{{3}}"
_UNITS = re.compile(_UNIT)
# Several in a row are one match: a word in Greek or Chinese is nothing else.
_ROW = re.compile(f"(?:{_UNIT}){{1,200}}")
# The quotation marks, dash and apostrophe of Mac Roman; its letters beside other letters.
_MAC = re.compile(f"‚Ä[òôúùîì¶¢]|√{_MAC_REST}[a-zA-Z]|[a-zA-Z]√{_MAC_REST}|¬[†£©´ª]")
# In UTF-8, where it is found soonest: a lead, and the first byte of what may follow it.
_SUSPECT = re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]")
_ROOT, _NOT, _DJE, _LOST, _LOW_QUOTE, _CAPITAL, _ER = (sign.encode() for sign in "√¬Ђ\ufffd‚ÄР")
_BEHIND_ER = tuple(sign.encode() for sign in "°ѕµ")
_ASCII = bytes(range(0x80))
# The commonest Russian letters, and punctuation, as Windows-1251 shows them and as no language writes.
_CYRILLIC = re.compile("Р[°ѕµ]|вЂ[”™њ“]")

# Signs that people put before or behind a word or a number.
_USUAL = frozenset("‚„…‘’“”•–—™‹›«»¡¿\xa0·®°ªº¹²³´¨\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99")
_QUOTES = frozenset("‚„…‘’“”\x82\x84\x85\x91\x92\x93\x94")
_SURE = frozenset({"ï»¿", "ï¿½"})  # the byte order mark, and the sign for what could not be read
#: Capitals that lead to letters of Latin alphabets: which they may be.
_LATIN = {
    "Ã": re.compile("[À-ÖØ-öø-ÿ]"),
    "Ä": re.compile("[Ā-Ŀ]"),
    "Å": re.compile("[ŀ-ſ]"),
    "Æ": re.compile("[ƏƠơƯư]"),
    "È": re.compile("[Ș-ț]"),
}
# Letters of these come in rows; one alone may be an accident.
_SCRIPTS = frozenset(
    "GREEK CYRILLIC ARMENIAN HEBREW ARABIC DEVANAGARI BENGALI GURMUKHI GUJARATI TAMIL TELUGU KANNADA MALAYALAM SINHALA THAI"
    " LAO MYANMAR GEORGIAN ETHIOPIC KHMER HANGUL HIRAGANA KATAKANA CJK FULLWIDTH IDEOGRAPHIC".split()
)

# The last byte of a closing quotation mark means nothing in Windows-1252 and is often lost; the opening mark tells.
_LOST_END = re.compile(r"(â€œ[^“”â]{1,1000})â€(?=[\s.,;:!?)<]|\Z)")
# A sign of Windows-1252 that was taken for a control, written as UTF-8, and that read as Windows-1252: ftfy leaves it.
_TWICE = re.compile("(?<=[a-z])Â(?=[‘’“”–—…])|Â(?=[‘’“”][a-zA-Z])")
# Words that end so are English, and have lost an apostrophe; `na�ve` and `apr�s` have lost something else.
_APOSTROPHE = re.compile(
    r"\b(?:(?:it|that|he|she|there|what|who|let|here|where|how)(?=�s\b)|i(?=�(?:m|ve|ll|d)\b)"
    r"|(?:you|we|they)(?=�(?:re|ve|ll|d)\b)|(?:he|she|it)(?=�(?:ll|d)\b)"
    r"|(?:do|does|did|is|are|was|were|wo|would|could|should|ca|has|have|had)n(?=�t\b))�",
    re.IGNORECASE | re.ASCII,
)


def beyond_ascii(raw: bytes) -> bytes:
    """Return what is not ASCII of a text in UTF-8: a hundredth of most texts, in which a character is found in no time."""
    return raw.translate(None, _ASCII)


def is_suspect(raw: bytes, beyond: bytes) -> bool:
    """Tell at a glance whether it is worth to look at a text closely; *raw* is its UTF-8, *beyond* what is not ASCII of it."""
    if (
        _ROOT in beyond
        or _NOT in beyond
        or _DJE in beyond
        or _LOST in beyond
        or (_SUSPECT.search(beyond) and _SUSPECT.search(raw))
    ):
        return True
    return (_LOW_QUOTE in beyond and _CAPITAL in beyond) or (
        _ER in beyond and any(map(beyond.__contains__, _BEHIND_ER))
    )


def mend(text: str) -> str:
    """Read again what was misread; the same text if nothing certainly was."""
    raw = text.encode("utf-8", "surrogatepass")
    if not is_suspect(raw, beyond_ascii(raw)):
        return text
    if _is_misread(text):
        text = ftfy.fix_encoding(_LOST_END.sub("\\1â€\x9d", text))
        # What is certain is mended in any surroundings, or else a text would change again when something beside it is cut.
        text = _TWICE.sub("", _ROW.sub(_reread, text))
    return _APOSTROPHE.sub(lambda match: match[0][:-1] + "’", text) if "\ufffd" in text else text


def _is_misread(text: str) -> bool:
    """Tell whether some of the text is what nobody can have written."""
    if any(_reread(row) != row[0] for row in _ROW.finditer(text)):
        return True
    return _MAC.search(text) is not None or _CYRILLIC.search(text) is not None


def _reread(row: re.Match[str]) -> str:
    """Judge a row of what may be letters, one after the other."""
    text, units = row.string, _UNITS.findall(row[0])
    letters = [_read(unit) for unit in units]
    around = [text[row.start() - 1 : row.start()], *letters, text[row.end() : row.end() + 1]]
    return "".join(
        letter if letter and _is_certain(unit, letter, around[at], around[at + 2], is_row=len(units) > 1) else unit
        for at, (unit, letter) in enumerate(zip(units, letters, strict=True))
    )


def _read(unit: str) -> str:
    """Return the letter that these bytes are in UTF-8; "" for none."""
    letter = bytes(_BYTE[char] for char in unit).decode("utf-8", "ignore")
    return "" if unicodedata.category(letter or "\ue000") in {"Cn", "Co", "Cs"} else letter


def _is_certain(unit: str, letter: str, before: str, after: str, *, is_row: bool) -> bool:
    """Tell whether nobody writes *unit* between these two characters who does not mean *letter*."""
    lead = unit[0]
    is_usual = _USUAL.issuperset(unit[1:])
    script = unicodedata.name(letter, "").partition(" ")[0]
    if unit in _SURE:
        certain = True
    elif lead == "Â":
        certain = not before.isupper() and (unit[1] not in _QUOTES or before.islower() or after.islower())
    elif lead in _LATIN:
        certain = _LATIN[lead].fullmatch(letter) is not None and (not is_usual or _is_inside(unit, before, after))
    elif lead in "ÌÍ":  # accents that stand on a letter: a decomposed text
        certain = before.islower() and unicodedata.category(letter) == "Mn"
    elif lead in "ÐÑÎÏÖ×ØÙÚÛ":
        certain = script in _SCRIPTS and (is_row or (lead in "ÐÑÎ" and not is_usual))
    elif len(unit) == 4:
        certain = unit[1] in "Ÿ\x9f"  # emoji
    elif script == "LATIN":
        certain = len(unit) == 3 and (is_row or not is_usual)  # shorter: phonetic signs
    else:
        certain = (
            len(unit) == 3
            and (is_row or not is_usual)
            and (script in _SCRIPTS or lead in "âï" or letter in "、。「」・…")
        )
    return certain


def _is_inside(unit: str, before: str, after: str) -> bool:
    """Tell whether a capital and a sign stand where a letter of a word does, not at the end of a word in capitals."""
    if unit[1] == "\xa0":
        return before.islower() or (unit[0] == "Ã" and not before.isupper())
    return before.islower() or after.islower() or (unit[0] == "Ã" and after.isalpha())
