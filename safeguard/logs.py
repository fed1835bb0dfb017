"""Logs without the words of a record."""

import logging


class NoWords(logging.Filter):
    """Takes traceback values and request objects out of log records: what a frame held never gets printed.

    The exception's type and place stay; its message goes, since libraries put values into messages.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            place = ""
            while trace is not None:
                place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
                trace = trace.tb_next
            record.msg = f"{record.getMessage()} [{kind.__name__} at {place}]"
            record.args = ()
            record.exc_info = record.exc_text = None
        return True
