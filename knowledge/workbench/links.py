"""Addresses that more than one page of documents gives."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from accounts.live_holder import holder_of
from knowledge.ingestion.progress import TOPIC
from tenants.live import ticket


def page_url(document_id: UUID, version_number: int, page: int | None = None) -> str:
    query = {"version": version_number} | ({"page": page} if page else {})
    return f"{reverse('knowledge:document', args=[document_id])}?{urlencode(query)}{'#pages' if page else ''}"


def live_url(request: HttpRequest) -> str:
    """Return where the page reads along what becomes of documents."""
    return f"/live/?{urlencode({'ticket': ticket(TOPIC, holder=holder_of(request))})}"
