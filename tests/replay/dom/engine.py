"""Two views of the embedded engine in a process of their own: one to be recorded, one for rebuild.html.

Prints one JSON line, ``{"port": …, "targets": [recorded, rebuilt]}``, and ends when its standard input closes.
"""

import json
import os
import socket
import sys

from PySide6.QtCore import QSocketNotifier, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication


def main() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ["QTWEBENGINE_REMOTE_DEBUGGING"] = f"127.0.0.1:{port}"
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
            sys.stdout.write(json.dumps({"port": port, "targets": targets}) + "\n")
            sys.stdout.flush()

    for view in views:
        view.loadFinished.connect(ready)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
