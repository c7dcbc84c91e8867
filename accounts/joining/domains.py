"""Which domains HR may allow: whoever has an address there must work for the company. One sentence a refusal."""

import re

from accounts.addresses import canonical_domain
from tenants.hosts import is_below_platform

MOST_DOMAINS = 20
_LABEL = re.compile(r"^(?!-)[a-z0-9-]{1,63}(?<!-)$")
# Where anybody gets an address: these under every ending (yahoo.com, yahoo.com.mx, live.fr) ...
_PROVIDERS = """
    aol fastmail gmail gmx googlemail hotmail hushmail icloud live mailinator msn outlook posteo proton protonmail
    rediffmail rocketmail tuta tutanota yahoo yandex ymail yopmail zohomail
    """
# ... and these as they are: under another ending the name may be a company's own.
_DOMAINS = """
    10minutemail.com 126.com 163.com aim.com att.net bellsouth.net charter.net comcast.net cox.net daum.net
    dispostable.com duck.com earthlink.net email.com free.fr frontier.com frontiernet.net getnada.com
    guerrillamail.com hey.com inbox.com juno.com laposte.net libero.it mac.com mail.com mail.ru maildrop.cc me.com
    naver.com netzero.net optonline.net orange.fr pm.me prodigy.net prodigy.net.mx qq.com roadrunner.com rr.com
    sbcglobal.net seznam.cz sharklasers.com simplelogin.com skynet.be t-online.de temp-mail.org terra.com.br
    terra.com.mx trashmail.com uol.com.br verizon.net virgilio.it wanadoo.fr web.de windstream.net zoho.com
    """
_FOR_ANYBODY, _EXACTLY = frozenset(_PROVIDERS.split()), frozenset(_DOMAINS.split())
_SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "gob", "gov", "net", "ne", "or", "org"})


class DomainRefused(ValueError):
    """The domain cannot be allowed; the message says why and what would do."""


def checked_domain(typed: str) -> str:
    """Return the domain in its ASCII form, in lower case; raises DomainRefused."""
    wanted = typed.strip().lower().removeprefix("@")
    domain = canonical_domain(wanted)
    labels = domain.split(".")
    if not domain or len(labels) < 2 or not all(map(_LABEL.match, labels)) or labels[-1].isdigit():
        raise DomainRefused(f"“{typed.strip()[:60]}” is no domain. Write what stands behind the @, like acme.com.")
    if len(labels) == 2 and labels[0] in _SECOND_LEVELS and len(labels[1]) == 2:
        raise DomainRefused(f"“{domain}” is the ending of a whole country. Write your company’s own domain.")
    if _is_for_anybody(labels):
        raise DomainRefused(f"Anybody can get an address at {domain}. Allow only domains of your own company.")
    if is_below_platform(domain):
        raise DomainRefused(f"“{domain}” belongs to the platform. Write your company’s own domain.")
    if labels[-1] in ("invalid", "localhost", "test", "local"):
        raise DomainRefused(f"No mail can be delivered to {domain}. Write your company’s own domain.")
    return domain


def checked_domains(typed: str) -> list[str]:
    """Return the domains of a text that names them one a line or with commas, each once; raises DomainRefused."""
    found = dict.fromkeys(checked_domain(one) for one in re.split(r"[\s,;]+", typed) if one)
    if len(found) > MOST_DOMAINS:
        raise DomainRefused(f"These are {len(found)} domains. Allow at most {MOST_DOMAINS}.")
    return list(found)


def domain_of(email: str) -> str:
    """Return what stands behind the @, in its ASCII form; "" if it is no host."""
    return canonical_domain(email.rpartition("@")[2])


def _is_for_anybody(labels: list[str]) -> bool:
    """Whether it is a provider's own: one of the list, or its name and then nothing but an ending."""
    ending = labels[1:]
    is_ending = len(ending) == 1 or (len(ending) == 2 and len(ending[1]) == 2 and len(ending[0]) <= 3)
    return ".".join(labels) in _EXACTLY or (labels[0] in _FOR_ANYBODY and is_ending)
