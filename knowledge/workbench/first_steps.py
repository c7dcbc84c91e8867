"""What a fresh client still lacks before it can be of use, each with the page that mends it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from accounts.models import Invitation, User
from benefits.models import BenefitClass, Contact, PlanYear, SkippedStep
from branding.models import Brand
from knowledge.models import Document
from tenants.audit.log import record

Step = SkippedStep.Step


@dataclass(frozen=True)
class FirstStep:
    title: str
    reason: str
    url: str
    is_done: bool
    skips: str = ""  # the step's name where a company may do without it


def first_steps(day: date) -> list[FirstStep]:
    """Return all steps in their order; none once everything is done."""
    skipped = set(SkippedStep.objects.values_list("step", flat=True))
    steps = [
        FirstStep(
            "List whom employees can call",
            "When the assistant has no answer, it says whom to ask. Until then it can name nobody.",
            reverse("benefits:contact_add"),
            Contact.objects.exists(),
        ),
        FirstStep(
            "Define the plan year",
            "Documents belong to one, and “this year” in a question means it.",
            reverse("benefits:plan_years"),
            PlanYear.objects.not_over(day).exists(),
        ),
        FirstStep(
            "Name the employee classes",
            "Only if some employees have other benefits than others.",
            reverse("benefits:classes"),
            Step.CLASSES in skipped or BenefitClass.objects.exists(),
            skips=Step.CLASSES,
        ),
        FirstStep(
            "Publish the first document",
            "Employees are answered from what is published, and from nothing else.",
            reverse("knowledge:upload"),
            Document.objects.published().exists(),
        ),
        FirstStep(
            "Suggest questions",
            "Employees see them on their first page and learn what they can ask.",
            reverse("branding:questions"),
            Step.QUESTIONS in skipped or Brand.objects.exclude(suggested_questions=[]).exists(),
            skips=Step.QUESTIONS,
        ),
        FirstStep(
            "Invite people",
            "One by one, or many with a list.",
            reverse("accounts:people"),
            Invitation.objects.filter(invited_by__isnull=False).exists() or User.objects.people().count() > 1,
        ),
    ]
    return [] if all(step.is_done for step in steps) else steps


def skip_step(step: str, *, by: User) -> None:
    with transaction.atomic():
        _, is_new = SkippedStep.objects.get_or_create(step=step)
        if is_new:
            record("first_step.skipped", actor=by, step=step)
