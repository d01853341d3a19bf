"""The steps of assemble.py and recover.py: captions, headers, rows, rows cut by pages, text without blank cells."""
