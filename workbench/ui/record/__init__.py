"""The Record perspective: do a task in the live browser while everything is recorded."""
