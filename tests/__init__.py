"""Tests mirror the source: data_model/, tui/. Published documents beside the checkout are read when they are there."""
