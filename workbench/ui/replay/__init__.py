"""The replay perspective: panels that follow one playhead."""

from workbench.ui.replay.singletons import keep_singletons

keep_singletons()
