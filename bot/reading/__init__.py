"""Documents and pages -> stories, for children with limits: `tasks` is what goes to them and comes back."""
