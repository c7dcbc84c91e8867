"""Mails in the client's name and brand, from whatever process: workers send some, and operators from the platform's
host."""

from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation


def send_in_brand(template: str, *, to: str, language: str, **context: object) -> None:
    """Send `<template>_subject.txt`, `_message.txt` and `_message.html` in the language, from the client bound now.

    Raises OSError if it cannot be handed over.
    """
    # The brand comes from the client at hand, not from a request, but templates are given it with one.
    request = HttpRequest()
    with translation.override(language):
        subject = render_to_string(f"{template}_subject.txt", context, request)
        as_text = render_to_string(f"{template}_message.txt", context, request)
        as_html = render_to_string(f"{template}_message.html", context, request)
    message = EmailMultiAlternatives(subject=" ".join(subject.split()), body=as_text, to=[to])
    message.attach_alternative(as_html, "text/html")
    message.send()
