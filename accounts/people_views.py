"""The people of a client: HR sees them, HR admins change them."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import people as doors
from accounts.addresses import canonical_address
from accounts.class_choices import UnknownClass, class_choices
from accounts.forms import PeopleFilterForm, PersonForm
from accounts.listing import CSV_HEAD, PeopleFilters, csv_rows, list_invitations, list_people, mark_expired
from accounts.mails.returned import troubles
from accounts.models import JoinRequest, User
from tenants.access import hr_admin_required, hr_required
from tenants.csv_out import csv_download
from tenants.form_pages import form_page

ROWS_PER_PAGE = 50
MOST_INVITATIONS = 10  # below the people; all of them by themselves


@hr_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    form = PeopleFilterForm(request.GET)
    form.is_valid()  # what cannot be meant is left out
    told = {name: value for name, value in form.cleaned_data.items() if value}
    filters = PeopleFilters(**told)
    invitations = list_invitations(filters)
    is_of_invited = filters.state == "invited"
    page = Paginator(invitations if is_of_invited else list_people(filters), ROWS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    shown = mark_expired(page.object_list if is_of_invited else invitations[:MOST_INVITATIONS], timezone.now())
    invited = invitations.count()
    context = {
        "people": [] if is_of_invited else list(page.object_list),
        "page_obj": page,
        "page_query": f"{urlencode(told)}&" if told else "",
        "is_filtered": bool(told),
        "invitations": shown,
        "invited": 0 if is_of_invited or invited <= MOST_INVITATIONS else invited,
        "invited_query": urlencode({**told, "state": "invited"}),
        "classes": dict(class_choices()),
        "form": form,
        "may_change": request.user.role == User.Role.HR_ADMIN,
        "waiting": JoinRequest.objects.waiting().count(),
    }
    listed = [*context["people"], *shown]
    known = troubles(row.email for row in listed)
    for row in listed:
        row.mail_trouble = known.get(canonical_address(row.email))
    return render(request, "accounts/people.html", context)


@hr_required
@require_safe
def people_csv(request: HttpRequest) -> HttpResponse:
    """All people that match, on every page of the list, closed accounts too; who was invited and has not come is not
    among them.
    """
    form = PeopleFilterForm(request.GET)
    form.is_valid()
    rows = list_people(PeopleFilters(**{name: value for name, value in form.cleaned_data.items() if value}))
    return csv_download("people.csv", CSV_HEAD, csv_rows(rows))


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(User.objects.people(), pk=pk)
    form = PersonForm(request.POST or None, person=row)
    if request.method != "POST" or not form.is_valid():
        return _person_page(request, row, form)
    try:
        doors.change(row, **form.told(), by=request.user)
    except doors.PersonProtected as refused:
        form.add_error("role", str(refused))
        return _person_page(request, row, form)
    except UnknownClass:
        form.add_error("class_code", "This class has just been removed. Choose another one.")
        return _person_page(request, row, form)
    if row == request.user:
        # Who gave up rights has lost every session, and with this one what was open live in it.
        request.session.cycle_key()
    messages.success(request, f"{row.name} is saved.")
    return redirect("accounts:people")


@hr_admin_required
@require_POST
def deactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(User.objects.people(), pk=pk)
    try:
        doors.deactivate(row, by=request.user)
    except doors.PersonProtected as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{row.name} can no longer sign in. Open sessions have ended.")
    return redirect("accounts:people")


@hr_admin_required
@require_POST
def reactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(User.objects.people(), pk=pk)
    doors.reactivate(row, by=request.user)
    messages.success(request, f"{row.name} can sign in again.")
    return redirect("accounts:people")


def _person_page(request: HttpRequest, row: User, form: PersonForm) -> HttpResponse:
    return form_page(request, "accounts/person.html", {"form": form, "person": row, "is_oneself": row == request.user})
