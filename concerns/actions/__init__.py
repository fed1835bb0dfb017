"""What people do to the record. Each action checks, locks, checks the state, changes, writes the ledger."""
