"""What an edited sentence says otherwise than the drafted one, word by word."""
