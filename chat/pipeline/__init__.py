"""From a question to the stored answer, one step after the other.

guard (before anything is stored) and at_once -> understand -> route -> retrieve -> facts -> generate (model_request,
speak) -> verify -> answer (compose, finish). Each takes a frozen value and returns one; work_out.py does them in order,
and steps.py keeps how long each took. ask.py takes a question in, answer.py is one run of it in a worker.
"""
