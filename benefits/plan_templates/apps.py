from django.apps import AppConfig


class PlanTemplatesConfig(AppConfig):
    """An app of its own, for its tables stand in `public` and not with each client, as those of `benefits` do."""

    name = "benefits.plan_templates"
    label = "plan_templates"
    verbose_name = "Plan templates"
