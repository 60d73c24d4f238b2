"""What each element of RSS, RDF and Atom, and of the vocabularies used in them, says: feedparser's rules, element by element."""

import re
from collections.abc import Mapping

from bot.formats.feeds.links import joined
from bot.formats.feeds.namespaces import Unsure
from bot.formats.feeds.walk import HTML, Claims, Element, Handler, Walk, content_type, leaf

_PERSON = frozenset("name email uri url homepage itunes_name itunes_email".split())
_PICTURE = frozenset("title link description url href width height".split())
_TEXT_INPUT = frozenset("title link description name".split())
_MAILBOX = re.compile(r"([a-zA-Z0-9_.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,4})(?: \(([^()@<>&]+)\))?")
_DOUBLE_AMPERSAND = re.compile("&([A-Za-z0-9_]+);")
_DATES: Mapping[str, str] = {
    **dict.fromkeys(["published", "issued", "pubdate", "dcterms_issued"], "published"),
    **dict.fromkeys(["updated", "modified", "lastbuilddate", "dc_date", "dcterms_modified"], "updated"),
    **dict.fromkeys(["created", "dcterms_created"], "created"),
}
_IN_ENTRIES_ONLY = frozenset(
    "description dc_description media_description abstract summary itunes_summary content content_encoded item entry "
    "media_content media_group media_thumbnail media_title".split()
)


def _by_name(handled: Mapping[Handler, str]) -> Mapping[str, Handler]:
    return {name: handler for handler, names in handled.items() for name in names.split()}


