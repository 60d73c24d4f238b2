"""What desks write into the subject and the first lines of a mail: kills, corrections, embargoes, slug lines, senders.

Each table names the habit it is from. Words count in capitals only where a headline could begin with them.
"""

import re
from datetime import datetime
from typing import NamedTuple

from bot.formats.agencies import agency
from bot.model import Status

_REPLY = re.compile(
    r"(?:re|aw|sv|vs|antw|odp|fwd?|wg|tr|rv)(?:\[\d{1,3}\])?\s?:\s*|\[[^\[\]]{1,60}\]\s*", re.IGNORECASE
)
#: The item is taken back: AP and PA, Reuters, dpa, AFP, EFE, ANSA.
_KILLS = (
    r"(?:MANDATORY |BULLETIN |URGENT )?KILL(?:ED)?", r"STORY (?:KILLED|WITHDRAWN)", r"(?:STORY )?WITHDRAWN", r"WITHDRAWAL",
    r"RETRACT(?:ED|ION)", r"CANCELL?ED", r"R[UÜ]CKZUG", r"ZUR[UÜ]CKGEZOGEN", r"STORNIERUNG", r"ANNULATION", r"ANNUL[EÉ]E?",
    r"ANULACI[OÓ]N", r"ANULAD[AO]", r"ANNULLA(?:RE|MENTO|TA)",
)  # fmt: skip
#: Wait for what comes next.
_HOLDS = (r"WITHH[EO]LD", r"HOLD(?: FOR RELEASE)?", r"DO NOT (?:USE|PUBLISH)", r"NICHT VER[OÖ]FFENTLICHEN")
#: This version puts an error right.
_CORRECTIONS = (
    r"CORRECT(?:ION|ED|IVE|S)(?:-OFFICIAL)?", r"BERICHTIGUNG", r"KORREKTUR", r"RECTIFICATI(?:F|VE|ON)", r"CORRECCI[OÓ]N",
    r"RETTIFICA", r"ERRATUM", r"OIKAISU", r"RETTELSE",
)  # fmt: skip
_LABEL = re.compile(
    r"[\s*+#>(\[]{0,6}(?:"
    rf"(?P<kill>{'|'.join(_KILLS)})|(?P<hold>{'|'.join(_HOLDS)})|(?P<correction>{'|'.join(_CORRECTIONS)}))"
    # Reuters writes CORRECTED-Ferry aground; HOLD-UP and KILL-SWITCH are words.
    r"(?:\s?[*+#)\]]{1,6}(?:\s?[:–—-])?|\s?[:–—]|\s?--|\s?-(?=\s)|(?:(?<=ECTED)|(?<=RRECTS))-(?=\w)|\s*$)\s*"
)
#: AP ends the slug line with it: `BC-Ferry Aground, KILL`.
_AT_END = re.compile(rf"[,;(–—-]\s?(?P<kill>{'|'.join(_KILLS)})\)?\s*$")
_ONLY_LABEL = re.compile(r"(correction|corrected|berichtigung|korrektur|erratum)\s?:\s*", re.IGNORECASE)
_LONGEST_LABEL = 300  # characters of a line that are looked at

