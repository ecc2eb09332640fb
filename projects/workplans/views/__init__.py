"""Pages of a work plan: the plan, tasks in four views, one row, indicators, contributions."""
