"""Kinds of furniture, each both ways: what goes, and what looks like it and stays."""

from collections.abc import Sequence

import pytest

from bot.cleaning import markup
from bot.cleaning.furniture import Page, Trimmed, trim
from bot.cleaning.markup import plain

STORY = ["The ferry left at 9:40 with 214 people on board, officials said.", "“We were lucky,” said Tomas Brekkan, 41."]
MORE = "The boat will be towed to Port Merrow on Friday."
PAGE = Page("Ferry runs aground", ("The Herald",), ("Jane Doe",))


def texts(trimmed: Trimmed) -> list[str]:
    return [block.text for block in trimmed.blocks]


def both(lines: Sequence[str], page: Page = PAGE) -> list[str]:
    """Trim the lines as text and as HTML, which must make no difference."""
    as_text = texts(trim(plain.parse("\n\n".join(lines)), page))
    as_html = texts(trim(markup.parse("".join(f"<p>{line}</p>" for line in lines)), page))
    assert as_text == as_html
    return as_html


def from_html(body: str, page: Page = PAGE) -> list[str]:
    return texts(trim(markup.parse(body), page))


ABOVE = [
    "Thu 12 Mar 2026 14.05 GMT",
    "12/03/2026 - 14:05",
    "2026-03-12 14:05:09",
    "March 12, 2026 2:05 PM EST",
    "12 March 2026, 9.05pm",
    "Published 12 March 2026",
    "Last updated: Thursday, March 12, 2026 at 2:05 p.m.",
    "2 hours ago",
    "14 minutes ago",
    "Stand: 12.03.2026, 14:05 Uhr",
    "Publié le 12 mars 2026 à 14h05",
    "Actualizado el 12 de marzo de 2026 a las 14:05",
    "Pubblicato il 12 marzo 2026 alle 14:05",
    "12 марта 2026, 14:05",
    "2026年3月12日 14:05",
    "ANI | Updated: Mar 12, 2026 15:44 IST",
    "KYODO NEWS - Mar 12, 2026 - 15:08 | All, Japan",
    "News Release 12-Mar-2026",
    "by Desmond Akerley | March 12, 2026 | 4 min read | 37 Comments",
    "Reading Time: 2 minutes",
    "Business reporter",
    "Edited by: News Desk",
    "edited by Greta Lowe, reviewed by Tomas Ruud",
    "BC-Halcyon-Ferry",
    "BC-US--Ferry Fire,3rd Ld-Writethru,0287",
    "HALCYON FERRY (2nd Lead)",
    "GHOST PUB (BROKEN HILL)",
    "Philippines-quake,2ndlead",
    "a0533-----",
    "1st Ld-Writethru",
    "2nd take",
    "(312 words)",
    "EDS: UPDATES with quotes.",
    "Eds: Moving on general news services.",
    "ATTENTION - ADDS details, quote ///",
    "EMBARGOED UNTIL 00:01 Friday",
    "For Release 10 a.m.",
    "FOR IMMEDIATE RELEASE",
    "URGENT",
    "(Recasts with arrival of tugs, adds quotes)",
    "(Updates throughout)",
    "(Repeats to additional subscribers with no changes to text)",
    "SLUG: FERRY",
    "Home › News › Islands",
    "NEWS",
    "Dear editor,",
    "This post may contain affiliate links. Please read my disclosure policy.",
]


@pytest.mark.parametrize("line", ABOVE)
def test_lines_above_the_story_go(line: str) -> None:
    assert both([line, *STORY]) == STORY


def test_names_of_sections_and_people_go_above_a_line_that_is_proven() -> None:
    assert both(["Western Plains", "Holly Tranmer and Conor Estyn", "12 March 2026, 9.05pm", *STORY]) == STORY
    assert both(["12 March 2026, 9.05pm", "University of Ostermark", *STORY]) == STORY


@pytest.mark.parametrize("line", ["Western Plains", "What we know", "Key figures of the day"])
def test_short_lines_above_the_story_stay_without_a_line_that_proves_them(line: str) -> None:
    assert both([line, *STORY]) == [line, *STORY]


def test_a_short_line_may_be_the_title_of_a_story_that_has_none() -> None:
    lines = ["Ferry runs aground", "12 March 2026, 9.05pm", *STORY]

    assert both(lines, Page()) == lines


def test_headings_above_the_story_are_its_own() -> None:
    body = f"<p>18.41 GMT</p><h3>Debate opens</h3><p>{STORY[0]}</p><p>17.10 GMT</p><h3>Rebels split</h3><p>{MORE}</p>"

    assert from_html(body) == ["Debate opens", STORY[0], "Rebels split", MORE]


@pytest.mark.parametrize(
    "line",
    [
        "In 1912, 300 people lived here",
        "Correction, 13 March: An earlier version of this story misstated her age.",
        "March was the wettest month since 1912.",
        "URGENT help is needed, the mayor said.",
        "With three boats gone, the island is on its own.",
        "(The name of the captain has been changed.)",
        "NEWS of the wreck travelled fast.",
        "Published accounts of the wreck differ.",
        "Business reporters were not let in.",
        "Photo: an exhibition of that name opens in Halcyon on Friday, with 90 pictures of wrecks.",
        "ENDS of rope hung from the mast.",
    ],
)
def test_first_lines_of_a_story_stay(line: str) -> None:
    assert both([line, *STORY]) == [line, *STORY]


