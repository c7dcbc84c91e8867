"""What the assistant uses about a person: seen, corrected, stopped and forgotten by themselves (record 0056)."""
