"""The ledger: every look leaves a mark."""
