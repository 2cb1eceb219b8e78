"""Every text of the system as the code has it: columns, fields of bodies, fields of forms, names read from a POST."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from django import forms
from django.apps import apps
from django.db import models
from ninja import Schema

import answerback
from answerback.keys.fields import SealedTextField
from answerback.tickets.details import Detail

HOUSE = Path(answerback.__file__).parent
FACES = ("desk", "console", "portal", "public", "people", "ui")
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, SealedTextField)


def columns() -> set[str]:
    """`app_label.Model.field` of every column that can hold text or octets, without those of a closed list."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, TEXT) and not field.choices
    }


def body_fields() -> set[str]:
    """`app_label.Class.field` of every text in a body that comes in, and in the facts of an action request."""
    from answerback.api import shapes

    importlib.import_module("answerback.api.v1")  # every router, with the shapes of its own
    bodies = {*_below(shapes.Incoming), *_below(Detail)}
    return {
        f"{_app(body)}.{body.__name__}.{name}"
        for body in bodies
        for name, field in body.model_fields.items()
        if _holds_text(field.annotation)
    }


def unlisted_bodies() -> set[str]:
    """Bodies of the API that do not descend from `shapes.Incoming`, answers aside."""
    importlib.import_module("answerback.api.v1")
    return {
        body.__name__
        for body in _below(Schema)
        if body.__module__.startswith("answerback.") and not body.__module__.endswith("shapes")
    }


def form_fields() -> set[str]:
    """`app_label.Form.field` of every text field of every form of ours."""
    for module in pkgutil.walk_packages(answerback.__path__, "answerback."):
        if module.name.split(".")[1] in FACES and "migrations" not in module.name:
            importlib.import_module(module.name)
    return {
        f"{_app(form)}.{form.__name__}.{name}"
        for form in _below(forms.BaseForm)
        if form.__module__.startswith("answerback.")
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField | forms.JSONField) and not isinstance(field, forms.UUIDField)
    }


def posted_names() -> set[str]:
    """`path.py name` of everything that a face reads from a POST by name, or hands on whole to a function."""
    forms_of_ours = {form.__name__ for form in _below(forms.BaseForm)}
    found: set[str] = set()
    for path in sorted(path for face in FACES for path in (HOUSE / face).rglob("*.py")):
        for name in _read_from_post(ast.parse(path.read_text("utf-8"))):
            if name.split(".")[0] not in forms_of_ours:
                found.add(f"{path.relative_to(HOUSE).as_posix()} {name}")
    return found


def _read_from_post(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and _is_post(node.value):
            yield ast.literal_eval(node.slice)
        elif isinstance(node, ast.Assign) and _may_be_post(node.value):
            yield ast.unparse(node.targets[0])
        elif isinstance(node, ast.Call):
            given = [*node.args, *(one.value for one in node.keywords)]
            if isinstance(node.func, ast.Attribute) and _is_post(node.func.value):
                yield str(ast.literal_eval(node.args[0]))
            elif any(_may_be_post(one) for one in given):
                yield ast.unparse(node.func)


def _may_be_post(node: ast.AST) -> bool:
    """`request.POST`, also as one of two (`request.POST if … else None`) or one of several."""
    parts = {
        ast.IfExp: lambda: [node.body, node.orelse],
        ast.BoolOp: lambda: node.values,
        ast.Tuple: lambda: node.elts,
    }
    return _is_post(node) or any(_may_be_post(one) for one in parts.get(type(node), list)())


def _is_post(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "POST"


def _holds_text(annotation: Any) -> bool:
    return annotation is str or any(_holds_text(one) for one in get_args(annotation))


def _app(found: type) -> str:
    return found.__module__.split(".")[1]


def _below(above: type[Any]) -> set[type[Any]]:
    """Every descendant with fields of its own."""
    return {below for one in above.__subclasses__() for below in {one, *_below(one)}}
