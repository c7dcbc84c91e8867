"""The ledger of what models cost: a row for each call, in the client's own schema."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.utils import timezone

from chat.llm.prices import cost_of
from chat.models import ModelCall
from chat.pipeline.speak import Call
from tenants.postgresql.rows import add
from tenants.postgresql.statement import Statement


def write_down(calls: Iterable[Call], *, answer_id: UUID | None, prompt_version: str) -> None:
    """Add the calls to the ledger; without an answer where HR only tried one out, or where its owner has erased it."""
    rows = [_row(call, prompt_version) for call in calls]
    if rows:
        # Held, or an answer that is erased at this moment would take with it what it has cost.
        held = Statement("SELECT id FROM chat_answer WHERE id = %s FOR NO KEY UPDATE", (answer_id,))
        connection.tell(add(rows, answer_id=held))


def _row(call: Call, prompt_version: str) -> ModelCall:
    usage = call.usage
    now = timezone.now()
    return ModelCall(
        engine=call.engine,
        prompt_version=prompt_version,
        end=call.end,
        reason=call.reason,
        input_tokens=usage.input_tokens if usage else None,
        cached_tokens=usage.cached_tokens if usage else None,
        output_tokens=usage.output_tokens if usage else None,
        cost_usd=cost_of(usage, call.engine.rpartition(":")[2], now.date()) if usage else None,
        is_estimated=call.is_estimated,
        first_text_ms=call.first_text,
        total_ms=call.milliseconds,
        created_at=now,
    )
