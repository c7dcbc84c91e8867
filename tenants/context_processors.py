from django.http import HttpRequest

from tenants.binding import bound
from tenants.contract_note import note_for


def client(request: HttpRequest) -> dict[str, object]:
    """Give templates the client (name, subdomain, tier), its demo day, what its people are told of the platform, and
    what HR is told of the contract; None on the platform's host.
    """
    binding = bound.get()
    ref = binding.client if binding else None
    return {
        "client": ref,
        "client_name": ref.name if ref else "",
        "demo_today": ref.demo_today if ref else None,
        "notices": [notice.told() for notice in getattr(request, "notices", ())],
        "contract_note": note_for(request, ref) if ref else None,
    }
