"""Clusters -> what each topic shows of them. Pure: no files, no network, no database, no clock."""

from bot.topics.policy import SIGNATURE_VERSION, Times, revise
from bot.topics.ranking import Choice, choose
from bot.topics.rules import Matcher, Rules

__all__ = ["SIGNATURE_VERSION", "Choice", "Matcher", "Rules", "Times", "choose", "revise"]
