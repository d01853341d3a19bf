"""The steps of goals.py: the words of 绩效目标表, its rows, and forms that lost their cells."""
