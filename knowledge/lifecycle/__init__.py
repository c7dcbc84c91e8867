"""A document from draft to published, superseded and expired, and what a new version of it changes."""
