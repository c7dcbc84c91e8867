"""How long conversations are kept: HR admins say so. Nobody sees anything of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from chat.forms import KeepingForm
from chat.keeping import keep_for, kept_days
from tenants.access import hr_admin_required
from tenants.form_pages import form_page


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: HttpRequest) -> HttpResponse:
    form = KeepingForm(request.POST or None, initial={"days": kept_days()})
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "chat/keeping.html", {"form": form})
    keep_for(form.cleaned_data["days"], by=request.user)
    messages.success(request, "Saved. Conversations that are older are erased within half an hour.")
    return redirect("chat:keeping")
