"""The benefit classes a person can be in. They are kept by an app that lies before this one in the arrow, and that
says where they are when it is ready.
"""

from typing import Protocol


class ClassBook(Protocol):
    def choices(self) -> list[tuple[str, str]]:
        """Return code and label of every class."""
        ...

    def hold(self, code: str) -> bool:
        """Keep the class from being removed until this transaction ends; False if there is no such class."""
        ...


class UnknownClass(ValueError):
    """There is no class with this code, or no longer."""


_books: list[ClassBook] = []


def keep_classes_in(book: ClassBook) -> None:
    _books[:] = [book]


def class_choices() -> list[tuple[str, str]]:
    return _books[0].choices()


def hold_class(code: str) -> None:
    """Keep the class from being removed until this transaction ends; "" is nobody's. Raises UnknownClass."""
    if code and not _books[0].hold(code):
        raise UnknownClass(code)
