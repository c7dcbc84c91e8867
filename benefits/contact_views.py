"""The contacts: one page for those who call, and HR's pages to keep them."""

import json
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits import contacts as book
from benefits.contact_cards import card_of, contact_cards
from benefits.forms import ContactForm
from benefits.frame_changes import ChangedMeanwhile
from benefits.models import CONTACT_TAKEN, Contact
from tenants.access import hr_required, member_required
from tenants.form_pages import form_page


@member_required
@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    return render(request, "benefits/contacts.html", {"contacts": contact_cards()})


@hr_required
@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    return render(request, "benefits/contact_list.html", _listed())


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_add(request: HttpRequest) -> HttpResponse:
    form = ContactForm(request.POST or None, initial={"role": request.GET.get("role", "")})
    page = partial(form_page, request, "benefits/contact_form.html", {"form": form})
    if request.method != "POST" or not form.is_valid():
        return page()
    contact = form.save(commit=False)
    try:
        book.add(contact, by=request.user)
    except book.ContactTaken:
        form.add_error("name", CONTACT_TAKEN)
        return page()
    messages.success(request, f"{contact.name} is added. Employees see it now.")
    return redirect("benefits:contact_list")


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    contact = get_object_or_404(Contact, pk=pk)
    form = ContactForm(request.POST or None, instance=contact)
    page = partial(form_page, request, "benefits/contact_form.html", {"form": form, "known_as": contact.name})
    if request.method != "POST" or not form.is_valid():
        return page()
    try:
        book.change(form.save(commit=False), fields=form.typed, seen=form.cleaned_data["seen"], by=request.user)
    except book.ContactTaken:
        form.add_error("name", CONTACT_TAKEN)
        return page()
    except ChangedMeanwhile as refused:
        form.say_changed_meanwhile(refused.now)
        return page()
    except Contact.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, f"{contact.name} is saved.")
    return redirect("benefits:contact_list")


@hr_required
@require_POST
def contact_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    contact = get_object_or_404(Contact, pk=pk)
    book.move_up(contact, by=request.user)
    return _told(request, f"{contact.name} is moved up.")


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete it; opened as a page, without a script that could ask, ask first or say why it stays."""
    contact = get_object_or_404(Contact, pk=pk)
    if request.method != "POST":
        context = {"contact": contact, "plans": book.plans_naming(contact)}
        return render(request, "benefits/contact_delete.html", context)
    try:
        book.delete(contact, by=request.user)
    except book.ContactUsed as refused:
        return _told(request, str(refused), level=messages.ERROR)
    return _told(request, f"{contact.name} is deleted. Employees no longer see it.")


def _listed() -> dict[str, object]:
    return {"rows": [(contact.pk, card_of(contact)) for contact in Contact.objects.all()]}


def _told(request: HttpRequest, sentence: str, *, level: int = messages.SUCCESS) -> HttpResponse:
    if not request.htmx:
        messages.add_message(request, level, sentence)
        return redirect("benefits:contact_list")
    response = render(request, "benefits/_contact_table.html", _listed())
    response["HX-Trigger"] = json.dumps({"toast": {"text": sentence}})
    return response
