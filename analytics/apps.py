from django.apps import AppConfig

from accounts.mails.kinds import add_mail_kinds


class AnalyticsConfig(AppConfig):
    name = "analytics"

    def ready(self) -> None:
        # They need the models.
        from analytics.mail_kinds import KINDS

        add_mail_kinds(*KINDS)
