"""The public API of a client's host, `/api/v1/`, with its description at `/api/v1/docs`."""

import structlog
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from analytics.api import router as analytics_router
from branding.api import router as branding_router
from chat.api import router as chat_router
from config.api_errors import answer_errors, declared_urls, say
from config.api_page import ApiPage
from knowledge.api import router as knowledge_router
from knowledge.api import what_never_came

log = structlog.get_logger(__name__)

api = NinjaAPI(
    title="Benefits assistant",
    version="1.0.0",
    urls_namespace="api",
    description=(
        "Ask questions, search published passages and upload documents of one client. The client is the host. "
        "Send a key made with `manage.py create_api_key` as `Authorization: Bearer …`."
    ),
    docs=ApiPage("base.html", example="bk_…", path="/api/v1/search?q=dental"),
    docs_url="/docs",
    openapi_url="/openapi.json",
)
api.add_router("", analytics_router)
api.add_router("", branding_router)
api.add_router("", chat_router)
api.add_router("", knowledge_router)
answer_errors(api, unauthenticated="Send a valid API key of this client with the needed scope, or sign in.")


@api.exception_handler(ValidationError)
def say_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    # Its file is left out of a request before anything is checked, so "field required" would be all that is said.
    never_came = what_never_came(request)
    if never_came is not None:
        return say(api, request, never_came.status_code, str(never_came))
    fields = [{"field": ".".join(map(str, item["loc"])), "problem": item["msg"]} for item in error.errors]
    return say(api, request, 422, "The request has fields that cannot be used.", fields=fields)


urls = declared_urls(api)
