"""Addresses of concerns."""

from typing import Any

app_name = "concerns"
urlpatterns: list[Any] = []
