"""What a campaign file says, looked at once, whatever its letters make of it."""
