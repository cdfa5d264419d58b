"""The facts of procurement.yaml on lots, inventories, services, privacy and contract, ready to print."""

from __future__ import annotations

from vendor_eval.findings import Finding
from vendor_eval.model.buyer.procurement import Procurement
from vendor_eval.model.buyer.rfp_facts import Contract, Migration, References, Service
from vendor_eval.rfp.chapters.storage import tiers_in_words
from vendor_eval.rfp.checks.inventories import list_title
from vendor_eval.rfp.wording import day, moment, number

DIRECTIONS = {"in": "to the new system", "out": "from the new system", "both": "both ways"}
Row = dict[str, str]


def chapters(p: Procurement) -> dict[str, object]:
    """The variables of the chapters around the criteria; texts are empty where there are none."""
    return {
        "procedure": {
            "name": p.procedure.name,
            "law": p.procedure.law,
            "review": p.procedure.review,
            "best_and_final": p.procedure.best_and_final,
        },
        "submission": _submission(p),
        "lots": [{"id": x.id, "title": x.title, "scope": x.scope, "elsewhere": x.elsewhere} for x in p.lots],
        "sizing": _sizing(p),
        "devices": [
            {
                "modality": d.modality,
                "count": str(d.count),
                "product": " ".join(filter(None, (d.maker, d.model))),
                "site": d.site,
                "note": d.note,
            }
            for d in p.devices
        ],
        "interfaces": [
            {
                "system": x.system,
                "count": str(x.count),
                "purpose": x.purpose,
                "standard": x.standard,
                "direction": DIRECTIONS[x.direction],
                "note": x.note,
            }
            for x in p.interfaces
        ],
        "lists": [{"title": list_title(name), "entries": list(given)} for name, given in p.lists.items()],
        "migration": _migration(p.migration) if p.migration else None,
        "service": _service(p.service),
        "privacy": {
            "hipaa": "hipaa" in p.privacy.laws,
            "gdpr": "gdpr" in p.privacy.laws,
            "buyers_form": p.privacy.agreement == "buyer",
            "data_stays_in": p.privacy.data_stays_in,
            "notice_hours": _count(p.privacy.notice_hours),
            "note": p.privacy.note,
        },
        "implementation": _implementation(p),
        "references": _references(p.references),
        "contract": _contract(p.contract),
    }


def check_chapters(p: Procurement) -> list[Finding]:
    """Figures in two places of procurement.yaml that differ."""
    listed, counted = sum(x.count for x in p.interfaces), p.sizing.interfaces
    if not listed or not counted or listed == counted:
        return []
    message = f"{listed} interfaces are listed, but prices are asked for {counted} (sizing: interfaces)"
    hint = "make them equal; count: says for how many interfaces an entry stands"
    return [Finding("rfp.interfaces-differ", "warning", "procurement.yaml interfaces", message, hint)]


def _count(value: int | None) -> str:
    return "" if value is None else number(value)


def _submission(p: Procurement) -> Row:
    s, zone = p.submission, p.timetable.timezone
    return {
        "to": s.to,
        "how": s.how,
        "language": s.language,
        "valid_days": _count(s.valid_days),
        "conference": moment(s.conference, zone) if s.conference else "",
        "note": s.note,
    }


def _sizing(p: Procurement) -> list[Row]:
    s = p.sizing
    known = [
        ("Users", number(s.users) if s.users else ""),
        ("Growth of users", f"{number(s.users_growth_percent)}% a year" if s.users_growth_percent else ""),
        ("Interfaces", number(s.interfaces) if s.interfaces else ""),
        ("Images are kept for", f"{s.retention_years} years" if s.retention_years else ""),
        ("Copies that are kept", str(s.copies) if s.copies > 1 else ""),
        ("Compression when stored", f"{number(s.compression)} to 1" if s.compression != 1 else ""),
        *((f"Age of what lies in the storage tier {tier}", age) for tier, age in tiers_in_words(s)),
        ("Comes over from the present system", f"{number(s.migrated_tb)} TB" if s.migrated_tb else ""),
    ]
    return [{"what": what, "amount": amount} for what, amount in known if amount]


def _migration(m: Migration) -> dict[str, object]:
    return {
        "source": m.source,
        "studies": number(m.studies) if m.studies else "",
        "tb": number(m.tb) if m.tb else "",
        "oldest_year": str(m.oldest_year or ""),
        "contents": [{"what": c.what, "amount": c.amount, "note": c.note} for c in m.contents],
        "problems": list(m.problems),
        "access": m.access,
        "complete_by": day(m.complete_by) if m.complete_by else "",
        "note": m.note,
    }


def _service(s: Service) -> dict[str, object]:
    return {
        "hours": s.hours,
        "availability": "" if s.availability_percent is None else f"{number(s.availability_percent)}%",
        "measured": s.measured,
        "maintenance": s.maintenance,
        "recovery_point": _duration(s.recovery_point_minutes),
        "recovery_time": _duration(s.recovery_time_minutes),
        "priorities": [x.model_dump() for x in s.priorities],
        "credits": [
            {"below": f"{number(x.below_percent)}%", "credit": f"{number(x.credit_percent)}%"}
            for x in sorted(s.credits, key=lambda x: -x.below_percent)
        ],
        "note": s.note,
    }


def _duration(minutes: int | None) -> str:
    if minutes is None:
        return ""
    if minutes and minutes % 60 == 0:
        return f"{minutes // 60} hour{'' if minutes == 60 else 's'}"
    return f"{number(minutes)} minute{'' if minutes == 1 else 's'}"


def _implementation(p: Procurement) -> dict[str, object]:
    i = p.implementation
    return {
        "phases": [
            {"name": x.name, "until": day(x.until) if x.until else "", "result": x.result} for x in i.phases
        ],
        "freezes": list(i.freezes),
        "training": [
            {
                "who": x.who,
                "people": number(x.people),
                "hours": "" if x.hours is None else number(x.hours),
                "how": x.how,
            }
            for x in i.training
        ],
        "acceptance": i.acceptance,
        "note": i.note,
    }


def _references(r: References) -> dict[str, object]:
    return {
        "count": str(r.count),
        "similar": r.similar,
        "within_years": _count(r.within_years),
        "visits": r.visits,
        "questions": list(r.questions),
    }


def _contract(c: Contract) -> dict[str, object]:
    known = [
        ("Duration", f"{c.years} year{'' if c.years == 1 else 's'}" if c.years else ""),
        ("Extension", c.extension),
        ("Payment", c.payment),
        ("Insurance", c.insurance),
        ("Liability", c.liability),
        ("Law and place of jurisdiction", c.law),
        *((m.matter, m.text) for m in c.matters),
    ]
    return {"form": c.form, "terms": [{"matter": matter, "text": text} for matter, text in known if text]}
