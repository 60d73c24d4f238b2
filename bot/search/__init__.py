"""Words of stories, what people ask for, and where texts have it. Pure."""
