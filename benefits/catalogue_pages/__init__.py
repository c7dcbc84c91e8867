"""HR's pages of the plan catalogue."""
