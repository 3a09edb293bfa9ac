"""How sign-in behaves here: staff are made by the office, and mail leaves only to where this installation may write."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail address and password, for people whom the office has entered."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is wrong. Check both and try again",
        "too_many_login_attempts": "Too many attempts. Wait 5 minutes, then try again",
        "enter_current_password": "Enter your current password",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a message about the account, unless this installation may not write to that domain."""
        domain = email.rsplit("@", 1)[-1].lower()
        if not domain.endswith(settings.MAIL_ONLY_TO):
            log.warning("A message about an account was not sent: only %s is mailed", settings.MAIL_ONLY_TO)
            return
        super().send_mail(template_prefix, email, context)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in through the organisation's identity provider, for the same people."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """A person unknown to the office stays outside."""
        return False
