from django.apps import AppConfig

from tenants.notices import add_notice_source


class PlatformAdminConfig(AppConfig):
    name = "platform_admin"

    def ready(self) -> None:
        # They need the models.
        from platform_admin.second_factor.receivers import connect
        from platform_admin.status import queues
        from platform_admin.status.incidents import notices_for

        connect()
        queues.connect()
        add_notice_source(notices_for)
