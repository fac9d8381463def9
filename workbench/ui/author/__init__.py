"""Author: the specs, an editor for one of them, what it says in words, and how well it tells right from wrong."""
