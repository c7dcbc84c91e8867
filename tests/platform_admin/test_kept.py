"""Sums of a whole fleet are kept for a moment, never past what an operator has just done."""

import pytest
from redis.exceptions import RedisError

from platform_admin import kept
from platform_admin.acts import record_act
from platform_admin.kept import kept_for_a_minute
from tenants.context import platform_scope

pytestmark = pytest.mark.django_db


def test_it_is_reckoned_once_until_an_operator_does_something():
    asked = []

    def reckon() -> list:
        asked.append(1)
        return [["Clients", len(asked)]]

    with platform_scope():
        assert [kept_for_a_minute("cards", reckon) for _ in range(3)] == [[["Clients", 1]]] * 3
        record_act("client.renamed", by=None, client=None)
        assert kept_for_a_minute("cards", reckon) == [["Clients", 2]]


def test_without_redis_it_is_reckoned_each_time(monkeypatch):
    def no_redis():
        raise RedisError

    monkeypatch.setattr(kept, "redis", no_redis)

    assert kept_for_a_minute("cards", lambda: [[1]]) == [[1]]
    kept.forget_kept()
