"""The only code that opens spec files, episode folders and the library database."""
