"""Addresses of audit."""

from typing import Any

app_name = "audit"
urlpatterns: list[Any] = []
