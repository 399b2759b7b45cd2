"""Results shown: to people in a terminal, to programs as JSON, for GitHub and as SARIF."""
