"""The vault: words and names are sealed before they reach the database. See DESIGN in ARCHITECTURE.md."""

from safeguard.vault.envelope import Shredded, VaultError, WrongPlace
from safeguard.vault.sealed import Sealed

__all__ = ["Sealed", "Shredded", "VaultError", "WrongPlace"]
