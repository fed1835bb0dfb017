"""Take the README's pictures: `python -m tests.journeys.pictures`. Invented people only."""

import tempfile
from pathlib import Path

from safeguard.demo.stack import demo_stack
from tests.journeys.drive import browser, person

HERE = Path(__file__).resolve().parents[2] / "docs" / "screens"
SHOTS = (("teacher", "/s/oakfield/concerns/log/", "log"), ("dsl", "/s/oakfield/triage/", "triage"))


def main() -> None:
    """Start the stack with the small sample, walk to each page, keep its picture."""
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_stack(directory=Path(folder), database="pictures") as stack,
        browser() as running,
    ):
        for who, path, name in SHOTS:
            somebody = person(running, stack.url, who, "desk")
            somebody.go(path)
            somebody.page.screenshot(path=HERE / f"{name}.png")
            print(HERE / f"{name}.png")  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
