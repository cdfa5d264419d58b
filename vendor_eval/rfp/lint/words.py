"""The words that the lint looks for."""

from __future__ import annotations

import re

VAGUE = re.compile(
    r"\b(user[- ]friendly|friendly|eas(?:y|ily)|intuitive(?:ly)?|state[- ]of[- ]the[- ]art|cutting[- ]edge"
    r"|modern|robust|flexibl[ey]|fast|quick(?:ly)?|rapid(?:ly)?|prompt(?:ly)?|timely|adequate(?:ly)?"
    r"|appropriate(?:ly)?|sufficient(?:ly)?|suitabl[ey]|reasonabl[ey]|best[- ]in[- ]class|world[- ]class"
    r"|high[- ](?:quality|performance)|seamless(?:ly)?|efficient(?:ly)?|effective(?:ly)?|scalable"
    r"|comprehensive|optimal(?:ly)?|simpl[ey]|several|various|powerful|innovative|performant|reliabl[ey]"
    r"|smooth(?:ly)?|minimal|normally|generally|typically|excellent|good|etc|and/or|as needed|if possible"
    r"|where possible|as soon as possible)\b",
    re.IGNORECASE,
)

# Words that are verbs and hardly ever nouns; then such as may be nouns, when an object follows.
_VERBS = (
    "allow|be|contain|create|deliver|detect|enable|ensure|have|identify|include|install|keep|maintain|notify"
    "|offer|perform|permit|prevent|produce|provide|receive|send|supply|synchronise|synchronize|verify"
)
_NOUNS_TOO = (
    "archive|display|document|encrypt|export|import|log|monitor|record|report|show|store|support|test|train"
)
SECOND_DEMAND = re.compile(
    rf"(?:\band (?:also |then |not )?(?:{_VERBS})\b"
    rf"|\band (?:also |then )?(?:{_NOUNS_TOO}) (?:a|an|all|any|each|every|it|its|the|their|them|to)\b"
    r"|\bin addition\b|\band in addition\b|\badditionally\b|;)"
)

# What buyers of imaging systems meet in old requirement lists. Upper and lower case count: Epic, not epic.
_NAMES = (
    "Abbott", "Agfa", "Amazon", "Apple", "AWS", "Azure", "Barco", "Canon", "Carestream", "Cerner",
    "Change Healthcare", "Cisco", "Citrix", "Dell", "Dragon Medical", "Eizo", "EIZO", "Epic", "Fujifilm",
    "FUJIFILM", "GE Healthcare", "GE HealthCare", "Google", "Hologic", "Horos", "Hyland", "IBM", "INFINITT",
    "Intel", "Intelerad", "InterSystems", "Konica", "Medicom", "MEDITECH", "Meditech", "Merative",
    "Merge PACS", "Microsoft", "NetApp", "Nuance", "NVIDIA", "Nvidia", "Oracle", "OsiriX", "Philips",
    "PowerScribe", "Samsung", "Sectra", "Siemens", "Synapse", "TeraRecon", "Toshiba", "Visage", "VMware",
    "Windows",
)  # fmt: skip
BRANDS = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, _NAMES))})(?!\w)|\w[\w -]{{0,30}}?[®™]"  # a name before its mark
)

_STOP_WORDS = """
a all an and any are as at be been by can each every for from has have in into is it its no not of on or shall
must should so than that the their them these they this to under was were when where which while who will with
within without
bidder bidders buyer buyer's line contain contains offer offered product stated state supply system
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that say nothing of what is demanded; those of the procurement's own phrases among them."""
