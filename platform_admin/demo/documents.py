"""All documents of a demo company, generated from its numbers."""

from platform_admin.demo.bluefin.documents import bluefin_documents
from platform_admin.demo.cedarmain.documents import cedarmain_documents
from platform_admin.demo.company import Company
from platform_admin.demo.document import DemoDocument
from platform_admin.demo.juniper.documents import juniper_documents

BUILDERS = {
    "juniper": juniper_documents,
    "bluefin": bluefin_documents,
    "cedarmain": cedarmain_documents,
}


def build_documents(company: Company) -> list[DemoDocument]:
    """The same files, byte for byte, every time."""
    return BUILDERS[company.subdomain]()
