import re


def whole(name: str) -> str:
    """Return a pattern, for Python and PostgreSQL, of a host or address itself, not of one that ends or begins like it.

    To be held against text in lower case.
    """
    return rf"(?<![\w.-]){re.escape(name.lower())}(?![\w-]|\.\w)"
