"""What a fault is: a code, its gravity, and sentences with slots."""

from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Edit, Place, Related, Severity, Text


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: `at` makes the finding for one place, filling the sentences' slots."""

    code: str
    severity: Severity
    title: Text
    message: Text
    hint: Text

    def at(
        self,
        place: Place,
        *,
        edits: tuple[Edit, ...] = (),
        related: tuple[Related, ...] = (),
        hint: Text | None = None,
        **values: object,
    ) -> Diagnostic:
        """The finding of this fault at `place`."""
        made = Diagnostic(
            self.code, self.severity, place, self.message.format(**values), self.hint.format(**values)
        )
        return replace(made, edits=edits, related=related, hint=hint or made.hint)


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
FIX = "可以用 `gridpress check --fix` 自动改好"
FIXED = "`gridpress check --fix` repairs this"


def fault(
    code: str, severity: Severity, titles: tuple[str, str], messages: tuple[str, str], hints: tuple[str, str]
) -> Fault:
    """A fault with its sentences, each as (zh, en)."""
    return Fault(code, severity, Text(*titles), Text(*messages), Text(*hints))
