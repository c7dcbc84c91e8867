"""A question as its topic is found, and the words that a topic is named by."""

from collections.abc import Sequence

import numpy as np

from chat.gaps.collect import told_alone
from chat.models import Question
from knowledge.embeddings.embedding import embed, embedding_model, is_paid
from knowledge.text.spanish import may_be_spanish, told_in_english
from knowledge.text.terms import list_terms, words_of_terms

MOST_CHARACTERS = 600  # what a question is about stands in its first sentences


def as_embedded(text: str) -> str:
    """Return the text whose vector is taken; for the built-in model, which knows English, Spanish words in that."""
    text = text[:MOST_CHARACTERS].strip()
    if may_be_spanish(text) and not is_paid(embedding_model()):
        return told_in_english(text) or text
    return text


def telling_words(text: str) -> str:
    """Return the words that carry a text, each once, Spanish ones in English where they are known."""
    text = text[:MOST_CHARACTERS]
    if may_be_spanish(text):
        text = told_in_english(text)
    words = words_of_terms(text)
    return " ".join(dict.fromkeys(words[term] for term in list_terms(text)))


def words_of(question: Question) -> str:
    """Return those of a question, without what identifies anybody; a follow-up's with those of the one before."""
    return telling_words(told_alone(question))


def vectors_of(texts: Sequence[str]) -> np.ndarray:
    """Return one row of length one a text; raises EmbeddingUnavailable."""
    return np.asarray(embed(texts, purpose="passage"), dtype=np.float32)


def vectors_of_questions(questions: Sequence[Question]) -> np.ndarray:
    return vectors_of([as_embedded(told_alone(question)) for question in questions])
