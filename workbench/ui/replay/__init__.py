"""The replay perspective: panels that follow one playhead."""
