"""Many rows in few statements.

Between two rows of an `executemany`, Python's sqlite3 gives the interpreter to whichever thread wants it, and a thread that
computes keeps it for 5 ms: 8,000 rows that take 0.1 s by themselves took 30 s beside such a thread, and 1 s in statements of
64 rows.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, TableClause

#: Rows of one statement, largest first. Few sizes, as the database keeps the statements that it has prepared.
_SIZES = (64, 16, 4, 1)


class Insert:
    """Rows to put into some columns of a table; values are as the database has them."""

    def __init__(self, table: TableClause, columns: Sequence[str], *, replace_by: str | None = None) -> None:
        """Prepare; a row that has the same *replace_by*, a key of the table, is overwritten."""
        into = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES "  # noqa: S608 - names of ours
        row = f"({', '.join('?' * len(columns))})"
        others = ", ".join(f"{name} = excluded.{name}" for name in columns if name != replace_by)
        otherwise = f" ON CONFLICT ({replace_by}) DO UPDATE SET {others}" if replace_by else ""
        self._statements = [(size, into + ", ".join([row] * size) + otherwise) for size in _SIZES]

    def run(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write the rows, in their order."""
        at = 0
        for size, statement in self._statements:
            while len(rows) - at >= size:
                connection.exec_driver_sql(statement, tuple(chain.from_iterable(rows[at : at + size])))
                at += size
