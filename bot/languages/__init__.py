"""Our languages: the table, the catalogues, and what Babel needs to extract texts."""
