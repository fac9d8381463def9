"""What all tests share: Qt may be called in any of them, so the interpreter's singletons are kept alive."""

from workbench.session.singletons import keep_singletons

keep_singletons()
