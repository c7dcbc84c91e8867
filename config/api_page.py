"""The API's description as a page of ours: ready-made viewers need scripts and styles that our CSP refuses."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    kind: str
    is_required: bool


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]
    statuses: tuple[str, ...]


class ApiPage(DocsBase):
    """The page on `base` (a template), with one call to try: a key's beginning and a path with its query."""

    def __init__(self, base: str, *, example: str, path: str) -> None:
        self.base, self.example, self.path = base, example, path

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: object) -> HttpResponse:
        schema = api.get_openapi_schema()
        context = {
            "api": api,
            "operations": list(_operations(schema)),
            "openapi_url": self.get_openapi_url(api, kwargs),
            "host": request.get_host(),
            "base": self.base,
            "example_key": self.example,
            "example_path": self.path,
        }
        return render(request, "api/page.html", context)


def _operations(schema: dict) -> list[Operation]:
    found = []
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            found.append(
                Operation(
                    method=method.upper(),
                    path=path,
                    summary=operation.get("summary", ""),
                    description=operation.get("description", ""),
                    parameters=tuple(_parameter(item) for item in operation.get("parameters", ())),
                    body=_body(schema, operation),
                    statuses=tuple(str(status) for status in operation["responses"]),
                )
            )
    return found


def _parameter(item: dict) -> Parameter:
    return Parameter(item["name"], item["in"], _kind(item["schema"]), item.get("required", False))


def _body(schema: dict, operation: dict) -> tuple[Parameter, ...]:
    content = operation.get("requestBody", {}).get("content", {})
    for media, described in content.items():
        body = _resolved(schema, described["schema"])
        required = body.get("required", ())
        fields = body.get("properties", {}).items()
        return tuple(Parameter(name, media, _kind(field), name in required) for name, field in fields)
    return ()


def _resolved(schema: dict, part: dict) -> dict:
    reference = part.get("$ref")
    return schema["components"]["schemas"][reference.rsplit("/", 1)[1]] if reference else part


def _kind(field: dict) -> str:
    if "anyOf" in field:
        return " or ".join(_kind(option) for option in field["anyOf"])
    return field.get("format") or field.get("type") or "object"
