"""Which picture an `<img>` shows once its page's scripts have run, and whether it is one for people to see."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter

from bot.cleaning import urls

# Scripts that load pictures late keep the address here, most telling first; `src` then holds a blank one, or none.
_LATE = ("data-src", "data-lazy-src", "data-original", "data-lazy")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
#: What is read of an `<img>` besides its size and its description.
ATTRIBUTES = frozenset({*_LATE, *_SETS, "src", "style"})

_AT_ONCE = frozenset({"alt", "height", "src", "style", "width"})

# No address has them bare; values that do are for a script to fill in.
_TEMPLATE = re.compile(r"[\s{}<>]")
_DESCRIPTOR = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)([wx])")
# The address that a set gives should serve a screen, not a poster.
_WIDEST = 2048
_LONGEST_SET = 8192
# Blank pictures, by the last part of the path: nothing else is ever called so.
_BLANK = re.compile(
    r"(?:[\w-]{0,40}[-_])?(?:placeholder|spacer)\.(?:gif|png|jpe?g|svg|webp)"
    r"|(?:1x1|blank|clear|cleardot|dot|empty|lazy|lazyload|loader|loading|pixel|s|shim|trans|transparent)\.(?:gif|png|svg)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden"
    r"|(?:max-)?(?:width|height)\s{0,9}:\s{0,9}[01](?:px|em|%)?\s{0,9}(?:;|!|$))",
    re.IGNORECASE,
)
_NOTHING = frozenset({"0", "1", "0px", "1px"})  # widths and heights

# Whose pictures count readers, whatever they are called; a domain stands for all names under it.
_COUNTERS = frozenset(
    "feedsportal.com doubleclick.net google-analytics.com googletagmanager.com googlesyndication.com googleadservices.com"
    " pixel.wp.com stats.wp.com stats.wordpress.com scorecardresearch.com quantserve.com imrworldwide.com 2o7.net omtrdc.net"
    " demdex.net chartbeat.net parsely.com statcounter.com sitemeter.com bat.bing.com px.ads.linkedin.com analytics.twitter.com"
    " ct.pinterest.com pixel.facebook.com met.vgwort.de ioam.de iocnt.net wemfbox.ch xiti.com gemius.pl krxd.net bluekai.com"
    " adnxs.com rubiconproject.com pubmatic.com criteo.com taboola.com outbrain.com mc.yandex.ru counter.yadro.ru"
    " top-fwz1.mail.ru hm.baidu.com cnzz.com 51.la track.hubspot.com pheedo.com counter.theconversation.com"
    " counter.theconversation.edu.au track.feedpress.it pixel.propublica.org pixel.newscred.com awstrack.me"
    " histats.com hits.sinajs.cn pixel.quantcount.com pixel.mathtag.com adsrvr.org insight.adsrvr.org log.pinterest.com".split()
)
# The same by a part of the address where the host serves other pictures too, or where everybody runs such a program.
# Each begins with a slash, so that the search is quick.
_COUNTING = re.compile(
    r"/(?:~r/[^?#]{1,300}/~4/|~ff/|(?<=feeds\.feedburner\.com/)~|(?<=feeds\.feedblitz\.com/)[~_]/|(?<=facebook\.com/)tr[/?]"
    r"|(?<=medium\.com/)_/stat\?|(?<=blogger\.googleusercontent\.com/)tracker/|(?<=//t\.co/)i/adsct"
    r"|(?<=feeds\.wordpress\.com/)1\.0/|(?<=list-manage\.com/)track/|wf/open\?|track/open(?:\.php)?\b|open\.aspx\?"
    r"|(?:piwik|matomo)\.php\?|hit\.xiti\?|b/ss/[^/]{1,80}/[0-9]{1,3}/|__utm\.gif|mf\.gif\b|pixy\.gif|npr-rss-pixel\.png"
    r"|count(?:er)?\.gif\b|(?:1x1|pixel|tracking[-_]?pixel)\.(?:gif|png)(?:\?|$)"
    r"|(?:beacon|impression|pixel|track|tracker)(?:\.(?:gif|php))?(?:\?|$))"
)


def address(attributes: Mapping[str, str], offered: Sequence[str], base_url: str | None) -> str | None:
    """Return where the picture is, absolute; None if there is nothing to see. *offered* are sets of its `<picture>`."""
    if attributes.get("width", "").strip() in _NOTHING or attributes.get("height", "").strip() in _NOTHING:
        return None
    is_usual = not offered and _AT_ONCE.issuperset(attributes)
    found = (
        _seen(attributes.get("src", ""), base_url)
        if is_usual
        else next(_candidates(attributes, offered, base_url), None)
    )
    if found is None or counts(found):
        return None
    # What loads late is hidden until it is there.
    is_hidden = "style" in attributes and _HIDDEN.search(html.unescape(attributes["style"])[:500])
    return None if is_hidden and not any(name in attributes for name in _LATE) else found


def _candidates(attributes: Mapping[str, str], offered: Sequence[str], base_url: str | None) -> Iterator[str]:
    late = (attributes.get(name, "") for name in _LATE)
    sets = (_best(choice) for choice in (*(attributes.get(name, "") for name in _SETS), *offered))
    for claimed in chain(late, (attributes.get("src", ""),), sets):
        if url := _seen(claimed, base_url):
            yield url


def _seen(claimed: str, base_url: str | None) -> str | None:
    value = html.unescape(claimed).strip()
    url = urls.absolute(value, base_url) if value and not _TEMPLATE.search(value) else None
    return None if url is None or _is_blank(url) else url


def _best(choice: str) -> str:
    """Return the widest address of a set (HTML, 4.8.4.2.1) that is no poster; "" if there is none."""
    words = choice[:_LONGEST_SET].split() if choice else ()
    best, address = (-1.0, ""), ""
    for word in words:
        descriptor, _, behind = word.partition(",")
        if size := _DESCRIPTOR.fullmatch(descriptor):
            width = float(size[1]) * (1 if size[2] == "w" else 100)  # arbitrary: a set has but one of the two
            best = max(best, (width if width <= _WIDEST else 0.0, address), key=itemgetter(0))
            address = behind
        else:
            best = max(best, (0.0, address), key=itemgetter(0)) if address else best
            address = word.rstrip(",")
    return best[1] or address


def _is_blank(url: str) -> bool:
    return _BLANK.fullmatch(url.partition("?")[0].rpartition("/")[2][-80:]) is not None


def counts(url: str) -> bool:
    """Tell by its address, absolute, whether a picture is there to count readers, not for them to see."""
    host = url.split("/", 3)[2]
    while host and host not in _COUNTERS:
        host = host.partition(".")[2]
    return host != "" or _COUNTING.search(url) is not None
