"""Every act that is written down has words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from chat.models import AnnouncementVersion, OfficialVersion
from tenants.audit.words import _SUBJECTS, CLIENT_KINDS, PLATFORM_KINDS, WORDS, words_of
from tenants.models import Client

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("accounts", "analytics", "benefits", "branding", "chat", "knowledge", "platform_admin", "tenants")
# Put together as they are written down: what each may become.
PUT_TOGETHER = {
    *(f"client.{status}" for status in ("active", "past_due", "suspended", "offboarding")),
    *(f"client.people_{act}" for act in ("order_told", "stopped", "discarded", "confirmed")),
    *(f"official_answer.{act}" for act in OfficialVersion.Act.values),
    *(f"announcement.{act}" for act in AnnouncementVersion.Act.values),
}


def acts_in_the_code() -> Iterator[str]:
    """Yield what stands in quotes where record, record_act or _change is called."""
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"record", "record_act", "_change"}:
                    yield from (
                        part.value
                        for argument in node.args[:2]
                        for part in ast.walk(argument)
                        if isinstance(part, ast.Constant) and isinstance(part.value, str) and "." in part.value[1:-1]
                    )


def test_every_act_in_the_code_has_words():
    acts = set(acts_in_the_code())

    assert "document.published" in acts
    assert {"brand.picture_changed", "brand.picture_removed", "fact.corrected"} <= acts
    assert (acts | PUT_TOGETHER) - set(WORDS) == set()


def test_every_kind_can_be_filtered_by():
    offered = {kind for kinds in (*PLATFORM_KINDS.values(), *CLIENT_KINDS.values()) for kind in kinds}

    assert {action.partition(".")[0] for action in WORDS} == offered


def test_an_act_that_the_table_has_lost_says_itself():
    assert words_of("gone.long_ago") == "Gone long ago"


@pytest.mark.parametrize("kind", sorted(_SUBJECTS))
def test_kind_of_subject_is_a_table_of_the_product(kind):
    assert apps.get_model(kind)


def test_status_that_a_client_may_come_to_has_words():
    reachable = {status for moves in Client.LEGAL_MOVES.values() for status in moves}

    assert {f"client.{status}" for status in reachable & set(Client.SERVED)} <= set(WORDS)
