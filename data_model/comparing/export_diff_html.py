"""Comparison -> one HTML file fit for sending: no script, no link, no font or image from elsewhere. Apart from export_diff.py for its size,
and because everything here is escaped for HTML and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from data_model.amount import round_half_up
from data_model.comparing.diff_select import Selection, select
from data_model.comparing.diff_words import (
    bar_name,
    group_texts,
    line_name,
    missing_text,
    money,
    notice_texts,
    party_text,
    people_texts,
    rate_text,
    scope_text,
    signed_money,
)
from data_model.comparing.export_diff import matrix_cells
from data_model.comparing.matrix import Matrix, select_matrix
from data_model.comparison import Change, Comparison, Party
from data_model.words import Words

_STYLE = """
:root{color-scheme:light dark;--ground:#fbfaf7;--text:#23262b;--dim:#62666d;--line:#d9d5ca;--accent:#1b6474;--focus:#e9e6dd}
@media(prefers-color-scheme:dark){:root{--ground:#15181c;--text:#d8dbe0;--dim:#949ba6;--line:#343a43;--accent:#7fb8c4;--focus:#252b33}}
body{background:var(--ground);color:var(--text);font:15px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;
max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2.5rem}h3{font-size:1rem;margin-top:1.6rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.18rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--dim);font-weight:normal}td.n,th.n{text-align:right;white-space:nowrap}
tr.total{font-weight:bold}tr.same td{color:var(--dim)}tbody tr:hover{background:var(--focus)}
.dim,code{color:var(--dim);overflow-wrap:anywhere}.mark{color:var(--accent)}
.axis{width:16rem;position:relative;padding:0}.axis i{position:absolute;top:.4rem;bottom:.4rem;background:var(--accent)}
.wide{overflow-x:auto}.wide td:first-child code{white-space:nowrap;overflow-wrap:normal}.wide td:nth-child(2){min-width:9em}
.wide th,.word{white-space:nowrap}
@media print{body{margin:0;max-width:none;font-size:10px}th,td{padding:.15rem .35rem}}
"""


def diff_html(
    comparisons: Sequence[Comparison], selection: Selection, unit: str, say: Words, language: str = "zh"
) -> str:
    """The whole report: files with their sha256, then for each table its scope, totals, bridge, lines, group, movers, reasons, what is missing."""
    first = comparisons[0]
    title = say("diff.report_title")
    body = [f"<h1>{_t(title)}</h1>", _parties([(say("diff.col.a"), first.a), (say("diff.col.b"), first.b)], say)]
    for c in comparisons:
        body += _section(c, selection, unit, say)
    if first.people:
        body += [f"<p>{_t(text)}</p>" for text in people_texts(first, say)]
    body.append(f'<p class="dim">{_t(say("diff.footer"))}</p>')
    return page(f"{title} {first.b.entity}", "\n".join(body), language)


def matrix_html(matrix: Matrix, selection: Selection, unit: str, say: Words, by_share: bool = False, language: str = "zh") -> str:  # fmt: skip
    """Several documents: a line a subject, a column a document."""
    title = say("diff.report_title")
    heads = "".join(f'<th class="n">[{i + 1}]</th>' for i in range(len(matrix.parties)))
    rows: list[str] = []
    for line in select_matrix(matrix, selection):
        cells = "".join(f'<td class="n">{_t(text)}</td>' for text in matrix_cells(matrix, line, unit, by_share))
        total = ' class="total"' if not line.code and line.depth == 0 and not rows else ""
        rows.append(
            f"<tr{total}><td><code>{_t(line.code)}</code></td><td>{_indented(line.depth, line_name(line, say))}</td>{cells}</tr>"
        )
    body = (
        f"<h1>{_t(title)}</h1>"
        + _parties([(f"[{i + 1}]", party) for i, party in enumerate(matrix.parties)], say)
        + f"<p>{_t(say('diff.scope', scope=say.term(matrix.label)))}{say('diff.gap')}{_t(say('diff.unit', unit=say.term(unit)))}</p>"
        + _list(notice_texts(matrix.notices, say))
        + f'<div class="wide"><table><thead><tr><th>{_t(say("diff.col.code"))}</th><th>{_t(say("diff.col.name"))}</th>{heads}</tr></thead>'
        + f"<tbody>{''.join(rows)}</tbody></table></div>"
        + f'<p class="dim">{_t(say("diff.footer"))}</p>'
    )
    return page(title, body, language)


def page(title: str, body: str, language: str) -> str:
    """A whole document that may load nothing: the policy says so even where a reader's program would."""
    lang = "zh-CN" if language == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{_t(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _parties(parties: Sequence[tuple[str, Party]], say: Words) -> str:
    rows = []
    for letter, party in parties:
        files = "<br>".join(f"{_t(file)} <code>sha256 {_t(sha256)}</code>" for file, sha256 in party.files)
        files = files or f'<span class="dim">{_t(say("diff.no_file"))}</span>'
        table = " ".join(part for part in (party.number, party.title) if (part and part != party.number) or part)
        rows.append(
            f"<tr><th>{_t(letter)}</th><td>{_t(party_text(party, say))}</td><td>{_t(table)}</td><td>{files}</td></tr>"
        )
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _section(c: Comparison, selection: Selection, unit: str, say: Words) -> list[str]:
    shown = select(c, selection)
    out = [
        f"<h2>{_t(scope_text(c, say))}</h2>",
        f"<p>{_t(say('diff.unit', unit=say.term(unit)))}</p>",
        _list(notice_texts(c.notices, say)),
    ]
    out.append(_lines(c, shown, unit, say))
    out += [f"<h3>{_t(say('diff.bridge'))}</h3>", _bridge(c, unit, say)]
    out += [f"<p>{_t(text)}</p>" for text in group_texts(c, unit, say)]
    risers, fallers = c.movers()
    for key, lines in (("risers", risers), ("fallers", fallers)):
        if lines:
            out.append(f"<h3>{_t(say(f'diff.{key}'))}</h3>")
            out.append(
                _list(
                    f"{signed_money(line.delta, unit, c.step)}{say('diff.gap')}{line.code} {line_name(line, say)}"
                    for line in lines
                )
            )
    reasons = [line for line in c.made if line.reason]
    if reasons:
        out.append(f"<h3>{_t(say('diff.reasons'))}</h3>")
        out.append(
            "<dl>"
            + "".join(
                f"<dt>{_t(f'{line.code} {line_name(line, say)}')}</dt><dd>{_t(line.reason)}</dd>" for line in reasons
            )
            + "</dl>"
        )
    if c.missing:
        out.append(f"<p>{_t(say('diff.named', name=say('diff.missing'), text=missing_text(c, say)))}</p>")
    return out


def _lines(c: Comparison, lines: Sequence[Change], unit: str, say: Words) -> str:
    heads = [("code", ""), ("name", ""), ("a", "n"), ("b", "n"), ("delta", "n"), ("percent", "n"), ("share_a", "n"), ("share_b", "n"), ("points", "n"), ("status", "")]  # fmt: skip
    head = "".join(f'<th class="{style}">{_t(say(f"diff.col.{name}"))}</th>' if style else f"<th>{_t(say(f'diff.col.{name}'))}</th>" for name, style in heads)  # fmt: skip
    rows = []
    for i, line in enumerate(lines):
        style = ' class="total"' if i == 0 else ' class="same"' if line.status == "same" and not line.untold else ""
        figures = (
            money(line.a, unit, c.step), money(line.b, unit, c.step), signed_money(line.delta, unit, c.step), rate_text(line, say),
            c.share_a(line) or "—", c.share_b(line) or "—", _signed(c.points(line)),
        )  # fmt: skip
        cells = "".join(f'<td class="n">{_t(text)}</td>' for text in figures)
        rows.append(
            f"<tr{style}><td><code>{_t(line.code)}</code></td><td>{_indented(line.depth, line_name(line, say))}</td>{cells}<td>{_status(line, say)}</td></tr>"
        )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _status(line: Change, say: Words) -> str:
    word = _t(say("diff.status.untold" if line.untold else f"diff.status.{line.status}"))
    text = f'<span class="word">{word}</span>'
    if line.status in ("renamed", "moved") and line.name_a:
        text += f" ← {_t(line.name_a)}"
    if line.status == "moved" and line.key_a:
        text += f" <code>{_t(next((part for part in reversed(line.key_a) if part.isdecimal()), line.key_a[-1]))}</code>"
    if line.score is not None and line.score < 100:
        text += f" {line.score:g}"
    return f'{text} <span class="mark">{_t(say("diff.mark.group"))}</span>' if line.group else text


def _bridge(c: Comparison, unit: str, say: Words) -> str:
    """A waterfall: each bar begins where the one before ended; signs are in the figures, not only in the sides."""
    steps: list[tuple[str, int, int, str]] = []
    level = c.bridge.start
    steps.append((party_text(c.a, say), 0, level, money(level, unit, c.step)))
    for bar in c.bridge.bars:
        name = bar_name(bar.kind, bar.code, bar.name, say)
        steps.append((name, level, level + bar.delta, signed_money(bar.delta, unit, c.step)))
        level += bar.delta
    steps.append((party_text(c.b, say), 0, c.bridge.end, money(c.bridge.end, unit, c.step)))
    low, high = min(min(s[1], s[2]) for s in steps), max(max(s[1], s[2]) for s in steps)
    rows = []
    for name, start, end, text in steps:
        left, width = _tenths(min(start, end) - low, high - low), max(2, _tenths(abs(end - start), high - low))
        shape = f'<i style="left:{left // 10}.{left % 10}%;width:{width // 10}.{width % 10}%"></i>'
        rows.append(f'<tr><td class="n">{_t(text)}</td><td class="axis">{shape}</td><td>{_t(name)}</td></tr>')
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _tenths(part: int, whole: int) -> int:
    """Tenths of a percent."""
    return round_half_up(part * 1000, whole) if whole else 0


def _signed(text: str | None) -> str:
    return "—" if text is None else text if text.startswith("-") or not float(text) else f"+{text}"


def _indented(depth: int, name: str) -> str:
    return "&emsp;" * max(0, depth) + _t(name)


def _list(texts: Iterable[str]) -> str:
    items = "".join(f"<li>{_t(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>" if items else ""


def _t(text: str) -> str:
    return escape(text, quote=True)
