"""What a person has changed and what the campaign has changed become one text, with the sentence as the unit."""

__all__ = ["align", "blocks", "compare", "merge"]
