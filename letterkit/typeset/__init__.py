"""A sheet and its Markdown become a PDF on letterhead.

The room is an engine: its input is a `sheet.Sheet` and Markdown, and it knows nothing of campaigns. How a text is set
(quotation marks, dashes, spaces) is in `typography`. It imports the foundation only.
"""
