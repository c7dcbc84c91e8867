from django.http import HttpRequest

from branding.house import current_house


def brand(request: HttpRequest) -> dict[str, object]:
    """Give templates the client's house: name, logo, theme address, help. One query, only where a page asks."""
    return {"brand": current_house()}
