"""Parts of patterns that the tables of several languages are made of; no table itself."""

#: What may follow within one sentence: no quotation marks, as nothing that somebody says is furniture, and no next sentence.
ONE = r'(?:[^".!?]|[.!?](?! )){0,180}'
#: What may follow a label and its colon: a headline with all its signs.
HEADLINE = r".{1,250}"
#: Who is credited: names, agencies, years, and what stands between them; no sentence ends and nobody is asked in it.
CREDITED = r"[\w@©(][^?!:;\"]{1,80}"
#: A few words without room for a verb: places, topics, names.
FEW = r"[\w@&][\w@&/'+. -]{0,28}"
#: What parts facts in one line: `12.03.2026 | 3 Min. | Von …`.
PARTED = r"(?: ?[|·•/–—] ?.{1,120})?"
#: Where people follow an outlet.
PLATFORM = (
    r"(?:apple podcasts?|bluesky|discord|facebook|flipboard|google(?: news| discover)?|insta|instagram|linkedin|mastodon|messenger|pinterest|"
    r"podimo|signal|snapchat|social media|spotify|telegram|threads|threema|tiktok|twitch|twitter|whatsapp|x|xing|youtube)"
)
_CLOCK = (
    r"(?:,? ?(?:[-–|·•/] ?)?(?:um |om |kl\.? ?|klo |t)?\d{1,2}(?:[:.]\d\d(?::\d\d)?)?(?: ?uhr| ?uur| ?u| ?h)?"
    r"(?: \(?(?:mez|mesz|cet|cest|utc|gmt)\)?)?)?"
)


def when(weekdays: str, months: str, words: str) -> str:
    """Return the pattern of a day, with or without a time of day.

    *weekdays*, *months* and *words* are alternatives: names of days, of months, and what stands for a day ("heute").
    """
    return (
        rf"(?:(?:{weekdays})\.?,? (?:den |der |d\. )?)?"
        rf"(?:\d{{1,2}}\.?[ -]?(?:{months})\.?,?[ -]?(?:\d{{4}}|\d\d)?|\d{{1,2}}\. ?\d{{1,2}}\.? ?(?:\d{{4}}|\d\d)?"
        rf"|\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{2,4}})?|\d{{4}}-\d\d-\d\d|{words}){_CLOCK}"
    )
