"""An SSH server of the tests' own on loopback, the program as it would be called there, and what is left running."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tui.commandline import ROOT

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
needs_sshd = pytest.mark.skipif(not (SSHD and shutil.which("ssh")), reason="sshd or ssh is not installed")
COMMAND = "import sys; from tui.cli import main; sys.exit(main())"


class Server:
    """An sshd of our own, for the user who runs the tests."""

    def __init__(self, home: Path, lines: str = "") -> None:
        self.home = home
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)], check=True)
        (home / "authorized").write_bytes((home / "user.pub").read_bytes())
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (home / "sshd_config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {home}/host\nAuthorizedKeysFile {home}/authorized\n"
            f"PidFile {home}/pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
            f"PermitRootLogin prohibit-password\nAcceptEnv LANG LC_* COLORTERM\n{lines}\n"
        )
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(parents=True, exist_ok=True)
        assert SSHD is not None
        log = (home / "log").open("wb")
        self.process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(home / "sshd_config")], stdout=log, stderr=log)
        log.close()
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 20
        while True:
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            waiting = self.process.poll() is None and time.monotonic() < deadline
            assert waiting, (self.home / "log").read_text()
            time.sleep(0.02)

    def command(self, *remote: str, terminal: bool = True) -> tuple[str, ...]:
        """ssh to this server."""
        options = (
            "StrictHostKeyChecking=no",
            f"UserKnownHostsFile={self.home}/known",
            "LogLevel=ERROR",
            "IdentitiesOnly=yes",
        )
        return (
            "ssh", "-F", "none", *(["-tt"] if terminal else []), "-p", str(self.port), "-i", str(self.home / "user"),
            *(word for option in options for word in ("-o", option)), f"{getpass.getuser()}@127.0.0.1", *remote,
        )  # fmt: skip

    def stop(self) -> None:
        """End the server and whatever it serves."""
        self.process.terminate()
        self.process.wait(20)


def program(documents: Path) -> Path:
    """`yusuan` as it would be installed: one file to call."""
    path = documents.parent / "yusuan"
    path.write_text(f"#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -c '{COMMAND}' \"$@\"\n")
    path.chmod(0o755)
    return path


def processes(words: str) -> list[int]:
    """Python processes whose command line has these words."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            line = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if words.encode() in line and line.startswith(sys.executable.encode()):
            found.append(int(entry.name))
    return found


def gone(words: str) -> bool:
    """True when no such process is left, after a while."""
    deadline = time.monotonic() + 20
    while processes(words):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
