"""Feeds: RSS, RDF, Atom and JSON Feed into items; OPML; the feeds behind a page."""
