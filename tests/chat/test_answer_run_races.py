"""Two workers with one run of test questions: committed, as the workers see it."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from chat.evaluation import runs
from chat.evaluation.kept import keep_test_question
from tenants.context import tenant_scope

QUESTION = "What does a specialist visit cost on the PPO 750?"
FIFTY = {"figures": ["$50"]}


def test_two_workers_ask_each_question_once(committed, publish_guide, extractive) -> None:
    with tenant_scope(committed["acme"]):
        publish_guide()
        for number in range(3):
            keep_test_question(f"{QUESTION} {number}", FIFTY)
        run = runs.begin_run(runs.Cause.ON_DEMAND, by=None)

    def work(_: int) -> bool:
        with tenant_scope(committed["acme"]):
            try:
                return runs.work_on(run.pk) is not None
            finally:
                connection.close()

    with ThreadPoolExecutor(2) as pool:
        worked = list(pool.map(work, range(2)))

    with tenant_scope(committed["acme"]):
        assert sorted(worked) == [False, True]
        assert run.results.count() == 3
