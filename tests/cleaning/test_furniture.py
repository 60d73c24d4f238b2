from collections.abc import Sequence

import pytest

from bot.cleaning import markup
from bot.cleaning.furniture import Page, Trimmed, trim
from bot.cleaning.furniture.tables import Table
from bot.cleaning.markup import plain
from bot.cleaning.markup.blocks import Block, to_html

STORY = ["The ferry left at 9:40 with 214 people on board, officials said.", "“We were lucky,” said Tomas Brekkan, 41."]


def texts(trimmed: Trimmed) -> list[str]:
    return [block.text for block in trimmed.blocks]


def both(lines: Sequence[str], title: str = "", outlets: tuple[str, ...] = ("The Herald",)) -> Trimmed:
    """Trim the lines as text and as HTML, which must make no difference."""
    as_text = trim(plain.parse("\n\n".join(lines)), Page(title, outlets))
    as_html = trim(markup.parse("".join(f"<p>{line}</p>" for line in lines)), Page(title, outlets))
    assert texts(as_text) == texts(as_html)
    assert as_text.authors == as_html.authors
    assert (as_text.credit, as_text.dateline) == (as_html.credit, as_html.dateline)
    return as_html


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "BY JANE DOE and JOHN SMITH",
        "By Anders Tellmark, Northwire",
        "By Herald staff and wire reports",
        "Von Ingrid van der Berg",
        "The Herald",
        "THE HERALD",
        "Home > News > Islands",
        "Published 10:02, 12 March 2024 | 3 min read",
        "Last updated: 12 March 2024, 10:02 GMT",
        "3 min read",
        "(Adds rescue completed, new death toll)",
        "The title of it all",
    ],
)
def test_lines_above_the_story_go(line: str) -> None:
    assert texts(both([line, *STORY], title="The title of it all")) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Timetable changes anger commuters",
        "READ MORE » Timetable changes",
        "Also read: Another thing",
        "Subscribe to our newsletter for the morning headlines.",
        "Sign up for our newsletter: the morning headlines by seven.",
        "Follow us on Facebook and Instagram. Have you got a story?",
        "Follow @theherald on X",
        "Advertisement",
        "ADVERTISEMENT",
        "Click here to read the full report",
        "Join our WhatsApp channel",
        "Download our free app for more",
    ],
)
def test_lines_that_send_the_reader_elsewhere_go_wherever_they_stand(line: str) -> None:
    assert texts(both([STORY[0], line, STORY[1]])) == STORY
    assert texts(both([*STORY, line])) == STORY
    assert texts(both([line, *STORY])) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 Herald Media Ltd. Reproduction without permission is prohibited.",
        "Copyright 2024 The Herald. All rights reserved.",
        "(c) 2024 Herald",
        "This material may not be published. All rights reserved.",
        "(Reporting by Jane Doe in Oslo and John Smith; Editing by Ann Other)",
        "Reporting by Jane Doe; Editing by Ann Other",
        "Additional reporting by Jane Doe",
        "Source: The Morning Paper",
        "The post Ferry aground appeared first on The Herald.",
    ],
)
def test_lines_below_the_story_go(line: str) -> None:
    assert texts(both([*STORY, line])) == STORY


@pytest.mark.parametrize(
    "line",
    [
        *(
            "ends",
            "END",
            "Ends.",
            "-ENDS-",
            "(ends)",
            "the end",
            "(more)",
            "MORE",
            "More follows",
            "mf",
            "-0-",
            "- 30 -",
            "NNNN",
        ),
        *(
            "Ende",
            "FIN",
            "(SEGUE).",
            "###",
            "# # #",
            "___",
            "_____",
            "---",
            "* * *",
            "=====",
            "ad/mm",
            "nw/at/is",
            "nw at/is",
        ),
        *("AP-NY-03-12-24 0915EST", "EFE", "(ANSA).", "(AFP)", "(© NTB)", "at@ntb.example", "Email: at@ntb.example"),
        "((jane.doe@northwire.example; +1 555 0100; Messaging: jd.northwire@chat.example))",
        "Keywords: MERROW FERRY/ (UPDATE 2, PIX)",
    ],
)
def test_signs_of_the_wire_below_the_story_go(line: str) -> None:
    assert texts(both([*STORY, line])) == STORY


def test_all_signs_at_the_end_go_together_with_the_credits_above_them() -> None:
    lines = [
        *STORY,
        "(Reporting by Jane Doe; Editing by Max Holm)",
        "((jane.doe@northwire.example))",
        "Keywords: FERRY",
        "ends",
    ]

    assert texts(both(lines)) == STORY


@pytest.mark.parametrize("line", ["---", "=======", "____________", "* * *", "***"])
def test_rules_above_the_story_go(line: str) -> None:
    assert texts(both(["The title of it all", line, *STORY], title="The title of it all")) == STORY
    assert texts(both([line, *STORY])) == STORY


def test_agencies_rules_between_parts_of_a_story_go_and_other_marks_between_them_stay() -> None:
    assert texts(both([STORY[0], "___", STORY[1]])) == STORY
    assert texts(both([STORY[0], "* * *", STORY[1]])) == [STORY[0], "* * *", STORY[1]]
    assert texts(both([STORY[0], "(more)", STORY[1]])) == [STORY[0], "(more)", STORY[1]]


