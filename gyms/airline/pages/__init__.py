"""The pages of the site, by what one does there."""
