"""Why a whole file could not be read, and what to do about each."""

from enum import StrEnum


class Reason(StrEnum):
    """A closed list, so that the page, the command and the stored run say the same."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NULL_BYTES = "null_bytes"
    LETTERS = "letters"
    OLD_EXCEL = "old_excel"
    MACROS = "macros"
    BINARY_EXCEL = "binary_excel"
    OPEN_DOCUMENT = "open_document"
    ARCHIVE = "archive"
    DAMAGED = "damaged"
    PDF = "pdf"
    WEB_PAGE = "web_page"
    XML = "xml"
    BROKEN_QUOTES = "broken_quotes"
    NO_HEADINGS = "no_headings"
    NO_ROWS = "no_rows"
    NO_NAMES = "no_names"
    NO_IDENTITY = "no_identity"


SENTENCES: dict[Reason, str] = {
    Reason.EMPTY: "The file is empty. Export the pupils again and choose that file.",
    Reason.TOO_BIG: "The file is larger than 25 MB. Export only the columns that are needed, as CSV.",
    Reason.TOO_MANY_ROWS: "The file has more than 100,000 rows. Divide it and bring in one part at a time.",
    Reason.TOO_MANY_COLUMNS: "The file has more than 300 columns. Export only the columns that are needed.",
    Reason.NULL_BYTES: (
        "The file holds null bytes, so it is no text file or it was damaged. Export it again, as CSV."
    ),
    Reason.LETTERS: (
        "The letters in this file cannot be read without guessing, and a name must not change. "
        "Open it in Excel and save it as “CSV UTF-8 (comma delimited)”."
    ),
    Reason.OLD_EXCEL: (
        "This is an old Excel file (.xls) or one locked with a password. "
        "Open it in Excel and save it without a password as .xlsx or as “CSV UTF-8”."
    ),
    Reason.MACROS: "This Excel file can hold macros (.xlsm). Save it as .xlsx or as “CSV UTF-8”.",
    Reason.BINARY_EXCEL: "This is a binary Excel file (.xlsb). Save it as .xlsx or as “CSV UTF-8”.",
    Reason.OPEN_DOCUMENT: "This is an OpenDocument spreadsheet (.ods). Save it as .xlsx or as CSV.",
    Reason.ARCHIVE: "This is an archive, not a table. Unpack it and choose the CSV or .xlsx file in it.",
    Reason.DAMAGED: "This Excel file is damaged. Save it again as .xlsx or as “CSV UTF-8”.",
    Reason.PDF: "This is a PDF. Export the pupils as CSV or .xlsx instead.",
    Reason.WEB_PAGE: "This is a web page named as a spreadsheet. Open it in Excel and save it as .xlsx.",
    Reason.XML: "This is an XML file. Export the pupils as CSV or .xlsx instead.",
    Reason.BROKEN_QUOTES: "Quotation marks do not match on more than 1,000 lines. Export the file again.",
    Reason.NO_HEADINGS: "The first row has no headings. Add a row that says what each column holds.",
    Reason.NO_ROWS: "The file has headings and no pupils below them.",
    Reason.NO_NAMES: "Say which columns hold the surname and the forename.",
    Reason.NO_IDENTITY: (
        "Say which column holds the date of birth, the UPN or the admission number. "
        "Without one of them the same child cannot be recognised again."
    ),
}


class UnreadableFile(Exception):
    """The file as a whole cannot be read. Holds a code and a sentence, never a word of the file."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.sentence = SENTENCES[reason]
