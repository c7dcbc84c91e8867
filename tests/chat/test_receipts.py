"""Receipts: written with the answer, naming nobody, changed by nobody, read by whoever asked."""

import json
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import User
from benefits.models import BenefitClass
from chat.models import Answer, Citation, Conversation, ModelCall, Receipt
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.receipts import KEPT_FOR, is_intact
from chat.tasks import purge_receipts
from tenants.clock import today
from tests.pages import words

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")
SPECIALIST = "What does a specialist visit cost on the PPO 750?"


@pytest.fixture
def asker(acme, make_person) -> User:
    return make_person(acme, "employee")


def told(person: User, text: str) -> Answer:
    asked = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=None, now=timezone.now())
    run(asked.answer.pk, now=timezone.now())
    return Answer.objects.get(pk=asked.answer.pk)


def content_of(answer: Answer) -> dict:
    return json.loads(Receipt.objects.get(answer_id=answer.pk).content)


class TestWritten:
    def test_it_holds_what_was_answered_and_from_which_file(self, asker, publish_guide, settings) -> None:
        document = publish_guide(plan_year="2027")

        answer = told(asker, SPECIALIST)

        content, version = content_of(answer), document.published_version
        assert content["question"]["text"] == SPECIALIST
        assert content["answer"]["text"] == answer.text
        assert content["as_of"] == today().isoformat()
        assert content["plan_years"] == ["2027"]
        assert content["product_version"] == settings.PRODUCT_VERSION
        source = content["sources"][0]
        assert (source["version_id"], source["file_sha256"], source["page"]) == (str(version.pk), version.sha256, 1)
        assert source["quote"] == answer.citations.first().quote
        assert content["steps"] == [step for step in answer.steps if step["step"] != "propose"]
        assert content["timings_ms"] == answer.timings
        assert content["tools"] == answer.tools

    def test_it_names_nobody(self, asker, publish_guide) -> None:
        publish_guide()

        answer = told(asker, "My SSN is 123-45-6789, what does a specialist visit cost on the PPO 750?")

        text = Receipt.objects.get(answer_id=answer.pk).content
        assert content_of(answer)["question"]["is_masked"] is True
        for known in (str(asker.pk), asker.email, asker.name, "123-45-6789", str(answer.question.conversation_id)):
            assert known not in text

    def test_its_hash_is_that_of_its_very_bytes(self, asker, publish_guide) -> None:
        publish_guide()

        receipt = Receipt.objects.get(answer_id=told(asker, SPECIALIST).pk)

        assert receipt.sha256 == sha256(receipt.content.encode()).hexdigest()
        assert is_intact(receipt)
        receipt.content = receipt.content.replace("$50", "$51")
        assert not is_intact(receipt)

    def test_what_a_model_cost_stands_in_it(self, asker, publish_guide, openai) -> None:
        publish_guide()
        openai.pieces = ["A specialist visit costs $50 on the PPO 750 plan [1]."]

        answer = told(asker, SPECIALIST)

        content = content_of(answer)
        call = ModelCall.objects.get(answer=answer)
        assert content["model_calls"][0]["prompt_version"] == call.prompt_version
        assert Decimal(content["cost_usd"]) == call.cost_usd
        assert content["answer"]["engine"] == "openai:gpt-4o-mini"

    def test_a_refusal_has_one_as_well(self, asker, publish_guide) -> None:
        publish_guide()

        answer = told(asker, "Where do I park my bicycle?")

        assert content_of(answer)["answer"]["reason"] == "not_in_documents"

    @pytest.mark.parametrize("text", ["Hello", "I want to die"])
    def test_small_talk_and_a_plea_for_help_have_none(self, asker, publish_guide, text) -> None:
        publish_guide()
        assert Receipt.objects.filter(answer_id=told(asker, SPECIALIST).pk).exists()

        answer = told(asker, text)

        assert not Receipt.objects.filter(answer_id=answer.pk).exists()
        assert not answer.has_receipt

    def test_a_private_conversation_has_none(self, asker, publish_guide) -> None:
        publish_guide()
        asked = ask(SPECIALIST, asker=asker_of(asker), page_token=uuid4(), conversation=None, now=timezone.now())
        Conversation.objects.update(is_private=True)

        run(asked.answer.pk, now=timezone.now())

        answer = Answer.objects.get(pk=asked.answer.pk)
        assert answer.status == "done"
        assert not answer.has_receipt
        assert not Receipt.objects.exists()

    def test_an_answer_that_another_run_has_taken_over_leaves_none(self, asker, publish_guide) -> None:
        publish_guide()
        asked = ask(SPECIALIST, asker=asker_of(asker), page_token=uuid4(), conversation=None, now=timezone.now())
        run(asked.answer.pk, now=timezone.now())
        run(asked.answer.pk, now=timezone.now())

        assert Receipt.objects.count() == 1


