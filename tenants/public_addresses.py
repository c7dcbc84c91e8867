"""Which addresses of the network are everybody's; the rest may be of the own house, and are not reached for others."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Addresses that carry another one inside them, which may be of the own house.
_WRAPPING = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
# Nobody's on the internet, though Python's own list, which grows with its versions, does not say so everywhere: those
# of protocols and old metadata services, the relays of 6to4, sites' own, and examples.
_NOBODYS = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20")))


def is_public(address: Address) -> bool:
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return is_public(mapped)
    if any(address.version == net.version and address in net for net in (*_WRAPPING, *_NOBODYS)):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
