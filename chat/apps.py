from django.apps import AppConfig

from accounts.mails.kinds import add_mail_kinds
from benefits.uses import Use, add_class_use, add_plan_year_use
from knowledge.lifecycle.gates import add_gate
from knowledge.workbench.panels import Panel, add_document_panel, add_home_panel, add_search_panel


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self) -> None:
        # They need the models.
        from chat.mail_kinds import KINDS

        add_mail_kinds(*KINDS)
        add_home_panel(Panel("questions", "Questions that wait for you", "chat:questions_count"))
        add_document_panel(Panel("ask", "Ask this document", "chat:document_ask", style="css/chat.css"))
        add_document_panel(Panel("usage", "Use in answers", "chat:document_usage"))
        add_gate("chat.tasks.hold_for_test_questions")
        add_search_panel(Panel("answer", "What is answered", "chat:question_try", style="css/chat.css"))
        official = self.get_model("OfficialAnswer").objects
        one, many = "official answer", "official answers"
        add_class_use(Use(one, many, lambda code: official.filter(audience__contains=[code]).count()))
        add_plan_year_use(Use(one, many, lambda label: official.filter(plan_year=label).count()))
