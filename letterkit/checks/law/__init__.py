"""What a text claims of the law: instruments and their articles, ratifications, trade preferences."""
