"""The network's check: reviewers of other cities, their grids, and the decision on them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.access.lifecycle import WrongState
from core.access.rules import SYSTEM, Refused
from core.cities.actions import give_network_role, give_role
from knowledge.library.actions import (
    accept_practice,
    approve_for_city,
    ask_changes,
    assign_reviewers,
    decline_practice,
    excuse_reviewer,
    release_reviewer,
    submit_practice,
    write_advice,
    write_practice,
)
from knowledge.library.models import (
    Advice,
    EvidenceRow,
    Level,
    PracticePage,
    ReviewStage,
    State,
)
from tests.cast import person
from tests.factories.library import advised, drafted, review_of, scored


def fresh(page):
    return PracticePage.objects.get(pk=page.pk)


def in_a_week():
    return timezone.localdate() + timedelta(days=7)


@pytest.fixture
def second_reviewer(tunis):
    user = person("second-reviewer", office="reviewer")
    give_role(actor=SYSTEM, user=user, city=tunis, role="member")
    user.__dict__.pop("_roles", None)
    return user


@pytest.fixture
def asked(review, reviewer, secretariat):
    assign_reviewers(actor=secretariat, review=review, reviewers=[reviewer], due_on=in_a_week())
    return review_of(review.page)


def give(review, reviewer, grid=None):
    return write_advice(
        actor=reviewer,
        review=review,
        grid=grid or scored(),
        has_no_conflict=True,
        is_final=True,
    )


def test_reviewers_judge_and_the_secretariat_publishes_what_they_read(
    review, reviewer, second_reviewer, secretariat, journal_kinds
):
    both = [reviewer, second_reviewer]
    assign_reviewers(actor=secretariat, review=review, reviewers=both, due_on=in_a_week())
    assert review_of(review.page).stage == ReviewStage.IN_REVIEW
    for one in both:
        give(review, one)
    accept_practice(actor=secretariat, review=review)
    page = fresh(review.page)
    assert page.live
    assert page.live_revision_id == review.revision_id
    assert page.standing.state == State.PUBLISHED
    assert page.standing.confirmed_at is not None
    assert journal_kinds() == [
        "ReviewerAssigned",
        "ReviewerAssigned",
        "AdviceGiven",
        "AdviceGiven",
        "PracticePublished",
    ]


@pytest.mark.parametrize(
    ("scores", "is_positive"),
    [
        ((2, 2, 2, 2, 2, 1), True),
        ((2, 2, 2, 2, 1, 1), False),
        ((3, 3, 3, 3, 3, 0), False),
        ((3, 3, 3, 1, 1, 1), True),
        ((1, 1, 1, 1, 1, 1), False),
    ],
)
def test_eleven_of_eighteen_and_no_zero(asked, reviewer, secretariat, scores, is_positive):
    grid = dict(zip(scored(), ((value, "why") for value in scores), strict=True))
    assert give(asked, reviewer, grid).is_positive == is_positive
    if is_positive:
        accept_practice(actor=secretariat, review=asked)
    else:
        with pytest.raises(Refused):
            accept_practice(actor=secretariat, review=asked)
    assert fresh(asked.page).live == is_positive


def test_nothing_is_published_without_advice(review, asked, secretariat):
    with pytest.raises(Refused):
        accept_practice(actor=secretariat, review=asked)


def test_the_secretariat_waits_for_whoever_still_reads(
    review, reviewer, second_reviewer, secretariat
):
    both = [reviewer, second_reviewer]
    assign_reviewers(actor=secretariat, review=review, reviewers=both, due_on=in_a_week())
    give(review, reviewer)
    with pytest.raises(Refused):
        accept_practice(actor=secretariat, review=review)
    yesterday = timezone.localdate() - timedelta(days=1)
    Advice.objects.filter(reviewer=second_reviewer).update(due_on=yesterday)
    accept_practice(actor=secretariat, review=review)
    assert fresh(review.page).live


def test_a_reviewer_who_does_not_answer_is_released(
    review, reviewer, second_reviewer, secretariat, journal_kinds
):
    both = [reviewer, second_reviewer]
    assign_reviewers(actor=secretariat, review=review, reviewers=both, due_on=in_a_week())
    give(review, reviewer)
    release_reviewer(actor=secretariat, review=review, reviewer=reviewer)
    assert Advice.objects.filter(reviewer=reviewer).exists()
    release_reviewer(actor=secretariat, review=review, reviewer=second_reviewer)
    assert not Advice.objects.filter(reviewer=second_reviewer).exists()
    assert journal_kinds()[-1] == "ReviewerReleased"
    accept_practice(actor=secretariat, review=review)


def test_one_negative_advice_of_two_is_enough_to_stop_it(
    review, reviewer, second_reviewer, secretariat
):
    both = [reviewer, second_reviewer]
    assign_reviewers(actor=secretariat, review=review, reviewers=both, due_on=in_a_week())
    give(review, reviewer)
    give(review, second_reviewer, scored(1))
    with pytest.raises(Refused):
        accept_practice(actor=secretariat, review=review)


def test_nobody_of_the_city_and_no_author_judges(review, amman, amman_officer, secretariat, tunis):
    neighbour = person("neighbour", city=amman, role="member", office="reviewer")
    with pytest.raises(Refused):
        assign_reviewers(
            actor=secretariat, review=review, reviewers=[neighbour], due_on=in_a_week()
        )
    give_network_role(actor=SYSTEM, user=amman_officer, role="reviewer")
    amman_officer.memberships.update(city=tunis)
    amman_officer.__dict__.pop("_roles", None)
    with pytest.raises(Refused):
        assign_reviewers(
            actor=secretariat, review=review, reviewers=[amman_officer], due_on=in_a_week()
        )
    assert review_of(review.page).stage == ReviewStage.SUBMITTED


@pytest.mark.parametrize("who", ["medina_officer", "secretariat", "newcomer"])
def test_only_reviewers_are_asked(review, persona, secretariat, who):
    with pytest.raises(Refused):
        assign_reviewers(
            actor=secretariat, review=review, reviewers=[persona(who)], due_on=in_a_week()
        )


@pytest.mark.parametrize("days", [-1, 400])
def test_the_day_lies_ahead(review, reviewer, secretariat, days):
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(ValidationError):
        assign_reviewers(actor=secretariat, review=review, reviewers=[reviewer], due_on=day)
    with pytest.raises(ValidationError):
        assign_reviewers(actor=secretariat, review=review, reviewers=[], due_on=in_a_week())


def test_asking_again_moves_the_day_and_asks_nobody_twice(
    asked, reviewer, secretariat, journal_kinds
):
    later = timezone.localdate() + timedelta(days=30)
    assign_reviewers(actor=secretariat, review=asked, reviewers=[reviewer], due_on=later)
    [advice] = Advice.objects.all()
    assert advice.due_on == later
    assert journal_kinds() == []


def test_a_grid_needs_every_score_a_comment_and_the_statement(asked, reviewer):
    with pytest.raises(ValidationError) as caught:
        write_advice(
            actor=reviewer,
            review=asked,
            grid=scored(without=("inclusion",)) | {"clarity": (7, "")},
            has_no_conflict=False,
            is_final=True,
        )
    assert set(caught.value.message_dict) == {
        "score-inclusion",
        "comment-inclusion",
        "score-clarity",
        "comment-clarity",
        "has_no_conflict",
    }
    assert not Advice.objects.get().scores.exists()


def test_a_grid_is_kept_half_done_and_given_once(asked, reviewer):
    half = {"relevance": (3, "مفيد"), "clarity": (None, "تعليق بلا درجة")}
    kept = write_advice(
        actor=reviewer, review=asked, grid=half, has_no_conflict=False, is_final=False
    )
    assert kept.given_at is None
    assert kept.scores.get(criterion="clarity").comment == "تعليق بلا درجة"
    assert not kept.is_positive
    give(asked, reviewer)
    with pytest.raises(Refused):
        give(asked, reviewer)


def test_a_reviewer_who_was_not_asked_says_nothing(asked, second_reviewer):
    with pytest.raises(Refused):
        give(asked, second_reviewer)


def test_a_reviewer_with_a_conflict_is_excused_and_can_be_asked_again(
    asked, reviewer, secretariat, journal_kinds
):
    excuse_reviewer(actor=reviewer, review=asked, reason="شاركتُ في إعدادها")
    assert journal_kinds() == ["ReviewerExcused"]
    with pytest.raises(Refused):
        give(asked, reviewer)
    with pytest.raises(Refused):
        accept_practice(actor=secretariat, review=asked)
    assign_reviewers(actor=secretariat, review=asked, reviewers=[reviewer], due_on=in_a_week())
    give(asked, reviewer)


def test_changes_are_asked_and_the_same_reviewers_read_the_new_text(
    asked, reviewer, secretariat, amman_officer, amman_focal_point, journal_kinds
):
    give(asked, reviewer, scored(1))
    with pytest.raises(ValidationError):
        ask_changes(actor=secretariat, review=asked, reason="")
    ask_changes(actor=secretariat, review=asked, reason="زد الأرقام")
    write_practice(actor=amman_officer, practice=asked.page, values={"context": "أرقام"})
    submit_practice(actor=amman_officer, practice=asked.page)
    again = review_of(asked.page)
    approve_for_city(actor=amman_focal_point, review=again)
    again = review_of(asked.page)
    assert (again.number, again.stage) == (2, ReviewStage.IN_REVIEW)
    [advice] = again.advices.all()
    assert advice.reviewer == reviewer
    assert advice.given_at is None
    give(again, reviewer)
    accept_practice(actor=secretariat, review=again)
    assert fresh(asked.page).context == "أرقام"


def test_a_declined_text_stays_with_its_city_and_may_come_back(
    asked, secretariat, amman_officer, journal_kinds
):
    decline_practice(actor=secretariat, review=asked, reason="لا صلة بالتعلّم")
    assert journal_kinds() == ["PracticeDeclined"]
    found = review_of(asked.page)
    assert (found.stage, found.reason) == (ReviewStage.NOT_ACCEPTED, "لا صلة بالتعلّم")
    with pytest.raises(WrongState):
        ask_changes(actor=secretariat, review=found, reason="x")
    submit_practice(actor=amman_officer, practice=asked.page)
    assert review_of(asked.page).stage == ReviewStage.CITY


@pytest.mark.parametrize(
    "who", ["amman_officer", "amman_focal_point", "reviewer", "newcomer", "operator", "visitor"]
)
def test_only_the_secretariat_decides(asked, reviewer, persona, who):
    give(asked, reviewer)
    for act, extra in (
        (accept_practice, {}),
        (ask_changes, {"reason": "x"}),
        (decline_practice, {"reason": "x"}),
    ):
        with pytest.raises(Refused):
            act(actor=persona(who), review=asked, **extra)
    assert review_of(asked.page).stage == ReviewStage.IN_REVIEW


def test_whoever_wrote_or_belongs_to_the_city_does_not_publish(
    asked, reviewer, amman, amman_officer
):
    give(asked, reviewer)
    give_network_role(actor=SYSTEM, user=amman_officer, role="secretariat")
    own = person("own", city=amman, role="member", office="secretariat")
    for who in (amman_officer, own):
        who.__dict__.pop("_roles", None)
        with pytest.raises(Refused):
            accept_practice(actor=who, review=asked)


def test_the_text_that_was_read_becomes_public_not_a_later_one(
    asked, reviewer, secretariat, amman_officer
):
    page = fresh(asked.page)
    page.summary = "نص تسلل بعد التسليم"
    page.save_revision()
    give(asked, reviewer)
    accept_practice(actor=secretariat, review=asked)
    assert fresh(asked.page).summary == "قراءة للكبار في المكتبات"


def test_a_public_practice_stays_public_while_its_new_text_is_read(
    published, amman_officer, amman_focal_point, secretariat, publish
):
    write_practice(actor=amman_officer, practice=published, values={"summary": "ملخص جديد"})
    submit_practice(actor=amman_officer, practice=published)
    approve_for_city(actor=amman_focal_point, review=review_of(published))
    assert fresh(published).live
    assert fresh(published).summary == "قراءة للكبار في المكتبات"
    decline_practice(actor=secretariat, review=review_of(published), reason="ليس بعد")
    assert fresh(published).standing.state == State.PUBLISHED
    assert publish(published).summary == "ملخص جديد"


@pytest.mark.parametrize(
    ("kind", "evidence", "level"),
    [
        ("practice", True, Level.GOOD_PRACTICE),
        ("practice", False, Level.INITIATIVE),
        ("lesson", True, Level.INITIATIVE),
    ],
)
def test_without_evidence_it_is_an_initiative(
    branch, amman, amman_officer, publish, kind, evidence, level
):
    page = drafted(actor=amman_officer, branch=branch(amman))
    rows = [EvidenceRow(words="متعلمون", figure="120", source="سجل")] if evidence else []
    values = {"kind": kind, "evidence": rows}
    write_practice(actor=amman_officer, practice=page, values=values)
    assert publish(page).standing.level == level


def test_a_partner_networks_text_is_answered_for_by_the_secretariat(library, reviewer, secretariat):
    from core.cities.actions import register_network
    from knowledge.library.actions import open_branch

    network = register_network(
        actor=SYSTEM,
        slug="tamweel",
        facts={"names": {"ar": "شبكة", "en": "Net", "fr": "Réseau"}, "country": "DE"},
    )[0]
    other = person("other-secretary", office="secretariat")
    page = drafted(actor=secretariat, branch=open_branch(actor=SYSTEM, owner=network))
    submit_practice(actor=secretariat, practice=page)
    with pytest.raises(Refused):
        approve_for_city(actor=secretariat, review=review_of(page))
    approve_for_city(actor=other, review=review_of(page))
    advised(review=review_of(page), reviewer=reviewer, secretariat=other)
    accept_practice(actor=other, review=review_of(page))
    assert fresh(page).live


def test_the_city_reads_the_reasons_and_never_who_judged(
    asked, reviewer, secretariat, client_of, amman_officer
):
    give(asked, reviewer, scored(1))
    client = client_of(amman_officer)
    here = f"/ar/library/review/{asked.public_id}/"
    overview = f"/ar/library/draft/{asked.page.translation_key}/ar/"
    assert "comment on clarity" not in client.get(here).content.decode()
    ask_changes(actor=secretariat, review=asked, reason="زد الأرقام")
    for address in (here, overview):
        page = client.get(address).content.decode()
        assert "تطلب الشبكة تعديلات: زد الأرقام" in page
        assert "reviewer" not in page.replace("desk:reviews", "").replace("review-text", "")
    assert "comment on clarity" in client.get(here).content.decode()
    assert "reviewer" in client_of(secretariat).get(here).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("amman_officer", 200),
        ("amman_focal_point", 200),
        ("reviewer", 200),
        ("secretariat", 200),
        ("medina_focal_point", 404),
        ("tunis_officer", 404),
        ("newcomer", 404),
        ("operator", 404),
        ("visitor", 302),
    ],
)
def test_a_review_is_read_by_those_whom_it_concerns(asked, client_of, persona, who, status):
    answer = client_of(persona(who)).get(f"/ar/library/review/{asked.public_id}/")
    assert answer.status_code == status


def test_a_grid_sent_by_page_loses_nothing(asked, client_of, reviewer):
    client = client_of(reviewer)
    here = f"/ar/library/review/{asked.public_id}/"
    sent = {"verb": "advise", "score-clarity": "2", "comment-clarity": "واضح جدًا"}
    answer = client.post(here, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "واضح جدًا" in page
    assert "اختر درجة" in page
    assert Advice.objects.get().given_at is None
    quiet = client.post(here, sent, headers={"X-Autosave": "1"})
    assert quiet.json() == {}
    assert Advice.objects.get().scores.get(criterion="clarity").value == 2


def test_the_lists_need_few_queries_at_any_size(
    branch,
    amman,
    amman_officer,
    amman_focal_point,
    reviewer,
    secretariat,
    client_of,
    django_assert_max_num_queries,
):
    for number in range(12):
        page = drafted(actor=amman_officer, branch=branch(amman), title=f"ممارسة {number}")
        submit_practice(actor=amman_officer, practice=page)
        if number > 2:
            approve_for_city(actor=amman_focal_point, review=review_of(page))
        if number > 5:
            assign_reviewers(
                actor=secretariat, review=review_of(page), reviewers=[reviewer], due_on=in_a_week()
            )
        if number > 8:
            give(review_of(page), reviewer)
    for user, shown in (
        (reviewer, "read"),
        (reviewer, "given"),
        (secretariat, "assign"),
        (secretariat, "reading"),
        (secretariat, "decided"),
        (amman_focal_point, "approve"),
    ):
        client = client_of(user)
        with django_assert_max_num_queries(15):
            answer = client.get(f"/ar/library/reviews/?show={shown}")
        assert answer.status_code == 200
    assert client.get("/ar/library/reviews/?show=assign").status_code == 404
