"""What is drawn once for all of a class, and is drawn anew as soon as something of it is another."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from benefits.catalogue.mark import made_by
from benefits.catalogue.rows import Row
from benefits.catalogue.write import review, write
from benefits.models import CatalogueMark, Plan, PlanYear, Rate, UsageProfile
from platform_admin.demo.company import Company
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tests.pages import words

WITHOUT_MARK = {"cataloguechange", "cataloguemark", "catalogueupload", "skippedstep", "toldfact"}
TYPED = "/plans/cost/?tier=FAM&n-you-primary=3&price-primary=150"
PAGES = ("/plans/", "/plans/compare/", "/plans/new/", "/plans/cost/", TYPED)


def family_rate(class_code: str = "SAL") -> Rate:
    return Rate.objects.get(
        plan__plan_year__label="2027",
        plan__short_name="PPO 1000",
        tier="FAM",
        benefit_class__code=class_code,
    )


def asks_catalogue(browser: Browser, path: str) -> bool:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return any('FROM "benefits_plan"' in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize("path", PAGES)
def test_page_is_drawn_once_for_a_class(juniper: Company, reader: Callable[..., Browser], path: str) -> None:
    first = asks_catalogue(reader(), path)

    assert first
    assert not asks_catalogue(reader(), path)
    assert asks_catalogue(reader("UNION"), path)
    assert asks_catalogue(reader(work_state="TX"), path)
    assert asks_catalogue(reader(language="es"), path)


def test_band_that_no_price_hangs_on_is_kept_for_nobody(juniper: Company, reader: Callable[..., Browser]) -> None:
    for _ in range(2):
        assert asks_catalogue(reader(), "/plans/?tier=FAM&band=anything")


def test_each_class_and_language_is_shown_its_own(juniper: Company, reader: Callable[..., Browser]) -> None:
    path = "/plans/compare/?tier=FAM"

    for _ in range(2):
        assert "$318.00" in words(reader().get(path))
        assert "$318.00" not in words(reader("UNION").get(path))
        assert "Deducible" in words(reader(language="es").get(path))


def test_figure_that_is_changed_and_then_reviewed_shows_at_once(
    juniper: Company, reviewer: User, reader: Callable[..., Browser]
) -> None:
    browser, path = reader(), "/plans/compare/?tier=FAM"
    assert "$318.00" in words(browser.get(path))

    Rate.objects.filter(pk=family_rate().pk).update(reviewed_at=None, reviewed_by=None)
    assert "$318.00" not in words(browser.get(path))

    review([family_rate()], by=reviewer)
    assert "$318.00" in words(browser.get(path))


@pytest.mark.parametrize("query", ["tier=FAM&level=typical", "tier=FAM&n-you-primary=3&price-primary=150"])
def test_year_is_reckoned_of_prices_as_they_are_now(
    bluefin: Company, reviewer: User, reader: Callable[..., Browser], query: str
) -> None:
    browser, path = reader("STAFF"), f"/plans/cost/?{query}"
    assert "$8,160.00" in words(browser.get(path))

    price = Rate.objects.filter(plan__plan_year__label="2027", plan__short_name="PPO 750", tier="FAM")
    price.update(reviewed_at=None, reviewed_by=None)
    unknown = words(browser.get(path))
    price.update(employee_per_deduction=350, employee_monthly=700, employer_monthly=F("employer_monthly") - 20)
    review(list(price), by=reviewer)

    assert "$8,160.00" not in unknown
    assert "HR has not reviewed it yet" in unknown
    assert "$8,400.00" in words(browser.get(path))


def test_usual_year_that_hr_describes_anew_shows_at_once(bluefin: Company, reader: Callable[..., Browser]) -> None:
    browser, path = reader("STAFF"), "/plans/cost/?tier=EE&level=low"
    assert 'value="1"' in browser.get(path).text

    UsageProfile.objects.filter(level="low").update(counts={"primary": 17})

    assert 'value="17"' in browser.get(path).text


def test_years_of_little_and_of_much_care_are_kept_apart(bluefin: Company, reader: Callable[..., Browser]) -> None:
    browser = reader("STAFF")

    for _ in range(2):
        typical = words(browser.get("/plans/cost/?tier=EE&level=typical"))
        low = words(browser.get("/plans/cost/?tier=EE&level=low"))
        assert (typical == low, "$3,180.00" in typical) == (False, True)


def test_care_that_is_typed_is_shown_to_nobody_else(bluefin: Company, reader: Callable[..., Browser]) -> None:
    path = "/plans/cost/?tier=EE"

    assert 'value="341"' in reader("STAFF").get(f"{path}&n-you-primary=341&price-primary=151.37").text

    assert 'value="341"' not in reader("STAFF").get(path).text
    assert 'value="341"' not in reader("STAFF").get(f"{path}&n-you-primary=12").text
    server = cache._cache.get_client()
    kept = [server.get(key) for key in server.scan_iter(match="*plans:*")]
    assert len(kept) == 2
    assert not any(b"151.37" in value for value in kept)


def test_form_that_is_filled_in_gets_the_years_alone(bluefin: Company, reader: Callable[..., Browser]) -> None:
    path = "/plans/cost/?tier=EE&n-you-primary=3&price-primary=150"
    whole = reader("STAFF").get(path).text

    part = reader("STAFF").get(path, headers={"HX-Request": "true", "HX-Target": "years"}).text

    assert part.strip().startswith("<section")
    assert part.strip() in whole


@pytest.mark.parametrize("path", PAGES)
def test_plan_that_gets_another_name_shows_at_once(juniper: Company, reader: Callable[..., Browser], path: str) -> None:
    browser = reader()
    browser.get(path)

    Plan.objects.filter(short_name="PPO 1000").update(name="Evergreen Plan")

    assert "Evergreen Plan" in words(browser.get(path))


def test_year_that_is_taken_back_is_gone_at_once(juniper: Company, reader: Callable[..., Browser]) -> None:
    browser = reader()
    assert "You can choose your plan for 2027 until" in words(browser.get("/plans/"))

    PlanYear.objects.filter(label="2027").update(status="draft")

    assert "You can choose your plan for 2027 until" not in words(browser.get("/plans/"))


def test_next_day_is_drawn_anew(
    juniper: Company, reader: Callable[..., Browser], today: Callable[[date], None]
) -> None:
    browser = reader()
    assert "Days left: 10." in words(browser.get("/plans/"))

    today(date(2026, 11, 11))

    assert "Days left: 9." in words(browser.get("/plans/"))


def test_other_client_with_the_same_mark_is_shown_nothing_of_it(
    juniper: Company,
    reader: Callable[..., Browser],
    globex: ClientRef,
    make_person: Callable[..., User],
    browser_of: Callable[..., Browser],
) -> None:
    mark = CatalogueMark.objects.get().mark
    assert "PPO" in words(reader().get("/plans/"))

    with tenant_scope(globex):
        CatalogueMark.objects.update(mark=mark)
        theirs = browser_of(globex, make_person(globex, "employee", class_code="SAL"))

    assert "PPO" not in words(theirs.get("/plans/"))


@pytest.mark.parametrize(
    "query", ["plan=PPO", "plan=00000000-0000-4000-8000-000000000000", "tobacco=yes", "tier=XX", "level=none"]
)
def test_what_others_would_not_ask_for_is_not_kept(
    juniper: Company, reader: Callable[..., Browser], query: str
) -> None:
    reader().get(f"/plans/compare/?{query}")

    with CaptureQueriesContext(connection) as asked:
        reader().get(f"/plans/compare/?{query}")
    assert any('FROM "benefits_plan"' in one["sql"] for one in asked.captured_queries)


def test_more_plans_than_a_comparison_has_are_kept_for_nobody(
    juniper: Company, reader: Callable[..., Browser], reviewer: User
) -> None:
    year = PlanYear.objects.get(label="2027")
    offered = Plan.objects.published().usable(year.starts_on).offered_to("SAL").filter(plan_year=year, line="medical")
    while offered.count() < 5:
        number = Plan.objects.count()
        key = {"plan_year": "2027", "short_name": f"PPO {number}"}
        values = {"line": "medical", "name": f"PPO {number}", "status": "published"}
        assert write([Row("plan", key, values)], by=reviewer, review=True).is_written
    plans = [str(pk) for pk in offered.values_list("pk", flat=True)]

    few, many = (f"/plans/compare/?plan={'&plan='.join(plans[:count])}" for count in (2, 5))
    for path in (few, many):
        asks_catalogue(reader(), path)

    assert (asks_catalogue(reader(), few), asks_catalogue(reader(), many)) == (False, True)


def test_what_was_made_with_other_static_files_is_not_kept_on(settings: LazySettings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    made = []
    for mark in ("one", "two", "two"):
        (tmp_path / "staticfiles.json").write_text(json.dumps({"version": "1.1", "hash": mark, "paths": {}}))
        settings.STORAGES = dict(settings.STORAGES)  # read anew, as a new release does
        made_by.cache_clear()
        made.append(made_by())
    made_by.cache_clear()

    assert made[0] != made[1] == made[2]


def test_cache_that_is_emptied_is_no_loss(juniper: Company, reader: Callable[..., Browser]) -> None:
    before = words(reader().get("/plans/compare/"))
    cache.clear()

    assert words(reader().get("/plans/compare/")) == before


def test_mark_is_another_after_a_change_and_the_old_one_where_it_is_undone(juniper: Company) -> None:
    before = CatalogueMark.objects.get().mark

    with transaction.atomic():
        Plan.objects.filter(short_name="PPO 1000").update(name="Evergreen Plan")
        assert CatalogueMark.objects.get().mark != before
        transaction.set_rollback(True)

    assert CatalogueMark.objects.get().mark == before


def test_every_table_that_pages_are_made_of_changes_the_mark(in_acme: ClientRef) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = 'catalogue_mark_changes' AND relnamespace = current_schema()::regnamespace"
        )
        watched = {name.removeprefix("benefits_") for (name,) in cursor.fetchall()}

    there = {model._meta.model_name for model in apps.get_app_config("benefits").get_models()}
    assert watched == there - WITHOUT_MARK
