from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand

from tenants.context import maintenance_scope


class Command(MigrateSchemasCommand):
    """django-tenants' command, allowed by the tripwire to move between schemas."""

    def handle(self, *args: object, **options: object) -> None:
        with maintenance_scope():
            super().handle(*args, **options)
