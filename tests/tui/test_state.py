"""What is remembered between runs: whole files after a kill, two sessions, broken content, homes without room, restricted mode."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.commandline import environment
from tui.state import ASIDE, MOST, NAME, VERSION, Recent, State

linux = pytest.mark.skipif(sys.platform != "linux", reason="the state folder is set by XDG_STATE_HOME")


def recent(n: int = 1) -> Recent:
    """An entry as the explorer would make it."""
    return Recent(f"/budgets/{n}.txt", "云溪市某某局", 2026, "部门", "11295100.00")


def content(folder: Path) -> dict[str, object]:
    """The file as another program would read it."""
    data = json.loads((folder / NAME).read_bytes())
    assert isinstance(data, dict)
    return data


@linux
def test_nothing_is_made_before_it_is_needed(own_state: Path) -> None:
    state = State()
    assert state.recent() == []
    assert state.columns("function") is None
    assert not own_state.parent.exists()


@linux
def test_a_file_opened_is_there_for_the_next_session(own_state: Path) -> None:
    State().opened(recent())
    (entry,) = State().recent()
    assert (entry.path, entry.entity, entry.year, entry.kind, entry.total) == (
        "/budgets/1.txt", "云溪市某某局", 2026, "部门", "11295100.00",
    )  # fmt: skip
    assert entry.opened.endswith("Z")
    assert content(own_state)["version"] == VERSION
    assert own_state.stat().st_mode & 0o077 == 0, "nobody else may read it"
    assert (own_state / NAME).stat().st_mode & 0o077 == 0


@linux
def test_the_newest_is_first_and_a_file_comes_once() -> None:
    state = State()
    for n in (*range(MOST + 5), 3):
        state.opened(recent(n))
    paths = [entry.path for entry in State().recent()]
    assert paths[:2] == ["/budgets/3.txt", f"/budgets/{MOST + 4}.txt"]
    assert len(paths) == len(set(paths)) == MOST


@linux
def test_names_that_are_no_text_come_back_as_they_were() -> None:
    path = os.fsdecode("/预算/".encode() + b"\xff\xfe.pdf")
    State().opened(Recent(path))
    assert State().recent()[0].path == path


@linux
def test_two_sessions_keep_what_the_other_wrote(own_state: Path) -> None:
    one, two = State(), State()
    one.opened(recent(1))
    two.opened(recent(2))
    one.keep_columns("function", ["amount"])
    two.keep_columns("projects", ["amount", "code"])
    one.opened(recent(3))
    again = State()
    assert {entry.path for entry in again.recent()} == {f"/budgets/{n}.txt" for n in (1, 2, 3)}
    assert again.columns("function") == ["amount"]
    assert again.columns("projects") == ["amount", "code"]
    again.keep_columns("function", None)
    assert State().columns("function") is None
    assert State().columns("projects") == ["amount", "code"]


@linux
def test_many_processes_at_once_lose_nothing(own_state: Path) -> None:
    code = "import sys\nfrom tui.state import Recent, State\nfor n in range(5): State().opened(Recent(f'/{sys.argv[1]}/{n}'))"
    env = environment(XDG_STATE_HOME=str(own_state.parent))
    running = [subprocess.Popen([sys.executable, "-c", code, str(n)], env=env) for n in range(4)]
    assert [process.wait(60) for process in running] == [0] * 4
    assert {entry.path for entry in State().recent()} == {f"/{one}/{n}" for one in range(4) for n in range(5)}


@linux
@pytest.mark.parametrize("moment", ["os.replace", "os.fsync"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGHUP])
def test_killed_while_writing_the_old_file_stays(moment: str, how: signal.Signals, own_state: Path) -> None:
    State().opened(recent(1))
    before = (own_state / NAME).read_bytes()
    code = (
        f"import os\nfrom tui import state\nfrom tui.state import Recent, State\n"
        f"{moment} = lambda *a: os.kill(os.getpid(), {int(how)})\nState().opened(Recent('/budgets/2.txt'))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(XDG_STATE_HOME=str(own_state.parent)))
    assert done.returncode == -how
    assert (own_state / NAME).read_bytes() == before
    State().opened(recent(3))
    assert [entry.path for entry in State().recent()] == ["/budgets/3.txt", "/budgets/1.txt"]
    assert not list(own_state.glob("*.tmp")), "what the killed one left is gone"


@linux
@pytest.mark.parametrize(
    "foreign", [b"", b"{", b"\xff\x00", b"[]", b"null", b'{"recent": []}', b'{"version": "x"}', b"[" * 100_000, b" " * 2_000_000]
)  # fmt: skip
def test_foreign_content_is_set_aside(foreign: bytes, own_state: Path) -> None:
    own_state.mkdir(parents=True)
    (own_state / NAME).write_bytes(foreign)
    state = State()
    assert state.recent() == []
    assert (own_state / NAME).read_bytes() == foreign, "looking changes nothing"
    state.opened(recent())
    assert (own_state / ASIDE).read_bytes() == foreign
    assert [entry.path for entry in State().recent()] == ["/budgets/1.txt"]


@linux
def test_parts_that_make_no_sense_are_passed_over_and_unknown_ones_kept(own_state: Path) -> None:
    own_state.mkdir(parents=True)
    rows = [None, 7, {}, {"path": 7}, {"path": "/a", "year": "x", "entity": 3, "total": None}, {"path": "/a"}]
    data = {"version": VERSION, "recent": rows, "columns": {"a": "b", "c": [1], "d": ["e"]}, "later": {"x": 1}}
    (own_state / NAME).write_text(json.dumps(data))
    state = State()
    assert state.recent() == [Recent("/a")]
    assert (state.columns("a"), state.columns("c"), state.columns("d")) == (None, None, ["e"])
    state.opened(recent())
    assert content(own_state)["later"] == {"x": 1}
    assert not (own_state / ASIDE).exists()


@linux
def test_the_file_of_a_later_program_is_left_alone(own_state: Path) -> None:
    own_state.mkdir(parents=True)
    later = json.dumps({"version": VERSION + 1, "recent": "?"})
    (own_state / NAME).write_text(later)
    State().opened(recent())
    assert (own_state / NAME).read_text() == later


def test_without_state_nothing_is_read_or_written(own_state: Path) -> None:
    State().opened(recent(1))
    before = {path: path.read_bytes() for path in own_state.rglob("*")}
    state = State(on=False)
    assert state.recent() == []
    state.opened(recent(2))
    state.keep_columns("function", ["code"])
    assert [entry.path for entry in state.recent()] == ["/budgets/2.txt"], "it lasts as long as the session"
    assert state.columns("function") == ["code"]
    assert {path: path.read_bytes() for path in own_state.rglob("*")} == before
    code = "import sys\nfrom tui.state import Recent, State\nState(False).opened(Recent('/a'))\nassert 'platformdirs' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], env=environment()).returncode == 0


@linux
@pytest.mark.parametrize("home", ["/dev/null/none", "/proc/none", "relative"])
def test_a_home_that_cannot_be_written_is_no_error(home: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", home)
    monkeypatch.setenv("HOME", "/dev/null/none")  # used instead of a path that is not whole
    state = State()
    state.opened(recent())
    state.keep_columns("function", ["code"])
    assert [entry.path for entry in state.recent()] == ["/budgets/1.txt"]
    assert state.columns("function") == ["code"]
    assert not list(tmp_path.iterdir()), "nothing is written beside the documents"


@linux
def test_a_lock_that_is_held_does_not_stop_a_session(own_state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr("tui.state.PAUSE", 0.0)
    State().opened(recent(1))
    with (own_state / "lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        State().opened(recent(2))
    assert [entry.path for entry in State().recent()] == ["/budgets/2.txt", "/budgets/1.txt"]


RESTRICTED = """
import os, sys
from tui import restrict
restrict.enter()
from tui.state import Recent, State
inside, outside, link = sys.argv[1:4]
state = State()
for path in (inside, outside, link):
    state.opened(Recent(path))
