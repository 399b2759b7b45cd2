"""The words of a text: whether they are whole, spelt, and of one language; what in them is not the writer's own."""
