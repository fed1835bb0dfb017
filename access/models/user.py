"""A person who signs in. What they may do hangs on memberships, never on this row."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from guardian.mixins import GuardianUserMixin

from safeguard.scope.models import GlobalModel


class UserManager(BaseUserManager["User"]):
    """Accounts are made by invitation; there are no super-users."""

    def create_user(self, *, email: str, name: str, password: str | None = None) -> "User":
        """Make an account; without a password it can't sign in by one."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(GuardianUserMixin, AbstractBaseUser, GlobalModel):
    """An account. `stamp` changes when rights change, which ends all sessions at once."""

    id = models.BigAutoField(primary_key=True)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    stamp = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Any] = UserManager()

    # The guard asks for capabilities of a membership; Django's own flags are always off.
    is_staff = False
    is_superuser = False

    def __str__(self) -> str:
        return f"user {self.pk}"

    def get_full_name(self) -> str:
        """The person's name."""
        return self.name

    def get_short_name(self) -> str:
        """The person's first name."""
        return self.name.split(" ")[0]

    def has_module_perms(self, app_label: str) -> bool:
        """Nothing is allowed through Django's permissions."""
        return False

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Only through object grants, in `concerns`; never here."""
        return False

    def get_session_auth_hash(self) -> str:
        """Ends sessions when the password or the stamp changes."""
        return f"{super().get_session_auth_hash()}{self.stamp}"
