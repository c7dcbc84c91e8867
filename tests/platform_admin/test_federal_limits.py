"""Federal limits at operators' hands: entered by one, verified by another, taken over from files, looked after."""

import csv
import io
import json
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from accounts.models import User
from benefits.federal.limits import federal_limit, federal_limits
from benefits.federal.models import FederalLimit, LimitImport
from benefits.federal.plan_limits import DEDUCTIBLE, FAMILY, MOST_COSTS, PERSON, PlanFigures
from benefits.models import Accumulator, Plan, PlanYear
from platform_admin.limits.breaks import plans_broken_by, plans_known, waiting_for
from platform_admin.limits.checklist import checklist
from platform_admin.limits.enter import enter, mark_pending, verify
from platform_admin.limits.entered import EnteredLimit, LimitRefused, fault_of
from platform_admin.limits.files import compare, exported, read_file, take_over
from platform_admin.second_factor.demo import give_played_app
from tenants.audit.models import AuditEvent
from tenants.canonical import digest_of_lines
from tenants.context import platform_scope, tenant_scope
from tenants.csv_lists import ListRefused

D = Decimal
TODAY = date(2026, 11, 29)
FSA = EnteredLimit(
    key="fsa",
    effective_from=date(2027, 1, 1),
    effective_to=date(2027, 12, 31),
    value=D(3500),
    cite_title="Rev. Proc. 2026-35",
    cite_url="https://www.irs.gov/pub/irs-drop/rp-26-35.pdf",
    published_on=date(2026, 10, 20),
)
TYPED = {
    **{"limit": "fsa:", "jurisdiction": "US", "year": "2027", "value": "3500", "cite_title": FSA.cite_title},
    **{"cite_url": FSA.cite_url, "published_on": "2026-10-20"},
}
HEAD = "key,dimension,value,effective_from,effective_to,cite_title,cite_url,published_on"
LINE = f"fsa,,3500,2027-01-01,2027-12-31,{FSA.cite_title},{FSA.cite_url},2026-10-20"


def with_(**other: object) -> EnteredLimit:
    return EnteredLimit(**vars(FSA) | other)


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


@pytest.fixture
def otto(db) -> User:
    """Another operator, whose second factor is as old as the account."""
    with platform_scope():
        otto = User.objects.create_user("otto@platform.example", name="Otto", role="operator")
        give_played_app(otto)
    return otto


@pytest.fixture
def entered(otto, operator, portal) -> FederalLimit:
    """A value that Otto has entered, after the operator of the portal had a second factor."""
    return enter(FSA, by=otto, now=timezone.now())


def test_value_is_a_number_once_a_second_operator_has_verified_it(entered, operator):
    assert federal_limit("fsa", 2027) is None

    row = verify(entered.pk, seen=entered.entered_at, by=operator, now=timezone.now())

    assert federal_limit("fsa", 2027).value == 3500
    assert (row.entered_by.name, row.verified_by) == ("Otto", operator)
    acts = AuditEvent.objects.filter(action__startswith="limit.").order_by("number")
    assert [(event.action, event.actor_id) for event in acts] == [
        ("limit.entered", row.entered_by_id),
        ("limit.published", operator.pk),
    ]
    assert acts[1].detail["after"]["value"] == "3500.0000"


def test_whoever_entered_it_cannot_verify_it(entered, otto):
    with pytest.raises(LimitRefused, match="You entered it, so somebody else verifies it"):
        verify(entered.pk, seen=entered.entered_at, by=otto, now=timezone.now())

    assert federal_limit("fsa", 2027) is None


def test_second_mailbox_of_the_one_who_entered_it_is_no_second_person(otto):
    entered = enter(FSA, by=otto, now=timezone.now())
    late = User.objects.create_user("late@platform.example", name="Late", role="operator")
    give_played_app(late)

    with pytest.raises(LimitRefused, match="set up after this was asked for"):
        verify(entered.pk, seen=entered.entered_at, by=late, now=timezone.now())


