from django.apps import AppConfig

from knowledge.document_panels import DocumentPanel, add_panel


class ChatConfig(AppConfig):
    name = "chat"

    def ready(self) -> None:
        add_panel(DocumentPanel("ask", "Ask this document", "chat:document_ask"))
        add_panel(DocumentPanel("usage", "Use in answers", "chat:document_usage"))
