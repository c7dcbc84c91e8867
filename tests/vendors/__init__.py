"""Local servers that speak the vendors' published wire formats; the vendors' own clients talk to them."""
