"""Everything that talks to a terminal: the explorer and the one-shot commands."""
