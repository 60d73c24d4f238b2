from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.stories import clean
from bot.errors import FormatError
from bot.model import Enclosure, Entry, Facts, Marker, Source, Status, Story, Wire

NOW = datetime(2024, 3, 12, 12, tzinfo=UTC)
SOURCE = Source(name="gazette", title="The Merrow Gazette", family="gazette")


def again(story: Story, body_type: str, publisher: str | None = None) -> Story:
    body = story.html if body_type == "html" else story.text
    entry = Entry(key="k", url=story.url, title=story.title, body=body, publisher=publisher)
    return clean(replace(entry, body_type="html") if body_type == "html" else entry, SOURCE, NOW)


def test_a_reprint_in_its_papers_furniture_becomes_the_agencys_story():
    story = clean(
        Entry(
            key="1",
            url="HTTPS://Gazette.example/news/../a?utm_source=x#top",
            title="UPDATE 1-Ferry hits reef | The Merrow Gazette",
            body="<h1>Ferry hits reef</h1><p>By <a href='/j'>Jane Doe</a></p><ul><li>214 people were on board</li></ul>"
            "<p>PORT MERROW (AP) &mdash; A ferry hit a reef; <b>214</b> people were on board.</p><p>Read more: X</p>"
            "<p><a href='/map?utm_source=y'>Map</a> of the reef shows rocks.</p><p>© 2024 Gazette</p><script>1</script>",
            body_type="html",
            published=datetime(2024, 3, 12, 9, tzinfo=UTC),
            updated=datetime(1, 1, 1, tzinfo=UTC),
            authors=("Jane Doe",),
            language="en-GB",
            categories=("sea", " Sea ", "news"),
            enclosures=(Enclosure(url="/f.jpg", length=-1), Enclosure(url="javascript:x"), Enclosure(url="/f.jpg")),
        ),
        SOURCE,
        NOW,
        "https://gazette.example/feed",
    )

    assert story.markers == (Marker("update", 1),)
    assert [(cut.text, cut.because) for cut in story.cuts] == [
        ("UPDATE 1-", "marker of the desk"),
        ("| The Merrow Gazette", "name of the outlet"),
        ("Ferry hits reef", "repeats the title"),
        ("By Jane Doe", "byline"),
        ("214 people were on board", "highlight that the text repeats"),
        ("PORT MERROW (AP) —", "dateline"),
        ("Read more: X", "leads to other stories"),
        ("© 2024 Gazette", "copyright"),
    ]
    assert replace(story, markers=(), facts=Facts(), cuts=()) == Story(
        key=story.key,
        url="https://gazette.example/a",
        title="Ferry hits reef",
        text="A ferry hit a reef; 214 people were on board.\n\nMap of the reef shows rocks.",
        html="<p>A ferry hit a reef; <b>214</b> people were on board.</p>\n"
        '<p><a href="https://gazette.example/map?utm_source=y" rel="noopener nofollow">Map</a> of the reef shows rocks.</p>',
        published=datetime(2024, 3, 12, 9, tzinfo=UTC),
        first_seen=NOW,
        authors=("Jane Doe",),
        source="gazette",
        outlet="The Merrow Gazette",
        credit="AP",
        dateline="PORT MERROW",
        language="en",
        categories=("sea", "news"),
        enclosures=(Enclosure(url="https://gazette.example/f.jpg"),),
    )


def test_key_comes_from_the_canonical_url_and_else_from_source_and_entry():
    one = clean(Entry(key="1", url="http://a.example/x?fbclid=1", title="T"), SOURCE, NOW)
    two = clean(Entry(key="2", url="http://A.example:80/x#y", title="U"), SOURCE, NOW)
    three = clean(Entry(key="3", title="T"), SOURCE, NOW)
    elsewhere = clean(Entry(key="3", title="T"), replace(SOURCE, name="other"), NOW)

    assert one.key == two.key
    assert len({one.key, three.key, elsewhere.key}) == 3
    assert all(len(story.key) == 20 and int(story.key, 16) >= 0 for story in (one, three, elsewhere))


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_an_item_that_its_agency_keeps_back_needs_no_words(status: Status):
    entry = Entry(key="1", wire=Wire(item="urn:nw:1", slug="ferry-reef", status=status))

    story = clean(entry, SOURCE, NOW)

    assert (story.title, story.text, story.wire) == ("ferry-reef", "", entry.wire)


def test_dateline_and_credit_of_an_agency_count_where_the_text_has_none():
    wire = Wire(dateline="PORT MERROW", credit="AP")

    plain = clean(Entry(key="1", title="Ferry hits reef", body="A ferry hit a reef.", wire=wire), SOURCE, NOW)
    named = clean(Entry(key="1", title="Ferry", body="NORHAVEN (Reuters) - A ferry sank.", wire=wire), SOURCE, NOW)

    assert (plain.dateline, plain.credit) == ("PORT MERROW", "AP")
    assert (named.dateline, named.credit) == ("NORHAVEN", "Reuters")


def test_publisher_named_by_an_aggregator_is_the_outlet():
    entry = Entry(key="1", title="Ferry aground - The Pella Herald", publisher="The Pella Herald")

    story = clean(entry, SOURCE, NOW)

    assert (story.outlet, story.title) == ("The Pella Herald", "Ferry aground")


@pytest.mark.parametrize("body", ["", " \n\n ", "<p> </p>", "\u200b"])
def test_entry_with_nothing_to_show_is_refused_by_name(body: str):
    with pytest.raises(FormatError, match="entry 'k1' has neither a title nor a text") as caught:
        clean(Entry(key="k1", body=body, body_type="html"), SOURCE, NOW)

    assert caught.value.location == "k1"


