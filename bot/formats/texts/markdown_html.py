"""Markdown in, simple HTML out: headings, paragraphs, lists, quotes, code, rules, links, pictures, emphasis; all else is escaped.

A part of CommonMark, as much as stories need; what it does not know stays as it is written. HTML in Markdown is text.
"""

import html
import re
from collections.abc import Callable, Sequence

_DEEPEST = 8  # quotes and lists inside each other; beyond, their marks are text
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#{1,20})?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(={2,200}|-{2,200})[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,40}|(?:-[ \t]*){3,40}|(?:_[ \t]*){3,40})")
_FENCE = re.compile(r" {0,3}(`{3,20}|~{3,20})[^`]{0,100}")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r"( {0,3})([-*+]|\d{1,9}[.)])([ \t]{1,4})(?=\S)")
_TABLE = re.compile(r"[ \t]*\|.{0,2000}\|[ \t]*")
_TABLE_RULE = re.compile(r"[|:\s-]+")
_INLINE = re.compile(
    r"(?P<code>`{1,2})(?P<coded>[^`\n]{1,500})(?P=code)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<picture>!?)\[(?P<label>[^\[\]\n]{0,500})\]\(\s{0,3}<?(?P<url>[^\s()<>]{0,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500})?)>?(?:\s{1,3}[\"'(][^\"\n]{0,300}[\"')])?\s{0,3}\)"
    r"|<(?P<bare>https?://[^\s<>]{1,2000})>"
    r"|(?P<emphasis>\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,!?”\"'])_{1,3}(?!\w))"
    r"|(?P<break> {2,10}\n|\\\n)"
)  # fmt: skip
_URL = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def rendered(text: str) -> str:
    """Return Markdown as HTML."""
    return "\n".join(_blocks(text.expandtabs(4).split("\n"), 0))


def inline(text: str) -> str:
    """Return the words of a line as HTML: links are kept, emphasis and pictures are not."""
    found: list[str] = []
    at = 0
    for match in _INLINE.finditer(text):
        found.extend((html.escape(text[at : match.start()], quote=False), _span(match, text)))
        at = match.end()
    found.append(html.escape(text[at:], quote=False))
    return "".join(found)


def plain(text: str) -> str:
    """Return the words of a line alone."""
    return html.unescape(re.sub(r"<[^<>]{0,5000}>", "", inline(text))).strip()


def heading(lines: Sequence[str]) -> tuple[int, str, int] | None:
    """Return level, text and number of lines of a heading that the lines begin with; None where they begin with none."""
    if match := _HEADING.fullmatch(lines[0]):
        return len(match[1]), (match[2] or "").strip(), 1
    if len(lines) > 1 and lines[0].strip() and (match := _UNDERLINE.fullmatch(lines[1])) and not _marks(lines[0]):
        return (1 if match[1].startswith("=") else 2), lines[0].strip(), 2
    return None


def _span(match: re.Match[str], text: str) -> str:
    if match["code"]:
        return f"<code>{html.escape(match['coded'].strip(), quote=False)}</code>"
    if match["escaped"]:
        return html.escape(match["escaped"], quote=False)
    if match["bare"]:
        return f'<a href="{html.escape(match["bare"])}">{html.escape(match["bare"])}</a>'
    if match["label"] is not None:
        return _link(match)
    if match["break"]:
        return "<br>\n"
    # A star between spaces is a star; so is the one in 3*4.
    around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return match[0] if not around.strip() or (len(around) == 2 and around.isdigit()) else ""


def _link(match: re.Match[str]) -> str:
    label, url = match["label"], match["url"]
    if not _URL.fullmatch(url):
        return "" if match["picture"] else inline(label)
    if match["picture"]:
        return f'<img src="{html.escape(url)}" alt="{html.escape(plain(label))}">'
    return f'<a href="{html.escape(url)}">{inline(label)}</a>'


def _marks(line: str) -> bool:
    """Whether a line begins a block that is no paragraph."""
    return bool(
        _HEADING.fullmatch(line)
        or _RULE.fullmatch(line)
        or _FENCE.fullmatch(line)
        or _QUOTE.match(line)
        or _ITEM.match(line)
    )


def _blocks(lines: list[str], depth: int) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        for reader in _READERS if depth < _DEEPEST else (_paragraph,):
            block, end = reader(lines, at, depth)
            if end > at:
                found.append(block)
                at = end
                break
    return [block for block in found if block]


