"""Typed facts read from summaries of benefits and from rate sheets, for HR to confirm beside the page.

sbc.py and rates.py read extracted pages and know nothing of the database; write.py stores what they read,
decide.py takes HR's word on it, conflicts.py compares documents. Nothing here asks a language model.
"""
