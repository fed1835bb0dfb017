"""What can go wrong on the way to paper. No message here ever holds a word of the document."""

INSTALL = (
    "PDF pages cannot be made here because the Pango library is missing. Install it with: apt-get install "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
)


class PaperError(Exception):
    """A document could not be made. The message says which stage failed, never what the text was."""


class PaperUnavailable(PaperError):
    """A system library is missing; the message is one line that says what to install."""

    def __init__(self) -> None:
        super().__init__(INSTALL)


class NoRoom(PaperError):
    """The disk is full. What had been written is gone again."""

    def __init__(self) -> None:
        super().__init__("There is not enough room on the disk to build this document. Nothing was kept.")
