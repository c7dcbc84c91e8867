from django.apps import AppConfig

from accounts.mails.kinds import add_mail_kinds
from tenants.notices import add_notice_source


class PlatformAdminConfig(AppConfig):
    name = "platform_admin"

    def ready(self) -> None:
        # They need the models.
        from platform_admin.mail_kinds import KINDS
        from platform_admin.second_factor.receivers import connect
        from platform_admin.status import queues
        from platform_admin.status.incidents import notices_for

        add_mail_kinds(*KINDS)
        connect()
        queues.connect()
        add_notice_source(notices_for)
