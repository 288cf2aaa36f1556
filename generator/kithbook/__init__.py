"""Kithbook: playbooks in YAML become a site, a workbook and workshop handouts."""

__version__ = "0.1.0"
