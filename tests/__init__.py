"""The tests of Quartierlotse; `telegram_server` is a Bot API server of our own for them."""
