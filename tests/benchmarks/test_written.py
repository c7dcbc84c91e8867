"""What the proof does to whole answers is counted by these; a twin that is none would count for nothing."""

from benchmarks.written import score, table, twins_of
from benchmarks.written_case import Cited, WrittenAnswer, read_answers

GUIDE = Cited(
    title="2027 Benefits Guide",
    plan_year="2027",
    context="",
    plan="",
    heading="PPO 500",
    text="A specialist visit on the PPO 500 costs a $55 copay. Urgent care costs a $60 copay. Enroll within 30 days.",
    has_sure_figures=True,
)


def written(reply: str, **more: object) -> WrittenAnswer:
    return WrittenAnswer("What does it cost?", ["What does it cost?"], reply, [GUIDE], **more)


def test_what_goes_and_what_the_answer_began_with_are_counted():
    scored = score(
        written("A specialist visit costs $45 on the PPO 500 [1]. Urgent care costs $60 on the PPO 500 [1].")
    )

    assert scored.pieces == 2
    assert scored.cut == ("A specialist visit costs $45 on the PPO 500 [1].",)
    assert scored.lost_first


def test_what_was_said_once_more_stands_in_its_place():
    lost = "A specialist visit costs $45 on the PPO 500 [1]."
    anew = {lost: ["A specialist visit on the PPO 500 costs a $55 copay [1]."]}

    scored = score(written(f"{lost} Urgent care costs $60 on the PPO 500 [1].", anew=anew))

    assert scored.cut == (lost,)
    assert scored.cut_again == ()
    assert not scored.lost_first_again


def test_twins_say_something_else_in_words_of_the_same_passages():
    said = "Urgent care costs $60, and you must enroll within 30 days [1]."

    twins = list(twins_of(said, written(said)))

    assert "Urgent care costs $55, and you must enroll within 30 days [1]." in twins
    assert "Urgent care costs $60, and you need not enroll within 30 days [1]." in twins
    assert said not in twins


def test_only_twins_that_stay_pass():
    scored = score(written("Urgent care costs $60 on the PPO 500 [1]."))

    assert scored.twins > 0
    assert [twin.twin for twin in scored.passing if "$55" in twin.twin] == []


def test_answer_is_read_as_it_was_written_down(tmp_path):
    one = written("Urgent care costs $60 [1].", told=[["$60", "Urgent care"]], anew={"a": ["b [1]."]})
    file = tmp_path / "answers.jsonl"
    file.write_text(f"{one.as_line()}\n")

    (read,) = read_answers(file)

    assert read == one
    assert "| false twins that pass |" in "\n".join(table({"answers": [score(read)]}))
