import pytest

from knowledge.retrieval.joined_text import join_texts


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (["One."], "One."),
        (["One.", "Two."], "One.\nTwo."),
        (["One. The last sentence of it.", "The last sentence of it. Two."], "One. The last sentence of it. Two."),
        (["It is paid.", "It is paid."], "It is paid.\nIt is paid."),  # too short to be more than chance
        (["The whole is repeated.", "The whole is repeated."], "The whole is repeated."),
    ],
)
def test_what_is_repeated_stands_there_once(texts: list[str], joined: str) -> None:
    assert join_texts(texts) == joined
