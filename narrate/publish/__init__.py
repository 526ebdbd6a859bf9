"""Recordings → dist/: chapters, transcripts, pages, the feed and the cover.

Pure makers of text, each in its file; what they make is written by the pipeline.
"""
