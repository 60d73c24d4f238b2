import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.sources.urls import joined, parse, shown, turn_of, without_userinfo


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://h.example/feed", "https://h.example/feed"),
        ("https://user:pass@h.example/feed", "https://h.example/feed"),
        ("https://user@h.example:8443/@name/feed", "https://h.example:8443/@name/feed"),
        ("https://h/?format=rss2&page=12#part", "https://h/?format=rss2&page=12"),
        ("https://h/?rss2", "https://h/?rss2"),
        ("https://h/?token=abc", "https://h/?token=***"),
        ("https://h/?access_token=a&b=c", "https://h/?access_token=***&b=c"),
        ("https://h/?API_KEY=a;apikey=b", "https://h/?API_KEY=***;apikey=***"),
        ("https://h/?X-Amz-Signature=a&sig=b&auth=c", "https://h/?X-Amz-Signature=***&sig=***&auth=***"),
        ("https://h/?password=a&client_secret=b&pwd=c", "https://h/?password=***&client_secret=***&pwd=***"),
        ("https://h/?feed=0123456789abcdef0123456789abcdef01234567", "https://h/?feed=***"),
        ("https://h/?0123456789abcdef0123456789", "https://h/?***"),
        ("https://h/?next=%2Ffeed%3Ftoken%3Dx", "https://h/?next=***"),
        ("https://h/?a", "https://h/?a"),
        ("https://h/a\nb", "***"),
        ("http://u:pa/ss@h/", "http:***"),
        ("http://u:p@[::1", "http:***"),
        ("nonsense", "***"),
    ],
)
def test_shown_url_opens_no_door(url: str, expected: str) -> None:
    assert shown(url).replace("https:***", "***") == expected


@example("0", "", "\x80")
@given(st.text(min_size=1, max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_shown_is_one_line_and_shown_again_the_same(host: str, path: str, query: str) -> None:
    once = shown(f"https://{host}/{path}?{query}")

    assert "\n" not in once
    assert "\r" not in once
    assert shown(once) == once or "***" in once


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://u:p@h/?token=abc#x", "https://h/?token=abc#x"),
        ("https://h/@u:p@x", "https://h/@u:p@x"),
        ("https://u:p@[::1/x", "https://[::1/x"),
        ("https://u:a@b@h/", "https://h/"),
    ],
)
def test_userinfo_is_taken_out_and_all_else_stays(url: str, expected: str) -> None:
    assert without_userinfo(url) == expected


@pytest.mark.parametrize(
    "url, expected",
    [
        ("http://H.example/x", "h.example"),
        ("https://h.example:443/", "h.example"),
        ("https://h.example:80/", "h.example"),
        ("https://h.example.:8443/", "h.example:8443"),
        ("http://bücher.example/", "xn--bcher-kva.example"),
    ],
)
def test_turn_is_that_of_the_host(url: str, expected: str) -> None:
    parsed = parse(url)

    assert parsed is not None
    assert turn_of(parsed) == expected


@pytest.mark.parametrize(
    "url",
    ["", "x", "/x", "http://", "http:///x", "http://h:x/", "http://h:0/", "http://h:65536/", "http://a%20b/",
     "http://[fe80::1%25eth0]/", "http://①②⑦.0.0.1/", "http://0177.0.0.1/", "http://h/\x00",
     "https://.example/", "https://a..b/", f"https://{'x' * 64}/"],
)  # fmt: skip
def test_what_cannot_be_asked_is_no_url(url: str) -> None:
    assert parse(url) is None


@given(st.text(max_size=50))
def test_any_location_is_a_url_or_none(location: str) -> None:
    base = parse("https://h.example/a")
    assert base is not None

    found = joined(base, location.encode("utf-8", "replace").decode("latin-1"))

    assert found is None or not found.userinfo
