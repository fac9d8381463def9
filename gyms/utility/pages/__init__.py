"""The pages of Lindenfeld's site, one module per corner of it."""
