"""What is public now: the catalogue → feeds, pages, index; checked as a stranger would before anything replaces the old.

The last step of a build, and what `narrate check`, `narrate prune` and `narrate catalogue` work with.
"""
