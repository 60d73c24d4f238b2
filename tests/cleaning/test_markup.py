import time

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bot.cleaning.markup import elements, parse, plain, tidy
from bot.cleaning.markup.blocks import to_html, to_text
from bot.cleaning.markup.builder import Builder


def sanitise(dirty: str, base_url: str | None = None) -> str:
    return to_html(parse(dirty, base_url))


def plain_text(dirty: str, base_url: str | None = None) -> str:
    return to_text(parse(dirty, base_url))


@pytest.mark.parametrize(
    "dirty, clean",
    [
        ("<p style='x' class=y id=z>a <span>b</span></p>", "<p>a b</p>"),
        ("a<br>b<br><br>c", "<p>a<br>b</p>\n<p>c</p>"),
        ("<div>a</div><div>b<div>c</div></div>d", "<p>a</p>\n<p>b</p>\n<p>c</p>\n<p>d</p>"),
        ("<p>  a\n\t b&nbsp; c </p><p> </p><p><b> </b></p>", "<p>a b c</p>"),
        ("<ul><li>a<li><p>b</p>c</ul>", "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>"),
        ("<blockquote>a<p>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<li>a<pre><li>b</pre>", "<li>a<pre>b</pre></li>"),
        ("<a href=//a.example><table><td><a href=//b.example>x", '<table><tbody><tr><td><a href="https://a.example/" rel="noopener nofollow">x</a></td></tr></tbody></table>'),
        ("<b>a<p>b</p>c</b>", "<p><b>a</b></p>\n<p><b>b</b></p>\n<p><b>c</b></p>"),
        ("<h2>A</h2><pre> x\n  y</pre>", "<h2>A</h2>\n<pre> x\n  y</pre>"),
        ("<p>2 &lt; 3 &amp; <i>4</i></p>", "<p>2 &lt; 3 &amp; <i>4</i></p>"),
        ('<a href="/x?a=1&amp;b=2">l</a>', '<p><a href="https://base.example/x?a=1&amp;b=2" rel="noopener nofollow">l</a></p>'),
        ('<a href="javascript:alert(1)">l</a><a>m</a>', "<p>lm</p>"),
        ('<img src="p.gif" width=1 height=1>', ""),
        ('<img src="p.gif" width="0">', ""),
        ('<img src="data:image/png;base64,AAAA">', ""),
        (
            '<img src="p.jpg" alt="A &quot;b&quot;" width="640" height="auto" onerror="x()" srcset="y">',
            '<p><img alt="A &quot;b&quot;" src="https://base.example/p.jpg" width="640"></p>',
        ),
        (
            "<table><tr><td>a</td><td></td><td colspan=2>b</td></tr></table><table><tr><td> </td></tr></table>",
            '<table><tbody><tr><td>a</td><td></td><td colspan="2">b</td></tr></tbody></table>',
        ),
        ("a\u200bb\u202ec\x00d", "<p>abcd</p>"),
        ("<p>&nbsp;</p><p><br></p><div><span> </span></div><p><font color=red style='x'>a</font></p>", "<p>a</p>"),
        ("<figure><img src='data:x'></figure><figure><figcaption> </figcaption></figure>b", "<p>b</p>"),
        ('a <a href="#">top</a> <a href="#n1">1</a><a href="/x"> </a><a href="/x"></a>b', "<p>a top 1 b</p>"),
        ("a&nbsp;&nbsp; b&shy;c d<wbr>e", "<p>a bc de</p>"),
        ("caf&Atilde;&copy; don&acirc;&#128;&#153;t Â£5", "<p>café don’t £5</p>"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<dl><dt>a<dd>b<dd>c</dl>", "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>"),
        ("<iframe src=https://video.example/1></iframe><video src=a.mp4 poster=p.jpg>x</video>a", "<p>a</p>"),
        ("a\ud800<b>b</b>", "<p>a<b>b</b></p>"),
        ("<!-- x --><title>t</title><nav>n</nav>a", "<p>a</p>"),
    ],
)  # fmt: skip
def test_markup_is_reduced_to_what_says_something(dirty: str, clean: str):
    assert sanitise(dirty, "https://base.example/") == clean


PICTURE = '<p><img alt="A" height="360" src="https://base.example/p.jpg" width="640"></p>'


@pytest.mark.parametrize(
    "dirty",
    [
        '<img alt=A src="/p.jpg" width=640px height="360">',
        '<img alt=A src="data:image/gif;base64,AA" data-src="/p.jpg" width=640 height=360>',
        '<img alt=A src="/img/placeholder.png" data-original="/p.jpg" width=640 height=360 style="display:none">',
        '<img alt=A data-src="/{width}/p.jpg" data-srcset="/s.jpg 320w, /p.jpg 1280w, /xl.jpg 4000w" width=640 height=360>',
        '<img alt=A srcset="/s.jpg 1x,/p.jpg 2x" width=640 height=360>',
        '<picture><source type=image/webp srcset="/p.jpg"><img alt=A src="data:x" width=640 height=360></picture>',
        '<img alt=A src="/p.jpg" width=640 height=360><noscript><img src="/p.jpg"></noscript>',
        '<img src="/spacer.gif"><noscript><p><img alt=A src="/p.jpg" width=640 height=360></p></noscript>',
    ],
)
def test_pictures_that_load_late_are_found_and_shown_once(dirty: str):
    assert sanitise(dirty, "https://base.example/") == PICTURE


@pytest.mark.parametrize(
    "counter",
    [
        'src="https://feeds.feedburner.com/~r/herald/~4/x1"', 'src="https://herald.example/~r/top/~4/x1"', 'src="https://feeds.feedburner.com/~ff/herald?d=x"',
        'src="https://rss.feedsportal.com/c/1/mf.gif"', 'src="https://ad.doubleclick.net/x.gif"', 'src="https://pixel.wp.com/b.gif?v=1"',
        'src="https://www.google-analytics.com/collect?v=1"', 'src="https://www.facebook.com/tr?id=1"', 'src="https://vg04.met.vgwort.de/na/1f"',
        'src="https://medium.com/_/stat?event=post"', 'src="https://herald.example/matomo.php?idsite=1"', 'src="https://herald.example/pixel.gif"',
        'src="https://herald.example/track?u=1"', 'src="https://sb.scorecardresearch.com/p?c1=2"', 'src="/p.jpg" height=1', 'src="/p.jpg" width="0px"',
        'src="/p.jpg" style="color:red; display : none"', 'src="/p.jpg" style="width:1px;height:1px"', 'src="/p.jpg" style="visibility:hidden"',
    ],
)  # fmt: skip
def test_pictures_that_count_readers_go(counter: str):
    assert sanitise(f"<p>a<img {counter}></p>", "https://base.example/") == "<p>a</p>"


@pytest.mark.parametrize(
    "path",
    ["pixel-9-phone.jpg", "pixel/new.jpg", "track/relay.jpg", "beacon.jpg", "tracking-storms.png", "blank-ballots.jpg", "~r/port.jpg", "p.jpg?w=1", "s/1x1/p.jpg", "loading-bay.jpg"],
)  # fmt: skip
def test_pictures_of_what_sounds_like_it_stay(path: str):
    url = f"https://base.example/{path}"

    assert sanitise(f'<img src="{url}" style="max-width:100%;width:1000px">') == f'<p><img src="{url}"></p>'


def test_a_noscript_with_words_is_for_nobody():
    assert sanitise("a<noscript>Turn on scripts <img src=http://a.example/x.jpg></noscript>b") == "<p>ab</p>"


def test_without_a_base_relative_links_lose_their_target_and_keep_their_text():
    assert sanitise('<a href="/x">l</a><img src="y.jpg">') == "<p>l</p>"


def test_text_keeps_paragraphs_items_and_rows_apart():
    html = "<h2>A</h2><p>b<br>c</p><ul><li>d</li><li>e</li></ul><table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"

    assert plain_text(html) == "A\n\nb c\n\n- d\n\n- e\n\n1 | 2\n\n3"


HOSTILE = [
    "<script>alert(1)</script>", "<scr<script>ipt>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<math><mtext></p><script>alert(1)</script>", "<iframe src=javascript:alert(1)>",
    "<a href=' javascript:alert(1)'>x", "<a href='java\tscript:alert(1)'>x", "<a href='&#106;avascript:alert(1)'>x",
    "<a href='data:text/html,<script>alert(1)</script>'>x", "<a href='//a.example' onclick=alert(1)>x", "<base href='//evil.example'>x",
    "<form action=javascript:alert(1)><input type=submit></form>", "<style>@import 'x'</style>", "<p style='background:url(x)'>x",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "<svg><p><style><img src='</style><img src=x onerror=alert(1)//'>", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><script>alert(1)</script></template>", "<object data=x><embed src=x>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<details open ontoggle=alert(1)>x", "<a title='\"onmouseover=alert(1) x=\"' href='http://a.example/'>x", "<xmp><script>alert(1)</script></xmp>",
    "<textarea><img src=x onerror=alert(1)></textarea>", "<select><iframe></select><script>alert(1)</script>", "<!--><img src=x onerror=alert(1)>-->",
    "<img alt='><script>alert(1)</script>' src='http://a.example/x'>",
]  # fmt: skip
ALLOWED = elements.LEAVES | elements.CONTAINERS | elements.INLINE | {"html", "head", "body", "-text"}


def assert_harmless(html: str) -> None:
    """Look at it as a browser would."""
    root = LexborHTMLParser(html).root
    for node in root.traverse(include_text=True) if root else ():
        assert node.tag in ALLOWED, html
        for name, value in (node.attributes if node.tag != "-text" else {}).items():
            assert name in {"href", "src", "alt", "title", "rel", "width", "height", "colspan", "rowspan", "start"}, (
                html
            )
            if name in {"href", "src"}:
                assert (value or "").startswith(("http://", "https://", "mailto:")), html


def test_the_check_for_harm_can_fail():
    for hostile in ("<script>1</script>", "<img src=x>", "<p onclick=x>"):
        with pytest.raises(AssertionError):
            assert_harmless(hostile)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_hostile_survives(hostile: str):
    html = sanitise(f"<p>before</p>{hostile}<p>after", "https://base.example/")

    assert_harmless(html)
    assert "before" in html


PIECES = st.sampled_from(
    [*HOSTILE, *(f"<{tag}>" for tag in ["p", "b", "i", "a", "ul", "li", "table", "tr", "td", "div", "blockquote", "pre", "h2", "br", "svg", "math", "style"]),
     *(f"</{tag}>" for tag in ["p", "b", "i", "a", "ul", "li", "table", "tr", "td", "div", "blockquote", "pre", "h2", "svg", "math"]), "text ", " ", "&lt;", "<", ">", '"', "&",
     "\n", "<a href='http://a.example/'>", "<img src='http://a.example/'>", "e", "\u0301", "\u200d",
     "Ã", "©", "â€", "™", "&Atilde;", "&copy;", "&nbsp;", "\xad", "☀", "\ufe0f", "<picture>", "</picture>", "<source srcset='http://a.example/2 2x'>", "<img data-src='http://a.example/3'>",
     "<noscript>", "</noscript>", "<a href='#'>", "</a>", "<dl><dt>", "<figure>", "\ud800", "\x00"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_markup_becomes_harmless_and_stays_as_it_is(dirty: str):
    once = sanitise(dirty, "https://base.example/")

    assert_harmless(once)
    assert sanitise(once) == once
    assert plain_text(once) == plain_text(dirty, "https://base.example/")
    authority = nh3.clean(
        once,
        tags=set(ALLOWED) - {"html", "head", "body", "-text"},
        link_rel=None,
        attributes={"*": {"rel", "href", "src"}},
    )
    assert LexborHTMLParser(authority).text() == LexborHTMLParser(once).text()


def test_plain_text_becomes_escaped_paragraphs():
    text = "a < b and more\n\n\n<script>"

    assert to_html(plain.parse(text)) == "<p>a &lt; b and more</p>\n<p>&lt;script&gt;</p>"


@given(st.text(max_size=80))
def test_text_as_paragraphs_is_the_same_text(text: str):
    html = to_html(plain.parse(text))

    assert sanitise(html) == html


@pytest.mark.parametrize(
    "bomb",
    ["<div>x" * 100_000, "<blockquote>x" * 100_000, "<ul><li>x" * 50_000, "<b>x" * 100_000, "<table><tr><td>x" * 33_000, "<a href=/>x" * 100_000,
     "<svg>" * 100_000, "<script>" * 100_000, "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">x", "<blockquote>x" * 3_000, "<b><hr>x" * 3_000,
     "&" * 1_000_000, "a\xad" * 500_000, "&nbsp;" * 160_000, "Ã©â€™" * 200_000, "<noscript>" * 100_000, "<noscript><img src=x></noscript>" * 3_300,
     "<img srcset='" + "a 1w," * 3_900 + "'>", "<p>" + " " * 1_000_000, "<![CDATA[" * 9_999, "☀\ufe0f" * 300_000, "\u200d" * 1_000_000, "[({" * 300_000],
    ids=lambda bomb: bomb[:12],
)  # fmt: skip
def test_deep_wide_and_long_markup_costs_no_more_than_a_second(bomb: str):
    started = time.process_time()
    html = sanitise(bomb)

    assert time.process_time() - started < 1.5
    assert_harmless(html[:10_000].rpartition("<")[0])


def test_text_of_monstrous_markup_is_kept():
    assert (
        plain_text("<p>one</p><script>no</script>" + "<div>" * 20_000 + "two &amp; <b>three</b>")
        == "one\n\ntwo & three"
    )


_A = '<a href="https://a.example/x?a=1&amp;copy=2" title="t">'
_ELEMENTS = {
    opening: f"</{opening[1:].partition(' ')[0].rstrip('>')}>"
    for opening in (
        "<p>", '<p class="x">', "<em>", "<b>", "<h2>", "<ul>", '<ol start="3">', "<li>", "<blockquote>", "<div>", "<figure>", "<pre>",
        "<span>", '<abbr title="T &amp; t">', _A, '<a href="#n">', '<a href="https://999.1.1.1/">', '<a href="http://b.example" href="x">',
    )
}  # fmt: skip
_IN_TEXT = (
    "text", " ", "\n", "  a  b ", "<p>whole</p>", "<br>", "<br/>", "<hr>", "a &amp; b", "&lt;p&gt;", "&nbsp;", "&#8217;s", "&quot;q&quot;",
    "& ", "&copy", "&notit;", "&#38;lt;", "<&#112;>", "<&#98; ", "<b&#114;>", "<b&#32;>", "<&#47;b>", "&#39;", "e\u0301", "&gt;\u0338", "\u200b", "Ã©", "\r", "</br>", "</p>", "<!-- c -->", "<b><i></i></b>",
    '<img src="https://i.example/a.jpg" alt="A &quot;b&quot; <" width="640" class="c"/>', '<img src="/p.jpg">',
    '<img src="https://i.example/1.gif" width="1" height="1">', '<img data-src="https://i.example/l.jpg" src="https://i.example/s.gif">',
)  # fmt: skip
_HTML = st.recursive(
    st.sampled_from(_IN_TEXT),
    lambda inner: st.builds(
        lambda opening, parts: opening + "".join(parts) + _ELEMENTS[opening],
        st.sampled_from(sorted(_ELEMENTS)),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


def test_nothing_is_written_but_what_the_tables_name():
    builder = Builder(None)
    for tag in ("script", "svg", "p", "x-y"):
        builder.open(tag, {"onclick": "go()", "src": "https://a.example/"})
    builder.text("a")
    for tag in ("x-y", "p", "svg", "script"):
        builder.close(tag)

    assert to_html(builder.finish()) == "<p>a</p>"


@settings(max_examples=400)
@given(st.lists(_HTML, max_size=4).map("".join))
def test_what_is_read_as_it_is_written_is_what_a_parser_makes_of_it(markup: str):
    found = parse(markup, "https://base.example/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tidy, "tokens", lambda _: None)
        assert parse(markup, "https://base.example/") == found


@pytest.mark.parametrize(
    "markup",
    [
        '<p>a <em>b</em> &#8217;c&#8217; <a href="https://a.example/">d</a></p>\n<ul><li>e</li></ul><img src="https://a.example/p.jpg" />',
        "a<br>b &amp; c",
    ],
)  # fmt: skip
def test_the_markup_of_most_feeds_needs_no_parser(markup: str):
    assert tidy.tokens(markup) is not None


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a<p>b", "<p>a<ul></ul></p>", "<b><i>a</b></i>", "<p>a</p", "<p onclick=x>a</p>", "<script>a</script>", "<P>a</P>", "<table></table>",
        '<a href="javascript:x">a</a>', '<a href="https://a.example/"><b><a href="https://a.example/">b</a></b></a>', "<p>a & b</p>", "<p>a < b</p>",
        "<li>a</li>", "<ul>a<b>c</b></ul>", "a\u200b", "<!-- a -->", "&#60;p>", "<b>" * 30 + "</b>" * 30,
        "<&#112;>a</p>", "<&#x61; href='https://a.example/'>b</a>", '<a href&#61;"https://a.example/">b</a>', "<b&#32;>a</b>", "<b>a<&#47;b>", "<p&#47;>a</p>",
        '<a href="https&#58;//a.example/">b</a>',
    ],
)  # fmt: skip
def test_a_parser_is_asked_about_all_else(markup: str):
    assert tidy.tokens(markup) is None
