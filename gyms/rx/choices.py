"""What the forms offer."""

TIMES = (("morning", "Morning, 8 to 12"), ("afternoon", "Afternoon, 12 to 5"), ("evening", "Evening, 5 to 9"))
NOTICES = (("text", "Text message"), ("call", "Phone call"), ("none", "No reminder"))
REASONS = (
    ("moved", "I moved"),
    ("work", "Closer to work"),
    ("hours", "Longer opening hours"),
    ("stock", "Out of stock at my branch"),
)
LATEST_PICKUP = 21
"""Days from today."""
