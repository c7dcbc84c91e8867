"""The ledger of what models cost: a row for each call, in the client's own schema."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from chat.llm.prices import cost_of
from chat.models import Answer, ModelCall
from chat.pipeline.speak import Call


def write_down(calls: Iterable[Call], *, answer_id: UUID | None, prompt_version: str) -> None:
    """Add the calls to the ledger; without an answer where HR only tried one out, or where its owner has erased it."""
    with transaction.atomic():
        # Held, or an answer that is erased at this moment would take with it what it has cost.
        held = Answer.objects.select_for_update(no_key=True).filter(pk=answer_id).values_list("pk", flat=True).first()
        ModelCall.objects.bulk_create(_row(call, held, prompt_version) for call in calls)


def _row(call: Call, answer_id: UUID | None, prompt_version: str) -> ModelCall:
    usage = call.usage
    now = timezone.now()
    return ModelCall(
        answer_id=answer_id,
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
