"""Quartierlotse: answers newcomers to a city from knowledge that city staff curate."""
