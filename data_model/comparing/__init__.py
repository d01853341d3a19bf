"""The steps of compare.py: which line is which, the bridge, last year as told, filters, and what leaves as a report."""
