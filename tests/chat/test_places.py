import pytest

from chat.places import find_places, page_of_most
from knowledge.extract.types import Block, Box, Span, block_to_json
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Page

ROW = "Specialist visit — PPO 500: $40; PPO 750: $50"
PARAGRAPH = Block(
    "paragraph",
    "Parental leave is paid in full for six weeks. It begins at birth.",
    Box(3, 0.1, 0.1, 0.9, 0.2),
    spans=(Span(0, 34, Box(3, 0.1, 0.1, 0.9, 0.14)), Span(34, 65, Box(3, 0.1, 0.15, 0.7, 0.2))),
)
TABLE = Block(
    "table",
    f"Primary care — PPO 500: $20; PPO 750: $25\n{ROW}",
    Box(4, 0.1, 0.3, 0.9, 0.5),
    spans=(
        Span(0, 12, Box(4, 0.1, 0.3, 0.3, 0.35)),
        Span(24, 27, Box(4, 0.4, 0.3, 0.5, 0.35)),
        Span(42, 58, Box(4, 0.1, 0.4, 0.3, 0.45)),
        Span(70, 73, Box(4, 0.4, 0.4, 0.5, 0.45)),
        Span(84, 87, Box(4, 0.6, 0.41, 0.7, 0.45)),
    ),
)
BARE = Block("note", "Ask HR.", Box(4, 0.1, 0.8, 0.9, 0.9))


@pytest.fixture
def version(in_acme) -> DocumentVersion:
    base = KnowledgeBase.objects.create(name="Benefits")
    document = Document.objects.create(knowledge_base=base, title="Guide")
    version = DocumentVersion.objects.create(
        document=document, file="x", file_name="x.pdf", content_type="pdf", size_bytes=1, sha256="0" * 64
    )
    for number, blocks in ((3, [PARAGRAPH]), (4, [TABLE, BARE])):
        rows = [block_to_json(block) for block in blocks]
        Page.objects.create(version=version, number=number, text="", width=612, height=792, blocks=rows)
    return version


@pytest.mark.parametrize(
    ("quoted", "places"),
    [
        ("It begins at birth.", [[3, 0.1, 0.15, 0.7, 0.2]]),
        ("Parental leave is paid in full for six weeks.", [[3, 0.1, 0.1, 0.9, 0.14], [3, 0.1, 0.15, 0.7, 0.2]]),
        (ROW, [[4, 0.1, 0.4, 0.7, 0.45]]),
        ("Ask HR.", [[4, 0.1, 0.8, 0.9, 0.9]]),
        ("Nobody said this.", []),
    ],
)
def test_quote_is_found_line_by_line(version, quoted, places):
    assert find_places([quoted], version_id=version.pk, first_page=3, last_page=4) == places


def test_page_outside_the_passage_is_not_looked_at(version):
    assert find_places([ROW], version_id=version.pk, first_page=3, last_page=3) == []


def test_page_with_most_of_the_quoted_lines_is_the_one_to_open():
    heading, items = [3, 0.1, 0.9, 0.5, 0.95], [[4, 0.1, top, 0.9, top + 0.05] for top in (0.1, 0.2)]

    assert page_of_most([heading, *items]) == 4
    assert page_of_most([heading, items[0]]) == 3
    assert page_of_most([]) is None
