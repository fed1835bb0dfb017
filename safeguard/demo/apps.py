"""The demo as an installed app, so that Django finds its commands. It has no tables."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "safeguard.demo"
    label = "demo"
    verbose_name = "Demo"
