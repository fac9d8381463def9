"""The pages of the portal, by section."""
