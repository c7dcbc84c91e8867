"""Hostile texts in the file with a person's conversations, shown by a program that takes Markdown at its word."""

from html.parser import HTMLParser

from django.utils import timezone
from markdown_it import MarkdownIt

from chat.models import Answer, Citation, Conversation, Question
from tests.hostile.injections import injections
from tests.hostile.markup import MARKUP

HARMLESS = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "code",
    "pre",
    "blockquote",
    "hr",
}


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, tuple[str, ...]]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, tuple(name for name, _ in attrs if name not in ("start", "class"))))


def elements_of(markdown: str) -> set[tuple[str, tuple[str, ...]]]:
    return Elements(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)).found


def test_nothing_in_the_file_is_fetched_or_can_be_pressed(in_acme, make_person, browser_of):
    ann = make_person(in_acme, name="Ann")
    for text in (*MARKUP, *injections()):
        conversation = Conversation.objects.create(user=ann, title=text[:120])
        question = Question.objects.create(conversation=conversation, text=text)
        answer = Answer.objects.create(
            question=question,
            text=f"**It** is told [1].\n\n{text}\n\n- {text} [1]",
            status="done",
            finished_at=timezone.now(),
        )
        Citation.objects.create(answer=answer, number=1, document_title=text[:200], page_number=4, quote=text)
    as_it_is = elements_of("\n\n".join(MARKUP))

    file = browser_of(in_acme, ann).get("/history/download/").content.decode()

    assert {"a", "img", "script"} <= {tag for tag, _ in as_it_is}
    assert {(tag, names) for tag, names in elements_of(file) if tag not in HARMLESS or names} == set()
    assert "told [1]." in file
