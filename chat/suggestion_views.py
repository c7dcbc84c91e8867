"""What chat gives to HR's page of suggested questions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chat.suggestions_tried import try_suggestions
from tenants.access import hr_required


@hr_required
@require_safe
def suggestions_tried(request: HttpRequest) -> HttpResponse:
    template = "chat/_suggestions_tried.html" if request.htmx else "chat/suggestions_tried.html"
    return render(request, template, {"tried": try_suggestions()})
