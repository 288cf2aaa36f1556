"""Kithbook as a plugin of MkDocs; the only package that imports MkDocs."""

from kithbook.mkdocs_plugin.plugin import KithbookPlugin

__all__ = ["KithbookPlugin"]
