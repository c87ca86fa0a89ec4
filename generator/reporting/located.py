"""A finding where it stands: what every report begins with."""

from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Span


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its positions worked out, the source line it stands on, whom to tell it, whose it is."""

    diagnostic: Diagnostic
    span: Span
    line: str
    related: tuple[Span, ...] = ()
    office: str = ""
    name: str = ""
