"""The exercises of the portal, and how their oracles handle it."""