class TestKept:
    @pytest.fixture
    def answer(self, asker, publish_guide) -> Answer:
        publish_guide()
        return told(asker, SPECIALIST)

    @pytest.mark.parametrize(
        "statement", ["UPDATE chat_receipt SET content = '{}'", "DELETE FROM chat_receipt", "TRUNCATE chat_receipt"]
    )
    def test_the_clients_own_role_can_neither_change_nor_delete_it(self, answer, statement) -> None:
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

        assert is_intact(Receipt.objects.get(answer_id=answer.pk))

    def test_it_stays_when_the_chat_is_deleted(self, answer) -> None:
        Conversation.objects.all().delete()

        assert not Answer.objects.exists()
        assert not Citation.objects.exists()
        assert Receipt.objects.filter(answer_id=answer.pk).exists()


class TestRead:
    @pytest.fixture
    def answer(self, asker, publish_guide) -> Answer:
        publish_guide()
        return told(asker, SPECIALIST)

    def test_whoever_asked_reads_and_downloads_it(self, acme, asker, answer, browser_of, tmp_path: Path) -> None:
        browser = browser_of(acme, asker)

        page = browser.get(f"/a/{answer.pk}/receipt/")
        file = browser.get(f"/a/{answer.pk}/receipt.json")

        receipt = Receipt.objects.get(answer_id=answer.pk)
        assert "Specialist visits cost $50 on the PPO 750 plan" in words(page)
        assert receipt.sha256 in words(page)
        assert sha256(file.content).hexdigest() == receipt.sha256
        assert f"/a/{answer.pk}/receipt/" in browser.get(f"/c/{answer.question.conversation_id}/").text
        assert page["Cache-Control"] == file["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("role", ["employee", "hr_editor", "hr_admin"])
    def test_nobody_else_does(self, acme, answer, make_person, browser_of, role) -> None:
        browser = browser_of(acme, make_person(acme, role))

        assert browser.get(f"/a/{answer.pk}/receipt/").status_code == 404
        assert browser.get(f"/a/{answer.pk}/receipt.json").status_code == 404

    def test_a_downloaded_file_can_be_checked_and_a_changed_one_is_known(
        self, acme, globex, asker, answer, browser_of, tmp_path: Path
    ) -> None:
        file = tmp_path / "receipt.json"
        file.write_bytes(browser_of(acme, asker).get(f"/a/{answer.pk}/receipt.json").content)
        out = StringIO()

        call_command("check_receipt", file, client="acme", stdout=out)

        assert str(Receipt.objects.get(answer_id=answer.pk).pk) in out.getvalue()
        with pytest.raises(CommandError, match="no receipt of globex"):
            call_command("check_receipt", file, client="globex")
        file.write_text(file.read_text().replace("$50", "$51"))
        with pytest.raises(CommandError, match="no receipt of acme"):
            call_command("check_receipt", file, client="acme")


def test_page_names_the_people_it_was_for_in_the_readers_language(acme, make_person, publish_guide, browser_of) -> None:
    publish_guide(plan_year="2027")
    BenefitClass.objects.create(code="SAL", label="Salaried", label_es="Personal asalariado")
    rosa = make_person(acme, language="es", class_code="SAL", hours="full_time")
    answer = told(rosa, SPECIALIST)

    page = words(browser_of(acme, rosa).get(f"/a/{answer.pk}/receipt/"))

    assert "Personal asalariado, tiempo completo" in page
    assert "año del plan 2027, página 1" in page


def test_the_platform_deletes_what_is_older_than_has_to_be_kept_and_nothing_else(acme) -> None:
    """By the owner of the tables: the role that wrote them may not."""
    now = timezone.now()
    for age in (KEPT_FOR + timedelta(days=1), KEPT_FOR - timedelta(days=1)):
        Receipt.objects.create(answer_id=uuid4(), content="{}", sha256="x", made_at=now - age)
    assert Receipt.objects.count() == 2

    purge_receipts()

    (left,) = Receipt.objects.all()
    assert left.made_at > now - KEPT_FOR
