"""Files of known questions, one JSON object a line: read whole or not at all, each bad line told by its number."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

# JSON can write what no text has and the database does not keep: half a character, or none.
_NO_SIGN = re.compile("[\0\ud800-\udfff]")
T = TypeVar("T")


class BadQuestions(ValueError):
    """Lines that cannot be used; `sentences` tell for each which, what is wrong and what to do."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


class BadLine(ValueError):
    """Why one line cannot be used, in words that stand behind its number."""


def read_lines(lines: Iterable[str], read: Callable[[int, Mapping[str, Any]], T], *, form: str) -> list[T]:
    """Return what `read` makes of each line's number and object, in order; empty lines are passed over.

    `form` shows how a line is written. Raises BadQuestions for all lines of which `read` raised BadLine, or that
    are no JSON object.
    """
    questions, wrong = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            questions.append(read(number, _row(line, form)))
        except BadLine as bad:
            wrong.append(f"Line {number}: {bad}")
    if wrong:
        raise BadQuestions(wrong)
    if not questions:
        raise BadQuestions(["There is no question in it. Write at least one."])
    return questions


def question_of(row: Mapping[str, Any]) -> str:
    text = row.get("question")
    if not isinstance(text, str) or not text.strip():
        raise BadLine('"question" is missing or empty. Write the question as an employee would ask it.')
    return text.strip()


def earlier_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the questions before it in the conversation, oldest first."""
    questions = row.get("earlier", [])
    if not isinstance(questions, list) or not all(isinstance(text, str) for text in questions):
        raise BadLine('"earlier" is no list of texts. Write the questions before this one, the oldest first.')
    return tuple(questions)


def _row(line: str, form: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadLine(f"this is no JSON ({error.msg}). Write one JSON object a line: {form}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets within brackets
        raise BadLine(f"this cannot be read. Write one JSON object a line: {form}") from error
    if not isinstance(row, dict):
        raise BadLine(f"this is no JSON object. Write it as {form}")
    if any(map(_NO_SIGN.search, _texts_in(row))):
        raise BadLine("it has a character that is none, such as \\u0000 or half an emoji. Take it out.")
    return row


def _texts_in(value: object) -> Iterator[str]:
    """Return all texts in what JSON holds, however deep."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            waiting += [*item, *item.values()]
