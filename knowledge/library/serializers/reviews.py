"""A check as a program reads it."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from knowledge.library.models import Advice, Criterion, Review


class VerbSerializer(serializers.Serializer[Any]):
    """What an act needs: a reason, reviewers with their day, or a grid."""

    reason = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    reviewers = serializers.ListField(child=serializers.IntegerField(), required=False)
    due_on = serializers.DateField(required=False)
    scores = serializers.DictField(
        child=serializers.DictField(), required=False, help_text="criterion → score, comment"
    )
    has_no_conflict = serializers.BooleanField(required=False, default=False)
    note = serializers.CharField(required=False, allow_blank=True, max_length=1200)
    is_final = serializers.BooleanField(required=False, default=False)

    def validate_scores(self, value: dict[str, Any]) -> dict[str, tuple[int | None, str]]:
        unknown = set(value) - set(Criterion.values)
        if unknown:
            raise serializers.ValidationError(", ".join(sorted(unknown)))
        grid = {}
        for code, said in value.items():
            score = said.get("score")
            if score is not None:
                score = serializers.IntegerField().to_internal_value(score)
            grid[code] = (score, str(said.get("comment", "")))
        return grid


def advice_as_data(advice: Advice, *, shows_name: bool) -> dict[str, Any]:
    """A reviewer's grid; who it is only for the secretariat and themselves."""
    return {
        **({"reviewer": advice.reviewer_id} if shows_name else {}),
        "due_on": advice.due_on,
        "is_overdue": advice.is_overdue(timezone.localdate()),
        "given_at": advice.given_at,
        "is_excused": advice.excused_at is not None,
        "total": advice.total if advice.given_at else None,
        "is_positive": advice.is_positive if advice.given_at else None,
        "scores": {
            row.criterion: {"score": row.value, "comment": row.comment}
            for row in advice.scores.all()
        },
        "note": advice.note,
    }


def review_as_data(review: Review) -> dict[str, Any]:
    """Where a check stands."""
    return {
        "id": str(review.public_id),
        "practice": str(review.page.translation_key),
        "language": review.page.locale.language_code,
        "title": review.page.draft_title or review.page.title,
        "city": review.page.city.slug if review.page.city else None,
        "is_translation": review.page.is_translation,
        "stage": review.stage,
        "round": review.number,
        "started_at": review.started_at,
        "moved_at": review.moved_at,
        "reason": review.reason,
    }