def test_value_that_was_changed_since_it_was_looked_at_is_not_verified_unseen(entered, otto, operator):
    seen = entered.entered_at
    enter(with_(value=D(3550)), by=otto, now=timezone.now())

    with pytest.raises(LimitRefused, match="changed this limit meanwhile"):
        verify(entered.pk, seen=seen, by=operator, now=timezone.now())


def test_correction_supersedes_and_both_stay(otto, operator, portal):
    shipped = FederalLimit.objects.published().get(key="fsa", effective_from="2026-01-01")
    corrected = with_(effective_from=date(2026, 1, 1), effective_to=date(2026, 12, 31), value=D(3450))
    row = enter(corrected, by=otto, now=timezone.now())
    assert federal_limit("fsa", 2026).value == 3400

    verify(row.pk, seen=row.entered_at, by=operator, now=timezone.now())

    shipped.refresh_from_db()
    row.refresh_from_db()
    assert (shipped.status, shipped.value, row.supersedes) == ("superseded", 3400, shipped)
    assert federal_limit("fsa", 2026).value == 3450


def test_new_law_ends_the_figure_that_was_open(otto, operator, portal):
    of_law = {"key": "dependent_care", "dimension": "household", "effective_to": None, "value": D(8000)}
    row = enter(with_(effective_from=date(2028, 1, 1), **of_law), by=otto, now=timezone.now())

    verify(row.pk, seen=row.entered_at, by=operator, now=timezone.now())

    assert federal_limit("dependent_care", 2027, "household").value == 7500
    assert federal_limit("dependent_care", 2028, "household").value == 8000
    former = FederalLimit.objects.get(key="dependent_care", dimension="household", effective_from="2026-01-01")
    assert (former.status, former.effective_to) == ("published", date(2027, 12, 31))


def test_one_year_cannot_be_cut_out_of_an_open_figure(otto, operator, portal):
    row = enter(with_(key="dependent_care", dimension="household"), by=otto, now=timezone.now())

    with pytest.raises(LimitRefused, match="holds longer than this one"):
        verify(row.pk, seen=row.entered_at, by=operator, now=timezone.now())
    assert federal_limit("dependent_care", 2027, "household").value == 7500


def test_value_taken_back_is_no_number_and_stays_in_the_history(operator):
    row = FederalLimit.objects.published().get(key="hsa", dimension="self", effective_from="2027-01-01")

    waiting = mark_pending(row.pk, by=operator, reason="The page says otherwise", now=timezone.now())

    row.refresh_from_db()
    assert (row.status, row.value) == ("superseded", 4500)
    assert (waiting.status, waiting.value, waiting.note) == ("pending", None, "The page says otherwise")
    assert federal_limit("hsa", 2027, "self") is None
    assert AuditEvent.objects.get(action="limit.marked_pending").detail["before"]["value"] == "4500.0000"


def test_entered_value_taken_back_is_pending_again(entered, operator):
    waiting = mark_pending(entered.pk, by=operator, reason="A typing error", now=timezone.now())

    assert (waiting.pk, waiting.status, waiting.value) == (entered.pk, "pending", None)
    with pytest.raises(LimitRefused, match="no value to take back"):
        mark_pending(entered.pk, by=operator, reason="Again", now=timezone.now())


