from django.apps import AppConfig


class FederalConfig(AppConfig):
    """An app of its own, for its tables stand in `public` and not with each client, as those of `benefits` do."""

    name = "benefits.federal"
    label = "federal"
    verbose_name = "Federal limits"
