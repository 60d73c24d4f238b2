"""What people call the measures by which stories were compared."""

from collections.abc import Mapping

_MEASURES: Mapping[str, str] = {
    "likeness": "That both report one event",
    "copy": "That one is a copy of the other",
    "words": "Words in common, by weight",
    "set": "Words in common, each counted once",
    "rare": "Rare words in common",
    "title": "Words of the titles in common",
    "names": "Names in common",
    "numbers": "Numbers in common",
    "same_numbers": "Numbers in common",
    "pairs": "Pairs of words in common",
    "lead_least": "First words of one that the other has, at least",
    "lead_most": "First words of one that the other has, at most",
    "heavy_least": "Rarest words of one that the other has, at least",
    "heavy_most": "Rarest words of one that the other has, at most",
    "often_least": "Words repeated or in the title of one that the other has, at least",
    "often_most": "Words repeated or in the title of one that the other has, at most",
    "meaning": "Likeness of what both begin with, by meaning",
    "other_numbers": "Numbers that differ",
    "other_names": "Names that differ",
    "other_words": "Words that differ",
    "other_heavy": "Rarest words that differ",
    "other_lead": "First words that differ",
    "other_lead_numbers": "Numbers that differ, among the first words",
    "other_lead_names": "Names that differ, among the first words",
    "other_title": "Names and numbers that differ, in the titles",
    "other_title_words": "Words that differ, in the titles",
    "same_day": "Both begin with the same weekday",
    "other_day": "They begin with different weekdays",
    "same_month": "Both begin with the same month",
    "other_month": "They begin with different months",
    "one_outlet": "Both are of one outlet",
}
# The verdicts first, then what they follow from.
_ORDER = {name: place for place, name in enumerate(_MEASURES)}


def measured(measures: Mapping[str, float]) -> dict[str, str]:
    """Write measures for people, without those that found nothing: what is measured -> from 0.00 to 1.00."""
    names = sorted(measures, key=lambda name: (_ORDER.get(name, len(_ORDER)), name))
    written = {_MEASURES.get(name, name.replace("_", " ")): f"{measures[name]:.2f}" for name in names}
    return {name: value for name, value in written.items() if value != "0.00"}