def test_the_same_value_twice_changes_nothing(entered, otto):
    before = AuditEvent.objects.count()

    assert enter(FSA, by=otto, now=timezone.now()) is None
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"key": "nonsense"}, "There is no limit called “nonsense”"),
        ({"dimension": "family"}, "is not kept for “family”"),
        ({"jurisdiction": "CA"}, "This limit is federal"),
        ({"key": "family_leave_share", "value": D(1)}, "This limit is a state’s"),
        ({"value": D(0)}, "more than zero"),
        ({"value": D("NaN")}, "more than zero"),
        ({"value": D("1e9")}, "cannot be right"),
        ({"value": D("0.00001")}, "at most four decimals"),
        ({"key": "affordability", "value": D(101)}, "More than 100 cannot be right"),
        ({"cite_title": ""}, "Say where the value is published"),
        ({"published_on": None}, "Say where the value is published"),
        ({"cite_url": "http://www.irs.gov/x"}, "begins with https://"),
        ({"cite_url": "javascript:alert(1)"}, "begins with https://"),
        ({"effective_to": date(2026, 1, 1)}, "ends before it begins"),
        ({"effective_from": date(1, 1, 1)}, "cannot be right"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_a_sentence(wrong, said):
    assert said in fault_of(with_(**wrong))
    assert fault_of(FSA) == ""


def test_page_shows_every_limit_by_year_with_who_stands_behind_it(portal, entered):
    page = words(portal.get(url("limits")))

    for told in ("HSA limit, only yourself", "$4,500", "Rev. Proc. 2026-24", "To be verified", "9.96%", "$340 a month"):
        assert told in page
    assert "Health FSA, 2027 : $3,500 entered by Otto" in page


def test_pages_lead_from_a_form_to_a_published_value(portal, confirmed_again, otto, operator_browser):
    made = operator_browser(otto).post(url("limit_enter"), TYPED)
    row = FederalLimit.objects.get(key="fsa", effective_from="2027-01-01")
    assert made.headers["Location"] == url("limit", row.pk)
    page = portal.get(url("limit", row.pk))
    assert "No plan of a client that is known would break a rule by it." in words(page)
    seen = re.search(r'name="seen" value="([^"]+)"', page.text).group(1)

    confirmed_again()
    unread = portal.post(url("limit_verify", row.pk), {"seen": seen})
    assert unread.status_code == 422
    assert "Open the official page and compare the value" in words(unread)
    told = portal.post(url("limit_verify", row.pk), {"seen": seen, "has_read": "on"}, follow=True)

    assert "Health FSA: published." in words(told)
    assert "verified by Opal Operator" in words(told)
    assert federal_limit("fsa", 2027).value == 3500


def test_own_value_has_no_button_but_a_sentence(portal, operator):
    portal.post(url("limit_enter"), TYPED)
    row = FederalLimit.objects.get(key="fsa", effective_from="2027-01-01")

    page = portal.get(url("limit", row.pk)).text

    assert "You entered it, so somebody else verifies it." in page
    assert url("limit_verify", row.pk) not in page


def test_form_keeps_what_was_typed_and_says_what_is_wrong(portal):
    told = portal.post(url("limit_enter"), TYPED | {"cite_url": "http://www.irs.gov/x", "value": "-1"})

    assert told.status_code == 422
    assert "A limit is more than zero." in words(told)
    assert 'value="-1"' in told.text
    assert FederalLimit.objects.get(key="fsa", effective_from="2027-01-01").status == "pending"


def test_published_figure_is_not_made_pending_by_an_empty_form(portal):
    told = portal.post(url("limit_enter"), TYPED | {"year": "2026", "value": ""})

    assert told.status_code == 422
    assert "open it and mark it pending" in words(told)


# ---- files


def uploaded(text: str, name: str = "limits.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def kinds(text: str) -> list[str]:
    return [line.kind for line in compare(read_file(ContentFile(text.encode())).lines)]


def workbook(*rows: list[object]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_export_read_again_changes_nothing(portal, entered):
    text = portal.get(url("limits_csv")).content.decode()
    as_json = portal.get(url("limits_json")).text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == list(exported(FederalLimit.objects.all()))

    for content in (text, as_json):
        assert set(kinds(content)) == {"equal"}
    assert len(json.loads(as_json)["limits"]) == FederalLimit.objects.count()


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("fsa", "4,500%", "“4,500%” is a percentage, and the unit of this limit is “usd_a_year”. Leave the % out."),
        ("fsa", "4,500", ""),
        ("affordability", "9.96%", ""),
    ],
)
def test_percentage_is_refused_where_the_limit_is_none(db, key, value, reason):
    line = f'{key},,"{value}",2029-01-01,2029-12-31,{FSA.cite_title},{FSA.cite_url},2028-10-20'

    (compared,) = compare(read_file(ContentFile(f"{HEAD}\n{line}".encode())).lines)

    assert compared.reason == reason
    assert compared.kind == ("refused" if reason else "new")


def test_file_is_looked_at_before_anything_is_entered_and_twice_changes_nothing(portal, db):
    lines = [
        HEAD,
        LINE,
        "fsa,,,2028-01-01,2028-12-31,,,",
        "hsa,self,4400,2026-01-01,2026-12-31,Rev. Proc. 2025-19,https://www.irs.gov/pub/irs-drop/rp-25-19.pdf,2025-05-01",
    ]
    looked = portal.post(url("limit_import"), {"file": uploaded("\n".join(lines))}, follow=True)
    assert "Enter 2 values" in words(looked)
    assert "Value: 3,500" in words(looked)
    assert FederalLimit.objects.get(key="fsa", effective_from="2027-01-01").status == "pending"

    (listing,) = LimitImport.objects.all()
    assert AuditEvent.objects.get(action="limit.import_read").detail["lines"] == 3
    done = confirm(portal, listing)
    assert "2 values are entered. A second operator verifies each." in words(done)
    assert federal_limit("fsa", 2027) is None

    rows = set(FederalLimit.objects.values_list("pk", "value", "status", "entered_at"))
    again = portal.post(url("limit_import_apply", listing.pk), {"seen": "whatever"}, follow=True)
    assert "This file was taken over before. Nothing was entered a second time." in words(again)
    assert "Taken over on" in words(again)
    assert set(FederalLimit.objects.values_list("pk", "value", "status", "entered_at")) == rows
    assert kinds("\n".join(lines)) == ["equal", "equal", "equal"]


def confirm(portal, listing: LimitImport):
    seen = portal.get(url("limit_import_shown", listing.pk)).context["seen"]
    return portal.post(url("limit_import_apply", listing.pk), {"seen": seen}, follow=True)


def test_same_file_a_second_time_is_told_to_be_the_same(portal, db):
    first = portal.post(url("limit_import"), {"file": uploaded(f"{HEAD}\n{LINE}")}, follow=True)
    confirm(portal, LimitImport.objects.get())

    second = portal.post(url("limit_import"), {"file": uploaded(f"{HEAD}\n{LINE}")}, follow=True)

    assert "The same file was taken over before." not in words(first)
    assert "The same file was taken over before." in words(second)


def test_file_that_would_do_something_else_by_now_is_not_entered_unseen(portal, otto):
    portal.post(url("limit_import"), {"file": uploaded(f"{HEAD}\n{LINE}")})
    listing = LimitImport.objects.get()
    seen = portal.get(url("limit_import_shown", listing.pk)).context["seen"]
    enter(with_(value=D(3450)), by=otto, now=timezone.now())

    refused = portal.post(url("limit_import_apply", listing.pk), {"seen": seen}, follow=True)

    assert "Nothing was entered: somebody has changed the limits since you looked." in words(refused)
    assert "Different by now Line 2" in words(refused)
    assert FederalLimit.objects.waiting().get(key="fsa", effective_from="2027-01-01").value == 3450
    assert "1 value is entered." in words(confirm(portal, listing))


def test_hidden_row_of_a_workbook_is_read_and_told_of(portal, db):
    book = load_workbook(
        io.BytesIO(
            workbook(
                HEAD.split(","), LINE.split(","), ["fsa", None, None, "2028-01-01", "2028-12-31", None, None, None]
            )
        )
    )
    book.active.row_dimensions[2].hidden = True
    file = io.BytesIO()
    book.save(file)

    told = portal.post(url("limit_import"), {"file": SimpleUploadedFile("limits.xlsx", file.getvalue())}, follow=True)

    assert "Hidden in the workbook, and read all the same: 1 row." in words(told)
    assert len(LimitImport.objects.get().lines) == 2


def test_nothing_is_half_taken_over(operator):
    lines = read_file(ContentFile(f"{HEAD}\n{LINE}\nnonsense,,1,2027-01-01,,,,".encode())).lines
    listing = LimitImport.objects.create(lines=lines, made_by=operator)

    with pytest.raises(LimitRefused, match="Line 3 cannot be taken over, so nothing was"):
        take_over(listing, seen=digest_of_lines(compare(lines)), by=operator, now=timezone.now())

    assert FederalLimit.objects.get(key="fsa", effective_from="2027-01-01").status == "pending"
    assert not AuditEvent.objects.filter(action="limit.entered").exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("fsa,,much,2027-01-01,,,,", "is no number"),
        ("fsa,,3500,2027,,,,", "is no day for effective_from"),
        ("fsa,,3500,,,,,", "is no day for effective_from"),
        ("fsa,,3500,2027-01-01,2027-12-31,,,", "Say where the value is published"),
        ("fsa,,,2026-01-01,2026-12-31,,,", "Mark it pending on its own page"),
        (f"fsa,,3500,2027-01-01,2027-12-31,{'x' * 201},https://a.example/,2026-10-20", "more than 200 letters"),
        ("hsa,self,NaN,2027-01-01,,a,https://a.example/,2026-10-20", "is no number"),
    ],
)
def test_line_is_refused_with_its_number_and_reason(db, line, reason):
    (told,) = compare(read_file(ContentFile(f"{HEAD}\n{line}".encode())).lines)

    assert (told.kind, told.number) == ("refused", 2)
    assert reason in told.reason


