"""Step 10, going live: waves, what has to be true before each, and help at hand afterwards."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta

from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.roadmap.after_selection import Deployment, GoNoGo, Wave


@dataclass(frozen=True, slots=True)
class WaveFacts:
    """``verdict``: go, no go, or open while something was not looked at; ``unmet`` and ``unseen`` name it."""

    wave: Wave
    hypercare_until: date
    verdict: str
    unmet: tuple[GoNoGo, ...]
    unseen: tuple[GoNoGo, ...]


@dataclass(frozen=True, slots=True)
class DeployFacts:
    """``overlap``: (wave, wave) where help for one is still needed when the next goes live.

    ``without_wave``: sites that no wave reaches.
    """

    waves: tuple[WaveFacts, ...]
    overlap: tuple[tuple[str, str], ...]
    without_wave: tuple[str, ...]


def deploy_facts(p: Procurement, plan: Deployment) -> DeployFacts | None:
    """None where no wave was planned."""
    if not plan.waves:
        return None
    ordered = sorted(plan.waves, key=lambda w: w.go_live)
    facts = tuple(_wave(w, plan) for w in ordered)
    overlap = tuple(
        (a.wave.id, b.wave.id) for a, b in itertools.pairwise(facts) if b.wave.go_live <= a.hypercare_until
    )
    reached = {w.site for w in plan.waves}
    return DeployFacts(facts, overlap, tuple(s.name for s in p.sites if s.name not in reached))


def _wave(wave: Wave, plan: Deployment) -> WaveFacts:
    checks = [c for c in plan.checks if not c.waves or wave.id in c.waves]
    unmet = tuple(c for c in checks if c.met is False)
    unseen = tuple(c for c in checks if c.met is None)
    verdict = "no go" if unmet else "open" if unseen or not checks else "go"
    return WaveFacts(wave, wave.go_live + timedelta(days=wave.hypercare_days), verdict, unmet, unseen)
