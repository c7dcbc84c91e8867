from django.apps import AppConfig

from knowledge.lifecycle.gates import add_gate
from knowledge.workbench.panels import Panel, add_document_panel, add_search_panel


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self) -> None:
        add_document_panel(Panel("ask", "Ask this document", "chat:document_ask", style="css/chat.css"))
        add_document_panel(Panel("usage", "Use in answers", "chat:document_usage"))
        add_gate("chat.tasks.hold_for_test_questions")
        add_search_panel(Panel("answer", "What is answered", "chat:question_try", style="css/chat.css"))
