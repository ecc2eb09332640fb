"""The read side: analysis, engines and querying. Only its doorways know Django."""
