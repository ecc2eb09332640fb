"""Idempotency keys: the same request asked twice is done once (header ``Idempotency-Key``)."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.models import GivenAnswer

KEPT_FOR = timedelta(days=2)
LONGEST = 100


class OtherBody(APIException):
    status_code = 422
    default_detail = "The key was used for something else."


class UnderWay(APIException):
    status_code = 409
    default_detail = "The same request is being answered right now."


def once(request: Request, make: Callable[[], Response]) -> Response:
    """Run `make`, or give its former answer again.

    Without the header it is simply run. The answer is stored in the transaction of what it answers, so
    that a failure leaves no key behind.

    Raises:
        OtherBody: the key was used with another request.
        UnderWay: the same request is being answered in another process.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return make()
    if len(key) > LONGEST or not key.isprintable():
        raise ValidationError({"Idempotency-Key": _("At most 100 printable characters.")})
    digest = _digest(request)
    mine = GivenAnswer.objects.filter(person_id=request.user.pk)
    mine.filter(given_at__lt=timezone.now() - KEPT_FOR).delete()
    if (former := mine.filter(key=key).first()) is not None:
        if former.digest != digest:
            raise OtherBody(_("The key was used for something else."))
        return Response(former.body, status=former.status, headers={"Idempotent-Replayed": "true"})
    try:
        with transaction.atomic():
            row = GivenAnswer.objects.create(person_id=request.user.pk, key=key, digest=digest)
            answer: Any = make()
            # As it is rendered: days, decimals and identifiers are text in the stored answer too.
            row.body = json.loads(JSONRenderer().render(answer.data) or "null")
            row.status = answer.status_code
            row.save(update_fields=["status", "body"])
            return answer
    except IntegrityError as error:
        if mine.filter(key=key).exists():
            raise UnderWay(_("The same request is being answered right now.")) from error
        raise


def _digest(request: Request) -> str:
    """What was asked, to tell the same request from another one."""
    found = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    if not (request.content_type or "").startswith("multipart/"):
        found.update(request.body)
        return found.hexdigest()
    for name, values in sorted(request.data.lists()):
        for value in values:
            found.update(f"\n{name}: {getattr(value, 'name', value)}\n".encode())
            if hasattr(value, "chunks"):
                for chunk in value.chunks():
                    found.update(chunk)
                value.seek(0)
    return found.hexdigest()
