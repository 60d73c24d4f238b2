"""What was asked for is marked where it stands, in the piece of a text that has the most of it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.search.query import read_query
from bot.search.snippets import LENGTH, Part, marked, snippet

LONG = "Rain fell on the hills for days. " * 40


def found(text: str, typed: str) -> list[str]:
    return [part.text for part in marked(text, read_query(typed).terms) if part.is_marked]


def test_words_are_marked_as_they_stand_in_the_text() -> None:
    assert found("The Müller’s MILL, the old mill.", "muller mill") == ["Müller", "MILL", "mill"]
    assert found("A mill, a windmill, millers.", "mill") == ["mill"]
    assert found("A mill, a windmill, millers.", "mill*") == ["mill", "mill"]
    assert found("The paper\n mill; a mill of paper.", '"paper mill"') == ["paper mill"]
    assert found("总理在北京会见，北京人", "北京") == ["北京", "北京"]
    assert found("ในกรุงเทพมหานคร", "กรุงเทพ") == ["กรุงเทพ"]


def test_the_piece_has_the_most_of_what_was_asked_for() -> None:
    text = f"The mill stood empty. {LONG}Fire took the mill at night. {LONG}"

    parts = snippet(text, read_query("mill fire").terms)

    assert [part.text for part in parts if part.is_marked] == ["Fire", "mill"]
    assert parts[0] == Part("… ", is_marked=False)
    assert parts[-1] == Part("…", is_marked=False)


def test_a_text_without_it_is_shown_from_its_begin() -> None:
    parts = snippet(LONG, read_query("zebra").terms)

    assert "".join(part.text for part in parts).startswith("Rain fell on the hills")


@given(text=st.text(max_size=600), typed=st.text(max_size=30))
def test_parts_are_the_text_on_one_line(text: str, typed: str) -> None:
    terms = read_query(typed).terms

    assert "".join(part.text for part in marked(text, terms)) == " ".join(text.split())
    assert len("".join(part.text for part in snippet(text, terms))) <= LENGTH + 3
    assert all(part.text for part in snippet(text, terms))
