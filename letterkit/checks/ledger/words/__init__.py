"""What a language calls acts, statuses and all that turns a claim."""
