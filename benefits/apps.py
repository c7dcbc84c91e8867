from django.apps import AppConfig

from accounts.class_choices import keep_classes_in


class BenefitsConfig(AppConfig):
    name = "benefits"

    def ready(self) -> None:
        keep_classes_in(self.get_model("BenefitClass").objects)
