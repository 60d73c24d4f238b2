"""HTML of any kind in; sanitised HTML, plain text or blocks out.

nh3 (an HTML5 parser with an allow-list) reads all markup but what `tidy.py` finds to be read as it is written. What it
writes is the serialisation of a tree: every tag closed, every attribute quoted, every other `<` escaped, so a plain
tokeniser can read it. After either, elements and attributes are written anew from tables (`elements.py`), addresses are
judged by `urls` and texts escaped, so that nothing outside of the tables can come through.
"""

import html
import re
from collections.abc import Iterator

import nh3

from bot.cleaning.characters import scrub, squeeze
from bot.cleaning.markup import pictures, tidy
from bot.cleaning.markup.blocks import Block, paragraph
from bot.cleaning.markup.builder import Builder
from bot.cleaning.markup.elements import ATTRIBUTES, BOUNDARIES, CONTAINERS, INLINE, LEAVES, WITH_CONTENT

_READ = {**ATTRIBUTES, "img": ATTRIBUTES["img"] | pictures.ATTRIBUTES, "source": frozenset({"srcset"})}
_CLEANER = nh3.Cleaner(
    tags=set(LEAVES | CONTAINERS | INLINE | BOUNDARIES | {"source"}),
    clean_content_tags=set(WITH_CONTENT),
    attributes={tag: set(names) for tag, names in _READ.items()},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)

# An HTML5 tree builder walks the stack of open elements for most start tags, so nested tags cost the square of their
# number: 100,000 `<div>` took nh3 39 s, 10,000 take 0.4 s. No wire story has this many; beyond it, only text is kept.
_MOST_TAGS = 10_000
# 40,000 attributes in one tag took 0.3 s, growing with the square. Longer tags are inlined pictures (`data:`), which
# would be dropped anyway.
_LONGEST_TAG = 20_000
_LONG_TAG = re.compile(rf"<[^<>]{{{_LONGEST_TAG},}}>?")
# Writing a text, nh3 looks for the next `&` and the next no-break space (C2 A0 in UTF-8) from each one of either, or of what
# looks like it, to the text's end: 250,000 soft hyphens took 2 s. This product takes less than half a second.
_MOST_WORK = 20_000_000_000
_LONG = 50_000  # shorter ones cannot be slow

_ATTRIBUTE = re.compile(r' ([^\s=<>"/]+)="([^"]*)"')
_NOSCRIPT = re.compile(r"<noscript\b[^<>]{0,500}>", re.IGNORECASE)
_NOSCRIPT_END = re.compile(r"</noscript\s{0,9}>", re.IGNORECASE)
_IMG = re.compile(r"<img\s", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>?|<[!?][^<>]*>?")


def parse(markup: str, base_url: str | None = None) -> list[Block]:
    """Sanitise and split into blocks; none of them is empty, table cells beside filled ones excepted."""
    markup = _without_scripts_wanted(markup)
    if len(markup) > _LONGEST_TAG:
        markup = _LONG_TAG.sub("", markup)
    if markup.count("<") > _MOST_TAGS or _is_slow(markup):
        return list(_text_only(markup))
    found = tidy.tokens(markup)
    is_scrubbed = found is not None
    if found is None:
        cleaned = _cleaned(markup)
        # Composing what is written here could break a tag (">" and a stroke); so if it needs scrubbing, its texts are, one by one.
        is_scrubbed = scrub(cleaned) == cleaned
        found = tidy.TOKEN.findall(cleaned)
    builder = Builder(base_url)
    for whole, before, slash, tag, attributes, rest in found:
        if text := whole or before or rest:
            if not is_scrubbed or "&" in text:
                text = _unescaped(text, is_scrubbed=is_scrubbed)
            if whole:
                builder.paragraph(text)
            else:
                builder.text(text)
        if slash:
            builder.close(tag)
        elif tag:
            builder.open(tag, _attributes(tag, attributes) if attributes else {})
    return builder.finish()


def _cleaned(markup: str) -> str:
    try:
        return _CLEANER.clean(markup)
    except UnicodeEncodeError:  # lone surrogates
        return _CLEANER.clean(scrub(markup))


def _unescaped(text: str, *, is_scrubbed: bool) -> str:
    # "<" and a combining stroke, say, compose only when unescaped.
    if is_scrubbed and not ("&lt;" in text or "&gt;" in text or "&nbsp;" in text):
        return text.replace("&quot;", '"').replace("&amp;", "&")
    return scrub(html.unescape(text))


def _attributes(tag: str, written: str) -> dict[str, str]:
    """Read the attributes that count, of several of one name the first, as browsers do."""
    names = _READ.get(tag)
    return {name: value for name, value in reversed(_ATTRIBUTE.findall(written)) if name in names} if names else {}


def _is_slow(markup: str) -> bool:
    if len(markup) < _LONG:
        return False
    signs = markup.count("&") + markup.encode("utf-8", "surrogatepass").count(b"\xc2")
    return signs * len(markup) > _MOST_WORK


def _without_scripts_wanted(markup: str) -> str:
    """Take the picture out of a `<noscript>` that holds nothing else; a script would have put it before it."""
    if "noscript" not in markup and "NOSCRIPT" not in markup:
        return markup
    first, *others = _NOSCRIPT.split(markup)
    parts = [first]
    for other in others:
        inner, end, behind = _between(other)
        is_picture = end and _IMG.search(inner) and not _ANY_TAG.sub("", inner).strip()
        parts.append(f"{inner}{behind}" if is_picture else f"<noscript>{other}")
    return "".join(parts)


def _between(text: str) -> tuple[str, str, str]:
    end = _NOSCRIPT_END.search(text)
    return (text[: end.start()], end[0], text[end.end() :]) if end else (text, "", "")


def _text_only(markup: str) -> Iterator[Block]:
    """Keep the text of monstrous markup, in linear time; a paragraph ends where any block begins or ends."""
    parts: list[str] = []
    at = 0
    inside: str | None = None
    for match in _ANY_TAG.finditer(markup):
        if inside is None:
            parts.append(markup[at : match.start()])
        closing, tag = match.group(1), (match.group(2) or "").lower()
        at = match.end()
        if inside is None and tag in WITH_CONTENT and not closing:
            inside = tag
        elif closing and tag == inside:
            inside = None
        elif tag not in INLINE or tag == "br":
            parts.append("\n\n")
    if inside is None:
        parts.append(markup[at:])
    # Unescaping makes characters that scrubbing has not seen.
    for at, part in enumerate("".join(parts).split("\n\n")):
        if text := squeeze(scrub(html.unescape(part))):
            yield paragraph(text, at)
