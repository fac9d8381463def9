"""Testing a spec: golds, trivial runs, mutants, benign variants, and what the linter says. Pure, no I/O."""

from workbench.verifier.audit.auditing import audit
from workbench.verifier.audit.report import AuditEvent, AuditReport, Finished, Planned, Survivor, Tried
from workbench.verifier.audit.trials import Kind

__all__ = ["AuditEvent", "AuditReport", "Finished", "Kind", "Planned", "Survivor", "Tried", "audit"]
