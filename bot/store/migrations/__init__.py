"""The migrations of the database. For a new one copy the newest file of `versions` and raise its number.

They lead forward only; the way back is the copy of the database that was made before the update.
"""
