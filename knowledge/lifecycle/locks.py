"""In which order a change of what is published takes its locks, so that no two of them wait for each other.

The client's turn first, then the document's row, then its versions', then whatever a gate keeps, and the audit last
(tenants/audit/log.py). Whoever changes a document and its versions but publishes nothing begins with the document.

No row's key is locked (`no_key`). A row that names a document asks for that as it is committed, when the audit is held
already: a document that takes the place of one that is being published right now.
"""

from uuid import UUID

from knowledge.models import Document
from tenants.one_at_a_time import one_at_a_time


def take_turn() -> None:
    """Wait until no other transaction of this client is changing what is published."""
    one_at_a_time("publish-gate")


def hold_document(document_id: UUID) -> Document | None:
    """Lock a document and its versions until the transaction ends; None if it is being deleted, or is gone.

    What is returned is the document as it is once it is locked.
    """
    document = Document.objects.kept().select_for_update(no_key=True).filter(pk=document_id).first()
    if document is not None:
        list(document.versions.select_for_update(no_key=True).order_by("number").values_list("pk"))
    return document
