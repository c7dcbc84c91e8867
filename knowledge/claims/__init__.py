"""What documents claim: the figures of which two documents may not give different ones."""
