import json
from argparse import ArgumentParser, ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError

from tenants.context import platform_scope
from tenants.fleet.bring import LOCK_TIMEOUT_SECONDS, Outcome
from tenants.fleet.migrate import Fleet, migrate_clients, migrate_platform, processes_by_default
from tenants.fleet.report import as_json, as_lines, counted, needs_work
from tenants.fleet.states import SchemaState, platform_lacks, schema_states
from tenants.fleet.workers import Stop


class Command(BaseCommand):
    help = "Work on all clients' schemas: bring them up to date, tell how they stand, put right what is half made."

    # They load every page there is, which takes longer than to look at a thousand schemas; `manage.py check` runs them.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        migrate = actions.add_parser("migrate", help="bring the platform, every client and every spare up to date")
        migrate.add_argument("--processes", type=int, default=processes_by_default(), help="how many work side by side")
        migrate.add_argument(
            "--lock-timeout",
            type=_seconds,
            default=LOCK_TIMEOUT_SECONDS,
            metavar="5s",
            help="how long to wait for a table that is in use, each of a few times",
        )
        migrate.add_argument("--client", nargs="+", metavar="SUBDOMAIN", help="these clients alone")
        migrate.add_argument(
            "--go-on", action="store_true", help="end well though schemas are left behind; the others can be served"
        )
        repairs = actions.add_parser("repair", help="put right what is half made; name what is nobody's")
        repairs.add_argument("--yes", action="store_true", help="drop what is nobody's: schemas, roles, files, vectors")
        repairs.add_argument("--processes", type=int, default=processes_by_default())
        status = actions.add_parser("status", help="tell how far every schema is; 1 if one is behind")
        status.add_argument("--json", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        with platform_scope():
            if options["action"] == "migrate":
                self._migrate(options)
            elif options["action"] == "repair":
                self._repair(is_sure=options["yes"], processes=options["processes"])
            else:
                self._status(is_json=options["json"])

    def _migrate(self, options: dict[str, object]) -> None:
        ran = migrate_platform()
        self.stdout.write(
            f"The platform: {counted(len(ran), 'migration')} ran." if ran else "The platform: up to date."
        )
        with Stop().on_signals() as stop:
            fleet = migrate_clients(
                processes=options["processes"],
                lock_timeout_seconds=options["lock_timeout"],
                only=options["client"],
                told=self._tell,
                stop=stop,
            )
        self._sum_up(fleet, only=options["client"], goes_on=options["go_on"])

    def _tell(self, number: int, count: int, state: SchemaState, outcome: Outcome) -> None:
        what = (
            f"LEFT BEHIND: {outcome.failure}" if outcome.failure else ", ".join(outcome.ran) or "up to date meanwhile"
        )
        self.stdout.write(f"[{number}/{count}] {state.name} ({state.schema_name}): {what}")

    def _sum_up(self, fleet: Fleet, *, only: list[str] | None, goes_on: bool) -> None:
        names = {state.schema_name: state for state in fleet.all}
        if unknown := set(only or ()) - {state.name for state in fleet.all}:
            raise CommandError(f"No client has the subdomain {', '.join(sorted(unknown))}. See: client list")
        whole = sum(state.exists for state in fleet.all) - len(fleet.left)
        self.stdout.write(f"{counted(whole, 'schema')} up to date; {len(fleet.behind)} were behind.")
        if not fleet.left:
            return
        left = "\n".join(f"  {names[one.schema_name].name} ({one.schema_name}): {one.failure}" for one in fleet.left)
        sentence = (
            f"{counted(len(fleet.left), 'schema')} left behind, whose people see a maintenance page:\n{left}\n"
            "Put right what is said there and run `fleet migrate` again; what is done is not done twice."
        )
        if not goes_on or fleet.is_stopped:
            raise CommandError(sentence)
        self.stderr.write(sentence)

    def _repair(self, *, is_sure: bool, processes: int) -> None:
        # With all that can drop files and vectors, which takes longer to load than a thousand schemas to look at.
        from platform_admin.repair import drop_orphans, repair

        migrate_platform()
        repaired = repair(processes=processes)
        for name in repaired.given_rights:
            self.stdout.write(f"{name}: its role and rights are as they should be again.")
        for name in repaired.migrated:
            self.stdout.write(f"{name}: up to date again.")
        for name, failure in repaired.left:
            self.stdout.write(f"{name}: LEFT BEHIND: {failure}")
        for name in repaired.without_schema:
            self.stdout.write(f"{name} has no schema. If there is a backup: client restore FILE --as SUBDOMAIN")
        for name in repaired.orphans:
            self.stdout.write(f"{name}: nobody's.")
        if repaired.orphans and is_sure:
            drop_orphans(repaired.orphans)
            self.stdout.write(f"{counted(len(repaired.orphans), 'schema')} or roles of nobody's dropped.")
        elif repaired.orphans:
            self.stdout.write("Nothing was dropped. To drop what is nobody's, with its files: fleet repair --yes")
        if repaired.left or repaired.without_schema:
            raise CommandError("Not everything could be put right; the lines above say what is left.")

    def _status(self, *, is_json: bool) -> None:
        lacks = platform_lacks()
        # Without its own tables the platform knows no client.
        states = [] if lacks else schema_states()
        if is_json:
            self.stdout.write(json.dumps(as_json(lacks, states), indent=2))
        else:
            self.stdout.write("\n".join(as_lines(lacks, states)))
        if lacks or any(map(needs_work, states)):
            raise CommandError("Not everything is up to date. See: fleet migrate, fleet repair")


def _seconds(text: str) -> float:
    try:
        seconds = float(text.removesuffix("s"))
    except ValueError:
        seconds = 0.0
    if seconds <= 0:
        raise ArgumentTypeError(f"{text!r} is no time like 5s")
    return seconds
