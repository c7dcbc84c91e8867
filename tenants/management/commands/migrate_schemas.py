from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand

from tenants.context import PUBLIC, maintenance_scope
from tenants.schemas import existing_schemas, grant_rights


class Command(MigrateSchemasCommand):
    """django-tenants' command, allowed by the tripwire to move between schemas.

    It also migrates the spare schemas, passes over clients that have none yet (the library's would fail on them),
    and gives each role its rights on new tables.
    """

    def handle(self, *args: object, **options: object) -> None:
        with maintenance_scope():
            if options["shared"] or options["schema_name"]:
                self._migrate(*args, **options)
                return
            if not options["tenant"]:
                self._migrate(*args, **{**options, "shared": True})
            for name in existing_schemas():
                self._migrate(*args, **{**options, "tenant": False, "schema_name": name})

    def _migrate(self, *args: object, **options: object) -> None:
        super().handle(*args, **options)
        if options["schema_name"] and options["schema_name"] != PUBLIC:
            grant_rights(options["schema_name"])
