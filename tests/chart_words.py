"""What is written in a chart that a page shows, without the ink that it is written in."""

import re


def written(text: str) -> str:
    return re.sub(r"</?span[^>]*>", "", text)