def test_line_that_stands_twice_is_refused(db):
    second = compare(read_file(ContentFile(f"{HEAD}\n{LINE}\n{LINE}".encode())).lines)[1]

    assert (second.kind, second.reason) == ("refused", "The same limit stands in line 2.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no line"),
        (HEAD.encode(), "only a head"),
        (b"key,value\nfsa,1", "“effective_from” is missing"),
        (b"key,value,effective_from,pay\nfsa,1,2027-01-01,9", "“pay” is not known"),
        (b"key,key,value,effective_from\nfsa,fsa,1,2027-01-01", "stands twice"),
        (b"[1, 2]", "each an object"),
        (b'{"limits": 3}', "each an object"),
        (b"[{", "no valid JSON"),
        (b'[{"key": "fsa\\u0000", "value": "1", "effective_from": "2027-01-01"}]', "that no text has"),
        (b"PK\x03\x04 no workbook", ""),
        (b"\x00\x01\x02\x03key", ""),
    ],
)
def test_file_that_cannot_be_read_is_refused_as_a_whole(db, content, said):
    with pytest.raises(ListRefused) as refused:
        read_file(ContentFile(content))

    assert said in str(refused.value)


def test_workbook_is_read_like_a_list(db):
    content = workbook(HEAD.split(","), ["fsa", None, 3500, "2027-01-01", "2027-12-31", *LINE.split(",")[5:]])

    assert [line.kind for line in compare(read_file(ContentFile(content)).lines)] == ["changed"]