@pytest.mark.parametrize(
    "entry, title",
    [
        (
            Entry(key="1", body='<img src="http://a.example/b.png" alt="A boat &amp; a gull">', body_type="html"),
            "A boat & a gull",
        ),
        (Entry(key="1", url="https://a.example/fire/?utm_source=x"), "a.example/fire"),
        (Entry(key="1", enclosures=(Enclosure(url="https://a.example/talk.mp3"),)), "a.example/talk.mp3"),
    ],
    ids=["picture", "link", "recording"],
)
def test_picture_link_or_recording_alone_is_a_story_too(entry: Entry, title: str):
    assert clean(entry, SOURCE, NOW).title == title


@pytest.mark.parametrize(
    "claimed, kept",
    [("audio/mpeg", "audio/mpeg"), ("Image/JPEG; q=1", "image/jpeg"), ('audio/"x', None), ("mp3", None), ("", None)],
)
def test_media_type_is_kept_where_it_is_one(claimed: str, kept: str | None):
    entry = Entry(key="1", title="T", enclosures=(Enclosure(url="https://a.example/x", media_type=claimed),))

    assert clean(entry, SOURCE, NOW).enclosures[0].media_type == kept


def test_pictures_keep_their_sizes_and_are_named_once():
    address = "https://a.example/p.jpg"
    claimed = (
        Enclosure(url=address, media_type="image/jpeg", width=0, height=-1),
        Enclosure(url="https://a.example/pixel.gif", media_type="image/gif", width=1, height=1),
        Enclosure(url=address, media_type="image/png", length=9, width=640, height=360),
        Enclosure(url="https://a.example/line.png", width=600, height=1),
    )

    story = clean(Entry(key="1", title="T", enclosures=claimed), SOURCE, NOW)

    assert story.enclosures == (
        Enclosure(url=address, media_type="image/jpeg", length=9, width=640, height=360),
        Enclosure(url="https://a.example/line.png", width=600, height=1),
    )


def test_enclosures_that_count_readers_go_by_their_address_and_what_is_no_picture_stays():
    claimed = (
        Enclosure(url="https://sb.scorecardresearch.com/p?c1=2"),
        Enclosure(url="https://a.example/matomo.php?idsite=1", media_type="image/gif"),
        Enclosure(url="https://ad.doubleclick.net/talk.mp3", media_type="audio/mpeg"),
        Enclosure(url="https://a.example/p.jpg", media_type="image/jpeg"),
    )

    story = clean(Entry(key="1", title="T", enclosures=claimed), SOURCE, NOW)

    assert story.enclosures == claimed[2:]


@pytest.mark.parametrize(
    "body_type, body, summary, text",
    [
        ("html", "", "<p>In <b>short</b>.</p>", "In short."),
        ("html", "<p> </p><script>1</script>", "<p>In short.</p>", "In short."),
        ("text", " \n", "1 < 2", "1 < 2"),
        ("html", "<p>At length.</p>", "<p>In short.</p>", "At length."),
    ],
)
def test_summary_stands_in_for_a_body_that_says_nothing(body_type: str, body: str, summary: str, text: str):
    entry = Entry(key="1", title="T", body=body, summary=summary)

    story = clean(replace(entry, body_type="html") if body_type == "html" else entry, SOURCE, NOW)

    assert story.text == text


def test_title_alone_is_a_story_without_text():
    story = clean(Entry(key="1", title="Ferry aground"), SOURCE, NOW)

    assert (story.text, story.html) == ("", "")


def test_bullets_that_repeat_the_text_give_the_title_and_a_subhead_stays():
    body = (
        "- Leaders will meet in Beijing.\nThis week, leaders will meet in Beijing, where they talk.\nVisit to China\nThe visit is long, "
        + "x " * 60
    )

    story = clean(Entry(key="1", body=body), SOURCE, NOW)

    assert story.title == "Leaders will meet in Beijing"
    assert story.text.split("\n\n")[:2] == [
        "This week, leaders will meet in Beijing, where they talk.",
        "Visit to China",
    ]


LINES = st.sampled_from(
    ["By Jane Doe", "OSLO (AP) — ", "Read more: x", "(Reporting by Jane Doe)", "Source: AP", " Info source-AP News", "© 2024 Herald", "A headline without stop",
     "The ferry left at nine. It came back.", "- The ferry left at nine.", "* something new", "The Merrow Gazette", "UPDATE 2-", "Home > News > Sea",
     "“Quote.”", "<b>", "&amp;", "<p>", "<ul><li>", "</li>", "<br>", "<td>", "\n", "\n\n", " ", "e", "\u0301", "\u200d", "\x85", "\u2028", "|", "1970", "Ferry | The Merrow Gazette"]
)  # fmt: skip
BODIES = st.lists(LINES, max_size=14).map("".join) | st.text(max_size=60)


@given(BODIES, LINES | st.just(""), st.sampled_from(["html", "text"]))
def test_cleaning_what_is_clean_changes_nothing(body: str, title: str, body_type: str):
    entry = Entry(key="k", title=title, body=body)
    try:
        story = clean(replace(entry, body_type="html") if body_type == "html" else entry, SOURCE, NOW)
    except FormatError:
        return

    as_text, as_html = again(story, "text"), again(story, "html")
    assert (as_text.title, as_text.text) == (story.title, story.text)
    assert (as_html.title, as_html.text, as_html.html) == (story.title, story.text, story.html)
    assert story.title == " ".join(story.title.split()) != ""
