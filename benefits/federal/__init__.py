"""What federal law sets, by year: data with its source, never guessed. limits.csv has it, limits.py reads it."""
