"""`storyfold explain`: why two stories are together or apart; why a story is in its cluster."""

NAMES = "A key or its beginning, a URL, or the name of a file."
