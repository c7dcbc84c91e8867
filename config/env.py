"""Every environment variable the product reads, in one table.

`.env.example` is written from this table (`bin/env-example`) and a test keeps both equal.
A variable that is read but not declared here raises at start-up, so the table cannot fall behind.
"""

import os
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class MissingVariable(RuntimeError):
    """A variable without which the product must not start is unset."""


@dataclass(frozen=True)
class Variable:
    name: str
    default: str | None  # None: required outside the embedded mode
    group: str
    help: str


VARIABLES = (
    Variable("EMBEDDED", "", "Mode", "1 = all engines run on this machine, started by bin/up; loopback only."),
    Variable("DEMO", "", "Mode", "1 = bin/up fills in the three demo companies."),
    Variable("DEBUG", "", "Mode", "1 = Django's debug pages. Refused outside the embedded mode."),
    Variable("DEMO_PASSWORD", "", "Mode", "One password for all demo people; otherwise a random one each."),
    Variable("DATA_DIR", "var", "Mode", "Folder for files, mail, logs and the embedded engines' data."),
    Variable("STATIC_DIR", "", "Mode", "Folder of the collected style sheets and scripts; DATA_DIR/static when empty."),
    Variable("SECRET_KEY", None, "Secrets", "Signs cookies and links; at least 50 random characters."),
    Variable("BASE_DOMAIN", "localhost", "Addresses", "Clients live at <subdomain>.BASE_DOMAIN."),
    Variable("PLATFORM_HOST", "", "Addresses", "Host of the operators' portal; BASE_DOMAIN when empty."),
    Variable(
        "PUBLIC_SCHEME",
        "https",
        "Addresses",
        "Scheme of links in mails: https, or http in the embedded mode.",
    ),
    Variable("PUBLIC_PORT", "", "Addresses", "Port in links, when it is not the scheme's own."),
    Variable("TRUST_PROXY", "", "Addresses", "1 = a proxy in front sets X-Forwarded-Proto and X-Forwarded-For."),
    Variable(
        "DOMAIN_TARGET_ADDRESSES",
        "",
        "Domains",
        "Public addresses of this installation, with commas between: for clients' whole domains, which have no CNAME.",
    ),
    Variable("DOMAINS_A_CLIENT", "5", "Domains", "Own domains that one client may have."),
    Variable(
        "DNS_RESOLVERS",
        "",
        "Domains",
        "Resolvers, as address or address:port, with commas; empty = the system's.",
    ),
    Variable("DNS_PORT", "53", "Domains", "Port of domains' own name servers; another for trying it out."),
    Variable(
        "TLS_PORT",
        "",
        "Domains",
        "Port at which certificates are looked at; empty = 443, and in the embedded mode nowhere.",
    ),
    Variable("TLS_AUTHORITY", "", "Domains", "File of the authority that signs them; empty = the system's."),
    Variable(
        "DATABASE_URL",
        None,
        "Engines",
        "PostgreSQL 15 or newer with pgvector 0.8 or newer, e.g. postgresql://user:pw@host/name.",
    ),
    Variable("REDIS_URL", None, "Engines", "Redis 6.2 or newer, or Valkey: broker, cache and live streams."),
    Variable("OPENAI_API_KEY", "", "Models", "Empty = answers are quoted from documents by the built-in answerer."),
    Variable("OPENAI_BASE_URL", "https://api.openai.com/v1", "Models", "Any OpenAI-compatible address."),
    Variable("OPENAI_CHAT_MODEL", "gpt-5-mini", "Models", "Model that words the answers."),
    Variable("OPENAI_EMBEDDING_MODEL", "text-embedding-3-small", "Models", "Model that embeds passages."),
    Variable("LLM_TOKENS_A_MONTH", "0", "Models", "Tokens that one client may spend in a month; 0 = no limit."),
    Variable("LLM_TOKENS_A_DAY", "500000", "Models", "Tokens that one person may spend in a day; 0 = no limit."),
    Variable("LLM_ENGINE", "", "Models", "openai or extractive; empty = openai when there is a key."),
    Variable("EMBEDDING_ENGINE", "", "Models", "openai or wordllama; empty = openai when there is a key."),
    Variable("PINECONE_API_KEY", "", "Vectors", "Empty = vectors stay in PostgreSQL (pgvector)."),
    Variable("PINECONE_INDEX", "benefits-knowledge", "Vectors", "Name of the Pinecone index."),
    Variable("PINECONE_HOST", "", "Vectors", "Address of the Pinecone index, if it should not be looked up."),
    Variable(
        "RERANK_ENGINE", "none", "Vectors", "pinecone = its model has a second look at the best passages; or none."
    ),
    Variable("RERANK_MODEL", "bge-reranker-v2-m3", "Vectors", "Model of the second look."),
    Variable("PINECONE_RERANK_HOST", "", "Vectors", "Address of Pinecone's inference API; the public one when empty."),
    Variable("VECTOR_ENGINE", "", "Vectors", "pinecone or pgvector; empty = pinecone when there is a key."),
    Variable("R2_ACCOUNT_ID", "", "Files", "Cloudflare account; gives the R2 address."),
    Variable("R2_ENDPOINT_URL", "", "Files", "Address of any other S3-compatible store (MinIO)."),
    Variable("R2_ACCESS_KEY_ID", "", "Files", "Access key; empty = files stay in DATA_DIR/files."),
    Variable("R2_SECRET_ACCESS_KEY", "", "Files", "Secret of the access key."),
    Variable("R2_BUCKET", "benefits", "Files", "Private bucket for documents."),
    Variable("EMAIL_URL", "", "Mail", "e.g. smtp://user:pw@host:587/?tls=True; empty = files in DATA_DIR/mail."),
    Variable("MAIL_FROM", "", "Mail", "Sender address; benefits@BASE_DOMAIN when empty."),
    Variable(
        "MAIL_EVENTS_FROM",
        "",
        "Mail",
        "Who tells of mails that came back, at PLATFORM_HOST/mail/returned/NAME/: postmark, ses or signed.",
    ),
    Variable(
        "MAIL_EVENTS_SECRET",
        "",
        "Mail",
        "Its proof: the password of postmark, the topic's ARN of ses, the key of signed. Empty = nothing is taken in.",
    ),
    Variable(
        "SENDER_SERVICE",
        "",
        "Mail",
        "Who signs mails that come from clients' own domains: ses, postmark or own; empty = none do (docs/senders.md).",
    ),
    Variable(
        "SENDER_RECORDS",
        "",
        "Mail",
        "DNS records it wants beside those of ses and postmark: TYPE NAME.{domain} VALUE, with | between.",
    ),
    Variable("SENDER_SES_REGION", "us-east-1", "Mail", "Region of ses, for the return path."),
    Variable("BILLING_NAME", "Benefits platform", "Billing", "Who bills: the name on invoices."),
    Variable("BILLING_ADDRESS", "", "Billing", "Its address on invoices; a semicolon begins a new line."),
    Variable("BILLING_HOW_TO_PAY", "", "Billing", "How to pay, at the foot of invoices; a semicolon begins a line."),
    Variable("BILLING_GRACE_DAYS", "14", "Billing", "Days a client is served on once an invoice is overdue."),
    Variable("STRIPE_SECRET_KEY", "", "Billing", "Empty = invoices are the product's own, and paid by hand."),
    Variable("STRIPE_WEBHOOK_SECRET", "", "Billing", "Signs what Stripe sends to PLATFORM_HOST/stripe/events/."),
    Variable("STRIPE_API_BASE", "", "Billing", "Another address of Stripe's API, for trying it out."),
    Variable(
        "CONTRACT_EMAIL",
        "",
        "Contracts",
        "Whom clients write to about trial and payment; contracts@BASE_DOMAIN if empty.",
    ),
    Variable(
        "CONTRACT_TIME_ZONE",
        "America/Los_Angeles",
        "Contracts",
        "Zone in which days of contracts end: the westernmost in which people are served.",
    ),
    Variable(
        "CLIENT_TIME_ZONE",
        "America/New_York",
        "Contracts",
        "Time zone that a new client begins with.",
    ),
    Variable("TRIAL_DAYS", "0", "Contracts", "Days of trial a new client begins with unless told otherwise; 0 = none."),
    Variable("TRIAL_GRACE_DAYS", "7", "Contracts", "Days a client is still served when its trial is over."),
    Variable("UPLOAD_LIMIT_MB", "50", "Limits", "Largest document HR may upload, in MiB."),
    Variable("SPARE_SCHEMAS", "2", "Limits", "Ready-made client schemas kept in stock."),
    Variable("OFFBOARDING_HOLD_DAYS", "30", "Limits", "Days between a leaving client's export and its deletion."),
    Variable("INGEST_PROCESSES", "3", "Limits", "Processes that read documents; one client holds all but one of them."),
    Variable("FILE_READERS", "2", "Limits", "Processes that share a long PDF; never more than there are processors."),
    Variable("SEARCH_CACHE_SECONDS", "3600", "Limits", "How long what a search found is kept; 0 = never."),
    Variable("PAGE_THREADS", "8", "Limits", "Threads that serve pages, one database connection each."),
    Variable(
        "EVENT_SAMPLE_PERCENT",
        "100",
        "Limits",
        "Share of a client's people whose use is counted; all of them unless Redis is too small for that.",
    ),
    Variable("PORT", "8000", "Start-up", "Port that bin/up and the container listen on."),
    Variable("LISTEN_HOST", "127.0.0.1", "Start-up", "Address bin/up listens on; loopback only in the embedded mode."),
    Variable("PAGE_PROCESSES", "1", "Start-up", "Processes of the container that serve pages."),
    Variable("POSTGRES_PASSWORD", "", "Start-up", "Database password of docker-compose.yml."),
    Variable("CHROMIUM_PATH", "", "Start-up", "Chromium for the browser tests, if it is not on the PATH."),
    Variable("BROWSER", "", "Start-up", "0 = bin/test leaves the browser tests out."),
    Variable(
        "SUPPORT_SECOND_OPERATOR",
        "",
        "Operations",
        "1 = before an operator sees a client's HR pages, a second one has to approve it; 0 where there is only one.",
    ),
    Variable("LOG_LEVEL", "INFO", "Operations", "DEBUG, INFO, WARNING or ERROR."),
    Variable("LOG_FORMAT", "json", "Operations", "json or text."),
    Variable(
        "ALERT_BACKUP_DAYS", "7", "Operations", "Operators are told of clients without a backup this new; 0 = not."
    ),
    Variable(
        "STATUS_WEB_URL",
        "",
        "Operations",
        "Address that workers ask whether pages answer; the platform's own /livez when empty.",
    ),
    Variable(
        "WEBHOOK_PRIVATE_HOSTS",
        "",
        "Operations",
        "Hosts of your own network that webhooks may reach, by http as well, with commas between.",
    ),
    Variable("TESTING", "", "Operations", "Set to 1 by bin/test; fast password hashing, plain static files."),
)
DECLARED = {variable.name: variable for variable in VARIABLES}


