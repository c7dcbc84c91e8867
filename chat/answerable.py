from benefits.models import PlanYear
from chat.beyond import beyond_documents
from chat.compose import Found
from chat.figures import with_figures
from chat.glossary import terms_asked
from chat.llm.extractive import answers_surely
from chat.model_request import model_request
from chat.understand import search_words
from knowledge.search import PASSAGES, search
from tenants.clock import today


def is_answered(question: str, class_code: str) -> bool:
    """Whether the documents answer a question; the built-in answerer decides, and nothing is kept."""
    if beyond_documents(question):
        return False
    if terms_asked(question):
        return True
    day = today()
    words = search_words(question, (), day=day, plan_years=list(PlanYear.objects.all()))
    result = search(words, day=day, class_code=class_code, limit=PASSAGES)
    found = with_figures(Found(question, "", (question,), result.hits), (question,), class_code=class_code)
    if not found.hits:
        return False
    return answers_surely(model_request(result.question, found, [], class_code))
