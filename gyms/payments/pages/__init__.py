"""The pages of Corran Bank, one module per corner of it."""
