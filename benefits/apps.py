from django.apps import AppConfig

from accounts.class_choices import keep_classes_in
from benefits.uses import Use, add_class_use, add_plan_year_use

_RULES = (
    "AccountRule",
    "ClassRule",
    "DisabilityRule",
    "LeaveRule",
    "LifeEventRule",
    "LifeRule",
    "RetirementRule",
)
_OF_YEARS = (*_RULES, "PriceAssumption", "Surcharge", "UsageProfile")


class BenefitsConfig(AppConfig):
    name = "benefits"

    def ready(self) -> None:
        keep_classes_in(self.get_model("BenefitClass").objects)
        plans, rates, surcharges = (self.get_model(name).objects for name in ("Plan", "Rate", "Surcharge"))
        add_class_use(Use("plan", "plans", lambda code: plans.filter(classes__contains=[code]).count()))
        add_class_use(Use("rate", "rates", lambda code: rates.filter(benefit_class__code=code).count()))
        add_class_use(Use("surcharge", "surcharges", lambda code: surcharges.filter(classes__contains=[code]).count()))
        add_class_use(Use("rule", "rules", lambda code: self._count(_RULES, benefit_class__code=code)))
        add_plan_year_use(Use("plan", "plans", lambda label: plans.filter(plan_year__label=label).count()))
        add_plan_year_use(Use("rule", "rules", lambda label: self._count(_OF_YEARS, plan_year__label=label)))

    def _count(self, names: tuple[str, ...], **which: str) -> int:
        return sum(self.get_model(name).objects.filter(**which).count() for name in names)
