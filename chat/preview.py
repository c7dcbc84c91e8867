"""The answer somebody would get, tried out and not kept: no question is stored, no model outside is asked."""

from collections.abc import Iterable

from branding.house import current_house
from chat.beyond import beyond_documents, refuse_beyond
from chat.citations import MarkerReader
from chat.compose import Found, compose, refuse
from chat.finish import Outcome
from chat.llm import language_model
from chat.llm.types import Finished, ModelEvent, NotSupported, TextDelta
from chat.model_request import model_request
from chat.models import EXTRACTIVE, Answer
from chat.small_talk import small_talk
from chat.speak import Speech
from chat.words import small_talk_text


def preview_answer(found: Found, *, class_code: str) -> Outcome:
    """Return what the built-in answerer makes of these passages; its citations are unsaved."""
    talk = small_talk(found.question)
    if talk:
        text = small_talk_text(talk.kind, found.language, client_name=current_house().client_name)
        return Outcome(Answer.Status.DONE, reason=Answer.Reason.SMALL_TALK, text=text)
    beyond = beyond_documents(found.question)
    if beyond:
        return refuse_beyond(beyond, found)
    if not found.hits:
        return refuse(found)
    request = model_request(found.question, found, [], class_code)
    reader = MarkerReader(passage.number for passage in request.passages)
    with language_model(EXTRACTIVE).stream(request) as stream:
        speech = _hear(stream, reader)
    return compose(speech, found)


def _hear(events: Iterable[ModelEvent], reader: MarkerReader) -> Speech:
    said: list[str] = []
    for event in events:
        if isinstance(event, TextDelta):
            said.append(reader.read(event.text))
        elif isinstance(event, NotSupported):
            return Speech("not_supported", EXTRACTIVE, nearest=event.nearest)
        elif isinstance(event, Finished):
            break
    said.append(reader.rest())
    return Speech("finished", EXTRACTIVE, "".join(said).strip(), tuple(reader.cited))
