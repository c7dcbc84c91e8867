"""Asks whether clients are kept apart, by trying: a word is planted at one client and looked for at another.

What is in the database is planted in a transaction that is rolled back, the other client asked inside it: nobody else
ever sees it, and a run that is killed leaves nothing there. What is elsewhere lies at a place that is the client's
own every time, so that the next run takes it away, or ends by itself within a minute.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from math import ceil
from secrets import choice, token_hex
from time import monotonic

import structlog
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from knowledge.embeddings.embedding import embed
from platform_admin.canary.layers import ENGINE_TROUBLE, LAYERS, Layer, Word
from platform_admin.models import CanaryRun
from tenants.binding import ClientRef
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tenants.redis import redis

RUNS_A_DAY = 20  # of the 24 hourly ones: some may be missed, and every client still has its turn within a day
RUN_SECONDS = 10 * 60
KEPT = timedelta(days=90)
Outcome = CanaryRun.Outcome
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Found:
    """One layer of a run. None: it could not be asked, and `trouble` names what was raised."""

    layer: str
    at_home: bool | None = None
    elsewhere: bool | None = None
    trouble: str = ""


def probe_due(now: datetime) -> list[CanaryRun]:
    """Probe the clients whose turn it is; what no time is left for has its turn first the next time."""
    began, runs = monotonic(), []
    for client, other in pairs(_due()):
        if monotonic() - began > RUN_SECONDS:
            log.warning("not_all_canaries_flown")
            break
        runs.append(probe(client, other))
    CanaryRun.objects.filter(at__lt=now - KEPT).delete()
    return runs


def pairs(due: Sequence[ClientRef]) -> Iterator[tuple[ClientRef, ClientRef]]:
    """Return each with another client that its word is looked for at, chosen anew each time."""
    everybody = _askable().refs()
    for client in due:
        others = [other for other in everybody if other.id != client.id]
        if others:
            yield client, choice(others)


def probe(client: ClientRef, other: ClientRef) -> CanaryRun:
    """Plant a word at `client`, look for it there and at `other`, take it away, and write down what was found."""
    began = monotonic()
    found = _try(client, other)
    with platform_scope():
        run = CanaryRun.objects.create(
            client_id=client.id,
            other_id=other.id,
            outcome=_outcome(found),
            layers=[asdict(one) for one in found],
            milliseconds=round(1000 * (monotonic() - began)),
            at=timezone.now(),
        )
    told = log.info if run.outcome == Outcome.HELD else log.error
    told("canary_flown", client=str(client.id), other=str(other.id), outcome=run.outcome)
    return run


def _due() -> list[ClientRef]:
    clients = _askable()
    most = max(1, ceil(clients.count() / RUNS_A_DAY))
    latest = clients.annotate(last=Max("canaries__at")).order_by(F("last").asc(nulls_first=True), "created_at")
    return latest[:most].refs()


def _askable() -> "Client.objects":
    return Client.objects.served().migrated()


def _try(client: ClientRef, other: ClientRef) -> list[Found]:
    text = f"canary{token_hex(8)}"
    try:
        redis().ping()
        with tenant_scope(client):
            (vector,) = embed([text], purpose="question")
    except ENGINE_TROUBLE as trouble:
        return [Found(layer.name, trouble=type(trouble).__name__) for layer in LAYERS]
    word = Word(text, client.schema_name, tuple(vector))
    try:
        with transaction.atomic():
            found = [_try_layer(layer, word, client, other) for layer in LAYERS]
            transaction.set_rollback(True)
    finally:
        _clear(word, client)
    return found


def _try_layer(layer: Layer, word: Word, client: ClientRef, other: ClientRef) -> Found:
    try:
        # Each in a savepoint: what the database refuses one layer does not end the transaction for the next.
        with tenant_scope(client), transaction.atomic():
            layer.plant(word)
        with tenant_scope(other), transaction.atomic():
            elsewhere = layer.finds(word)
        with tenant_scope(client), transaction.atomic():
            return Found(layer.name, at_home=layer.finds(word), elsewhere=elsewhere)
    except ENGINE_TROUBLE as trouble:
        log.warning("canary_layer_not_tried", layer=layer.name, trouble=type(trouble).__name__)
        return Found(layer.name, trouble=type(trouble).__name__)


def _clear(word: Word, client: ClientRef) -> None:
    with tenant_scope(client):
        for layer in LAYERS:
            try:
                layer.clear(word)
            except ENGINE_TROUBLE as trouble:
                log.warning("canary_not_cleared", layer=layer.name, trouble=type(trouble).__name__)


def _outcome(found: Sequence[Found]) -> Outcome:
    if any(one.elsewhere for one in found):
        return Outcome.LEAKED
    if any(one.trouble for one in found):
        return Outcome.FAILED
    return Outcome.HELD if all(one.at_home for one in found) else Outcome.BLIND