def _heading(lines: list[str], at: int, _: int) -> tuple[str, int]:
    found = heading(lines[at : at + 2])
    if found is None:
        return "", at
    level, text, count = found
    return (f"<h{level}>{inline(text)}</h{level}>" if text else ""), at + count


def _rule(lines: list[str], at: int, _: int) -> tuple[str, int]:
    return ("<hr>", at + 1) if _RULE.fullmatch(lines[at]) else ("", at)


def _fence(lines: list[str], at: int, _: int) -> tuple[str, int]:
    match = _FENCE.fullmatch(lines[at])
    if match is None:
        return "", at
    end = next(
        (number for number in range(at + 1, len(lines)) if lines[number].strip().startswith(match[1])), len(lines)
    )
    return f"<pre><code>{html.escape(chr(10).join(lines[at + 1 : end]), quote=False)}</code></pre>", end + 1


def _code(lines: list[str], at: int, _: int) -> tuple[str, int]:
    end = at
    while end < len(lines) and (lines[end].startswith("    ") or (end > at and not lines[end].strip())):
        end += 1
    text = "\n".join(line[4:] for line in lines[at:end]).rstrip()
    return (f"<pre><code>{html.escape(text, quote=False)}</code></pre>", end) if end > at else ("", at)


def _quote(lines: list[str], at: int, depth: int) -> tuple[str, int]:
    end = at
    while end < len(lines) and (
        _QUOTE.match(lines[end]) or (end > at and lines[end].strip() and not _marks(lines[end]))
    ):
        end += 1
    inside = [_QUOTE.sub("", line, count=1) for line in lines[at:end]]
    return ("\n".join(("<blockquote>", *_blocks(inside, depth + 1), "</blockquote>")), end) if end > at else ("", at)


def _list(lines: list[str], at: int, depth: int) -> tuple[str, int]:
    first = _ITEM.match(lines[at])
    if first is None:
        return "", at
    kind = "ul" if first[2] in "-*+" else "ol"
    items: list[list[str]] = []
    width = first.end()
    end = at
    while end < len(lines):
        line = lines[end]
        match = _ITEM.match(line)
        if (
            match
            and len(match[1]) < max(width, 2)
            and (match[2] in "-*+") == (kind == "ul")
            and not _RULE.fullmatch(line)
        ):
            items.append([line[match.end() :]])
            width = match.end()
        elif not line.strip() or line.startswith(" " * width):
            items[-1].append(line[width:])
        elif lines[end - 1].strip() and not _marks(line):  # a lazy line of the paragraph above
            items[-1].append(line.strip())
        else:
            break
        end += 1
    inside = [_tight(_blocks(item, depth + 1)) for item in items]
    return "\n".join((f"<{kind}>", *(f"<li>{item}</li>" for item in inside), f"</{kind}>")), end


def _tight(blocks: list[str]) -> str:
    """Return what is in one item: a paragraph alone, or before a list, is without its tags."""
    if blocks and blocks[0].startswith("<p>") and all(block.startswith(("<ul>", "<ol>")) for block in blocks[1:]):
        blocks = [blocks[0].removeprefix("<p>").removesuffix("</p>"), *blocks[1:]]
    return "\n".join(blocks)


def _table(lines: list[str], at: int, _: int) -> tuple[str, int]:
    end = at
    while end < len(lines) and _TABLE.fullmatch(lines[end]):
        end += 1
    if end - at < 2:
        return "", at
    rows = [line.strip().strip("|").split("|") for line in lines[at:end] if not _TABLE_RULE.fullmatch(line.strip())]
    cells = ("".join(f"<td>{inline(cell.strip())}</td>" for cell in row) for row in rows)
    return "\n".join(("<table>", *(f"<tr>{row}</tr>" for row in cells), "</table>")), end


def _paragraph(lines: list[str], at: int, depth: int) -> tuple[str, int]:
    end = at + 1
    while end < len(lines) and lines[end].strip() and (depth >= _DEEPEST or not _marks(lines[end])):
        end += 1
    text = inline("\n".join(line.lstrip() for line in lines[at:end]).strip())
    return (f"<p>{text}</p>" if text.strip() else ""), end


_READERS: tuple[Callable[[list[str], int, int], tuple[str, int]], ...] = (
    _fence, _code, _heading, _rule, _quote, _list, _table, _paragraph,
)  # fmt: skip
