"""Schools, trusts, people and their memberships."""

from access.models.membership import Membership
from access.models.school import School, Trust
from access.models.user import User

__all__ = ["Membership", "School", "Trust", "User"]
