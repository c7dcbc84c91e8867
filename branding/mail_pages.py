"""What the company's people are mailed, as they get it: seen by HR before anybody does, and sent to oneself."""

from dataclasses import dataclass

from allauth.core import ratelimit
from csp.decorators import csp, csp_update
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from accounts.mails.choices import choose, wants
from accounts.mails.kinds import MailKind, Readers, Speaker, mail_kinds
from accounts.mails.render import Mail, draw, with_its_logo
from accounts.mails.send import send
from accounts.mails.sender import sender_of
from tenants.access import hr_required
from tenants.audit.log import record
from tenants.senders.sending import own_sender

LANGUAGES = tuple(settings.LANGUAGES)
WIDTHS = (("phone", "Phone"), ("desktop", "Computer"))
# The mail's own colours stand in its tags; nothing else may come into the frame, and nothing runs in it.
_FRAME = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
    "sandbox": True,
}


@dataclass(frozen=True)
class Preview:
    kind: MailKind
    language: str
    width: str
    mail: Mail

    @property
    def frame_url(self) -> str:
        return f"{reverse('branding:mail_frame', args=[self.kind.key])}?{urlencode({'language': self.language})}"


def shown_kinds() -> list[MailKind]:
    """Return what comes in the company's name, to whomever; the platform's own mails are not HR's to look after."""
    return [kind for kind in mail_kinds() if kind.speaker == Speaker.HOUSE and kind.readers != Readers.OPERATORS]


class PreviewForm(forms.Form):
    mail = forms.ChoiceField(label="Mail", required=False)
    language = forms.ChoiceField(label="Language", choices=LANGUAGES, required=False)
    width = forms.ChoiceField(label="Shown on", choices=WIDTHS, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for kind in shown_kinds():
            groups.setdefault(f"To: {kind.readers.value}", []).append((kind.key, kind.title))
        self.fields["mail"].choices = list(groups.items())

    def preview(self) -> Preview:
        """Return what is asked for; the first of each where nothing that can be meant is."""
        self.is_valid()
        kinds = {kind.key: kind for kind in shown_kinds()}
        kind = kinds.get(self.cleaned_data.get("mail", ""), next(iter(kinds.values())))
        asked = self.cleaned_data.get("language") or "en"
        language = asked if asked in kind.languages else kind.languages[0]
        width = self.cleaned_data.get("width") or "phone"
        return Preview(kind, language, width, draw(kind, kind.sample(), language=language))


@hr_required
@require_safe
@csp_update({"frame-src": ["'self'"]})
def mails(request: HttpRequest) -> HttpResponse:
    preview = PreviewForm(request.GET).preview()
    form = PreviewForm(
        {"mail": preview.kind.key, "language": preview.language, "width": preview.width}, auto_id="preview-%s"
    )
    kind = preview.kind
    is_own = kind.may_be_stopped and kind.readers == Readers.HR
    sender = sender_of(kind, preview.mail.look, own_sender(request.client))
    context = {"form": form, "preview": preview, "is_own": is_own, "is_wanted": wants(request.user, kind)}
    context["sender"] = sender.as_shown()
    return render(request, "branding/mails.html", context)


@hr_required
@require_POST
def mail_choice(request: HttpRequest, name: str) -> HttpResponse:
    """Whether whoever asks wants this kind for themselves; it is nobody else's to say."""
    kind = _kind(name)
    if not kind.may_be_stopped or kind.readers != Readers.HR:
        raise Http404
    is_wanted = request.POST.get("wanted") == "1"
    choose(request.user, kind, is_wanted=is_wanted)
    messages.success(request, "You get this mail." if is_wanted else "You get this mail no more.")
    return redirect(f"{reverse('branding:mails')}?{urlencode({'mail': kind.key})}")


@hr_required
@require_safe
@xframe_options_sameorigin
@csp(_FRAME)
def mail_frame(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of one mail, for the frame on the page of mails."""
    kind = _kind(name)
    asked = request.GET.get("language", "")
    mail = draw(kind, kind.sample(), language=asked if asked in kind.languages else kind.languages[0])
    return HttpResponse(with_its_logo(mail))


@hr_required
@require_POST
def mail_try(request: HttpRequest, name: str) -> HttpResponse:
    """Send one of them to whoever asks, with made-up names in it."""
    kind = _kind(name)
    asked = request.POST.get("language", "")
    language = asked if asked in kind.languages else kind.languages[0]
    place = f"{reverse('branding:mails')}?{urlencode({'mail': kind.key, 'language': language})}"
    if not ratelimit.consume(request, action="mail_try", user=request.user):
        messages.error(request, "You have had ten of these in a minute. Wait a minute, then send the next one.")
        return redirect(place)
    try:
        send(kind.key, to=request.user.email, language=language, **kind.sample())
    except OSError:
        messages.error(request, "The mail could not be sent. Try again in a few minutes.")
        return redirect(place)
    record("mail.tried", actor=request.user, kind=kind.key, language=language)
    messages.success(request, f"Sent to {request.user.email}. Its links are made up and lead nowhere.")
    return redirect(place)


def _kind(name: str) -> MailKind:
    for kind in shown_kinds():
        if kind.key == name:
            return kind
    raise Http404
