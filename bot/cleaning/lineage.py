"""Is a text that came under a known entry key a new version of the former one, or another story altogether? Pure."""

import re

# Words of five letters and more: shorter ones are shared by any two texts of a language.
_WORD = re.compile(r"\w{5,}")
# Too few words to judge by. Arbitrary; a correction of a short text stays a correction.
_FEWEST = 12
# Of the words of the shorter text, a shortened version shares all, a heavy rewrite two thirds, an agency's update of its own
# report two fifths; reports on two events of one kind (two ferries aground) as much as that, on two unlike events a tenth:
# measured on the seeds. What is as like as an update is taken for one.
_LEAST_SHARED = 0.2


def is_another(former: str, text: str) -> bool:
    """Tell whether *text* is no version of *former*: file names and guids are used again for other stories."""
    before, now = (frozenset(_WORD.findall(each.casefold())) for each in (former, text))
    if min(len(before), len(now)) < _FEWEST:
        return False
    return len(before & now) < _LEAST_SHARED * min(len(before), len(now))
