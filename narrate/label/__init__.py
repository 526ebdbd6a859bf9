"""The law on labels of synthetic speech, GB 45438-2025: what has to be said, how slowly, where, and in which fields of a file."""
