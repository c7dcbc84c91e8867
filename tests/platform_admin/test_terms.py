"""Tiers and limits: set by operators, held where things are made, told of by mail before they are reached."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from accounts.api_keys import create_api_key
from accounts.invite import InvitationRefused, invite
from chat.models import Answer, ModelCall
from chat.pipeline.budget import Budget
from knowledge.ingestion.receive import DocumentFacts, UploadRefused, receive_document
from knowledge.models import Document, KnowledgeBase
from platform_admin.figures.limit_mail import tell_of_limits
from platform_admin.models import ClientDay, ClientFigures, LimitNotice
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client, TierTerms

TODAY = date(2026, 11, 20)


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


@pytest.fixture
def limited(acme):
    """Return acme with limits of its own."""

    def give(**limits: object):
        with platform_scope():
            Client.objects.filter(pk=acme.id).update(own_limits=limits)
            return Client.objects.get(pk=acme.id).ref()

    return give


class TestWhatIsReached:
    def invited(self, email: str) -> None:
        invite(email=email, name="Nora", role="employee", invited_by=None, now=timezone.now())

    def test_nobody_more_is_invited_than_the_contract_has_room_for(self, limited, make_person):
        client = limited(people=2)
        make_person(client)
        with tenant_scope(client):
            self.invited("nora@acme.example")

            with pytest.raises(InvitationRefused, match="room for 2 people, and 2 have an account or an invitation"):
                self.invited("omar@acme.example")
            # Again, because the first mail was lost: that takes no other place.
            self.invited("nora@acme.example")

    def test_closed_account_leaves_its_place(self, limited, make_person):
        client = limited(people=1)
        make_person(client, is_active=False)
        with tenant_scope(client):
            self.invited("nora@acme.example")

    def test_no_further_document_is_taken_in_and_those_here_may_be_replaced(self, limited, settings):
        settings.EMBEDDING_ENGINE = "wordllama"
        with tenant_scope(limited(documents=1)):
            base = KnowledgeBase.objects.create(name="Benefits")
            facts = DocumentFacts(knowledge_base=base)
            receive_document(ContentFile(b"The deductible is $500.", "a.txt"), facts, uploaded_by=None)

            with pytest.raises(UploadRefused, match="room for 1 document, and 1 is here"):
                receive_document(ContentFile(b"The deductible is $600.", "b.txt"), facts, uploaded_by=None)
            assert Document.objects.count() == 1

    @pytest.mark.parametrize(
        ("own", "installation", "fallback"),
        [
            ({"tokens_a_month": 100}, 0, Answer.Fallback.CLIENT_BUDGET),
            ({"tokens_a_month": 101}, 0, Answer.Fallback.NONE),
            ({"tokens_a_month": 101}, 100, Answer.Fallback.CLIENT_BUDGET),
            ({"tokens_a_month": 0}, 0, Answer.Fallback.CLIENT_BUDGET),
        ],
    )
    def test_answers_are_quoted_when_the_tokens_of_the_month_are_used(
        self, limited, settings, own, installation, fallback
    ):
        settings.LLM_TOKENS_A_MONTH = installation
        with tenant_scope(limited(**own)):
            ModelCall.objects.create(
                engine="m", prompt_version="1", end="finished", input_tokens=90, output_tokens=10, total_ms=1
            )

            assert Budget(None).why_none_is_left() == fallback

    def test_key_of_a_client_without_the_api_is_told_so(self, acme, visitor, make_key):
        with platform_scope():
            TierTerms.objects.update_or_create(tier="starter", defaults={"api": False})
            Client.objects.get(pk=acme.id).save()

        answer = visitor("acme.localhost").get(
            "/api/v1/search?q=deductible", headers={"Authorization": f"Bearer {make_key(acme)}"}
        )

        assert answer.status_code == 403
        assert "Your contract does not include the API." in answer.json()["error"]["message"]


class TestPages:
    def test_terms_are_changed_and_written_down(self, portal, operator):
        portal.post(url("tier", "starter"), {"starter-people": "300", "starter-documents": "", "starter-api": "on"})

        terms = TierTerms.objects.get(tier="starter")
        assert (terms.people, terms.documents, terms.api, terms.sso) == (300, None, True, False)
        event = AuditEvent.objects.get(action="tier.changed")
        assert (event.actor_id, event.detail["changed"]["people"]) == (operator.pk, [250, 300])

    def test_what_did_not_change_is_not_written_down(self, portal):
        kept = TierTerms.objects.get(tier="enterprise")
        sent = {f"enterprise-{name}": "on" for name in ("api", "custom_domain", "sso") if getattr(kept, name)}

        portal.post(url("tier", "enterprise"), sent)

        assert not AuditEvent.objects.filter(action="tier.changed").exists()

    @pytest.mark.parametrize("wrong", ["-1", "many", "9" * 30])
    def test_number_that_is_none_is_refused_and_kept_in_its_own_form(self, portal, wrong):
        response = portal.post(url("tier", "starter"), {"starter-people": wrong})

        assert response.status_code == 422
        assert f'value="{wrong}"' in response.text
        assert TierTerms.objects.get(tier="starter").people == 250

    def test_tier_that_is_none_is_not_there(self, portal):
        assert portal.post(url("tier", "golden"), {}).status_code == 404

    def test_client_gets_another_tier_and_numbers_of_its_own_with_a_reason(self, portal, acme):
        portal.post(
            url("client_limits", acme.id), {"tier": "enterprise", "people": "900", "reason": "Agreed in the renewal"}
        )

        with platform_scope():
            client = Client.objects.get(pk=acme.id)
        assert (client.tier, client.own_limits) == ("enterprise", {"people": 900})
        with tenant_scope(acme):
            told = AuditEvent.objects.get(action="client.limits_changed")
        assert told.detail["reason"] == "Agreed in the renewal"

    def test_limits_are_not_changed_without_a_reason(self, portal, acme):
        response = portal.post(url("client_limits", acme.id), {"tier": "enterprise", "people": "900"})

        assert response.status_code == 422
        assert "Say why" in words(response)
        with platform_scope():
            assert Client.objects.get(pk=acme.id).tier == "starter"

    def test_usage_shows_what_is_used_of_each_limit(self, portal, acme, limited):
        limited(people=10)
        with platform_scope():
            ClientFigures.objects.create(client_id=acme.id, people=8, invited=1)
            ClientDay.objects.create(client_id=acme.id, day=timezone.now().date(), tokens=1_500)

        page = words(portal.get(url("client_usage", acme.id)))

        assert "People with an account 9 of 10 Nearly full" in page
        assert "1,500 of 3,000,000" in page


class TestMail:
    def used(self, acme, **figures: int) -> Client:
        with platform_scope():
            ClientFigures.objects.update_or_create(client_id=acme.id, defaults=figures)
            client = Client.objects.get(pk=acme.id)
            tell_of_limits(client, TODAY)
            return client

    def test_owner_is_told_once_when_most_is_used_and_once_when_all_is(self, acme, limited):
        limited(people=10)
        for people in (7, 8, 9, 10, 10):
            self.used(acme, people=people)

        assert [message.subject for message in mail.outbox] == [
            "Acme Corp: people with an account are nearly all used",
            "Acme Corp: people with an account are all used",
        ]
        assert mail.outbox[0].to == ["owner@acme.example"]
        assert "8 of 10 are used" in mail.outbox[0].body
        assert "nobody else can be invited" in mail.outbox[0].body

    def test_who_had_room_again_is_told_anew(self, acme, limited):
        limited(people=10)
        for people in (8, 3, 8):
            self.used(acme, people=people)

        assert len(mail.outbox) == 2

    def test_tokens_are_told_of_every_month_anew(self, acme, limited):
        limited(tokens_a_month=100)
        with platform_scope():
            ClientDay.objects.create(client_id=acme.id, day=TODAY, tokens=90)
            ClientDay.objects.create(client_id=acme.id, day=date(2026, 12, 1), tokens=90)
            client = Client.objects.get(pk=acme.id)
            for today in (TODAY, TODAY, date(2026, 12, 1)):
                tell_of_limits(client, today)

        assert len(mail.outbox) == 2
        assert "with sentences of your documents" in mail.outbox[0].body

    def test_mail_that_did_not_go_is_tried_again(self, acme, limited, monkeypatch):
        limited(people=10)

        def down(*args: object, **kwargs: object) -> None:
            raise OSError("no mail server")

        with monkeypatch.context() as broken:
            broken.setattr("platform_admin.figures.limit_mail.send_letter", down)
            self.used(acme, people=9)
        with platform_scope():
            assert not LimitNotice.objects.exists()

        self.used(acme, people=9)
        assert len(mail.outbox) == 1


@pytest.fixture
def make_key():
    def make(client) -> str:
        with tenant_scope(client):
            return create_api_key(
                name=f"Key {uuid4()}",
                scopes=["search"],
                valid_for=timedelta(days=1),
                created_by=None,
                now=timezone.now(),
            ).secret

    return make


class TestNumbersThatAreLarge:
    def test_pages_show_them_with_commas(self, portal, acme, limited):
        limited(tokens_a_month=2_500_000)
        TierTerms.objects.filter(pk="starter").update(tokens_a_month=3_000_000)

        assert 'value="3,000,000"' in portal.get(url("tiers")).text
        page = portal.get(url("client_settings", acme.id))
        assert 'value="2,500,000"' in page.text
        assert "Empty: as the tier has it, which in Starter is 3,000,000." in words(page)

    @pytest.mark.parametrize("typed", ["4,000,000", "4000000", " 4 000 000 ", "4\u00a0000\u00a0000"])
    def test_they_are_read_with_and_without_separators(self, portal, acme, typed):
        portal.post(url("tier", "starter"), {"starter-tokens_a_month": typed})
        portal.post(url("client_limits", acme.id), {"tier": "starter", "tokens_a_month": typed, "reason": "Agreed"})

        assert TierTerms.objects.get(pk="starter").tokens_a_month == 4_000_000
        assert Client.objects.get(pk=acme.id).own_limits == {"tokens_a_month": 4_000_000}

    @pytest.mark.parametrize("typed", ["4,00,000", "4.000.000", "4e6", "4,000,0", "many", "1.5"])
    def test_what_may_be_another_number_is_refused_with_what_would_do_and_kept_as_typed(self, portal, typed):
        before = TierTerms.objects.get(pk="starter").tokens_a_month

        page = portal.post(url("tier", "starter"), {"starter-tokens_a_month": typed})

        assert page.status_code == 422
        assert "Give a whole number, for example 3000000 or 3,000,000." in words(page)
        assert f'value="{typed}"' in page.text
        assert TierTerms.objects.get(pk="starter").tokens_a_month == before
