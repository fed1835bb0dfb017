"""Where a person lands, how they prove who they are, and who belongs to a school."""
