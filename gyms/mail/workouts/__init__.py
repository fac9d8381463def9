"""The exercises of the webmail."""
