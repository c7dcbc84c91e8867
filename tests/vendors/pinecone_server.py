"""Pinecone's control plane and data plane, as published: describe, upsert, query, list, delete, statistics."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.vendors.local_server import Handler, LocalServer, RecordedRequest, WorkThenDrop

LIST_PAGE = 100


@dataclass(frozen=True)
class PartialWrite:
    """Store only the first so many records; say so in the count, or fail after having stored them."""

    stored: int
    status: int = 200


@dataclass
class Change:
    """One accepted write; readers see it after their own delay."""

    namespace: str
    position: int
    records: list[dict[str, Any]] = field(default_factory=list)
    deleted_ids: frozenset[str] = frozenset()
    deletes_all: bool = False
    at: float = field(default_factory=monotonic)


class PineconeServer(LocalServer):
    def __init__(self, *, dimension: int = 64) -> None:
        super().__init__()
        self.dimension = dimension
        self.index_name = "benefits-knowledge"
        self.has_index = True
        self.list_delay_seconds = 0.0
        self.query_delay_seconds = 0.0
        self.sends_positions = True
        self.intruders: list[dict[str, Any]] = []  # records a broken index returns to every query
        self.changes: list[Change] = []

    def namespaces(self) -> set[str]:
        """Return every namespace that any request has named."""
        named = {request.body.get("namespace", "") for request in self.requests if request.body}
        listed = [parse_qs(urlsplit(request.path).query) for request in self.calls("/vectors/list")]
        return named | {namespace for query in listed for namespace in query.get("namespace", [""])}

    def records(self, namespace: str) -> dict[str, dict[str, Any]]:
        return self._view(namespace, delay=0)

    def answer(self, handler: Handler, request: RecordedRequest, fault: object) -> None:
        path = urlsplit(request.path).path
        if path.startswith("/indexes"):
            self._control(handler, request, path)
        elif path == "/vectors/upsert":
            self._upsert(handler, request.body, fault)
        elif path == "/rerank":
            self._rerank(handler, request.body)
        elif path == "/query":
            self._query(handler, request.body)
        elif path == "/vectors/list":
            self._list(handler, parse_qs(urlsplit(request.path).query))
        elif path == "/vectors/delete":
            self._delete(handler, request.body)
        elif path == "/describe_index_stats":
            self._statistics(handler)
        elif path.startswith("/namespaces/") and request.method == "DELETE":
            self._delete_namespace(handler, unquote(path.removeprefix("/namespaces/")))
        else:
            self._refuse(handler, 404, f"no such path {path}")

    def _control(self, handler: Handler, request: RecordedRequest, path: str) -> None:
        if request.method == "POST" and path == "/indexes":
            self.has_index = True
            self.index_name = request.body["name"]
            field_config = next(iter(request.body["schema"]["fields"].values()))
            self.dimension = field_config["dimension"]
            return handler.send_json(self._description(), status=201)
        if not self.has_index or path != f"/indexes/{self.index_name}":
            error = {"code": "NOT_FOUND", "message": "Resource not found"}
            return handler.send_json({"error": error, "status": 404}, status=404)
        return handler.send_json(self._description())

    def _description(self) -> dict[str, Any]:
        vector = {"type": "dense_vector", "dimension": self.dimension, "metric": "dotproduct"}
        return {
            "name": self.index_name,
            "host": self.url,
            "status": {"ready": True, "state": "Ready"},
            "schema": {"fields": {"_values": vector}},
            "deployment": {"deployment_type": "managed", "cloud": "aws", "region": "us-east-1"},
            "deletion_protection": "disabled",
        }

    def _upsert(self, handler: Handler, body: dict[str, Any], fault: object) -> None:
        records, namespace = body["vectors"], body.get("namespace", "")
        size = int(handler.headers["Content-Length"])
        if len(records) > 1_000 or size > 2 * 1024 * 1024:
            return self._refuse(handler, 400, "the request exceeds 1000 records or 2 MB")
        if any(len(record["values"]) != self.dimension for record in records):
            return self._refuse(handler, 400, "vector dimension does not match the dimension of the index")
        if isinstance(fault, PartialWrite):
            records = records[: fault.stored]
        self._apply(Change(namespace, self._next_position(), records=records))
        if isinstance(fault, PartialWrite) and fault.status != 200:
            return self._refuse(handler, fault.status, "internal error")
        if isinstance(fault, WorkThenDrop):
            return handler.drop()
        return self._reply(handler, {"upsertedCount": len(records)}, committed=True)

    def _query(self, handler: Handler, body: dict[str, Any]) -> None:
        view = self._view(body.get("namespace", ""), delay=self.query_delay_seconds)
        values = body.get("vector") or view.get(body.get("id", ""), {}).get("values")
        scored = []
        if values:
            scored = [
                {"id": record["id"], "score": _cosine(values, record["values"]), "values": []}
                for record in view.values()
                if _matches(record.get("metadata") or {}, body.get("filter") or {})
            ]
        scored.sort(key=lambda match: -match["score"])
        payload = {
            "matches": [*self.intruders, *scored][: body["topK"]],
            "namespace": body.get("namespace", ""),
            "usage": {"readUnits": 1},
        }
        self._reply(handler, payload, indexed=True)

    def _rerank(self, handler: Handler, body: dict[str, Any]) -> None:
        """Order by the share of the question's words, as a model would by what it understands."""
        asked = set(body["query"].lower().split())
        rows = []
        for index, document in enumerate(body["documents"]):
            words = set(document[body["rank_fields"][0]].lower().replace(".", " ").split())
            rows.append({"index": index, "score": len(asked & words) / len(asked)})
        rows.sort(key=lambda row: -row["score"])
        payload = {"model": body["model"], "data": rows[: body.get("top_n")], "usage": {"rerank_units": 1}}
        handler.send_json(payload)

    def _list(self, handler: Handler, query: dict[str, list[str]]) -> None:
        namespace, prefix = query.get("namespace", [""])[0], query.get("prefix", [""])[0]
        view = self._view(namespace, delay=self.list_delay_seconds)
        ids = sorted(record_id for record_id in view if record_id.startswith(prefix))
        start = int(query.get("paginationToken", ["0"])[0])
        end = start + min(int(query.get("limit", [LIST_PAGE])[0]), LIST_PAGE)
        payload: dict[str, Any] = {
            "vectors": [{"id": record_id} for record_id in ids[start:end]],
            "namespace": namespace,
            "usage": {"readUnits": 1},
        }
        if end < len(ids):
            payload["pagination"] = {"next": str(end)}
        self._reply(handler, payload)

    def _delete(self, handler: Handler, body: dict[str, Any]) -> None:
        if len(body.get("ids") or []) > 1_000:
            return self._refuse(handler, 400, "at most 1000 ids")
        namespace = body.get("namespace", "")
        change = Change(
            namespace,
            self._next_position(),
            deleted_ids=frozenset(body.get("ids") or []),
            deletes_all=bool(body.get("deleteAll")),
        )
        self._apply(change)
        return self._reply(handler, {}, committed=True)

    def _delete_namespace(self, handler: Handler, namespace: str) -> None:
        if not self.records(namespace):
            return self._refuse(handler, 404, "Namespace not found")
        self._apply(Change(namespace, self._next_position(), deletes_all=True))
        return self._reply(handler, {})

    def _statistics(self, handler: Handler) -> None:
        names = {change.namespace for change in self.changes}
        counts = {name: {"vectorCount": len(self.records(name))} for name in names if self.records(name)}
        payload = {
            "namespaces": counts,
            "dimension": self.dimension,
            "indexFullness": 0.0,
            "totalVectorCount": sum(count["vectorCount"] for count in counts.values()),
        }
        self._reply(handler, payload)

    def _apply(self, change: Change) -> None:
        with self.lock:
            self.changes.append(change)

    def _next_position(self) -> int:
        return len(self.changes) + 1

    def _seen(self, delay: float) -> Iterator[Change]:
        yield from (change for change in list(self.changes) if change.at + delay <= monotonic())

    def _view(self, namespace: str, *, delay: float) -> dict[str, dict[str, Any]]:
        view: dict[str, dict[str, Any]] = {}
        for change in self._seen(delay):
            if change.namespace == namespace:
                kept = {} if change.deletes_all else view
                view = {key: kept[key] for key in kept if key not in change.deleted_ids}
                view |= {record["id"]: record for record in change.records}
        return view

    def _reply(
        self, handler: Handler, payload: dict[str, Any], *, committed: bool = False, indexed: bool = False
    ) -> None:
        headers = {}
        if self.sends_positions and committed:
            headers["x-pinecone-request-lsn"] = str(len(self.changes))
        if self.sends_positions and indexed:
            reached = max((change.position for change in self._seen(self.query_delay_seconds)), default=0)
            headers["x-pinecone-max-indexed-lsn"] = str(reached)
        handler.send_json(payload, headers=headers)

    def _refuse(self, handler: Handler, status: int, message: str) -> None:
        handler.send_json({"code": 3, "message": message, "details": []}, status=status)


def _cosine(left: list[float], right: list[float]) -> float:
    product = sum(a * b for a, b in zip(left, right, strict=True))
    return product / (math.hypot(*left) * math.hypot(*right) or 1.0)


def _matches(metadata: dict[str, Any], conditions: dict[str, Any]) -> bool:
    for key, condition in conditions.items():
        wanted = condition["$in"] if "$in" in condition else [condition["$eq"]]
        if metadata.get(key) not in wanted:
            return False
    return True
