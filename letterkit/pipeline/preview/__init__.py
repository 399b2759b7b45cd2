"""A campaign's letters as they stand now, kept warm: what ``letterkit preview`` shows, and what it does to drafts."""

__all__ = ["edit", "session", "spots"]
