"""Pupils from a file: pure functions from bytes to a plan, with no database below them.

Read in this order: decode -> table (csvfile, workbook) -> mapping -> dates, rows -> plan -> rejects.
`reading.read_pupils` walks through the first four. What writes is `concerns.actions.imports`.

No class here prints a cell: a name in a traceback or a log line would be a leak.
"""
