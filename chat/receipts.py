"""Receipts: what was answered and from what, written with the answer and kept apart from chats.

A receipt names nobody, and tells nothing that is known of whoever asked beside their question: a mark stands in its
place. Its content is canonical JSON (keys in order, no spaces), and the hash of exactly these bytes
stands beside it: whoever holds a downloaded file can have it checked (`manage.py check_receipt`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from django.conf import settings

from chat.figures_asked import AskedFigures
from chat.models import Answer, Citation, ModelCall, Receipt
from chat.personal_marks import without_personal
from knowledge.models import DocumentVersion
from tenants.canonical import canonical, digest
from tenants.context import platform_scope
from tenants.models import Client
from tenants.postgresql.rows import Asked, Given, GivenIds, Rows, written
from tenants.schemas import execute_as_owner, existing_schemas, is_migrated

FORMAT = 1
KEPT_FOR = timedelta(days=8 * 366)  # eight years: what has to be proven may be asked for as long


@dataclass(frozen=True)
class Basis:
    """What an answer was made from, besides what is stored with it."""

    day: date
    figures: AskedFigures | None
    personal: tuple[str | date, ...] = ()  # what is known of the asker, as the answer tells it


@dataclass(frozen=True)
class Behind:
    """What stands behind an answer: the calls of models in the ledger, and the versions that it cites."""

    calls: tuple[ModelCall, ...]
    versions: tuple[DocumentVersion, ...]
    basis: Basis


def receipt_of(
    answer: Answer, told: Mapping[str, Any], *, citations: Sequence[Citation], behind: Behind, now: datetime
) -> Receipt:
    """Return the receipt of an answer, unsaved; `told` is what is stored of it, in the same transaction."""
    content = canonical(_content(answer, told, citations, behind, now))
    return Receipt(answer_id=answer.pk, content=content, sha256=digest(content), made_at=now)


def calls_of(answer: Answer) -> Asked[ModelCall]:
    return _calls(answer=answer.pk)


def versions_of(citations: Iterable[Citation]) -> Asked[DocumentVersion]:
    """Return what reads the versions cited, with what is told of them and no more."""
    return _versions(ids={one.version_id for one in citations} - {None})


@written
def _calls() -> Rows[ModelCall]:
    return Rows(ModelCall.objects.filter(answer=Given("answer")))


@written
def _versions() -> Rows[DocumentVersion]:
    cited = DocumentVersion.objects.filter(pk__in=GivenIds("ids")).order_by("document", "number")
    return Rows(cited.only("number", "document", "file_name", "sha256"))


def purge(now: datetime) -> None:
    """Delete what is older than `KEPT_FOR`, at every client without a legal hold, as the owner of the tables."""
    oldest = (now - KEPT_FOR).isoformat()
    with platform_scope():
        held = set(Client.objects.held().values_list("schema_name", flat=True))
    ready = (name for name in existing_schemas() if name not in held and is_migrated(name))
    execute_as_owner(*(f"DELETE FROM \"{name}\".chat_receipt WHERE made_at < '{oldest}'" for name in ready))


def is_intact(receipt: Receipt) -> bool:
    return digest(receipt.content) == receipt.sha256


def assumptions_of(tools: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return what an answer goes by that the person may have otherwise: a sentence each. `tools` are its rows."""
    told = (row.get("assumptions", ()) for row in tools if row["status"] == "ok")
    return tuple(dict.fromkeys(chain.from_iterable(told)))


def _content(
    answer: Answer, told: Mapping[str, Any], citations: Sequence[Citation], behind: Behind, now: datetime
) -> dict[str, Any]:
    question, audience, basis = answer.question, answer.audience, behind.basis
    versions = {version.pk: version for version in behind.versions}
    calls = [_call(call) for call in behind.calls]
    return {
        "format": FORMAT,
        "product_version": settings.PRODUCT_VERSION,
        "answered_at": now.isoformat(),
        "asked_at": question.created_at.isoformat(),
        "as_of": basis.day.isoformat(),
        "question": {"text": question.text, "language": question.language, "is_masked": question.is_masked},
        "audience": {"class": audience.class_code, "state": audience.work_state, "hours": audience.hours},
        "plan_years": sorted({one.plan_year for one in citations if one.plan_year and not one.is_near}),
        "answer": {name: told[name] for name in ("reason", "route", "engine", "fallback")}
        | {"text": without_personal(told["text"], basis.personal, question.language)},
        "sources": [_source(one, versions) for one in citations],
        "facts": _facts(basis.figures),
        "tools": [_tool(row, basis.personal, question.language) for row in told["tools"]],
        "model_calls": calls,
        "cost_usd": _cost(calls),
        "verification": {"removed": dict(told["removed"]), "quotes_located": list(told["quotes"])},
        "timings_ms": dict(told["timings"]),
        "steps": list(told["steps"]),
    }


def _tool(row: Mapping[str, Any], personal: Sequence[str | date], language: str) -> dict[str, Any]:
    """Return a call of a tool without the person's age and what is theirs of it: a conversation goes on with these, and
    a receipt does not."""
    kept = {name: value for name, value in row.items() if name != "unsaid"} | {
        "arguments": {name: value for name, value in row["arguments"].items() if name != "age"}
    }
    for name in ("told", "assumptions"):
        if name in row:
            kept[name] = [without_personal(line, personal, language) for line in row[name]]
    return kept


def _source(citation: Citation, versions: Mapping[object, DocumentVersion]) -> dict[str, Any]:
    version = versions.get(citation.version_id)
    return {
        "number": citation.number,
        "title": citation.document_title,
        "document_id": version.document_id if version else None,
        "version_id": citation.version_id,
        "version": version.number if version else None,
        "file_name": version.file_name if version else "",
        "file_sha256": version.sha256 if version else "",
        "plan_year": citation.plan_year,
        "page": citation.page_number,
        "pages": list(citation.pages),
        "heading": citation.heading,
        "quote": citation.quote,
        "is_near": citation.is_near,
    }


def _facts(figures: AskedFigures | None) -> list[dict[str, Any]]:
    if figures is None:
        return []
    return [
        {
            "plan": cited.fact.plan,
            "plan_year": cited.fact.plan_year,
            "service": cited.fact.service,
            "network": cited.fact.network,
            "coverage_tier": cited.fact.coverage_tier,
            "printed": cited.fact.raw,
            "trust": cited.fact.trust.name.lower(),
            "title": cited.fact.document_title,
            "version_id": cited.fact.version_id,
        }
        for cited in figures.cited
    ]


def _call(call: ModelCall) -> dict[str, Any]:
    return {
        "engine": call.engine,
        "prompt_version": call.prompt_version,
        "end": call.end,
        "input_tokens": call.input_tokens,
        "output_tokens": call.output_tokens,
        "is_estimated": call.is_estimated,
        "cost_usd": None if call.cost_usd is None else str(call.cost_usd),
        "total_ms": call.total_ms,
    }


def _cost(calls: Sequence[Mapping[str, Any]]) -> str | None:
    """Return what all calls cost together; None where the price of one is not known."""
    costs = [ModelCall._meta.get_field("cost_usd").to_python(call["cost_usd"]) for call in calls]
    return None if None in costs else str(sum(costs))
