"""Clusters -> what each topic shows of them. Pure: no files, no network, no database, no clock."""

from bot.topics.holding import Parted, part, released
from bot.topics.policy import SIGNATURE_VERSION, Times, revise
from bot.topics.ranking import Choice, choose
from bot.topics.rules import Matcher, Rules

__all__ = [
    "SIGNATURE_VERSION",
    "Choice",
    "Matcher",
    "Parted",
    "Rules",
    "Times",
    "choose",
    "part",
    "released",
    "revise",
]
