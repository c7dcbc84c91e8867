"""Which domains HR may allow: whoever has an address there must work for the company. One sentence a refusal."""

import re

from accounts.addresses import canonical_domain
from tenants.domains.names import is_shared_ending, registered_domain
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


class DomainRefused(ValueError):
    """The domain cannot be allowed; the message says why and what would do."""


def checked_domain(typed: str) -> str:
    """Return the domain in its ASCII form, in lower case; raises DomainRefused."""
    wanted = typed.strip().lower().removeprefix("@")
    domain = canonical_domain(wanted)
    labels = domain.split(".")
    if not domain or len(labels) < 2 or not all(map(_LABEL.match, labels)) or labels[-1].isdigit():
        raise DomainRefused(f"“{typed.strip()[:60]}” is no domain. Write what stands behind the @, like acme.com.")
    if is_shared_ending(domain):
        raise DomainRefused(f"“{domain}” is an ending that many share. Write your company’s own domain.")
    if is_for_anybody(domain):
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


def is_for_anybody(domain: str) -> bool:
    """Whether anybody gets an address there: a domain of the list, or a provider's name and nothing but an ending."""
    name = domain.partition(".")[0]
    return domain in _EXACTLY or (name in _FOR_ANYBODY and registered_domain(domain) == domain)


def domain_of(email: str) -> str:
    """Return what stands behind the @, in its ASCII form; "" if it is no host."""
    return canonical_domain(email.rpartition("@")[2])
