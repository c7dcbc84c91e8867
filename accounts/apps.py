from django.apps import AppConfig

from accounts.mails.kinds import add_mail_kinds


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        # They need the models.
        from accounts.mail_kinds import KINDS

        add_mail_kinds(*KINDS)
