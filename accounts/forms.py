"""allauth's sign-in forms in our words, and saying that one is away."""

from allauth.account import forms
from django.forms import Form, ModelChoiceField

from accounts.models import Role, StaffAbsence, StaffMember
from codes.form_fields import DayField


class SignInForm(forms.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ChangePasswordForm(forms.ChangePasswordForm):
    """The present password and, twice, the new one."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Current password"
        self.fields["password1"].label = "New password"
        self.fields["password2"].label = "New password again"


class ForgottenPasswordForm(forms.ResetPasswordForm):
    """The address that a link to a new password is sent to."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"


class NewPasswordForm(forms.ResetPasswordKeyForm):
    """The new password, twice."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "New password"
        self.fields["password2"].label = "New password again"


class AwayForm(Form):
    """From when until when somebody is away, and who covers in each role in which others wait for them."""

    first_day = DayField(label="First day away", help_text="For example, 2 3 2026")
    last_day = DayField(label="Last day away", help_text="For example, 13 3 2026")

    def __init__(self, *args, member: StaffMember, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.roles = [role for role in StaffAbsence.ROLES if member.holds(role)]
        for role in self.roles:
            colleagues = StaffMember.objects.holding(role).exclude(pk=member.pk).order_by("name", "pk")
            self.fields[f"cover_{role}"] = ModelChoiceField(
                colleagues,
                label=f"Who covers for you as {_a(role)}",
                empty_label="Nobody in particular",
                required=False,
                help_text="What is asked of you is asked of them meanwhile. Only somebody who holds the role can cover."
                if colleagues
                else f"Nobody else in the office is {_a(role)}, so letters that need one wait until you are back.",
            )

    @property
    def covers(self) -> dict[str, StaffMember | None]:
        """By role, who covers."""
        return {str(role): self.cleaned_data[f"cover_{role}"] for role in self.roles}


def _a(role: Role) -> str:
    return f"a {role.label.lower()}"
