"""What counts as answered, as quoted from the right place, and as holding the gold answer."""

from benchmarks.answer_scores import Given, Kind, Part, Quoted, Report, Scored, report
from knowledge.evaluation.evaluate import GoldPage, GoldQuestion

PASSAGE = "PerksPlus pays for lessons in skiing, rock climbing, sailing and dancing, up to $1,000 a year for everybody."


def scored(kind: Kind = "sure", *, page: int = 3, text: str = PASSAGE, gold_answer: str = "", **gold: object) -> Scored:
    question = GoldQuestion(1, "What does PerksPlus pay for?", **gold)
    quoted = () if kind == "refused" else (Quoted("perks.pdf", page, PASSAGE),)
    return Scored(question, gold_answer, Given(kind, text, quoted, seconds=0.5))


def test_answer_is_in_place_on_the_gold_page_of_the_gold_document_only():
    gold = {"pages": (GoldPage("Perks.PDF", 3),)}

    assert scored(page=3, **gold).is_in_place()
    assert not scored(page=4, **gold).is_in_place()
    assert scored(page=4, **gold).is_in_place(pages_after=1)
    assert not scored(page=2, **gold).is_in_place(pages_after=1)
    assert not scored(page=3, pages=(GoldPage("other.pdf", 3),)).is_in_place(pages_after=1)


def test_answer_is_in_place_where_its_passage_shares_the_gold_text():
    assert scored(texts=(PASSAGE.upper(),)).is_in_place()
    assert not scored(texts=("The handbook forbids violence at work in all its forms and shapes.",)).is_in_place()


def test_gold_answer_is_held_by_half_of_its_words_and_half_of_its_figures():
    held = "PerksPlus pays for skiing and sailing, up to $1,000."

    assert scored(gold_answer=held).holds_gold_answer
    assert not scored(gold_answer="It pays for skiing and sailing, up to $500.").holds_gold_answer
    assert not scored(gold_answer="Massages, gyms, bicycles, diets and sailing.").holds_gold_answer


def test_what_the_question_says_itself_is_no_part_of_the_gold_answer():
    parrot = scored(text="What does PerksPlus pay for?", gold_answer="PerksPlus pays for skiing.")

    assert not parrot.holds_gold_answer


def test_refusal_is_a_miss_only_where_there_is_an_answer():
    gold = {"pages": (GoldPage("perks.pdf", 3),)}

    assert scored("refused", **gold).is_miss
    assert scored(page=9, **gold).is_miss
    assert not scored(**gold).is_miss
    assert not scored("refused").is_miss
    assert scored("maybe").is_miss


def test_report_counts_answerable_and_unanswerable_questions_apart():
    gold = {"pages": (GoldPage("perks.pdf", 3),)}
    answers = [
        scored(gold_answer="Lessons in skiing.", **gold),
        scored("maybe", page=4, gold_answer="Massages at noon.", **gold),
        scored("maybe", page=9, **gold),
        scored("refused", **gold),
        scored("refused"),
        scored("sure"),
    ]

    assert report(answers) == Report(
        answerable=Part(questions=4, sure=0.25, maybe=0.5, refused=0.25, seconds_p50=0.5),
        unanswerable=Part(questions=2, sure=0.5, maybe=0.0, refused=0.5, seconds_p50=0.5),
        in_place=1 / 3,
        in_place_or_next_page=2 / 3,
        holds_gold_answer=0.5,
        answered_in_place=0.25,
    )


def test_report_of_nothing_answered_claims_no_share():
    found = report([scored("refused")])

    assert (found.in_place, found.holds_gold_answer, found.answered_in_place) == (None, None, None)
    assert found.sentences() == []
