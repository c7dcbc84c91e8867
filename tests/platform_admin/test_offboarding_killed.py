"""A client leaves, and the process dies on the way: whatever the moment, another run goes on from there."""

from dataclasses import replace

import pytest
from django.utils import timezone

from platform_admin import addresses, lifecycle
from platform_admin.models import DeletionCertificate, Offboarding
from platform_admin.offboarding import moves
from platform_admin.offboarding import steps as steps_module
from platform_admin.offboarding.certificate import content_of
from platform_admin.offboarding.steps import STEPS, advance
from tenants.models import Client, IllegalMove
from tests.platform_admin.leaving import failures, filled_client, leave, let_hold_run_out

DELETING = [step.name for step in STEPS if step.is_deletion]
WRITES_DOWN = [step.name for step in STEPS if step.name not in ("close", "tell_owner", "wait", "vectors", "certify")]


@pytest.fixture
def leaver(registered, spare) -> Client:
    return filled_client(registered)


class Killed(BaseException):
    """What a process that is killed does not catch."""


@pytest.mark.parametrize("name", [step.name for step in STEPS])
def test_killed_at_any_step_a_rerun_completes(leaver, monkeypatch, name):
    """The worst moment: the step has done its work, and nobody has written that down."""
    (step,) = [step for step in STEPS if step.name == name]

    def dies(work: object) -> None:
        step.act(work)
        raise Killed

    doomed = [
        steps_module.Step(one.name, one.title, dies if one is step else one.act, one.is_deletion) for one in STEPS
    ]
    offboarding = moves.offboard(leaver, by=None, reason="Contract ended")
    monkeypatch.setattr(steps_module, "STEPS", tuple(doomed))

    if name in (*DELETING, "wait"):
        advance(offboarding.pk)
        let_hold_run_out(offboarding)
    with pytest.raises(Killed):
        advance(offboarding.pk)
    monkeypatch.setattr(steps_module, "STEPS", STEPS)
    advance(offboarding.pk)
    let_hold_run_out(offboarding)
    offboarding = advance(offboarding.pk)

    assert failures(offboarding) == []
    assert offboarding.finished_at is not None
    assert ["Documents", 1] in content_of(offboarding.certificate)["deleted"]
    assert DeletionCertificate.objects.count() == 1
    # Once more changes nothing.
    assert advance(offboarding.pk).certificate.sha256 == offboarding.certificate.sha256


@pytest.mark.parametrize("name", WRITES_DOWN)
def test_killed_within_any_step_a_rerun_completes(leaver, monkeypatch, name):
    """The other bad moment: it is written down what there is, and no more was done."""
    (step,) = [step for step in STEPS if step.name == name]

    def dies_within(work: object) -> None:
        for writes in ("note", "found", "progress"):
            monkeypatch.setattr(work, writes, killing(getattr(work, writes)))
        step.act(work)

    def killing(write: object) -> object:
        def die(*args: object, **facts: object) -> None:
            write(*args, **facts)
            raise Killed

        return die

    offboarding = moves.offboard(leaver, by=None, reason="Contract ended")
    if name != "export":
        offboarding = advance(offboarding.pk)
        let_hold_run_out(offboarding)
    doomed = tuple(replace(one, act=dies_within) if one is step else one for one in STEPS)
    monkeypatch.setattr(steps_module, "STEPS", doomed)
    with pytest.raises(Killed):
        advance(offboarding.pk)
    monkeypatch.setattr(steps_module, "STEPS", STEPS)
    leaver.refresh_from_db()
    # Either nothing of it is gone, or it is deleted for good: nothing makes it open again half deleted.
    began = Offboarding.objects.get().deletion_began_at is not None
    assert began == (leaver.status == "deleted") == (not leaver.domains.exists())
    with pytest.raises(IllegalMove):
        lifecycle.reactivate(leaver, by=None)

    advance(offboarding.pk)
    let_hold_run_out(offboarding)
    offboarding = advance(offboarding.pk)

    assert failures(offboarding) == []
    assert ["Documents", 1] in content_of(offboarding.certificate)["deleted"]


def test_what_changes_before_anything_goes_is_deleted_too(leaver, operator, monkeypatch):
    offboarding = leave(leaver)
    let_hold_run_out(offboarding)
    (anchor,) = [step for step in STEPS if step.name == "anchor"]

    def dies(work: object) -> None:
        anchor.act(work)
        work.mark("done")
        raise Killed

    monkeypatch.setattr(steps_module, "STEPS", tuple(replace(one, act=dies) if one is anchor else one for one in STEPS))
    with pytest.raises(Killed):
        advance(offboarding.pk)
    monkeypatch.setattr(steps_module, "STEPS", STEPS)
    leaver.refresh_from_db()
    addresses.move(leaver, "bay-willow", today=timezone.localdate(), by=operator)

    offboarding = advance(offboarding.pk)

    assert failures(offboarding) == []
    assert "bay-willow.localhost" in offboarding.hosts
