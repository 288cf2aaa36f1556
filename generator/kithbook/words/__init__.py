"""What the program says to readers, by language; each block kind keeps its own in its folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from kithbook.block import Span
from kithbook.blocks import FOLDER as BLOCKS
from kithbook.source import Node, read

FOLDER = Path(__file__).parent
FALLBACK = "en"


class Words:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.phrases = phrases(language)

    def __call__(self, key: str, **values: object) -> str:
        """The phrase with its values in place (`n` chooses the plural form); raises KeyError if unknown."""
        phrase = (
            self.phrases[key] if key in self.phrases else self.phrases[f"{key}.{self._form(values['n'])}"]
        )
        return phrase.format(**values) if values else phrase

    def _form(self, number: object) -> str:
        count = number.usual if isinstance(number, Span) else number
        return _plural(self.language)(count)


@cache
def phrases(language: str) -> dict[str, str]:
    """Every phrase by its dotted key, those that the language lacks in English."""
    found = {} if language == FALLBACK else dict(phrases(FALLBACK))
    files = [(FOLDER / f"{language}.yml", "")]
    files += [(folder / f"{language}.yml", f"{folder.name}.") for folder in sorted(BLOCKS.iterdir())]
    for path, prefix in files:
        if path.exists():
            found |= _flat(read(path, path.name).root, prefix)
    return found


def _flat(node: Node, prefix: str) -> dict[str, str]:
    if isinstance(node, dict):
        return {
            key: text
            for name, value in node.items()
            for key, text in _flat(value, f"{prefix}{name}.").items()
        }
    return {prefix.rstrip("."): str(node or "")}


@cache
def _plural(language: str) -> Callable[[object], str]:
    from babel import Locale  # noqa: PLC0415 - 30 ms that most commands do without

    rule = Locale.parse(language.replace("-", "_")).plural_form
    return lambda number: rule(int(str(number)))
