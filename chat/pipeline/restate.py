"""What an answer's sources did not prove as it was worded, worded once more by the model: closer to its sources.

A model often says what is right in words that no rule finds in a passage: the equal shares of three plans in one
sentence, a deadline in the words of another. Rather than lose that, or loosen the proof for it, the model is asked for
those statements again, a sentence or row of a passage at a time. What it says then is held against its sources as all
else is, and goes if they do not prove it either.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from benefits.audience import class_labels
from chat.citations import MARKER, without_markers
from chat.llm.prompting import fenced, in_manner, prompt_text
from chat.llm.types import Message, ModelRequest
from chat.models import EXTRACTIVE
from chat.pipeline.found import Found
from chat.pipeline.model_request import address, source_passage
from chat.pipeline.speak import Speech
from chat.pipeline.verify import Checked
from chat.proof.gate import Removed, Verified
from chat.sentences import BULLET

VERSION = "restate_v1"
MOST_STATEMENTS = 8
MOST_SECONDS = 15.0  # the answer stands there to be read meanwhile
_MOST_TOKENS = 700
_MOST_CHARACTERS = 600  # a statement that is longer is more than one
_MOST_LINES = 6  # of a statement
_WORD = re.compile(r"[^\W\d_]")
# "A dash alone" in a model's other words.
_NOTHING = re.compile(
    r"\W*(?:none|nothing|n/?a|not (?:stated|told|found|mentioned|said)|ningun[oa]|nada|no se (?:dice|menciona)"
    r"|(?:the |this |no |el |los |ningún )?(?:passages?|documents?|pasajes?|documentos?) (?:does|do|no|says? not?))\b",
    re.I,
)
_LINE = re.compile(r"\s*(?:\*\*)?(?:\((?P<number>\d{1,2})\)|(?P<item>\d{1,2})[.)](?=\s))(?:\*\*)?\s*(?P<text>\S.*)")
# Two statements in one line.
_NEXT = re.compile(r"(?<=[\].!?])[ \t]+(?=\(\d{1,2}\)\s)")
# A sentence ends behind its markers.
_END = re.compile(r"(?P<said>.*?)(?P<end>[.!?…]?)(?P<markers>(?:\s*\[\d{1,3}\])*)(?P<end_behind>[.!?…]?)")


def to_restate(speech: Speech, taken_out: Sequence[Removed]) -> tuple[Removed, ...]:
    """Return which statements of a model's whole answer to ask for again.

    What leads in a list says nothing by itself.
    """
    if speech.engine == EXTRACTIVE or speech.end != "finished":
        return ()
    said = [one for one in taken_out if one.markers and not without_markers(one.text).rstrip(" *").endswith(":")]
    # What stands there twice has no place of its own.
    return tuple([one for one in said if speech.text.count(one.text) <= 1][:MOST_STATEMENTS])


def restating_request(statements: Sequence[Removed], speech: Speech, found: Found) -> ModelRequest:
    """Return the request for them. Its passages are those that the answer cites, by the answer's own numbers."""
    labels = class_labels()
    passages = tuple(
        source_passage(marker, found.hits[number - 1], labels) for marker, number in enumerate(speech.cited, start=1)
    )
    told = [f"A tool told: {' '.join(source.text.split())}" for one in found.results for source in one.sources()]
    numbered = [f"({number}) {_words(one)}" for number, one in enumerate(statements, start=1)]
    asked = [
        *fenced(passages),
        *told,
        f"Question: {found.question}",
        f"Answer:\n{speech.text}",
        "\n".join(["Statements:", *numbered]),
    ]
    messages = (Message("system", prompt_text(VERSION)), Message("user", "\n\n".join(asked)))
    return ModelRequest(
        question=found.question,
        messages=in_manner(messages, address()),
        passages=passages,
        language=found.language,
        max_output_tokens=_MOST_TOKENS,
        prompt_version=VERSION,
        most_seconds=MOST_SECONDS,
    )


def restated(speech: Speech, statements: Sequence[Removed], reply: Speech) -> Speech:
    """Return the speech with the statements as the reply words them, in their places; those that it leaves out stay as
    they were. Of a reply that broke off counts what stands in whole lines.

    The reply's markers count the request's passages in the order of use, as those of every speech do.
    """
    said = said_anew(reply, len(speech.cited)) if reply.end in ("finished", "interrupted") else {}
    text, at = speech.text, 0
    for number, one in enumerate(statements, start=1):
        start = text.find(one.text, at)
        if start < 0 or number not in said:
            continue
        bullet = BULLET.match(one.text)
        blank = one.text[len(one.text.rstrip()) :]
        anew = f"{bullet.group() if bullet else ''}{' '.join(said[number])}{blank}"
        text = f"{text[:start]}{anew}{text[start + len(one.text) :]}"
        at = start + len(anew)
    return replace(speech, text=text)


def keeps_the_rest(before: Checked | Verified, after: Checked | Verified, speech: Speech) -> bool:
    """Whether all that was proven before the statements were worded once more still is: new words in front can speak of
    another plan."""
    gone = {one.text for one in before.taken_out}
    lost = [one for one in after.taken_out if one.text in speech.text and one.text not in gone]
    return not lost and _rows_taken_out(after) <= _rows_taken_out(before)


def _rows_taken_out(checked: Checked | Verified) -> int:
    return sum(checked.removed.values()) - len(checked.taken_out)


def said_anew(reply: Speech, passages: int) -> Mapping[int, list[str]]:
    """Return number of the statement -> its sentences, each line with the answer's markers of so many passages."""
    said: dict[int, list[str]] = {}
    whole = reply.text if reply.end == "finished" else reply.text.rpartition("\n")[0]
    for line in _NEXT.sub("\n", whole).splitlines():
        found = _LINE.fullmatch(line.rstrip())
        if not found or len(found["text"]) > _MOST_CHARACTERS:
            continue
        text = MARKER.sub(lambda marker: _marker(reply, int(marker[1]), passages), BULLET.sub("", found["text"]))
        lines = said.setdefault(int(found["number"] or found["item"]), [])
        if MARKER.search(text) and not _says_nothing(text) and len(lines) < _MOST_LINES and _ended(text) not in lines:
            lines.append(_ended(text))
    return {number: lines for number, lines in said.items() if lines}


def _says_nothing(text: str) -> bool:
    words = without_markers(text)
    return not _WORD.search(words) or bool(_NOTHING.match(words))


def _marker(reply: Speech, number: int, passages: int) -> str:
    given = reply.cited[number - 1] if number <= len(reply.cited) else 0
    return f"[{given}]" if 0 < given <= passages else ""


def _ended(text: str) -> str:
    """Return a sentence of its own: what begins small would be taken for more of the one before."""
    end = _END.fullmatch(text.strip())
    return f"{end['said'][:1].upper()}{end['said'][1:]}{end['markers']}{end['end_behind'] or end['end'] or '.'}"


def _words(statement: Removed) -> str:
    return " ".join(BULLET.sub("", statement.text).split())
