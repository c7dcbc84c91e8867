"""Plans side by side, what they cost and what a year on them comes to, for the person who looks. Nothing is kept."""
