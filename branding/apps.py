from django.apps import AppConfig

from tenants.looks import add_look


class BrandingConfig(AppConfig):
    name = "branding"

    def ready(self) -> None:
        add_look("branding.house.last_house")
