"""The checks, a module a family: each function takes a `Subject` and yields problems."""
