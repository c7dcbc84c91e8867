"""Summaries and rate sheets as other hands write them, each with what it says, to measure the readers of facts with.

They are made after real papers of a dozen insurers and employers: their layouts and their turns of phrase, with other
names and figures. What a paper says was written down before the reader saw it.
"""
