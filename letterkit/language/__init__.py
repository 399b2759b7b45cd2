"""What a language and a house do to words.

Agreement, elision, dates and numbers, quotation marks, where sentences end, how alike two spellings are. The room
imports the foundation only, and knows nothing of letters.
"""
