"""Texts as agencies put them into other documents in, HTML or plain text out: XHTML, NITF, either of them as a string."""

import html
import re
from dataclasses import replace

from lxml import etree

from bot.formats.agencies import nitf_body, xmltree
from bot.formats.agencies.xmltree import Element
from bot.model import Document

_MARKUP = re.compile(
    r"<(?:p|br|b|i|em|strong|div|span|ul|ol|li|table|h[1-6]|a|u|blockquote)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE
)
_BLOCK = re.compile(r"<(?:p|br|div|ul|ol|li|table|h[1-6]|blockquote|pre)[\s/>]", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")
_XMLNS = re.compile(r"\sxmlns(?::[\w.-]{1,60})?=\"[^\"]*+\"")
_BODY = re.compile(r"<body(?:\s[^<>]{0,2000})?>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,400}>")


def as_html(content: Element) -> str:
    """Return the text inside an element that holds NITF, XHTML or paragraphs of any namespace; changes their names."""
    for element in content.iter():
        if isinstance(element.tag, str):
            element.tag = xmltree.name(element).lower()
    if inside := list(xmltree.within(content, "body.content")):
        return nitf_body.html(*inside)
    page = content if content.tag == "html" else next(xmltree.within(content, "html"), None)
    if page is not None:
        body = xmltree.first(page, "body")
        return _serialised(page if body is None else body)
    body = next(xmltree.within(content, "body"), None)
    return nitf_body.html(content if body is None else body)


def embedded(markup: str, document: Document) -> Element:
    """Parse XML that stands in a document as a string.

    Raises:
        FormatError: it is not well-formed, or is built to cost time and memory.
    """
    text = _DECLARATION.sub("", markup.lstrip("\ufeff"))  # what encoding it had is over
    return xmltree.tree(replace(document, content=text.encode(), media_type=None))


def read(text: str) -> tuple[str, bool]:
    """Return a text, and whether it is HTML. Some write single tags into plain text."""
    if not _MARKUP.search(text):
        return "\n".join(line.strip() for line in text.strip().splitlines()), False
    if _BLOCK.search(text):
        return page_body(text).strip(), True
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{line}</p>" for line in lines if line), True


def from_text(text: str) -> str:
    """Write plain text as HTML: paragraphs as empty lines part them, else every line one."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    parts = "\n".join(lines).split("\n\n") if "" in lines else lines
    return "".join(f"<p>{html.escape(' '.join(part.split()), quote=False)}</p>" for part in parts if part.strip())


def is_blank(markup: str) -> bool:
    """Whether nothing but tags and blanks is in it."""
    return not html.unescape(_TAG.sub("", markup)).strip()


def unmarked(markup: str) -> str:
    """Return HTML as plain text, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def page_body(markup: str) -> str:
    """Return the body of a whole HTML page; anything else as it is."""
    start = _BODY.search(markup)
    if start is None:
        return markup
    end = markup.lower().rfind("</body")
    return markup[start.end() : end if end >= start.end() else len(markup)]


def _serialised(body: Element) -> str:
    etree.strip_elements(body, "head", "script", "style", with_tail=False)
    pieces = [html.escape(str(body.text or ""), quote=False)]
    pieces += [etree.tostring(child, encoding="unicode", method="html") for child in body]
    return _TAG.sub(lambda tag: _XMLNS.sub("", tag[0]) if "xmlns" in tag[0] else tag[0], "".join(pieces)).strip()
