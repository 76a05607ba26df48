"""Local media on its way up, results on their way down."""