def test_refused_file_is_told_on_its_page(portal):
    told = portal.post(url("limit_import"), {"text": "what,ever\n1,2"})

    assert told.status_code == 422
    assert "The column “what” is not known" in words(told)


# ---- what breaks, and the year


def plan(**amounts: int) -> PlanFigures:
    places = {"person": (DEDUCTIBLE, PERSON), "family": (DEDUCTIBLE, FAMILY), "most": (MOST_COSTS, PERSON)}
    return PlanFigures("HSA 1800", "2028", True, {places[name]: D(value) for name, value in amounts.items()})


def least(value: int, dimension: str, otto: User) -> FederalLimit:
    of_year = {"effective_from": date(2028, 1, 1), "effective_to": date(2028, 12, 31)}
    told = with_(key="hdhp_least_deductible", dimension=dimension, value=D(value), **of_year)
    return enter(told, by=otto, now=timezone.now())


def test_plans_that_a_value_would_break_are_shown_before_it_is_published(acme, otto, operator, portal):
    for key, values in {"hdhp_most_costs": (9000, 18000), "most_costs": (12500, 25000)}.items():
        for dimension, value in zip(("self", "family"), values, strict=True):
            of_year = {"effective_from": date(2028, 1, 1), "effective_to": date(2028, 12, 31)}
            row = enter(with_(key=key, dimension=dimension, value=D(value), **of_year), by=otto, now=timezone.now())
            verify(row.pk, seen=row.entered_at, by=operator, now=timezone.now())
    family = least(3600, "family", otto)
    verify(family.pk, seen=family.entered_at, by=operator, now=timezone.now())
    row = least(1900, "self", otto)

    def plans_of(day: date) -> list[PlanFigures]:
        return [plan(person=1800, family=3600, most=5000)]

    found = plans_broken_by(row, plans_of=plans_of)

    assert {one.client.subdomain for one in found} == {"acme", "globex"}
    assert found[0].words == ("HSA 1800, 2028: $1,800 for one person, and the law would ask for at least $1,900.")
    # A value that all plans keep to breaks nothing.
    assert plans_broken_by(least(1800, "self", otto), plans_of=plans_of) == []


