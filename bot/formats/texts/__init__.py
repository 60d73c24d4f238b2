"""Plain text and Markdown, with or without a header."""
