"""Words and tone for the pages of requests; the markup is in the templates."""
