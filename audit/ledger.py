"""The ledger's own part in what each app does when the apps are loaded: it watches the jobs."""

from audit.labels import register_words
from audit.witness import Ledger
from safeguard.jobs.witness import set_witness

set_witness(Ledger())
register_words("kind", {"audit.verify": "a check of the ledger"})
register_words(
    "view",
    {
        "home": "all entries",
        "child": "who saw a child",
        "person": "what a person saw",
        "request": "one request",
    },
)
register_words("outcome", {"whole": "whole", "fault": "not whole"})
