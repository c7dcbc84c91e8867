from django.db import transaction

from accounts.models import User
from platform_admin.acts import record_act
from tenants.models import Client


def change_zone(client: Client, zone: str, *, by: User) -> bool:
    """Have the client's days begin and end there from now on; False if they do already.

    Nothing that is stored is touched: moments stay moments, and the days of what is counted are cut anew by whoever
    counts next (analytics/rollups/zone.py).
    """
    with transaction.atomic():
        held = Client.objects.select_for_update().get(pk=client.pk)
        if held.time_zone == zone:
            return False
        Client.objects.filter(pk=held.pk).update(time_zone=zone)
        client.time_zone = zone
        record_act("client.zone_changed", by=by, client=client, before=held.time_zone, after=zone)
    return True
