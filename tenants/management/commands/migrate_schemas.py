from django.core.management import call_command
from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand

from tenants.context import PUBLIC, maintenance_scope
from tenants.fleet.bring import note_as_it_is
from tenants.rights import grant_rights
from tenants.schemas import existing_schemas


class Command(MigrateSchemasCommand):
    """django-tenants' command, allowed by the tripwire to move between schemas.

    Everything up to date is the business of `fleet migrate`, which is called when no more is asked. One schema, or one
    app to a migration of its own, goes Django's way; then each role gets its rights on new tables. Clients that have
    no schema yet are passed over.
    """

    def handle(self, *args: object, **options: object) -> None:
        with maintenance_scope():
            if options["shared"] or options["schema_name"]:
                self._migrate(*args, **options)
            elif options["app_label"]:
                if not options["tenant"]:
                    self._migrate(*args, **{**options, "shared": True})
                for name in existing_schemas():
                    self._migrate(*args, **{**options, "tenant": False, "schema_name": name})
            else:
                call_command("fleet", "migrate", stdout=self.stdout, stderr=self.stderr)

    def _migrate(self, *args: object, **options: object) -> None:
        super().handle(*args, **options)
        if options["schema_name"] and options["schema_name"] != PUBLIC:
            grant_rights(options["schema_name"])
            note_as_it_is(options["schema_name"])
