"""Group stories into clusters: the same event, and within it copies of the same text. Pure: no files but its own tables."""

from bot.clustering.evaluation import Scores, evaluate
from bot.clustering.explain import explain
from bot.clustering.linking import THRESHOLDS, Clusterer, Options
from bot.clustering.window import Place, Stored

__all__ = ["THRESHOLDS", "Clusterer", "Options", "Place", "Scores", "Stored", "evaluate", "explain"]
