"""A checksum of what a warehouse says, whatever it observed while it was made."""

import hashlib

import duckdb

from schemas import CONTENT


def content_checksum(connection: duckdb.DuckDBPyConnection) -> str:
    """Give a hash, in hex, of all rows of the tables of content: equal content gives equal hashes on every machine."""
    told = hashlib.sha256()
    for kind in CONTENT:
        columns = ", ".join(kind.model_fields)
        # sums of the rows' hashes do not depend on the order of the rows
        sums = "count(*), sum(md5_number_lower(told)), sum(md5_number_upper(told))"
        rows = f"SELECT row({columns})::VARCHAR AS told FROM {kind.table}"  # noqa: S608
        found = connection.execute(f"SELECT {sums} FROM ({rows})").fetchall()  # noqa: S608
        told.update(f"{kind.table} {columns} {found}\n".encode())
    return told.hexdigest()
