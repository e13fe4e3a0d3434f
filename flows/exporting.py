"""What follows a refresh: tables in a folder, and a report, where these are set."""

from flows.settings import Settings
from warehouse.database import connect
from warehouse.export import export


def publish_exports(settings: Settings) -> None:
    """Write all content into the folder that is set, and the report into the file that is set; without either nothing.

    Raises WarehouseError where they can't be written, or there is no document to report.
    """
    if settings.export_folder is not None:
        with connect(settings.warehouse) as connection:
            export(connection, settings.export_format, (), settings.export_folder)
    if settings.report_file is not None:
        from flows.reporting.writing import write_report

        place, year = settings.report_place, settings.report_year
        write_report(settings.warehouse, place, year, settings.report_file, settings.secret)
