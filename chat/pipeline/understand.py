"""What a question asks, made out before anything is looked up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounts.audience import Audience
from benefits.audience import class_names
from benefits.calendar import told_plan_years
from chat.bereavement import as_of_another_loss, leave_for_loss
from chat.other_people import asks_of_colleague, others_asked_about
from chat.pipeline.choices import of_chosen_plan
from chat.pipeline.days_left import day_to_ask_for
from chat.pipeline.other_plan import with_other_plan_named
from chat.pipeline.scope import Scope
from chat.pipeline.search_words import search_words
from chat.question_words import content_words
from chat.spoken_english import in_common_english
from chat.spoken_spanish import in_common_spanish


@dataclass(frozen=True)
class Understood:
    text: str
    language: str
    asked: tuple[str, ...]  # the person's own words in this conversation, this question last
    spoken_of: tuple[str, ...]  # the same, "the other plan" by its name, and that chosen
    words: str  # to search with: what a follow-up leaves out is added, years stand by their names
    is_of_loss: bool  # somebody has died, or may: the words are for the leave
    others: tuple[Audience, ...]  # whom it is about, where not the asker
    is_of_colleague: bool  # it is about somebody else who works here

    @property
    def is_of_another(self) -> bool:
        """Whether it is about somebody else: what it tells is not the asker's own."""
        return bool(self.others) or self.is_of_colleague

    def applied_to(self, scope: Scope) -> Scope:
        """Return the scope with whom the question is about."""
        return replace(scope, about=self.others, is_of_colleague=self.is_of_colleague)


def understand(asked: Sequence[str], language: str, scope: Scope) -> Understood:
    """Return what the last of a conversation's questions asks."""
    asked = [in_common_english(in_common_spanish(said, language), language) for said in asked]
    spoken_of = of_chosen_plan(with_other_plan_named(asked, scope.plans), scope.plan, scope.plans)
    *earlier, text = spoken_of
    text = as_of_another_loss(text, earlier)
    spoken_of = (*earlier, text)
    leave = leave_for_loss(text)
    calendar = told_plan_years()
    names = words_of_classes(scope.audience)
    words = search_words(leave or day_to_ask_for(text), earlier, day=scope.day, plan_years=calendar, names=names)
    others = others_asked_about(asked, scope.audience)
    return Understood(
        asked[-1], language, tuple(asked), spoken_of, words, leave is not None, others, asks_of_colleague(asked)
    )


def words_of_classes(audience: Audience) -> frozenset[str]:
    """Return the words by which the company calls its groups of employees."""
    own, others = class_names(audience)
    return frozenset(word for name in (*own, *others) for word in content_words(name))
