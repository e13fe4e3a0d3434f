"""The exports that follow a refresh, where a folder for them is set."""

from flows.settings import Settings
from warehouse.database import connect
from warehouse.export import export


def publish_exports(settings: Settings) -> None:
    """Write all content into the folder that is set, in the format that is set; without a folder do nothing."""
    if settings.export_folder is None:
        return
    with connect(settings.warehouse) as connection:
        export(connection, settings.export_format, (), settings.export_folder)
