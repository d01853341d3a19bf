"""The pictures of the README, made from the real program: `python -m tests.pictures` writes them beside this file again.

Apart from the snapshots of the screens, which hold every colour of invented budgets still: a picture is out of date only when its
words or figures are (tests/test_pictures.py).
"""
