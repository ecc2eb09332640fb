"""Conversations by program."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.screens import rights
from core.api.describing import CURSOR, OBJECT
from core.api.paging import Newest
from core.design.uploads import handed_out
from projects.discussions import actions, queries
from projects.discussions.models import Comment, Thread
from projects.partnerships.api.workspace import ProjectView
from projects.partnerships.models import Project


class CommentSerializer(serializers.Serializer[Any]):
    """What is said, who is named (numbers of people, address parts of cities), and files."""

    text = serializers.CharField(max_length=5000)
    people = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        max_length=actions.MOST_NAMED,
        default=list,
    )
    cities = serializers.ListField(
        child=serializers.SlugField(max_length=60), max_length=actions.MOST_NAMED, default=list
    )
    files = serializers.ListField(
        child=serializers.FileField(), max_length=actions.MOST_FILES, default=list
    )


def named(values: dict[str, Any], project: Project) -> dict[str, Any]:
    """The same values with the people and cities of the project in place of numbers and names."""
    known = {
        "people": {person.pk: person for person in queries.people_of(project)},
        "cities": {city.slug: city for city in queries.cities_of(project)},
    }
    wrong = {
        name: [_("Only people and cities that take part can be named.")]
        for name, found in known.items()
        if not set(values[name]) <= set(found)
    }
    if wrong:
        raise ValidationError(wrong)
    return {
        **values,
        **{name: [found[key] for key in values[name]] for name, found in known.items()},
    }


class TextSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=5000)


class ThreadSerializer(CommentSerializer):
    title = serializers.CharField(max_length=200)
    kind = serializers.ChoiceField(choices=["task", "deliverable", "milestone"], required=False)
    item = serializers.UUIDField(required=False)


def told(comment: Comment) -> dict[str, Any]:
    """A comment as plain data."""
    mentions = list(comment.mentions.all())
    return {
        "id": str(comment.public_id),
        "who": comment.author.display_name if comment.author else None,
        "text": comment.text,
        "written_at": comment.written_at,
        "changed_at": comment.changed_at,
        "is_removed": comment.removed_at is not None,
        "people": [row.person_id for row in mentions if row.person_id],
        "cities": [row.city.slug for row in mentions if row.city],
        "files": [
            {"id": str(row.public_id), "name": row.name, "size": row.size}
            for row in comment.attachments.all()
        ],
    }


def told_thread(thread: Thread, actor: Any) -> dict[str, Any]:
    """A conversation as plain data."""
    return {
        "id": str(thread.public_id),
        "title": thread.title,
        "kind": thread.kind or None,
        "item": str(thread.item) if thread.item else None,
        "is_settled": thread.resolved_at is not None,
        "moved_at": thread.moved_at,
        "abilities": rights(actor, thread, ["thread.write", "thread.resolve"]),
    }


class ThreadsView(ProjectView):
    """Conversations of one project."""

    parser_classes = [JSONParser, MultiPartParser]

    def thread(self, request: Request, public_id: UUID, thread_id: UUID) -> Thread:
        return self.inside(self.project(request, public_id), Thread, thread_id)


class Threads(ThreadsView):
    """All conversations."""

    @extend_schema(summary="Conversations", parameters=[CURSOR], responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        rows = Thread.objects.filter(project=project).select_related("project")
        return Newest.answer(rows, self, lambda row: told_thread(row, request.user))

    @extend_schema(
        summary="Begin a conversation", request=ThreadSerializer, responses={201: OBJECT}
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        asked = ThreadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = named(asked.validated_data, project)
        made = actions.start_thread(actor=request.user, project=project, **values)
        return Response(told_thread(made, request.user), status=201)


class Comments(ThreadsView):
    """What was said, the last first."""

    @extend_schema(summary="Comments", parameters=[CURSOR], responses=OBJECT)
    def get(self, request: Request, public_id: UUID, thread_id: UUID) -> Response:
        found = self.thread(request, public_id, thread_id)
        return Newest.answer(queries.comments_of(found), self, told)

    @extend_schema(summary="Say something", request=CommentSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID, thread_id: UUID) -> Response:
        found = self.thread(request, public_id, thread_id)
        asked = CommentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        values = named(asked.validated_data, found.project)
        made = actions.write_comment(actor=request.user, thread=found, **values)
        return Response(told(made), status=201)


class OneComment(ThreadsView):
    """One comment."""

    def comment(
        self, request: Request, public_id: UUID, thread_id: UUID, comment_id: UUID
    ) -> Comment:
        thread = self.thread(request, public_id, thread_id)
        found = get_object_or_404(queries.comments_of(thread), public_id=comment_id)
        found.thread = thread
        return found

    @extend_schema(summary="Change a comment", request=TextSerializer, responses=OBJECT)
    def patch(
        self, request: Request, public_id: UUID, thread_id: UUID, comment_id: UUID
    ) -> Response:
        found = self.comment(request, public_id, thread_id, comment_id)
        asked = TextSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        changed = actions.change_comment(actor=request.user, comment=found, **asked.validated_data)
        return Response(told(changed))

    @extend_schema(summary="Remove a comment", responses={204: None})
    def delete(
        self, request: Request, public_id: UUID, thread_id: UUID, comment_id: UUID
    ) -> Response:
        found = self.comment(request, public_id, thread_id, comment_id)
        actions.remove_comment(actor=request.user, comment=found)
        return Response(status=204)


class OneFile(ThreadsView):
    """A file beside a comment."""

    @extend_schema(summary="A file", responses={(200, "application/octet-stream"): bytes})
    def get(self, request: Request, public_id: UUID, file_id: UUID) -> HttpResponseBase:
        found = queries.file_of(self.project(request, public_id), file_id)
        if found is None:
            raise Http404
        return handed_out(found.file, found.name)


class ThreadVerb(ThreadsView):
    """``resolve``, ``open``, ``follow`` and ``unfollow``."""

    @extend_schema(summary="Settle or follow", request=None, responses=OBJECT)
    def post(self, request: Request, public_id: UUID, thread_id: UUID, verb: str) -> Response:
        found, user = self.thread(request, public_id, thread_id), request.user
        match verb:
            case "resolve" | "open":
                actions.resolve_thread(actor=user, thread=found, is_resolved=verb == "resolve")
            case "follow" | "unfollow":
                actions.follow_thread(actor=user, thread=found, is_on=verb == "follow")
            case _:
                raise Http404
        found.refresh_from_db()
        return Response(told_thread(found, user))
