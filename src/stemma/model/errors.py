"""The exceptions of Stemma. News text is never exceptional: what is wrong with an input is a `Problem`.

StemmaError
├── UsageError        the command or call was wrong; exit status 2
├── CaseError         the case file cannot be used
│   ├── CaseNewer     written by a newer version
│   ├── CaseDamaged   corrupt or hostile
│   └── CaseBusy      another process is writing
├── EvidenceError     a span does not match its text: a defect of ours
├── WorkerLost        a process of ours was ended from outside
└── MissingExtra      an optional library is needed and absent
"""

from __future__ import annotations


class StemmaError(Exception):
    """Something Stemma cannot go on from; the message says what, where and what to do."""


class UsageError(StemmaError):
    """The command or call was wrong."""


class CaseError(StemmaError):
    """The case file cannot be used."""


class CaseNewer(CaseError):
    """The case file was written by a newer version of Stemma."""


class CaseDamaged(CaseError):
    """The case file is corrupt, hostile or no case file."""


class CaseBusy(CaseError):
    """Another process is writing to the case file."""


class EvidenceError(StemmaError):
    """A span does not match the text that it should lie in."""


class WorkerLost(StemmaError):
    """A process that shared the work was ended from outside."""


class MissingExtra(StemmaError):
    """An optional library is needed for this and is not installed."""
