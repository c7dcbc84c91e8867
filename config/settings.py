"""Settings, from the environment alone (config/env.py lists every variable)."""

import os
import tomllib
from datetime import timedelta
from pathlib import Path

import dj_database_url
import dj_email_url
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

from config import env
from config.logging import logging_settings

ROOT = Path(__file__).resolve().parent.parent
PRODUCT_VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
EMBEDDED = env.flag("EMBEDDED")
TESTING = env.flag("TESTING")
DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
DEMO_PASSWORD = env.text("DEMO_PASSWORD")
if DEBUG and not EMBEDDED:
    raise ImproperlyConfigured("DEBUG=1 shows secrets to visitors; it works only with the embedded engines.")
if TESTING and not EMBEDDED:
    raise ImproperlyConfigured("TESTING=1 weakens passwords and keeps mail; it works only with the embedded engines.")
DATA_DIR = (ROOT / env.text("DATA_DIR")).resolve()
SECRET_KEY = env.text("SECRET_KEY")

# Addresses. The domain table is the list of allowed hosts (tenants/hosts.py), so Django's own is open.
ALLOWED_HOSTS = ["*"]
BASE_DOMAIN = env.text("BASE_DOMAIN").lower()
PLATFORM_HOST = (env.text("PLATFORM_HOST") or BASE_DOMAIN).lower()
PUBLIC_SCHEME = "http" if EMBEDDED else env.text("PUBLIC_SCHEME")
PUBLIC_PORT = env.text("PUBLIC_PORT")
TRUST_PROXY = env.flag("TRUST_PROXY")
# Clients' own domains (tenants/domains/).
DOMAIN_TARGET_ADDRESSES = env.listed("DOMAIN_TARGET_ADDRESSES")
DOMAINS_A_CLIENT = env.number("DOMAINS_A_CLIENT")
DNS_RESOLVERS, DNS_PORT = env.listed("DNS_RESOLVERS"), env.number("DNS_PORT")
TLS_PORT, TLS_AUTHORITY = env.text("TLS_PORT"), env.text("TLS_AUTHORITY")

# Applications. `tenants` stands before django_tenants: its migrate_schemas command is ours.
_EVERYWHERE = [
    "django.contrib.auth",
    "django.contrib.sessions",
    "accounts",
    "tenants.audit",
    "allauth",
    "allauth.account",
]
# `allauth.mfa` is for operators alone: its table is in `public`, where no client's role may look.
SHARED_APPS = [
    "tenants",
    "django_tenants",
    "django.contrib.contenttypes",
    *_EVERYWHERE,
    "allauth.mfa",
    "benefits.federal",
    "benefits.plan_templates",
    "platform_admin",
]
TENANT_APPS = [*_EVERYWHERE, "branding", "benefits", "knowledge", "chat", "analytics"]
INSTALLED_APPS = [
    *SHARED_APPS,
    *(app for app in TENANT_APPS if app not in SHARED_APPS),
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "ninja",
]
TENANT_MODEL = "tenants.Client"
TENANT_DOMAIN_MODEL = "tenants.Domain"
PUBLIC_SCHEMA_NAME = "public"

MIDDLEWARE = [
    "tenants.middleware.HealthMiddleware",
    "tenants.event_middleware.EventSendingMiddleware",
    "tenants.middleware.RequestLogMiddleware",
    "tenants.programs.ProgramErrorsMiddleware",
    "tenants.middleware.ClientMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "tenants.middleware.PrivateResponseMiddleware",
    "tenants.middleware.EngineDownMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "platform_admin.support.middleware.SupportMiddleware",
    "tenants.event_middleware.EventMiddleware",
    "accounts.middleware.PersonLocaleMiddleware",
    "tenants.reading.ReadOnlyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "config.urls"
PLATFORM_URLCONF = "config.urls_platform"
CLOSED_URLCONF = "config.urls_closed"
WSGI_APPLICATION = "config.wsgi.application"
PAGE_THREADS = env.number("PAGE_THREADS")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tenants.context_processors.client",
                "branding.context_processors.brand",
                "accounts.context_processors.languages",
                "analytics.context_processors.survey",
                "platform_admin.support.context.support",
                "accounts.context_processors.joining",
                "config.navigation.navigation",
            ],
        },
    }
]

