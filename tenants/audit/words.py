"""What stands in the audit, in words: the one table of them. An act without a line here is a failing test."""

_ACTS = {
    "client": {
        "registered": "Client created",
        "opened": "Opened to its people",
        "owner_invited": "Owner invited again",
        "retried": "Preparation tried again",
        "discarded": "Client discarded",
        "past_due": "Past due",
        "suspended": "Suspended",
        "active": "Reactivated",
        "trial_set": "Trial set",
        "trial_ended": "Trial ended, it pays",
        "trial_told": "Told of the end of the trial",
        "grace_set": "Last day served changed",
        "renamed": "Renamed",
        "moved": "Moved to another address",
        "address_released": "Old address let go",
        "backed_up": "Backed up",
        "restored": "Restored from a backup",
        "restore_undone": "Restore undone",
        "restore_confirmed": "Restore confirmed",
        "cloned": "Made as a copy",
        "setup_copied": "Set-up of another client taken over",
        "limit_told": "Told of a limit",
        "limits_changed": "Tier or limits changed",
        "offboarding": "Offboarding began",
    },
    "operator": {
        "created": "Operator invited",
        "signed_in": "Signed in",
        "sign_in_failed": "Sign-in failed",
        "signed_out": "Signed out",
        "password_set": "Password set",
        "factor_added": "Second factor added",
        "factor_removed": "Second factor removed",
        "second_factor_reset": "Second factor reset",
        "recovery_codes_kept": "Recovery codes kept",
        "recovery_codes_made": "New recovery codes made",
        "recovery_code_used": "Signed in with a recovery code",
        "closed": "Account closed",
        "reopened": "Account opened again",
    },
    "clients": {
        "list_confirmed": "List of clients confirmed",
        "list_cancelled": "List of clients cancelled",
        "list_resumed": "List of clients taken up again",
        "list_finished": "List of clients worked off",
    },
    "tier": {"changed": "Terms of a tier changed"},
    "sensitive_read": {"allowed": "Reason given for a sensitive read"},
    "audit": {
        "exported": "Audit exported",
        "anchored": "Audit verified and anchored",
        "verified": "Platform’s audit verified",
        "broken": "Audit does not fit",
    },
    "document": {
        "uploaded": "Document uploaded",
        "replaced": "New version of a document",
        "reviewed": "Document looked at",
        "published": "Document published",
        "unpublished": "Document withdrawn",
        "scheduled": "Publication planned",
        "schedule_withdrawn": "Planned publication called off",
        "deleted": "Document deleted",
        "cancelled": "Reading stopped",
        "retried": "Reading tried again",
        "pictures_left_out": "Pictures of text left out",
        "facts_stated": "Facts of a document stated",
        "warning_dismissed": "Warning left as it is",
        "warning_reopened": "Warning taken up again",
    },
    "archive": {"uploaded": "Archive uploaded"},
    "knowledge_base": {"created": "Collection created"},
    "fact": {
        "confirmed": "Figure confirmed",
        "corrected": "Figure corrected",
        "rejected": "Figure rejected",
        "reopened": "Figure reopened",
    },
    "facts": {"confirmed": "Figures confirmed together", "reopened": "Figures reopened together"},
    "gate": {"blocked": "Publication held back", "overridden": "Published although held back"},
    "test_question": {"kept": "Test question kept", "removed": "Test question removed"},
    "official_answer": {
        "written": "Official answer written",
        "changed": "Official answer changed",
        "approved": "Official answer published",
        "withdrawn": "Official answer withdrawn",
    },
    "gap": {"dismissed": "Question left unanswered", "reopened": "Question taken up again"},
    "handover": {"replied": "Reply to an employee’s question"},
    "person": {
        "invited": "Person invited",
        "joined": "Account made",
        "changed": "Person changed",
        "deactivated": "Account closed",
        "reactivated": "Account opened again",
    },
    "join_rule": {"changed": "Who may ask to join changed"},
    "join_request": {
        "confirmed": "Somebody asked to join",
        "matched": "Somebody who was invited came by asking",
        "approved": "Request to join approved",
        "refused": "Request to join refused",
    },
    "join_requests": {"expired": "Requests to join expired"},
    "invitation": {"revoked": "Invitation withdrawn"},
    "invitations": {"confirmed": "Invitations confirmed", "sent": "Invitations sent"},
    "api_key": {"created": "API key created", "revoked": "API key revoked"},
    "contact": {
        "added": "Contact added",
        "changed": "Contact changed",
        "deleted": "Contact deleted",
        "moved": "Contact moved",
    },
    "class": {"added": "Class added", "renamed": "Class renamed", "removed": "Class removed"},
    "plan_year": {"added": "Plan year added", "changed": "Plan year changed", "removed": "Plan year removed"},
    "brand": {
        "changed": "Name and look changed",
        "logo_changed": "Logo changed",
        "logo_removed": "Logo removed",
        "questions_changed": "Suggested questions changed",
    },
    "conversations": {"kept_for": "Time that conversations are kept changed"},
    "first_step": {"skipped": "First step skipped"},
    "demo": {"documents_seeded": "Demo’s documents made", "questions_seeded": "Demo’s questions made"},
}
WORDS = {f"{kind}.{act}": words for kind, acts in _ACTS.items() for act, words in acts.items()}
# What a filter offers: a name, and the kinds (what stands before the dot) it is for.
PLATFORM_KINDS = {
    "Clients": ("client", "clients"),
    "Tiers": ("tier",),
    "Keys of programs": ("api_key",),
    "Operators and sign-ins": ("operator",),
    "Sensitive reads and exports": ("sensitive_read",),
    "The audit itself": ("audit",),
}
CLIENT_KINDS = {
    "Documents": ("document", "archive", "knowledge_base"),
    "Figures": ("fact", "facts"),
    "Publishing and tests": ("gate", "test_question"),
    "Answers by HR": ("official_answer", "gap", "handover"),
    "People": ("person", "invitation", "invitations", "join_rule", "join_request", "join_requests", "api_key"),
    "Contacts, classes, plan years": ("contact", "class", "plan_year"),
    "Look and rules": ("brand", "conversations", "first_step", "demo"),
    "By the platform": ("client", "sensitive_read", "audit"),
}
_SUBJECTS = {
    "tenants.client": "Client",
    "accounts.user": "Person",
    "accounts.invitation": "Invitation",
    "accounts.invitationlist": "List of invitations",
    "accounts.joinrequest": "Request to join",
    "accounts.joinrule": "Who may ask to join",
    "accounts.apikey": "API key",
    "knowledge.document": "Document",
    "knowledge.knowledgebase": "Collection",
    "knowledge.uploadbatch": "Upload",
    "benefits.contact": "Contact",
    "benefits.benefitclass": "Class",
    "benefits.planyear": "Plan year",
    "branding.brand": "Name and look",
    "chat.officialanswer": "Official answer",
    "chat.gap": "Question asked in vain",
    "chat.handover": "Question sent to HR",
    "chat.testquestion": "Test question",
    "chat.keepingrule": "Conversations",
}


def words_of(action: str) -> str:
    """Return the act in words; one that the table has lost says itself."""
    return WORDS.get(action) or action.replace("_", " ").replace(".", " ").capitalize()


def subject_words(subject_type: str) -> str:
    return _SUBJECTS.get(subject_type) or subject_type.rpartition(".")[2].capitalize()


def actions_told_by(word: str) -> list[str]:
    """Return the acts whose words, or whose own name, have the word in them."""
    wanted = word.lower()
    return [action for action, words in WORDS.items() if wanted in words.lower() or wanted in action]


def key_words(key: str) -> str:
    """Return what a value of an event's detail is called: `plan_year` is “Plan year”."""
    return key.replace("_", " ").capitalize()
