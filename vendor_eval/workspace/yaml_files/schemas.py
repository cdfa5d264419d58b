"""JSON Schemas of every YAML file and of what the program writes, for editors and other programs."""

from __future__ import annotations

import json

from pydantic import BaseModel

from vendor_eval.model.bids.buyer_decision import Decisions
from vendor_eval.model.buyer.procurement import Procurement, Vendors
from vendor_eval.model.criteria.catalogue import CatalogueFile, Group, Tailoring
from vendor_eval.model.criteria.profile import Profile
from vendor_eval.model.criteria.weights import Weights
from vendor_eval.model.outcome.record import Outcome
from vendor_eval.model.problem import Problem
from vendor_eval.model.roadmap.roadmap import Roadmap

MODELS: dict[str, type[BaseModel]] = {
    "procurement": Procurement,
    "criteria": Tailoring,
    "weights": Weights,
    "roadmap": Roadmap,
    "vendors": Vendors,
    "decisions": Decisions,
    "catalogue": CatalogueFile,
    "catalogue-group": Group,
    "profile": Profile,
    "problem": Problem,
    "outcome": Outcome,
}


def schema(name: str) -> str:
    """The schema of one file as JSON text. Raises KeyError for a name not in MODELS."""
    model = MODELS[name]
    body = model.model_json_schema(mode="serialization" if model is Outcome else "validation")
    body = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **body}
    return json.dumps(body, indent=1, sort_keys=False) + "\n"


def schemas() -> dict[str, str]:
    """The schemas that lie in a procurement folder for the editor, by file name."""
    return {f"{name}.schema.json": schema(name) for name in ("procurement", "criteria", "weights", "roadmap")}