# Database. One connection a thread, kept open; no pool and no PgBouncer in transaction mode (docs/decisions).
DATABASES = {
    "default": {
        **dj_database_url.parse(env.text("DATABASE_URL"), conn_max_age=600, conn_health_checks=True),
        "ENGINE": "tenants.postgresql",
        "OPTIONS": {"connect_timeout": 5},
    }
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SPARE_SCHEMAS = env.number("SPARE_SCHEMAS")
OFFBOARDING_HOLD_DAYS = env.number("OFFBOARDING_HOLD_DAYS")

# Redis: broker, cache, live streams. Keys are made by tenants/keys.py alone.
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "tenants.cache_backend.ProcessCache",
        "LOCATION": REDIS_URL,
        "KEY_FUNCTION": "tenants.keys.cache_key",
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 1},
    }
}
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    # Six seconds of tries otherwise, while a person waits; what is not queued is swept up later.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 1500
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    # Not beside answers, which somebody waits for.
    "chat.tasks.sweep_client_conversations": {"queue": "default"},
    # Minutes of questions that nobody waits for must not stand before those that somebody does.
    "chat.tasks.ask_test_questions": {"queue": "default"},
    # What comes behind an answer waits for no place among those who answer.
    "chat.tasks.collect_*": {"queue": "default"},
    "chat.tasks.forget_*": {"queue": "default"},
    "chat.tasks.send_*": {"queue": "default"},
    "chat.tasks.*_wishing": {"queue": "default"},
    "chat.tasks.*": {"queue": "answers"},
    "knowledge.tasks.ingest_*": {"queue": "ingest"},
    "knowledge.tasks.read_pictures_*": {"queue": "pictures"},
}
CELERY_TIMEZONE = "UTC"
INGEST_PROCESSES = env.number("INGEST_PROCESSES")
FILE_READERS = max(1, min(env.number("FILE_READERS"), len(os.sched_getaffinity(0))))
CELERY_BEAT_SCHEDULE = {
    "keep-spare-schemas": {
        "task": "platform_admin.tasks.stock_spare_schemas",
        "schedule": timedelta(minutes=2),
    },
    "resume-provisioning": {
        "task": "platform_admin.tasks.resume_provisioning",
        "schedule": timedelta(minutes=1),
    },
    "measure-clients": {"task": "platform_admin.tasks.measure_clients", "schedule": timedelta(minutes=10)},
    "look-at-parts": {"task": "platform_admin.tasks.look_at_parts", "schedule": timedelta(minutes=1)},
    "watch-alerts": {"task": "platform_admin.tasks.watch_alerts", "schedule": timedelta(minutes=2)},
    "send-webhooks": {"task": "platform_admin.tasks.send_webhooks", "schedule": timedelta(minutes=1)},
    "fly-canaries": {"task": "platform_admin.tasks.fly_canaries", "schedule": crontab(minute=47)},
    "verify-audits": {"task": "platform_admin.tasks.verify_audits", "schedule": crontab(hour=2, minute=30)},
    "resume-client-lists": {
        "task": "platform_admin.tasks.resume_client_lists",
        "schedule": timedelta(minutes=1),
    },
    # Before the working day of the United States begins.
    "bill-clients": {"task": "platform_admin.tasks.bill_clients", "schedule": crontab(hour=6, minute=15)},
    "follow-contracts": {"task": "platform_admin.tasks.follow_contracts", "schedule": timedelta(minutes=5)},
    "check-domains": {"task": "platform_admin.tasks.check_domains", "schedule": timedelta(minutes=1)},
    "forget-old-drafts": {"task": "platform_admin.tasks.forget_old_drafts", "schedule": crontab(minute=25)},
    "advance-offboardings": {"task": "platform_admin.tasks.advance_offboardings", "schedule": timedelta(minutes=1)},
    "publish-scheduled": {"task": "knowledge.tasks.publish_scheduled", "schedule": timedelta(minutes=5)},
    # The night is over everywhere in the United States by then, so that each client looks by its new day.
    "watch-documents": {"task": "knowledge.tasks.watch_documents", "schedule": crontab(hour=11, minute=20)},
    "sweep-documents": {"task": "knowledge.tasks.sweep_documents", "schedule": timedelta(seconds=30)},
    "ask-test-questions": {
        "task": "chat.tasks.ask_test_questions_nightly",
        "schedule": crontab(hour=3, minute=10),
    },
    "sweep-test-runs": {"task": "chat.tasks.sweep_test_runs", "schedule": timedelta(minutes=1)},
    "purge-receipts": {"task": "chat.tasks.purge_receipts", "schedule": crontab(hour=4, minute=40, day_of_week=0)},
    "sweep-answers": {"task": "chat.tasks.sweep_answers", "schedule": timedelta(seconds=20)},
    "sweep-conversations": {"task": "chat.tasks.sweep_conversations", "schedule": timedelta(minutes=30)},
    "send-handovers": {"task": "chat.tasks.send_waiting_handovers", "schedule": timedelta(minutes=1)},
    # When it is day in the United States: the mail rings on somebody's phone.
    "tell-wishing": {"task": "chat.tasks.tell_all_wishing", "schedule": crontab(hour=15, minute=5)},
    "mail-digests": {
        "task": "analytics.tasks.send_all_digests",
        "schedule": crontab(hour=14, minute=20, day_of_week=1),
    },
    "forget-old-gaps": {"task": "chat.tasks.forget_old_gaps", "schedule": crontab(hour=4, minute=10)},
    "forget-left-uploads": {"task": "benefits.tasks.forget_left", "schedule": crontab(hour=4, minute=35)},
    "forget-left-drafts": {"task": "branding.tasks.forget_left_drafts", "schedule": crontab(hour=4, minute=25)},
    "resume-invitations": {"task": "accounts.tasks.resume_invitations", "schedule": timedelta(minutes=2)},
    "end-support-visits": {
        "task": "platform_admin.tasks.end_support_visits",
        "schedule": timedelta(minutes=1),
    },
    "answer-join-requests": {"task": "accounts.tasks.answer_lost_join_requests", "schedule": timedelta(minutes=2)},
    "end-join-requests": {"task": "accounts.tasks.end_join_requests", "schedule": crontab(minute=35)},
    "tend-pictures": {"task": "branding.tasks.tend_pictures", "schedule": crontab(minute=52)},
    "release-figures": {"task": "analytics.tasks.release_all_figures", "schedule": timedelta(minutes=10)},
    "put-figures-together": {
        "task": "analytics.tasks.put_all_figures_together",
        "schedule": crontab(hour=8, minute=50),
    },
    "find-topics": {"task": "analytics.tasks.find_all_topics", "schedule": crontab(hour=7, minute=5)},
    # What nobody has taken up when the next comes is not run twice.
    "flush-events": {
        "task": "analytics.tasks.flush_events",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 5},
    },
    "tell-live-pages": {
        "task": "analytics.tasks.tell_live_pages",
        "schedule": timedelta(seconds=3),
        "options": {"expires": 3},
    },
    "forget-old-events": {"task": "analytics.tasks.forget_old_events", "schedule": crontab(hour=4, minute=45)},
    "clear-sessions": {"task": "accounts.tasks.clear_sessions", "schedule": timedelta(hours=12)},
}

