"""The plan catalogue: `write` is the one way in, `read` the one way out, in the calculators' own types."""
