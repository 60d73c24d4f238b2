import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.feeds.identity import ORDER, Claim, keys, learn
from bot.model import Identity


def claims(count: int, **same: str) -> list[Claim]:
    numbered = (Claim(guid=f"g{n}", link=f"http://a.example/{n}", title=f"T{n}", summary=f"S{n}") for n in range(count))
    return [claim._replace(**same) for claim in numbered]


@pytest.mark.parametrize(
    "same, identity, because",
    [
        ({}, "guid", "guids tell 20 entries apart"),
        ({"guid": "g"}, "link", "guids repeat (20 of 20), links tell 20 entries apart"),
        ({"guid": ""}, "link", "guids are missing (20 of 20), links tell 20 entries apart"),
        (
            {"guid": "", "link": "http://a.example/"},
            "link+title",
            "guids are missing (20 of 20), links repeat (20 of 20), links with titles tell 20 entries apart",
        ),
        (
            {"guid": "", "link": ""},
            "content",
            "guids are missing (20 of 20), links are missing (20 of 20), links with titles are missing (20 of 20), texts tell 20 entries apart",
        ),
    ],
)
def test_the_strongest_that_tells_the_entries_apart_is_learnt_and_said_why(
    same: dict[str, str], identity: Identity, because: str
):
    assert learn(claims(20, **same)) == (identity, because)


def test_a_few_repeated_guids_weaken_and_one_pair_in_many_does_not():
    few = [*claims(17), *claims(20, guid="g")[17:]]
    pair = [*claims(38), *claims(40, guid="g")[38:]]

    assert learn(few, "guid") == ("link", "guids repeat (3 of 20), links tell 20 entries apart")
    assert learn(pair, "guid") == ("guid", "")
    assert keys(pair, "guid")[37:] == ["g37", "http://a.example/38", "http://a.example/39"]


@pytest.mark.parametrize("former", ORDER)
def test_a_former_identity_is_never_strengthened_nor_weakened_without_evidence(former: Identity):
    assert learn(claims(9), former) == (former, "")
    assert learn([], former) == (former, "")
    assert learn(claims(1, guid="", link=""), former) == (former, "")


def test_a_single_entry_without_a_guid_falls_back_by_itself():
    odd = claims(5)[2]._replace(guid="")
    found = [*claims(2), odd, *claims(5)[3:]]

    assert learn(found)[0] == learn(found, "guid")[0] == "guid"
    assert keys(found, "guid") == ["g0", "g1", "http://a.example/2", "g3", "g4"]


def test_entries_that_are_equal_word_for_word_are_one():
    assert keys([*claims(2), *claims(2)], "guid") == ["g0", "g1", None, None]
    assert learn([*claims(9, guid="g")[:1] * 9])[0] == "guid"


def test_of_two_versions_of_one_entry_the_newest_keeps_its_key():
    old = claims(1)[0]._replace(published="2024-03-12T09:00:00Z")
    new = old._replace(published="2024-03-12T10:00:00Z", summary="more")

    (of_old, of_new), (again_new, again_old) = keys([old, new], "guid"), keys([new, old], "guid")

    assert (of_new, again_new) == ("g0", "g0")
    assert of_old == again_old
    assert str(of_old).startswith("sha256:")


def test_ids_that_differ_in_case_only_are_two():
    assert keys(
        [Claim(guid="dQw4", link="http://a.example/1"), Claim(guid="dqw4", link="http://a.example/2")], "guid"
    ) == ["dQw4", "dqw4"]


def test_a_guid_that_is_another_entrys_link_is_given_once():
    found = keys([Claim(guid="http://a.example/1", title="A"), Claim(link="http://a.example/1", title="B")], "guid")

    assert found[0] == "http://a.example/1"
    assert len(set(found)) == 2


FEW = st.sampled_from(["", "a", "b", "c"])
CLAIMS = st.lists(st.builds(Claim, guid=FEW, link=FEW, title=FEW, summary=FEW, published=FEW), max_size=9)


@given(CLAIMS, st.sampled_from([None, *ORDER]), st.randoms())
def test_order_changes_no_key_and_no_identity(found: list[Claim], former: Identity | None, chance: object):
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    identity, because = learn(found, former)
    assert learn(shuffled, former) == (identity, because)
    assert set(zip(shuffled, keys(shuffled, identity), strict=True)) == set(
        zip(found, keys(found, identity), strict=True)
    )


@given(CLAIMS, st.sampled_from(ORDER))
def test_keys_are_unique_and_no_entry_is_without_one(found: list[Claim], identity: Identity):
    given_keys = [key for key in keys(found, identity) if key is not None]

    assert len(set(given_keys)) == len(given_keys) == len(set(found))


@given(CLAIMS, st.sampled_from([None, *ORDER]))
def test_what_was_learnt_is_learnt_again(found: list[Claim], former: Identity | None):
    identity, _ = learn(found, former)

    assert learn(found, identity) == (identity, "")
    assert former is None or ORDER.index(identity) >= ORDER.index(former)
