"""Addresses of sign-in and of one's own account: only those of allauth's that the office uses, named one by one."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from csp.decorators import csp_update
from django.conf import settings
from django.urls import path, re_path

from accounts.views import away, away_end, health

# The picture that an authenticator scans is a data: address inside the page.
activate_totp = csp_update({"img-src": ["data:"]})(totp.activate_totp)

urlpatterns = [
    path("health", health, name="health"),
    path("account/away/", away, name="away"),
    path("account/away/<int:pk>/end/", away_end, name="away_end"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/change/", account.password_change, name="account_change_password"),
    path("account/password/reset/", account.password_reset, name="account_reset_password"),
    path("account/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/2fa/", mfa.index, name="mfa_index"),
    path("account/2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("account/2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/2fa/totp/activate/", activate_totp, name="mfa_activate_totp"),
    path("account/2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
if settings.OIDC_SERVER_URL:
    urlpatterns += [
        path("account/oidc/<str:provider_id>/login/", openid_connect.login, name="openid_connect_login"),
        path("account/oidc/<str:provider_id>/login/callback/", openid_connect.callback, name="openid_connect_callback"),
        path("account/oidc/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
        path("account/oidc/error/", social.login_error, name="socialaccount_login_error"),
        # A person whom the office does not know ends here and is told so.
        path("account/oidc/unknown/", social.signup, name="socialaccount_signup"),
    ]
