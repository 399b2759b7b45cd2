"""What stands in a sentence, and what the sentence says with it: of whom, what, when, where, as a fact or not."""
