"""What a person may see of who they are here: it decides which documents answer them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from benefits.audience import class_labels, hours_word, own_words, state_name
from benefits.contact_cards import hr_cards
from tenants.access import member_required


@member_required
@require_safe
def you(request: HttpRequest) -> HttpResponse:
    language = translation.get_language()
    known = request.user.audience
    context = {
        "answers_are_for": own_words(known),
        "class_name": class_labels(language).get(known.class_code, known.class_code),
        "state_name": state_name(known.work_state),
        "hours": hours_word(known.hours, language),
        "contacts": hr_cards(),
    }
    return render(request, "benefits/you.html", context)
