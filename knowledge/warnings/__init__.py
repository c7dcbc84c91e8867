"""What HR should look at, found by comparing documents. knowledge/warnings/warn.py keeps it."""
