from django.apps import AppConfig

from accounts.workbooks import read_workbooks_with
from benefits.uses import Use, add_class_use, add_plan_year_use
from knowledge.extract.as_list import rows_of_workbook


class KnowledgeConfig(AppConfig):
    name = "knowledge"

    def ready(self) -> None:
        read_workbooks_with(rows_of_workbook)
        documents = self.get_model("Document").objects
        add_class_use(
            Use("document", "documents", lambda code: documents.kept().filter(audience__contains=[code]).count())
        )
        add_plan_year_use(Use("document", "documents", lambda label: documents.kept().filter(plan_year=label).count()))
