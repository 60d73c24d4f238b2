"""Pages: the main text of an article, and what a saved page says of itself."""
