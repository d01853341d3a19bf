"""`-o FILE` is whole or as it was: cut runs, full disks, links, devices, files of others."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.invented import NAME, invented_text
from tests.tui.commandline import ROOT, environment, run
from tui.whole_file import write_whole

posix = pytest.mark.skipif(os.name == "nt", reason="links and modes")


def alone(folder: Path, *names: str) -> bool:
    """Nothing else was left in the folder."""
    return sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_a_new_file_and_one_that_is_there(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    for data in (b"one", b"two and more", b""):
        write_whole(str(out), data)
        assert out.read_bytes() == data
    assert alone(tmp_path, "out.csv")


@posix
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("old", [None, b"old"])
def test_a_run_that_is_cut_leaves_no_half_file(how: signal.Signals, old: bytes | None, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    if old is not None:
        out.write_bytes(old)
    code = (
        "import os, sys\nfrom tui.cli import main\n"
        f"os.fsync = lambda handle: os.kill(os.getpid(), {int(how)})\nsys.exit(main(sys.argv[1:]))"
    )
    (tmp_path / NAME).write_text(invented_text(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", code, "export", NAME, "-o", str(out)], cwd=tmp_path, env=environment(PYTHONPATH=str(ROOT)),
        check=False,
    )  # fmt: skip
    assert done.returncode == -how
    assert (out.read_bytes() if out.exists() else None) == old


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.csv"
    out.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(str(out), b"new")
    assert out.read_bytes() == b"old"
    assert alone(tmp_path, "out.csv")


@posix
def test_a_link_stays_and_its_target_is_exchanged(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (tmp_path / "link").symlink_to("there/out.csv")
    (tmp_path / "link2").symlink_to(tmp_path / "link")
    for data in (b"made through the link", b"again"):
        write_whole(str(tmp_path / "link2"), data)
        assert (there / "out.csv").read_bytes() == data
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "link2").is_symlink()
    assert alone(there, "out.csv")


@posix
def test_devices_pipes_and_descriptors_are_written_as_they_are(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(invented_text(), encoding="utf-8")
    (tmp_path / "link").symlink_to("/dev/stdout")
    plain = run("export", NAME, cwd=tmp_path).out
    for target in ("/dev/stdout", "link", "/dev/fd/1"):
        assert run("export", NAME, "-o", target, cwd=tmp_path).out == plain
    assert run("export", NAME, "-o", "/dev/null", cwd=tmp_path).code == 0
    with (tmp_path / "log").open("wb") as log:
        log.write(b"first\n")
        log.flush()
        subprocess.run(
            [sys.executable, "-c", "from tui.whole_file import write_whole; write_whole('/dev/stdout', b'second')"],
            stdout=log, env=environment(), check=True,
        )  # fmt: skip
    assert (tmp_path / "log").stat().st_ino, "the file of the redirection is still the same"
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    assert run("export", NAME, "-o", "pipe", cwd=tmp_path).code == 0
    assert reader.communicate(timeout=30)[0] == plain


@posix
def test_mode_and_further_names_of_a_file_stay(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_bytes(b"old")
    out.chmod(0o640)
    write_whole(str(out), b"new")
    assert out.stat().st_mode & 0o777 == 0o640
    os.link(out, tmp_path / "other")
    write_whole(str(out), b"both")
    assert (tmp_path / "other").read_bytes() == b"both"


@posix
def test_what_cannot_be_written_is_one_line_and_2(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(invented_text(), encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop")
    for target in ("none/out.csv", "loop", "."):
        done = run("export", NAME, "-o", target, cwd=tmp_path)
        assert (done.code, done.out) == (2, b"")
        assert len(done.err.splitlines()) == 1
    assert alone(tmp_path, NAME, "loop")
