"""What a client may have, in one place: tiers, what was agreed beside them, and what happens when it is used."""

import pytest
from django.db import connection

from tenants.context import platform_scope
from tenants.hosts import find_host
from tenants.limits import Feature, Limit, LimitReached, Limits
from tenants.models import Client, TierTerms


@pytest.mark.parametrize(
    ("limit", "used", "is_nearly_full", "is_full"),
    [
        (None, 10**9, False, False),
        (10, 7, False, False),
        (10, 8, True, False),
        (10, 10, True, True),
        (10, 12, True, True),
        (0, 0, True, True),
    ],
)
def test_room(limit, used, is_nearly_full, is_full):
    room = Limits(people=limit).room(Limit.PEOPLE, used)

    assert (room.is_nearly_full, room.is_full) == (is_nearly_full, is_full)


def test_what_has_no_room_is_refused_with_a_sentence_that_says_whom_to_ask():
    room = Limits(documents=1200).room(Limit.DOCUMENTS, 1199)
    room.refuse_over(1)

    with pytest.raises(LimitReached, match=r"room for 1,200 documents, and 1,199 are here\. Ask whoever"):
        room.refuse_over(2)


@pytest.mark.parametrize(
    ("limit", "number", "said"),
    [
        (Limit.PEOPLE, 1, "room for 1 person, and 1 has an account or an invitation."),
        (Limit.DOCUMENTS, 1, "room for 1 document, and 1 is here."),
        (Limit.DOCUMENTS, 0, "room for 0 documents, and 0 are here."),
        (Limit.OCR_PAGES, 1, "1 page read from pictures a month, and 1 was in this one."),
        (Limit.TOKENS, 2, "2 tokens of language models a month, and 2 were used in this one."),
    ],
)
def test_one_is_told_as_one(limit, number, said):
    with pytest.raises(LimitReached, match=said):
        Limits(**{limit: number}).room(limit, number).refuse_over()


def test_client_has_its_tiers_limits_but_for_those_of_its_own(acme):
    with platform_scope():
        TierTerms.objects.update_or_create(tier="starter", defaults={"people": 5, "documents": 7, "sso": False})
        Client.objects.filter(pk=acme.id).update(own_limits={"people": 9})
        limits = Client.objects.get(pk=acme.id).ref().limits

    assert (limits.people, limits.documents, limits.has(Feature.SSO)) == (9, 7, False)


def test_tier_without_terms_has_no_limits(acme):
    with platform_scope():
        TierTerms.objects.all().delete()

        assert Client.objects.get(pk=acme.id).ref().limits == Limits()


def test_limits_come_with_the_host_and_are_new_as_soon_as_they_are_changed(acme, django_capture_on_commit_callbacks):
    with platform_scope():
        TierTerms.objects.update_or_create(tier="starter", defaults={"people": 5})
        find_host("acme.localhost")
        assert find_host("acme.localhost").client.limits.people == 5

        with django_capture_on_commit_callbacks(execute=True):
            TierTerms.objects.get(tier="starter").save()
            terms = TierTerms.objects.get(tier="starter")
            terms.people = 6
            terms.save()

        assert find_host("acme.localhost").client.limits.people == 6


def test_clients_own_role_may_not_read_the_terms(acme, in_acme):
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("SELECT * FROM public.tenants_tierterms")


def test_what_travels_of_many_clients_costs_as_many_queries_as_of_one(acme, globex, django_assert_num_queries):
    with platform_scope():
        Client.objects.filter(pk=acme.id).update(own_limits={"people": 9})
        singly = [Client.objects.get(pk=client.id).ref() for client in (acme, globex)]

        with django_assert_num_queries(3):
            together = Client.objects.filter(pk__in=[acme.id, globex.id]).order_by("name").refs()

    assert together == singly
    assert (together[0].limits.people, together[1].limits.people) == (9, 250)
