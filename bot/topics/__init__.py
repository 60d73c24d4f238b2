"""Clusters -> what each topic shows of them. Pure: no files, no network, no database, no clock."""

from bot.topics.families import Families
from bot.topics.holding import Parted, part, released
from bot.topics.policy import SIGNATURE_VERSION, Times, revise
from bot.topics.ranking import held_until
from bot.topics.representative import Choice, choose
from bot.topics.rulebook import Rulebook
from bot.topics.rules import Hit, Matched, Rules
from bot.topics.voices import heard

__all__ = [
    "SIGNATURE_VERSION",
    "Choice",
    "Families",
    "Hit",
    "Matched",
    "Parted",
    "Rulebook",
    "Rules",
    "Times",
    "choose",
    "heard",
    "held_until",
    "part",
    "released",
    "revise",
]
