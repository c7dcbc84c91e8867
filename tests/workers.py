"""What the two workers of a run of all tests need. Loaded by bin/test, before any setting is read.

Each worker has engines and a data folder of its own. Files are shared out whole, in the order in which they were
collected; what starts whole servers and browsers comes first and is done by one of them, so that it never meets its
like, and the running product (tests/house.py) is started once.
"""

import json
import os
from collections.abc import Iterator

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

_BY_ONE = ("tests/browser/", "tests/hostile/", "tests/bin/", "tests/deploy/", "tests/chat/test_golden.py")

if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ.update(json.loads(os.environ["TEST_WORKERS"])[int(worker.removeprefix("gw"))])


class _WholeFiles(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return "by one" if _is_by_one(nodeid) else nodeid.split("::", 1)[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _WholeFiles:
    # The longest work is not what has the most tests.
    config.option.loadscopereorder = False
    return _WholeFiles(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """The work of one comes first: begun last, it would leave the other idle."""
    yield
    items.sort(key=lambda item: not _is_by_one(item.nodeid))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if _wants_house(item) and not _is_by_one(item.nodeid):
        pytest.fail("This wants the running product: name its file in tests/workers.py, so that it is started once.")


def _is_by_one(nodeid: str) -> bool:
    return nodeid.startswith(_BY_ONE)


def _wants_house(item: pytest.Item) -> bool:
    made = item._fixtureinfo.name2fixturedefs.get("house")
    return bool(made) and made[-1].func.__module__ == "tests.house"
