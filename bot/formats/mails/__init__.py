"""Mail: what agencies and newsletters send."""
