"""Labels with what belongs to them, closings, captions and links."""

import pytest

from bot.cleaning import markup
from bot.cleaning.furniture import Page, trim
from bot.cleaning.markup.blocks import to_html
from tests.cleaning.test_furniture_kinds import MORE, PAGE, STORY, both, from_html, texts

LABELS = [
    "Related stories",
    "More on this story",
    "Most read",
    "Most Read from Bloomberg",
    "Editor's picks",
    "Read next",
    "Topics",
    "Share this",
    "In pictures",
    "Related coverage:",
    "You may also like",
]


@pytest.mark.parametrize("label", LABELS)
def test_labels_go_with_the_headlines_below_them(label: str) -> None:
    assert both([STORY[0], label, "Storm closes three ports", "Woman finds ring in carrot patch", STORY[1]]) == STORY
    assert both([*STORY, label, "Storm closes three ports"]) == STORY


@pytest.mark.parametrize("label", LABELS)
def test_labels_go_with_the_links_below_them_until_the_next_heading(label: str) -> None:
    box = f"<h3>{label}</h3><ul><li><a href='https://a.example/1'>Storm closes. Ports too.</a></li></ul>"

    assert from_html(f"<p>{STORY[0]}</p>{box}<h3>What is known</h3><p>{MORE}</p>") == [STORY[0], "What is known", MORE]


@pytest.mark.parametrize("label", ["Topics", "Most read", "In pictures", "More on this story", "Live"])
def test_labels_with_sentences_below_them_are_headings_of_the_story(label: str) -> None:
    assert both([STORY[0], label, STORY[1]]) == [STORY[0], label, STORY[1]]


def test_two_labels_share_what_is_below_them() -> None:
    lines = [*STORY, "In other media", "Read also", "- Arctic cargo up 6%", "- Polar station reports record warmth"]

    assert both(lines) == STORY


def test_a_list_with_sentences_is_the_story_whatever_stands_above_it() -> None:
    body = f"<p>{STORY[0]}</p><h3>Topics</h3><ul><li>The fire spread.</li><li>The crew fled.</li></ul><p>{MORE}</p>"

    assert from_html(body) == [STORY[0], "Topics", "The fire spread.", "The crew fled.", MORE]


def test_summaries_go_if_the_text_repeats_them_and_are_kept_as_data() -> None:
    body = f"<h3>Key points</h3><ul><li>The ferry left with 214 people</li><li>We were lucky, said Brekkan</li></ul><p>{STORY[0]}</p><p>{STORY[1]}</p>"

    trimmed = trim(markup.parse(body), PAGE)

    assert texts(trimmed) == STORY
    assert trimmed.highlights == ("The ferry left with 214 people", "We were lucky, said Brekkan")


def test_summaries_that_say_more_than_the_text_stay() -> None:
    lines = ["Key points", "- The captain was arrested at noon with 3 others", *STORY]

    assert both(lines) == lines


def test_bullets_above_a_byline_are_held_against_the_whole_text() -> None:
    lines = ["- Ferry with 214 on board, Brekkan among the lucky", "By Jane Doe", *STORY]

    assert both(lines) == STORY


@pytest.mark.parametrize("closing", ["Notes to editors", "Media contact:", "Editor's notes", "For media enquiries:"])
def test_closings_go_with_all_that_follows(closing: str) -> None:
    lines = [*STORY, closing, "1. The line has 14 boats.", "Hal Prentice", "07700 900 332"]

    assert both(lines) == STORY


@pytest.mark.parametrize("sign", ["ENDS", "-ends-", "###", "# # #", "-30-", "***ENDS***"])
def test_signs_of_the_end_close_a_story_if_what_follows_tells_how_to_reach_somebody(sign: str) -> None:
    assert both([*STORY, sign, "The line runs 14 boats.", "Hal Prentice, press@merrow.example"]) == STORY
    assert both([STORY[0], sign, STORY[1]]) == [STORY[0], sign, STORY[1]]


def test_a_box_about_the_sender_goes_and_a_heading_that_begins_alike_stays() -> None:
    about = ["About Merrow Lines", "Merrow Lines runs 14 ferries. For more, visit www.merrow.example."]
    heading = ["About the investigation", "The investigation will take a year. Write to www.police.example."]

    assert both([*STORY, *about]) == STORY
    assert both([*STORY, *heading]) == [*STORY, *heading]


