"""The window: relay from the runtime thread, shell, perspectives and the view models under them."""
