"""The ledger's own part in what each app does when the apps are loaded: it watches the jobs."""

from audit.witness import Ledger
from safeguard.jobs.witness import set_witness

set_witness(Ledger())
