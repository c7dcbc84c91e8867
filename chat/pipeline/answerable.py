from accounts.audience import Audience
from chat.llm.extractive import answers_surely
from chat.pipeline.beyond import beyond_documents
from chat.pipeline.compose import Found
from chat.pipeline.facts import with_figures
from chat.pipeline.glossary import terms_asked
from chat.pipeline.model_request import model_request
from chat.pipeline.retrieve import look_up
from chat.pipeline.scope import Scope
from tenants.clock import today


def is_answered(question: str, audience: Audience) -> bool:
    """Whether the documents answer a question for such people; the built-in answerer decides, nothing is kept.

    That they have no such plan is an answer to whoever asks for it, and nothing to propose.
    """
    if beyond_documents(question):
        return False
    if terms_asked(question):
        return True
    scope = Scope(today(), audience)
    looked_up = look_up((question,), scope)
    found = with_figures(Found(question, "", (question,), looked_up.hits), looked_up.spoken_of, scope)
    if not found.hits or looked_up.missing_years:
        return False
    return answers_surely(model_request(looked_up.words, found, [], scope))
