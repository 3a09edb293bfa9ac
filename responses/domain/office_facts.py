"""What letters take from the dated settings: values of gaps, letterhead, signature, the policy of the review window."""

from codes.domain.office_settings import Office
from responses.domain.letter import Letterhead, Signature
from responses.domain.review_window import ReviewPolicy


def setting_values(office: Office) -> dict[str, str]:
    """What fills each of `placeholders.SETTING_GAPS` in a letter of the office's day."""
    window, reviewer, regulator = office.review_window, office.reviewer, office.regulator
    limit = office.cost_limit
    unit = "working days" if window.unit == "working_days" else "days"
    return {
        "authority": office.authority.name,
        "authority_email": office.request_address.mailbox,
        "authority_address": "\n".join(office.request_address.address),
        "authority_website": office.letterhead.website,
        "review_days": str(window.days),
        "review_period": f"{window.days} {unit}",
        "code_days": str(window.code_days),
        "reviewer_name": reviewer.name,
        "reviewer_role": reviewer.role,
        "reviewer_email": reviewer.mailbox,
        "reviewer_address": "\n".join(reviewer.address),
        "regulator_title": regulator.name,
        "regulator_name": regulator.office_name,
        "regulator_address": "\n".join(regulator.address),
        "regulator_url": regulator.url,
        "regulator_complaint_url": regulator.complaint_url,
        "cost_limit_pounds": f"{limit.pounds:,}",
        "cost_limit_hours": f"{limit.pounds / limit.pounds_an_hour:g}",
        "cost_rate": str(limit.pounds_an_hour),
    }


def letterhead_of(office: Office, *, logo: str = "", logo_sha256: str = "") -> Letterhead:
    """The letterhead of the office's day; `logo` is where its logo file lies, empty for none."""
    head = office.letterhead
    return Letterhead(
        authority=head.name,
        address=head.address,
        telephone=head.telephone,
        email=head.mailbox,
        website=head.website,
        logo=logo,
        logo_sha256=logo_sha256,
    )


REVIEWER = "Internal reviewer"
"""What stands below the name of whoever carried out an internal review."""


def signature_of(office: Office, *, closing: str, reviewer: str = "") -> Signature:
    """The signature of the office's day under the closing words ("Yours sincerely").

    `reviewer` is the name of whoever carried out an internal review: its outcome says in the first person what that
    one person looked at and found, who took no part in the first decision (section 45 Code of Practice, part 5).
    """
    if reviewer:
        return Signature(closing=closing, name=reviewer, role=REVIEWER)
    return Signature(closing=closing, name=office.signatory.name, role=office.signatory.role)


def review_policy(office: Office) -> ReviewPolicy:
    """The policy of the review window on the office's day."""
    return ReviewPolicy(
        length=office.review_window.days,
        unit=office.review_window.unit,
        code_working_days=office.review_window.code_days,
        email_days=office.deemed_receipt.email,
        first_class_days=office.deemed_receipt.first_class,
        second_class_days=office.deemed_receipt.second_class,
    )
