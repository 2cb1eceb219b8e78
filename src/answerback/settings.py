"""Django's settings, all derived from `configuration`: nothing here is edited to deploy."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from answerback.configuration import Mode, configuration

ANSWERBACK = configuration()
DEMO = ANSWERBACK.mode is Mode.DEMO
PRODUCTION = ANSWERBACK.mode is Mode.PRODUCTION

SECRET_KEY = ANSWERBACK.django_secret() or "unsafe-and-refused-at-start"
ANSWERBACK_MASTER_KEY = ANSWERBACK.master_key_bytes()
DEBUG = False
ORIGINS = {face: ANSWERBACK.origin(face) for face in ("staff", "portal", "public")}
ALLOWED_HOSTS = [origin.split("://")[1].rsplit(":", 1)[0] for origin in ORIGINS.values()]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "answerback.ui",  # before allauth, whose layout it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # Our own, in the order of the house: lower first.
    "answerback.journal",
    "answerback.keys",
    "answerback.wallets",
    "answerback.texts",
    "answerback.people",
    "answerback.customers",
    "answerback.telephony",
    "answerback.lookups",
    "answerback.channels",
    "answerback.conversations",
    "answerback.tickets",
    "answerback.proofs",
    "answerback.callbacks",
    "answerback.intake",
    "answerback.reports",
    "answerback.hotline",
    "answerback.devices",
    "answerback.findings.solutions",
    "answerback.findings.hazards",
    "answerback.findings.suggestions",
    "answerback.findings.offers",
    "answerback.findings.campaigns",
    "answerback.insight",
    "answerback.insight.weekly",
    "answerback.quality",
    "answerback.live",
    "answerback.desk",
    "answerback.console",
    "answerback.portal",
    "answerback.public",
    "answerback.api",
    "answerback.ops",
]

MIDDLEWARE = [
    "answerback.ui.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "answerback.ui.origins.OriginMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "answerback.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "answerback.ui.no_store.NoStoreMiddleware",
    "answerback.texts.refused.RefusedTextsMiddleware",
    "answerback.ui.refusing.RefusalMiddleware",
]

ROOT_URLCONF = "answerback.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "people" / "templates"],  # before allauth's own pages
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

DATABASES = {"default": ANSWERBACK.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Codes that prove a mailbox go out by it (`ops.channel_proofs`); without a host no mail is ever sent.
EMAIL_HOST, EMAIL_PORT = ANSWERBACK.mail_host, ANSWERBACK.mail_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ANSWERBACK.mail_user, ANSWERBACK.mail_password.get_secret_value()
EMAIL_USE_TLS, EMAIL_TIMEOUT = True, 20
DEFAULT_FROM_EMAIL = ANSWERBACK.mail_from or ANSWERBACK.mail_user

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},  # NIST SP 800-63B-4: 15 where a password may be the only factor
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "answerback.people.adapter.StaffAccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "answerback.people.forms.StaffLoginForm",
    "reauthenticate": "answerback.people.forms.StaffReauthenticateForm",
    "change_password": "answerback.people.forms.StaffChangePasswordForm",
    "set_password": "answerback.people.forms.StaffSetPasswordForm",
}
MFA_ADAPTER = "answerback.people.adapter.StaffMFAAdapter"
MFA_FORMS = {
    "authenticate": "answerback.people.forms.StaffCodeForm",
    "reauthenticate": "answerback.people.forms.StaffReauthenticateByCodeForm",
    "activate_totp": "answerback.people.forms.StaffActivateTOTPForm",
    "add_webauthn": "answerback.people.forms.StaffAddKeyForm",
    "edit_webauthn": "answerback.people.forms.StaffEditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Answerback"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://desk.localhost is secure to browsers only

LANGUAGE_CODE = "en"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["answerback.ui.formats"]
LANGUAGE_COOKIE_NAME = "answerback_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SILENCED_SYSTEM_CHECKS = ["security.W001"]  # what may be unsafe is judged by ops.safety

STATIC_URL = "/static/"
STATIC_ROOT = ANSWERBACK.data_dir.absolute() / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "media-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ANSWERBACK.behind_proxy else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "answerback_staff"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a shift; the cookie itself goes with the browser
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "answerback_csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "answerback.ui.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = list(ORIGINS.values())
DATA_UPLOAD_MAX_MEMORY_SIZE = ANSWERBACK.max_body_bytes
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = ANSWERBACK.max_body_bytes
LOGGING_CONFIG = None
NINJA_PAGINATION_PER_PAGE = 50
