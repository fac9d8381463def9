"""The handlers of the back office's pages."""
