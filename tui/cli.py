"""The entry point `yusuan`: language, exit codes, and nothing else at import, because every start pays for it.

The promise of exit codes: 0 fine, 2 trouble (one line on stderr for each), 130 interrupted; never a traceback. `FILE…`,
`summary FILE…` and `diff A B…` without options go straight to what they do; everything else goes through click (commands.py).
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence

_FAST_SETTINGS = ("unit", "color", "ascii")
_FAST_ENV = ("YUSUAN_UNIT", "YUSUAN_COLOR", "YUSUAN_ASCII", "_YUSUAN_COMPLETE")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; all trouble is told on stderr."""
    code = _run(arguments)
    if arguments is None and "data_model.native_rows" in sys.modules:
        return _leave(code)
    return code


def _leave(code: int) -> int:
    """End at once, all streams written: taking a hundred thousand rows apart, one by one, costs a tenth of the time of comparing them."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return code  # the interpreter knows what to do with broken or missing streams
    os._exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    from tui import restrict, settings
    from tui.console import INTERRUPTED, OK, TROUBLE, Console, ReaderGone, Trouble
    from tui.texts import LANGUAGES, choose, t

    if arguments is None:
        gc.disable()  # a one-shot command ends before garbage matters; the explorer turns it on again
    argv = list(sys.argv[1:] if arguments is None else arguments)
    console = Console()
    try:
        language = _language(argv)
        if language and language not in LANGUAGES:
            choose("zh")
            raise Trouble("--lang", t("cli.bad_language", value=language), t("cli.bad_language_hint"))
        choose(language or "zh")
        wishes = settings.load(argv)
        choose(language or str(wishes.values.get("lang", "zh")))
        if restrict.wanted(argv):
            restrict.enter()
        plain = "" if any(name in wishes.values for name in _FAST_SETTINGS) else _plain_command(argv)
        if plain == "summary":
            from tui.oneshot import Options, summary

            return summary(argv[1:], Options())
        if plain == "diff" and len(argv) > 2:
            from tui.oneshot import Options
            from tui.oneshot_diff import Wanted, run

            return run(argv[1:], False, Wanted(), Options())
        if argv == ["--version"]:
            from tui.installed import version_of

            console.text(f"yusuan {version_of('yusuan')}\n")
            return OK
        if _only_files(argv, wishes.values):
            from tui.opening import open_files

            return open_files(argv)
        from tui.commands import run as run_click

        return run_click(argv)
    except Trouble as trouble:
        console.trouble(trouble.place, trouble.cause, trouble.remedy)
        return TROUBLE
    except ReaderGone:
        return OK
    except KeyboardInterrupt:
        console.end_progress()
        return INTERRUPTED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else OK
    except Exception as error:
        console.unexpected(error)
        return TROUBLE


def _language(argv: list[str]) -> str:
    """`--lang` before `YUSUAN_LANG`, wherever it stands, "" without either; looked up before click, since the help itself is in
    that language."""
    for i, argument in enumerate(argv):
        if argument == "--":
            break
        if argument == "--lang" and i + 1 < len(argv):
            return argv[i + 1]
        if argument.startswith("--lang="):
            return argument[len("--lang=") :]
    return os.environ.get("YUSUAN_LANG") or ""


def _only_files(argv: list[str], wishes: Mapping[str, object]) -> bool:
    """Whether nothing but files to open is given, and neither settings nor environment wish for more."""
    from tui.opening import COMMANDS, PLAIN

    return (
        bool(argv)
        and argv[0] not in COMMANDS
        and not any(argument.startswith("-") for argument in argv)
        and not any(name in os.environ for name in PLAIN)
        and not any(name in wishes for name in ("unit", "color", "ascii", "theme"))
        and os.path.exists(argv[0])
    )


def _plain_command(argv: list[str]) -> str:
    """`summary` or `diff` when nothing but files follows; "" when click has something to understand."""
    plain = (
        len(argv) > 1
        and argv[0] in ("summary", "diff")
        and not any(argument.startswith("-") and argument != "-" for argument in argv)
        and not any(name in os.environ for name in _FAST_ENV)
    )
    return argv[0] if plain else ""
