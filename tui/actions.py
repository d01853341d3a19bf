"""Every action of the explorer, once: bindings, key line, help and palette are made from this table, so they cannot disagree.

An action runs as `do_<id>` of the screen; a screen's `reason(id)` says why it cannot run now (it then stays visible and says so).
"""

from __future__ import annotations

from dataclasses import dataclass

TREE, GRID, CHECKS, PROSE, LIST, HELP = "browse", "grid", "checks", "prose", "list", "help"
COMPARE, START = "compare", "start"
MAIN = (TREE, GRID, CHECKS, PROSE)
LINES = (TREE, CHECKS, PROSE, COMPARE, LIST, START, HELP)
EVERY = (*MAIN, COMPARE, LIST, START, HELP)
GROUPS = ("move", "fold", "look", "go", "do")


@dataclass(frozen=True)
class Action:
    """One thing a person can do. `keys` are Textual's names of keys, `shown` what the help prints for them, `screens` where it
    works; `bar` puts it into the key line, in the order of this table: 1 always, larger numbers only where there is room; the help tells it on the line of the
    action named in `after`."""

    id: str
    keys: tuple[str, ...]
    group: str
    screens: tuple[str, ...]
    shown: str = ""
    bar: int = 0
    after: str = ""

    @property
    def label_key(self) -> str:
        """The key of its few words for line and palette."""
        return f"screen.action.{self.id}"


