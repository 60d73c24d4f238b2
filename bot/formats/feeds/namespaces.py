"""Names of elements as feedparser knows them: `prefix_local` of a known vocabulary, whatever prefix a document uses."""

from collections.abc import Mapping, Sequence

from feedparser.api import StrictFeedParser

#: URI in lower case -> the prefix by which feedparser knows a vocabulary; "" is RSS and Atom
_VOCABULARIES: Mapping[str, str] = {uri.lower(): prefix.lower() for uri, prefix in StrictFeedParser.namespaces.items()}
PREFIXES = frozenset(_VOCABULARIES.values()) - {""}
#: Elements that feedparser closes even inside XHTML, where their names mean something else
CLOSED = frozenset(name.removeprefix("_end_") for name in dir(StrictFeedParser) if name.startswith("_end_"))


class Unsure(Exception):
    """The document has something that can be read in more than one way."""


class _Names(dict[str, str]):
    """By tag: `prefix_local`, or `local` for RSS and Atom, in lower case; made when it is first asked for."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, tag: str) -> str:
        uri, _, local = tag.rpartition("}")
        prefix = self._prefixes.get(uri[1:], "") if uri else ""
        self[tag] = found = (f"{prefix}_{local}" if prefix else local).lower()
        return found


class Namespaces:
    """What the prefixes of one document stand for; `names` has what its elements are called."""

    def __init__(self, declared: Sequence[tuple[str, str]]) -> None:
        """Raise `Unsure` where feedparser's way to tell namespaces apart, by prefix, would mix them up."""
        self.version = ""
        self._prefixes: dict[str, str] = {}
        self.names: Mapping[str, str] = _Names(self._prefixes)
        for prefix, uri in declared:
            known = _VOCABULARIES.get(uri.lower())
            if "backend.userland.com/rss" in uri.lower():
                known = ""
            if known is not None and prefix.lower() != known and prefix.lower() in PREFIXES:
                raise Unsure(f"prefix {prefix} for another vocabulary")
            before = self._prefixes.setdefault(uri, prefix if known is None else known)
            if known is None and before != prefix:
                raise Unsure(f"two prefixes for {uri}")
            self.version = self.version or _version(prefix, uri.lower())
        named = [(prefix, uri) for prefix, uri in set(declared) if prefix]
        if len({prefix for prefix, _ in named}) != len(named):
            raise Unsure("a prefix with two meanings")

    def prefix(self, uri: str) -> str:
        """Return the prefix that feedparser would use for a namespace."""
        return self._prefixes.get(uri, "") if uri else ""


def _version(prefix: str, uri: str) -> str:
    if uri == "http://my.netscape.com/rdf/simple/0.9/" and not prefix:
        return "rss090"
    return {"http://purl.org/rss/1.0/": "rss10", "http://www.w3.org/2005/atom": "atom10"}.get(uri, "")
