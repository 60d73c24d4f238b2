from datetime import UTC, datetime, timedelta

import pytest

from bot.formats import parsing
from bot.model import Document, Enclosure, Feed

HEAD = """
    <title>Northwire &amp;amp; more</title><link>/home</link><description>D</description><language>en-gb</language>
    <ttl>90</ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>
    <atom:link rel="self" href="/feed.xml"/><atom:link rel="hub" href="https://hub.example/"/>
    <atom:link rel="hub" href="https://hub.example/"/>
    <skipHours><hour>24</hour><hour> 7 </hour><hour>25</hour></skipHours>
    <skipDays><day>Sunday</day><day>saturday</day><day>Tag</day></skipDays>
"""


def feed(head: str, broken: str = "") -> Feed | None:
    spaces = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:atom="http://www.w3.org/2005/Atom"'
    content = f'<rss version="2.0" {spaces}><channel>{head}<item><title>a{broken}</title></item></channel></rss>'
    return parsed(content).feed


def parsed(content: str) -> parsing.Parsed:
    document = Document(
        source="s",
        location="feed",
        content=content.encode(),
        base_url="https://a.example/feeds/all",
        arrived=datetime(2024, 3, 13, tzinfo=UTC),
    )
    return parsing.parse(document)


@pytest.mark.parametrize("broken", ["", "&nbsp;"], ids=["strict", "feedparser"])
def test_what_a_feed_says_of_itself_is_kept_by_both_readers(broken: str):
    assert feed(HEAD, broken) == Feed(
        title="Northwire & more",
        home="https://a.example/home",
        language="en-gb",
        ttl=timedelta(minutes=90),
        update_period=timedelta(hours=4),
        skip_hours=frozenset({0, 7}),
        skip_days=frozenset({5, 6}),
        hubs=("https://hub.example/",),
        self_url="https://a.example/feed.xml",
    )


@pytest.mark.parametrize(
    "head, ttl, period",
    [
        ("<ttl>0</ttl>", None, None),
        ("<ttl>-5</ttl>", None, None),
        ("<ttl>99999999999999999999</ttl>", None, None),
        ("<ttl>one hour</ttl>", None, None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", None, timedelta(hours=1)),
        ("<sy:updateFrequency>2</sy:updateFrequency>", None, timedelta(hours=12)),
        ("<sy:updateFrequency>0</sy:updateFrequency>", None, None),
        ("<sy:updatePeriod>often</sy:updatePeriod>", None, None),
        (
            "<sy:updatePeriod>Weekly</sy:updatePeriod><sy:updateFrequency>x</sy:updateFrequency>",
            None,
            timedelta(days=7),
        ),
    ],
)
def test_absurd_wishes_are_none(head: str, ttl: timedelta | None, period: timedelta | None):
    found = feed(f"<title>t</title>{head}")

    assert found is not None
    assert (found.ttl, found.update_period) == (ttl, period)


def test_pictures_of_other_vocabularies_are_enclosed_once_with_their_size():
    content = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>t</title><item><title>a</title>
        <enclosure url="https://a.example/1.jpg" type="image/jpeg" length="5"/>
        <media:group><media:content url="https://a.example/1.jpg" width="800" height="450" medium="image"/>
        <media:content url="https://a.example/film.mp4" type="video/mp4"/></media:group>
        <media:content url="https://a.example/2" medium="image"/>
        <media:thumbnail url="/3.png" width="75" height="wide"/>
        <itunes:image href="https://a.example/4.webp?x=1"/></item></channel></rss>"""

    assert parsed(content).entries[0].enclosures == (
        Enclosure(url="https://a.example/1.jpg", media_type="image/jpeg", length=5, width=800, height=450),
        Enclosure(url="https://a.example/2"),
        Enclosure(url="https://a.example/3.png", media_type="image/png", width=75),
        Enclosure(url="https://a.example/4.webp?x=1", media_type="image/webp"),
    )


def test_a_summary_is_kept_beside_a_fuller_body_only():
    content = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>t</title>
        <item><title>1</title><description>Short.</description><content:encoded>&lt;p>Long text&lt;/p></content:encoded></item>
        <item><title>2</title><description>Only text</description></item>
        <item><title>3</title><description>Same</description><content:encoded>Same</content:encoded></item>
        </channel></rss>"""

    assert [entry.summary for entry in parsed(content).entries] == ["Short.", "", ""]


def test_what_a_feed_says_of_itself_is_short():
    long = "x" * 3000
    found = feed(
        f"<title>{long}</title><link>https://a.example/{long}</link>"
        f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="https://hub.example/{long}"/>'
        f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://a.example/{long}"/>'
    )

    assert found is not None
    assert found.title == "x" * 500
    assert (found.home, found.hubs, found.self_url) == (None, (), None)