ACTIONS: tuple[Action, ...] = (
    Action("down", ("down", "j"), "move", EVERY, "↓ j"),
    Action("up", ("up", "k"), "move", EVERY, "↑ k", after="down"),
    Action("top", ("g", "home"), "move", EVERY, "g"),
    Action("bottom", ("G", "end"), "move", EVERY, "G", after="top"),
    Action("page_down", ("pagedown", "ctrl+f"), "move", EVERY, "pgdn"),
    Action("page_up", ("pageup", "ctrl+b"), "move", EVERY, "pgup", after="page_down"),
    Action("next_sibling", ("J",), "move", (TREE, COMPARE), "J"),
    Action("previous_sibling", ("K",), "move", (TREE, COMPARE), "K", after="next_sibling"),
    Action("cell_right", ("right", "l"), "move", (GRID,), "→ l"),
    Action("cell_left", ("left", "h"), "move", (GRID,), "← h", after="cell_right"),
    Action("previous_table", ("left_square_bracket",), "move", (GRID,), "[", bar=1),
    Action("next_table", ("right_square_bracket",), "move", (GRID,), "]", bar=1, after="previous_table"),
    Action("parent", ("left", "h", "backspace"), "go", (START,), "← h"),
    Action("into", ("right", "l"), "go", (START,), "→ l"),
    Action("next_section", ("tab",), "move", (START,), "tab"),
    Action("previous_section", ("shift+tab",), "move", (START,), "shift+tab", after="next_section"),
    Action("tree", ("t",), "go", (GRID,), "t", bar=1),
    Action("goto_cell", ("enter", "space"), "go", (CHECKS,), "enter", bar=1),
    Action("choose", ("enter",), "go", (LIST, START), "enter", bar=1),
    Action("mark", ("space",), "do", (START,), "space", bar=1),
    Action("only_changed", ("f",), "look", (COMPARE,), "f", bar=1),
    Action("same_money", ("n",), "go", (GRID, CHECKS), "n", bar=2),
    Action("same_money_back", ("N",), "go", (GRID, CHECKS), "N", after="same_money"),
    Action("goto_code", ("number_sign", "ctrl+g"), "go", (*MAIN, COMPARE), "#"),
    Action("place_back", ("backspace", "less_than_sign", "alt+left"), "go", (*MAIN, COMPARE), "backspace <"),
    Action("place_forward", ("greater_than_sign", "alt+right"), "go", (*MAIN, COMPARE), ">", after="place_back"),
    Action("walk", ("w",), "go", MAIN, "w"),
    Action("order", ("b",), "look", (CHECKS,), "b", bar=2),
    Action("all_agreed", ("a",), "look", (CHECKS,), "a", bar=2),
    Action("filter", ("slash",), "look", (TREE, PROSE, CHECKS, COMPARE, START), "/", bar=1),
    Action("open", ("right", "l"), "fold", (TREE, PROSE, CHECKS, COMPARE), "→ l"),
    Action("close", ("left", "h"), "fold", (TREE, PROSE, CHECKS, COMPARE), "← h", after="open"),
    Action("toggle", ("space", "enter"), "fold", (TREE, PROSE, COMPARE), "space enter"),
    Action("level_1", ("1",), "fold", (TREE, COMPARE), "1"),
    Action("level_2", ("2",), "fold", (TREE, COMPARE), "2", after="level_1"),
    Action("level_3", ("3",), "fold", (TREE, COMPARE), "3", after="level_1"),
    Action("level_4", ("4",), "fold", (TREE, COMPARE), "4", after="level_1"),
    Action("deeper", ("plus", "equals_sign"), "fold", (TREE, COMPARE), "+"),
    Action("shallower", ("minus",), "fold", (TREE, COMPARE), "-", after="deeper"),
    Action("next_match", ("n",), "look", (TREE, PROSE, COMPARE), "n"),
    Action("previous_match", ("N",), "look", (TREE, PROSE, COMPARE), "N", after="next_match"),
    Action("sort", ("s",), "look", (TREE, COMPARE), "s", bar=1),
    Action("reverse", ("S",), "look", (TREE, COMPARE), "S", after="sort"),
    Action("columns", ("C",), "look", (TREE, COMPARE), "C"),
    Action("swap", ("x",), "look", (COMPARE,), "x", bar=1),
    Action("bridge", ("b",), "look", (COMPARE,), "b", bar=1),
    Action("left_budget", ("left_square_bracket",), "go", (COMPARE,), "[", bar=2),
    Action("right_budget", ("right_square_bracket",), "go", (COMPARE,), "]", bar=2, after="left_budget"),
    Action("scope", ("m",), "look", (TREE, COMPARE), "m", bar=1),
    Action("part", ("M",), "look", (TREE,), "M", after="scope"),
    Action("unit", ("u",), "look", (TREE, CHECKS, COMPARE, START), "u", bar=1),
    Action("next_view", ("v",), "go", (*MAIN, COMPARE), "v", bar=1),
    Action("previous_view", ("V",), "go", (*MAIN, COMPARE), "V", after="next_view"),
    Action("grid", ("t",), "go", (TREE, CHECKS, PROSE), "t", bar=1),
    Action("prose", ("p",), "go", (TREE, GRID, CHECKS), "p", bar=3),
    Action("compare", ("d",), "go", (*MAIN, START), "d", bar=3),
    Action("compare_with", ("D",), "go", (*MAIN, COMPARE), "D", after="compare"),
    Action("checks", ("c",), "go", (TREE, GRID, PROSE), "c", bar=3),
    Action("back", ("escape",), "go", (*MAIN, COMPARE, START), "esc"),
    Action("pane", ("tab", "shift+tab"), "go", (TREE, CHECKS, COMPARE), "tab", bar=2),
    Action("export", ("e",), "do", (*MAIN, COMPARE), "e", bar=4),
    Action("copy", ("y",), "do", (*MAIN, COMPARE), "y", bar=4),
    Action("budgets", ("o",), "go", (*MAIN, COMPARE), "o", bar=5),
    Action("next_budget", ("b",), "go", (TREE, GRID, PROSE), "b"),
    Action("previous_budget", ("B",), "go", (TREE, GRID, PROSE), "B", after="next_budget"),
    Action("dismiss", ("escape", "question_mark"), "go", (LIST, HELP), "esc", bar=1),
    Action("close_budget", ("X",), "do", (*MAIN, START), "X"),
    Action("reload", ("r",), "do", (*MAIN, COMPARE, START), "r"),
    Action("palette", ("colon", "ctrl+p"), "do", (*MAIN, COMPARE, START), ":", bar=4),
    Action("glossary", ("i",), "do", (*MAIN, COMPARE), "i"),
    Action("redraw", ("ctrl+l",), "do", EVERY, "ctrl+l"),
    Action("help", ("question_mark",), "do", (*MAIN, COMPARE, START), "?", bar=1),
    Action("suspend", ("ctrl+z",), "do", EVERY, "ctrl+z"),
    Action("quit", ("q", "ctrl+c"), "do", EVERY, "q", bar=1),
)

ACTION_BY_ID = {action.id: action for action in ACTIONS}


def actions_of(screen: str) -> list[Action]:
    """The actions of one kind of screen, in the order of the table."""
    return [action for action in ACTIONS if screen in action.screens]
