"""Pages of the record. A view loads through queries, binds a form, makes one action call, answers."""
