"""From a question to the passages that answer it, for the person who asks."""
