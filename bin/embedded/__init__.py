"""Everything `bin/up`, `bin/manage` and `bin/test` do once the Python environment is there.

Two real engines (PostgreSQL and Redis, from wheels) run under one data folder, and one supervisor keeps
them and the product's own programs alive. Nothing here imports the product: it is started, not imported.
"""
