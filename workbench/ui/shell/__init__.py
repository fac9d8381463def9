"""The frame around the perspectives: theme, actions, command palette, notices, status strip."""