class Reading(Walk):
    """Reads every element that we use."""

    # ---- the skeleton

    def _root(self, element: Element, _attributes: Claims) -> None:
        name = self._names[element.tag]
        if self._depth != 1:
            raise Unsure(f"{name} inside")
        if name == "rss" and not self._version.startswith("rss"):
            self._version = "rss"
        if name == "feed":
            self._in_feed = True
            self._version = self._version or "atom"
        self._children(element)

    def _channel(self, element: Element, attributes: Claims) -> None:
        if attributes.keys() & {"href", "lastmod"} or self._in_feed or self._depth != 2:
            raise Unsure("channel of another format")
        self._in_feed = True
        self._children(element)
        self._in_feed = False

    def _item(self, element: Element, attributes: Claims) -> None:
        if self._entry is not None or self._source is not None or "href" in attributes or "lastmod" in attributes:
            raise Unsure("item inside")
        self._entry = {}
        self._depths = {}
        self.entries.append(self._entry)
        self._guid_is_link = False
        self._is_author_text = False
        self._title_depth = -1
        if about := attributes.get("rdf:about"):
            self._entry["id"] = about
        self._children(element)
        self._entry = None
        self._has_content = False

    def _skipped(self, element: Element, _attributes: Claims) -> None:
        """Pass over a picture or a search box of the feed, which have titles of their own."""
        allowed = _PICTURE if self._names[element.tag] == "image" else _TEXT_INPUT
        if (self._entry is not None or self._source is not None) and len(element):
            raise Unsure("a picture inside of an entry")
        self._title_depth = -1
        for child in element:
            name = self._names[child.tag]
            if name not in allowed and ("_" not in name or name in self.handlers):
                raise Unsure(name)
            if name == "title" and leaf(child).strip():
                self._title_depth = self._depth + 1
            elif len(child):
                raise Unsure(name)

    def _source_feed(self, element: Element, _attributes: Claims) -> None:
        if self._source is not None or self._entry is None:
            raise Unsure("a source of no entry")
        if any(self._names[child.tag] in _IN_ENTRIES_ONLY for child in element):
            raise Unsure("an entry's text in a source")
        self._source = {}
        self._title_depth = -1
        self._children(element)
        said = self._said((element.text or "") + "".join(child.tail or "" for child in element))
        if said:
            self._source["title"] = said
        self._entry["source"], self._source = self._source, None

    # ---- what entries and feeds say

    def _link(self, element: Element, attributes: Claims) -> None:
        text = leaf(element)
        link = attributes
        link.setdefault("rel", "alternate")
        link.setdefault("type", "application/atom+xml" if link["rel"] == "self" else "text/html")
        _enforce_href(link)
        context = self._context()
        links = context.setdefault("links", [])
        links.append(link)
        if "href" in link:
            link["href"] = joined(self._base, link["href"])
            if link["rel"] == "alternate" and content_type(link["type"]) in HTML:
                context["link"] = link["href"]
        elif self._in_feed or self._entry is not None:
            url = self._said(text, is_url=True)
            if "&" in url:
                if self._entry is not None and self._source is None:
                    url = url.replace("&amp;", "&")
                url = _DOUBLE_AMPERSAND.sub(r"&\g<1>", url)
            context["link"] = url
            if url or context is not self._entry:
                link["href"] = url

    def _enclosure(self, element: Element, attributes: Claims) -> None:
        leaf(element)
        _enforce_href(attributes)
        attributes["rel"] = "enclosure"
        self._context().setdefault("links", []).append(attributes)

    def _license(self, element: Element, attributes: Claims) -> None:
        text = self._said(leaf(element))
        is_rdf = self._names[element.tag] == "cc_license"
        url = attributes.get("rdf:resource") if is_rdf else text
        self._context().setdefault("links", []).append({"rel": "license", "href": url} if url else {"rel": "license"})

    def _guid(self, element: Element, attributes: Claims) -> None:
        self._guid_is_link = attributes.get("ispermalink", "true") == "true"
        guid = self._said(leaf(element), is_url=self._guid_is_link)
        self._keep("id", guid)
        if self._guid_is_link:
            self._context().setdefault("link", guid)

    def _title(self, element: Element, attributes: Claims) -> None:
        detail = self._content(element, attributes, "text/plain")
        self._keep("title", detail["value"], detail)
        if detail["value"] and self._names[element.tag] != "media_title":
            self._title_depth = self._depth

    def _description(self, element: Element, attributes: Claims) -> None:
        name = self._names[element.tag]
        default = "text/html" if name.endswith("description") else "text/plain"
        context = self._context()
        if name != "abstract" and "summary" in context and not self._has_content:
            self._full_text(element, attributes)
            return
        detail = self._content(element, attributes, default)
        is_summary = name.endswith("summary") or (self._entry is not None and self._source is None)
        self._keep("summary" if is_summary else "subtitle", detail["value"], detail)

    def _full_text(self, element: Element, attributes: Claims) -> None:
        self._has_content = True
        default = "text/html" if self._names[element.tag] == "content_encoded" else "text/plain"
        claimed = content_type(attributes.get("type", default))
        detail = self._content(element, attributes, default)
        is_copied = claimed == "text/plain" or claimed in HTML or detail["type"] == "application/xhtml+xml"
        context = self._context()
        if self._entry is not None and self._source is None:
            self._entry.setdefault("content", []).append(detail)
        if is_copied:
            context.setdefault("summary", detail["value"])

    def _date(self, element: Element, _attributes: Claims) -> None:
        self._keep(_DATES[self._names[element.tag]], self._said(leaf(element)))

    def _spoken(self, element: Element, _attributes: Claims) -> None:
        self._keep("language", self._said(leaf(element)))

    def _category(self, element: Element, attributes: Claims) -> None:
        name = self._names[element.tag]
        text = self._said(leaf(element))
        if name == "itunes_category":
            self._tag(attributes.get("text"), "http://www.itunes.com/", None)
        else:
            if name == "media_category":
                attributes.setdefault("scheme", "http://search.yahoo.com/mrss/category_schema")
            scheme = attributes.get("scheme", attributes.get("domain"))
            self._tag(attributes.get("term"), scheme, attributes.get("label"))
        tags = self._context()["tags"]
        if text and tags and not tags[-1]["term"]:
            tags[-1]["term"] = text
        elif text:
            self._tag(text, None, None)

    def _keywords(self, element: Element, attributes: Claims) -> None:
        text = leaf(element)
        scheme = "http://www.itunes.com/" if self._names[element.tag] == "itunes_keywords" else None
        for word in [] if attributes else self._said(text).split(","):
            if word.strip():
                self._tag(word.strip(), scheme, None)

    def _tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        tags = self._context().setdefault("tags", [])
        if term or scheme or label:
            tag = {"term": term, "scheme": scheme, "label": label}
            if tag not in tags:
                tags.append(tag)

    def _author(self, element: Element, _attributes: Claims) -> None:
        text = element.text or ""
        author: Claims = {}
        for child in element:
            name = self._names[child.tag]
            if "_" in name and name not in self.handlers and not len(child) and not (child.text or "").strip():
                continue
            if name not in _PERSON:
                raise Unsure(f"{name} of an author")
            key = name.removeprefix("itunes_")
            said = leaf(child).strip()
            author[key if key in {"name", "email"} else "href"] = said
            text += child.tail or ""
        context = self._context()
        if context is self._entry:
            whole = self._said(text)
            if author and (self._is_author_text or (context.get("author") and "name" not in author)):
                raise Unsure("an author's parts, which feedparser would mix with the former author's")
            self._is_author_text |= bool(whole) and not author
            context.setdefault("authors", []).append(author)
            self._keep("author", whole)
            _complete(context, author)

    def _contributor(self, element: Element, _attributes: Claims) -> None:
        if self._entry is not None and self._names[element.tag] == "itunes_owner":
            raise Unsure("an owner of an entry")
        for child in element:
            if self._names[child.tag] not in _PERSON or len(child):
                raise Unsure("a contributor")

    def _original(self, element: Element, attributes: Claims) -> None:
        if attributes:
            raise Unsure("a link with attributes where there are none")
        if original := self._said(leaf(element)):
            self._keep("feedburner_origlink", original)
        elif "feedburner_origlink" in self._context():
            raise Unsure("an empty link in place of one")

    def _group(self, element: Element, _attributes: Claims) -> None:
        self._children(element)

    def _media(self, element: Element, attributes: Claims) -> None:
        self._context().setdefault("media_content", []).append(attributes)
        self._children(element)

    def _thumbnail(self, element: Element, attributes: Claims) -> None:
        url = self._said(leaf(element), is_url=True)
        if url and "url" not in attributes:
            attributes["url"] = url
        self._context().setdefault("media_thumbnail", []).append(attributes)

    def _picture(self, element: Element, attributes: Claims) -> None:
        leaf(element)
        if url := attributes.get("href") or attributes.get("url"):
            self._context()["image"] = {"href": url}

    handlers = _by_name(
        {
            _root: "rss rdf_rdf feed",
            _channel: "channel",
            _item: "item entry",
            _skipped: "image textinput",
            _source_feed: "source",
            _link: "link",
            _enclosure: "enclosure",
            _license: "cc_license creativecommons_license",
            _guid: "guid id",
            _title: "title dc_title media_title",
            _description: "description dc_description media_description abstract summary itunes_summary",
            _full_text: "content content_encoded",
            _date: " ".join(_DATES),
            _spoken: "language dc_language",
            _category: "category keywords dc_subject itunes_category media_category",
            _keywords: "itunes_keywords media_keywords",
            _author: "author managingeditor dc_author dc_creator itunes_author",
            _contributor: "contributor itunes_owner",
            _original: "feedburner_origlink",
            _group: "media_group",
            _media: "media_content",
            _thumbnail: "media_thumbnail",
            _picture: "itunes_image itunes_link",
        }
    )


def _enforce_href(link: Claims) -> None:
    url = link.get("url", link.get("uri", link.get("href")))
    if url:
        link.pop("url", None)
        link.pop("uri", None)
        link["href"] = url


def _complete(entry: Claims, author: Claims) -> None:
    """Take an author's text apart, or say an author's parts in one line."""
    name, mail = author.get("name"), author.get("email")
    if author:
        whole = f"{name} ({mail})" if name and mail else name or mail
        if whole:
            entry["author"] = whole
        return
    text = entry.get("author")
    if not text:
        return
    if "@" not in text:
        author["name"] = text
    elif found := _MAILBOX.fullmatch(text):
        author["email"] = found[1]
        if found[2] and found[2].strip():
            author["name"] = found[2].strip()
    else:
        raise Unsure("a mailbox")
