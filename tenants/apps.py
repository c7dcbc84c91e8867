from django.apps import AppConfig
from django.db.models.signals import post_delete
from django_tenants.signals import tenant_delete_callback


class TenantsConfig(AppConfig):
    name = "tenants"

    def ready(self) -> None:
        from tenants import checks  # noqa: F401  (registers the system checks)

        # It drops schemas of django-tenants' own client model, which we do not use; but as long as anybody
        # listens to every deletion, Django loads each row it deletes.
        post_delete.disconnect(tenant_delete_callback)
