"""A demo company's plan catalogue, behind which its HR admin stands. Written once: what HR changes stays."""

from dataclasses import replace
from uuid import UUID

from accounts.models import User
from benefits.catalogue.rows import Row
from benefits.catalogue.write import write
from benefits.models import CatalogueChange
from knowledge.models import Document
from platform_admin.demo.catalogue import catalogue_rows
from platform_admin.demo.company import Company
from tenants.binding import ClientRef
from tenants.context import tenant_scope

WHY = "Part of the demonstration"


def seed_catalogue(company: Company, client: ClientRef) -> list[str]:
    """Write the catalogue, each row with the document it stands on; return a sentence for every row refused."""
    with tenant_scope(client):
        if CatalogueChange.objects.exists():
            return []
        owner = User.objects.filter(role=User.Role.HR_ADMIN).order_by("created_at").first()
        documents = dict(Document.objects.kept().values_list("title", "pk"))
        rows = [_with_document(row, documents) for row in catalogue_rows(company)]
        diff = write(rows, by=owner, why=WHY, review=True)
        return [f"{change.row.about}: {' '.join(change.reasons)}" for change in diff.refused]


def _with_document(row: Row, documents: dict[str, UUID]) -> Row:
    if row.source is None:
        return row
    return replace(row, source=replace(row.source, document=documents.get(row.source.title)))
