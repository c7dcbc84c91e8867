"""What a step of an offboarding works with: the rows, and how it tells how far it is."""

from django.utils import timezone

from platform_admin.models import Offboarding, OffboardingStep
from tenants.context import platform_scope
from tenants.models import Client


class NotYet(Exception):
    """The step's time has not come; nothing is wrong."""


class Stopped(RuntimeError):
    """The step cannot go on; the message is a sentence for operators: what is wrong, and what would do."""


class Work:
    def __init__(self, offboarding: Offboarding, step: OffboardingStep) -> None:
        self.offboarding = offboarding
        self.step = step

    @property
    def client(self) -> Client:
        return self.offboarding.client

    def note(self, **facts: object) -> None:
        """Write facts into the offboarding's row."""
        Offboarding.objects.filter(pk=self.offboarding.pk).update(**facts)
        for name, value in facts.items():
            setattr(self.offboarding, name, value)

    def progress(self, done: int, total: int) -> None:
        self._write(done=done, total=total)

    def found(self, **kinds: int) -> None:
        """Write down how many of each kind there were. A run after a kill finds fewer, and takes nothing back."""
        before = self.step.found
        self._write(found={**before, **{kind: max(number, before.get(kind, 0)) for kind, number in kinds.items()}})

    def mark(self, state: str, *, failure: str = "") -> None:
        now = timezone.now()
        facts = {"state": state, "failure": failure[:500]}
        if state == OffboardingStep.State.RUNNING:
            facts["started_at"] = self.step.started_at or now
        if state == OffboardingStep.State.DONE:
            facts["finished_at"] = now
        self._write(**facts)

    def _write(self, **facts: object) -> None:
        facts["changed_at"] = timezone.now()
        # A step may be reading in the client's scope while it tells how far it is.
        with platform_scope():
            OffboardingStep.objects.filter(pk=self.step.pk).update(**facts)
        for name, value in facts.items():
            setattr(self.step, name, value)
