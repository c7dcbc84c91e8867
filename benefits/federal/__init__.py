"""What federal law sets, by year: rows that two people stand behind, never guessed.

keys.py says which limits there are, models.py keeps their values, shipped.csv has those that the product brings,
limits.py is how everything else reads them. Record 0050.
"""
