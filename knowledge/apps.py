from django.apps import AppConfig

from benefits.uses import Use, add_class_use, add_plan_year_use


class KnowledgeConfig(AppConfig):
    name = "knowledge"

    def ready(self) -> None:
        documents = self.get_model("Document").objects
        add_class_use(
            Use("document", "documents", lambda code: documents.kept().filter(audience__contains=[code]).count())
        )
        add_plan_year_use(Use("document", "documents", lambda label: documents.kept().filter(plan_year=label).count()))
