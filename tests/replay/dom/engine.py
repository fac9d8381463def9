"""Two views of the embedded engine in a process of their own: one to be recorded, one for rebuild.html.

Prints one JSON line, ``{"address": …, "targets": [recorded, rebuilt]}``, and ends when its standard input closes.
"""

import json
import sys

from PySide6.QtCore import QSocketNotifier, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from workbench.session.embedded import install_environment


def main() -> int:
    endpoint = install_environment()
    application = QApplication(sys.argv[:1])
    profile = QWebEngineProfile()
    views = [QWebEngineView(QWebEnginePage(profile, application)) for _ in range(2)]
    addresses = ["about:blank", sys.argv[1]]
    for view, address in zip(views, addresses, strict=True):
        view.resize(1000, 700)
        view.load(QUrl(address))
        view.show()
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(application.quit)
    loading = len(views)

    def ready(_: bool) -> None:
        nonlocal loading
        loading -= 1
        if loading == 0:
            targets = [view.page().devToolsId() for view in views]
            sys.stdout.write(json.dumps({"address": endpoint, "targets": targets}) + "\n")
            sys.stdout.flush()

    for view in views:
        view.loadFinished.connect(ready)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
