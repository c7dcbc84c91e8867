"""How long it takes until everybody who has a live page open sees that more people are active.

bin/benchmark live_page [--watchers 200] [--steps 10]

Five more people do something every two seconds; told is the time from that until each of the open streams has the new
figure, through Redis, the worker that tells and the relay in the process of the pages.
"""

import argparse
import asyncio
import sys
import threading
import time
from collections.abc import Sequence
from statistics import median, quantiles
from urllib.parse import urlencode

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.conf import settings

from accounts.models import User
from analytics.live.publish import TOPIC, publish_while_watched, watch
from benchmarks.processes import OWN_CORE, PAGES_PORT, started
from tenants import event_stream
from tenants.binding import ClientRef
from tenants.context import platform_scope, tenant_scope
from tenants.live import Holder, ticket
from tests.tenants.race import racing_clients

STEP_SECONDS = 2
AT_ONCE = 5
OF_A_HOLDER = 100


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark live_page")
    parser.add_argument("--watchers", type=int, default=200)
    parser.add_argument("--steps", type=int, default=10)
    options = parser.parse_args(arguments)
    with (
        racing_clients(1) as (contestant,),
        started("config.asgi:application", PAGES_PORT, OWN_CORE),
        tenant_scope(contestant.client),
    ):
        for number in range(20):
            User.objects.create_user(f"employee-{number}@racing.example", name="Employee", role="employee")
        watch()
        teller = threading.Thread(target=_tell, args=(options.steps * STEP_SECONDS + 15,))
        teller.start()
        took = asyncio.run(_watch(contestant.client, options.watchers, options.steps))
        teller.join()
    if len(took) < options.watchers * options.steps:
        sys.stdout.write(f"WRONG: {options.watchers * options.steps - len(took)} looks never had the new figure\n")
        return 1
    p95 = quantiles(took, n=20)[-1]
    told = f"median {median(took):.2f} s, p95 {p95:.2f} s, longest {max(took):.2f} s"
    sys.stdout.write(f"{options.watchers} watchers, {options.steps} changes: {told}\n")
    return 0


def _tell(seconds: float) -> None:
    with platform_scope():
        publish_while_watched(turn_seconds=seconds)


async def _watch(client: ClientRef, watchers: int, steps: int) -> list[float]:
    host = f"{client.subdomain}.{settings.BASE_DOMAIN}"
    seen: list[dict[int, float]] = [{} for _ in range(watchers)]
    tickets = [ticket(TOPIC, holder=Holder(f"holder-{number // OF_A_HOLDER}", host=host)) for number in range(watchers)]
    looks = [asyncio.ensure_future(_look(host, one, there)) for one, there in zip(tickets, seen, strict=True)]
    await asyncio.sleep(5)
    done: dict[int, float] = {}
    for step in range(1, steps + 1):
        done[step * AT_ONCE] = time.time()
        event_stream.append(client.schema_name, [_event(step, number) for number in range(AT_ONCE)])
        await asyncio.sleep(STEP_SECONDS)
    await asyncio.sleep(3)
    for look in looks:
        look.cancel()
    await asyncio.gather(*looks, return_exceptions=True)
    return [there[active] - at for there in seen for active, at in done.items() if active in there]


async def _look(host: str, signed: str, seen: dict[int, float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", PAGES_PORT)
    writer.write(f"GET /live/?{urlencode({'ticket': signed})} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    try:
        while line := await reader.readline():
            _, is_there, rest = line.partition(b"About ")
            if is_there:
                seen.setdefault(int(rest.split(None, 1)[0].split(b"<")[0]), time.time())
    finally:
        writer.close()


def _event(step: int, number: int) -> dict[str, object]:
    person = f"person-{step}-{number}"
    return {
        "version": 1,
        "id": person,
        "kind": "page_view",
        "name": "x",
        "at": time.time(),
        "person": person,
        "data": {},
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
