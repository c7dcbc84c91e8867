"""Language models. The engine is chosen by settings.LLM_ENGINE; every engine streams the same events."""

from django.conf import settings
from django.utils.module_loading import import_string

from chat.llm.types import LanguageModel

# Imported when first used: a process that never talks to OpenAI does not carry its client.
ENGINES = {
    "openai": "chat.llm.openai.OpenAIModel",
    "extractive": "chat.extractive.extractive.ExtractiveModel",
}


def language_model(engine: str | None = None) -> LanguageModel:
    """Return the engine in use, or the named one: "extractive" is what answers when the other cannot."""
    return import_string(ENGINES[engine or settings.LLM_ENGINE])()
