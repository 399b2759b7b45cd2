"""What in a person's sentence no record gives, and which of it makes a claim."""