def test_nothing_is_closed_above_the_first_paragraph() -> None:
    lines = ["About Merrow Lines", "Merrow Lines runs 14 ferries.", "Hal Prentice runs Merrow Lines, he says."]

    assert both(lines, Page("Merrow Lines", ())) == lines


def test_captions_leave_text_and_markup_and_describe_the_picture() -> None:
    body = f"<p>{STORY[0]}</p><figure><img src='https://a.example/i.jpg' width='640' height='360'><figcaption>A \"ferry\" &lt; 3. Photo: Jane Doe</figcaption></figure>"

    trimmed = trim(markup.parse(body), PAGE)

    assert texts(trimmed) == [STORY[0], ""]
    assert 'alt="A &quot;ferry&quot; &lt; 3. Photo: Jane Doe"' in to_html(trimmed.blocks)
    assert "figcaption" not in to_html(trimmed.blocks)


def test_a_picture_that_is_described_keeps_its_description() -> None:
    body = f"<p>{STORY[0]}</p><figure><img src='https://a.example/i.jpg' alt='Boat'><figcaption>Ferry</figcaption></figure>"

    assert 'alt="Boat"' in to_html(trim(markup.parse(body), PAGE).blocks)


@pytest.mark.parametrize(
    "inside",
    [
        "<table><tr><td>1</td></tr></table><figcaption>Dead by year</figcaption>",
        "<blockquote><p>No.</p></blockquote><figcaption>Ann Other, judge</figcaption>",
    ],
)
def test_captions_of_tables_and_quotations_stay(inside: str) -> None:
    kept = from_html(f"<p>{STORY[0]}</p><figure>{inside}</figure><p>{MORE}</p>")

    assert kept[-2] in {"Dead by year", "Ann Other, judge"}


def test_captions_that_are_all_there_is_stay() -> None:
    body = "<figure><img src='https://a.example/i.jpg'><figcaption>A ferry in the fog.</figcaption></figure>"

    assert from_html(body) == ["", "A ferry in the fog."]


@pytest.mark.parametrize(
    "line",
    [
        "FILE PHOTO: The ferry leaves Port Merrow, March 3, 2026",
        "Photo: Jane Doe/AFP",
        "Image source, Edda Winstone",
        "Image caption, Ms Winstone on a train",
        "The ferry at its quay on Friday. (AP Photo/Neil Castor)",
        "Yang waits for passengers at Shuikou, March 10, 2026. (Xinhua/Luo Minhui)",
        "Getty Images",
        "Picture: Ann Other/Northwire",
        "Representational image. (File photo)",
        "(Image: Carrowdale Live)",
        "Foto: Jana Muster/dpa",
        "Watch: Ferry towed off the rocks",
        "Media caption, The moment the ferry struck",
    ],
)
def test_captions_without_their_picture_go_by_their_shape(line: str) -> None:
    assert both([STORY[0], line, STORY[1]]) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Photo: an exhibition of that name opens in Halcyon on Friday, with 90 pictures of wrecks.",
        "“Photo: unknown, 1931” is still the most common caption, she said.",
        "He posted a video of it (nobody has seen the picture since).",
        "The picture shows a boat.",
        "Getty Images sued the paper for 3 million.",
    ],
)
def test_sentences_about_pictures_stay(line: str) -> None:
    assert both([STORY[0], line, STORY[1]]) == [STORY[0], line, STORY[1]]


def test_a_link_at_the_end_of_a_paragraph_that_leads_on_goes() -> None:
    assert from_html(f"<p>{STORY[0]} They <a href='https://a.example/'>Continue reading</a></p>") == [
        f"{STORY[0]} They"
    ]
    assert from_html(f"<p>{STORY[0]} They <a href='https://a.example/'>asked for more</a></p>") == [
        f"{STORY[0]} They asked for more"
    ]


def test_labels_with_their_link_in_one_paragraph_go() -> None:
    line = "<p><strong>Read more:</strong> <a href='https://a.example/1'>Storm closes three ports</a></p>"

    assert from_html(f"<p>{STORY[0]}</p>{line}<p>{MORE}</p>") == [STORY[0], MORE]


def test_lines_parted_by_breaks_are_judged_one_by_one() -> None:
    assert from_html(f"<p>12 March 2026, 14:05<br>{STORY[0]}<br>Tags: ferry, Halcyon</p>") == [STORY[0]]


def test_tables_stay() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{count}</td></tr>" for name, count in (("AFP", 3), ("Share", 4)))

    assert from_html(f"<p>{STORY[0]}</p><table>{rows}</table>") == [STORY[0], "AFP", "3", "Share", "4"]
