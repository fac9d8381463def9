"""Practice grounds: real web applications with a real SQL backend. They never import workbench."""