def test_plans_of_the_catalogue_are_held_against_a_value(acme, otto, operator):
    with tenant_scope(acme):
        year = PlanYear.objects.create(label="PY 28", starts_on="2028-01-01", ends_on="2028-12-31")
        entered = Plan.objects.create(
            plan_year=year, line="medical", name="Our HSA", short_name="HSA", hsa_qualified=True
        )
        limits = {"individual": 1800, "family": 3600, "family_rule": "aggregate"}
        Accumulator.objects.create(plan=entered, network="IN1", kind="deductible", **limits)

    with tenant_scope(acme):
        (found,) = plans_known(date(2028, 3, 1))

    assert (found.name, found.year, found.has_hsa) == ("HSA", "2028", True)
    assert found.amounts == {(DEDUCTIBLE, PERSON): 1800, (DEDUCTIBLE, FAMILY): 3600}
    with tenant_scope(acme):
        assert plans_known(date(2029, 1, 1)) == []


def test_value_that_no_plan_is_held_against_breaks_nothing(entered):
    assert plans_broken_by(entered) == []
    assert waiting_for(entered) == ["Nothing yet; it is kept for account rules of plans"]


def test_page_names_who_waits_for_a_value(portal):
    row = FederalLimit.objects.get(key="deferral", effective_from="2027-01-01")

    assert "Calculator “How much may still go into my 401(k)?”" in words(portal.get(url("limit", row.pk)))


@pytest.mark.parametrize(
    ("today", "name", "year", "state"),
    [
        (TODAY, "autumn", 2027, "overdue"),
        (TODAY, "retirement", 2027, "due"),
        (TODAY, "affordability", 2027, "overdue"),
        (TODAY, "hsa", 2027, "done"),
        (TODAY, "out_of_pocket", 2027, "done"),
        (date(2027, 1, 2), "out_of_pocket", 2028, "due"),
        (date(2027, 1, 2), "hsa", 2028, "to_come"),
        (date(2027, 6, 2), "hsa", 2028, "overdue"),
    ],
)
def test_checklist_tells_what_is_due(db, today, name, year, state):
    found = {(one.announced.name, one.year): one for one in checklist(federal_limits(), [], today)}

    assert found[name, year].state == state
    assert bool(found[name, year].missing) == (state != "done")


def test_checklist_counts_what_only_has_to_be_verified(entered):
    rows = list(FederalLimit.objects.waiting())

    found = {(one.announced.name, one.year): one for one in checklist(federal_limits(), rows, TODAY)}

    # Also the wages taxed for Social Security, which came unverified.
    assert found["autumn", 2027].to_verify == 2
    assert found["autumn", 2027].due_on + timedelta(days=29) == TODAY


def test_limits_page_asks_few_queries(portal, entered, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        portal.get(url("limits"))


def test_client_cannot_read_the_rows_themselves(acme):
    with tenant_scope(acme):
        assert federal_limit("hsa", 2027, "self").value == 4500
        with pytest.raises(Exception, match="federal_federallimit"):
            FederalLimit.objects.first()
