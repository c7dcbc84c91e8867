from django.apps import AppConfig

from accounts.mails.kinds import add_mail_kinds
from benefits.uses import Use, add_class_use, add_plan_year_use
from branding.studio.preview_pages import PreviewPage, add_preview
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
        add_preview(PreviewPage("first-page", "First page", "chat.studio_pages.first_page", position=1))
        add_preview(PreviewPage("answer", "An answer", "chat.studio_pages.answer", position=2))
        official = self.get_model("OfficialAnswer").objects
        one, many = "official answer", "official answers"
        add_class_use(Use(one, many, lambda code: official.filter(audience__contains=[code]).count()))
        add_plan_year_use(Use(one, many, lambda label: official.filter(plan_year=label).count()))
        announced = self.get_model("Announcement").objects
        one, many = "announcement", "announcements"
        add_class_use(Use(one, many, lambda code: announced.filter(audience__contains=[code]).count()))
