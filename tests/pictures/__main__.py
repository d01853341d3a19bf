"""Draw the pictures of the README again: `python -m tests.pictures [NAME…]`."""

import sys

from tests.pictures.drawing import svg
from tests.pictures.scenes import SCENES, rows

for scene in SCENES:
    if len(sys.argv) == 1 or scene.name in sys.argv[1:]:
        scene.path.write_text(svg(scene.title, rows(scene)), encoding="utf-8")
        print(f"{scene.path}  {scene.path.stat().st_size:,} bytes")
