"""What a configuration says of itself, apart from what MkDocs fills in."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from mkdocs.config.base import Config


def said(config: Config) -> Sequence[Mapping[str, Any]]:
    """The options as written, layer by layer. MkDocs 1 has no other record of them than a deprecated one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        layers: Sequence[Mapping[str, Any]] = config.user_configs
    return layers
