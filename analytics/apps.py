from django.apps import AppConfig

from accounts.mails.kinds import add_mail_kinds


class AnalyticsConfig(AppConfig):
    name = "analytics"

    def ready(self) -> None:
        # They need the models.
        from analytics.collect.forget import queue_forgetting
        from analytics.mail_kinds import KINDS
        from analytics.release.cut import fewest_people
        from chat.usage import let_fewest_be
        from tenants.events import when_forgotten

        add_mail_kinds(*KINDS)
        let_fewest_be(fewest_people)
        when_forgotten(queue_forgetting)
