from django.apps import AppConfig


class PlatformAdminConfig(AppConfig):
    name = "platform_admin"

    def ready(self) -> None:
        from platform_admin.second_factor.receivers import connect  # needs the models

        connect()
