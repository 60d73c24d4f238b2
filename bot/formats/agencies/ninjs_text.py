"""The texts of a ninjs item in, one body and one summary out: an item has its text in several forms, this takes the best."""

import html
from collections.abc import Iterator
from typing import Literal, NamedTuple

from bot.errors import FormatError
from bot.formats.agencies import blocks, jsontree
from bot.formats.agencies.jsontree import Object
from bot.model import Document

_Kind = Literal["html", "nitf", "text"]


class Text(NamedTuple):
    """What an item has to read."""

    body: str = ""
    body_type: Literal["html", "text"] = "text"
    summary: str = ""  #: in the type of the body
    credit: str = ""  #: AP has it as one of the descriptions
    fault: str = ""  #: why the only form of the body cannot be read


class _Form(NamedTuple):
    role: str  #: `html` of `body_html`; in lower case
    media_type: str
    text: str

    @property
    def kind(self) -> _Kind:
        if "nitf" in self.role or "nitf" in self.media_type or self.media_type.endswith("/xml"):
            return "nitf"
        if "html" in self.role or "html" in self.media_type:
            return "html"
        if self.role == "text" or self.media_type == "text/plain":
            return "text"
        return "html" if blocks.read(self.text)[1] else "text"


#: HTML first; NITF has what plain text has not.
_RANKS: dict[_Kind, int] = {"html": 0, "nitf": 1, "text": 2}
_MAIN_ROLES = frozenset({"main", "html", "xhtml", "html5", "text", "nitf", ""})
_CREDITS = frozenset({"creditline", "credit"})
_OTHER_DESCRIPTIONS = frozenset({"caption", "usage", "ednote"})


def has_body(item: Object) -> bool:
    """Whether it has a text of its own, more than a caption."""
    return any(not blocks.is_blank(form.text) for form in _forms(item, "bodies", "body"))


def read(item: Object, document: Document) -> Text:
    """Read the text of an item; a description that stands alone is the body."""
    descriptions = list(_forms(item, "descriptions", "description"))
    credit = next((form.text for form in descriptions if form.role in _CREDITS), "")
    told = [form for form in descriptions if form.role not in _CREDITS | _OTHER_DESCRIPTIONS]
    summary, summary_type, _ = _best(told, document)
    body, body_type, fault = _best(list(_forms(item, "bodies", "body")), document)
    if not body:
        if not summary:  # of a picture
            summary, summary_type, _ = _best([form for form in descriptions if form.role == "caption"], document)
        return Text(summary, summary_type, "", credit, fault)
    if summary and summary_type != body_type:
        # A description is a paragraph or two: little is lost without its tags.
        summary = html.escape(summary, quote=False) if body_type == "html" else blocks.unmarked(summary)
    return Text(body, body_type, "" if summary == body else summary, credit)


def _forms(item: Object, plural: str, stem: str) -> Iterator[_Form]:
    """Give the forms of a text: `bodies` with roles in generations 2 and 3, `body_` and the role in 1."""
    for found in jsontree.listed(item.get(plural)):
        form = found if isinstance(found, dict) else {"value": found}
        media_type = jsontree.text(form.get("contenttype")) or jsontree.text(form.get("mimetype"))
        if text := jsontree.text(form.get("value")):
            yield _Form(jsontree.text(form.get("role")).lower(), media_type.lower(), text)
    for name, value in item.items():
        if (name == stem or name.startswith(f"{stem}_")) and (text := jsontree.text(value)):
            yield _Form(name[len(stem) + 1 :], "", text)


def _best(forms: list[_Form], document: Document) -> tuple[str, Literal["html", "text"], str]:
    """Return the form that keeps most of the text's structure, of the main role if there are several, and its type.

    The third is why another form could not be read.
    """
    fault = ""
    for form in sorted(forms, key=lambda form: (_RANKS[form.kind], form.role not in _MAIN_ROLES)):
        if form.kind == "text":
            return form.text.replace("\r\n", "\n"), "text", fault
        try:
            markup = _markup(form, document)
        except FormatError as error:  # broken, or XML of the agency's own
            fault = fault or f"a body in NITF that {error.message}"
            continue
        if not blocks.is_blank(markup):
            return markup, "html", fault
    return "", "text", fault


def _markup(form: _Form, document: Document) -> str:
    if form.kind == "html":
        return blocks.page_body(form.text).strip()
    return blocks.as_html(blocks.embedded(form.text, document))
