"""The docstrings under the fields of a model, read from its source when they are asked for.

Pydantic would read them (`use_attribute_docstrings`) whenever a model is imported: 0.2 s for all of ours.
Only the schema and some messages need them.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


def description(model: type[BaseModel], option: str) -> str:
    """What an option is for: what its field says, else the docstring under it, or nothing."""
    fields = model.model_fields.items()
    name, field = next((name, field) for name, field in fields if option in (name, field.alias))
    written = (_docstrings(cls).get(name) for cls in model.__mro__ if issubclass(cls, BaseModel))
    return field.description or next(filter(None, written), "")


@cache
def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """The docstrings under the fields of one class, not of its bases."""
    if model is BaseModel:
        return {}
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(tree, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(tree.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
        if isinstance(text.value.value, str)
    }
