"""YAML in, frozen settings out; every error has file:line:column and says what is expected."""

from bot.config.load import load
from bot.config.settings import (
    ClusteringSettings,
    FeedSource,
    FolderSettings,
    FolderSource,
    PollingSettings,
    RuleSettings,
    Settings,
    SiteSettings,
    TopicSettings,
    WebSettings,
)

__all__ = [
    "ClusteringSettings",
    "FeedSource",
    "FolderSettings",
    "FolderSource",
    "PollingSettings",
    "RuleSettings",
    "Settings",
    "SiteSettings",
    "TopicSettings",
    "WebSettings",
    "load",
]
