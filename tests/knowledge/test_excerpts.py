import pytest

from knowledge.retrieval.excerpts import excerpt, without_headings


@pytest.mark.parametrize(
    ("text", "heading", "shown"),
    [
        ("Medical\nPlan costs\nYou pay $25.", "Medical > Plan costs", "You pay $25."),
        ("Plan costs\nYou pay $25.", "Medical > Plan costs", "You pay $25."),
        ("Plan  Costs\nYou pay $25.", "Plan costs", "You pay $25."),
        ("You pay $25.\nPlan costs\nAnd more.", "Plan costs", "You pay $25.\nPlan costs\nAnd more."),
        ("Dental\nYou pay $25.", "Medical", "Dental\nYou pay $25."),
        ("Dental\nDental\nYou pay $25.", "Medical", "Dental\nYou pay $25."),
        ("Medical\nPlan costs", "Medical > Plan costs", "Medical\nPlan costs"),
        ("A heading " * 20 + "\nYou pay $25.", ("A heading " * 20)[:120], "You pay $25."),
        ("You pay $25.", "", "You pay $25."),
        ("", "Medical", ""),
    ],
)
def test_what_the_heading_tells_is_not_told_again(text: str, heading: str, shown: str) -> None:
    assert without_headings(text, heading) == shown


def test_an_excerpt_begins_under_its_heading_with_the_words_found_marked() -> None:
    shown = excerpt("Medical\nUrgent care is $60 <b>", ["care"], heading="Medical", characters=100)

    assert shown == "Urgent <mark>care</mark> is $60 &lt;b&gt;"
