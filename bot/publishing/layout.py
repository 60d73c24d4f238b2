"""Fill the package's own templates. Everything that is not Markup is escaped; a name that a template misses is an error."""

from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.publishing.text import clock, day, rfc3339, scrub, spell, spoken


def fill(template: str, **values: object) -> str:
    """Return the template with the values, without characters that no document may hold."""
    return scrub(_environment().get_template(template).render(values))


def counted(number: int, one: str, many: str) -> str:
    """Say how many: `1 source`, `7 sources`."""
    return f"{number} {one if number == 1 else many}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters |= {"day": day, "rfc3339": rfc3339, "spell": spell, "counted": counted}
    environment.filters |= {"when": _when, "hour": _hour, "breakable": _breakable}
    return environment


def _when(moment: datetime) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(rfc3339(moment), spoken(moment))


def _hour(moment: datetime) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(rfc3339(moment), clock(moment))


def _breakable(url: str) -> Markup:
    """Let a long address break after a slash, and copy as it is."""
    return Markup("/<wbr>").join(url.split("/"))
