"""How much of its limits a client has used, as last measured, and the mail when it is nearly all."""

from datetime import date

from django.db.models import Sum
from django.db.models.functions import Coalesce

from platform_admin.models import ClientDay, ClientFigures
from tenants.limits import Limit, Room
from tenants.models import Client


def rooms_of(client: Client, today: date) -> list[Room]:
    """Return each limit with what is used of it; in the platform's scope. What is full is counted by the apps anew."""
    figures = ClientFigures.objects.filter(client=client).first() or ClientFigures(client=client)
    month = ClientDay.objects.filter(client=client, day__gte=today.replace(day=1), day__lte=today)
    counted = month.filter(is_made_up=False).aggregate(
        all_tokens=Coalesce(Sum("tokens"), 0), all_ocr_pages=Coalesce(Sum("ocr_pages"), 0)
    )
    used = {
        Limit.PEOPLE: figures.people + figures.invited,
        Limit.DOCUMENTS: figures.kept_documents,
        Limit.TOKENS: counted["all_tokens"],
        Limit.OCR_PAGES: counted["all_ocr_pages"],
    }
    limits = client.limits()
    return [limits.room(limit, used[limit]) for limit in Limit]