assert [entry.path for entry in state.recent()] == [inside], state.recent()
state.keep_columns("function", ["code"])
own = str(state.folder)
for attempt in (
    lambda: open(outside, "w"), lambda: open(inside, "w"), lambda: os.mkdir(own + "-more"), lambda: os.mkdir(inside + "-more"),
    lambda: os.replace(own + "/state.json", outside), lambda: os.replace(inside, own + "/state.json"),
    lambda: os.symlink(outside, own + "/link"), lambda: os.link(inside, own + "/hard"), lambda: os.remove(inside),
    lambda: open(own + "/out", "w"), lambda: open(own + "/../x", "w"), lambda: open(own + "/a/b", "w"), lambda: os.rmdir(own),
    lambda: os.chmod(own, 0o777), lambda: os.mkdir(os.path.dirname(own) + "/x"), lambda: os.truncate(own + "/state.json", 0),
):
    try:
        attempt()
    except PermissionError:
        continue
    raise SystemExit("a write was not refused")
"""


@linux
def test_a_restricted_session_writes_its_state_and_nothing_else(tmp_path: Path) -> None:
    budgets, home = tmp_path / "budgets", tmp_path / "home"
    budgets.mkdir()
    home.mkdir()
    inside, outside, link = budgets / "a.txt", tmp_path / "b.txt", budgets / "link.txt"
    inside.write_text("a")
    outside.write_text("b")
    link.symlink_to(outside)
    state = home / ".local" / "state"
    env = environment(YUSUAN_RESTRICTED="1", YUSUAN_ROOTS=str(budgets), HOME=str(home))
    (state / "yusuan").mkdir(parents=True)
    (state / "yusuan" / NAME).write_text(json.dumps({"version": VERSION, "recent": [{"path": str(outside)}]}))
    (state / "yusuan" / "out").symlink_to(outside)
    done = subprocess.run([sys.executable, "-c", RESTRICTED, str(inside), str(outside), str(link)], env=env, capture_output=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    rows = content(state / "yusuan")["recent"]
    assert isinstance(rows, list)
    assert [row["path"] for row in rows] == [str(inside), str(outside)], "what another session remembers stays"
    assert outside.read_text() == "b"
    assert sorted(path.name for path in state.rglob("*")) == ["lock", "out", NAME, "yusuan"]


@linux
def test_a_restricted_session_makes_its_folder(tmp_path: Path) -> None:
    code = "from tui import restrict\nrestrict.enter()\nfrom tui.state import Recent, State\nState().keep_columns('a', ['b'])"
    env = environment(YUSUAN_RESTRICTED="1", YUSUAN_ROOTS=str(tmp_path), HOME=str(tmp_path / "home"))
    subprocess.run([sys.executable, "-c", code], env=env, check=True)
    assert (tmp_path / "home" / ".local" / "state" / "yusuan" / NAME).is_file()


def test_what_is_written_by_hand_shows_no_person(own_state: Path) -> None:
    State().opened(recent())
    data = content(own_state)
    rows = data["recent"]
    assert isinstance(rows, list)
    number = "138" + "0" * 8
    rows[0]["entity"] = f"某局 电话{number}\x1b[31m"
    (own_state / NAME).write_text(json.dumps(data), encoding="utf-8")
    (entry,) = State().recent()
    assert number not in entry.entity
    assert "\x1b" not in entry.entity
