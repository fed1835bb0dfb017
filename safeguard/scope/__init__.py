"""The school scope: which school's rows this piece of work may touch, and nothing else."""

from safeguard.scope.current import (
    NoScope,
    Scope,
    all_schools,
    carry,
    current_school_id,
    current_scope,
    school_scope,
    trust_scope,
    user_scope,
)

__all__ = [
    "NoScope",
    "Scope",
    "all_schools",
    "carry",
    "current_school_id",
    "current_scope",
    "school_scope",
    "trust_scope",
    "user_scope",
]
