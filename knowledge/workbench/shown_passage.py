from collections.abc import Mapping

from benefits.audience import audience_words
from knowledge.retrieval.excerpts import excerpt
from knowledge.retrieval.hits import Hit
from knowledge.workbench.links import page_url

EXCERPT_CHARACTERS = 700


def shown_passage(number: int, hit: Hit, labels: Mapping[str, str]) -> dict[str, object]:
    why = hit.why
    badges = [
        hit.plan_year and f"Plan year {hit.plan_year}",
        audience_words(hit.meant_for, labels),
        hit.kind == "table" and "Table",
    ]
    badges += [] if hit.has_sure_figures else ["Figures unsure: recognised in a poor picture"]
    badges += [f"Also in {title}" for title in why.also_in]
    grades = [
        ("Score", f"{hit.score:.4f}"),
        ("By words", f"no. {why.keyword_rank} ({why.keyword_score:.1f})" if why.keyword_rank else "not found"),
        ("By meaning", f"no. {why.vector_rank} ({why.vector_score:.2f})" if why.vector_rank else "not found"),
        ("Words of the question it has", f"{why.coverage:.0%}"),
    ]
    return {
        "number": number,
        "document_title": hit.title,
        "page_number": hit.page_number,
        "heading": hit.heading,
        "excerpt_html": excerpt(hit.text, why.matched, heading=hit.heading, characters=EXCERPT_CHARACTERS),
        "url": page_url(hit.document_id, hit.version_number, hit.page_number),
        "badges": [badge for badge in badges if badge],
        "grades": [{"label": label, "figure": figure} for label, figure in grades],
    }
