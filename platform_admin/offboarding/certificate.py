"""The certificate of a deletion: its content as canonical JSON, the hash of it, and a signature that can be checked."""

import json
import secrets
from collections.abc import Mapping

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils import timezone

from accounts.models import User
from platform_admin.models import DeletionCertificate, Offboarding
from platform_admin.offboarding.leftovers import KEPT
from platform_admin.offboarding.remove import VECTORS_AT
from tenants.canonical import canonical, digest
from tenants.keys import platform_signer

_NUMBER_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
# What the tables of a schema hold, as people call it: the first that a name begins with.
_KINDS = {
    "accounts_user": "People",
    "accounts_invitation": "Invitations",
    "accounts_apikey": "API keys",
    "django_session": "Sign-ins",
    "chat_conversation": "Conversations",
    "chat_question": "Questions",
    "chat_answer": "Answers, with test runs",
    "chat_official": "Official answers",
    "chat_announcement": "Announcements",
    "chat_testquestion": "Test questions",
    "chat_handover": "Questions sent to HR",
    "chat_gap": "Questions asked in vain",
    "chat_receipt": "Receipts",
    "chat_": "Citations, feedback and other rows of conversations",
    "knowledge_documentversion": "Versions of documents",
    "knowledge_documentwarning": "Warnings",
    "knowledge_document": "Documents",
    "knowledge_passagevector": "Vectors in the schema",
    "knowledge_passage": "Passages",
    "knowledge_page": "Pages",
    "knowledge_extractedfact": "Figures",
    "knowledge_": "Other rows of documents and search",
    "benefits_contact": "Contacts",
    "benefits_cataloguechange": "Changes of the plan catalogue",
    "benefits_": "Plan years, classes and plans",
    "branding_": "Name and look",
    "analytics_": "Rows of the survey",
    "audit_": "Rows of the client’s own audit",
    "files": "Files (documents, logos, pictures)",
    VECTORS_AT: "Vectors outside the schema (by version)",
    "schemas": "Schemas, each with its database role",
    "cached": "Entries in Redis (cache, live, sessions, limits)",
    "mails": "Mails kept on this machine",
    "backups": "Backups on this machine",
    "addresses": "Addresses (hosts)",
    "domains": "Domains it asked for",
    "senders": "Senders of its own",
    "days": "Days of figures",
    "figures": "Sums of figures",
    "drafts": "Drafts of the client",
    "lines": "Lines of lists of clients",
    "notices": "Notices of limits",
    "scores": "Monthly counts of the survey",
    "alerts": "Alerts about it",
    "probes": "Probes of its isolation",
    "incidents": "Incidents that it was told of",
    "messages": "Messages to webhooks about it",
    "requests": "Requests of programs to create it",
    "billing": "To whom it was billed",
    "bills": "Drafts of invoices",
    "trials": "Notices of its trial",
    "visits": "Visits of support",
    "rules": "Rules for support",
}
_OTHER = "Other rows"
_NOT_DELETED = ("backups_elsewhere",)


def issue(offboarding: Offboarding) -> DeletionCertificate:
    """Return the certificate, made the first time it is asked for."""
    known = DeletionCertificate.objects.filter(offboarding=offboarding).first()
    if known is not None:
        return known
    now = timezone.now()
    signs = "".join(secrets.choice(_NUMBER_SIGNS) for _ in range(8))
    number = f"D-{now:%Y}-{signs[:4]}-{signs[4:]}"
    content = canonical(_content(offboarding, number, now.isoformat()))
    sha256 = digest(content)
    return DeletionCertificate.objects.create(
        number=number,
        offboarding=offboarding,
        content=content,
        sha256=sha256,
        signature=_signer().signature(f"{number}.{sha256}"),
        issued_at=now,
    )


def is_genuine(certificate: DeletionCertificate) -> bool:
    """Whether it is as it was issued: the hash is of its content, and the signature of number and hash."""
    if digest(certificate.content) != certificate.sha256:
        return False
    try:
        _signer().unsign(f"{certificate.number}.{certificate.sha256}:{certificate.signature}")
    except BadSignature:
        return False
    return True


def content_of(certificate: DeletionCertificate) -> dict:
    return json.loads(certificate.content)


def deleted_kinds(counts: Mapping[str, int]) -> dict[str, int]:
    """Return what was deleted, by kind as people call it, summed up; in the order of the table above."""
    summed: dict[str, int] = {}
    for name, number in counts.items():
        if name not in _NOT_DELETED:
            kind = next((kind for beginning, kind in _KINDS.items() if name.startswith(beginning)), _OTHER)
            summed[kind] = summed.get(kind, 0) + number
    return {kind: summed[kind] for kind in dict.fromkeys((*_KINDS.values(), _OTHER)) if summed.get(kind)}


def _signer() -> Signer:
    return platform_signer("deletion-certificate")


def _content(offboarding: Offboarding, number: str, issued_at: str) -> dict[str, object]:
    steps = {step.name: step for step in offboarding.steps.all()}
    counts: dict[str, int] = {}
    for name, step in steps.items():
        if name != "verify":
            counts.update(step.found)
    return {
        "format": 1,
        "number": number,
        "issued_at": issued_at,
        "product_version": settings.PRODUCT_VERSION,
        "client": {"id": str(offboarding.client_id), "name": offboarding.client.name, "schemas": offboarding.schemas},
        "asked": _who(offboarding.asked_by, offboarding.asked_at, offboarding.reason),
        "sooner": _sooner(offboarding),
        "hold_until": offboarding.hold_until.isoformat(),
        "export": {
            "sha256": offboarding.export_sha256,
            "bytes": offboarding.export_bytes,
            "deleted_at": offboarding.export_deleted_at.isoformat() if offboarding.export_deleted_at else None,
        },
        "began_at": offboarding.deletion_began_at.isoformat(),
        # Pairs, since canonical JSON puts keys in an order of its own.
        "deleted": list(deleted_kinds(counts).items()),
        "rows": counts,
        "backups_elsewhere": counts.get("backups_elsewhere", 0),
        "audit_head": offboarding.audit_head,
        "searched": list(steps["verify"].found.items()),
        "searched_at": steps["verify"].finished_at.isoformat(),
        "kept": list(dict.fromkeys(KEPT.values())),
    }


def _who(operator: User | None, at: object, reason: str) -> dict[str, str]:
    return {"by": operator.name if operator else "the platform’s command line", "at": at.isoformat(), "reason": reason}


def _sooner(offboarding: Offboarding) -> dict[str, dict[str, str]] | None:
    """Return who wanted it before the hold was over, and who approved; None if the hold ran its course."""
    if offboarding.sooner_approved_at is None:
        return None
    asked = _who(offboarding.sooner_asked_by, offboarding.sooner_asked_at, offboarding.sooner_reason)
    return {"asked": asked, "approved": _who(offboarding.sooner_approved_by, offboarding.sooner_approved_at, "")}
