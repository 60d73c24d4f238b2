"""What people write of an item in a header of plain text or in the front matter of Markdown, as a `Wire`."""

from collections.abc import Mapping

from bot.formats.agencies import agency
from bot.model import Wire

#: What people call a field, by ours.
NAMES = {
    name: field
    for field, names in {
        "item": ("id", "item", "guid"),
        "version": ("version", "revision"),
        "status": ("status", "pubstatus"),
        "embargo": ("embargo", "embargoed", "sperrfrist"),
        "slug": ("slug", "slugline", "keyword"),
        "dateline": ("dateline",),
        "credit": ("credit",),
        "copyright": ("copyright",),
        "urgency": ("urgency", "priority"),
        "note": ("note", "ednote", "editorial note", "editors note"),
    }.items()
    for name in names
}


def is_plausible(field: str, value: str) -> bool:
    """Whether a value can be one: "Version: three of it" and "Status: unclear" begin stories."""
    if field == "version":
        return value.isascii() and value.isdecimal() and len(value) <= 9
    if field == "status":
        return agency.status(value) is not None or agency.is_correction(value)
    if field == "urgency":
        return agency.urgency(value) is not None
    if field == "item":
        return len(value.split()) == 1 and len(value) <= 300
    return True


def wire(fields: Mapping[str, str]) -> Wire | None:
    """Return what the fields say; None where there is none. An item with an embargo of unclear end is withheld."""
    found = {field: value for field, value in fields.items() if field in _OURS and value and is_plausible(field, value)}
    if not found:
        return None
    claimed = found.get("status", "")
    status = agency.status(claimed) or "usable"
    embargo = agency.when(found.get("embargo", ""))
    if "embargo" in found and embargo is None and status == "usable":
        status = "withheld"
    return Wire(
        item=found.get("item"),
        version=int(found["version"]) if "version" in found else None,
        status=status,
        is_correction=agency.is_correction(claimed),
        embargo=embargo,
        slug=found.get("slug"),
        dateline=found.get("dateline"),
        credit=found.get("credit"),
        copyright=found.get("copyright"),
        urgency=agency.urgency(found.get("urgency", "")),
        note=found.get("note"),
    )


_OURS = frozenset(NAMES.values())
