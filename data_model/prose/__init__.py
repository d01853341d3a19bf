"""The steps of narrative.py: cutting sentences, what they speak of, claims, project blocks, statements."""
