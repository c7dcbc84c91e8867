"""Every page that is read, with hostile values for whatever it asks of its address: none of them is a fault.

Which parameters there are is not written down here: a page is read once, what it looks for is noted, and each of those
is then given. So a filter that is made tomorrow is tried from its first day.

Every page is given hostile values for all its parameters at once, each another one, until every parameter has met every
value on this page or on one before that asks for it too. Not the full product: most pages read the same few in the same
way, and the walk is to take seconds.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client as Browser

from accounts.models import User
from tenants.context import platform_scope
from tests.tenants.test_matrix import CLIENT_DOORS, PLATFORM_DOORS, Door, fill

VALUES = ("\0", "9" * 5000, "-1", "²", "0001-01-01", "9999-12-31", "00000000-0000-4000-8000-000000000000")
# Days and ids as they are written: each is given alone as well: what refuses another must not hide it.
WELL_FORMED = VALUES[-2:]
LEAST = 1  # try of a page whose parameters have met all values elsewhere
# What no page asks for: it makes forms that are read with the address look at theirs.
ANYTHING = {"anything": "1"}
LEFT_ALONE = {"account_logout"}


@contextmanager
def noting() -> Iterator[set[str]]:
    """Lend the names that are looked for in what was asked or sent."""
    names: set[str] = set()
    real = {method: getattr(QueryDict, method) for method in ("get", "getlist", "__getitem__", "__contains__")}

    def noted(method: str) -> object:
        def look(told: QueryDict, name: str, *more: object) -> object:
            names.add(name)
            return real[method](told, name, *more)

        return look

    with pytest.MonkeyPatch.context() as patch:
        for method in real:
            patch.setattr(QueryDict, method, noted(method))
        yield names


class Walk:
    """One person's way through the pages of a host."""

    def __init__(self, browser: Browser, pks: Sequence[object]) -> None:
        browser.raise_request_exception = False
        self.browser, self.pks = browser, pks
        self.met: set[tuple[str, str]] = set()
        self._met_alone: set[tuple[str, str]] = set()
        self._turn = 0
        self._own: dict[str, object] = {}  # beginning of a route -> an id that it has

    def faults(self, door: Door) -> list[str]:
        """Return the attempts that were a fault of the page."""
        with noting() as names:
            path = self._path(door)
        if path is None:
            return []
        asked = sorted(names - {*ANYTHING, "csrfmiddlewaretoken"})
        return [f"{path} {told}"[:200] for told in self._tries(asked) if self._get(path, told).status_code >= 500]

    def _tries(self, asked: Sequence[str]) -> Iterator[dict[str, str]]:
        """Yield what to ask with: in as many tries as there are values each parameter meets each of them once."""
        for number in range(len(VALUES) if asked else 0):
            self._turn += 1  # goes on from page to page, so that those with few tries have not all the same
            told = {name: VALUES[(self._turn + place) % len(VALUES)] for place, name in enumerate(asked)}
            if number < LEAST or not told.items() <= self.met:
                self.met |= told.items()
                yield told
        for pair in ((name, value) for name in asked for value in WELL_FORMED):
            if pair not in self._met_alone:
                self._met_alone.add(pair)
                yield dict([pair])

    def unmet(self) -> set[tuple[str, str]]:
        """Return the pairs of parameter and value that no page was asked with."""
        return {(name, value) for name, _ in self.met for value in VALUES} - self.met

    def _path(self, door: Door) -> str | None:
        beginning = door.route.partition("<uuid")[0]
        pks = [self._own[beginning]] if beginning in self._own else self.pks if door.wants_id else [None]
        for pk in pks:
            status = self._get(door.path(pk), ANYTHING).status_code
            if status == 200:
                self._own[beginning] = pk
                return door.path(pk)
            if status == 405:  # whatever its id, it is no page to be read
                break
        return None

    def _get(self, path: str, told: dict[str, str]) -> HttpResponse:
        answer = self.browser.get(path, told)
        if answer.streaming:
            b"".join(answer.streaming_content)
        return answer


def pages(doors: Sequence[Door]) -> list[Door]:
    return [door for door in doors if door.access != "api" and door.name not in LEFT_ALONE]


def test_pages_of_the_platform_take_whatever_is_asked_of_them(acme, operator_browser):
    with platform_scope():
        opal = User.objects.create_user("opal@platform.example", name="Opal", role="operator")
    walk = Walk(operator_browser(opal), [acme.id, opal.pk])

    assert [fault for door in pages(PLATFORM_DOORS) for fault in walk.faults(door)] == []
    assert len({name for name, _ in walk.met}) > 15
    assert walk.unmet() == set()


def test_pages_of_a_client_take_whatever_is_asked_of_them(acme, make_person, browser_of):
    admin = make_person(acme, "hr_admin")
    walk = Walk(browser_of(acme, admin), fill(acme, owner=admin))

    assert [fault for door in pages(CLIENT_DOORS) for fault in walk.faults(door)] == []
    assert len({name for name, _ in walk.met}) > 15
    assert walk.unmet() == set()
