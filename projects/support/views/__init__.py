"""Pages of requests for support and of offers."""
