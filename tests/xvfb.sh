#!/bin/sh
# Runs a command on a virtual screen of its own. 24 bits deep: the embedded browser crashes on 16.
# Set SCREEN to change its size.
set -eu
exec env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb \
    xvfb-run --auto-servernum --server-args="-screen 0 ${SCREEN:-1920x1080}x24 -nolisten tcp" "$@"
