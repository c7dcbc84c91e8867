"""The benefit classes: HR sees them, HR admins keep them."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from benefits import classes as book
from benefits.forms import ClassForm
from benefits.frame_changes import ChangedMeanwhile
from benefits.models import CLASS_TAKEN, BenefitClass
from tenants.access import hr_admin_required, hr_required
from tenants.form_pages import form_page


@hr_required
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    may_change = request.user.role == User.Role.HR_ADMIN
    return render(request, "benefits/classes.html", {"rows": book.class_rows(), "may_change": may_change})


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_add(request: HttpRequest) -> HttpResponse:
    form = ClassForm(request.POST or None)
    page = partial(form_page, request, "benefits/class_form.html", {"form": form})
    if request.method != "POST" or not form.is_valid():
        return page()
    row = form.save(commit=False)
    try:
        book.add(row, by=request.user)
    except book.ClassTaken:
        form.add_error("code", CLASS_TAKEN)
        return page()
    messages.success(request, f"{row.label} is added. You can give it to people and documents now.")
    return redirect("benefits:classes")


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(BenefitClass, pk=pk)
    form = ClassForm(request.POST or None, instance=row)
    page = partial(form_page, request, "benefits/class_form.html", {"form": form, "known_as": row.label})
    if request.method != "POST" or not form.is_valid():
        return page()
    try:
        book.rename(form.save(commit=False), fields=form.typed, seen=form.cleaned_data["seen"], by=request.user)
    except ChangedMeanwhile as refused:
        form.say_changed_meanwhile(refused.now)
        return page()
    except BenefitClass.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, f"{row.label} is saved.")
    return redirect("benefits:classes")


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove it; opened as a page, ask first or say why it cannot be removed."""
    row = get_object_or_404(BenefitClass, pk=pk)
    if request.method != "POST":
        return render(request, "benefits/class_remove.html", {"row": row, "uses": book.uses_of(row)})
    try:
        book.remove(row, by=request.user)
    except book.ClassUsed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{row.label} is removed.")
    return redirect("benefits:classes")
