"""Messages of Amazon's notification service, which are signed with a certificate that lies at Amazon.

The address of the certificate stands in the message, so whoever writes one could name a certificate of his own: only
what lies at hosts of that service under the name of such a certificate is asked for. The same hosts answer questions of
anybody's account, and what stands in those answers anybody may write. https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
"""

import base64
import binascii
import re
from typing import Any
from urllib.parse import urlsplit

import httpx2
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from django.core.cache import cache
from django.utils import timezone

TIMEOUT_SECONDS = 5
LONGEST = 20_000
KEPT_SECONDS = 24 * 3600
_HOST = re.compile(r"sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?", re.ASCII)
_CERTIFICATE = re.compile(r"/SimpleNotificationService-[A-Za-z0-9]{32}\.pem", re.ASCII)
_SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}
# The older of the two is what a topic uses unless it is told otherwise.
HASHES = {"1": SHA1, "2": SHA256}


class NotSigned(ValueError):
    """The message is not signed by the service, or of another topic."""


def read(envelope: dict[str, Any], *, topic: str) -> str:
    """Return what the message says; "" for one that was there to confirm the subscription, which is done then.

    Raises NotSigned.
    """
    kind = envelope.get("Type")
    if kind not in _SIGNED or not topic or envelope.get("TopicArn") != topic:
        raise NotSigned("The message is of another topic or kind.")
    check_signature(envelope, certificate_at(str(envelope.get("SigningCertURL", ""))))
    if kind == "SubscriptionConfirmation":
        fetch(str(envelope.get("SubscribeURL", "")))
        return ""
    return str(envelope.get("Message", ""))


def check_signature(envelope: dict[str, Any], certificate: bytes) -> None:
    """Raise NotSigned unless the certificate's key has signed the message."""
    parts = [(name, envelope[name]) for name in _SIGNED[envelope["Type"]] if name in envelope]
    text = "".join(f"{name}\n{value}\n" for name, value in parts)
    try:
        made = HASHES[str(envelope.get("SignatureVersion", ""))]()
        signature = base64.b64decode(str(envelope.get("Signature", "")), validate=True)
        known = x509.load_pem_x509_certificate(certificate)
        key = known.public_key()
        if not isinstance(key, RSAPublicKey) or known.not_valid_after_utc < timezone.now():
            raise NotSigned("The certificate is of another kind, or over.")
        key.verify(signature, text.encode(), PKCS1v15(), made)
    except (KeyError, ValueError, binascii.Error, InvalidSignature) as error:
        raise NotSigned("The signature does not fit.") from error


def certificate_at(url: str) -> bytes:
    """Return the certificate, asked for once a day; raises NotSigned for an address that is not the service's."""
    check_address(url)
    if not _CERTIFICATE.fullmatch(url.removeprefix(f"https://{urlsplit(url).netloc}")):
        raise NotSigned("The address in the message is not that of a certificate.")
    key = f"sns-certificate-{url}"
    kept = cache.get(key)
    if kept is None:
        kept = fetch(url)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotSigned("An address in the message is none.") from error
    is_theirs = parts.scheme == "https" and _HOST.fullmatch(parts.netloc) and port is None
    if not is_theirs:
        raise NotSigned("An address in the message is not the service's.")


def fetch(url: str) -> bytes:
    check_address(url)
    try:
        with httpx2.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False) as line:
            answer = line.get(url)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise NotSigned("The service could not be asked.") from error
    if answer.status_code != httpx2.codes.OK or len(answer.content) > LONGEST:
        raise NotSigned("The service gave no answer that can be used.")
    return answer.content
