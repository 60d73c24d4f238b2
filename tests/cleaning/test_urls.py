import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.urls import absolute, canonical


@pytest.mark.parametrize(
    "url, expected",
    [
        ("HTTP://WWW.Example.COM", "http://www.example.com/"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("https://user:secret@example.com/a", "https://example.com/a"),
        ("https://example.com/a/./b/../c", "https://example.com/a/c"),
        ("https://example.com/../../a/", "https://example.com/a/"),
        ("https://example.com/a/..", "https://example.com/"),
        ("https://example.com/a#comments", "https://example.com/a"),
        ("https://example.com/#!/story/1", "https://example.com/#!/story/1"),
        ("https://example.com/%7euser/%c3%a9/%2Fx", "https://example.com/~user/%C3%A9/%2Fx"),
        ("https://example.com/é à?q=ü", "https://example.com/%C3%A9%20%C3%A0?q=%C3%BC"),
        ("https://example.com/100%", "https://example.com/100%25"),
        ("https://example.com/?b=2&a=1&b=1&empty=&flag", "https://example.com/?b=2&a=1&b=1&empty=&flag"),
        ("https://example.com/?utm_source=x&id=1&UTM_medium=y&fbclid=z&gclid=1", "https://example.com/?id=1"),
        ("https://example.com/?utm%5Fsource=x", "https://example.com/"),
        ("https://example.com/?mc_cid=1&at_medium=rss&cmpid=2&igshid=3&ns_source=4", "https://example.com/"),
        ("https://example.com/?nsfw=1&attach=2&id=3&ref=4", "https://example.com/?nsfw=1&attach=2&id=3&ref=4"),
        ("https://Straße.example/ü", "https://xn--strae-oqa.example/%C3%BC"),
        ("https://пример.example/", "https://xn--e1afmkfd.example/"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("https://example.com./a", "https://example.com/a"),
        ("//example.com/a", "https://example.com/a"),
        ("  https://example.com/a\n", "https://example.com/a"),
    ],
)
def test_one_page_has_one_address(url: str, expected: str):
    assert canonical(url) == expected


@pytest.mark.parametrize(
    "url",
    ["", "story.html", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "ftp://a.example/", "http://", "http://[::1",
     "http://a.example:99999/", "http://a b/", "http://a\u3002\u2044b/", "https://\ud800.example/", "https://a.example/\ud800",
     "http://" + "a" * 300 + ".example/", "urn:uuid:1", "http://%61.example/", "https:///a"],
)  # fmt: skip
def test_what_names_no_page_is_none(url: str):
    assert canonical(url) is None


def test_relative_links_are_seen_from_the_base():
    assert canonical("../b?x=1", "https://example.com/a/c/") == "https://example.com/a/b?x=1"
    assert canonical("b", "not a base") is None


def test_links_in_texts_keep_what_identifies_nothing():
    url = "https://user@example.com/a?utm_source=x#part"

    assert absolute(url) == "https://example.com/a?utm_source=x#part"
    assert absolute("mailto:desk@example.com") is None
    assert absolute("mailto:desk@example.com", mail=True) == "mailto:desk@example.com"


URLS = st.text(max_size=60) | st.builds(
    "{}://{}/{}?{}#{}".format,
    st.sampled_from(["http", "https", "HTTP", "ftp"]),
    st.text("aZé.:@[]%-_1ß。/\\", max_size=12),
    st.text("a/.%2Ee?é ~+;=\\\t", max_size=20),
    st.text("a&=%utm_sor#?é ", max_size=20),
    st.text("!a%#", max_size=5),
)


@given(URLS, st.none() | URLS)
def test_canonical_never_raises_and_is_idempotent(url: str, base: str | None):
    once = canonical(url, base)

    assert once is None or (canonical(once) == once and once.isascii() and once.startswith(("http://", "https://")))


@given(URLS)
def test_absolute_is_idempotent_and_canonically_the_same(url: str):
    once = absolute(url)

    assert once is None or (absolute(once) == once and canonical(once) == canonical(url))


PLAIN = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(["a.example", "a_b.c-d.example", "127.0.0.1", f"{'a.' * 7}example", f"{'a' * 60}.example"]),
    st.lists(
        st.sampled_from(
            ["/", "/.", "/..", "/a", "/b.c", ";d=1", "@e:", "+~'-", "%2F", "%2E", "%2e", "%", "%7e", "%C3%A9"]
        ),
        max_size=5,
    ).map("".join),
    st.just("") | st.text("aZ0&=?/.;%4F", max_size=12).map("?{}".format),
    st.just("") | st.text("!a/", max_size=4).map("#{}".format),
)


@given(PLAIN)
def test_the_short_way_for_plain_addresses_leads_where_the_long_one_does(url: str):
    assert (canonical(url), absolute(url)) == (canonical(f" {url}"), absolute(f" {url}"))


def test_an_address_that_grows_too_long_by_encoding_is_none():
    url = "https://paper.example/" + "ю" * 1000

    assert canonical(url) is None
    assert absolute(url) is None


@pytest.mark.parametrize("part", ["a", "%C3", "/a-b-c-d", "a.", "a=1&", ";jsessionid=1", "?", "/amp"])
def test_no_address_takes_long(part: str):
    addresses = [f"https://a.example/{part * (4000 // len(part))}{end}" for end in ("", "\\", "/amp", "#\\")]

    begin = time.process_time()
    for address in addresses:
        canonical(address)
    assert time.process_time() - begin < 0.5