BELOW = [
    "(AFP)",
    "— Reuters",
    "/AP/",
    "-- BERNAMA",
    "--IANS",
    "==Kyodo",
    "PTI KLM SVD",
    "AAP tm/jmc",
    "dpa abr pwe n1",
    "AFP 120641 GMT MAR 26",
    "- The Herald",
    "(NAN)",
    "Mireille Aucoin, AFP",
    "Associated Press writers Ann Other and Max Holm contributed to this report.",
    "With inputs from PTI",
    "[With inputs from ANI]",
    "— With files from CKWL radio",
    "Web story by Wanda Orrell. Photo by Cass Limm.",
    "--With assistance from Marcel Thoma and Bettina Kuhn.",
    "Jane Doe is our correspondent in Halcyon. She covers the islands.",
    "Jane Doe covers the islands for The Herald.",
    "Follow Jane Doe on X at @jdoe",
    "Contact the author at jane.doe@herald.example",
    "To contact the reporter on this story: Jane Doe at jdoe@herald.example",
    "This article was originally published on Halcyon Notes.",
    "This article is republished from The Colloquy under a Creative Commons license. Read the original article.",
    "The views expressed here are the writer's own and do not necessarily reflect those of the editors.",
    "This story has been published from a wire agency feed without modifications to the text.",
    "(This story has not been edited by Herald staff and is auto-generated from a syndicated feed.)",
    "Disclaimer: The information is provided on an as-is basis.",
    "Read the full story at https://herald.example/ferry",
    "You are receiving this because you signed up at herald.example.",
    "Unsubscribe",
    "View in browser",
    "Was this email forwarded to you? Sign up here.",
    "12 comments",
    "Show 112 Comments",
    "Leave a comment",
    "Tags: ferry, Halcyon, boats",
    "Filed under: Islands, Boats",
    "#ferry #halcyon",
    "Like | Comment | Restack",
    "T: 01632 960 117 | E: press@wexcombe.example",
    "Femke Zandstra, University of Ostermark, f.zandstra@ostermark.example, Office: 555-0147",
    "AP MLB: https://apnews.example/mlb and https://x.com/AP_Sports",
    "This report by The Canadian Press was first published March 9, 2026.",
    "More to come.",
    "Do you have a photo of the ferry? Send it to us here with a brief description.",
    "Copyright 2026 KVRM. All rights reserved.",
    "For reprint rights: contact the syndication desk",
    "Most Read",
    "Support our journalism with a donation.",
    "If you enjoyed this, buy me a coffee.",
]


@pytest.mark.parametrize("line", BELOW)
def test_lines_below_the_story_go(line: str) -> None:
    assert both([*STORY, line]) == STORY


@pytest.mark.parametrize("line", BELOW)
def test_lines_below_the_story_go_with_those_below_them(line: str) -> None:
    assert both([*STORY, line, "Eastmere", "© 2026 The Herald"]) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Brekkan is a fisherman in Halcyon.",
        "Ann Other is our best hope, he said.",
        "(He was not.)",
        "(NATO has no ferries.)",
        "More will come, she said.",
        "The mayor contributed to the report of the committee by phone, she said.",
        "Anyone who saw the boat is asked to call the police in Halcyon.",
        "The two boats, he said, were AP and PA.",
        "“Leave a comment,” the sign says.",
        "Twelve comments were heard by the court.",
        "Filed under lies, the letter was found by her son.",
        "Support for the union has grown to 61 percent.",
        "Donate blood, the hospital asked.",
        "Most read the notice too late.",
        "About the crew nothing is known.",
        "Photos of the wreck were shown in court.",
        "The harbour is closed until 14:05.",
        "This article of the treaty was never used.",
        "Follow the red line on the quay and you reach the hall.",
    ],
)
def test_last_sentences_of_a_story_stay(line: str) -> None:
    assert both([*STORY, line]) == [*STORY, line]
    assert both([STORY[0], line, STORY[1]]) == [STORY[0], line, STORY[1]]


@pytest.mark.parametrize(
    "tail",
    [
        " (AFP)",
        " (Reporting by Jane Doe; Editing by Max Holm)",
        " [With inputs from ANI]",
        " — Reuters",
        " /AP/",
        " PTI KLM SVD",
        " -- BERNAMA",
        " Enditem",
        " (NAN)",
        " […]",
        " [...]",
        " Continue reading",
        " Read more »",
        " Sign up here for our newsletter. Follow us on X.",
        " $329 at ShopWorld",
        " ■",
    ],
)
def test_what_is_behind_the_last_sentence_goes(tail: str) -> None:
    assert both([STORY[0], MORE + tail]) == [STORY[0], MORE]


@pytest.mark.parametrize("tail", [" (He was not.)", " Read it and weep.", " More boats come.", " (Nobody said why)"])
def test_what_is_said_behind_the_last_sentence_stays(tail: str) -> None:
    assert both([STORY[0], MORE + tail]) == [STORY[0], MORE + tail]
