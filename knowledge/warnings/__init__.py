"""What HR should look at, found by comparing documents. knowledge/warn.py keeps it."""
