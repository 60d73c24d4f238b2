"""A first configuration: what somebody wants, as two commented files that are valid, with every other key as a comment.

Nothing is ever replaced. What would not be valid is not left behind.
"""

import ipaddress
import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.config import kinds, schema
from bot.config.edit import NewFeed, block, scalar
from bot.config.load import load
from bot.config.settings import Settings, SiteSettings
from bot.errors import ConfigError, Problem

_WIDTH = 118
#: Sections of which every key has a default: they are there as comments.
_OPTIONAL = {
    "web": "WebSettings",
    "folders": "FolderSettings",
    "polling": "PollingSettings",
    "clustering": "ClusteringSettings",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFolder:
    """A folder to watch."""

    name: str
    folder: str  #: relative to the configuration, or absolute


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTopic:
    """A topic to publish."""

    slug: str
    title: str
    words: tuple[str, ...]  #: one of them is enough; none: every event is let in


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a first configuration says."""

    title: str
    base_url: str
    folders: Sequence[NewFolder]
    feeds: Sequence[NewFeed]
    topics: Sequence[NewTopic]


def write(path: Path, wanted: Wanted, now: datetime) -> Settings:
    """Write the configuration at *path*, the topics beside it, and the schemas that editors complete keys from.

    Raises:
        ConfigError: one of the files is there already, cannot be written, or what is wanted is not valid.
    """
    texts = {path: _main(wanted, now), path.with_name("topics.yaml"): _topics(wanted)}
    for taken in filter(Path.exists, texts):
        raise _refused(taken, "is there already, and stays as it is; name another place with -c, or move it away")
    written: list[Path] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            with file.open("x", encoding="utf-8") as draft:
                written.append(file)
                draft.write(text)
        settings = load(path)
        for name, text in schema.files().items():
            path.with_name(name).write_text(text, encoding="utf-8")
    except OSError as error:
        _remove(written)
        raise _refused(path, f"cannot be written: {(error.strerror or type(error).__name__).lower()}") from error
    except BaseException:
        _remove(written)
        raise
    return settings


def authority(base_url: str, now: datetime) -> str:
    """Who mints ids: the host of the site and this year (RFC 4151), or the default where that is nobody's name."""
    host = urlsplit(base_url).hostname or ""
    default = str(SiteSettings.model_fields["id_authority"].default)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        found = f"{host},{now.year}"
        try:
            return str(kinds.AUTHORITY.read(found)) if "." in host else default
        except kinds.Mismatch:
            return default
    return default


def _main(wanted: Wanted, now: datetime) -> str:
    definitions = schema.json_schema()["$defs"]
    head = (
        "# yaml-language-server: $schema=./storyfold.schema.json\n"
        "#\n"
        "# Storyfold: where stories come from, and where readers find them. `storyfold check` says what is wrong, with the line.\n"
        "# Keys that are comments have these values already. Paths are relative to this file.\n"
    )
    parts = [
        head,
        "# The database and the published files.\ndata: ../data\n\n# The file with the topics.\ntopics: topics.yaml\n",
        _site(wanted, now),
        *(_section(name, definitions[model]["properties"]) for name, model in _OPTIONAL.items()),
        _sources(wanted),
    ]
    return "\n".join(parts)


def _site(wanted: Wanted, now: datetime) -> str:
    return (
        "site:\n"
        "  # Name of the whole, on every page.\n"
        f"  title: {scalar(wanted.title)}\n\n"
        "  # Where readers reach the site.\n"
        f"  base_url: {scalar(wanted.base_url)}\n\n"
        "  # Who mints the ids of feeds and entries (RFC 4151): a domain of yours, a comma, and a date on which it was yours. Never\n"
        "  # change it once feeds have subscribers: to them every story would be new again.\n"
        f"  id_authority: {scalar(authority(wanted.base_url, now))}\n"
    )


def _section(name: str, keys: dict[str, Any]) -> str:
    lines = [f"# {name}:"]
    for key, says in keys.items():
        described = textwrap.wrap(says["description"], _WIDTH - 6)
        lines += [f"#   # {line}" for line in described]
        lines += [f"#   {key}: {_value(says)}", "#"]
    return "\n".join(lines[:-1]) + "\n"


def _value(says: dict[str, Any]) -> str:
    if "default" in says:
        value = says["default"]
        return scalar(value) if isinstance(value, str) else json.dumps(value)
    return "…"  # it has none: left out


def _sources(wanted: Wanted) -> str:
    folders = "".join(
        f"  - name: {scalar(one.name)}\n"
        "    # What agencies drop: NITF, NewsML, ninjs, telex, e-mail, saved pages, Markdown and text files.\n"
        f"    folder: {scalar(one.folder)}\n"
        for one in wanted.folders
    )
    return (
        "# Where stories come from. Never rename a source: everything stored about it hangs on its name. A feed may also have\n"
        "#   title: Example News      what readers see\n"
        "#   family: example          the publisher behind it; sources of one family are one voice\n"
        "#   language: en             where neither its stories nor their text tell\n"
        "#   full_text: true          take the text of stories from their pages\n"
        "#   private: true            it may be inside your own network\n"
        "sources:\n" + folders + block(wanted.feeds)
    )


def _topics(wanted: Wanted) -> str:
    return (
        "# yaml-language-server: $schema=./topics.schema.json\n"
        "#\n"
        "# Topics: each is a feed and a page with one entry for every event that its rules choose. `storyfold topics suggest` proposes\n"
        "# some from what your sources carry.\n"
        "#\n"
        "#   - slug: ferries            in its address: /topics/ferries.atom\n"
        "#     title: Ferries\n"
        "#     rules:\n"
        "#       any: [ferry, ferries]        at least one of them, as whole words, in any case\n"
        "#       none: [ferry tickets]        none of them\n"
        "#       all: [{min_independent: 2}]  and reported by two who do not copy each other\n"
        "topics:\n" + "".join(map(_topic, wanted.topics))
    )


def _topic(topic: NewTopic) -> str:
    words = "".join(f"        - {scalar(word)}\n" for word in topic.words)
    rules = f"      any:\n{words}" if words else "      # Every event.\n      all:\n        - min_sources: 1\n"
    return f"  - slug: {scalar(topic.slug)}\n    title: {scalar(topic.title)}\n    rules:\n{rules}"


def _remove(written: Sequence[Path]) -> None:
    for file in written:
        file.unlink(missing_ok=True)


def _refused(path: Path, message: str) -> ConfigError:
    return ConfigError([Problem(str(path), 1, 1, "", message)])
