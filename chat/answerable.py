from chat.beyond import beyond_documents
from chat.compose import Found
from chat.figures import with_figures
from chat.glossary import terms_asked
from chat.llm.extractive import answers_surely
from chat.look_up import search_for
from chat.model_request import model_request
from tenants.clock import today


def is_answered(question: str, class_code: str) -> bool:
    """Whether the documents answer a question; the built-in answerer decides, and nothing is kept.

    Only its own words are searched for: what an answer has looked up besides would cost each trial more searches.
    """
    if beyond_documents(question):
        return False
    if terms_asked(question):
        return True
    result = search_for(question, day=today(), class_code=class_code)
    found = with_figures(Found(question, "", (question,), result.hits), (question,), class_code=class_code)
    return bool(found.hits) and answers_surely(model_request(result.question, found, [], class_code))
