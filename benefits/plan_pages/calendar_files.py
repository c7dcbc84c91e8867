"""A day as a file that people put into their calendar."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.utils import timezone
from icalendar import Alarm, Calendar, Event

_WARN_BEFORE = (timedelta(7), timedelta(1))


def day_file(day: date, *, title: str, text: str, uid: str, name: str) -> HttpResponse:
    """Return a calendar file (RFC 5545) with one whole day in it, told of a week and a day before.

    `uid` is the same for the same day, so that a calendar which takes the file twice shows it once.
    """
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    event.add("summary", title)
    event.add("description", text)
    event.add("transp", "TRANSPARENT")
    for before in _WARN_BEFORE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -before)
        alarm.add("description", title)
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Benefits//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
