"""Applications, CVs, parsing and story."""
