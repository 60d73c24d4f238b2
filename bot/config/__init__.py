"""YAML in, frozen settings out; every error has file:line:column and says what is expected."""

from bot.config.load import load
from bot.config.settings import (
    ClusteringSettings,
    FolderSettings,
    PollingSettings,
    Settings,
    SiteSettings,
    WebSettings,
)
from bot.config.sources import FeedSource, FolderSource
from bot.config.topics import TopicSettings

__all__ = [
    "ClusteringSettings",
    "FeedSource",
    "FolderSettings",
    "FolderSource",
    "PollingSettings",
    "Settings",
    "SiteSettings",
    "TopicSettings",
    "WebSettings",
    "load",
]
