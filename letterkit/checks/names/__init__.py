"""Names of people, places and organisations: one entry, one spelling and one abbreviation for each."""
