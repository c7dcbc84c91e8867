"""A statement that is sent together with others, and with the path and role that say whose rows it reads."""

from typing import NamedTuple


class Statement(NamedTuple):
    sql: str
    parameters: tuple[object, ...] | None = ()  # None: the text is whole, and a % in it is a %
    # Rows come as the database keeps them, not as text: long columns of bytes take half the way, and nothing is parsed.
    # JSON is taken apart then, so whoever wants its text asks for text.
    is_binary: bool = False
