"""Stripe's API as far as the product speaks it: forms in, JSON out, idempotency keys, lookup keys, signed events.

What a key was answered once is answered again, as Stripe does: a POST that is sent twice makes nothing twice.
"""

import hashlib
import hmac
import json
import time
from itertools import count
from urllib.parse import parse_qs, urlsplit

from tests.vendors.local_server import Handler, LocalServer, RecordedRequest, WorkThenDrop

KEY = "sk_test_local"
WEBHOOK_SECRET = "whsec_local"
_KINDS = {
    "customers": ("cus", "customer"),
    "products": ("prod", "product"),
    "prices": ("price", "price"),
    "subscriptions": ("sub", "subscription"),
    "invoices": ("in", "invoice"),
}


class StripeServer(LocalServer):
    def __init__(self) -> None:
        super().__init__()
        self.objects: dict[str, dict] = {}
        self.answers: dict[str, tuple[int, dict]] = {}
        self._numbers = count(1)

    def answer(self, handler: Handler, request: RecordedRequest, fault: object) -> None:
        status, payload = self._work(request)
        if isinstance(fault, WorkThenDrop):
            handler.drop()
        else:
            handler.send_json(payload, status=status)

    def of(self, kind: str) -> list[dict]:
        """Return what was made of one kind, in order."""
        return [told for told in self.objects.values() if told["object"] == kind]

    def put(self, kind: str, **facts: object) -> dict:
        """Have something at Stripe that the product did not make."""
        return self._make(kind, facts)

    def _work(self, request: RecordedRequest) -> tuple[int, dict]:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return 401, _error("invalid_request_error", "Invalid API Key provided", "api_key_invalid")
        key = request.headers.get("idempotency-key", "")
        with self.lock:
            if request.method == "POST" and key in self.answers:
                return self.answers[key]
            answered = self._do(request)
            if request.method == "POST" and key and answered[0] < 500:
                self.answers[key] = answered
            return answered

    def _do(self, request: RecordedRequest) -> tuple[int, dict]:
        address = urlsplit(request.path)
        parts = address.path.removeprefix("/v1/").split("/")
        if parts == ["billing_portal", "sessions"]:
            return self._portal(request.body)
        kind = parts[0]
        if kind not in _KINDS:
            return 404, _error("invalid_request_error", f"Unrecognized request URL ({address.path}).")
        if request.method == "POST" and len(parts) == 1:
            return 200, self._make(kind, request.body)
        if len(parts) == 2:
            told = self.objects.get(parts[1])
            if told and request.method == "DELETE":
                if told["status"] == "canceled":
                    return 404, _error("invalid_request_error", "No such subscription", "resource_missing")
                told["status"] = "canceled"
            elif told and request.method == "POST":
                self._change(told, request.body)
            return (200, told) if told else (404, _error("invalid_request_error", "No such object", "resource_missing"))
        return 200, {"object": "list", "data": self._listed(kind, parse_qs(address.query)), "has_more": False}

    def _listed(self, kind: str, query: dict[str, list[str]]) -> list[dict]:
        found = self.of(_KINDS[kind][1])
        keys = query.get("lookup_keys[0]") or query.get("lookup_keys[]")
        ids = query.get("ids[0]") or query.get("ids[]")
        if keys:
            found = [told for told in found if told.get("lookup_key") in keys]
        if ids:
            found = [told for told in found if told["id"] in ids]
        return found

    def _change(self, told: dict, facts: dict) -> None:
        for name, value in facts.items():
            if name.startswith("metadata["):
                told["metadata"] = {**(told.get("metadata") or {}), name[len("metadata[") : -1]: value}
            else:
                told[name] = value

    def _make(self, kind: str, facts: dict) -> dict:
        prefix, name = _KINDS[kind]
        made = {"object": name, "created": int(time.time()), **facts}
        made["id"] = facts.get("id") or f"{prefix}_{next(self._numbers)}"
        if kind == "subscriptions":
            made.setdefault("status", "active")
            item = {"object": "subscription_item", "id": f"si_{next(self._numbers)}"}
            made.setdefault("items", {"object": "list", "data": [item]})
        if made.get("transfer_lookup_key"):
            for told in self.of("price"):
                if told.get("lookup_key") == made["lookup_key"]:
                    told["lookup_key"] = None
        self.objects[made["id"]] = made
        return made

    def _portal(self, wanted: dict) -> tuple[int, dict]:
        if wanted["customer"] not in self.objects:
            return 404, _error("invalid_request_error", "No such customer", "resource_missing")
        url = f"https://billing.stripe.example/session/{wanted['customer']}"
        return 200, {"object": "billing_portal.session", "id": f"bps_{next(self._numbers)}", "url": url, **wanted}


def invoice_facts(customer: str, **more: object) -> dict:
    """Return an open invoice over $120.00 with $10.00 of it tax, as Stripe tells it."""
    return {
        "customer": customer,
        "number": "ACME-0001",
        "status": "open",
        "period_start": 1_767_225_600,
        "period_end": 1_769_904_000,
        "due_date": 1_772_500_000,
        "total": 12_000,
        "total_excluding_tax": 11_000,
        "status_transitions": {"finalized_at": 1_769_904_100, "paid_at": None},
        "lines": {"object": "list", "data": [{"object": "line_item", "description": "Starter", "amount": 11_000}]},
        **more,
    }


def event(kind: str, told: dict, *, event_id: str = "evt_1", **more: object) -> bytes:
    """Return the body of an event about an object."""
    data = {"object": told}
    return json.dumps({"id": event_id, "object": "event", "type": kind, "data": data, **more}).encode()


def signature(payload: bytes, *, secret: str = WEBHOOK_SECRET, at: float | None = None) -> str:
    moment = int(time.time() if at is None else at)
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + payload, hashlib.sha256).hexdigest()
    return f"t={moment},v1={signed}"


def _error(kind: str, message: str, code: str = "") -> dict:
    return {"error": {"type": kind, "message": message, "code": code}}
