"""What one text says otherwise than another: nothing is lost, nothing is made up, and it never takes long."""

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from bot.publishing.pages.differences import difference

WORDS = st.sampled_from(["the", "ferry", "sailed", "at", "dawn", "storm", "12", "<b>", "&", "\n\n"])
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


def marked(before: str, after: str) -> str:
    found = difference(before, after).marked
    assert found is not None
    return str(found)


def without(tag: str, markup: str) -> list[str]:
    """Return the words that one of the two texts has."""
    root = html.fragment_fromstring(markup, create_parent="div")
    for node in list(root.iter(tag)):
        node.drop_tree()
    for node in list(root.xpath("//p[@class='same']")):
        node.getparent().remove(node)
    return "\n".join(node.text_content() for node in root.iter("p")).split()


def test_words_that_went_and_words_that_came_are_marked():
    found = difference("The ferry sailed at dawn with 12 people.", "The ferry sailed at noon with 12 people on board.")

    assert found.words == "The same but for 2 words less and 4 words more"
    assert found.marked == (
        "<p>The ferry sailed at <del>dawn</del> <ins>noon</ins> with 12 <del>people.</del> <ins>people on board.</ins></p>"
    )


def test_paragraphs_that_are_the_same_are_counted_not_repeated():
    text = "\n\n".join(f"Paragraph {number} of the report stands as it was." for number in range(6))

    assert marked(text, text.replace("Paragraph 3", "Section 3")) == (
        '<p class="same">3 paragraphs the same</p>\n'
        "<p><del>Paragraph</del> <ins>Section</ins> 3 of the report stands as it was.</p>\n"
        '<p class="same">2 paragraphs the same</p>'
    )


@pytest.mark.parametrize("other", ["One two.\n\nThree.", "One  two.\n \nThree. ", "One\ntwo.\n\n\n\nThree."])
def test_white_space_is_no_difference(other: str):
    assert difference("One two.\n\nThree.", other) == ("Word for word the same", None)


def test_another_text_is_not_marked_but_weighed():
    found = difference(" ".join(f"one{i}" for i in range(400)), " ".join(f"one{i}" for i in range(300, 700)))

    assert found == ("25 % of its words are the same", None)


def test_signs_of_scripts_without_spaces_are_compared_one_by_one():
    assert marked("渡船在黎明启航", "渡船在中午启航") == "<p>渡船在<del>黎明</del><ins>中午</ins>启航</p>"


def test_markup_in_texts_stays_text():
    assert marked("a <script>x</script> b c d", "a <b> b c d") == (
        "<p>a <del>&lt;script&gt;x&lt;/script&gt;</del> <ins>&lt;b&gt;</ins> b c d</p>"
    )


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_it(before: str, after: str):
    found = difference(before, after).marked
    if found is None:
        assert before.split() == after.split()
        return
    # What is the same in both paragraphs is left out; the rest is all there, in its order.
    for tag, text in (("ins", before), ("del", after)):
        left = iter(text.split())
        assert all(word in left for word in without(tag, str(found)))
    out = sum(len(found.split()) for found in re.findall(r"<del>(.*?)</del>", str(found)))
    new = sum(len(found.split()) for found in re.findall(r"<ins>(.*?)</ins>", str(found)))
    assert len(before.split()) - out == len(after.split()) - new


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b " * 3000, "b a a " * 2000),
        ("x " * 5999 + "y", "y " + "x " * 5999),
        (" ".join(map(str, range(5000))), " ".join(map(str, range(4999, -1, -1)))),
        ("word " * 200_000, "other " * 200_000),
    ],
)
def test_no_texts_take_long(before: str, after: str):
    start = process_time()
    difference(before, after)
    assert process_time() - start < 1.5
