"""Answers without a language model: which statements of the passages answer a question, quoted; or that none does.

extractive.py is the engine. asked.py reads the question, statements.py the passages; conditions.py says what must never
answer, support.py how well the rest does, choose.py which of them are said, framing.py the few words around them.
"""
