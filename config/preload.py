"""What a process of pages loads before its first request."""

import gc

from django.conf import settings
from django.urls import get_resolver


def load_pages() -> None:
    """Import every view, and keep all that is loaded out of the search for garbage.

    The first person to come does not wait for the imports, and no page waits while hundreds of thousands of objects
    are gone through that stay anyway: that takes a tenth of a second, and came with every page that reads many rows.
    """
    for urlconf in (settings.ROOT_URLCONF, settings.PLATFORM_URLCONF):
        _ = get_resolver(urlconf).url_patterns
    gc.collect()
    gc.freeze()
