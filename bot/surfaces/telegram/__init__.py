"""The conversation on Telegram; the only place that imports telegram."""
