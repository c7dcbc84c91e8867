"""The platform's own API, `/api/v1/platform/` on the platform's host, described at `/api/v1/platform/docs`."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from config.api_errors import answer_errors, declared_urls, say
from config.api_page import ApiPage
from platform_admin.api import router
from platform_admin.create_once import FieldsRefused
from platform_admin.domains.api import router as domains
from platform_admin.pace import TooManyCalls
from platform_admin.senders.api import router as senders

api = NinjaAPI(
    title="Benefits platform",
    version="1.0.0",
    urls_namespace="api_platform",
    description=(
        "Create clients, list them, follow their preparation and give them domains and senders of their own. Send a "
        "key made under API keys in the portal, or with `manage.py platform_key create`, as `Authorization: Bearer …`."
    ),
    docs=ApiPage("base_platform.html", example="pk_…", path="/api/v1/platform/clients?status=active"),
    docs_url="/docs",
    openapi_url="/openapi.json",
)
api.add_router("", router)
api.add_router("", domains)
api.add_router("", senders)
answer_errors(api, unauthenticated="Send a valid API key of the platform with the needed scope.")


@api.exception_handler(ValidationError)
def say_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    # The last name of where it stands is the field's own, as in FieldsRefused.
    return _say_fields(request, [(str(item["loc"][-1]), item["msg"]) for item in error.errors])


@api.exception_handler(FieldsRefused)
def say_refused(request: HttpRequest, error: FieldsRefused) -> HttpResponse:
    return _say_fields(request, [(name, " ".join(sentences)) for name, sentences in error.problems.items()])


@api.exception_handler(TooManyCalls)
def say_too_many(request: HttpRequest, error: TooManyCalls) -> HttpResponse:
    response = say(api, request, 429, str(error))
    response["Retry-After"] = str(error.wait_seconds)
    return response


def _say_fields(request: HttpRequest, problems: list[tuple[str, str]]) -> HttpResponse:
    fields = [{"field": field, "problem": problem} for field, problem in problems]
    return say(api, request, 422, "The request has fields that cannot be used.", fields=fields)


urls = declared_urls(api)
