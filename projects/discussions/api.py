"""Conversations by program."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.screens import rights
from core.accounts.writing import WritingView
from projects.discussions import actions, queries
from projects.discussions.models import Comment, Thread
from projects.partnerships.models import Project
from projects.partnerships.queries import project_for

OBJECT = OpenApiTypes.OBJECT


class CommentSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=5000)


class ThreadSerializer(CommentSerializer):
    title = serializers.CharField(max_length=200)
    kind = serializers.ChoiceField(choices=["task", "deliverable", "milestone"], required=False)
    item = serializers.UUIDField(required=False)


def told(comment: Comment) -> dict[str, Any]:
    """A comment as plain data."""
    return {
        "id": str(comment.public_id),
        "who": comment.author.display_name if comment.author else None,
        "text": comment.text,
        "written_at": comment.written_at,
        "changed_at": comment.changed_at,
        "is_removed": comment.removed_at is not None,
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


class ThreadsView(WritingView):
    """Conversations of one project."""

    def project(self, request: Request, public_id: UUID) -> Project:
        found = project_for(request.user, public_id)
        if found is None:
            raise Http404
        return found

    def thread(self, request: Request, public_id: UUID, thread_id: UUID) -> Thread:
        project = self.project(request, public_id)
        found: Thread = get_object_or_404(Thread, project=project, public_id=thread_id)
        found.project = project
        return found


class Threads(ThreadsView):
    """All conversations."""

    @extend_schema(summary="Conversations", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        listed = queries.threads_of(project)
        for thread in listed:
            thread.project = project
        return Response([told_thread(thread, request.user) for thread in listed])

    @extend_schema(
        summary="Begin a conversation", request=ThreadSerializer, responses={201: OBJECT}
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        project = self.project(request, public_id)
        asked = ThreadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.start_thread(actor=request.user, project=project, **asked.validated_data)
        return Response(told_thread(made, request.user), status=201)


class Comments(ThreadsView):
    """What was said."""

    @extend_schema(summary="Comments", responses=OBJECT)
    def get(self, request: Request, public_id: UUID, thread_id: UUID) -> Response:
        found = self.thread(request, public_id, thread_id)
        return Response([told(comment) for comment in queries.comments_of(found)])

    @extend_schema(summary="Say something", request=CommentSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID, thread_id: UUID) -> Response:
        found = self.thread(request, public_id, thread_id)
        asked = CommentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.write_comment(actor=request.user, thread=found, **asked.validated_data)
        return Response(told(made), status=201)


class OneComment(ThreadsView):
    """One comment."""

    def comment(
        self, request: Request, public_id: UUID, thread_id: UUID, comment_id: UUID
    ) -> Comment:
        thread = self.thread(request, public_id, thread_id)
        found: Comment = get_object_or_404(
            Comment.objects.select_related("author"), thread=thread, public_id=comment_id
        )
        found.thread = thread
        return found

    @extend_schema(summary="Change a comment", request=CommentSerializer, responses=OBJECT)
    def patch(
        self, request: Request, public_id: UUID, thread_id: UUID, comment_id: UUID
    ) -> Response:
        found = self.comment(request, public_id, thread_id, comment_id)
        asked = CommentSerializer(data=request.data)
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
