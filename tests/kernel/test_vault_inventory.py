"""Every column that holds words is known: sealed, with what it holds, or open, with the reason why it may be.

A column that is added without being listed here fails. Say what it holds in one line, or seal it.
"""

from typing import Any

from django.db import models

from safeguard.scope.migrations import is_tenant
from safeguard.vault.fields import SealedField
from tests.kernel.test_scope_wall import own_models

SEALED = {
    "vault.SealedFile.name": "the name a person gave a file often names a child",
    "concerns.Child.forename": "identity",
    "concerns.Child.surname": "identity",
    "concerns.Child.preferred_name": "identity",
    "concerns.Child.dob": "identity",
    "concerns.Child.sex": "identity",
    "concerns.Child.upn": "identity, good for a lifetime in other systems",
    "concerns.Child.admission_no": "identity in the school's other systems",
    "concerns.Child.address": "where the child lives",
    "concerns.ChildStatus.evidence": "words about the child's circumstances",
    "concerns.Contact.name": "identity of a parent or carer",
    "concerns.Contact.relationship": "family circumstances",
    "concerns.Contact.phone": "how to reach a parent or carer",
    "concerns.Contact.email": "how to reach a parent or carer",
    "concerns.Concern.place": "where it happened can name a home",
    "concerns.Concern.account": "the account",
    "concerns.Concern.child_words": "what the child said",
    "concerns.Concern.done_so_far": "words of the account",
    "concerns.Concern.marks": "marks on the child's body",
    "concerns.Involvement.described": "who somebody is, in words, who isn't on the list",
    "concerns.ChronologyEntry.summary": "words about the child",
    "concerns.Draft.body": "an account before it is sent",
    "concerns.ConcernGrant.reason": "why somebody needed to know",
    "concerns.Exclusion.reason": "why somebody must not know",
    "concerns.Addendum.text": "words added to the account",
    "concerns.Action.title": "what is to be done names people",
    "concerns.Action.outcome": "what came of it",
    "concerns.Decision.options": "what was weighed",
    "concerns.Decision.rationale": "why it was decided so",
    "concerns.Closure.summary": "words of the record",
    "concerns.Closure.follow_up": "words of the record",
    "concerns.Closure.outcome": "words of the record",
    "concerns.Closure.no_action_reason": "words of the record",
    "concerns.Feedback.text": "the answer to whoever logged it",
    "retention.Hold.why": "why a record must be kept",
    "retention.Hold.asked_by": "who asked, often a person",
    "retention.Hold.lift_why": "why it need not be kept any more",
    "retention.SubjectRequest.requester": "identity of whoever asks",
    "retention.SubjectRequest.relation": "family circumstances",
    "retention.SubjectRequest.contact": "how to reach them",
    "retention.SubjectRequest.described": "what they ask for, in their words",
    "retention.SubjectRequest.asked_for": "what they ask for",
    "retention.SubjectRequest.backdated_why": "words about the request",
    "retention.SubjectRequest.identity_how": "which papers were seen",
    "retention.SubjectRequest.authority": "by which right they ask for another",
    "retention.SubjectRequest.extended_why": "words about the request",
    "retention.SubjectRequest.approved_note": "words of the second person",
    "retention.SubjectRequest.ended_why": "words about the request",
    "retention.Clarification.question": "words to whoever asks",
    "retention.Clarification.answer": "their words",
    "retention.SearchLog.terms": "names that were searched for",
    "retention.SearchLog.left_out": "words about what was left out",
    "retention.RequestItem.words": "words of the record",
    "retention.RequestItem.reason": "why it is withheld names circumstances",
    "retention.RequestItem.opinion": "words of a professional",
    "retention.RequestPhrase.phrase": "words to be removed, mostly names",
    "retention.RequestPhrase.reason": "why they are removed",
    "retention.RequestRedaction.reason": "why words are removed",
}

