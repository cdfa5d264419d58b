"""A catalogue as the YAML files that a person goes on with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml

from vendor_eval.model.criteria.catalogue import Catalogue, Group
from vendor_eval.model.criteria.criterion import Criterion
from vendor_eval.workspace.catalogue.load import CATALOGUE
from vendor_eval.workspace.yaml_files.load import needs_quotes

# Names that Windows keeps for devices.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def catalogue_files(catalogue: Catalogue) -> dict[str, str]:
    """File name -> text: catalogue.yaml, and a file for each group at the top, in reading order."""
    names = _names(catalogue.groups)
    head = catalogue.model_dump(mode="json", include={"id", "title", "version", "source"})
    files = {CATALOGUE: _yaml(_short(head) | {"groups": names})}
    for name, group in zip(names, catalogue.groups, strict=True):
        files[name] = _yaml(_group(group))
    return files


def _names(groups: tuple[Group, ...]) -> list[str]:
    """A name for each group that every file system can tell from the others."""
    names: list[str] = []
    for number, group in enumerate(groups, start=1):
        name = f"{group.id.lower()}.yaml"
        if name in (CATALOGUE, *names) or name.partition(".")[0] in _RESERVED:
            name = f"group-{number}.yaml"
        while name in names:
            name = f"x-{name}"
        names.append(name)
    return names


def _group(group: Group) -> dict[str, Any]:
    plain = group.model_dump(mode="json", exclude={"groups", "criteria"}, exclude_defaults=True)
    if group.groups:
        plain["groups"] = [_group(inner) for inner in group.groups]
    if group.criteria:
        plain["criteria"] = [_criterion(c) for c in group.criteria]
    return plain


def _criterion(c: Criterion) -> dict[str, Any]:
    plain = c.model_dump(mode="json", exclude_defaults=True) | _untold(c)
    if c.gate is not None:
        plain["gate"] = {k: _number(v) for k, v in c.gate.model_dump(exclude_defaults=True).items()}
    if c.value is not None:
        plain["value"] = c.value.model_dump(mode="python")
    listed: dict[str, Any] = _listed(plain)
    return listed


def _untold(c: Criterion) -> dict[str, Any]:
    """What is in no fingerprint, and so in no dump."""
    untold = {"optional": c.optional, "needs": list(c.needs)}
    return {field: given for field, given in untold.items() if given}


def _number(value: object) -> object:
    """A decimal as people write it, where that is the same number."""
    if not isinstance(value, Decimal):
        return value
    if value == value.to_integral_value() and abs(value) < Decimal(10) ** 15:
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else str(value)


def _short(plain: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in plain.items() if v or k in ("id", "title", "version")}


def _listed(value: Any) -> Any:  # noqa: ANN401  plain data
    """Tuples as lists, and whole numbers without a point, all the way down."""
    if isinstance(value, dict):
        return {k: _listed(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(v) for v in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


class _Dumper(yaml.SafeDumper):
    """Texts in quotes wherever ``yaml_file`` would take them for something else, or fold them."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if any(c != "\n" and not c.isprintable() for c in text):
        style = '"'
    elif needs_quotes(text):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _yaml(plain: dict[str, Any]) -> str:
    return yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=108)
