from django.http import HttpRequest

from tenants.binding import bound


def client(request: HttpRequest) -> dict[str, object]:
    """Give templates the client (name, subdomain, tier) and its demo day; None on the platform's host. And what its
    people are told of the platform."""
    binding = bound.get()
    ref = binding.client if binding else None
    return {
        "client": ref,
        "client_name": ref.name if ref else "",
        "demo_today": ref.demo_today if ref else None,
        "notices": [notice.told() for notice in getattr(request, "notices", ())],
    }
