"""What benefits cost, come to, and until when: pure functions of typed values, without a database, a clock or a model.

Each takes what is known and returns a Result (result.py): amounts with their unit, the lines they were reckoned by,
what was assumed, where the figures stand, and what to beware of. What is missing or cannot be is asked for in a
sentence, and never guessed. Money is Decimal US dollars, shares are Decimal fractions, days are dates.
"""
