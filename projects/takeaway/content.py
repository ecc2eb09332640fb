"""Everything of a project as plain data, and as the fields that funding programmes ask for."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.vocabularies.terms import label
from projects.discussions.queries import everything_said
from projects.documents.exports import docx_of, markdown_of
from projects.documents.queries import documents_of, pictures_of
from projects.meetings.queries import decisions_of, meetings_of
from projects.partnerships.models import Project
from projects.partnerships.queries import activity, partners_of
from projects.workplans.kinds import KINDS, Kind, plain
from projects.workplans.models import ContributionKind
from projects.workplans.queries import contributions_by_kind, indicators_of

OWN = (
    "acronym", "title", "language", "kind", "state", "summary", "objective", "communication", "starts_on",
    "ends_on", "licence", "visibility", "conditions", "lessons", "practices",
)  # fmt: skip
FORMAT = "jusoor-project/1"
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def everything(project: Project) -> dict[str, Any]:
    """The whole project: its own words, partners, plan, figures, papers, conversations and history."""
    return {
        "format": FORMAT,
        "id": str(project.public_id),
        "lead_city": project.lead_city.slug,
        **{name: getattr(project, name) for name in OWN},
        "themes": list(project.themes.values_list("code", flat=True)),
        "sdgs": list(project.sdgs.values_list("code", flat=True)),
        "partners": [
            {
                "city": row.city.slug,
                "state": row.state,
                "role": row.role,
                "tasks": row.tasks,
                "joined_at": row.joined_at,
                "left_at": row.left_at,
            }
            for row in partners_of(project)
        ],
        "associates": list(project.associates.values("name", "sector", "role")),
        "plan": {code: _rows(project, kind) for code, kind in KINDS.items()},
        "figures": [
            {
                "indicator": row["indicator"].title,
                "city": value.city.slug,
                "until": value.until,
                "value": value.value,
                "women": value.women,
                "quality": value.quality,
                "source": value.source,
            }
            for row in indicators_of(project)
            for value in row["history"]
        ],
        "notes": [
            {
                "number": note.number,
                "texts": note.texts,
                "digest": note.digest,
                "accepted": [
                    {"city": row.city.slug, "at": row.accepted_at, "authority": row.authority}
                    for row in note.acceptances.select_related("city")
                ],
            }
            for note in project.notes.all()
        ],
        "plans": list(project.plans.values("number", "gate", "digest", "frozen_at", "content")),
        "reports": list(
            project.reports.values("kind", "state", "period_from", "period_to", "words", "figures")
        ),
        "conversations": [
            {
                "title": thread.title,
                "kind": thread.kind,
                "is_settled": thread.resolved_at is not None,
                "comments": [
                    {
                        "who": comment.author.display_name if comment.author else None,
                        "text": comment.text,
                        "at": comment.written_at,
                        "files": [_file_name(file) for file in comment.attachments.all()],
                    }
                    for comment in thread.comments.all()
                    if comment.removed_at is None
                ],
            }
            for thread in everything_said(project)
        ],
        "meetings": [
            {
                "title": meeting.title,
                "starts_at": meeting.starts_at,
                "state": meeting.state,
                "place": meeting.place,
                "agenda": meeting.agenda,
                "minutes": meeting.minutes,
                "present": list(meeting.attendances.values_list("city__slug", flat=True)),
            }
            for meeting in meetings_of(project)
        ],
        "decisions": [
            {
                "title": decision.title,
                "state": decision.state,
                "outcome": decision.outcome,
                "positions": [
                    {"city": row.city.slug, "stance": row.stance, "reason": row.reason}
                    for row in decision.positions.all()
                ],
            }
            for decision in decisions_of(project)
        ],
        "history": [
            {"position": entry.position, "kind": entry.kind, "at": entry.happened_at}
            for entry in activity(project, limit=20_000)
        ],
    }


def _rows(project: Project, kind: Kind) -> list[dict[str, Any]]:
    found: Any = kind.model.objects.filter(project=project).select_related("city").order_by("pk")
    return [
        {
            "id": str(row.public_id),
            "state": getattr(row, "state", None),
            **{name: _said(row, name) for name in kind.columns},
        }
        for row in found
    ]


def _said(row: Any, name: str) -> Any:
    """People by their names: outside the platform their numbers say nothing."""
    if name == "person":
        return row.person.display_name if row.person else None
    return plain(row, name)


def _file_name(file: Any) -> str:
    return f"{file.public_id.hex[:8]}-{file.name}"


def as_json(project: Project) -> str:
    """The whole project as one text."""
    return json.dumps(everything(project), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def files_of(project: Project) -> Iterable[tuple[str, Any]]:
    """Names in the folder and open files of everything that was attached."""
    for thread in everything_said(project):
        for comment in thread.comments.all():
            for file in comment.attachments.all():
                yield f"files/{_file_name(file)}", file.file


def fields(project: Project) -> list[tuple[str, str, str]]:
    """What applications of cooperation programmes ask for: part, field, value.

    The parts are the usual ones: A identification, B partnership, C description, D work plan, E budget.
    """
    partners = [row for row in partners_of(project) if row.is_acting]
    found = [
        ("A", _("Acronym"), project.acronym),
        ("A", _("Title"), project.title),
        ("A", _("Start"), str(project.starts_on or "")),
        ("A", _("End"), str(project.ends_on or "")),
        ("A", _("Summary"), project.summary),
        ("A", _("Number of partners"), str(len(partners))),
    ]
    for number, row in enumerate(partners, start=1):
        name = f"PP{number}" if row.city_id != project.lead_city_id else "LP"
        country = label("country", row.city.country)
        found.append(("B", f"{name} {_('Partner')}", f"{row.city.name}, {country}"))
        found.append(("B", f"{name} {_('Role')}", row.role))
    found.append(("C", _("Objective"), project.objective))
    themes = project.themes.values_list("code", flat=True)
    found.append(("C", _("Themes"), "; ".join(label("theme", code) for code in themes)))
    goals = project.sdgs.values_list("code", flat=True)
    found.append(("C", _("Goals"), "; ".join(f"SDG {code}" for code in goals)))
    found.append(("C", _("Communication"), project.communication))
    for package in project.workpackages.select_related("city"):
        leader = package.city.name if package.city else ""
        time = f"{package.starts_on or ''} – {package.ends_on or ''}"
        found.append(
            ("D", f"WP{package.number}", f"{package.title} | {leader} | {time} | {package.aim}")
        )
    for row in project.deliverables.all():
        found.append(("D", _("Deliverable"), f"{row.title} | {row.due_on or ''}"))
    for row in project.milestones.all():
        found.append(("D", _("Milestone"), f"{row.title} | {row.due_on or ''} | {row.criterion}"))
    for row in project.indicators.all():
        found.append(
            (
                "D",
                _("Indicator"),
                f"{row.title} | {row.baseline or ''} → {row.target or ''} {row.unit}",
            )
        )
    for group in contributions_by_kind(project):
        is_cash = group["rows"][0].kind == ContributionKind.CASH
        for row in group["rows"]:
            value = f"{row.city.name}: {row.quantity} {row.unit}"
            found.append(("E", f"{group['kind']}{'' if is_cash else ' *'}", value))
    found.append(("E", "*", _("Contributions in kind are voluntary and carry no money value.")))
    return found


def as_csv(project: Project) -> bytes:
    """The fields as a table that spreadsheets open in any script."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow([_("Part"), _("Field"), _("Value")])
    for row in fields(project):
        writer.writerow([_harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell


def texts_of(project: Project, actor: Any) -> Iterator[tuple[str, bytes]]:
    """The documents that this person may read, each for a word processor and as Markdown."""
    rows = documents_of(actor, project).select_related("projection").order_by("pk")
    for number, document in enumerate(rows, 1):
        name = f"documents/{number:02}-{slugify(document.title, allow_unicode=True)[:60] or 'text'}"
        tree = document.projection.content
        yield (
            f"{name}.docx",
            docx_of(
                tree,
                title=document.title,
                language=document.language,
                pictures=pictures_of(document, tree),
            ),
        )
        yield f"{name}.md", markdown_of(tree).encode()