def text(name: str) -> str:
    """Return the variable's value, its default, or raise MissingVariable naming what to set."""
    variable = DECLARED[name]
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if variable.default is None:
        raise MissingVariable(
            f"{name} is not set. {variable.help} See .env.example, or start with bin/up, which sets it."
        )
    return variable.default


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "on"}


def number(name: str) -> int:
    value = text(name)
    if not value.isdigit():
        raise MissingVariable(f"{name} must be a whole number, not {value!r}. {DECLARED[name].help}")
    return int(value)


def listed(name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text(name).lower().split(","))))


def zone(name: str) -> str:
    """Return the name of a time zone; raises MissingVariable for what is none."""
    value = text(name)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as wrong:
        raise MissingVariable(
            f"{name} must be the IANA name of a time zone, like America/New_York, not {value!r}. {DECLARED[name].help}"
        ) from wrong
    return value


def env_example() -> str:
    """Return the text of `.env.example`."""
    lines = ["# Every variable the product reads. bin/up needs none of them. Copy to .env and fill in what you use."]
    group = ""
    for variable in VARIABLES:
        if variable.group != group:
            group = variable.group
            lines += ["", f"# {group}"]
        required = " Required outside the embedded mode." if variable.default is None else ""
        lines += [f"# {variable.help}{required}", f"#{variable.name}={variable.default or ''}"]
    return "\n".join(lines) + "\n"
