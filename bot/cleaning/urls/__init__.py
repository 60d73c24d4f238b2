"""Addresses as found in, canonical addresses out."""

from bot.cleaning.urls.canonical import absolute, canonical

__all__ = ["absolute", "canonical"]
