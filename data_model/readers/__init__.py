"""One reader a format: bytes -> RawDocument. They know no budgets; assemble.py understands what they give."""
