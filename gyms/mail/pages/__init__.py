"""The handlers of the webmail's pages."""
