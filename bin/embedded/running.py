"""Running the engines of a data folder: taking the folder, cleaning up after an earlier run, stopping again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from embedded import data_folder, engine_place, leftovers
from embedded.child import POSTGRES_STAGE, REDIS_STAGE
from embedded.data_folder import DataFolder, Secrets
from embedded.engines import Engines, EngineUrls
from embedded.environment import Wishes
from embedded.logbook import LogBook
from embedded.ownership import Lock
from embedded.sentences import Refusal
from embedded.supervisor import Supervisor
from embedded.watchdog import Watchdog


@dataclass(frozen=True)
class Run:
    """What a command needs while it owns a data folder with running engines."""

    supervisor: Supervisor
    urls: EngineUrls
    urls_beside: tuple[EngineUrls, ...]
    secrets: Secrets
    mark: str


@contextmanager
def running_engines(
    wishes: Wishes,
    data: DataFolder,
    *,
    lock: Lock,
    logbook: LogBook,
    starts_afresh: bool = False,
    is_throw_away: bool = False,
    beside: Sequence[tuple[DataFolder, Lock]] = (),
) -> Iterator[Run]:
    """Run the engines of the data folder whose lock is given; stop every program when the block is left.

    `beside`: more folders, each with engines of its own; all that is started carries the mark of the first.
    """
    mark = str(data.path)
    owned = ((data, lock), *beside)
    houses = []
    for number, (folder, _) in enumerate(owned, start=1):
        leftovers.kill_marked(str(folder.path))
        if starts_afresh:
            _start_afresh(folder)
        secrets = data_folder.read_secrets(folder)
        houses.append(Engines(wishes, folder, secrets, is_throw_away=is_throw_away, number=number))
    descriptors = [descriptor for engines in houses for descriptor in engines.lock_files(say=logbook.say)]
    watchdog = Watchdog(mark=mark, keeps_open=(*(held.descriptor for _, held in owned), *descriptors))
    supervisor = Supervisor(logbook, watchdog)
    try:
        urls, *urls_beside = [engines.start(supervisor) for engines in houses]
        yield Run(supervisor, urls, tuple(urls_beside), data_folder.read_secrets(data), mark)
    finally:
        supervisor.stop(stages=range(REDIS_STAGE))
        # Programs of their programs, if some went into a session of their own and outlived their parents.
        leftovers.kill_marked(mark)
        supervisor.stop(stages=range(REDIS_STAGE, POSTGRES_STAGE + 1))
        supervisor.close()
        watchdog.dismiss()
        for engines, (folder, held) in zip(houses, owned, strict=True):
            if is_throw_away:
                engine_place.forget(folder, data_folder.read_secrets(folder))
            engines.release()
            held.release()


def _start_afresh(data: DataFolder) -> None:
    # If the secrets are damaged, nobody can tell any more what lies outside of the folder.
    with suppress(Refusal):
        secrets = data_folder.read_secrets(data)
        for folder in engine_place.engine_folders(data, secrets):
            leftovers.stop_engines_in(folder)
        engine_place.forget(data, secrets)
    data_folder.empty(data)
    data_folder.prepare(data.path, is_own=True)
