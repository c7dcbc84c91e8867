"""What everybody is told once, and can read at any time: that a program answers, and who reads what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from chat.keeping import kept_days
from tenants.access import member_required


@member_required
@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    return render(request, "chat/notice.html", {"kept_days": kept_days()})


@member_required
@require_POST
def notice_seen(request: HttpRequest) -> HttpResponse:
    User.objects.filter(pk=request.user.pk, notice_seen_at=None).update(notice_seen_at=timezone.now())
    return redirect("chat:home")
