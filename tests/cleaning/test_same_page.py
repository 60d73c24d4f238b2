"""Forms of one page that become one address: AMP, mobile, redirectors, marks; and what only looks like one."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.urls import canonical


def google_news(address: str, behind: bytes = b"\xd2\x01\x00") -> str:
    size = len(address)
    length = bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])
    record = b"\x08\x13\x22" + length + address.encode() + behind
    return base64.urlsafe_b64encode(record).decode().rstrip("=")


LONG = "https://paper.example/" + "long-" * 40 + "slug"
BING = "a1" + base64.urlsafe_b64encode(b"https://paper.example/a?b=1").decode().rstrip("=")


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://paper.example/2024/03/12/ferry-hits-the-reef/amp/", "https://paper.example/2024/03/12/ferry-hits-the-reef/"),
        ("https://paper.example/ferry-hits-the-reef/amp", "https://paper.example/ferry-hits-the-reef"),
        ("https://paper.example/news/12345678/amp", "https://paper.example/news/12345678"),
        ("https://paper.example/news/ferry.html/amp", "https://paper.example/news/ferry.html"),
        ("https://paper.example/news/ferry.amp.html", "https://paper.example/news/ferry.html"),
        ("https://paper.example/news/ferry.amp.html/amp", "https://paper.example/news/ferry.html"),
        ("https://www.bbc.com/news/world-12345678.amp", "https://www.bbc.com/news/world-12345678"),
        ("https://www.bbc.co.uk/news/amp/uk-12345678", "https://www.bbc.co.uk/news/uk-12345678"),
        ("https://m.bbc.co.uk/news/amp/uk-12345678", "https://www.bbc.co.uk/news/uk-12345678"),
        ("https://www.cnbc.com/amp/2024/03/12/ferry.html", "https://www.cnbc.com/2024/03/12/ferry.html"),
        ("https://paper.example/ferry/?amp", "https://paper.example/ferry/"),
        ("https://paper.example/ferry/?p=1&amp=1", "https://paper.example/ferry/?p=1"),
        ("https://paper.example/ferry/?outputType=amp", "https://paper.example/ferry/"),
        ("https://amp.theguardian.com/world/2024/mar/12/ferry", "https://www.theguardian.com/world/2024/mar/12/ferry"),
        ("https://en.m.wikipedia.org/wiki/Ferry", "https://en.wikipedia.org/wiki/Ferry"),
        ("https://mobile.twitter.com/desk/status/1?ref_src=x", "https://twitter.com/desk/status/1"),
        ("https://www.google.com/amp/s/paper.example/ferry-hits-the-reef/amp/", "https://paper.example/ferry-hits-the-reef/"),
        ("https://www.google.co.uk/amp/paper.example/ferry", "http://paper.example/ferry"),
        ("https://www.bing.com/amp/s/paper.example/ferry", "https://paper.example/ferry"),
        ("https://paper-example.cdn.ampproject.org/c/s/paper.example/ferry?amp_js_v=0.1&usqp=mq331", "https://paper.example/ferry"),
        ("https://paper-example.cdn.ampproject.org/v/paper.example/ferry?id=1", "http://paper.example/ferry?id=1"),
    ],
)  # fmt: skip
def test_a_form_of_a_page_has_the_pages_address(url: str, expected: str):
    assert canonical(url) == expected


@pytest.mark.parametrize(
    "url, expected",
    [
        (f"https://news.google.com/rss/articles/{google_news('https://paper.example/a?utm_source=x')}?oc=5", "https://paper.example/a"),
        (f"https://news.google.com/articles/{google_news(LONG)}", LONG),
        (f"https://news.google.com/__i/rss/rd/articles/{google_news('http://paper.example/a', b'')}", "http://paper.example/a"),
        ("https://www.google.com/url?rct=j&sa=t&url=https%3A%2F%2Fpaper.example%2Fa%3Fb%3D1%26c%3D2&ct=ga", "https://paper.example/a?b=1&c=2"),
        ("https://google.de/url?q=https://paper.example/a&sa=U", "https://paper.example/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fpaper.example%2Fa%3Ffbclid%3D1&h=AT0", "https://paper.example/a"),
        ("https://t.umblr.com/redirect?z=https%3A%2F%2Fpaper.example%2Fa&t=1", "https://paper.example/a"),
        ("https://out.reddit.com/t3_1?url=https%3A%2F%2Fpaper.example%2Fa&token=1", "https://paper.example/a"),
        ("https://r.search.yahoo.com/_ylt=A0/RV=2/RE=1/RO=10/RU=https%3a%2f%2fpaper.example%2fa/RK=2/RS=x-", "https://paper.example/a"),
        ("http://us.rd.yahoo.com/dailynews/rss/world/*http%3A//paper.example/a", "http://paper.example/a"),
        ("http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&url=https%3a%2f%2fpaper.example%2fa&c=1", "https://paper.example/a"),
        (f"https://www.bing.com/ck/a?!&&p=1&u={BING}&ntb=1", "https://paper.example/a?b=1"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpaper.example%2Fa&data=05", "https://paper.example/a"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__paper.example_a-5Fb_c-2Dd&d=DwM", "https://paper.example/a_b/c-d"),
        ("https://urldefense.com/v3/__https://paper.example/a__;!!Abc!x$", "https://paper.example/a"),
        ("https://urldefense.com/v3/__https:/paper.example/a__;!!Abc!x$", "https://paper.example/a"),
        ("https://getpocket.com/redirect?url=https%3A%2F%2Fpaper.example%2Fa", "https://paper.example/a"),
        ("http://disq.us/url?url=https%3A%2F%2Fpaper.example%2Fa%3AuDd8Dhsd7fGhsd83hfaasd-Pq1E&cuid=1", "https://paper.example/a"),
        ("https://steamcommunity.com/linkfilter/?u=https%3A%2F%2Fpaper.example%2Fa", "https://paper.example/a"),
        ("https://vk.com/away.php?to=https%3A%2F%2Fpaper.example%2Fa", "https://paper.example/a"),
        ("https://medium.com/r/?url=https%3A%2F%2Fpaper.example%2Fa", "https://paper.example/a"),
        ("https://duckduckgo.com/l/?uddg=https%3A%2F%2Fpaper.example%2Fa&rut=1", "https://paper.example/a"),
        ("https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fpaper.example%252Fa", "https://paper.example/a"),
    ],
)  # fmt: skip
def test_a_redirector_that_shows_its_target_is_undone(url: str, expected: str):
    assert canonical(url) == expected


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://www.theguardian.com/a?CMP=share_btn", "https://www.theguardian.com/a"),
        ("https://www.wsj.com/articles/a?mod=rss_markets_main", "https://www.wsj.com/articles/a"),
        ("https://www.nytimes.com/a.html?partner=rss&emc=rss", "https://www.nytimes.com/a.html"),
        ("https://paper.example/a?id=1&amp;utm_source=rss&amp;ocid=2", "https://paper.example/a?id=1"),
        ("https://paper.example/a?mibextid=1&dicbo=2&hsa_acc=3&matomo_kwd=4&itm_source=5", "https://paper.example/a"),
        ("https://paper.example/a;jsessionid=0A1B.node1?id=1", "https://paper.example/a?id=1"),
        ("https://paper.example/a/..;jsessionid=1/b", "https://paper.example/b"),
        ("https://paper.example/a?PHPSESSID=0123456789abcdef&id=1", "https://paper.example/a?id=1"),
        ("https://paper.example/a?", "https://paper.example/a"),
        ("https://paper.example/a#xtor=RSS-1", "https://paper.example/a"),
    ],
)
def test_marks_and_sessions_are_no_part_of_an_address(url: str, expected: str):
    assert canonical(url) == expected


@pytest.mark.parametrize(
    "one, other",
    [
        # Not a form but a page about it, or a page of its own
        ("https://paper.example/wiki/amp", "https://paper.example/wiki"),
        ("https://paper.example/guitar-gear/amp/", "https://paper.example/guitar-gear/"),
        ("https://paper.example/amp/a", "https://paper.example/a"),
        ("https://paper.example/files/guitar.amp", "https://paper.example/files/guitar"),
        ("https://paper.example/shop?amp=fender", "https://paper.example/shop"),
        ("https://paper.example/a-story-of-sorts/amplifier", "https://paper.example/a-story-of-sorts"),
        ("https://m.paper.example/a", "https://paper.example/a"),
        ("https://m.paper.example/a", "https://www.paper.example/a"),
        ("https://amp.dev/about", "https://www.dev/about"),
        # Parameters that select content, on hosts where they may
        ("https://paper.example/a?cmp=AAPL", "https://paper.example/a?cmp=MSFT"),
        ("https://paper.example/a?mod=news", "https://paper.example/a?mod=sport"),
        ("https://wsj.com.example/a?mod=news", "https://wsj.com.example/a?mod=sport"),
        ("https://notwsj.com/a?mod=news", "https://notwsj.com/a?mod=sport"),
        ("https://paper.example/a?partner=1&action=2", "https://paper.example/a"),
        ("https://paper.example/a?id=1", "https://paper.example/a?id=2"),
        ("https://paper.example/a?p=1&sid=2", "https://paper.example/a?p=1&sid=3"),
        ("https://paper.example/a;v=1", "https://paper.example/a;v=2"),
        # What servers may answer differently
        ("https://paper.example/a", "https://paper.example/a/"),
        ("https://paper.example/a/", "https://paper.example/a/index.html"),
        ("https://paper.example/a//b", "https://paper.example/a/b"),
        ("https://paper.example/A", "https://paper.example/a"),
        ("http://paper.example/a", "https://paper.example/a"),
        ("https://paper.example/a", "https://www.paper.example/a"),
        # Links to other pages that forward nobody
        ("https://paper.example/url?q=https://other.example/a", "https://other.example/a"),
        ("https://www.google.com/search?q=https://paper.example/a", "https://paper.example/a"),
        ("https://google.com.paper.example/url?q=https://other.example/a", "https://other.example/a"),
        ("https://www.google.com/amp/", "https://www.google.com/"),
        ("https://web.archive.org/web/2025/https://paper.example/a", "https://paper.example/a"),
        ("https://vk.com/away.php?to=https%3A%2F%2Fpaper.example%2Fa", "https://vk.com/away.php?to=https%3A%2F%2Fpaper.example%2Fb"),
    ],
)  # fmt: skip
def test_two_pages_keep_two_addresses(one: str, other: str):
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.google.com/rss/articles/CBMiAU_yqLNabcdefgh",  # what Google writes now: a token in place of the address
        f"https://news.google.com/rss/articles/{google_news('https://paper.example/a', b'')[:-6]}",  # cut off
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url?q=https%3A%2F%2Flocalhost%2Fa",
        "https://www.google.com/url?q=https%3A%2F%2Fpaper.example%2F%E9",  # one byte of an older charset
        "https://urldefense.com/v3/__https://paper.example/a*b__;Iw!!Abc!x$",
        "https://www.bing.com/ck/a?u=a1zzz",
        "http://feedproxy.google.com/~r/paper/~3/abc/",
        "https://www.google.com/url?q=" + "https%3A%2F%2Fgetpocket.com%2Fredirect%3Furl%3Dhttps%3A%2F%2Fgetpocket.com%2Fredirect"
        "%3Furl%3Dhttps%3A%2F%2Fgetpocket.com%2Fredirect%3Furl%3Dhttps%3A%2F%2Fpaper.example%2Fa",
    ],
)  # fmt: skip
def test_a_redirector_that_shows_no_sure_target_stays(url: str):
    assert canonical(url) == url


PAGES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["https://www.google.com/url?q=", "https://l.facebook.com/l.php?u=", "https://www.google.com/amp/s/", ""]),
    st.sampled_from(["https://www.google.com/amp/s/", "https%3A%2F%2Fvk.com/away?to=", "", "https://urldefense.com/v3/__"]),
    st.sampled_from(["https://paper.example", "https%3A//paper.example", "m.twitter.com", "https://m.bbc.com/news/amp", "paper.example"]),
    st.lists(
        st.sampled_from(["/amp", "/amp/", ".amp", ".html", "/a-b-c-d", "/12345", ";jsessionid=1", "/..", "?amp", "&amp=1", "&amp;", "?u=", "/l.php", "%2F", "#!", "__;", "/."]),
        max_size=8,
    ).map("".join),
)  # fmt: skip


@given(PAGES)
def test_forms_inside_of_forms_are_undone_once_and_for_all(url: str):
    once = canonical(url)

    assert once is None or canonical(once) == once
