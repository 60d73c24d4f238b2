"""Stories with their furniture marked: read them, write each in the format it is for, and hold what cleaning left against the marks.

The files are in `benchmarks/marked/`, one for each language (`README.md` there says how they are written).
"""

import base64
import html
import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from bot.cleaning import names
from bot.model import Document, Source, Story
from bot.reading.documents import read
from bot.reading.tasks import Task

HOME = Path(__file__).parent / "marked"
WHEN = datetime(2026, 3, 12, 14, tzinfo=UTC)

_PART = re.compile(r"\[\[(.*?)\]\]")
_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’'»)\]]{0,2}\s+|(?<=[。！？؟।])[」』”]?")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a marked story."""

    text: str  #: markup where it begins with `<`
    kind: str  #: "p", "h" (a heading), "li"
    is_furniture: bool  #: all of it
    parts: tuple[str, ...]  #: furniture inside of it

    @property
    def story(self) -> str:
        """What has to stay of it."""
        return "" if self.is_furniture else squeeze(_TAG.sub(" ", _PART.sub(" ", self.source)))

    @property
    def source(self) -> str:
        """The line with its marks."""
        return self.text


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked story."""

    name: str
    language: str
    facts: dict[str, str]  #: what stands above its body
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Outcome:
    """What cleaning made of one story, counted."""

    furniture: int = 0
    left: list[str] = field(default_factory=list)  #: furniture that is still there
    sentences: int = 0
    lost: list[str] = field(default_factory=list)  #: sentences that are gone
    data: int = 0
    wrong: list[str] = field(default_factory=list)  #: data that was not read, or not as it is


def stories(folder: Path) -> Iterator[Marked]:
    """Read every marked story of a folder."""
    for path in sorted(folder.glob("*.txt")):
        for written in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            yield _marked(written, path.stem.partition("-")[0])


def _marked(written: str, language: str) -> Marked:
    head, _, body = written.partition("\n---\n")
    name, *fields = head.splitlines()
    facts = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in fields if line.strip())}
    return Marked(name.strip(), language, facts, tuple(_line(line) for line in body.splitlines() if line.strip()))


def _line(written: str) -> Line:
    is_furniture = written.startswith("~")
    rest = written[1:].lstrip() if is_furniture else written.strip()
    kind = "p"
    if rest.startswith("* "):
        kind, rest = "li", rest[2:].strip()
    elif re.match(r"#{1,3} ", rest) and not rest.startswith("###"):
        kind, rest = "h", rest.lstrip("#").strip()
    return Line(rest, kind, is_furniture, tuple(_PART.findall(rest)))


def squeeze(text: str) -> str:
    """One kind of space, no entities."""
    return " ".join(html.unescape(text).split())


def judge(marked: Marked) -> Outcome:
    """Clean a story as the program does, and hold the result against the marks."""
    document = Document(
        source="desk", location=f"{marked.name}", content=write(marked), media_type=None, base_url=None, arrived=WHEN
    )
    outlet = marked.facts.get("source", "")
    reading = read(Task(document=document, source=Source(name="desk", title=outlet, family="desk")))
    if len(reading.deliveries) != 1:
        raise ValueError(f"{marked.name}: {len(reading.deliveries)} stories {reading.skipped}")
    return compare(marked, reading.deliveries[0].story)


def compare(marked: Marked, story: Story) -> Outcome:
    """Count what is left of the furniture and what is lost of the story."""
    outcome = Outcome()
    paragraphs = [_folded(part) for part in story.text.split("\n\n")]
    title = _folded(story.title)
    everything = title + "".join(paragraphs)  # the rows of a table are paragraphs of one line
    kept = "\n".join(_folded(line.story) for line in marked.lines)
    for line in marked.lines:
        items = [(_TAG.sub(" ", line.source), True)] if line.is_furniture else [(part, False) for part in line.parts]
        for text, is_line in items:
            folded = _folded(text)
            if not folded:
                continue
            outcome.furniture += 1
            if _is_left(folded, _folded(line.story), paragraphs, kept, is_line=is_line):
                outcome.left.append(squeeze(text))
        for sentence in _SENTENCE_END.split(line.story):
            if folded := _folded(sentence):
                outcome.sentences += 1
                if folded not in everything:
                    outcome.lost.append(sentence)
    _compare_title(marked, title, outcome)
    _compare_data(marked, story, outcome)
    return outcome


def _is_left(folded: str, story: str, paragraphs: list[str], kept: str, *, is_line: bool) -> bool:
    if is_line:
        return folded in paragraphs if folded in kept else any(folded in paragraph for paragraph in paragraphs)
    return any(folded in paragraph for paragraph in paragraphs if story in paragraph) and folded not in story


def _compare_title(marked: Marked, title: str, outcome: Outcome) -> None:
    claimed = marked.facts.get("title", "")
    if not claimed:
        return
    for part in _PART.findall(claimed):
        if folded := _folded(part):
            outcome.furniture += 1
            if folded in title and folded not in _folded(_PART.sub(" ", claimed)):
                outcome.left.append(f"title: {part}")
    outcome.sentences += 1
    if (expected := _folded(_PART.sub(" ", claimed))) != title and expected not in title:
        outcome.lost.append(f"title: {squeeze(_PART.sub(' ', claimed))}")


def _compare_data(marked: Marked, story: Story, outcome: Outcome) -> None:
    read_out = {
        "dateline": story.dateline or "",
        "credit": story.credit or "",
        "authors": "; ".join(story.authors),
        "markers": "; ".join(map(str, story.markers)),
    }
    for name, seen in read_out.items():
        if expected := marked.facts.get(name):
            outcome.data += 1
            # An agency is known by its short name, whatever a text calls it.
            one, two = (
                {_folded(names.agency(part) or part) for part in value.split(";")} for value in (expected, seen)
            )
            is_there = one <= two if name != "dateline" else any(part in _folded(seen) for part in one)
            if not is_there:
                outcome.wrong.append(f"{name}: {expected!r}, seen {seen!r}")


def _folded(text: str) -> str:
    """Letters and digits alone, so that no kind of quotation mark or dash counts."""
    composed = unicodedata.normalize("NFKC", squeeze(text)).casefold()
    return "".join(character for character in composed if character.isalnum())


# Each format as it is sent, by the simplest writer that makes a valid document.


def write(marked: Marked) -> bytes:
    """Write a story in its format, marks taken out."""
    return _WRITERS[marked.facts["format"]](marked).encode("utf-8")


def _plain(text: str) -> str:
    return _PART.sub(r"\1", text)


def _title(marked: Marked) -> str:
    return squeeze(_plain(marked.facts.get("title", "")))


def _as_text(marked: Marked) -> str:
    paragraphs = [f"- {_plain(line.source)}" if line.kind == "li" else _plain(line.source) for line in marked.lines]
    if title := _title(marked):
        paragraphs.insert(0, title)
    if width := int(marked.facts.get("wrap", 0)):
        paragraphs = [textwrap.fill(paragraph, width) for paragraph in paragraphs]
    written = ""
    for paragraph in paragraphs:
        is_list = paragraph.startswith("- ") and written.rsplit("\n", 1)[-1].startswith("- ")
        written += ("\n" if is_list else "\n\n") + paragraph if written else paragraph
    return written + "\n"


def _as_html(marked: Marked) -> str:
    written, is_list = [], False
    for line in marked.lines:
        text = _plain(line.source)
        if (line.kind == "li") != is_list:
            written.append("</ul>" if is_list else "<ul>")
            is_list = not is_list
        inner = text if text.startswith("<") else html.escape(text, quote=False)
        tag = {"p": "p", "h": "h3", "li": "li"}[line.kind]
        written.append(text if text.startswith("<") and line.kind == "p" else f"<{tag}>{inner}</{tag}>")
    return "\n".join([*written, "</ul>"] if is_list else written)


def _item(marked: Marked) -> str:
    link = f"<link>{html.escape(marked.facts['url'])}</link>" if "url" in marked.facts else ""
    return f"<title>{html.escape(_title(marked))}</title>{link}"


def _as_rss(marked: Marked) -> str:
    channel = html.escape(marked.facts.get("source", "Desk"))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{channel}</title><link>https://desk.example/</link>'
        f"<description>.</description><item>{_item(marked)}<guid>{marked.name}</guid>"
        f"<description>{html.escape(_as_html(marked))}</description></item></channel></rss>"
    )


def _as_atom(marked: Marked) -> str:
    link = f'<link href="{html.escape(marked.facts["url"])}"/>' if "url" in marked.facts else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:desk</id>'
        f"<title>{html.escape(marked.facts.get('source', 'Desk'))}</title><updated>2026-03-12T14:00:00Z</updated>"
        f"<entry><id>urn:{marked.name}</id><title>{html.escape(_title(marked))}</title>{link}<updated>2026-03-12T14:00:00Z</updated>"
        f'<content type="html">{html.escape(_as_html(marked))}</content></entry></feed>'
    )


def _as_json_feed(marked: Marked) -> str:
    item = {
        "id": marked.name,
        "url": marked.facts.get("url"),
        "title": _title(marked),
        "content_html": _as_html(marked),
    }
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": marked.facts.get("source", "Desk"),
            "items": [{key: value for key, value in item.items() if value}],
        },
        ensure_ascii=False,
    )


def _as_page(marked: Marked) -> str:
    title = html.escape(_title(marked))
    links = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("home", "news", "sport", "weather"))
    return (
        f'<!doctype html><html lang="{marked.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:type" content="article"></head><body><header><nav><ul>{links}</ul></nav></header>'
        f"<main><article><h1>{title}</h1>\n{_as_html(marked)}\n</article></main>"
        f"<footer><ul>{links}</ul><p>Imprint</p></footer></body></html>"
    )


def _blocks(marked: Marked) -> str:
    """Paragraphs that XML parsers take too."""
    return re.sub(r"<(br|img|hr|source|input|wbr)\b([^<>]*?)/?>", r"<\1\2/>", _as_html(marked))


def _as_nitf(marked: Marked) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>{html.escape(_title(marked))}</title><docdata><doc-id id-string="{marked.name}"/></docdata></head>'
        f"<body><body.head><hedline><hl1>{html.escape(_title(marked))}</hl1></hedline></body.head>"
        f"<body.content>{_blocks(marked)}</body.content></body></nitf>"
    )


def _as_newsml1(marked: Marked) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><NewsML><NewsEnvelope><DateAndTime>20260312T140000Z</DateAndTime></NewsEnvelope>'
        f"<NewsItem><Identification><NewsIdentifier><ProviderId>desk.example</ProviderId><DateId>20260312</DateId><NewsItemId>{marked.name}</NewsItemId>"
        f'<RevisionId PreviousRevision="0" Update="N">1</RevisionId><PublicIdentifier>urn:newsml:desk.example:20260312:{marked.name}:1</PublicIdentifier></NewsIdentifier></Identification>'
        '<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260312T140000Z</FirstCreated><ThisRevisionCreated>20260312T140000Z</ThisRevisionCreated>'
        '<Status FormalName="Usable"/></NewsManagement>'
        f"<NewsComponent><NewsLines><HeadLine>{html.escape(_title(marked))}</HeadLine></NewsLines>"
        f'<ContentItem><MediaType FormalName="Text"/><DataContent>{_blocks(marked)}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>'
    )


def _as_newsml_g2(marked: Marked) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:desk:{marked.name}" version="1" standard="NewsML-G2" standardversion="2.28">'
        '<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-03-12T14:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>'
        f"<contentMeta><headline>{html.escape(_title(marked))}</headline></contentMeta>"
        f'<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{_blocks(marked)}</body></html></inlineXML></contentSet></newsItem>'
    )


def _as_ninjs(marked: Marked) -> str:
    return json.dumps(
        {
            "uri": f"urn:desk:{marked.name}",
            "type": "text",
            "pubstatus": "usable",
            "versioncreated": "2026-03-12T14:00:00Z",
            "headline": _title(marked),
            "body_xhtml": _as_html(marked),
        },
        ensure_ascii=False,
    )


def _telex_lines(marked: Marked) -> list[str]:
    return [part for line in marked.lines for part in [*textwrap.wrap(_plain(line.source), 66), ""]]


def _as_iptc7901(marked: Marked) -> str:
    body = "\r\n".join(f"  {line}" if line else "" for line in [_title(marked), "", *_telex_lines(marked)])
    return f"\x01dsk0711 3 pl 211 dsk 0428\r\n\r\n{marked.facts.get('slug', 'News')}/\r\n\x02{body}\r\n\x03121400 mar 26\r\n\x04\r\n"


def _as_anpa1312(marked: Marked) -> str:
    lines = [_plain(line.source) for line in marked.lines]
    head = [f"{line}<" for line in lines if line.startswith("^")]
    slugs = [line for line in head if line.startswith("^BC-")]
    written = [*slugs, f"^{_title(marked)}<", *(line for line in head if line not in slugs)]
    body = "\r\n".join([*written, *(f"\t{line}" for line in lines if not line.startswith("^"))])
    return f"\x16\x16\x01a0711-----\x13\r\nr i \x13BC-{marked.facts.get('slug', 'News')} \x1403-12 0211\x15\r\n\x02{body}\r\n\x03\r\nAP-NY-03-12-26 1402EDT<\x04\r\n"


def _as_mail(marked: Marked) -> str:
    mail = EmailMessage()
    mail["From"] = f"{marked.facts.get('source', 'Desk')} <desk@desk.example>"
    mail["To"] = "wire@paper.example"
    mail["Subject"] = _title(marked)
    mail["Date"] = "Thu, 12 Mar 2026 14:00:00 +0000"
    mail["Message-ID"] = f"<{marked.name}@desk.example>"
    mail["Content-Type"] = "text/plain; charset=utf-8"
    mail["Content-Transfer-Encoding"] = "base64"
    body = _as_text(Marked(marked.name, marked.language, {**marked.facts, "title": ""}, marked.lines))
    mail.set_payload(base64.encodebytes(body.encode()).decode("ascii"))
    return mail.as_string()


def _as_markdown(marked: Marked) -> str:
    marks = {"p": "", "h": "## ", "li": "* "}
    body = "\n\n".join(marks[line.kind] + _plain(line.source) for line in marked.lines)
    title = _title(marked).replace('"', '\\"')
    return f'---\ntitle: "{title}"\n---\n\n{body}\n'


_WRITERS = {
    "text": _as_text,
    "rss": _as_rss,
    "atom": _as_atom,
    "jsonfeed": _as_json_feed,
    "page": _as_page,
    "nitf": _as_nitf,
    "newsml1": _as_newsml1,
    "newsmlg2": _as_newsml_g2,
    "ninjs": _as_ninjs,
    "iptc7901": _as_iptc7901,
    "anpa1312": _as_anpa1312,
    "mail": _as_mail,
    "markdown": _as_markdown,
}
