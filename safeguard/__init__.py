"""Safeguard: the kernel that every app stands on, and the wiring that holds them together."""

from safeguard.celery import app as celery_app

__all__ = ["celery_app"]
