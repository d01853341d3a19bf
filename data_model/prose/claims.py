"""Sentences -> Claims: a small machine over clauses that opens a claim at each amount and hangs shares, changes and reasons on it.

What a clause's subject means is asked of `resolve` (targets.py); nothing here knows a table. A share's whole is written
`table/code or line/measure` (`revenue/TOTAL/total`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from data_model.budget import Paragraph
from data_model.prose.drafts import Draft
from data_model.prose.sentences import AMOUNT, NUMBER, UNITS, Clause, clauses, fen_of, percent_text, squeeze, strip_item
from data_model.prose.subjects import LONGEST_SUBJECT, Target
from data_model.records import dataclass, field
from data_model.statements import PriorBase

_UP, _DOWN = "增加|增长|上升|提高|调增|新增|大于|多于|高于", "减少|下降|降低|压减|调减|缩减|小于|少于|低于"
_OR = r"(?:[（(](?:增加|减少|增长|下降|降低|上升)[)）]|[/／](?:减少|下降|降低))"
_CHANGE = re.compile(
    rf"(?P<verb>{_UP}|{_DOWN})(?:了|额)?(?P<or>{_OR})?(?:为|约)?(?:上年度?|20[0-9]{{2}}年)?(?:预算数?|执行数)?"
    rf"(?P<n>-?{NUMBER})(?P<u>{UNITS})"
)
_RATE = re.compile(
    rf"(?P<verb>{_UP}|{_DOWN}|增幅|降幅|减幅|涨幅)(?:率|幅度)?(?:了|为|达|约)*(?P<or>{_OR})?(?:为|约)?(?P<n>-?{NUMBER})(?P<u>[%％]|倍)"
)
_FALLS = re.compile(rf"{_DOWN}|降幅|减幅")
_BASE = re.compile(
    r"(?:比|与|较|同|和)?(?P<year>(?<=[比与较同和])20[0-9]{2}年|上一?年|去年)(?:度|同期|当年)?(?P<what>(?:部门|单位)?(?:年初|调整)?预算(?:执行数|执行|数)?|执行数|决算数?)?"
    r"(?:相比|比较|相对比)?(?:各|均|都|总体)?"
)
_COMPARES = re.compile(r"^(?:比|与|较|同比|和上年|同上年|占)")
_FLAT = re.compile(r"持平|无增减|没有增减|无变化|没有变化|未变化|一致|相同|相等|保持不变")
_SHARE = re.compile(rf"占(?P<of>[^占0-9]*?)(?:的?(?:比重|比例))?(?:的|为|约)?(?P<n>{NUMBER})[%％]")
_REASON = re.compile(
    r"(?:增加|减少|变化|变动)?(?:的)?(?:主要)?原因(?:一)?(?:是|为|系|在于)?|主要(?:是|系|因)|^(?=因(?!公))"
)
_PURPOSE = re.compile(r"主要用于|^(?:全部)?用于")
_LIST = re.compile(r"(?:主要)?包括$")
_PRIOR = re.compile(rf"[（(](?:上年|20[0-9]{{2}}年)[^（()）]*?(?P<n>{NUMBER})(?P<u>{UNITS})[)）]")
_PRIOR_SUBJECT = re.compile(
    r"^(?P<year>20[0-9]{2}年|上一?年|去年)(?:度|当年)?(?P<what>(?:部门|单位)?(?:年初|调整)?预算(?:执行数|执行|数)?|执行数|决算数?)(?:为|是|安排)?$"
)
_NONE = re.compile(
    r"^(?P<s>.+?)(?:未安排|没有安排|无安排|未作安排)$|(?:没有|无|未)(?:使用|安排)(?P<t>.+?)(?:拨款)?安排的(?:支出|预算)|没有(?P<u>上年结转结余)|^(?:.{0,20}(?:部门|单位|年))?无(?P<v>[^无]{2,20}?)预算(?:安排|收入|支出|收支)$"
)
_GENERIC = re.compile(
    r"^(?:20[0-9]{2}年)?(?:度|当年)?(?:部门|单位)?(?:年初)?(?:预算)?(?:支出|安排|数|合计|总计|金额|资金|共|收入)*(?:为|是)?$"
)
_LEAD = re.compile(r"^(?:其中|此外|另外|同时|包括|具体为|具体情况如下|分别为)[，,：:]?")
_TAIL = re.compile(r"(?:数)?(?:分别)?(?:为|是|共计|约)$|[：:]$")
_PATH_TAIL = re.compile(r"(?<=[（(]项[)）])支出$")
_QUOTED = re.compile(r"^“([^“”]+)”(?:科目)?$")
_VERB_INSIDE = re.compile(rf"{_UP}|{_DOWN}|支付|拨付|下达|发放")


@dataclass(slots=True)
class Reader:
    """Reads the paragraphs of one passage. `resolve(subject, amount, item)` says what a subject means; `whole(of)` a share's whole;
    `heading(subject)` hears of lists that begin; `entities` the names of the body that subjects may begin with."""

    resolve: Callable[[str, int | None, bool], Target]
    whole: Callable[[str], str]
    heading: Callable[[str], None]
    fiscal_year: int | None
    entities: tuple[str, ...] = ()
    keeps_years: bool = False
    drafts: list[Draft] = field(default_factory=list)
    unresolved: list[tuple[str, Paragraph]] = field(default_factory=list)
    _current: Draft | None = None
    _shared: list[Draft] = field(default_factory=list)
    _mode: str = ""
    _pending: str = ""
    _base: tuple[int | None, PriorBase] = (None, "unspecified")
    _item: bool = False
    _paragraph: Paragraph | None = None

    def paragraph(self, paragraph: Paragraph) -> None:
        """Read one paragraph; the state of the sentence ends with it, the drafts stay."""
        text, self._item = strip_item(squeeze(paragraph.text))
        self._paragraph = paragraph
        self._mode, self._base, self._pending = "", (None, "unspecified"), ""
        self._shared = []
        if self._current is not None and not (_COMPARES.match(text) or text.startswith(("主要原因", "原因", "主要是"))):
            self._current = None
        before = "。"
        for clause in clauses(text):
            self._clause(clause, before)
            before = clause.end

    # --- one clause -----------------------------------------------------------------------------------------------------------

    def _clause(self, clause: Clause, before: str) -> None:
        text = clause.text
        if self._mode:
            if not self._leaves(text, before):
                self._append(text, before)
                return
            self._mode = ""
        led = _LEAD.match(text)
        text = text[led.end() :] if led else text
        if not text:
            return
        if before in "。；" or led:
            text, numbered = strip_item(text)
            self._item |= numbered
        reason = _REASON.search(text)
        if reason:
            self._figures(text[: reason.start()], clause.end, final=False)
            self._begin("reason", text[reason.end() :].lstrip("：:是"), text[: reason.start()])
            return
        purpose = _PURPOSE.search(text)
        if purpose and self._current is not None:
            self._figures(text[: purpose.start()], clause.end, final=False)
            self._begin("purpose", text[purpose.end() :].lstrip("：:"), "")
            return
        if clause.end == "：" and self._current is not None and text == "主要包括":
            self._begin("purpose", "", "")
            return
        self._figures(text, clause.end, final=True)

    def _begin(self, mode: str, text: str, before: str) -> None:
        """Start of a reason or purpose: it belongs to the current claim, or to all that `before` speaks of."""
        self._mode = mode
        if self._current is None and "财政拨款" in before:
            for draft in self.drafts:
                if "财政拨款" in draft.subject and draft.change and not draft.reason:
                    self._shared.append(draft)
        self._append(text, "")

    def _append(self, text: str, before: str) -> None:
        for draft in [self._current] if self._current is not None else self._shared:
            value = draft.reason if self._mode == "reason" else draft.purpose
            joined = value + (before if value else "") + text if text else value
            if self._mode == "reason":
                draft.reason = joined
            else:
                draft.purpose = joined

    def _leaves(self, text: str, before: str) -> bool:
        """True when a clause inside a reason or purpose begins something new."""
        if len(text) > LONGEST_SUBJECT:
            return False
        if text.startswith(("其中", "具体")) and before in "。；，":
            return text in ("其中", "具体为", "具体情况如下") or AMOUNT.search(text) is not None
        if before not in "。；" and not (before == "，" and self._mode == "purpose"):
            return False
        current = self._current
        if _COMPARES.match(text) and current is not None and (current.change is None and current.rate is None):
            return bool(_CHANGE.search(text) or _RATE.search(text) or _FLAT.search(text) or _SHARE.search(text))
        if self._mode == "purpose" and before in "。；，" and "原因" in text:
            return True
        if self._mode == "purpose" and before == "。":
            return True
        match = AMOUNT.search(text)
        if before == "，" or match is None:
            return text == "" or (before in "。；" and _PRIOR_SUBJECT.match(text) is not None)
        if match.start() == 0:
            return False
        subject = text[: match.start()]
        change = _CHANGE.search(text)
        if change:
            subject = _BASE.sub("", text[: change.start()])
            return bool(subject) and _known(self.resolve(self._clean(subject)[0], None, self._item))
        plain = self._clean(strip_item(subject)[0])[0]
        if _VERB_INSIDE.search(subject):
            return False
        return _GENERIC.match(plain) is None and _known(self.resolve(plain, fen_of(match), strip_item(subject)[1]))

    # --- figures --------------------------------------------------------------------------------------------------------------

    def _figures(self, text: str, end: str, final: bool) -> None:
        """Amount, share, change, percent, base of one clause."""
        if not text or len(text) > LONGEST_SUBJECT:
            return
        prior = _PRIOR.search(text)
        if prior:
            text = text[: prior.start()] + text[prior.end() :]
        change, rate, share = _CHANGE.search(text), _RATE.search(text), _SHARE.search(text)
        flat = _FLAT.search(text)
        said = min((m.start() for m in (change, rate, share) if m), default=len(text))
        until = max(m.end() for m in (change, rate, flat) if m) if change or rate or flat else 0
        base = next(reversed(list(_BASE.finditer(text, 0, until))), None)
        head = text[:said]
        match = AMOUNT.search(head)
        compares = base is not None
        if compares and base is not None:
            self._base = _base_of(base)
            if not match:
                head = head[: base.start()] if base.start() < len(head) else head
        if match:
            self._amount(head[: match.start()], match, head[match.end() :])
        elif change or rate or (flat and compares):
            stop = flat.start() if flat and not (change or rate) else len(head)
            self._about(_BASE.sub("", head[:stop]))
        elif share:
            pass
        elif final:
            self._bare(text, end)
        draft = self._current
        if draft is None:
            return
        if prior and draft.prior is None:
            draft.prior = fen_of(prior)
        if share and draft.share is None:
            draft.share, draft.share_of = percent_text(share["n"]), self.whole(share["of"])
        self._moved(draft, change, rate, bool(flat and compares))

    def _moved(self, draft: Draft, change: re.Match[str] | None, rate: re.Match[str] | None, flat: bool) -> None:
        if change and draft.change is None:
            fen = fen_of(change)
            falls = _FALLS.match(change["verb"]) is not None
            draft.change = None if change["or"] and fen else -fen if fen and falls else fen
            draft.year, draft.base = self._base
        if rate and draft.rate is None:
            falls = _FALLS.match(rate["verb"]) is not None
            text = percent_text(rate["n"], falls)
            if rate["u"] == "倍":
                text = _hundredfold(text)
            draft.rate = text if not rate["or"] or not text.strip("-0.") else None
            draft.year, draft.base = self._base if draft.year is None else (draft.year, draft.base)
        if flat and draft.change is None and draft.rate is None:
            draft.change, (draft.year, draft.base) = 0, self._base

    def _amount(self, head: str, match: re.Match[str], tail: str) -> None:
        """An amount with its subject: last year's, the current claim's again, or a new claim."""
        fen = fen_of(match)
        told = _PRIOR_SUBJECT.match(head)
        year = int(told["year"][:4]) if told and told["year"][0] == "2" else None
        if told and self._current is not None and (year is None or year != self.fiscal_year):
            self._current.prior = fen
            self._current.year, self._current.base = _base_of(told)
            self._base = self._current.year, self._current.base
            return
        subject, full = self._clean(head)
        current = self._current
        generic = _GENERIC.match(subject) is not None
        if generic and self._pending:
            subject, full = _LIST.sub("", self._pending), self._pending
            generic = False
        self._pending = ""
        if generic and current is not None:
            if current.amount is None or current.amount == fen:
                current.amount = fen
                return
            again = Draft(current.subject, current.target, current.origin, fen)
            again.prior, again.year, again.base = current.prior, current.year, current.base
            self.drafts.append(again)
            self._current = again
            return
        self._open(subject, full, fen)

    def _open(self, subject: str, full: str, fen: int | None) -> None:
        target = self.resolve(full, fen, self._item)
        assert self._paragraph is not None
        if full and (not target.table or not (target.code or target.line or target.project)):
            self.unresolved.append((subject, self._paragraph))
        self._current = Draft(subject, target, self._paragraph.place.label(), fen)
        self.drafts.append(self._current)

    def _about(self, head: str) -> None:
        """The claim that a change without an amount is about: the current one, an earlier one of the same line, or a new one."""
        subject, full = self._clean(head)
        if len(subject) < 2 or (self._current is not None and subject in ("本年数", "总体")):
            return
        target = self.resolve(full, None, False)
        if self._current is not None and (self._current.target == target or not _known(target)):
            return
        again = next((d for d in reversed(self.drafts) if d.target == target and _known(target)), None)
        if again is not None and again.change is None and again.rate is None:
            self._current = again
            return
        if self._current is not None and self._current.change is None and _VERB_INSIDE.search(subject):
            return
        self._open(subject, full, None)

    def _bare(self, text: str, end: str) -> None:
        """A clause without figures: the subject of what follows, a list, or the words that nothing is planned."""
        none = _NONE.search(text)
        if none and end in "。，；：":
            subject, full = self._clean(none["s"] or none["u"] or none["v"] or none["t"] + "支出")
            target = self.resolve(full, None, False)
            if _known(target) and not any(d.target == target and d.amount is None for d in self.drafts):
                self._open(subject, full, None)
            self._current = None
            return
        if end in ("：", ""):
            self._pending = self._clean(text)[0]
            self.heading(self._pending)
            return
        if self._pending.endswith("包括"):
            self._open(self._pending, "", None)
            assert self._current is not None
            self._current.purpose = text
            self._pending = ""

    def _clean(self, head: str) -> tuple[str, str]:
        """(subject as shown, subject as resolved): the body's name, the year and closing verbs taken off."""
        text = _LEAD.sub("", head).strip("，, ")
        for entity in self.entities:
            if entity and text.startswith(entity):
                text = text[len(entity) :]
        if not (self.keeps_years and self._item):
            text = re.sub(r"^.{0,40}?20[0-9]{2}年(?:度)?(?:的|初)?", "", text) if "年" in text[:50] else text
            for entity in self.entities:
                if entity and text.startswith(entity):
                    text = text[len(entity) :]
        full = _TAIL.sub("", text.strip("，,的：:"))
        shown = (
            full.removesuffix("结转")
            if self.keeps_years and self._item
            else _PATH_TAIL.sub("", _QUOTED.sub(r"\1", full))
        )
        return shown, full


def _known(target: Target) -> bool:
    """True when the words mean a line, not only a table."""
    return bool(target.code or target.line or target.project)


def _hundredfold(text: str) -> str:
    """`16` -> `1600`, `1.5` -> `150`: times as percent, digits only."""
    whole, _, fraction = text.partition(".")
    digits = (fraction + "00")[:2]
    rest = fraction[2:]
    joined = (whole + digits).lstrip("0") or "0"
    return joined + ("." + rest if rest else "")


def _base_of(match: re.Match[str]) -> tuple[int | None, PriorBase]:
    year = int(match["year"][:4]) if match["year"][0] == "2" else None
    what = match["what"] or ""
    base: PriorBase = (
        "outturn" if "执行" in what else "final" if "决算" in what else "adjusted" if "调整" in what
        else "budget" if "预算" in what else "unspecified"
    )  # fmt: skip
    return year, base
