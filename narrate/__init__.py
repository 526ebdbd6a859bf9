"""Turns a site's articles into listening: chaptered MP3, podcast feed and listening pages."""

__version__ = "0.1.0"
