"""The strict reader says what feedparser says, or nothing: whole values, from documents with parts in any order."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FormatError
from bot.formats.feeds import syndication
from bot.formats.feeds.found import Found
from bot.model import Document, Entry, Feed

DATA = Path(__file__).parents[1] / "data" / "formats"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:x="http://x.example/ns" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:georss="http://www.georss.org/georss" xmlns:cc="http://web.resource.org/cc/" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)
XHTML = '<div xmlns="http://www.w3.org/1999/xhtml">'


def document(content: str | bytes, base_url: str | None = "https://a.example/feeds/all") -> Document:
    content = content.encode() if isinstance(content, str) else content
    arrived = datetime(2024, 3, 13, tzinfo=UTC)
    return Document(source="s", location="feed.xml", content=content, base_url=base_url, arrived=arrived)


def rss(item: str, head: str = "") -> str:
    return f'<rss version="2.0" {SPACES}><channel><title>F</title>{head}<item>{item}</item></channel></rss>'


def atom(entry: str, head: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" {SPACES}><title>F</title>{head}'
        f"<entry>{entry}</entry></feed>"
    )


def values(found: Found) -> tuple[Feed, list[Entry]]:
    return found.feed, [found.entry(number, str(number)) for number in range(len(found.items))]


@pytest.mark.parametrize("name", ["rss20.xml", "atom10.xml", "rdf10.xml"])
def test_documents_of_every_kind_are_accepted_and_read_as_feedparser_does(name: str):
    if name == "atom10.xml":  # its second entry has a picture, in base64, as its content
        content = (DATA / name).read_bytes().replace(b'<content type="image/png">', b'<content type="text/plain">')
    else:
        content = (DATA / name).read_bytes()
    strict = syndication.read_strictly(document(content))

    assert strict is not None
    assert values(strict) == values(syndication.read_loosely(document(content)))


@pytest.mark.parametrize(
    "content",
    [
        rss("<title>a & b</title>"),
        rss("<title>caf&eacute;</title>"),
        rss("<title>a</title>")[:-9],
        "<!DOCTYPE rss>" + rss("<title>a</title>"),
        '<!DOCTYPE rss [<!ENTITY a "b">]>' + rss("<title>&a;</title>"),
        rss("<y:title>a</y:title>"),
        rss("<title>a<link>http://a.example/</link></title>"),
        rss("<item><title>inside</title></item>"),
        rss("<image><title>a</title></image>"),
        rss("<author>Runa Skeld &lt;runa@a.example&gt;</author>"),
        rss("<description>a <div>b</div></description>"),
        rss("<tags>a, b</tags>"),
        rss("<date>2024-03-12</date>"),
        rss('<x:a x:href="b"/>'),
        atom('<content type="image/png">iVBORw0KGgo=</content>'),
        atom('<content mode="base64" type="text/html">YQ==</content>'),
        atom(f'<content type="xhtml">{XHTML}<svg xmlns="http://www.w3.org/2000/svg"/></div></content>'),
        atom('<content type="xhtml"><title>a</title></content>'),
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/"><entry><dc:created/></entry></feed>',
        "<channel><title>a</title></channel>",
        "<rss><rss><channel><title>a</title></channel></rss></rss>",
    ],
)
def test_what_has_two_readings_is_left_to_feedparser(content: str):
    assert syndication.read_strictly(document(content)) is None


ITEM = [
    "<title>Plain title</title>",
    "<title>Bold &lt;b&gt;title&lt;/b&gt; &amp;amp; more</title>",
    '<title type="html">A &amp;lt;i> b</title>',
    "<title/>",
    "<title>UTF-8 taken for Latin-1: Ã© \x92 \u2019</title>",
    "<dc:title>Another title</dc:title>",
    "<media:title>Title of a picture</media:title>",
    "<link>http://a.example/1?a=1&amp;b=2</link>",
    "<link>/relative</link>",
    "<link/>",
    '<link href="http://a.example/atom"/>',
    '<link rel="Self" href="self"/>',
    '<atom:link rel="related" href="../b" title="T" type="text/HTML"/>',
    '<guid isPermaLink="false">g-1</guid>',
    "<guid>http://a.example/guid</guid>",
    "<guid/>",
    "<id>tag:a.example,2024:1</id>",
    "<pubDate>Tue, 12 Mar 2024 05:15:00 EST</pubDate>",
    "<pubDate>2024년 3월 12일</pubDate>",
    "<updated>2024-03-12T10:00:00Z</updated>",
    "<dc:date>2024-03-11</dc:date>",
    "<dcterms:created>2024-03-10</dcterms:created>",
    "<published>nonsense</published>",
    "<author>Runa Skeld</author>",
    "<author>runa@mail.org (Runa Skeld)</author>",
    "<author><name>Peder Lunn</name><uri>/p</uri><email>p@a.example</email></author>",
    "<author/>",
    "<dc:creator>Anders Tellmark</dc:creator>",
    "<itunes:author>Ingrid</itunes:author>",
    "<contributor><name>Nobody</name></contributor>",
    "<category>one</category>",
    "<category>Ã© a\x92 &#146;</category>",
    "<category>caf\u00c3&#169;</category>",
    '<category domain="d">two</category>',
    '<category term="three" label="Three"/>',
    "<dc:subject>one</dc:subject>",
    '<media:category label="L">m</media:category>',
    "<media:keywords>k1, k2,</media:keywords>",
    "<itunes:keywords>k3,k4</itunes:keywords>",
    "<description>A text.</description>",
    "<description>&lt;p&gt;A &lt;a href='map'&gt;text&lt;/a&gt;&lt;br&gt;&lt;/p&gt;</description>",
    '<description xml:lang="fr_CA" xml:base="http://b.example/x/"><![CDATA[<a href="y">z</a>]]></description>',
    "<description>Not <i>declared</i> markup</description>",
    "<summary>In short.</summary>",
    '<summary type="html">&lt;b>In&lt;/b> short</summary>',
    "<itunes:summary>Spoken &amp; short</itunes:summary>",
    "<media:description>Of a picture</media:description>",
    "<content:encoded><![CDATA[<p>Full <img src='/i.png'>text</p>]]></content:encoded>",
    '<content type="html">&lt;p>Content&lt;/p></content>',
    f'<content type="xhtml">{XHTML}<p class="A">X <br/><a rel="NoFollow" href="&lt;q&quot;">y</a> &amp; z</p></div></content>',
    f'<content type="xhtml">{XHTML}one</div> two</content>',
    "<content>Plain content &lt;3</content>",
    '<enclosure url="/a.mp3" type="audio/MPEG" length="12"/>',
    '<media:content url="/a.jpg" medium="image" width="10" height="20"><media:title>In it</media:title></media:content>',
    '<media:group><media:content url="b.png"/><media:thumbnail url="t.jpg" width="1"/></media:group>',
    "<media:thumbnail>/t2.jpg</media:thumbnail>",
    '<itunes:image href="http://a.example/i.jpg"/>',
    '<source url="http://b.example/feed">The Herald</source>',
    '<source xml:base="http://b.example/"><title>Of source</title><id>s</id><link href="/s"/><updated>2020</updated></source>',
    "<source><author><name>Source</name></author></source>",
    '<cc:license rdf:resource="http://l.example/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    "<language>nn</language>",
    "<dc:language>en_GB</dc:language>",
    "<georss:point>1 2</georss:point>",
    "<x:unknown>text</x:unknown>",
    '<x:unknown a="b">text<title>Deep title</title><link>http://a.example/deep</link></x:unknown>',
    "<x:group><description>Deep description</description><pubDate>2023-01-01</pubDate></x:group>",
    "<comments>http://a.example/c</comments>",
    "<feedburner:origLink>http://a.example/original</feedburner:origLink>",
    "<feedburner:origLink> </feedburner:origLink>",
    "<!-- a comment --> stray text <?pi?>",
]
HEAD = [
    "<link>http://a.example/</link>",
    '<link href="/" />',
    '<atom:link rel="hub" href="https://hub.example/"/>',
    '<atom:link rel="self" href="self"/>',
    "<description>News</description>",
    "<itunes:summary>News, spoken</itunes:summary>",
    "<language>en_gb</language>",
    "<ttl> 30 </ttl>",
    "<ttl a='b'>60</ttl>",
    "<sy:updatePeriod>hourly</sy:updatePeriod>",
    "<sy:updateFrequency>4</sy:updateFrequency>",
    "<skipHours><hour>1</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>",
    "<image><url>/i.png</url><title>Picture</title><link>http://a.example/</link></image>",
    "<textInput><title>Search</title><name>q</name><link>/s</link></textInput>",
    "<managingEditor>e@a.example (Editor)</managingEditor>",
    "<id>http://a.example/id</id>",
    "<title>Second title</title>",
    "<itunes:owner><itunes:name>O</itunes:name></itunes:owner>",
]


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from([rss, atom]),
    st.lists(st.sampled_from(ITEM) | st.just("</item><item>"), max_size=9),
    st.lists(st.sampled_from(HEAD), max_size=4),
    st.sampled_from([None, "https://a.example/feeds/all", "http://[broken"]),
)
def test_parts_in_any_order_mean_the_same_to_both_readers_or_are_left_to_feedparser(
    kind: type, item: list[str], head: list[str], base_url: str | None
):
    content = kind("".join(item), "".join(head))
    if kind is atom:
        content = content.replace("item>", "entry>")
    try:
        strict = syndication.read_strictly(document(content, base_url))
        loose = syndication.read_loosely(document(content, base_url))
    except FormatError:
        return

    assert strict is None or values(strict) == values(loose)


@pytest.mark.parametrize("part", ITEM)
def test_usual_parts_are_not_left_to_feedparser(part: str):
    content = rss(part) if "xhtml" not in part else atom(part)
    strict = syndication.read_strictly(document(content))

    assert strict is not None
    assert values(strict) == values(syndication.read_loosely(document(content)))


def test_a_body_comes_out_as_written_with_its_relative_links_resolved():
    body = "<p CLASS=x>A <a title='t' href='map'>map</a>, <a href='#1'>1</a> <img src=\"i.png\"> <a href=mailto:x>m</a> a=b</p>"
    found = syndication.read_strictly(document(rss(f"<title>t</title><description><![CDATA[{body}]]></description>")))

    assert found is not None
    assert found.entry(0, "k").body == (
        "<p CLASS=x>A <a title='t' href='https://a.example/feeds/map'>map</a>, <a href='#1'>1</a> "
        '<img src="https://a.example/feeds/i.png"> <a href=mailto:x>m</a> a=b</p>'
    )


def test_an_empty_element_of_xhtml_is_not_there_twice():
    found = syndication.read(document(atom(f'<title>t</title><content type="xhtml">{XHTML}a<br/>b</div></content>')))

    assert found.entry(0, "k").body == "a<br>b"


def test_what_one_entry_has_says_nothing_of_the_next():
    content = rss(
        "<content:encoded>Full</content:encoded></item>"
        "<item><description>Short</description><description>Longer, a second one</description>"
    )
    strict = syndication.read_strictly(document(content))

    assert strict is not None
    assert values(strict) == values(syndication.read_loosely(document(content)))
    assert (strict.entry(1, "k").summary, strict.entry(1, "k").body) == ("Short", "Longer, a second one")