def test_signs_in_a_list_or_table_at_the_end_are_its_parts() -> None:
    blocks = markup.parse(f"<p>{STORY[0]}</p><ul><li>AFP</li><li>ends</li></ul>")

    assert texts(trim(blocks, Page())) == [STORY[0], "AFP", "ends"]


def test_agency_that_signs_below_the_story_is_its_credit() -> None:
    assert both([*STORY, "EFE", "ad/mm"]).credit == "EFE"


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the water had fallen by 3 metres.",
        "By then",
        "Home is where the heart is",
        "Correction: The first version gave a wrong age.",
        "(Corrects number of passengers in paragraph 2)",
        "“Follow us on Facebook,” the minister joked.",
        "Subscribers to the newspaper fell by 12 percent, it said.",
        "Read more books, the minister told pupils.",
        "Reporting by the newspaper showed that ministers lied.",
        "The source: a leaking pipe under the square.",
        "Copyright law is to change, the government said.",
        "Sources: two officials and a diplomat said no.",
        "Updated figures are expected on Friday.",
        "- 12 people are still missing",
        "The Herald said so.",
        "Watch the skies, the agency warned.",
        "All rights reserved for patients will be kept, the minister said.",
        "Visit to China",
        "More than 30 died.",
        "The end is near, he said.",
        "30",
        "3-0",
        "AP said so.",
    ],
)
def test_sentences_of_the_story_stay_wherever_they_stand(line: str) -> None:
    for lines in ([line, *STORY], [STORY[0], line, STORY[1]], [*STORY, line]):
        assert texts(both(lines)) == lines


@pytest.mark.parametrize(
    "end, credit",
    [
        (" Info source-AP News", "AP"),
        (" Info source: Northwire", "Northwire"),
        (" Source: Reuters", "Reuters"),
        (" (Reporting by Jane Doe; Editing by John Smith)", None),
        (" (Source: AFP)", "AFP"),
        (" Source: AFP (Editing by Jane Doe)", "AFP"),
    ],
)
def test_credits_behind_the_last_sentence_are_cut_off(end: str, credit: str | None) -> None:
    trimmed = both([STORY[0], STORY[1] + end])

    assert texts(trimmed) == STORY
    assert trimmed.credit == credit


def test_dateline_is_cut_and_kept_as_data() -> None:
    trimmed = both(["TAIPIE, Taiwan (AP) — " + STORY[0], STORY[1]])

    assert texts(trimmed) == STORY
    assert (trimmed.dateline, trimmed.credit) == ("TAIPIE, Taiwan", "AP")


def test_dateline_inside_markup_is_cut_without_harm_to_the_rest() -> None:
    blocks = markup.parse(
        "<p><b>MOSCOW</b> (<a href='http://ap.example/'>AP</a>) — The <i>ferry</i> left.</p><p>It sank.</p>"
    )

    assert to_html(trim(blocks, Page()).blocks) == "<p>The <i>ferry</i> left.</p>\n<p>It sank.</p>"


def test_byline_behind_masthead_and_breadcrumbs_names_the_authors() -> None:
    trimmed = both(["THE HERALD", "Home > News > World", "By Jane Doe", "OSLO (AP) — " + STORY[0], STORY[1]])

    assert (texts(trimmed), trimmed.authors, trimmed.credit) == (STORY, ("Jane Doe",), "AP")


def bullets(*lines: str) -> list[Block]:
    return plain.parse("\n".join(f"- {line}" for line in lines) + "\n\n" + "\n\n".join(STORY))


def test_highlights_that_repeat_the_text_go_and_are_kept_as_data() -> None:
    trimmed = trim(
        bullets("Ferry left with 214 people on board, officials said.", "We were lucky, said Brekkan"), Page()
    )

    assert texts(trimmed) == STORY
    assert trimmed.highlights[1] == "We were lucky, said Brekkan"


def test_highlights_that_say_more_than_the_text_stay() -> None:
    lines = (
        "Ferry left before officials arrived",
        "Ferry left with 215 people on board, officials said.",
        "Captain arrested at noon",
    )

    assert texts(trim(bullets(*lines), Page())) == [*(f"- {line}" for line in lines), *STORY]


def test_a_list_is_not_taken_for_highlights_of_itself() -> None:
    blocks = markup.parse("<ul><li>one one</li><li>one one</li></ul>")

    assert texts(trim(blocks, Page())) == ["one one", "one one"]


def test_the_section_link_at_the_end_of_a_summary_goes() -> None:
    blocks = markup.parse("Gold fell on Monday<br><a href='http://a.example/markets'>Markets</a>")

    assert to_html(trim(blocks, Page()).blocks) == "<p>Gold fell on Monday</p>"


@pytest.mark.parametrize("line", ["the site", "our site", "site", "sites", "the sites"])
def test_a_phrase_is_found_by_every_word_that_it_may_begin_with(line: str) -> None:
    assert Table({"disclaimer": ["(?:(?:the|our) )?(?:site|page)s?"]}).reason(line) == "disclaimer"


def test_a_phrase_that_begins_with_a_repeated_group_is_refused() -> None:
    with pytest.raises(ValueError, match="repeated"):
        Table({"disclaimer": ["(?:ha){2} said"]})
