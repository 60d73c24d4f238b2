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
