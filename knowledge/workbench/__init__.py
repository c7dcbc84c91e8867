"""HR's pages: documents, their check, facts, search test, coverage and measures."""
