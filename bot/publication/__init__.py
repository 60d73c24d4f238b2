"""What changed, into files: what is to be published of it, the documents for each audience, and what those before said."""
