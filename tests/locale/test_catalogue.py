"""What is translated: every string that employees can meet is marked, and every marked string has its Spanish."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from catalogue import MO, collected, translated, untranslated
from lxml import etree, html

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# Pages of HR, operators and developers, in English alone, and what only they use. Any other template is for employees.
IN_ENGLISH = (
    "chat/hr/",
    "accounts/_class.html",
    "accounts/_earlier_lists.html",
    "accounts/_invitation_progress.html",
    "accounts/_invitations_table.html",
    "accounts/_list_reading.html",
    "accounts/_mail_trouble.html",
    "accounts/_people_table.html",
    "accounts/_reading_title.html",
    "accounts/invitation_list.html",
    "accounts/invite",
    "accounts/list_reading.html",
    "accounts/people.html",
    "accounts/person.html",
    "api/",
    "audit/",
    "base_platform.html",
    "benefits/_contact_table.html",
    "benefits/catalogue/",
    "benefits/_form.html",
    "benefits/_remove_form.html",
    "benefits/_row_actions.html",
    "benefits/class_",
    "benefits/classes.html",
    "benefits/contact_delete.html",
    "benefits/contact_form.html",
    "benefits/contact_list.html",
    "benefits/plan_year",
    "benefits/templates/",
    "benefits/workbook/",
    "benefits/years/",
    "branding/",
    "chat/_document_ask.html",
    "chat/_document_usage.html",
    "chat/_question_try.html",
    "chat/_suggestions_tried.html",
    "chat/_trial",
    "chat/document_ask.html",
    "chat/document_usage.html",
    "chat/question_try.html",
    "analytics/",
    "chat/keeping.html",
    "chat/suggestions_tried.html",
    "chat/email/test_run_",
    "chat/tests/",
    "chat/trial.html",
    "components/document_status.html",
    "components/file_drop.html",
    "components/paging.html",
    "components/progress.html",
    "components/steps.html",
    "domains/",
    "internal/",
    "knowledge/",
    "mfa/",
    "platform_admin/",
    "senders/",
    "zones/",
)
FOR_EMPLOYEES = sorted(
    name
    for name in (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*"))
    if not name.startswith(IN_ENGLISH)
)
WORDS = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
SAID_ATTRIBUTES = re.compile(r"alt|aria-label|title|placeholder|label|data-label|data-confirm(-body|-action)?")
# Handed to another template, or shown where a variable is empty.
SAID_IN_TAGS = re.compile(r'\b(?:label|title|text|caption|\w+_label|\w+_title)="[^"]*[A-Za-z]|default:"[A-Za-z]')


def messages(catalog: Catalog) -> dict[object, object]:
    def fixed(text: object) -> object:
        return tuple(text) if isinstance(text, list) else text

    return {fixed(message.id): fixed(message.string) for message in catalog if message.id}


def test_catalogue_holds_exactly_what_templates_and_code_mark():
    assert set(messages(translated())) == set(messages(collected())), "Run bin/messages."


def test_every_string_has_its_spanish_and_nobody_was_unsure():
    assert untranslated(translated()) == []


def test_spanish_fills_in_the_same_values_as_the_english():
    def names(texts: object) -> list[set[str]]:
        return [
            set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text)) for text in (texts if isinstance(texts, tuple) else [texts])
        ]

    wrong = [english for english, spanish in messages(translated()).items() if names(english) != names(spanish)]

    assert wrong == []


def test_compiled_file_says_what_the_translations_say():
    with MO.open("rb") as file:
        compiled = messages(read_mo(file))

    assert compiled == messages(translated()), "Run bin/messages."


def test_spanish_says_usted():
    tuteo = re.compile(r"\b(tú|tu|tus|ti|contigo|te|puedes|tienes|quieres|debes|haz|eres|estás)\b", re.I)
    spanish = [
        text for texts in messages(translated()).values() for text in (texts if isinstance(texts, tuple) else [texts])
    ]

    assert len(spanish) > 250
    assert [text for text in spanish if tuteo.search(text)] == []


def bare_words(template: str, *, is_html: bool) -> list[str]:
    """Return what a reader meets of a template that no tag marks for translation."""
    for passed_over in (
        r"\{#.*?#\}",
        r"\{% comment %\}.*?\{% endcomment %\}",
        r"\{% blocktranslate.*?\{% endblocktranslate %\}",
        r"\{% block \w+_class %\}.*?\{% endblock \w+ %\}",
    ):
        template = re.sub(passed_over, "", template, flags=re.DOTALL)
    found = [match.group() for tag in re.findall(r"\{[%{].*?[%}]\}", template) for match in SAID_IN_TAGS.finditer(tag)]
    text = re.sub(r"\{[%{].*?[%}]\}", "", template, flags=re.DOTALL)
    if not is_html:
        return found + WORDS.findall(text)
    page = html.document_fromstring(f"<main>{text}</main>", parser=html.HTMLParser(remove_comments=True))
    etree.strip_elements(page, "style", "script", with_tail=False)
    said = list(page.itertext())
    said += [
        value
        for element in page.iter()
        for name, value in element.attrib.items()
        if SAID_ATTRIBUTES.fullmatch(name) or (element.get("id") == "script-words" and name != "id")
    ]
    return found + [piece.strip() for piece in said if WORDS.search(piece)]


@pytest.mark.parametrize("name", FOR_EMPLOYEES)
def test_template_for_employees_marks_every_word(name):
    assert bare_words((TEMPLATES / name).read_text(), is_html=name.endswith(".html")) == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>Hello</p>",
        '<img alt="A page">',
        '{% include "components/icon.html" with name="send" label="Ask" %}',
        '{{ name|default:"Somebody" }}',
        '<p>{% translate "Marked" %} and not</p>',
        '<template id="script-words" data-copied="Copied"></template>',
    ],
)
def test_word_that_is_not_marked_is_found(template):
    assert len(bare_words(template, is_html=True)) == 1


def test_templates_for_employees_are_most_of_what_there_is():
    assert {"chat/home.html", "404.html", "account/login.html", "emails/layout.txt"} <= set(FOR_EMPLOYEES)
    names = [path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*")]
    assert [name for name in IN_ENGLISH if not any(one.startswith(name) for one in names)] == []
