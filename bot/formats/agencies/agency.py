"""What agencies' words mean, whichever format they come in: status, urgency, times, signs of corrections."""

import re
from datetime import datetime

from bot.formats.dates import parse_date
from bot.model import Status

#: By what a status ends in, without its scheme: `stat:canceled`, `ncdpub:…`, `Usable`.
_STATUSES: dict[str, Status] = {
    **dict.fromkeys(("usable", "published", "publish", "active", "embargoed", "restricted"), "usable"),
    **dict.fromkeys(("withheld", "withhold", "hold", "held", "draft", "notforpublication"), "withheld"),
    **dict.fromkeys(
        (
            "canceled",
            "cancelled",
            "cancel",
            "kill",
            "killed",
            "withdrawn",
            "withdraw",
            "retracted",
            "delete",
            "deleted",
        ),
        "canceled",
    ),
}
#: What editors write of a version that puts an error right, in the languages of the agencies that we know.
_CORRECTION = re.compile(
    r"\b(?:correct(?:s|ed|ing|ions?|ive)|corr|rectificat(?:if|ive|ie)|corrigée?|corrige|korrektur|korrigiert|berichtigt|berichtigung"
    r"|corrección|rectificación|fe de erratas?|correzione|rettifica|errata|correção|rättelse|rättad|rättat|rettelse|rettet|korr"
    r"|korrigering|korrigerad|korrigert|korrigeret|korjaus|korjattu|oikaisu|correctie|gecorrigeerd)\b",
    re.IGNORECASE,
)
#: How a kill begins, in the languages of the agencies that we know. Headlines have these words too ("Kill the bill"), so
#: the word stands alone, or before a mark, or with what is to be killed.
_KILL = re.compile(
    r"(?:[\W_]{0,5}\b(?:eds?|editors?|attention|bulletin|urgent|ap|afp|efe|reuters)\b){0,4}[\W_]{0,5}\b(?:"
    r"(?:(?:story|advisory|kill)[\W_]{1,3}){0,3}(?:kill|annulation|annulée?|anulación|anulad[ao]|anular"
    r"|annullament[oi]|annullat[ao]|annullare|anulação|storno|zurückgezogen|withdrawn|story withdrawn|makulert|trekkes|trukket"
    r"|trækkes tilbage|återkallas|återkallad|peruttu|perutaan|peruutus|ingetrokken|intrekking)\s{0,3}(?:[:/)\]*|]|[-–—]\s|$)"
    r"|(?:mandatory|bulletin|story) kill\b|withdrawn-"
    r"|(?:please )?(?:kill|withdraw) (?:the|this|our|story|item)\b.{0,60}?\b(?:story|item|report|article|version|text|dispatch)\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|von|par|por|di|da|door|av|af|text:)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*;\s*|\s+(?:and|&|und|et|y|e|og|och|ja|en)\s+", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?")


def status(claimed: str) -> Status | None:
    """Read a publishing status; None for a word that is none."""
    word = re.sub(r"[\s_-]", "", claimed).lower()
    return _STATUSES.get(re.split(r"[:/#]", word)[-1])


def urgency(claimed: str) -> int | None:
    """Read an urgency, 1 to 9; None for anything else. 0 is used for `nothing said`."""
    digits = claimed.strip()
    return int(digits) if len(digits) == 1 and digits in "123456789" else None


def when(claimed: str) -> datetime | None:
    """Read a time, also in the compact form of ISO 8601 that NITF and NewsML have (20240312T091500+0000)."""
    text = claimed.strip()
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = match.groups()
        text = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone or 'Z'}"
    return parse_date(text)


def is_correction(*claims: str) -> bool:
    """Whether notes to editors, signals or instructions say that this version puts an error right."""
    return any(_CORRECTION.search(claim) for claim in claims)


def is_kill(*claims: str) -> bool:
    """Whether headlines, slug lines or notes to editors begin as what takes an item back begins."""
    return any(_KILL.match(claim) for claim in claims)


def byline(claimed: str) -> tuple[str, ...]:
    """Take the people out of a byline: without "By", and apart from each other."""
    line = " ".join(claimed.split())[:500]
    return tuple(
        name
        for part in _AND.split(_BY.sub("", line, count=1) if _BY.match(line) else line)
        if (name := part.strip(" ,;"))
    )
