from uuid import uuid4

import pytest

from benefits.audience import MeantFor
from chat.pipeline.compose import cite, plans_told
from chat.places import find_places, page_of_most
from knowledge.extract.types import Block, Box, Span, block_to_json
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Page
from knowledge.retrieval.found_places import Why
from knowledge.retrieval.hits import Hit

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
BARE = Block("note", "Ask HR. In some cases you will be", Box(4, 0.1, 0.8, 0.9, 0.9))
FOOT = Block("note", "Acme benefits 2027", Box(4, 0.1, 0.95, 0.9, 0.98))
OVER = Block("paragraph", "responsible for the rest of the bill. Keep it.", Box(5, 0.1, 0.1, 0.9, 0.2))


@pytest.fixture
def version(in_acme) -> DocumentVersion:
    base = KnowledgeBase.objects.create(name="Benefits")
    document = Document.objects.create(knowledge_base=base, title="Guide")
    version = DocumentVersion.objects.create(
        document=document, file="x", file_name="x.pdf", content_type="pdf", size_bytes=1, sha256="0" * 64
    )
    for number, blocks in ((3, [PARAGRAPH]), (4, [TABLE, BARE, FOOT]), (5, [OVER])):
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
        (
            "In some cases you will be responsible for the rest of the bill.",
            [[4, 0.1, 0.8, 0.9, 0.9], [5, 0.1, 0.1, 0.9, 0.2]],
        ),
        ("In some cases you will be responsible for the whole bill.", []),
        ("Nobody said this.", []),
    ],
)
def test_quote_is_found_line_by_line(version, quoted, places):
    assert find_places([quoted], version_id=version.pk, first_page=3, last_page=5) == places


def test_page_outside_the_passage_is_not_looked_at(version):
    assert find_places([ROW], version_id=version.pk, first_page=3, last_page=3) == []


def test_page_with_most_of_the_quoted_lines_is_the_one_to_open():
    heading, items = [3, 0.1, 0.9, 0.5, 0.95], [[4, 0.1, top, 0.9, top + 0.05] for top in (0.1, 0.2)]

    assert page_of_most([heading, *items]) == 4
    assert page_of_most([heading, items[0]]) == 3
    assert page_of_most([]) is None


def test_all_that_is_quoted_is_marked_and_not_only_the_sentence_with_the_marker(version):
    hit = Hit(
        passage_id=version.pk,
        version_id=version.pk,
        version_number=1,
        document_id=version.document_id,
        title="Guide",
        document_kind="guide",
        authority_rank=1,
        plan_year="",
        meant_for=MeantFor((), (), ""),
        language="en",
        page_number=3,
        page_to=5,
        heading="Leave",
        context="",
        text=f"{PARAGRAPH.text}\n{BARE.text} {OVER.text}",
        boxes=[],
        kind="text",
        score=1.0,
        why=Why(None, 0.0, None, 0.0, matched=(), coverage=0.0, year_weight=1.0),
    )
    claims = ["It begins at birth.” [1]"]
    quoted = (0, len(PARAGRAPH.text) + len(BARE.text) + 3)  # to the first letters on the next page

    assert cite(hit, 1, claims).boxes == [[3, 0.1, 0.15, 0.7, 0.2]]
    cited = cite(hit, 1, claims, spans=[quoted])
    assert cited.pages == (3, 4, 5)
    assert cited.quote.startswith("Parental leave is paid in full for six weeks. It begins at birth.")
    assert [3, 0.1, 0.1, 0.9, 0.14] in cited.boxes


def test_plan_without_a_level_is_named_beside_one_with_a_level():
    assert _named("Family — PPO 1000: $250.00; HDHP: $116.00") == ["HDHP", "PPO 1000"]
    assert _named("The PPO 750 is a PPO.") == ["PPO 750"]


@pytest.mark.usefixtures("in_acme")
def test_sentence_that_names_no_plan_is_of_the_one_its_paragraph_speaks_of():
    text = "The HMO has no deductible. A hospital day costs $500.\nThe EPO costs less per week. A visit costs $30."
    both, hospital, visit = ["A hospital day costs $500.", "The EPO costs less per week."], ["$500"], ["$30"]

    assert cite(_hit(text), 1, both).plans == ["EPO", "HMO"]
    assert (cite(_hit(text), 1, hospital).plans, cite(_hit(text), 1, visit).plans) == (["HMO"], ["EPO"])


def _named(text: str) -> list[str]:
    return plans_told(_hit(text), text)


def _hit(text: str) -> Hit:
    return Hit(
        passage_id=uuid4(),
        version_id=uuid4(),
        version_number=1,
        document_id=uuid4(),
        title="Rates",
        document_kind="rates",
        authority_rank=1,
        plan_year="",
        meant_for=MeantFor((), (), ""),
        language="en",
        page_number=1,
        page_to=1,
        heading="",
        context="",
        text=text,
        boxes=[],
        kind="table",
        score=1.0,
        why=Why(None, 0.0, None, 0.0, matched=(), coverage=0.0, year_weight=1.0),
    )
