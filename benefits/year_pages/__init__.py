"""A plan year made from the one before, what waits in it, and what differs between two."""
