"""What pages say to listeners, by language; other languages are another column."""

from __future__ import annotations

WORDS = {
    "zh": {
        "episodes": "全部节目",
        "subscribe": "订阅播客",
        "subscribe_how": "把这个地址粘贴到播客应用里:",
        "listen": "收听",
        "chapters": "章节",
        "transcript": "文稿",
        "original": "阅读原文",
        "download": "下载音频 (MP3)",
        "captions": "字幕 (VTT)",
        "back": "返回全部节目",
        "skip": "跳到正文",
        "notice": "本节目的语音由人工智能(AI)合成。",
        "label": "本节目语音由人工智能合成。",
        "fast": "快速版",
        "minutes": "{} 分 {} 秒",
        "no_audio": "你的浏览器不能播放音频,请下载后收听。",
        "play": "播放",
    },
    "en": {
        "episodes": "All episodes",
        "subscribe": "Subscribe",
        "subscribe_how": "Paste this address into your podcast app:",
        "listen": "Listen",
        "chapters": "Chapters",
        "transcript": "Transcript",
        "original": "Read the original",
        "download": "Download audio (MP3)",
        "captions": "Captions (VTT)",
        "back": "All episodes",
        "skip": "Skip to the text",
        "notice": "The voice of this programme is AI-generated (synthetic speech).",
        "label": "This programme's voice is AI-generated synthetic speech.",
        "fast": "Fast",
        "minutes": "{} min {} s",
        "no_audio": "Your browser cannot play audio: please download it.",
        "play": "Play",
    },
}


def words_for(lang: str) -> dict[str, str]:
    """The words for a BCP 47 language; English where there are none."""
    return WORDS.get(lang.split("-", maxsplit=1)[0].lower(), WORDS["en"])
