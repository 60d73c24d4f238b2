"""Fill the package's own templates. Everything that is not Markup is escaped; a name that a template misses is an error."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.publishing.text import clock, day, rfc3339, scrub, spell, spoken

# Of feeds, files and pages of others browsers know no icon, and ask for this one.
_UNASKED: Final = {"favicon.ico": "favicon.ico"}


def fill(template: str, **values: object) -> str:
    """Return the template with the values, without characters that no document may hold."""
    return scrub(_environment().get_template(template).render(values))


def part(template: str, **values: object) -> Markup:
    """Return a template that is a part of a page, to be put into others as it is."""
    # What the template let through is safe.
    return Markup(fill(template, **values))  # noqa: S704


@cache
def static_files() -> Mapping[str, bytes]:
    """Return what pages and feeds refer to, and what browsers ask for by themselves, the same in every edition: path -> bytes."""
    folder = files("bot.publishing").joinpath("static")
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    paths = {file.name: _UNASKED.get(file.name, f"static/{file.name}") for file in found}
    return {paths[file.name]: file.read_bytes() for file in found if not file.name.startswith(".")}


def counted(number: int, one: str, many: str) -> str:
    """Say how many: `1 source`, `7 sources`."""
    return f"{number} {one if number == 1 else many}"


def environment(package: str, filters: Mapping[str, Callable[..., Any]]) -> Environment:
    """Return what fills the templates of a package; `spell` and these are there as filters."""
    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters |= {"spell": spell, **filters}
    return made


@cache
def _environment() -> Environment:
    written: dict[str, Callable[..., Any]] = {"day": day, "rfc3339": rfc3339, "counted": counted}
    own: dict[str, Callable[..., Any]] = {
        "when": _when,
        "hour": _hour,
        "breakable": _breakable,
        "file_name": _file_name,
        "lower_first": _lower_first,
    }
    return environment("bot.publishing", {**written, **own})


# Pages say the same times again and again.
@lru_cache(maxsize=10_000)
def _when(moment: datetime) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(rfc3339(moment), spoken(moment))


def _hour(moment: datetime) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(rfc3339(moment), clock(moment))


def _breakable(url: str) -> Markup:
    """Let a long address break after a slash, and copy as it is."""
    return Markup("/<wbr>").join(url.split("/"))


def _file_name(entry: str | None) -> str:
    """Return the key of an entry if it is the path of a file; ids of mails tell a reader nothing."""
    return "" if entry is None or "@" in entry else entry


def _lower_first(text: str) -> str:
    """Go on with a sentence."""
    return text[:1].lower() + text[1:]
