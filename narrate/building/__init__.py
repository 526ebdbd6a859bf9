"""The rooms of one build that `pipeline` joins: what is fresh, whose a page is, what vanished, what it would cost."""
