"""Decide whether a reader already has what it asks for (RFC 9110, section 13). Pure."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Without the W/ that may stand before it: If-None-Match compares weakly.
_ENTITY_TAG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')


def is_fresh(match: str | None, since: str | None, etag: str, modified: datetime) -> bool:
    """Say whether a 304 answers the request, by If-None-Match and If-Modified-Since. `etag` is strong, with its quotes.

    If-None-Match is compared weakly and takes precedence over If-Modified-Since (sections 13.1.2, 13.2.2). A date that
    cannot be read is ignored, as section 13.1.3 demands.
    """
    if match is not None:
        return match == etag or match.strip() == "*" or etag in _ENTITY_TAG.findall(match)
    return since is not None and _is_unmodified(since, modified)


def _is_unmodified(since: str, modified: datetime) -> bool:
    try:
        then = parsedate_to_datetime(since)
    except ValueError:
        return False
    if then.tzinfo is None:  # "-0000": UTC of an unknown place
        then = then.replace(tzinfo=UTC)
    return modified.replace(microsecond=0) <= then
