"""Entries -> stories: markup, furniture, titles, dates, URLs, language. Pure.

Importing the package imports none of it: the service needs most of it in its children only.
"""