_EMBARGO = re.compile(
    r"[\s*+#>(\[!]{0,6}(?:strictly |under )?(?:EMBARGO(?:ED|ES)?|SPERRFRIST|EMBARGADO|SOUS EMBARGO)\b(?P<until>[^\d:\n]{0,40}?(?:until|till|to|bis|hasta|"
    r"jusqu['’](?:au|à)|fino al?))?\s?(?P<colon>:)?(?P<rest>.{0,120})"
    r"|[\s*+#>(\[!]{0,6}(?:(?:strictly )?not for (?:publication|release|use|broadcast)(?: or \w{1,20})? (?:before|until)|"
    r"hold for release until|nicht (?:zur ver[oö]ffentlichung )?vor(?: dem)?)\b(?P<before>.{0,120})",
    re.IGNORECASE,
)
_MONTHS = {
    name: english
    for english, names in {
        "January": "januar jänner janvier enero gennaio tammikuuta", "February": "februar février febrero febbraio helmikuuta",
        "March": "märz mars marzo maaliskuuta", "April": "avril abril aprile huhtikuuta", "May": "mai mayo maggio toukokuuta",
        "June": "juni juin junio giugno kesäkuuta", "July": "juli juillet julio luglio heinäkuuta",
        "August": "août agosto elokuuta", "September": "septembre septiembre settembre syyskuuta",
        "October": "oktober octobre octubre ottobre lokakuuta", "November": "novembre noviembre marraskuuta",
        "December": "dezember december décembre diciembre dicembre joulukuuta desember",
    }.items()
    for name in names.split()
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{3,15}")
_GERMAN_DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_DAY = re.compile(r"\b(\d{1,2})(?:\.|st|nd|rd|th|º)(?=\s)")
_CLOCK = re.compile(
    r"\b([01]\d|2[0-3])[.h]?([0-5]\d)(?=\s?(?:hrs?|hours|uhr|gmt|utc|bst|ce?st|cet|mesz|mez|e[sd]t|z)\b)", re.IGNORECASE
)
_CLOCK_WITH_DOT = re.compile(r"(?<=\s)([01]?\d|2[0-3])[.h]([0-5]\d)\b(?!\.)")
_FILLERS = re.compile(
    r"\b(?:uhr|hrs?|hours?|local time|ortszeit|at|on|um|den|dem|the|le|el|il|del?|à|a las|alle|until|bis|from)\b|[,()*\]]",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/\d{2,4}")

#: Whole subjects that are slug lines, by agency.
_SLUGS = (
    re.compile(
        r"(?:AM|AP|BC|PM|FC)-[A-Z]\w[\w.'&-]{0,60}(?:[ -][\w.'&-]{1,40}){0,8}(?:,.{0,80})?"
    ),  # AP and those who took its habit
    re.compile(
        r"[A-Z0-9.]{2,30}(?:-[A-Z0-9.]{1,30}){0,4}/(?:[A-Z0-9-]{1,40})?(?: \([A-Z0-9 ,./-]{1,60}\))?"
    ),  # Reuters, AFP
    re.compile(r"[A-Z][\w.]{1,20}-[A-Z]\w{1,20}/"),  # dpa in English
)

_ROLES = re.compile(
    r"\b(?:agency|agentur|alerts?|bulletin|bot|communications?|comms|daily|department|desk|digest|editor(?:s|ial)?|gazette|group|"
    r"herald|info|journal|list|mail|media|medien|mailer|ministry|morning|newsletters?|news|newsroom|newswire|office|"
    r"online|post|press(?:e)?|prensa|presseportal|radio|redacci[oó]n|redaktion|r[eé]daction|redazione|report|reply|review|service|"
    r"support|team|times|today|tribune|tv|university|update|updates|verlag|weekly|wire|world|zeitung)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:(?:von|van|de|der|den|di|da|del|la|le|bin|al|ter|zu|af)\s|[^\W\d_a-z][\w.'’-]{0,30}\s?){2,6}")
_AFFILIATION = re.compile(
    r"(?P<person>[^,(|/]{3,60}?)\s*(?:,|\(|\||\s(?:via|at|from|bei)\s)\s*(?P<house>[^()|]{2,80})\)?"
)


class Marks(NamedTuple):
    """What a line says about its item."""

    status: Status
    is_correction: bool
    rest: str  #: the line without the words that say so


def marks(line: str) -> Marks:
    """Read the words before, or after, a headline."""
    head, status, is_correction = line[:_LONGEST_LABEL], "usable", False
    rest = line
    for _ in range(3):  # KILL: CORRECTION: …
        match = _LABEL.match(head) or _ONLY_LABEL.match(head)
        if match is None or not match.end():
            break
        kind = match.lastgroup or "correction"
        status = {"kill": "canceled", "hold": status if status == "canceled" else "withheld"}.get(kind, status)
        is_correction = is_correction or kind == "correction"
        rest, head = rest[match.end() :], head[match.end() :]
    if match := _AT_END.search(head):
        status, rest = "canceled", rest[: match.start()]
    return Marks(_STATUS[status], is_correction, rest.strip())


_STATUS: dict[str, Status] = {"usable": "usable", "canceled": "canceled", "withheld": "withheld"}


def bare(subject: str) -> str:
    """Return a subject without what mailers put before it; all of it if there is nothing else."""
    rest = subject
    for _ in range(10):
        match = _REPLY.match(rest)
        if match is None or match.end() == len(rest):
            break
        rest = rest[match.end() :]
    return rest


def slug(subject: str) -> str | None:
    """Return the subject if it is a slug line, not a headline."""
    return subject if len(subject) <= _LONGEST_LABEL and any(known.fullmatch(subject) for known in _SLUGS) else None


def embargo(line: str) -> tuple[bool, datetime | None]:
    """Whether a line sets an embargo, and until when; None where that cannot be read. A time without a zone is UTC."""
    match = _EMBARGO.match(line[:_LONGEST_LABEL])
    if match is None or len(line) > _LONGEST_LABEL:
        return False, None
    claimed = match["before"] if match["before"] is not None else match["rest"]
    when = moment(claimed)
    # "Embargo on arms sales to be lifted" is a headline.
    is_clear = match["before"] is not None or bool(match["colon"] or match["until"])
    is_loud = any(word.isupper() for word in match[0].split()[:2])
    has_day = bool(re.search(r"\d{1,2}[./ ]", claimed))
    is_one = (is_clear and (when is not None or is_loud or has_day)) or (is_loud and (when is not None or has_day))
    return is_one, when


def moment(claimed: str) -> datetime | None:
    """Read a time as desks write it: `0600 GMT, Tuesday 12 March 2024`, `12.03.2024, 06:00 Uhr`.

    12/03/2024 is a day in March or in December: None.
    """
    text = f" {claimed.strip(' *+#:.!–—-')} "
    if (slashed := _SLASHED.search(text)) and max(map(int, slashed.groups())) <= 12 and slashed[1] != slashed[2]:
        return None
    text = _GERMAN_DATE.sub(lambda day: f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}", text)
    text = _CLOCK_WITH_DOT.sub(r"\1:\2", _CLOCK.sub(r"\1:\2", text))
    text = _FILLERS.sub(" ", _DAY.sub(r"\1", text))
    text = _WORD.sub(lambda word: _MONTHS.get(word[0].lower(), word[0]), text)
    for words in (text, _WORD.sub(lambda word: word[0] if _is_of_dates(word[0]) else " ", text)):
        # What is read wrong would be published too early: the year at least has to stand there.
        if (when := agency.when(" ".join(words.split()))) and str(when.year) in claimed:
            return when
    return None


def _is_of_dates(word: str) -> bool:
    """Whether a word can be of use in a date; days of the week in other languages are none."""
    return word in _MONTHS.values() or word.isupper() or word[:3] in {name[:3] for name in _MONTHS.values()}


def sender(name: str, *, is_bulk: bool) -> tuple[str | None, str | None]:
    """Tell a person and a house from the display name of `From`. Either may be None."""
    name = " ".join(name.strip(" \"'").split())[:200]
    if not name or "@" in name:
        return None, None
    if match := _AFFILIATION.fullmatch(name):
        person, house = match["person"].strip(), match["house"].strip()
        if is_person(person):
            return person, house
        if is_person(f"{house} {person}") and "," in name:  # Berg, Anna
            return f"{house} {person}", None
    if not is_bulk and is_person(name):
        return name, None
    return None, name


def is_person(name: str) -> bool:
    """Whether a name looks like that of a person: words with capitals, none of them an office's."""
    return _PERSON.fullmatch(f"{name} "[:100]) is not None and not _ROLES.search(name) and not name.isupper()