OPEN = {
    "vault.SchoolKey.master": "which master key wraps it",
    "vault.SealedFile.content_type": "a type",
    "vault.SealedFile.sha256": "a digest",
    "jobs.Job.kind": "a code",
    "jobs.Job.key": "a code",
    "jobs.Job.payload": "uids and codes",
    "jobs.Job.result": "uids and counts",
    "jobs.Job.error": "our own sentences",
    "audit.Entry.object_repr": "a kind and a uid; the school's or category's own name",
    "audit.Entry.serialized_data": "always empty",
    "audit.Entry.changes_text": "always empty",
    "audit.Entry.changes": "seals and masks, and codes that the app named as shown",
    "audit.Entry.additional_data": "uids, codes, counts and dates, checked when written",
    "audit.Entry.actor_email": "always empty",
    "audit.Entry.event": "a code",
    "audit.Entry.role": "a code",
    "audit.Entry.object_pk": "a number",
    "audit.Entry.cid": "a uid",
    "audit.Verification.fault": "our own sentences",
    "access.Membership.job_title": "staff, at work",
    "access.Trust.name": "an organisation",
    "access.Trust.slug": "an organisation",
    "access.School.name": "an organisation",
    "access.School.slug": "an organisation",
    "access.School.code": "an organisation",
    "access.School.duty_name": "staff, at work: shown to everybody who logs a concern",
    "access.School.duty_phone": "the school's",
    "access.School.duty_extension": "the school's",
    "access.School.support_phone": "a support line",
    "access.User.password": "a hash",
    "access.User.email": "staff, at work: needed before any school is known",
    "access.User.name": "staff, at work",
    "concerns.Child.upn_warning": "a code",
    "concerns.Child.year": "finds a class list, not a child",
    "concerns.Child.form": "finds a class list, not a child",
    "concerns.Concern.reference": "a number",
    "concerns.Category.code": "a code",
    "concerns.Category.edition": "a year",
    "concerns.Category.label": "guidance's own words",
    "concerns.Category.group": "a code",
    "concerns.ImportRun.mapping": "numbers of columns",
    "concerns.ImportRun.counts": "counts",
    "concerns.ImportRun.confirmed": "line numbers",
    "retention.SubjectRequest.reference": "a number",
    "retention.RequestItem.reference": "a number",
    "retention.RequestItem.exemption": "a code",
    "retention.RequestPhrase.exemption": "a code",
    "retention.RequestPhrase.stand_in": "what stands in place of a name, such as Child B",
    "retention.RequestRedaction.exemption": "a code",
    "retention.RequestRedaction.stand_in": "what stands in place of a name, such as Child B",
    "retention.Package.passphrase_digest": "a digest",
    "retention.PlanItem.rule_code": "a code",
    "retention.Rule.code": "a code",
    "retention.Rule.title": "the schedule's own words",
    "retention.Rule.clock_data": "periods",
    "retention.Rule.authority": "a statute",
    "retention.Rule.note": "the schedule's own words",
}


def columns(wanted: Any) -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.concrete_fields
        if wanted(field)
    }


def test_every_sealed_column_is_listed() -> None:
    found = columns(lambda f: isinstance(f, SealedField))
    assert found - set(SEALED) == set(), "list it in SEALED, with what it holds in one line"
    assert set(SEALED) - found == set(), "it is gone: take it off the list"


def test_every_open_column_that_could_hold_words_is_listed() -> None:
    kinds = (models.CharField, models.TextField, models.JSONField)
    found = columns(lambda f: isinstance(f, kinds) and not f.choices)
    assert found - set(OPEN) == set(), "seal it, or list it in OPEN with the reason why it may be read"
    assert set(OPEN) - found == set(), "it is gone: take it off the list"


def test_each_has_a_reason() -> None:
    assert [name for name, reason in {**SEALED, **OPEN}.items() if len(reason) < 5] == []


def test_sealed_columns_belong_to_a_school_and_to_a_row_with_a_uid() -> None:
    for model in own_models():
        if any(isinstance(f, SealedField) for f in model._meta.concrete_fields):
            assert is_tenant(model)
            assert model._meta.get_field("uid")