# People and sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address; nobody signs up unasked
ACCOUNT_EMAIL_CONFIRMATION_HMAC = False  # its key would open the same pk at another client
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.ClientTokenGenerator"  # noqa: S105
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",  # accounts/adapter.py says how long
    "accept_invitation": "120/m/ip",  # a whole office comes in by one address
    "reset_password": "20/m/ip,5/m/key",
    "join": "20/m/ip",  # of an address and of a client: accounts/joining/ask.py
    "join_confirm": "120/m/ip",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "mail_try": "10/m/user",
    "picture_try": "10/m/user,100/d/user",
    "returned_mails": "600/m/ip",
    "change_password": "5/m/user",
    # A client's: each look holds a worker for as long as its name servers take, and a proven name gets a certificate.
    "domain_add": "10/h/key",
    "domain_check": "60/h/key",
    "sender_set": "20/h/key",
}
# Operators' second factor (docs/decisions/0033): on the platform's host, and required there.
MFA_ADAPTER = "platform_admin.second_factor.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an operator came by a link to that address, or is made at the command line
MFA_TOTP_TOLERANCE = 1  # half a minute of a wrong clock, either way; no code counts twice (second_factor/codes.py)
MFA_FORMS = {
    "authenticate": "platform_admin.second_factor.forms.CodeForm",
    "authenticate_webauthn": "platform_admin.second_factor.forms.PasskeyForm",
    "reauthenticate": "platform_admin.second_factor.forms.CodeAgainForm",
    "reauthenticate_webauthn": "platform_admin.second_factor.forms.PasskeyAgainForm",
    "activate_totp": "platform_admin.second_factor.forms.FirstCodeForm",
    "add_webauthn": "platform_admin.second_factor.forms.NewPasskeyForm",
    "edit_webauthn": "platform_admin.second_factor.forms.PasskeyNameForm",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"

# Cookies are host-only; outside the embedded mode the __Host- prefix makes the browser insist on it.
_COOKIE_PREFIX = "" if EMBEDDED else "__Host-"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = f"{_COOKIE_PREFIX}session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = not EMBEDDED
SESSION_COOKIE_SAMESITE = "Lax"
# Of an operator's look into a client (docs/decisions/0042): no sign-in knows it.
SUPPORT_COOKIE_NAME = f"{_COOKIE_PREFIX}support"
SUPPORT_SECOND_OPERATOR = env.flag("SUPPORT_SECOND_OPERATOR")
CSRF_COOKIE_NAME = f"{_COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = not EMBEDDED
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_NAME = f"{_COOKIE_PREFIX}language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = not EMBEDDED
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tenants.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Browser defences
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Otherwise everybody has the proxy's address, and one visitor's wrong passwords lock out all others.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_SSL_REDIRECT = not EMBEDDED
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if EMBEDDED else 63072000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not EMBEDDED
SECURE_HSTS_PRELOAD = not EMBEDDED
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Language and time
LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "config.formats"
# Of the platform. A client's own comes with its scope (tenants/context.py).
TIME_ZONE = "UTC"
USE_TZ = True
CLIENT_TIME_ZONE = env.zone("CLIENT_TIME_ZONE")
CONTRACT_TIME_ZONE = env.zone("CONTRACT_TIME_ZONE")

# What clients begin with
TRIAL_DAYS = env.number("TRIAL_DAYS")
TRIAL_GRACE_DAYS = env.number("TRIAL_GRACE_DAYS")

# Files
UPLOAD_LIMIT_BYTES = env.number("UPLOAD_LIMIT_MB") * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    # Refuses what is too large while it arrives, before anything is written.
    "knowledge.workbench.upload_limit.UploadLimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "knowledge.workbench.upload_limit.RoomlessHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 50
MEDIA_ROOT = DATA_DIR / "files"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_DIR") or DATA_DIR / "static")
STATICFILES_DIRS = [ROOT / "static"]
R2_ACCOUNT_ID = env.text("R2_ACCOUNT_ID")
R2_ENDPOINT_URL = env.text("R2_ENDPOINT_URL") or (
    f"https://{R2_ACCOUNT_ID}.r2.cloudflarestorage.com" if R2_ACCOUNT_ID else ""
)
R2_ACCESS_KEY_ID = env.text("R2_ACCESS_KEY_ID")
R2_SECRET_ACCESS_KEY = env.text("R2_SECRET_ACCESS_KEY")
R2_BUCKET = env.text("R2_BUCKET")
STORAGE_ENGINE = "r2" if R2_ACCESS_KEY_ID else "local"
_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage" if TESTING else "config.static_urls.KeptManifestStorage"
)
STORAGES = {
    "default": {"BACKEND": "tenants.storage.ClientStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}

# Mail
MAIL_FOLDER = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM") or f"benefits@{BASE_DOMAIN}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
CONTRACT_EMAIL = env.text("CONTRACT_EMAIL") or f"contracts@{BASE_DOMAIN}"
if env.text("EMAIL_URL"):
    vars().update(
        {name: value for name, value in dj_email_url.parse(env.text("EMAIL_URL")).items() if name.startswith("EMAIL_")}
    )
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(MAIL_FOLDER)
MAIL_EVENTS_FROM = env.text("MAIL_EVENTS_FROM").lower()
MAIL_EVENTS_SECRET = env.text("MAIL_EVENTS_SECRET")
# Clients' own senders (tenants/senders/). Mails that are files need nobody to sign them.
SENDER_SERVICE = env.text("SENDER_SERVICE").lower() or ("own" if EMBEDDED else "")
SENDER_RECORDS = env.text("SENDER_RECORDS")
if EMBEDDED and SENDER_SERVICE == "own" and not SENDER_RECORDS:
    SENDER_RECORDS = f"CNAME mail._domainkey.{{domain}} mail._domainkey.{BASE_DOMAIN}"
SENDER_SES_REGION = env.text("SENDER_SES_REGION").lower()

# Billing
BILLING_NAME = env.text("BILLING_NAME")
BILLING_ADDRESS = env.text("BILLING_ADDRESS")
BILLING_HOW_TO_PAY = env.text("BILLING_HOW_TO_PAY")
BILLING_GRACE_DAYS = env.number("BILLING_GRACE_DAYS")
STRIPE_SECRET_KEY = env.text("STRIPE_SECRET_KEY")
STRIPE_WEBHOOK_SECRET = env.text("STRIPE_WEBHOOK_SECRET")
STRIPE_API_BASE = env.text("STRIPE_API_BASE")

# Models and vectors
OPENAI_API_KEY = env.text("OPENAI_API_KEY")
OPENAI_BASE_URL = env.text("OPENAI_BASE_URL")
OPENAI_CHAT_MODEL = env.text("OPENAI_CHAT_MODEL")
OPENAI_EMBEDDING_MODEL = env.text("OPENAI_EMBEDDING_MODEL")
LLM_TOKENS_A_MONTH = env.number("LLM_TOKENS_A_MONTH")
LLM_TOKENS_A_DAY = env.number("LLM_TOKENS_A_DAY")
LLM_ENGINE = env.text("LLM_ENGINE") or ("openai" if OPENAI_API_KEY else "extractive")
EMBEDDING_ENGINE = env.text("EMBEDDING_ENGINE") or ("openai" if OPENAI_API_KEY else "wordllama")
PINECONE_API_KEY = env.text("PINECONE_API_KEY")
PINECONE_INDEX = env.text("PINECONE_INDEX")
PINECONE_HOST = env.text("PINECONE_HOST")
PINECONE_RERANK_HOST = env.text("PINECONE_RERANK_HOST")
RERANK_ENGINE = env.text("RERANK_ENGINE")
RERANK_MODEL = env.text("RERANK_MODEL")
VECTOR_ENGINE = env.text("VECTOR_ENGINE") or ("pinecone" if PINECONE_API_KEY else "pgvector")
SEARCH_CACHE_SECONDS = env.number("SEARCH_CACHE_SECONDS")
PASSAGE_TOKENS = 500
PASSAGE_OVERLAP_TOKENS = 50

# Counting what is used (tenants/events.py)
EVENT_SAMPLE_PERCENT = env.number("EVENT_SAMPLE_PERCENT")

# What operators are told of, and where programs are told
ALERT_BACKUP_DAYS = env.number("ALERT_BACKUP_DAYS")
STATUS_WEB_URL = env.text("STATUS_WEB_URL")
WEBHOOK_PRIVATE_HOSTS = frozenset(filter(None, map(str.strip, env.text("WEBHOOK_PRIVATE_HOSTS").lower().split(","))))

LOGGING_CONFIG = None
logging_settings(level=env.text("LOG_LEVEL"), as_json=env.text("LOG_FORMAT") == "json")
# Addresses are unique whatever their case: a constraint on Lower("email"), which this check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

if TESTING:
    # Tasks run where they are queued; the running product is tested with its real workers (tests/browser).
    CELERY_TASK_ALWAYS_EAGER = True
    CELERY_TASK_EAGER_PROPAGATES = True
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
