"""Reading the record. Everything comes through what the member may see."""
