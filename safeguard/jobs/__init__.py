"""Work that outlives a request. The row is the truth; the broker only wakes workers."""
