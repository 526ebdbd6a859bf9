"""pydub's AudioSegment, the container of clips, imported without its complaint about a missing ffmpeg.

narrate reads and writes WAV through it, which needs none; PyAV encodes.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pydub import AudioSegment, silence

__all__ = ["AudioSegment", "silence"]
