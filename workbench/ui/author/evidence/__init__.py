"""What an author points at: one episode with its page, changes, requests, and what did not happen."""
