"""The rows that were left out, with the reason beside each, as a file to repair and bring in again."""

from collections.abc import Iterable, Iterator

from concerns.imports.match import STOP_SENTENCES
from concerns.imports.plan import Stop
from concerns.imports.repairs import SENTENCES, RowProblem
from concerns.imports.table import Table
from safeguard.csvsafe import CellValue, stream_csv

LINE = "Line in your file"
PROBLEM = "What is wrong"
REPAIR = "What to do"
ASK = "Compare it with the child's record. Bring the file in again and tick the row, or correct the row."


def stream_rejects(table: Table, problems: Iterable[RowProblem], stops: Iterable[Stop]) -> Iterator[bytes]:
    """The file, piece by piece: line, reason and repair, then the columns as they came."""
    cells_of = {row.number: row.cells for row in table.rows}
    lines: list[tuple[int, str, str, tuple[str, ...]]] = []
    for problem in problems:
        what, how = SENTENCES[problem.repair]
        where = f"{problem.header}: {what}" if problem.header else what
        lines.append((problem.number, where, how, problem.cells))
    lines.extend(
        (stop.row.number, STOP_SENTENCES[stop.reason], ASK, cells_of.get(stop.row.number, ()))
        for stop in stops
    )
    lines.sort(key=lambda line: line[0])
    rows: Iterator[list[CellValue]] = ([number, what, how, *cells] for number, what, how, cells in lines)
    return stream_csv([LINE, PROBLEM, REPAIR, *table.headers], rows)
